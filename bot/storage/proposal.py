"""Sets of conversations that passed the check and wait to be published. Nothing about a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Boolean, Index, String, bindparam, insert, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

OPEN: Final = "open"
STATES: Final = (OPEN, "published", "withdrawn")

_OURS = Label(Holds.TECHNICAL, ReadBy.EDITORS, Kept.SYSTEM)
_WHAT = Label(Holds.WHAT, ReadBy.EDITORS, Kept.SYSTEM)


class ProposalRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "proposal"
    __table_args__ = (Index("ix_proposal_state", "state", "id"),)

    id: int = column(BIG, _OURS, primary=True)
    bundle: str = column(String(), _OURS, of="bundle.hash")
    base: str | None = column(String(), _OURS, null=True)
    needs_second: bool = column(Boolean(), _OURS)
    state: str = column(String(), _OURS)
    at: datetime = column(Instant(), _WHAT)
    # No foreign keys: who proposed and approved outlives their membership.
    by: int | None = column(BIG, _WHAT, null=True)
    approved_by: int | None = column(BIG, _WHAT, null=True)
    approved_at: datetime | None = column(Instant(), _WHAT, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`base` is the bundle that was in force and compared with; `state` is one of STATES.

    `by` is the member who proposed, None for the command line; `approved_by` the second one.
    """

    id: int
    bundle: str
    base: str | None
    needs_second: bool
    state: str
    at: datetime
    by: int | None
    approved_by: int | None = None
    approved_at: datetime | None = None


_PROPOSAL = table_of(ProposalRow)
_C = _PROPOSAL.c
_ADD = Statement(insert(_PROPOSAL))
_GET = Statement(select(_PROPOSAL).where(_C.id == bindparam("id")))
_OPEN = Statement(select(_PROPOSAL).where(_C.state == OPEN).order_by(_C.id.desc()).limit(bindparam("limit")))
_OF_BUNDLE = Statement(
    select(_PROPOSAL).where(_C.state == OPEN, _C.bundle == bindparam("bundle")).order_by(_C.id.desc())
)
_SETTLE = Statement(
    update(_PROPOSAL)
    .where(_C.id == bindparam("which"), _C.state == OPEN)
    .values(state=bindparam("into"), approved_by=bindparam("second"), approved_at=bindparam("when"))
)


def add(tx: Transaction, new: Proposal) -> None:
    """The proposal is written."""
    _ADD.run(
        tx,
        id=new.id,
        bundle=new.bundle,
        base=new.base,
        needs_second=new.needs_second,
        state=new.state,
        at=new.at,
        by=new.by,
        approved_by=new.approved_by,
        approved_at=new.approved_at,
    )


def get(tx: Transaction, id: int) -> Proposal | None:
    """Return the proposal with this id."""
    row = _GET.first(tx, id=id)
    return None if row is None else _proposal(row)


def waiting(tx: Transaction, limit: int) -> tuple[Proposal, ...]:
    """Return at most `limit` proposals that nobody has settled, newest first."""
    return tuple(_proposal(row) for row in _OPEN.rows(tx, limit=limit))


def of_bundle(tx: Transaction, bundle: str) -> tuple[Proposal, ...]:
    """Return the proposals of this set that nobody has settled, newest first."""
    return tuple(_proposal(row) for row in _OF_BUNDLE.rows(tx, bundle=bundle))


def settle(
    tx: Transaction, id: int, state: str, *, approved_by: int | None = None, at: datetime | None = None
) -> bool:
    """The proposal is published or withdrawn; False, without change, when it was settled before."""
    if state not in STATES:
        raise ValueError("not a state of a proposal")
    when = at if approved_by is not None else None
    return _SETTLE.run(tx, which=id, into=state, second=approved_by, when=when) == 1


def _proposal(row: tuple[Any, ...]) -> Proposal:
    id, bundle, base, needs_second, state, at, by, approved_by, approved_at = row
    return Proposal(
        id=id,
        bundle=bundle,
        base=base,
        needs_second=bool(needs_second),
        state=state,
        at=at,
        by=by,
        approved_by=approved_by,
        approved_at=approved_at,
    )
