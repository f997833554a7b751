"""Column types and the label every column carries: what it holds, who may read it, how long it is kept.

Export, erasure, retention and docs/privacy.md are made from these labels.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final, cast

from sqlalchemy import BigInteger, Column, Dialect, ForeignKey, Integer, String, Table, text
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Holds(StrEnum):
    """What a column tells about somebody."""

    WHO = "who"  # names or finds a person
    WHAT = "what"  # what happened or was agreed, nothing about health
    HEALTH = "health"  # says or implies something about a person's health or use
    FREE_TEXT = "free text"  # in somebody's own words: can hold anything
    TECHNICAL = "technical"  # keeps the machine going


class ReadBy(StrEnum):
    """Who may read a column, besides the bot itself."""

    NOBODY = "the bot only"
    CARE = "the person, their coach, supervisors"
    ABOVE = "the person, supervisors"
    STAFF = "coaches, supervisors, admins"
    ADMINS = "admins"
    EDITORS = "editors, admins"
    AUDITORS = "whoever it is about (`/whosaw`), whoever runs the bot"


class Kept(StrEnum):
    """How long a column is kept."""

    PERSON = "until the person is erased"
    WORK = "until the work is done, then emptied or deleted"
    STAFF = "as long as the programme runs, also of whoever has left"  # the audit log tells who it was
    SERVING = "until they leave the team"
    SYSTEM = "as long as the programme runs"
    AUDIT = "6 years, then deleted by the operator"  # 45 CFR 164.316(b)(2)(i)


@dataclass(frozen=True, slots=True)
class Label:
    """The privacy label of a column. What `fades` goes earlier than its row: own words, after some months."""

    holds: Holds
    read_by: ReadBy
    kept: Kept
    fades: bool = False


def microseconds(at: datetime) -> int:
    """Return an aware time as whole microseconds since 1970, as it is stored."""
    return (at - _EPOCH) // _MICROSECOND


class Instant(TypeDecorator[datetime]):
    """Aware UTC, stored as whole microseconds since 1970: exact, sortable, the same on both engines."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Day(TypeDecorator[date]):
    """A calendar date, stored as ISO text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class WallTime(TypeDecorator[time]):
    """A time of day on somebody's own wall, stored as HH:MM."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:
        return None if value is None else value.strftime("%H:%M")

    def process_result_value(self, value: str | None, dialect: Dialect) -> time | None:
        return None if value is None else time.fromisoformat(value)


# Constraints have names in every database, so that a later migration can take one away.
SQLModel.metadata.naming_convention = {
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
}

# SQLite makes only INTEGER primary keys the row's own address, which saves one tree a table.
BIG: Final = BigInteger().with_variant(Integer(), "sqlite")


def column(
    kind: TypeEngine[Any],
    label: Label,
    *,
    primary: bool = False,
    null: bool = False,
    unique: bool = False,
    of: str | None = None,
) -> Any:
    """Return a SQLModel field for one labelled column; `of` is the "table.column" it refers to."""
    references = [ForeignKey(of)] if of else []
    return Field(
        sa_column=Column(
            kind,
            *references,
            primary_key=primary,
            autoincrement=False,  # ids are made before the insert (bot/ids.py)
            nullable=null,
            unique=unique or None,
            info={
                "holds": label.holds,
                "read_by": label.read_by,
                "kept": label.kept,
                "fades": label.fades,
            },
        )
    )


def only(condition: str) -> dict[str, Any]:
    """Return what makes an index hold only the rows that meet `condition`."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def table_of(row: type[SQLModel]) -> Table:
    """Return the Core table behind a SQLModel class."""
    return cast(Table, row.__table__)  # type: ignore[attr-defined]  # SQLAlchemy adds it at run time
