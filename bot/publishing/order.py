"""What a command line or a phone asks for, in one shape: carried out here, or handed to the running bot."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.errors import RefusedError
from bot.publishing.deciding import approve, begin, propose, publish, roll_back
from bot.publishing.history import in_force
from bot.publishing.plan import Plan
from bot.scripts.load import content_hash, load
from bot.storage import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPublish:
    """A checked set, with what its plan found out."""

    files: Mapping[str, str]
    hash: str
    base: str | None
    needs_second: bool
    lock: str
    by: int | None

    @classmethod
    def of(cls, plan: Plan, by: int | None) -> "ToPublish":
        """Return the order that puts this plan into force, or proposes it."""
        return cls(
            files=plan.files,
            hash=plan.hash,
            base=plan.base,
            needs_second=plan.needs_second,
            lock=plan.lock,
            by=by,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToApprove:
    """The second member's yes to a proposal."""

    proposal: int
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRollBack:
    """Back to a set that was in force; `base` is the one it was compared with."""

    hash: str
    base: str | None
    by: int | None


Order = ToPublish | ToApprove | ToRollBack
KINDS: Mapping[str, type[Order]] = {"publish": ToPublish, "approve": ToApprove, "roll back": ToRollBack}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`number` is the publication that is in force now; None when a second member has to approve first."""

    hash: str
    number: int | None


def carry_out(tx: Transaction, order: Order, at: datetime) -> Outcome:
    """The order is carried out; raises RefusedError."""
    match order:
        case ToPublish():
            return _publish(tx, order, at)
        case ToApprove(proposal=proposal, by=by):
            made = approve(tx, proposal, by=by, at=at)
        case ToRollBack(hash=hash, base=base, by=by):
            made = roll_back(tx, hash, base=base, by=by, at=at)
    return Outcome(hash=made.bundle, number=made.number)


def check_order(order: Order) -> None:
    """The files of an order that came from outside are what their hash says, and load; ScriptError if not."""
    if isinstance(order, ToPublish):
        if content_hash(order.files) != order.hash:
            raise RefusedError("The files are not those that were looked at.")
        load(order.files)


def to_json(order: Order) -> dict[str, Any]:
    """Return the order as what JSON can hold."""
    kind = next(name for name, kind in KINDS.items() if isinstance(order, kind))
    return {"kind": kind, **asdict(order)}


def from_json(document: Mapping[str, Any]) -> Order:
    """Return the order; raises RefusedError for anything else."""
    try:
        values = dict(document)
        return KINDS[str(values.pop("kind"))](**values)
    except (KeyError, TypeError, ValueError):
        raise RefusedError(
            "The running bot does not know this order.",
            remedy="Start it again with the Holdfast that is installed now.",
        ) from None


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    """Return the outcome as what JSON can hold."""
    return asdict(outcome)


def outcome_from_json(document: Mapping[str, Any]) -> Outcome:
    """Return the outcome that `outcome_to_json` wrote."""
    return Outcome(hash=str(document["hash"]), number=document["number"])


def _publish(tx: Transaction, order: ToPublish, at: datetime) -> Outcome:
    plan = Plan(
        files=order.files,
        hash=order.hash,
        base=order.base,
        differences=(),
        standing=(),
        needs_second=order.needs_second,
        lock=order.lock,
    )
    if order.base is None and in_force(tx) is None:
        first = begin(tx, plan, at=at)
        return Outcome(hash=first.bundle, number=first.number)
    proposed = propose(tx, plan, by=order.by, at=at)
    if proposed.needs_second:
        return Outcome(hash=proposed.bundle, number=None)
    made = publish(tx, proposed.id, by=order.by, at=at)
    return Outcome(hash=made.bundle, number=made.number)
