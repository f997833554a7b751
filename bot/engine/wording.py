"""Which words are meant, never the words themselves: a text id, a variant of it, what fills {names}."""

import re
import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.engine.bundle import Bundle, Programme
from bot.engine.effects import Line
from bot.engine.facts import Facts
from bot.engine.judge import Known, current
from bot.engine.questions import choices_of, question_at, question_that_saves
from bot.engine.script import (
    ClockAnswer,
    ConsentAnswer,
    ForGoal,
    OneOf,
    Plural,
    Question,
    Text,
    TextId,
    Words,
    YesNoAnswer,
)
from bot.engine.state import Skipped, State, Value
from bot.errors import BrokenConversationError

NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")

# What can stand for a {name} in a text.
Filled = str | int | float | date | time | Line

# Within so long a time of day alone says which day is meant.
SAME_DAY = timedelta(hours=12)


def own(name: str, **values: Filled) -> Line:
    """Return a line of the bot's own words."""
    return Line(text=TextId(f"bot.{name}"), values=values)


def leaves(text: Text) -> tuple[Words | Plural, ...]:
    """Return every wording of a text, depth first; `Line.variant` counts them."""
    match text:
        case Words() | Plural():
            return (text,)
        case OneOf(texts=texts):
            return tuple(leaf for one in texts for leaf in leaves(one))
        case ForGoal(texts=by_goal, otherwise=otherwise):
            return tuple(leaf for one in (*by_goal.values(), otherwise) for leaf in leaves(one))


def _fitting(text: Text, goal: str | None, first: int) -> tuple[int, ...]:
    """Return the variants, counted from `first`, that may be said to a person with this goal."""
    match text:
        case Words() | Plural():
            return (first,)
        case OneOf(texts=texts):
            branches = [(one, True) for one in texts]
        case ForGoal(texts=by_goal, otherwise=otherwise):
            branches = [(one, name == goal) for name, one in by_goal.items()]
            branches.append((otherwise, goal not in by_goal))
    found: list[int] = []
    for one, fits in branches:
        if fits:
            found.extend(_fitting(one, goal, first))
        first += len(leaves(one))
    return tuple(found)


def least_recent(fitting: tuple[int, ...], sent: tuple[int, ...], seed: int) -> int:
    """Return the variant that was not sent for the longest; `seed` orders those never sent."""
    turned = seed % len(fitting)
    order = fitting[turned:] + fitting[:turned]
    last = {variant: place for place, variant in enumerate(sent)}
    return min(order, key=lambda variant: last.get(variant, -1))


def line_for(
    bundle: Bundle,
    text: TextId,
    facts: Facts,
    state: State | None = None,
    extra: Mapping[str, Filled] | None = None,
) -> Line:
    """Return the line: the variant least recently sent to this person, and the values its {names} need.

    Raises BrokenConversationError when the bundle has no such text.
    """
    source = bundle.texts.get(text)
    if source is None:
        raise BrokenConversationError
    fitting = _fitting(source, facts.goal, 0)
    seed = (state.seed if state else 0) + zlib.crc32(text.encode())
    variant = least_recent(fitting, facts.sent.get(text, ()), seed)
    leaf = leaves(source)[variant]
    if isinstance(leaf, Words):
        names = NAME.findall(leaf.source)
    else:
        names = [leaf.count, *NAME.findall(leaf.one), *NAME.findall(leaf.other)]
    values: dict[str, Filled] = {}
    for name in dict.fromkeys(names):
        value = (extra or {}).get(name)
        if value is None:
            value = _value(bundle, name, facts, state)
        if value is not None:
            values[name] = value
    if isinstance(leaf, Plural):
        values["count"] = values.get(leaf.count, 0)
    return Line(text=text, variant=variant, values=values)


def names_in(text: Text) -> frozenset[str]:
    """Return every {name} that a wording of the text shows or counts."""
    found: set[str] = set()
    for leaf in leaves(text):
        if isinstance(leaf, Words):
            found.update(NAME.findall(leaf.source))
        else:
            found.update((leaf.count, *NAME.findall(leaf.one), *NAME.findall(leaf.other)))
    return frozenset(found)


