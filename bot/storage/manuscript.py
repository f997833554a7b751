"""What one member has changed in the conversations and not published yet: her draft."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final, TypedDict, Unpack

from sqlalchemy import Index, Integer, LargeBinary, String, bindparam, insert, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

STATES: Final = ("open", "published", "discarded")

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.EDITORS, Kept.STAFF)
_WHAT = Label(Holds.WHAT, ReadBy.EDITORS, Kept.STAFF)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.EDITORS, Kept.WORK)


class ManuscriptRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "manuscript"
    __table_args__ = (Index("ix_manuscript_member", "member", "state"),)

    id: int = column(BIG, _TECHNICAL, primary=True)
    member: int = column(BIG, _TECHNICAL, of="member.id")
    state: str = column(String(), _WHAT)
    files: bytes = column(LargeBinary(), _WORDS)
    base: str | None = column(String(), _TECHNICAL, null=True)
    bundle: str | None = column(String(), _TECHNICAL, null=True)
    errors: int | None = column(Integer(), _WHAT, null=True)
    changes: bytes = column(LargeBinary(), _WORDS)
    asked_at: datetime | None = column(Instant(), _WHAT, null=True)
    answered_by: int | None = column(BIG, _WHAT, null=True, of="member.id")
    began_at: datetime = column(Instant(), _WHAT)
    changed_at: datetime = column(Instant(), _WHAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """`files` {name: content} are those she changed; the rest is as in force.

    Of the last check: `base` is the bundle in force then, `bundle` what would be published (None when it
    does not load), `errors` how many there were (None before the first check), `changes` what is different
    from `base`, in words. `asked_at` says when others were asked to look at this very `bundle`, and
    `answered_by` who answered.
    """

    id: int
    member: int
    state: str
    files: Mapping[str, str]
    base: str | None
    bundle: str | None
    errors: int | None
    changes: Sequence[str]
    asked_at: datetime | None
    answered_by: int | None
    began_at: datetime
    changed_at: datetime


class Changes(TypedDict, total=False):
    """What can be changed about a manuscript."""

    state: str
    files: Mapping[str, str]
    base: str | None
    bundle: str | None
    errors: int | None
    changes: Sequence[str]
    asked_at: datetime | None
    answered_by: int | None


_MANUSCRIPT = table_of(ManuscriptRow)
_C = _MANUSCRIPT.c
_ADD = Statement(insert(_MANUSCRIPT))
_GET = Statement(select(_MANUSCRIPT).where(_C.id == bindparam("id")))
_OPEN_OF = Statement(
    select(_MANUSCRIPT)
    .where(_C.member == bindparam("member"), _C.state == "open")
    .order_by(_C.id.desc())
    .limit(1)
)


def open_of(tx: Transaction, member: int) -> Manuscript | None:
    """Return the member's open draft."""
    row = _OPEN_OF.first(tx, member=member)
    return None if row is None else _manuscript(tx, row)


def get(tx: Transaction, id: int) -> Manuscript | None:
    """Return the draft with this id, open or not."""
    row = _GET.first(tx, id=id)
    return None if row is None else _manuscript(tx, row)


def begin(tx: Transaction, *, id: int, member: int, at: datetime) -> Manuscript:
    """The member has an open draft without any file."""
    _ADD.run(
        tx,
        id=id,
        member=member,
        state="open",
        files=_sealed(tx, "files", id, {}),
        base=None,
        bundle=None,
        errors=None,
        changes=_sealed(tx, "changes", id, ()),
        asked_at=None,
        answered_by=None,
        began_at=at,
        changed_at=at,
    )
    made = get(tx, id)
    assert made is not None  # this transaction has just written it
    return made


def change(tx: Transaction, id: int, at: datetime, **fields: Unpack[Changes]) -> None:
    """The named fields have these values now. One that is not open any more holds no files or set."""
    values: dict[str, Any] = dict(fields)
    state = fields.get("state", "open")
    if state not in STATES:
        raise ValueError("not a state of a draft")
    if state != "open":
        values |= {"files": {}, "base": None, "bundle": None}
    if "files" in values:
        values["files"] = _sealed(tx, "files", id, dict(values["files"]))
    if "changes" in values:
        values["changes"] = _sealed(tx, "changes", id, tuple(values["changes"]))
    tx.execute(update(_MANUSCRIPT).where(_C.id == id).values(changed_at=at, **values))


def _sealed(tx: Transaction, name: str, id: int, value: Any) -> bytes:
    return tx.vault.seal("manuscript", name, id, json.dumps(value, ensure_ascii=False))


def _manuscript(tx: Transaction, row: tuple[Any, ...]) -> Manuscript:
    id, member, state, files, base, bundle, errors, changes, asked_at, answered_by, began_at, changed_at = row
    return Manuscript(
        id=id,
        member=member,
        state=state,
        files=json.loads(tx.vault.unseal("manuscript", "files", id, files)),
        base=base,
        bundle=bundle,
        errors=errors,
        changes=tuple(json.loads(tx.vault.unseal("manuscript", "changes", id, changes))),
        asked_at=asked_at,
        answered_by=answered_by,
        began_at=began_at,
        changed_at=changed_at,
    )
