"""What is kept about a participant: the table, and a row of it as the rooms read it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar, Final, TypedDict

from sqlalchemy import Boolean, Index, Integer, LargeBinary, String
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Day, Holds, Instant, Kept, Label, ReadBy, WallTime, column, table_of

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_CHAT = Label(Holds.WHO, ReadBy.NOBODY, Kept.PERSON)
_NAME = Label(Holds.WHO, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_GOAL = Label(Holds.FREE_TEXT, ReadBy.CARE, Kept.PERSON)
_HEALTH = Label(Holds.HEALTH, ReadBy.CARE, Kept.PERSON)
_CLEAR_WORD = Label(Holds.FREE_TEXT, ReadBy.NOBODY, Kept.PERSON)
SEALED: Final = ("name", "goal", "site", "clear_word")  # sealed like these: present or not, for one row


class PersonRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "person"
    __table_args__ = (Index("ix_person_coach", "coach", "id"),)

    id: int = column(BIG, _TECHNICAL, primary=True)
    code: str = column(String(), _WHAT, unique=True)
    chat: bytes = column(LargeBinary(), _CHAT)
    chat_index: bytes = column(LargeBinary(), _CHAT, unique=True)
    name: bytes | None = column(LargeBinary(), _NAME, null=True)
    locale: str = column(String(), _WHAT)
    zone: str = column(String(), _WHAT)
    state: str = column(String(), _WHAT)
    check_in_at: time | None = column(WallTime(), _WHAT, null=True)
    goal: bytes | None = column(LargeBinary(), _GOAL, null=True)
    coach: int | None = column(BIG, _WHAT, null=True, of="member.id")
    discreet: bool = column(Boolean(), _WHAT)
    began_at: datetime | None = column(Instant(), _WHAT, null=True)
    created_at: datetime = column(Instant(), _WHAT)
    reachable: bool = column(Boolean(), _WHAT)
    release_day: date | None = column(Day(), _HEALTH, null=True)
    site: bytes | None = column(LargeBinary(), _GOAL, null=True)
    clear_word: bytes | None = column(LargeBinary(), _CLEAR_WORD, null=True)
    sheltered: bool = column(Boolean(), _WHAT)
    seen_on: date | None = column(Day(), _WHAT, null=True)
    welcomed_at: datetime | None = column(Instant(), _WHAT, null=True)
    earlier_check_ins: int | None = column(Integer(), _WHAT, null=True)
    wants_woman: bool = column(Boolean(), _WHAT)
    wants_been_in_prison: bool = column(Boolean(), _WHAT)
    safe_to_call: bool | None = column(Boolean(), _WHAT, null=True)
    no_family: bool = column(Boolean(), _WHAT)
    touched_at: datetime | None = column(Instant(), _WHAT, null=True)
    drill: bool = column(Boolean(), _TECHNICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One participant. `zone` is an IANA name, `check_in_at` on their own wall, `began_at` since active.

    `release_day` is when they left prison or treatment, `site` where they came to us from; `clear_word`
    clears the screen. A `sheltered` record opens only for the own coach and supervisors. `seen_on` is the UTC
    date of the last thing they sent; `welcomed_at` is when staff said yes, or a link brought them.
    `earlier_check_ins` are those whose record has gone with time: totals never shrink. `wants_woman` and
    `wants_been_in_prison` are wishes for a coach; `safe_to_call` is None while nobody has asked; `no_family`:
    family is not to be contacted. `touched_at` is when a coach last said hello. `drill`: nobody, a drill.
    """

    id: int
    code: str
    chat: int
    name: str | None
    locale: str
    zone: str
    state: str
    check_in_at: time | None
    goal: str | None
    coach: int | None
    discreet: bool
    began_at: datetime | None
    created_at: datetime
    reachable: bool
    release_day: date | None = None
    site: str | None = None
    clear_word: str | None = None
    sheltered: bool = False
    seen_on: date | None = None
    welcomed_at: datetime | None = None
    earlier_check_ins: int | None = None
    wants_woman: bool = False
    wants_been_in_prison: bool = False
    safe_to_call: bool | None = None
    no_family: bool = False
    touched_at: datetime | None = None
    drill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A person whose chat, name or words no key opens."""

    id: int


class Changes(TypedDict, total=False):
    """What can be changed about a person."""

    name: str | None
    locale: str
    zone: str
    state: str
    check_in_at: time | None
    goal: str | None
    coach: int | None
    discreet: bool
    began_at: datetime | None
    reachable: bool
    release_day: date | None
    site: str | None
    clear_word: str | None
    sheltered: bool
    seen_on: date | None
    welcomed_at: datetime | None
    wants_woman: bool
    wants_been_in_prison: bool
    safe_to_call: bool | None
    no_family: bool
    touched_at: datetime | None
    drill: bool


PERSON: Final = table_of(PersonRow)
