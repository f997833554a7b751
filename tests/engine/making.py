"""Small bundles made by hand, and one person who talks with them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from bot.engine import (
    Answered,
    AnswerMatch,
    Ask,
    AskStep,
    Began,
    Bundle,
    ChoicesAnswer,
    Clause,
    Condition,
    Effect,
    Event,
    Facts,
    Finish,
    Is,
    Key,
    Line,
    NoAnswer,
    NumberIn,
    Otherwise,
    Past,
    Programme,
    Question,
    RaiseSignal,
    Resource,
    Rule,
    Say,
    Score,
    Script,
    Service,
    Skipped,
    State,
    Step,
    StepKind,
    Tapped,
    Text,
    TextId,
    Turn,
    Value,
    ValueIn,
    WasSkipped,
    Words,
    Wrote,
    YesNoAnswer,
    advance,
    open_state,
)
from bot.engine.script import AnswerKind
from bot.signals import Level

Made = StepKind | tuple[StepKind, tuple[tuple[AnswerMatch, str], ...]]
Steps = dict[str, Made]

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
OTHERWISE = Otherwise()
SKIP = WasSkipped()


def value(*values: str) -> ValueIn:
    return ValueIn(values=values)


def number(low: float | None = None, high: float | None = None) -> NumberIn:
    return NumberIn(low=low, high=high)


def when(*clauses: Clause) -> Condition:
    return Condition(clauses=clauses, source="as written")


def answer_is(key: str, match: AnswerMatch, *, negated: bool = False) -> Is:
    return Is(key=key, match=match, negated=negated)


def answered(key: str, *, skipped: bool = False) -> Answered:
    return Answered(key=key, skipped=skipped)


def to(target: str) -> tuple[tuple[AnswerMatch, str], ...]:
    return ((OTHERWISE, target),)


def question(kind: AnswerKind | None = None, **parts: Any) -> Question:
    return Question(kind=kind or YesNoAnswer(), **parts)


def ask(text: str, kind: AnswerKind | None = None, **parts: Any) -> AskStep:
    return AskStep(text=TextId(text), question=question(kind, **parts))


def choices(*values: str) -> ChoicesAnswer:
    return ChoicesAnswer(choices={one: TextId(f"choice.{one}") for one in values})


def rule(name: str, *clauses: Clause, level: Level = Level.URGENT, start_now: str | None = None) -> Rule:
    return Rule(
        name=name, when=when(*clauses), level=level, tell_coach=TextId(f"tell.{name}"), start_now=start_now
    )


def script(
    name: str,
    steps: Mapping[str, Made],
    *rules: Rule,
    scores: Mapping[str, Score] | None = None,
    silence: NoAnswer | None = None,
) -> Script:
    made: dict[str, Step] = {}
    for step, what in steps.items():
        kind, then = what if isinstance(what, tuple) else (what, ())
        made[step] = Step(name=step, kind=kind, then=then)
    return Script(
        name=name,
        title=name,
        starts="only when called",
        steps=made,
        risk={one.name: one for one in rules},
        scores=scores or {},
        no_answer=silence,
    )


def silence(
    nudge: timedelta | None = timedelta(hours=6), give_up: timedelta = timedelta(hours=20)
) -> NoAnswer:
    return NoAnswer(give_up_after=give_up, nudge_after=nudge, nudge=TextId("text.nudge") if nudge else None)


class AnyText(dict[TextId, Text]):
    """Every text id has words, so that a test names only the texts it is about."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key) or Words(source="")


def bundle(
    *scripts: Script,
    texts: Mapping[str, Text] | None = None,
    keys: tuple[Key, ...] = (),
    services: tuple[Service, ...] = (),
    resources: Mapping[str, bool] | None = None,
) -> Bundle:
    made = AnyText({TextId(name): text for name, text in (texts or {}).items()})
    crisis = {"crisis_lines": True, **(resources or {})}
    return Bundle(
        hash="made",
        programme=Programme(
            name="Test",
            languages=("en", "es"),
            source_language="en",
            country="us",
            zone="America/Denver",
            welcome="welcome",
            stages=(),
            quiet_from=time(21),
            quiet_until=time(8),
            check_in_hour=time(9),
        ),
        scripts={one.name: one for one in scripts},
        texts=made,
        keys={one.name: one for one in keys},
        resources={name: Resource(name=name, crisis=yes, texts={}) for name, yes in crisis.items()},
        services={one.name: one for one in services},
    )


def past(*values: Value | Skipped, last: datetime = NOW - timedelta(days=1)) -> tuple[Past, ...]:
    """Return one answer a day, the latest at `last`."""
    count = len(values)
    return tuple(
        Past(at=last - timedelta(days=count - 1 - place), value=one) for place, one in enumerate(values)
    )


def facts(**parts: Any) -> Facts:
    known: dict[str, Any] = {
        "at": NOW,
        "zone": "America/Denver",
        "locale": "en",
        "name": "Maya",
        "languages": {"en": "English", "es": "Español"},
        "places": {"denver": "America/Denver", "new york": "America/New_York", "york": "Europe/London"},
    }
    return Facts(**(known | parts))


class Person:
    """Someone who talks with one conversation; `last` is what the last event brought."""

    def __init__(self, made: Bundle, name: str, *, seed: int = 0, begin: bool = True, **parts: Any) -> None:
        self.bundle = made
        self.facts = facts(**parts)
        self.state: State = open_state(7, made, name, seed)
        self.last: tuple[Effect, ...] = ()
        self.all: list[Effect] = []
        if begin:
            self.does(Began())

    def does(self, event: Event) -> tuple[Effect, ...]:
        turn: Turn = advance(self.bundle, self.state, event, self.facts)
        self.state, self.last = turn.state, turn.effects
        self.all.extend(turn.effects)
        return turn.effects

    def taps(self, choice: str, turn: int | None = None) -> tuple[Effect, ...]:
        return self.does(Tapped(turn=self.state.turn if turn is None else turn, choice=choice))

    def writes(self, words: str) -> tuple[Effect, ...]:
        return self.does(Wrote(words=words))

    def waits(self, time: timedelta) -> None:
        self.facts = replace(self.facts, at=self.facts.at + time)

    @property
    def asked(self) -> Ask:
        """Return the question of the last turn."""
        asks = [effect for effect in self.last if isinstance(effect, Ask)]
        assert len(asks) == 1, self.last
        return asks[0]

    @property
    def said(self) -> list[str]:
        """Return the text ids said in the last turn."""
        return [effect.line.text for effect in self.last if isinstance(effect, Say)]

    @property
    def told(self) -> list[str]:
        """Return what the coach was told of in the last turn."""
        return [effect.why for effect in self.last if isinstance(effect, RaiseSignal)]

    @property
    def ending(self) -> str | None:
        """Return how the last turn ended the conversation."""
        return next((effect.ending.value for effect in self.last if isinstance(effect, Finish)), None)

    def effects(self, kind: type[Effect]) -> list[Any]:
        """Return the effects of one kind in the last turn."""
        return [effect for effect in self.last if isinstance(effect, kind)]


def text_of(line: Line | str) -> str:
    return line if isinstance(line, str) else str(line.text)
