"""After a crisis: one warm message to whoever closed it, with a colleague by name, and a way to let go of it.

Nothing of it is kept: the message goes as it was sent, and what is tapped writes no event and no audit entry.
Only what she asks for changes something: a swap is a swap, and stands on record as one.
"""

from typing import Final

from bot.cadence import Candidate, Wishes, order
from bot.cases import Colleague, Letter, Offer
from bot.signals import Level
from bot.storage import case, case_event, person
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.outbox import PASSING
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.leading.due import SPOKE
from bot.turns.leading.saying import own_of
from bot.turns.serving import swapping
from bot.turns.staffing.allowed import Act, ever_may, refuse
from bot.turns.staffing.telling import Offers
from bot.turns.work import ChoiceShown, Work

OKAY: Final = "db_okay"
TALK: Final = "db_talk"
# Who is asked for an ear.
PEERS: Final = ("coach", "supervisor")


def after_closing(work: Work, who: Colleague, held: Case, outcome: str) -> None:
    """Whoever closed a crisis is asked how she is; words with her own person count as a hello.

    The next hello is counted from them.
    """
    about = person.get(work.tx, held.person)
    hers = about is not None and about.coach == who.id
    if about is not None and hers and outcome in SPOKE:
        work.change(about, touched_at=work.at)
    if not held.drill and _was_crisis(work, held):
        _ask(work, who, held, hers=hers)


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Take the answer; it goes no further than she wants it to."""
    if not ever_may(who, Act.CLOSE_CASE):
        refuse(work, who, Act.CLOSE_CASE)
        return
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    if button.verb == OKAY:
        _pass(work, who, own_of(work, who)("bot.staff.debrief_okay"))
        return
    peer = work.roster.get(button.subject)
    if peer is None or peer.role not in PEERS or peer.id == who.id:
        _pass(work, who, own_of(work, who)("bot.staff.debrief_gone"))
        return
    _pass(work, peer, own_of(work, peer)("bot.staff.debrief_asked", name=who.name))
    _pass(work, who, own_of(work, who)("bot.staff.debrief_told", name=peer.name))


def peer_for(work: Work, who: Colleague) -> Colleague | None:
    """Return the colleague on duty who has most room for her now; without one, a supervisor; else None."""
    roster = work.roster
    near = [one for one in roster.on_duty(work.at) if one.role in PEERS and one.id != who.id]
    far = [one for one in roster.supervisors() if one.id != who.id and not one.unreachable]
    open_cases = case.open_cases(work.tx)
    candidates = [
        Candidate(
            id=one.id,
            languages=(one.locale, *one.languages),
            on=roster.is_on(one, work.at),
            busy=any(held.coach == one.id and held.level >= Level.CRISIS for held in open_cases),
            open_cases=sum(held.coach == one.id for held in open_cases),
        )
        for one in near or far
    ]
    best = order(candidates, Wishes(language=who.locale))
    return roster.get(best[0]) if best else None


def _was_crisis(work: Work, held: Case) -> bool:
    """Return whether it was a crisis since it was opened last, also one whose level was lowered again."""
    was_crisis = False
    for one in case_event.between(work.tx, held.opened_at, work.at, kinds=("signal", "reopened")):
        if one.case == held.id:
            was_crisis = (one.level or 0) >= Level.CRISIS or (was_crisis and one.kind == "signal")
    return was_crisis or held.level >= Level.CRISIS


def _ask(work: Work, who: Colleague, held: Case, *, hers: bool) -> None:
    """`hers`: she walks with this person, and can ask that somebody else does from now on."""
    own = own_of(work, who)
    peer = peer_for(work, who)
    rows: list[tuple[Offer, ...]] = [
        (Offer(label=own("bot.staff.button_debrief_okay"), verb=OKAY, subject=who.id),)
    ]
    if peer is not None:
        label = own("bot.staff.button_debrief_talk", name=peer.name)
        rows.append((Offer(label=label, verb=TALK, subject=peer.id),))
    if hers:
        swap = own("bot.staff.button_debrief_swap")
        rows.append((Offer(label=swap, verb=swapping.ASK, subject=held.id),))
    words = own("bot.staff.debrief_hers", code=held.code) if hers else own("bot.staff.debrief")
    _pass(work, who, words, tuple(rows))


def _pass(work: Work, to: Colleague, words: str, offers: Offers = ()) -> None:
    """Queue words that are not kept once they have been sent."""
    letter = Letter(chat=to.chat, lane=Lane.REPLY, kind=PASSING, text=words, offers=offers, member=to.id)
    work.post((letter,))
