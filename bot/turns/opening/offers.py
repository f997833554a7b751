"""What else can be done about somebody: a note, something to do, places, and whether it is safe to call."""

from bot.cases import Colleague, Offer
from bot.storage import case, referral
from bot.storage.person import Person
from bot.turns.opening.flags import FLAGS
from bot.turns.staffing.allowed import Act, may
from bot.turns.staffing.telling import Offers
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import Work

NOTE, TASK, PLACES = "o_note", "o_task", "o_places"


def offers_about(work: Work, who: Colleague, about: Person) -> Offers:
    """Return the buttons that this member may press; none about a guest, of whom nothing is kept."""
    if is_guest(work, about) or not may(who, Act.KEEP_NOTES, about, case.open_of(work.tx, about.id)):
        return ()
    own, locale = work.library.own, who.locale
    outside = [Offer(label=own("bot.staff.button_flags", locale), verb=FLAGS, subject=about.id)]
    if referral.open_of(work.tx, about.id):
        outside.append(Offer(label=own("bot.staff.button_places", locale), verb=PLACES, subject=about.id))
    return (
        (
            Offer(label=own("bot.staff.button_note", locale), verb=NOTE, subject=about.id),
            Offer(label=own("bot.staff.button_task", locale), verb=TASK, subject=about.id),
        ),
        tuple(outside),
    )
