"""Which of its wordings each text has used with a person, so that nobody reads the same line every day."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import LargeBinary, bindparam, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

REMEMBERED: Final = 16  # uses a text: more than any text has wordings

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.NOBODY, Kept.PERSON)
_HEALTH = Label(Holds.HEALTH, ReadBy.NOBODY, Kept.PERSON)  # text ids tell which scripts were walked through


class WordingRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "wording"

    person: int = column(BIG, _TECHNICAL, primary=True, of="person.id")
    used: bytes = column(LargeBinary(), _HEALTH)
    at: datetime = column(Instant(), _TECHNICAL)


_WORDING = table_of(WordingRow)
_USED = Statement(select(_WORDING.c.used).where(_WORDING.c.person == bindparam("person")))
_NOTE = Statement(
    lambda insert: (new := insert(_WORDING)).on_conflict_do_update(
        index_elements=["person"], set_={"used": new.excluded.used, "at": new.excluded.at}
    )
)


def used(tx: Transaction, person: int) -> dict[str, tuple[int, ...]]:
    """Return {text id: variants sent to this person, oldest first}, the last REMEMBERED of each."""
    row = _USED.first(tx, person=person)
    if row is None:
        return {}
    stored = json.loads(tx.vault.unseal("wording", "used", person, row[0]))
    return {text_id: tuple(variants) for text_id, variants in stored.items()}


def note(tx: Transaction, person: int, sent: Mapping[str, Sequence[int]], at: datetime) -> None:
    """The variants in `sent` {text id: those just sent} follow the ones that were sent before."""
    if not sent:
        return
    everything: dict[str, Sequence[int]] = dict(used(tx, person))
    for text_id, variants in sent.items():
        everything[text_id] = [*everything.get(text_id, ()), *variants][-REMEMBERED:]
    document = json.dumps(everything, separators=(",", ":"))
    _NOTE.run(tx, person=person, used=tx.vault.seal("wording", "used", person, document), at=at)
