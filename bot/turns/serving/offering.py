"""A case is offered to somebody by name, who has five minutes; then the next is asked too.

Until somebody accepts it stays where it is. A crisis goes on being offered, and supervisors hear of it.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.cases import Colleague, Letter, Offer
from bot.ids import to_base62
from bot.signals import Level
from bot.storage import case, case_event, person, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.storage.timer import Timer
from bot.texts import span_words
from bot.turns.serving.next_coach import ranked
from bot.turns.staffing.telling import say, tell
from bot.turns.work import Work

ASK: Final = "ho-ask"
TO: Final = "ho-to"
ACCEPT: Final = "ho-take"
DECLINE: Final = "ho-no"
TIMER: Final = "offer"
# So long somebody has to answer before the next is asked as well.
ANSWER_WITHIN: Final = timedelta(minutes=5)
# Names on one screen: the best come first, and a list of everybody helps nobody choose.
MOST_NAMES: Final = 8
# With these a case came into the hands it is in, or out of all.
_CHANGES_HANDS: Final = ("acknowledged", "accepted", "freed")


def ask_whom(work: Work, who: Colleague, held: Case, about: Person, *, first: str | None = None) -> None:
    """Ask to whom the case goes: names, best first. `first` are words that go before the question."""
    names = candidates(work, held, about, without=declined_by(work, held))
    own = work.library.own
    if not names:
        words = own("bot.staff.hand_nobody", who.locale, code=held.code)
    else:
        words = own(
            "bot.staff.hand_whom",
            who.locale,
            code=held.code,
            level=work.desk.level_word(held.level, who.locale),
        )
    if first:
        words = f"{first}\n\n{words}"
    tell(work, who, words, tuple((_named(work, who, held, one),) for one in names[:MOST_NAMES]))


def candidates(
    work: Work, held: Case, about: Person, *, without: Sequence[int] = ()
) -> tuple[Colleague, ...]:
    """Return who can be asked to take the case over, best first; those who said no to it last, at the end."""
    others = [one for one in work.roster.called() if one.id != held.coach]
    best = ranked(work, about, others)
    return (*(one for one in best if one.id not in without), *(one for one in best if one.id in without))


def offer(work: Work, held: Case, giver: Colleague | None, to: Colleague) -> Case:
    """The case is offered to `to`, who has five minutes; it stays where it is until somebody accepts."""
    held = work.desk.change(held, offered_to=to.id)
    work.desk.write_down(held.id, "offered", by=giver.id if giver is not None else None, to=to.id)
    timer.set(
        work.tx,
        id=work.new_id(),
        kind=TIMER,
        subject=held.id,
        number=0,
        due_at=work.at + ANSWER_WITHIN,
        person=held.person,
    )
    _post_offer(work, held, to, "bot.staff.hand_offer", giver)
    return held


def fell_due(work: Work, due: Timer) -> None:
    """Nobody has accepted in five minutes: ask the next, tell supervisors and whoever has the case."""
    held = work.desk.get_open(due.subject)
    holder = work.desk.holder(held) if held is not None else None
    about = person.get(work.tx, held.person) if held is not None else None
    if held is None or holder is None or about is None:
        return
    asked, declined = asked_for(work, held), declined_by(work, held)
    left = [one for one in candidates(work, held, about) if one.id not in declined]
    crisis = held.level >= Level.CRISIS
    following = next((one for one in left if one.id not in asked), None)
    if following is None and crisis:
        following = next(iter(left), None)  # everybody has been asked once: begin again
    if following is None:
        work.desk.change(held, offered_to=None)
        say(work, holder, "bot.staff.hand_nobody_accepts", code=held.code)
        if crisis:
            _tell_supervisors(work, held, holder)
            _again(work, held)
        return
    before = work.roster.get(held.offered_to)
    offer(work, held, holder, following)
    if before is not None and before.id != following.id:
        say(work, holder, "bot.staff.hand_next", code=held.code, before=before.name, name=following.name)
    else:
        say(work, holder, "bot.staff.hand_again", code=held.code, name=following.name)
    if crisis:
        _tell_supervisors(work, held, holder, but=following)


def _tell_supervisors(work: Work, held: Case, holder: Colleague, *, but: Colleague | None = None) -> None:
    """A crisis looks for hands: supervisors hear of it and can take it, else administrators."""
    for one in work.roster.supervisors() or work.roster.admins():
        if one.id not in (holder.id, but.id if but is not None else None):
            work.desk.write_down(held.id, "offered", to=one.id)
            _post_offer(work, held, one, "bot.staff.hand_supervisor", holder)


def _again(work: Work, held: Case) -> None:
    timer.set(
        work.tx,
        id=work.new_id(),
        kind=TIMER,
        subject=held.id,
        number=0,
        due_at=work.at + ANSWER_WITHIN,
        person=held.person,
    )


def _post_offer(work: Work, held: Case, to: Colleague, text: str, giver: Colleague | None) -> None:
    own = work.library.own
    words = own(
        text,
        to.locale,
        code=held.code,
        level=work.desk.level_word(held.level, to.locale),
        name=giver.name if giver is not None else own("bot.our_team", to.locale),
        age=span_words(work.at - held.opened_at, to.locale),
    )
    offers = (
        (Offer(label=own("bot.staff.button_accept", to.locale), verb=ACCEPT, subject=held.id),),
        (
            Offer(label=own("bot.staff.button_decline", to.locale), verb=DECLINE, subject=held.id),
            open_button(work, to, held),
        ),
    )
    lane = Lane.CRISIS if held.level >= Level.CRISIS else Lane.CASE
    work.post(
        (
            Letter(
                chat=to.chat,
                lane=lane,
                kind="offer",
                text=words,
                offers=offers,
                member=to.id,
                case=held.id,
                silent=held.level < Level.URGENT,
            ),
        )
    )


def open_button(work: Work, who: Colleague, held: Case) -> Offer:
    return Offer(label=work.library.own("bot.staff.button_open", who.locale), verb="open", subject=held.id)


def _named(work: Work, who: Colleague, held: Case, one: Colleague) -> Offer:
    """Return the button of a name: who is on duty is marked, and who has a crisis in hand."""
    crisis = any(each.level >= Level.CRISIS for each in case.held_by(work.tx, one.id))
    on = work.roster.is_on(one, work.at)
    text = "bot.staff.hand_name_busy" if crisis else "bot.staff.hand_name_on" if on else None
    label = work.library.own(text, who.locale, name=one.name) if text else one.name
    return Offer(label=label, verb=TO, subject=held.id, detail=to_base62(one.id))


def asked_for(work: Work, held: Case) -> list[int]:
    """Return who has been asked to take the case since it came into the hands it is in."""
    found: list[int] = []
    for event in case_event.of(work.tx, held.id):
        if event.kind in _CHANGES_HANDS:
            found.clear()
        elif event.kind == "offered" and event.to is not None:
            found.append(event.to)
    return found


def declined_by(work: Work, held: Case) -> list[int]:
    """Return who has said since then that they cannot now."""
    found: list[int] = []
    for event in case_event.of(work.tx, held.id):
        if event.kind in _CHANGES_HANDS:
            found.clear()
        elif event.kind == "declined" and event.by is not None:
            found.append(event.by)
    return found
