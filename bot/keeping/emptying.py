"""Conversations without the words in them: where they ended stays, what was said in them goes."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, delete, select, update

from bot.engine import SKIPPED, Ending, Phase, from_document, to_document
from bot.errors import BrokenConversationError, StorageError
from bot.storage import Transaction, conversation
from bot.storage.tables import METADATA

_TABLE: Final = METADATA.tables["conversation"]
_TIMER: Final = METADATA.tables["timer"]
# The clocks of a question that nobody will answer any more.
_CLOCKS: Final = ("nudge", "give_up", "wait", "doubt")
_EMPTY: Final = "{}"

_C: Final = _TABLE.c
_READ: Final = select(_C.id, _C.status, _C.document, _C.ended_at).where(
    _C.id.in_(bindparam("ids", expanding=True))
)
_STOP_CLOCKS: Final = delete(_TIMER).where(_TIMER.c.kind.in_(_CLOCKS), _TIMER.c.subject == bindparam("talk"))
_EMPTY_ROW: Final = (
    update(_TABLE)
    .where(_C.id == bindparam("which"))
    .values(
        status=bindparam("status"),
        document=bindparam("document"),
        ended_at=bindparam("ended_at"),
        before_stop=None,
        stopped_from=None,
    )
)


def empty_conversations(tx: Transaction, ids: Sequence[int], at: datetime) -> int:
    """The documents of these conversations hold no answer any more; returned is how many were emptied.

    One that was never ended, for months, is ended as missed: nothing waits for it any more.
    """
    rows: Any = tx.execute(_READ, {"ids": list(ids)}).all()
    emptied = []
    for id, status, sealed, ended_at in rows:
        if status in conversation.LIVE:
            status, ended_at = Ending.MISSED.value, at
            tx.execute(_STOP_CLOCKS, {"talk": id})
        document = tx.vault.seal("conversation", "document", id, _emptied(tx, id, sealed))
        emptied.append({"which": id, "status": status, "document": document, "ended_at": ended_at})
    if emptied:
        tx.execute(_EMPTY_ROW, emptied)
    return len(emptied)


def skip_answers(tx: Transaction, person: int, script: str, words: Collection[str]) -> None:
    """These words stand as skipped wherever this person gave them as an answer to that script.

    What somebody takes out of their record shall not be read in the talk in which they told it.
    """
    rows: Any = tx.execute(select(_C.id, _C.document, _C.before_stop).where(_C.person == person)).all()
    for id, *sealed in rows:
        for name, found in zip(("document", "before_stop"), sealed, strict=True):
            bare = _skipped(tx, name, id, found, f"{script}.", words) if found is not None else None
            if bare is not None:
                changed = tx.vault.seal("conversation", name, id, bare)
                tx.execute(update(_TABLE).where(_C.id == id).values({name: changed}))


def _skipped(
    tx: Transaction, name: str, id: int, sealed: bytes, slots: str, words: Collection[str]
) -> str | None:
    """Return the document without these answers, None when it holds none of them or cannot be read."""
    try:
        state = from_document(json.loads(tx.vault.unseal("conversation", name, id, sealed)))
    except (StorageError, BrokenConversationError, ValueError):
        return None
    given = tuple(
        replace(one, value=SKIPPED) if one.slot.startswith(slots) and one.value in words else one
        for one in state.given
    )
    return None if given == state.given else json.dumps(to_document(replace(state, given=given)))


def _emptied(tx: Transaction, id: int, sealed: bytes) -> str:
    """Return the document without answers; what cannot be read is nothing at all."""
    try:
        state = from_document(json.loads(tx.vault.unseal("conversation", "document", id, sealed)))
    except (StorageError, BrokenConversationError, ValueError):
        return _EMPTY
    bare = replace(
        state,
        phase=Phase.ENDED,
        ending=state.ending or Ending.MISSED,
        given=(),
        chosen=(),
        fired=frozenset(),
        doubted=frozenset(),
        scores={},
    )
    return json.dumps(to_document(bare))
