"""From a signal to phones that buzz: open the person's case or raise it, and call the team.

One open case a person. New signals are added to it and may only raise its level. An alert shows a code and
a level; the content opens on a tap, and that tap is audited. Whom a level calls, and who is next, is the
ladder's (`calling`); what is only watched rings nowhere, the morning's list tells of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.cadence import CaseState
from bot.cases.calling import alert, call_everybody, first_group, is_climbing, ring_again, start
from bot.cases.desk import Desk, Letters
from bot.cases.greeting import made_a_call
from bot.cases.letter import Letter
from bot.cases.moving import owes_a_word
from bot.cases.off_duty import TOLD as OFF_DUTY
from bot.cases.off_duty import is_off_duty
from bot.cases.roster import Colleague
from bot.signals import Level
from bot.storage import case
from bot.storage.case import Case
from bot.storage.person import Person

# A flood of cries by one stranger rings a coach's phone twelve times an hour and not a thousand.
RINGS_AGAIN_AFTER = timedelta(minutes=5)
# The second tap of one thumb.
TAPPED_TWICE = timedelta(seconds=30)
# Why a signal says that nothing reaches the person: no word is owed to whoever cannot read it.
UNREACHABLE = "unreachable"
# Events with which somebody else has the case from then on, or nobody.
_CHANGES_HANDS = ("acknowledged", "accepted", "freed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A signal for a coach: `told` is {language: the rule's words}, each coach reads her own."""

    level: Level
    why: str
    told: Mapping[str, str]


def raise_signals(
    desk: Desk, person: Person, signals: Sequence[Raised], *, without_consent: bool = False
) -> Letters:
    """Put `signals` of one turn into the person's case; return one alert for each colleague who is called.

    A case somebody has in hand calls only her, and she owes the person a word; in a crisis whoever is on duty
    hears, too, because the one who has it may be asleep. A case `without_consent` rings at most once in five
    minutes for the same level: a stranger must not be able to wear the team out.
    """
    if not signals:
        return ()
    highest = max(signal.level for signal in signals)
    held = case.open_of(desk.tx, person.id)
    before = held.level if held is not None else int(Level.NONE)
    if held is None:
        held = _open(desk, person, highest, without_consent=without_consent)
    else:
        held = _in_hand(desk, made_a_call(desk, desk.freed(held), highest), person, highest)
        held = _contact_is_over(desk, held, highest)
        if highest > held.level:  # whatever waited before, this began now: so do its ladder and truth
            held = desk.change(held, level=int(highest), climbing_since=desk.at, rung=0)
    for signal in signals:
        desk.note_signal(held.id, signal.level, signal.why, signal.told)
    if highest < Level.URGENT:
        return ()
    may_ring = not held.without_consent or _may_ring(desk, held, highest)
    if desk.holder(held) is not None:
        if any(signal.why != UNREACHABLE for signal in signals) or highest >= Level.CRISIS:
            owes_a_word(desk, held)
        return _more_for_holder(desk, held, highest) if may_ring else ()
    if held.level > before or not is_climbing(desk, held):
        return start(desk, held, _text(held, new=True))
    return ring_again(desk, held, _text(held, new=False)) if may_ring else ()


def _in_hand(desk: Desk, held: Case, who: Person, highest: Level) -> Case:
    """Return the case; what calls for somebody is not left with a coach off duty: others are called."""
    holder = desk.holder(held)
    if holder is None or highest < Level.URGENT or not is_off_duty(desk, held, holder, who):
        return held
    return desk.free(held, OFF_DUTY)


def _contact_is_over(desk: Desk, held: Case, highest: Level) -> Case:
    """Return the case; a plan was made for what was before, and contact does not outlast a new crisis.

    After that the person has to be reached again, and tries count anew.
    """
    if highest >= Level.CRISIS and held.state in (CaseState.REACHED.value, CaseState.PLAN.value):
        return desk.change(held, state=CaseState.ATTEMPTED.value, attempts=0)
    if highest >= Level.URGENT and held.state == CaseState.PLAN.value:
        return desk.change(held, state=CaseState.REACHED.value)
    return held


def raise_worse(desk: Desk, person: Person, signal: Raised, *, without_consent: bool = False) -> Letters:
    """It got worse while the person waits: the case is a crisis, and everybody who exists is called.

    A thumb that taps twice calls once.
    """
    held = case.open_of(desk.tx, person.id)
    if held is not None and _said_just_now(desk, held, signal):
        return ()
    letters = raise_signals(desk, person, (signal,), without_consent=without_consent)
    held = case.open_of(desk.tx, person.id)
    if held is None:
        return letters
    rung = {letter.member for letter in letters}
    if desk.holder(held) is not None:
        others = (one for one in desk.roster.called() if one.id not in rung and not one.unreachable)
        return (*letters, *(_more(desk, held, one) for one in others))
    everybody = call_everybody(desk, held, "bot.staff.alert_worse")
    return (*everybody, *(one for one in letters if one.member not in {each.member for each in everybody}))


def _said_just_now(desk: Desk, held: Case, signal: Raised) -> bool:
    return any(
        event.kind == "signal" and event.why == signal.why and desk.at - event.at < TAPPED_TWICE
        for event in desk.history(held.id)
    )


def _more_for_holder(desk: Desk, held: Case, highest: Level) -> Letters:
    """Whoever has the case hears of something new; with a crisis, whoever is on duty hears, too."""
    holder = desk.holder(held)
    assert holder is not None
    others = first_group(desk, held) if highest >= Level.CRISIS else ()
    called = dict.fromkeys((holder, *others))
    return tuple(_more(desk, held, one) for one in called)


def _more(desk: Desk, held: Case, to: Colleague) -> Letter:
    return alert(desk, held, to, "bot.staff.alert_more")


def _text(held: Case, *, new: bool) -> str:
    if held.without_consent:
        return "bot.staff.alert_no_consent"
    return "bot.staff.alert" if new else "bot.staff.alert_more"


def _open(desk: Desk, person: Person, level: Level, *, without_consent: bool) -> Case:
    return case.add(
        desk.tx,
        id=desk.new_id(),
        person=person.id,
        code=person.code,
        level=int(level),
        at=desk.at,
        without_consent=without_consent,
        drill=person.drill,
    )


def _may_ring(desk: Desk, held: Case, level: Level) -> bool:
    """Note the alert and return True, unless one of this level or above went out just before.

    What rang before the case changed hands rang for others: whoever has it now hears the next cry.
    """
    rang = False
    for event in desk.history(held.id):
        if event.kind in _CHANGES_HANDS:
            rang = False
        elif event.kind == "alerted" and desk.at - event.at < RINGS_AGAIN_AFTER:
            rang = rang or (event.level or 0) >= level
    if rang:
        return False
    desk.write_down(held.id, "alerted", level=level)
    return True
