"""Answers and scores under stable keys. Numbers and choices can be counted; own words are sealed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Double, Index, LargeBinary, String, bindparam, delete, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

HISTORY: Final = 60  # answers a key: two months of daily check-ins, more than any condition looks back

Answerable = int | float | str | tuple[str, ...]

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_HEALTH = Label(Holds.HEALTH, ReadBy.CARE, Kept.PERSON)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.CARE, Kept.PERSON, fades=True)


class AnswerRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "answer"
    __table_args__ = (
        Index("ix_answer_once", "conversation", "key", unique=True),
        Index("ix_answer_history", "person", "key", "at"),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int = column(BIG, _TECHNICAL, of="person.id")
    conversation: int = column(BIG, _TECHNICAL, of="conversation.id")
    key: str = column(String(), _HEALTH)
    form: str = column(String(), _TECHNICAL)
    number: float | None = column(Double(), _HEALTH, null=True)
    choice: str | None = column(String(), _HEALTH, null=True)
    words: bytes | None = column(LargeBinary(), _WORDS, null=True)
    unit: str | None = column(String(), _WHAT, null=True)
    bundle: str = column(String(), _TECHNICAL)
    language: str = column(String(), _WHAT)
    at: datetime = column(Instant(), _WHAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer as it was given. `value` is None when it was skipped."""

    id: int
    conversation: int
    key: str
    value: Answerable | None
    free_text: bool
    unit: str | None
    bundle: str
    language: str
    at: datetime


_ANSWER = table_of(AnswerRow)
_C = _ANSWER.c
_REPLACED = ("id", "person", "form", "number", "choice", "words", "unit", "bundle", "language", "at")
_SAVE = Statement(
    lambda insert: (new := insert(_ANSWER)).on_conflict_do_update(
        index_elements=["conversation", "key"],
        # The id changes too: the sealed words are bound to it.
        set_={name: new.excluded[name] for name in _REPLACED},
    )
)
_DROP = Statement(
    delete(_ANSWER).where(_C.conversation == bindparam("conversation"), _C.key == bindparam("key"))
)
_VALUE = (_C.id, _C.form, _C.number, _C.choice, _C.words)
_HISTORY = Statement(
    select(_C.at, *_VALUE)
    .where(
        _C.person == bindparam("person"),
        _C.key == bindparam("key"),
        _C.conversation != bindparam("this_one"),
    )
    .order_by(_C.at.desc())
    .limit(bindparam("most"))
)
_ALL = select(_C.at, *_VALUE, _C.conversation, _C.key, _C.unit, _C.bundle, _C.language)
_OF = Statement(_ALL.where(_C.conversation == bindparam("conversation")).order_by(_C.id))


def save(
    tx: Transaction,
    *,
    id: int,
    person: int,
    conversation: int,
    key: str,
    value: Answerable | None,
    free_text: bool,
    unit: str | None,
    bundle: str,
    language: str,
    at: datetime,
) -> None:
    """This is the conversation's answer under `key` now; None says that it was skipped.

    A number must be exact in double precision. A score is saved in the same way.
    """
    form, number, choice, words = "skipped", None, None, None
    match value:
        case None:
            pass
        case bool():
            raise TypeError("yes and no are choices")
        case int() | float():
            form, number = "number", float(value)
        case str() if free_text:
            form, words = "words", tx.vault.seal("answer", "words", id, value)
        case str():
            form, choice = "choice", value
        case tuple():
            form, choice = "choices", json.dumps(value, ensure_ascii=False)
    _SAVE.run(
        tx,
        id=id,
        person=person,
        conversation=conversation,
        key=key,
        form=form,
        number=number,
        choice=choice,
        words=words,
        unit=unit,
        bundle=bundle,
        language=language,
        at=at,
    )


def drop(tx: Transaction, conversation: int, key: str) -> None:
    """The conversation has no answer under `key` any more."""
    _DROP.run(tx, conversation=conversation, key=key)


def history(
    tx: Transaction,
    person: int,
    keys: Iterable[str],
    *,
    before_conversation: int | None = None,
    limit_per_key: int = HISTORY,
) -> dict[str, tuple[tuple[datetime, Answerable | None], ...]]:
    """Return {key: ((at, value), ...)}, oldest first, the latest `limit_per_key` of each; None was skipped.

    Answers of `before_conversation` are left out; every other conversation's count, also those that were
    opened later. Keys without an answer are left out.
    """
    found: dict[str, tuple[tuple[datetime, Answerable | None], ...]] = {}
    for key in keys:
        rows = _HISTORY.rows(
            tx, person=person, key=key, this_one=before_conversation or 0, most=limit_per_key
        )
        if rows:
            found[key] = tuple((row[0], _value(tx, row[1:6])) for row in reversed(rows))
    return found


def of(tx: Transaction, conversation: int) -> tuple[Answer, ...]:
    """Return a conversation's answers in the order they were given."""
    return tuple(
        Answer(
            id=row[1],
            conversation=row[6],
            key=row[7],
            value=_value(tx, row[1:6]),
            free_text=row[2] == "words",
            unit=row[8],
            bundle=row[9],
            language=row[10],
            at=row[0],
        )
        for row in _OF.rows(tx, conversation=conversation)
    )


def _value(tx: Transaction, row: tuple[Any, ...]) -> Answerable | None:
    id, form, number, choice, words = row
    match form:
        case "number":
            return int(number) if float(number).is_integer() else float(number)
        case "choice":
            return str(choice)
        case "choices":
            return tuple(json.loads(choice))
        case "words":
            return tx.vault.unseal("answer", "words", id, words)
        case _:
            return None
