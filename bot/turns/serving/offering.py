"""A case is offered to somebody by name, who has five minutes; then the next is asked too.

Until somebody accepts it stays where it is. A crisis goes round until it is accepted, and supervisors hear of
it. What is no crisis comes silently to whoever is off duty, and is offered to them only by name.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.cases import Colleague, Letter, Offer
from bot.ids import to_base62
from bot.signals import Level
from bot.storage import case, case_event, person, timer
from bot.storage.case import Case
from bot.storage.case_event import CaseEvent
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.storage.timer import Timer
from bot.texts import span_words
from bot.turns.serving.naming import told_apart
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
# So long a "not now" counts; then a crisis that still looks for hands is offered to them again.
SAID_NO_FOR: Final = timedelta(hours=1)
# Numbers of the timer: somebody has been asked; nobody is left to ask, and the holder has been told so.
WAITS, NOBODY_LEFT = 0, 1
# Names on one screen: the best come first, and a list of everybody helps nobody choose.
MOST_NAMES: Final = 8
# With these a case came into the hands it is in, or out of all.
_CHANGES_HANDS: Final = ("acknowledged", "accepted", "freed")


def ask_whom(work: Work, who: Colleague, held: Case, about: Person, *, first: str | None = None) -> None:
    """Ask to whom the case goes: names, best first. `first` are words that go before the question."""
    names = candidates(work, held, about, without=declined_by(work, held))
    if not names:
        tell_nobody_else(work, who, held, first=first)
        return
    level = work.desk.level_word(held.level, who.locale)
    words = work.library.own("bot.staff.hand_whom", who.locale, code=held.code, level=level)
    words = f"{first}\n\n{words}" if first else words
    tell(work, who, words, tuple((_named(work, held, one, who),) for one in names[:MOST_NAMES]))


def tell_nobody_else(work: Work, who: Colleague, held: Case, *, first: str | None = None) -> None:
    """Whoever is alone with a case hears plainly what there is to do: the lines, who is above, the end."""
    signals = case_event.of(work.tx, held.id)
    why = [event.why or "" for event in reversed(signals) if event.kind == "signal"]
    own = work.library.own
    lines = work.library.short_lines(who.locale, why)
    words = own("bot.staff.hand_nobody", who.locale, code=held.code, lines=lines)
    tell(work, who, f"{first}\n\n{words}" if first else words, ((work.desk.open_offer(held, who),),))


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
    _look_later(work, held, WAITS)
    _post_offer(work, held, to, "bot.staff.hand_offer", giver)
    return held


def is_on_offer(work: Work, held: Case) -> bool:
    """Return whether hands are being looked for already."""
    return bool(timer.of(work.tx, TIMER, held.id))


def fell_due(work: Work, due: Timer) -> None:
    """Nobody has accepted in five minutes: ask the next, tell supervisors and whoever has the case."""
    held = work.desk.get_open(due.subject)
    holder = work.desk.holder(held) if held is not None else None
    about = person.get(work.tx, held.person) if held is not None else None
    if held is None or holder is None or about is None:
        return
    following = _following(work, held, about)
    if following is None:
        work.desk.change(held, offered_to=None)
        if due.number == WAITS:
            say(work, holder, "bot.staff.hand_nobody_accepts", code=held.code)
    else:
        before = work.roster.get(held.offered_to)
        offer(work, held, holder, following)
        _tell_who_is_next(work, held, holder, before, following)
    if held.level >= Level.CRISIS:
        _tell_leads(work, held, holder, but=following)
        if following is None:
            _look_later(work, held, NOBODY_LEFT)


def _following(work: Work, held: Case, about: Person) -> Colleague | None:
    """Return who is asked next: for a crisis the one who was asked longest ago, else whoever is on duty."""
    asked, declined = asked_for(work, held), declined_by(work, held)
    left = [one for one in candidates(work, held, about) if one.id not in declined]
    new = [one for one in left if one.id not in asked]
    if held.level < Level.CRISIS:
        return next((one for one in new if work.roster.is_on(one, work.at)), None)
    return next(iter(new), None) or min(left, key=lambda one: _last(asked, one.id), default=None)


def _last(asked: Sequence[int], member: int) -> int:
    return len(asked) - 1 - asked[::-1].index(member)


def _tell_who_is_next(
    work: Work, held: Case, holder: Colleague, before: Colleague | None, following: Colleague
) -> None:
    name = told_apart(work, following)
    if before is not None and before.id != following.id:
        earlier = told_apart(work, before)
        say(work, holder, "bot.staff.hand_next", code=held.code, before=earlier, name=name)
    else:
        say(work, holder, "bot.staff.hand_again", code=held.code, name=name)


def _tell_leads(work: Work, held: Case, holder: Colleague, *, but: Colleague | None) -> None:
    """A crisis looks for hands: supervisors hear of it and can take it, else administrators."""
    declined = declined_by(work, held)
    for one in work.roster.leads(but=(holder.id,)):
        if one.id not in declined and (but is None or one.id != but.id):
            work.desk.write_down(held.id, "offered", to=one.id)
            _post_offer(work, held, one, "bot.staff.hand_supervisor", holder)


def _look_later(work: Work, held: Case, number: int) -> None:
    timer.remove_of(work.tx, TIMER, held.id)
    timer.set(
        work.tx,
        id=work.new_id(),
        kind=TIMER,
        subject=held.id,
        number=number,
        due_at=work.at + ANSWER_WITHIN,
        person=held.person,
    )


def _post_offer(work: Work, held: Case, to: Colleague, text: str, giver: Colleague | None) -> None:
    own, holder = work.library.own, work.desk.holder(held)
    words = own(
        text if holder is not None else "bot.staff.hand_offer_free",
        to.locale,
        code=held.code,
        level=work.desk.level_word(held.level, to.locale),
        name=told_apart(work, giver) if giver is not None else own("bot.our_team", to.locale),
        age=span_words(work.at - held.opened_at, to.locale),
        holder=told_apart(work, holder) if holder is not None else "",
    )
    offers = (
        (Offer(label=own("bot.staff.button_accept", to.locale), verb=ACCEPT, subject=held.id),),
        (
            Offer(label=own("bot.staff.button_decline", to.locale), verb=DECLINE, subject=held.id),
            work.desk.open_offer(held, to),
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
                silent=is_silent(work, held, to),
            ),
        )
    )


def is_silent(work: Work, held: Case, to: Colleague) -> bool:
    """Return whether this comes without a sound: what is no crisis rings for nobody who is off duty."""
    return held.level < Level.URGENT or (held.level < Level.CRISIS and not work.roster.is_on(to, work.at))


def _named(work: Work, held: Case, one: Colleague, who: Colleague) -> Offer:
    """Return the button of a name: who is on duty is marked, and who has a crisis in hand."""
    crisis = any(each.level >= Level.CRISIS for each in case.held_by(work.tx, one.id))
    on = work.roster.is_on(one, work.at)
    text = "bot.staff.hand_name_busy" if crisis else "bot.staff.hand_name_on" if on else None
    name = told_apart(work, one)
    label = work.library.own(text, who.locale, name=name) if text else name
    return Offer(label=label, verb=TO, subject=held.id, detail=to_base62(one.id))


def asked_for(work: Work, held: Case) -> list[int]:
    """Return who has been asked to take the case since it came into the hands it is in, in order."""
    return [event.to for event in _in_these_hands(work, held) if event.kind == "offered" and event.to]


def declined_by(work: Work, held: Case) -> list[int]:
    """Return who has said since then, and not long ago, that they cannot now."""
    since = work.at - SAID_NO_FOR
    return [
        event.by
        for event in _in_these_hands(work, held)
        if event.kind == "declined" and event.by and event.at > since
    ]


def _in_these_hands(work: Work, held: Case) -> Sequence[CaseEvent]:
    """Return the case's history since it came into the hands it is in."""
    events = case_event.of(work.tx, held.id)
    moved = [number for number, event in enumerate(events, start=1) if event.kind in _CHANGES_HANDS]
    return events[moved[-1] :] if moved else events
