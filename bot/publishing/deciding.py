"""Who may put which set into force: proposing, approving, publishing, going back. Each is one transaction."""

from datetime import datetime
from typing import Final

from bot.errors import RefusedError
from bot.publishing.keys import keep_lock
from bot.publishing.plan import Plan
from bot.scripts.lock import LOCK
from bot.storage import Transaction, audit, bundle, member, proposal, publication
from bot.storage.member import Member
from bot.storage.proposal import OPEN, Proposal
from bot.storage.publication import Publication

# Who may propose, approve, publish and go back: those who answer for the words, not those who are in a case.
MAY_PUBLISH: Final = ("editor", "supervisor", "admin")
# The role an act goes by in the audit log when nobody said who they are: whoever has the machine.
OPERATOR: Final = "operator"


def propose(tx: Transaction, plan: Plan, *, by: int | None, at: datetime) -> Proposal:
    """The set is kept and can be published, or waits for a second member of staff (`needs_second`).

    `by` is a member, None for the command line. Raises RefusedError.
    """
    _check_base(tx, plan.base)
    who = _allowed(tx, by)
    if plan.hash == plan.base:
        raise RefusedError("Nothing has changed: this set is in force already.")
    if plan.needs_second and by is None:
        raise RefusedError(
            "This changes what a crisis or a consent can reach, so two members of staff have to be named.",
            remedy="Say who you are: --as NAME.",
        )
    for one in proposal.of_bundle(tx, plan.hash):
        if (one.base, one.by, one.needs_second) == (plan.base, by, plan.needs_second):
            return one  # the same once more: one thing waits, not two
    bundle.keep(tx, plan.hash, {**plan.files, LOCK: plan.lock}, at)
    new = Proposal(
        id=tx.new_id(at),
        bundle=plan.hash,
        base=plan.base,
        needs_second=plan.needs_second,
        state=OPEN,
        at=at,
        by=by,
    )
    proposal.add(tx, new)
    _write_down(tx, at, who, "proposed", "proposal", new.id)
    return new


def publish(tx: Transaction, id: int, *, by: int | None, at: datetime) -> Publication:
    """The proposal, which needs no second member, is in force. Raises RefusedError."""
    found, who = _open(tx, id), _allowed(tx, by)
    if found.needs_second:
        raise RefusedError(
            "This changes what a crisis or a consent can reach, so a second member has to approve it.",
            remedy=f"They can: python -m bot approve {found.bundle[:8]} --as NAME.",
        )
    proposal.settle(tx, id, "published")
    return _into_force(tx, found, who, None, at)


def approve(tx: Transaction, id: int, *, by: int, at: datetime) -> Publication:
    """The proposal is approved by a second member and in force at once. Raises RefusedError."""
    found, who = _open(tx, id), _allowed(tx, by)
    if found.by == by:
        raise RefusedError(
            "Whoever proposed a change cannot approve it.", remedy="Ask another member of the team."
        )
    proposal.settle(tx, id, "published", approved_by=by, at=at)
    proposer = member.get(tx, found.by) if found.by is not None else None
    return _into_force(tx, found, proposer, who, at)


def withdraw(tx: Transaction, id: int, *, by: int | None, at: datetime) -> bool:
    """Nobody can approve the proposal any more; False when it was settled before. Raises RefusedError."""
    who = _allowed(tx, by)
    settled = proposal.settle(tx, id, "withdrawn")
    if settled:
        _write_down(tx, at, who, "withdrew", "proposal", id)
    return settled


def roll_back(tx: Transaction, hash: str, *, base: str | None, by: int | None, at: datetime) -> Publication:
    """A set that was in force before is in force again; `base` is what it was compared with.

    Needs no second member: two have seen that set when it was published, and going back must be quick when
    something hurts. Raises RefusedError.
    """
    _check_base(tx, base)
    who = _allowed(tx, by)
    if hash == base:
        raise RefusedError("This set is in force already.")
    if not _was_in_force(tx, hash):
        raise RefusedError(
            "This set was never in force, so there is no going back to it.",
            remedy="See `python -m bot history`.",
        )
    gone_back = publication.add(tx, bundle=hash, kind="rolled back", at=at, by=by, approved_by=None)
    _write_down(tx, at, who, "rolled back", "publication", gone_back.number)
    return gone_back


def begin(tx: Transaction, plan: Plan, *, at: datetime) -> Publication:
    """The set a bot starts with is in force; it needs nobody: there is nothing to compare it with.

    That is so for a new database, and when none of the published sets can be loaded any more.
    """
    bundle.keep(tx, plan.hash, {**plan.files, LOCK: plan.lock}, at)
    keep_lock(tx, plan.lock)
    return publication.add(tx, bundle=plan.hash, kind="first", at=at, by=None, approved_by=None)


def may_publish(who: Member) -> bool:
    """Return whether this member answers for what the programme says."""
    return who.active and who.role in MAY_PUBLISH


def _into_force(
    tx: Transaction, found: Proposal, who: Member | None, second: Member | None, at: datetime
) -> Publication:
    files = bundle.load(tx, found.bundle) or {}
    keep_lock(tx, files.get(LOCK, ""))
    for one in proposal.of_bundle(tx, found.bundle):
        proposal.settle(tx, one.id, "withdrawn")  # else it would wait again after going back
    made = publication.add(
        tx,
        bundle=found.bundle,
        kind="published",
        at=at,
        by=found.by,
        approved_by=second.id if second else None,
    )
    _write_down(tx, at, who, "published", "publication", made.number)
    if second is not None:
        _write_down(tx, at, second, "approved", "publication", made.number)
    return made


def _open(tx: Transaction, id: int) -> Proposal:
    found = proposal.get(tx, id)
    if found is None or found.state != OPEN:
        raise RefusedError("This was published or withdrawn before.", remedy="See `python -m bot history`.")
    _check_base(tx, found.base)
    return found


def _check_base(tx: Transaction, base: str | None) -> None:
    """The differences somebody looked at must be those that come into force."""
    standing = publication.newest(tx)
    if (standing.bundle if standing else None) != base:
        raise RefusedError(
            "Something else came into force meanwhile, so the differences are other ones now.",
            remedy="Start again, and look at them once more.",
        )


def _allowed(tx: Transaction, by: int | None) -> Member | None:
    if by is None:
        return None
    who = member.get(tx, by)
    if who is None or not may_publish(who):
        raise RefusedError("Only editors, supervisors and admins can do this.")
    return who


def _was_in_force(tx: Transaction, hash: str) -> bool:
    number = publication.PAST_ALL
    while page := publication.before(tx, number, 100):
        if any(one.bundle == hash for one in page):
            return True
        number = page[-1].number
    return False


def _write_down(
    tx: Transaction, at: datetime, who: Member | None, action: str, subject_kind: str, subject: int
) -> None:
    audit.add(
        tx,
        id=tx.new_id(at),
        at=at,
        who=who.id if who else None,
        role=who.role if who else OPERATOR,
        action=action,
        subject_kind=subject_kind,
        subject=subject,
    )
