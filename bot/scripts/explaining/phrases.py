"""Phrases about answers: "you choose 8 or more", "it has gone up 3 times in a row". Text ids, never prose."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.engine.condition import (
    AverageIs,
    BeenInARow,
    BesideUsual,
    ChangedBy,
    Clause,
    GoneInARow,
    Includes,
    Is,
    NumberIn,
    ValueIn,
)
from bot.engine.effects import Line
from bot.engine.judge import matches
from bot.engine.questions import choices_of
from bot.engine.script import Question, ScaleAnswer, TextId
from bot.engine.state import SKIPPED
from bot.engine.wording import Filled
from bot.scripts.explaining.domain import ANYTHING, Answer
from bot.scripts.explaining.roles import OWN_COACH
from bot.scripts.explaining.truth import Left

ROLES = {
    "coach": "bot.sees_role_coach",
    "supervisor": "bot.sees_role_supervisor",
    "admin": "bot.sees_role_admin",
    "editor": "bot.sees_role_editor",
    "evaluator": "bot.sees_role_evaluator",
    OWN_COACH: "bot.sees_role_own_coach",
}

Case = tuple[frozenset[Answer], Left]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """For which answers something happens: `always` for every answer, `anyway` for a skip, too."""

    words: Line | None = None
    always: bool = False
    anyway: bool = False


def say(text: str, **values: Filled) -> Line:
    """Return a line of the bot's own words."""
    return Line(text=TextId(text), values=values)


def who(roles: Sequence[str]) -> Line | None:
    """Return the roles in a list, or None when there is none."""
    return _listed([say(ROLES[role]) for role in roles if role in ROLES], "bot.list_last")


