"""Guests: people who have agreed to nothing, not yet or not any more.

Whoever needs help gets it all the same. Of what a guest says only what belongs to an open case is kept, for
the person who takes it; 72 hours after the case was closed it goes, unless they have agreed meanwhile.
"""

from collections.abc import Mapping

from bot.storage import case, consent, timer
from bot.storage.person import Person
from bot.turns.welcoming.agreeing import agrees
from bot.turns.work import Work

# States in which an agreement may be missing: nobody becomes active without one.
MAY_BE_GUESTS = ("new", "consenting", "stopped")
# Tables with rows that only somebody who once agreed has.
OF_A_RECORD = ("consent", "answer", "check_in", "referral", "reach")


def is_guest(work: Work, who: Person) -> bool:
    """Return whether the person has agreed to nothing, or has taken it back."""
    return who.state in MAY_BE_GUESTS and not agrees(work, who)


def has_record(kept: Mapping[str, int]) -> bool:
    """Return whether rows are among these, {table: how many}, that only somebody who once agreed has."""
    return any(kept.get(table) for table in OF_A_RECORD)


def kept_of_before(work: Work, who: Person) -> bool:
    """Return whether more is kept of a guest than the first screen says: a case, or a record of before."""
    return bool(case.of_person(work.tx, who.id)) or consent.was_ever_given(work.tx, who.id)


def is_guest_no_more(work: Work, who: Person) -> None:
    """The person has agreed: what a case without consent holds stays, like everybody's."""
    timer.remove_of(work.tx, "forget_guest", who.id)
    for held in case.of_person(work.tx, who.id):
        if held.without_consent:
            case.change(work.tx, held.id, without_consent=False)
