"""What staff write down about a person for each other: notes, plans, what whoever takes over should know."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Index, LargeBinary, String, bindparam, insert, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.spoilt import without_spoilt
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

KINDS: Final = ("note", "plan", "handover")

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.CARE, Kept.PERSON, fades=True)


class NoteRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "note"
    __table_args__ = (
        Index("ix_note_person", "person", "id"),
        Index("ix_note_case", "case", **only('"case" IS NOT NULL')),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int = column(BIG, _TECHNICAL, of="person.id")
    case: int | None = column(BIG, _TECHNICAL, null=True, of="case.id")
    by: int = column(BIG, _WHAT, of="member.id")
    kind: str = column(String(), _WHAT)
    words: bytes = column(LargeBinary(), _WORDS)
    at: datetime = column(Instant(), _WHAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`by` wrote this about `person`, in `case` or outside of any. `kind` is one of KINDS."""

    id: int
    person: int
    case: int | None
    by: int
    kind: str
    words: str
    at: datetime


_NOTE = table_of(NoteRow)
_C = _NOTE.c
_ADD = Statement(insert(_NOTE))
_BELONGS_TO = Statement(update(_NOTE).where(_C.case == bindparam("which")).values(person=bindparam("whose")))
_OF = Statement(
    select(_NOTE).where(_C.person == bindparam("person")).order_by(_C.id.desc()).limit(bindparam("most"))
)


def add(
    tx: Transaction,
    *,
    id: int,
    person: int,
    by: int,
    words: str,
    at: datetime,
    kind: str = "note",
    case: int | None = None,
) -> None:
    """The note stands; `words` are sealed. `kind` is one of KINDS."""
    if kind not in KINDS:
        raise ValueError("not a kind of note")
    sealed = tx.vault.seal("note", "words", id, words)
    _ADD.run(tx, id=id, person=person, case=case, by=by, kind=kind, words=sealed, at=at)


def of(tx: Transaction, person: int, limit: int = 20) -> tuple[Note, ...]:
    """Return the latest notes about a person, newest first."""
    return tuple(without_spoilt(tx, _OF.rows(tx, person=person, most=limit), _note))


def of_case_belong_to(tx: Transaction, case: int, person: int) -> None:
    """All notes of a case are about this person from now on."""
    _BELONGS_TO.run(tx, which=case, whose=person)


def _note(tx: Transaction, row: tuple[Any, ...]) -> Note:
    id, person, case, by, kind, words, at = row
    opened = tx.vault.unseal("note", "words", id, words)
    return Note(id=id, person=person, case=case, by=by, kind=kind, words=opened, at=at)