def how_long(time: timedelta) -> Line:
    """Return a length of time in days, hours or minutes, whichever it is whole in."""
    minutes = round(time.total_seconds() / 60)
    if minutes % (24 * 60) == 0:
        return say("bot.sees_days", count=minutes // (24 * 60))
    if minutes % 60 == 0:
        return say("bot.sees_hours", count=minutes // 60)
    return say("bot.sees_minutes", count=minutes)


class Answers:
    """The answers a question can get, and the words for some of them."""

    def __init__(self, question: Question | None, possible: Sequence[Answer]) -> None:
        self._question = question
        self._possible = tuple(possible)
        self._answered = frozenset(one for one in possible if one is not SKIPPED)

    def when(self, cases: Collection[Case]) -> When | None:
        """Return for which answers one of `cases` comes about; None when there is none."""
        plain = frozenset(answer for answers, left in cases if left.nothing for answer in answers)
        if plain >= self._answered and plain:
            return When(always=True, anyway=plain >= frozenset(self._possible) and SKIPPED in plain)
        parts = list(self._chosen(plain))
        for answers, left in cases:
            if not left.nothing and not answers <= plain:
                part = self._besides(answers, left)
                if part not in parts:
                    parts.append(part)
        words = _listed(parts, "bot.sees_either")
        return When(words=words) if words is not None else None

    def _besides(self, answers: frozenset[Answer], left: Left) -> Line:
        """Return "you choose this and that holds, too"."""
        parts = [] if answers >= self._answered else list(self._chosen(answers))[:1]
        parts += [self._clause(clause) for clause in left.also]
        if left.more:
            parts.append(say("bot.sees_more") if parts else say("bot.sees_together"))
        return _listed(parts, "bot.list_last") or say("bot.sees_answer")

    def _chosen(self, answers: frozenset[Answer]) -> Iterator[Line]:
        chosen = [one for one in self._possible if one in answers and one is not SKIPPED]
        if chosen and (len(chosen) == len(self._answered) or chosen == [ANYTHING]):
            yield say("bot.sees_answer")
        elif chosen:
            yield say("bot.sees_choose", answer=self._words(chosen))
        if SKIPPED in answers:
            yield say("bot.sees_skip")

    def _words(self, chosen: Sequence[Answer]) -> Filled:
        numbers = [one for one in chosen if isinstance(one, int | float)]
        parts = list(self._runs(numbers)) if numbers else [self._label(one) for one in chosen]
        return _listed(parts, "bot.sees_or") or ""

    def _runs(self, numbers: Sequence[float]) -> Iterator[Filled]:
        """Yield each run of numbers that stand side by side, such as "8 or more"."""
        every = [one for one in self._possible if isinstance(one, int | float)]
        place = 0
        while place < len(numbers):
            first = every.index(numbers[place])
            length = 1
            while place + length < len(numbers) and numbers[place + length] == every[first + length]:
                length += 1
            yield self._run(every, first, first + length - 1)
            place += length

    def _run(self, every: Sequence[float], first: int, last: int) -> Filled:
        whole = self._question is not None and isinstance(self._question.kind, ScaleAnswer)
        low, high = every[first], every[last]
        # Between two bounds stands a number that nobody compares with: "more than" the bound below.
        low_is_bound, high_is_bound = whole or first % 2 == 1, whole or last % 2 == 1
        if first == last and low_is_bound:
            return low
        if last == len(every) - 1:
            return (
                say("bot.sees_or_more", number=low)
                if low_is_bound
                else say("bot.sees_above", number=every[first - 1])
            )
        if first == 0:
            return (
                say("bot.sees_or_less", number=high)
                if high_is_bound
                else say("bot.sees_below", number=every[last + 1])
            )
        return say(
            "bot.sees_between",
            low=low if low_is_bound else every[first - 1],
            high=high if high_is_bound else every[last + 1],
        )

    def _label(self, answer: Answer) -> Filled:
        value = answer[0] if isinstance(answer, tuple) and answer else answer
        if value == ():
            return say("bot.nothing_chosen")
        choices = choices_of(self._question) if self._question is not None else {}
        if isinstance(value, str) and value in choices:
            return say("bot.sees_label", label=Line(text=choices[value]))
        if value == "yes":
            return say("bot.sees_label", label=say("bot.yes"))
        if value == "no":
            return say("bot.sees_label", label=say("bot.no"))
        return str(value)

    def _matching(self, match: NumberIn | ValueIn | object) -> Filled:
        """Return the words for what stands after "is" in a clause."""
        if isinstance(match, NumberIn):
            low, high = match.low, match.high
            if low is not None and high is not None:
                return low if low == high else say("bot.sees_between", low=low, high=high)
            if low is not None:
                return say("bot.sees_or_more", number=low)
            if high is not None:
                return say("bot.sees_or_less", number=high)
        if isinstance(match, ValueIn):
            return self._words([one for one in self._possible if matches(match, one)])
        return ""

    def _clause(self, clause: Clause) -> Line:
        match clause:
            case GoneInARow(up=True, times=times):
                return say("bot.sees_gone_up", times=times)
            case GoneInARow(times=times):
                return say("bot.sees_gone_down", times=times)
            case BeenInARow(match=match, times=times):
                return say("bot.sees_been", answer=self._matching(match), times=times)
            case ChangedBy(up=True, by=by):
                return say("bot.sees_up_by", by=by)
            case ChangedBy(by=by):
                return say("bot.sees_down_by", by=by)
            case BesideUsual(higher=True):
                return say("bot.sees_above_usual")
            case BesideUsual():
                return say("bot.sees_below_usual")
            case AverageIs(match=match, days=days):
                return say("bot.sees_average", answer=self._matching(match), days=days)
            case Is(match=match):
                return say("bot.sees_not_chosen", answer=self._matching(match))
            case Includes(value=value):
                return say("bot.sees_not_chosen", answer=self._label((value,)))
            case _:
                return say("bot.sees_more")


def _listed(parts: Sequence[Filled], joint: str) -> Line | None:
    """Return "a, b or c"; `joint` is the text between the last two."""
    if not parts:
        return None
    *others, last = parts
    if others:
        last = Line(text=TextId(joint), values={"first": others.pop(), "last": last})
    while others:
        last = say("bot.list_more", first=others.pop(), rest=last)
    return last if isinstance(last, Line) else say("bot.sees_exactly", answer=last)
