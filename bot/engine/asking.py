"""How a question is put: its words, its buttons, what a button alone would alarm, and its clocks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta

from bot.engine.crisis import first_lines, in_crisis, lines_here
from bot.engine.effects import Ask, Layout, Line, Option
from bot.engine.events import Control
from bot.engine.judge import Known, holds, keys_of
from bot.engine.limits import CRISIS_SILENCE, SILENCE_ENDS
from bot.engine.questions import Place, question_at, service_label, service_words, services_for, step_at
from bot.engine.script import (
    ChoicesAnswer,
    ChooseAnyAnswer,
    ClockAnswer,
    ConsentAnswer,
    LanguageAnswer,
    NoAnswer,
    OfferServicesStep,
    Rule,
    ScaleAnswer,
    WaitForPersonStep,
    YesNoAnswer,
)
from bot.engine.state import Phase, Value
from bot.engine.walk import Walk
from bot.engine.wording import line_for, own, when_a_person_answers
from bot.signals import Level

# Hours that suit most people; any other can be typed.
CLOCK_BUTTONS = ("07:30", "09:00", "12:30", "18:00", "20:00")

# Button data holds 64 bytes with two ids; one letter is a Control, and a minus sign begins an index.
_PLAIN_CHOICE = re.compile(r"[0-9]|[0-9A-Za-z_]{2,16}")

_CONTROL_WORDS = {
    Control.SKIP: "skip",
    Control.BACK: "back",
    Control.STOP: "stop",
    Control.PERSON: "person",
    Control.CHANGE: "change_answer",
    Control.THAT_IS_ALL: "that_is_all",
    Control.WHO_SEES: "button_who_sees",
    Control.LINES_AGAIN: "lines_again",
    Control.BREATHE: "breathe_with_me",
    Control.WORSE: "getting_worse",
    Control.SAFER: "safer_now",
}


def choice_of(value: str, index: int) -> str:
    """Return what stands for a value in button data: the value itself, or "-3", its index, if it cannot."""
    return value if _PLAIN_CHOICE.fullmatch(value) else f"-{index}"


_CONTROL_OPTIONS = {
    which: Option(choice=which.value, label=own(name)) for which, name in _CONTROL_WORDS.items()
}


def control(which: Control, alarm: str | None = None) -> Option:
    """Return the button of a control."""
    plain = _CONTROL_OPTIONS[which]
    return plain if alarm is None else replace(plain, alarm=alarm)


def crisis_rules(walk: Walk, place: Place | None) -> tuple[Rule, ...]:
    """Return the rules that look at this question and start a script in a crisis."""
    if place is None or place.key is None:
        return ()
    return tuple(
        rule
        for script in walk.scripts()
        for rule in script.risk.values()
        if rule.level is Level.CRISIS and rule.start_now is not None and place.key in keys_of(rule.when)
    )


def alarm_of(walk: Walk, rules: tuple[Rule, ...], key: str, value: Value) -> str | None:
    """Return the crisis lines that this answer alone, with nothing else known, would bring; else None."""
    alone = Known(at=walk.facts.at, answers={key: value})
    for rule in rules:
        if rule.start_now is not None and holds(rule.when, alone):
            return first_lines(walk.bundle, rule.start_now)
    return None


def values_of(walk: Walk) -> tuple[tuple[str, Value, Line | str], ...]:
    """Return (choice, value, label) of every button that answers the open question."""
    place = question_at(walk.bundle, walk.top)
    found: list[tuple[Value, Line | str]] = []
    if place is None:
        kind = step_at(walk.bundle, walk.top).kind
        if isinstance(kind, OfferServicesStep):
            for service in services_for(walk.bundle, kind.need):
                words = service_words(walk.bundle, service, walk.facts.locale)
                found.append((service.name, service_label(words)))
    else:
        match place.question.kind:
            case ScaleAnswer(low=low, high=high):
                found = [(number, str(number)) for number in range(low, high + 1)]
            case YesNoAnswer() | ConsentAnswer():
                found = [("yes", own("yes")), ("no", own("no"))]
            case ChoicesAnswer(choices=choices) | ChooseAnyAnswer(choices=choices):
                found = [(value, Line(text=text)) for value, text in choices.items()]
            case LanguageAnswer():
                names = walk.facts.languages
                codes = walk.bundle.programme.languages
                found = [(code, names.get(code, code)) for code in codes]
            case ClockAnswer():
                found = [(clock, own("clock", time=time.fromisoformat(clock))) for clock in CLOCK_BUTTONS]
            case _:
                pass
    return tuple((choice_of(str(value), index), value, label) for index, (value, label) in enumerate(found))


def _options(walk: Walk, place: Place | None) -> Iterator[Option]:
    several = place is not None and isinstance(place.question.kind, ChooseAnyAnswer)
    rules = crisis_rules(walk, place)
    for choice, value, label in values_of(walk):
        alarm = None
        if rules and place is not None:
            alarm = alarm_of(walk, rules, place.slot, (str(value),) if several else value)
        if several and value in walk.state.chosen:
            label = own("chosen", label=label)
        yield Option(choice=choice, label=label, alarm=alarm)


def _controls(walk: Walk, place: Place | None) -> Iterator[Option]:
    if place is not None and isinstance(place.question.kind, ChooseAnyAnswer):
        yield control(Control.THAT_IS_ALL)
    if place is None or not place.question.must_answer:
        yield control(Control.SKIP)
    if walk.state.given:
        yield control(Control.BACK)
    yield control(Control.PERSON)
    yield control(Control.STOP)
    if not in_crisis(walk):  # there the screen stays small: the lines, the answer, a person
        yield control(Control.WHO_SEES)


def _layout(place: Place | None) -> Layout:
    match place.question.kind if place else None:
        case ScaleAnswer():
            return Layout.SCALE
        case YesNoAnswer() | ConsentAnswer():
            return Layout.PAIR
        case _:
            return Layout.COLUMN


def silence_of(walk: Walk) -> NoAnswer | None:
    """Return what the innermost running script says about silence, or None."""
    for script in reversed(walk.scripts()):
        if script.no_answer is not None:
            return script.no_answer
    return None


def _clocks(walk: Walk) -> tuple[timedelta | None, timedelta]:
    silence = silence_of(walk)
    nudge_after = silence.nudge_after if silence else None
    if nudge_after is None and in_crisis(walk):
        nudge_after = CRISIS_SILENCE
    return nudge_after, silence.give_up_after if silence else SILENCE_ENDS


def buttons(walk: Walk) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """Return (options, controls) of the open question; both empty when nothing is asked."""
    if walk.ended or not walk.state.stack or walk.state.phase is Phase.PAUSING:
        return (), ()
    if walk.state.phase is Phase.HOLDING:
        held = (
            control(Control.LINES_AGAIN),
            control(Control.BREATHE),
            control(Control.WORSE, alarm=lines_here(walk)),
            control(Control.SAFER),
            control(Control.STOP),
        )
        return (), held
    place = question_at(walk.bundle, walk.top)
    return tuple(_options(walk, place)), tuple(_controls(walk, place))


def ask(walk: Walk, *, again: bool = False, in_place: bool = False) -> None:
    """Ask the question at the top of the stack.

    `again` keeps its marks and its count of misfits; `in_place` tells the shell that only a mark changed.
    """
    turn = walk.state.turn + 1
    kind = step_at(walk.bundle, walk.top).kind
    place = question_at(walk.bundle, walk.top)
    phase = Phase.HOLDING if isinstance(kind, WaitForPersonStep) else Phase.ASKING
    if again:
        walk.change(turn=turn, phase=phase)
    else:
        asked = walk.state.asked + 1
        walk.change(turn=turn, phase=phase, asked_from=turn, asked=asked, chosen=(), misfits=0)
    if isinstance(kind, WaitForPersonStep):
        if again:
            line = own("still_here", when_a_person_answers=when_a_person_answers(walk.facts))
        else:
            line = line_for(walk.bundle, kind.text, walk.facts, walk.state)
    elif place is not None:
        line = line_for(walk.bundle, place.text, walk.facts, walk.state)
    else:
        line = own("services_offered", count=len(values_of(walk)))
    options, controls = buttons(walk)
    nudge_after, give_up_after = _clocks(walk)
    question = place.question if place else None
    low = question.low_end if question else None
    high = question.high_end if question else None
    walk.emit(
        Ask(
            line=line,
            turn=turn,
            options=options,
            controls=controls,
            layout=_layout(place),
            low_end=line_for(walk.bundle, low, walk.facts, walk.state) if low else None,
            high_end=line_for(walk.bundle, high, walk.facts, walk.state) if high else None,
            nudge_after=nudge_after,
            give_up_after=give_up_after,
            again=in_place,
        )
    )