def programme_values(programme: Programme) -> dict[str, Filled]:
    """Return {name: value} of what a text can say of the programme itself: the same for everybody."""
    return {
        "programme": programme.name,
        "minimum_age": programme.minimum_age,
        "words_kept_days": programme.words_kept_days,
        "record_kept_months": programme.record_kept_months,
    }


def when_a_person_answers(facts: Facts) -> Line:
    """Return the true sentence about who answers; nothing in it is a promise of a time."""
    duty = facts.duty
    until = moment(duty.until, facts) if duty.until is not None else None
    back = moment(duty.back, facts) if duty.back is not None else None
    if duty.taken and duty.coach:
        if duty.off and back is not None:
            return own("when_taken_off_until", coach=duty.coach, time=back)
        if duty.off:
            return own("when_taken_off", coach=duty.coach)
        if until is not None:
            return own("when_taken_until", coach=duty.coach, time=until)
        return own("when_taken", coach=duty.coach)
    if duty.called > 0:
        if duty.off and back is not None:
            return own("when_called_off", count=duty.called, time=back)
        if until is not None and not duty.off:
            return own("when_called_until", count=duty.called, time=until)
        return own("when_called", count=duty.called)
    if duty.off and back is not None:
        return own("when_nobody_before", time=back)
    if duty.busy:
        return own("when_busy")
    return own("when_nobody")


def moment(at: datetime, facts: Facts) -> Filled:
    """Return a moment as the person's own wall shows it: the time alone where nobody can mistake the day."""
    shown = at.astimezone(zone_of(facts))
    clock = shown.time().replace(second=0, microsecond=0)
    if timedelta(0) <= at - facts.at < SAME_DAY:
        return clock
    return own("truth_day_and_time", day=shown.date(), time=clock)


def zone_of(facts: Facts) -> tzinfo:
    """Return the person's zone; UTC for a name that does not exist."""
    try:
        return ZoneInfo(facts.zone)
    except (KeyError, ValueError, OSError):
        return UTC


def _value(bundle: Bundle, name: str, facts: Facts, state: State | None) -> Filled | None:
    match name:
        case "name":
            return facts.name or own("friend")
        case "coach":
            absent = facts.duty.taken and facts.duty.off
            return (facts.duty.coach if not absent else None) or own("our_team")
        case "days_together":
            return facts.days_together
        case "checkins_total":
            return facts.checkins_total
        case "when_a_person_answers":
            return when_a_person_answers(facts)
        case "local_time":
            return facts.at.astimezone(zone_of(facts)).time().replace(second=0, microsecond=0)
        case "programme" | "minimum_age" | "words_kept_days" | "record_kept_months":
            return programme_values(bundle.programme)[name]
    return _answer(bundle, name, facts, state)


def _answer(bundle: Bundle, key: str, facts: Facts, state: State | None) -> Filled | None:
    """Return the answer in words; None when skipped or never given, for the key's `when missing`."""
    answers: dict[str, Value | Skipped] = {}
    question: Question | None = None
    if state is not None:
        answers = {**state.answers, **state.scores}
        for given in state.given:
            if given.slot == key and given.stack:
                place = question_at(bundle, given.stack[-1])
                question = place.question if place else None
    answer = current(Known(at=facts.at, answers=answers, history=facts.history), key)
    if answer is None or isinstance(answer, Skipped):
        return None
    return shown(answer, question or question_that_saves(bundle, key))


def shown(answer: Value, question: Question | None) -> Filled:
    """Return an answer as it stands inside a sentence: a choice by the words of its button."""
    if isinstance(answer, tuple):
        if not answer:
            return own("nothing_chosen")
        parts = [shown(value, question) for value in answer]
        last = parts.pop()
        if parts:
            last = own("list_last", first=parts.pop(), last=last)
        while parts:
            last = own("list_more", first=parts.pop(), rest=last)
        return last
    if isinstance(answer, float) and answer.is_integer():
        return int(answer)
    if isinstance(answer, str) and question is not None:
        if answer in choices_of(question):
            return Line(text=choices_of(question)[answer])
        if isinstance(question.kind, YesNoAnswer | ConsentAnswer) and answer in ("yes", "no"):
            return own(answer)
        if isinstance(question.kind, ClockAnswer):
            return time.fromisoformat(answer)
    return answer
