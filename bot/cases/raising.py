"""From a signal to phones that buzz: open the person's case or raise it, and call the team.

One open case a person. New signals are added to it and may only raise its level. An alert shows a code and
a level; the content opens on a tap, and that tap is audited.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.cadence import CaseState, next_call
from bot.cases.desk import Desk, Letters
from bot.cases.letter import Letter, Offer
from bot.cases.roster import Colleague
from bot.signals import Level
from bot.storage import case, case_event, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person

# A flood of cries by one stranger rings a coach's phone twelve times an hour and not a thousand.
RINGS_AGAIN_AFTER = timedelta(minutes=5)
# Events with which somebody else has the case from then on, or nobody.
_CHANGES_HANDS = ("acknowledged", "freed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A signal for a coach: `told` is {language: the rule's words}, each coach reads her own."""

    level: Level
    why: str
    told: Mapping[str, str]


def lane_of(level: int) -> Lane:
    """Return the line an alert of this level stands in."""
    return Lane.CRISIS if level >= Level.CRISIS else Lane.CASE


def raise_signals(
    desk: Desk, person: Person, signals: Sequence[Raised], *, without_consent: bool = False
) -> Letters:
    """Put `signals` of one turn into the person's case; return one alert for each colleague who is called.

    Watch rings on no phone: the alert arrives silently. A case somebody has in hand calls only her, unless
    it is a crisis: then everybody hears, because the one who has it may be asleep. A case `without_consent`
    rings at most once in five minutes for the same level: a stranger must not be able to wear the team out.
    """
    if not signals:
        return ()
    highest = max(signal.level for signal in signals)
    held = case.open_of(desk.tx, person.id)
    new = held is None
    if held is None:
        held = _open(desk, person, highest, without_consent=without_consent)
    else:
        held = desk.freed(held)
        if highest > held.level:
            case.change(desk.tx, held.id, level=int(highest))
    for signal in signals:
        desk.note_signal(held.id, signal.level, signal.why, signal.told)
    if held.without_consent and not _may_ring(desk, held, highest):
        return ()
    holder = desk.holder(held)
    level = Level(max(highest, held.level))
    if highest is Level.CRISIS and holder is None:
        call_again_later(desk, held)
    text = "bot.staff.alert" if new or holder is None else "bot.staff.alert_more"
    if held.without_consent and text == "bot.staff.alert":
        text = "bot.staff.alert_no_consent"
    called = (holder,) if holder is not None and highest < Level.CRISIS else desk.roster.called()
    return tuple(_alert(desk, held, one, text, level=level, silent=highest < Level.URGENT) for one in called)


def call_again(desk: Desk, about: int, rung: int) -> Letters:
    """Alert everybody once more about a crisis that nobody has taken; else nothing."""
    held = desk.get_open(about)
    if held is None or next_call(desk.at, CaseState(held.state), crisis=held.level >= Level.CRISIS) is None:
        return ()
    desk.write_down(held.id, "called again", level=Level(held.level), why=str(rung))
    call_again_later(desk, held, rung + 1)
    return tuple(
        _alert(desk, held, one, "bot.staff.alert_again", level=Level(held.level))
        for one in desk.roster.called()
    )


def _open(desk: Desk, person: Person, level: Level, *, without_consent: bool) -> Case:
    return case.add(
        desk.tx,
        id=desk.new_id(),
        person=person.id,
        code=person.code,
        level=int(level),
        at=desk.at,
        without_consent=without_consent,
    )


def _may_ring(desk: Desk, held: Case, level: Level) -> bool:
    """Note the alert and return True, unless one of this level or above went out just before.

    What rang before the case changed hands rang for others: whoever has it now hears the next cry.
    """
    rang = False
    for event in case_event.of(desk.tx, held.id):
        if event.kind in _CHANGES_HANDS:
            rang = False
        elif event.kind == "alerted" and desk.at - event.at < RINGS_AGAIN_AFTER:
            rang = rang or (event.level or 0) >= level
    if rang:
        return False
    desk.write_down(held.id, "alerted", level=level)
    return True


def call_again_later(desk: Desk, held: Case, rung: int = 1) -> None:
    """A crisis that nobody takes is called out once more; rung `rung` is the next of the ladder."""
    due = next_call(desk.at, CaseState(held.state), crisis=True)
    if due is not None:
        timer.remove_of(desk.tx, "rung", held.id)
        timer.set(
            desk.tx,
            id=desk.new_id(),
            kind="rung",
            subject=held.id,
            number=rung,
            due_at=due,
            person=held.person,
        )


def _alert(desk: Desk, held: Case, to: Colleague, text: str, *, level: Level, silent: bool = False) -> Letter:
    return Letter(
        chat=to.chat,
        lane=lane_of(level),
        kind="alert",
        text=desk.say(text, to.locale, code=held.code, level=desk.level_word(level, to.locale)),
        offers=((Offer(label=desk.say("bot.staff.button_open", to.locale), verb="open", subject=held.id),),),
        member=to.id,
        case=held.id,
        silent=silent,
    )
