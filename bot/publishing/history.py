"""What is in force, what was before it, and which sets wait for a second member."""

from dataclasses import dataclass

from bot.errors import RefusedError
from bot.publishing.deciding import MAY_PUBLISH
from bot.storage import Transaction, bundle, member, proposal, publication
from bot.storage.proposal import Proposal
from bot.storage.publication import Publication

# The shortest beginning of a hash that people type: of ten thousand sets, two share one of 6 now and then.
SHORTEST_PREFIX = 4
SHOWN_OF_HASH = 8  # letters of a hash that are shown to people


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the history; the names are None where nobody was named."""

    publication: Publication
    by: str | None
    approved_by: str | None


def in_force(tx: Transaction) -> Publication | None:
    """Return the publication that counts now; None before the first start."""
    return publication.newest(tx)


def history(tx: Transaction, limit: int = 50) -> tuple[Entry, ...]:
    """Return at most `limit` publications, newest first."""
    return tuple(
        Entry(publication=one, by=_name(tx, one.by), approved_by=_name(tx, one.approved_by))
        for one in publication.before(tx, publication.PAST_ALL, limit)
    )


def files_of(tx: Transaction, hash: str) -> dict[str, str]:
    """Return the files of a set that is kept; RefusedError when there is none."""
    found = bundle.load(tx, hash)
    if found is None:
        raise RefusedError("This set is not kept here.")
    return found


def hash_of(tx: Transaction, prefix: str) -> str:
    """Return the hash that begins with `prefix`; RefusedError unless exactly one does."""
    wanted = prefix.strip().lower()
    if len(wanted) < SHORTEST_PREFIX or not all(sign in "0123456789abcdef" for sign in wanted):
        raise RefusedError(
            f"'{prefix[:40]}' does not name a set.",
            remedy="Take the first letters that `python -m bot history` shows, at least four.",
        )
    found = bundle.named(tx, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        raise RefusedError(f"More than one set begins with '{wanted}'.", remedy="Type more of its letters.")
    raise RefusedError(f"No set begins with '{wanted}'.", remedy="See `python -m bot history`.")


def before_this(tx: Transaction) -> str:
    """Return the hash of the set that was in force before this one; RefusedError when there is none."""
    standing = publication.newest(tx)
    number = standing.number if standing else 0
    while page := publication.before(tx, number, 100):
        for one in page:
            if standing is not None and one.bundle != standing.bundle:
                return one.bundle
        number = page[-1].number
    raise RefusedError("There is no set to go back to: only one was ever in force.")


def waiting(tx: Transaction) -> tuple[Proposal, ...]:
    """Return the proposals that can still be approved, newest first."""
    standing = publication.newest(tx)
    base = standing.bundle if standing else None
    return tuple(one for one in proposal.waiting(tx, 50) if one.base == base and one.needs_second)


def waiting_for(tx: Transaction, prefix: str) -> Proposal:
    """Return the newest proposal whose hash begins with `prefix`; RefusedError when none waits."""
    hash = hash_of(tx, prefix)
    for one in waiting(tx):
        if one.bundle == hash:
            return one
    raise RefusedError(
        "This set does not wait for anybody: it was published, or something else came into force meanwhile.",
        remedy="See `python -m bot history`, or publish it again.",
    )


def member_named(tx: Transaction, name: str) -> member.Member:
    """Return the active member of this name who may publish; RefusedError unless there is exactly one."""
    wanted = " ".join(name.split()).casefold()
    found = [one for one in member.active(tx, MAY_PUBLISH) if one.name.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise RefusedError(
            "More than one editor, supervisor or admin has this name.",
            remedy="One of them can change it in the chat with the bot: /name and the new one.",
        )
    raise RefusedError(
        "No editor, supervisor or admin has this name.",
        remedy="Names are those in the chat with the bot; an admin invites with /invite editor.",
    )


def _name(tx: Transaction, who: int | None) -> str | None:
    found = member.get(tx, who) if who is not None else None
    return found.name if found else None
