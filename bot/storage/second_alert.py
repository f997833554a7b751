"""Alerts on their second way, by e-mail or over the web: code and level only, tried again until sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Index, Integer, LargeBinary, String, bindparam, insert, select, text, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.spoilt import without_spoilt
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

STATES: Final = ("queued", "sent", "failed")
WAYS: Final = ("email", "url")

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_ADDRESS = Label(Holds.WHO, ReadBy.NOBODY, Kept.PERSON)
_WORDS = Label(Holds.HEALTH, ReadBy.CARE, Kept.PERSON)  # a code and how urgent it is
_IS_QUEUED: Final = "state = 'queued'"


class SecondAlertRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "second_alert"
    __table_args__ = (
        Index("ix_second_alert_due", "next_at", **only(_IS_QUEUED)),
        Index("ix_second_alert_failed", "created_at", **only("state = 'failed'")),
        Index("ix_second_alert_case", "case", **only('"case" IS NOT NULL')),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    case: int | None = column(BIG, _TECHNICAL, null=True, of="case.id")
    rung: int = column(Integer(), _WHAT)
    member: int | None = column(BIG, _TECHNICAL, null=True, of="member.id")
    way: str = column(String(), _WHAT)
    address: bytes = column(LargeBinary(), _ADDRESS)
    subject: bytes = column(LargeBinary(), _WORDS)
    text: bytes = column(LargeBinary(), _WORDS)
    state: str = column(String(), _TECHNICAL)
    tries: int = column(Integer(), _TECHNICAL)
    next_at: datetime = column(Instant(), _TECHNICAL)
    created_at: datetime = column(Instant(), _WHAT)
    sent_at: datetime | None = column(Instant(), _WHAT, null=True)
    reason: str | None = column(String(), _TECHNICAL, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondAlert:
    """One alert to one address; "" is the programme's own. `way` is one of WAYS, `state` one of STATES.

    `reason` is a short code of why it did not go. `tries` counts the calls that did not deliver it.
    """

    id: int
    case: int | None
    rung: int
    member: int | None
    way: str
    address: str
    subject: str
    text: str
    state: str
    tries: int
    next_at: datetime
    created_at: datetime
    sent_at: datetime | None
    reason: str | None


_ALERT = table_of(SecondAlertRow)
_C = _ALERT.c
_READ = select(_ALERT)
_QUEUED = text(_IS_QUEUED)  # written as in the index, so that the engines see that it fits
_ADD = Statement(insert(_ALERT))
_DUE = Statement(
    _READ.where(_QUEUED, _C.next_at <= bindparam("now", type_=Instant()))
    .order_by(_C.next_at)
    .limit(bindparam("most"))
)
_FAILURES = Statement(
    _READ.where(text("state = 'failed'"), _C.created_at >= bindparam("since", type_=Instant())).order_by(
        _C.created_at
    )
)
_OF_CASE = Statement(_READ.where(_C.case == bindparam("case")))
_END = Statement(
    update(_ALERT)
    .where(_C.id == bindparam("which"), _QUEUED)
    .values(state=bindparam("how"), sent_at=bindparam("at"), reason=bindparam("why"))
)
_AGAIN = Statement(
    update(_ALERT)
    .where(_C.id == bindparam("which"), _QUEUED)
    .values(tries=_C.tries + 1, next_at=bindparam("next"), reason=bindparam("why"))
)


def add(
    tx: Transaction,
    *,
    id: int,
    case: int | None,
    rung: int,
    member: int | None,
    way: str,
    address: str,
    subject: str,
    text: str,
    at: datetime,
) -> None:
    """The alert is on its second way as soon as this commits. `way` is one of WAYS."""
    if way not in WAYS:
        raise ValueError("not a second way")

    def sealed(name: str, words: str) -> bytes:
        return tx.vault.seal("second_alert", name, id, words)

    _ADD.run(
        tx,
        id=id,
        case=case,
        rung=rung,
        member=member,
        way=way,
        address=sealed("address", address),
        subject=sealed("subject", subject),
        text=sealed("text", text),
        state="queued",
        tries=0,
        next_at=at,
        created_at=at,
        sent_at=None,
        reason=None,
    )


def due(tx: Transaction, now: datetime, limit: int = 100) -> tuple[SecondAlert, ...]:
    """Return what is to go now, the longest due first. What no key opens is left out: the others must go."""
    return tuple(without_spoilt(tx, _DUE.rows(tx, now=now, most=limit), _alert))


def failures(tx: Transaction, since: datetime) -> tuple[SecondAlert, ...]:
    """Return what was made from `since` on and will never go, oldest first. What no key opens is empty."""
    return tuple(_alert(tx, row, readable=False) for row in _FAILURES.rows(tx, since=since))


def of_case(tx: Transaction, case: int) -> tuple[SecondAlert, ...]:
    """Return all alerts of a case, oldest first. What no key opens of them is empty."""
    found = (_alert(tx, row, readable=False) for row in _OF_CASE.rows(tx, case=case))
    return tuple(sorted(found, key=lambda one: one.id))


def sent(tx: Transaction, id: int, at: datetime) -> None:
    """The alert was taken over by whoever carries it on."""
    _END.run(tx, which=id, how="sent", at=at, why=None)


def failed(tx: Transaction, id: int, reason: str, at: datetime) -> None:
    """The alert will never go this way. `reason` is a short code."""
    _END.run(tx, which=id, how="failed", at=at, why=reason)


def again(tx: Transaction, id: int, next_at: datetime, reason: str | None = None) -> None:
    """The alert is tried again at `next_at`, and one more try is counted."""
    _AGAIN.run(tx, which=id, next=next_at, why=reason)


def _alert(tx: Transaction, row: tuple[Any, ...], *, readable: bool = True) -> SecondAlert:
    """Return the alert in a row; StorageError when it has to be `readable` and no key opens it."""
    id, case, rung, member, way, address, subject, words, state, tries, next_at, created_at, *end = row
    sent_at, reason = end

    def opened(name: str, sealed: bytes) -> str:
        if readable:
            return tx.vault.unseal("second_alert", name, id, sealed)
        return tx.vault.opened("second_alert", name, id, sealed) or ""

    return SecondAlert(
        id=id,
        case=case,
        rung=rung,
        member=member,
        way=way,
        address=opened("address", address),
        subject=opened("subject", subject),
        text=opened("text", words),
        state=state,
        tries=tries,
        next_at=next_at,
        created_at=created_at,
        sent_at=sent_at,
        reason=reason,
    )
