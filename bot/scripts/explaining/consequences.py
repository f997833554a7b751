"""What an answer to a question starts: who is told, what begins, what comes later. Computed, never written.

Sure and complete for what the scripts say: whatever the engine can tell a coach in the turn of an answer is
here for that answer, as the tests try out. What hangs on other answers or on the past is marked as such.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from bot.engine.bundle import Bundle
from bot.engine.condition import NoAnswerCame
from bot.engine.crisis import is_crisis_script
from bot.engine.judge import keys_of
from bot.engine.limits import CRISIS_SILENCE, SILENCE_ENDS
from bot.engine.questions import asked_keys, question_at, step_at
from bot.engine.script import OfferServicesStep, Rule, ScheduleStep, Script, TellCoachStep
from bot.engine.silence import SILENT_IN_CRISIS
from bot.engine.wording import names_in
from bot.scripts.explaining.domain import Answer, answers_to
from bot.scripts.explaining.following import Met, Stack, after
from bot.scripts.explaining.truth import Left, left_open
from bot.signals import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """A coach is told after one of `answers`, when `left` holds, too. `why` is the engine's word for it."""

    why: str
    level: Level
    answers: frozenset[Answer]
    left: Left = field(default_factory=Left)
    starts: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A script is started after a time, after one of `answers`."""

    script: str
    after: timedelta
    answers: frozenset[Answer]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """All of it, for one question. `possible` holds the answers in the order of the buttons, a skip last.

    `silence` is after how long without an answer somebody is told. `shown` is true when a coach is told the
    answer itself, in a text of any script.
    """

    possible: tuple[Answer, ...]
    tells: tuple[Tell, ...]
    later: tuple[Later, ...]
    silence: timedelta | None
    silent: tuple[str, ...]
    shown: bool


def consequences(bundle: Bundle, stack: Stack) -> Consequences:
    """Return what answering the question on top of `stack` (outermost script first) starts."""
    step = step_at(bundle, stack[-1])
    place = question_at(bundle, stack[-1])
    key = place.key if place is not None else None
    running = tuple(bundle.scripts[name] for name in dict.fromkeys(frame.script for frame in stack))
    tells: dict[tuple[str, Level, Left, str | None], set[Answer]] = {}
    later: dict[tuple[str, timedelta, bool], set[Answer]] = {}
    possible = answers_to(bundle, step)
    for answer in possible:
        found = list(_of_rules(bundle, running, key, answer))
        replaced = any(rule.start_now is not None and left.nothing for _, rule, left in found)
        for why, rule, left in found:
            tells.setdefault((why, rule.level, left, rule.start_now), set()).add(answer)
        for met in () if replaced else after(bundle, stack, key, answer):
            for told in _told_at(bundle, met):
                tells.setdefault(told, set()).add(answer)
            kind = met.step.kind if met.step is not None else None
            if isinstance(kind, ScheduleStep):
                later.setdefault((kind.script, kind.after, met.sure), set()).add(answer)
    silence, silent = _silence(bundle, running)
    return Consequences(
        possible=possible,
        tells=tuple(
            Tell(why=why, level=level, left=left, starts=starts, answers=frozenset(answers))
            for (why, level, left, starts), answers in tells.items()
        ),
        later=tuple(
            Later(script=script, after=time, sure=sure, answers=frozenset(answers))
            for (script, time, sure), answers in later.items()
        ),
        silence=silence,
        silent=silent,
        shown=key is not None and any(key in names for names in _told_texts(bundle)),
    )


def _of_rules(
    bundle: Bundle, running: tuple[Script, ...], key: str | None, answer: Answer
) -> Iterator[tuple[str, Rule, Left]]:
    """Yield each rule that may speak in the turn of this answer, and what else it needs."""
    asked = asked_keys(bundle, running[0].name)
    for script in running:
        for rule in script.risk.values():
            looks_at = frozenset(keys_of(rule.when))
            if any(isinstance(clause, NoAnswerCame) for clause in rule.when.clauses):
                continue
            if key is not None and key in looks_at:
                left = left_open(rule.when, key, answer)
            elif _waits_for_another(bundle, looks_at, key) or looks_at & asked - asked_keys(
                bundle, script.name
            ):
                left = Left(more=True)
            else:
                left = None
            if left is not None:
                yield f"{script.name}.{rule.name}", rule, left


def _waits_for_another(bundle: Bundle, looks_at: frozenset[str], key: str | None) -> bool:
    """Return whether the rule looks at a score that this answer can complete."""
    scores = (script.scores for script in bundle.scripts.values())
    return key is not None and any(
        name in looks_at and key in score.of for found in scores for name, score in found.items()
    )


def _told_at(bundle: Bundle, met: Met) -> Iterator[tuple[str, Level, Left, str | None]]:
    """Yield what a coach is told at a step, or at the end of a script, where its scores are made up."""
    script = bundle.scripts[met.script]
    if met.step is None:
        for rule in script.risk.values():
            if any(key in script.scores for key in keys_of(rule.when)):
                yield f"{met.script}.{rule.name}", rule.level, Left(more=True), rule.start_now
        return
    why, left = f"{met.script}.{met.step.name}", Left(more=not met.sure)
    match met.step.kind:
        case TellCoachStep(level=level):
            yield why, level, left, None
        case OfferServicesStep():
            yield why, Level.WATCH, left, None
        case _:
            pass


def _silence_rules(running: tuple[Script, ...]) -> Iterator[str]:
    for script in running:
        for rule in script.risk.values():
            if any(isinstance(clause, NoAnswerCame) for clause in rule.when.clauses):
                yield f"{script.name}.{rule.name}"


def _silence(bundle: Bundle, running: tuple[Script, ...]) -> tuple[timedelta | None, tuple[str, ...]]:
    """Return after how long without an answer a coach is told, if at all, and the rules that do it.

    The innermost script that says something of silence counts. In a crisis the nudge itself is told.
    """
    said = [script.no_answer for script in reversed(running) if script.no_answer is not None]
    silence = said[0] if said else None
    rules = tuple(_silence_rules(running))
    if any(is_crisis_script(bundle, script.name) for script in running):
        nudge = silence.nudge_after if silence is not None else None
        return nudge or CRISIS_SILENCE, (SILENT_IN_CRISIS, *rules)
    if not rules:
        return None, ()
    return silence.give_up_after if silence is not None else SILENCE_ENDS, rules


def _told_texts(bundle: Bundle) -> Iterator[frozenset[str]]:
    """Yield the names shown in each text that a coach is told."""
    for script in bundle.scripts.values():
        ids = [rule.tell_coach for rule in script.risk.values()]
        ids += [step.kind.text for step in script.steps.values() if isinstance(step.kind, TellCoachStep)]
        for text in ids:
            found = bundle.texts.get(text)
            if found is not None:
                yield names_in(found)
