"""A script as what is drawn: blocks in file order, where each goes on to, and the flags beside it.

Words only, no coordinates. What the person reads is in their language; how it hangs together is English,
as in the files.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from bot.engine.bundle import Bundle
from bot.engine.condition import AnswerMatch, NoAnswerCame, Otherwise, ValueIn, WasSkipped
from bot.engine.crisis import is_crisis_resource
from bot.engine.going import step_after
from bot.engine.judge import keys_of, matches
from bot.engine.questions import choices_of, services_for
from bot.engine.script import (
    END,
    NEXT,
    AskEachStep,
    AskStep,
    CallStep,
    ChoicesAnswer,
    ChooseAnyAnswer,
    ClockAnswer,
    ConsentAnswer,
    DateAnswer,
    DecideStep,
    DoStep,
    FreeTextAnswer,
    LanguageAnswer,
    NumberAnswer,
    OfferServicesStep,
    PictureStep,
    PlaceAnswer,
    PlayStep,
    Question,
    Rule,
    SayStep,
    ScaleAnswer,
    ScheduleStep,
    Script,
    ShowStep,
    Step,
    TellCoachStep,
    TextId,
    WaitForPersonStep,
    WaitStep,
    YesNoAnswer,
)
from bot.scripts.comparing.saying import answer_words
from bot.scripts.reading.words import time_words
from bot.signals import Level

Say = Callable[[TextId], str]

# Answers that are left over are named when they are no more than this; else it says "otherwise".
MOST_NAMED = 2


class Look(Enum):
    """How a block is drawn."""

    QUESTION = "question"
    WORDS = "words"
    DECISION = "decision"
    TAB = "tab"  # leads to another script, now or later
    HELP = "help"  # lines and first aid
    COACH = "coach"  # a person of the team is told, or waited for
    WORK = "work"  # the bot does something


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """Where a block goes on to, a step or "end", and for which answers; `words` is empty for all of them."""

    words: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A risk rule: its level, when it speaks, and the script it starts."""

    level: Level
    words: str
    starts: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One step. `role` says what it does, `words` what is read, `answers` what can be answered."""

    name: str
    look: Look
    role: str
    words: str = ""
    answers: str = ""
    level: Level | None = None
    exits: tuple[Exit, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A whole script. `silence` says what no answer does; `flags` are rules about it and about the past."""

    title: str
    head: str
    blocks: tuple[Block, ...]
    silence: str = ""
    flags: tuple[Flag, ...] = ()


def outline(bundle: Bundle, script: Script, say: Say) -> Outline:
    """Return the outline of a script; `say` gives the words of a text."""
    beside = _placed_rules(script)
    blocks = tuple(_block(bundle, script, step, say, beside) for step in script.steps.values())
    return Outline(
        title=script.title,
        head=_head(script, say),
        blocks=blocks,
        silence=_silence(script),
        flags=tuple(_flag(rule) for rule in beside.get("", ())),
    )


def _head(script: Script, say: Say) -> str:
    starts = f"starts: {script.starts}"
    if script.button is None:
        return starts
    button = f"{starts} “{say(script.button)}”"
    return f"{button}, quietly “{say(script.quiet_button)}”" if script.quiet_button else button


def _silence(script: Script) -> str:
    silence = script.no_answer
    if silence is None:
        return ""
    ends = f"ends after {time_words(silence.give_up_after)}"
    return f"reminds after {time_words(silence.nudge_after)}, {ends}" if silence.nudge_after else ends


def _placed_rules(script: Script) -> Mapping[str, tuple[Rule, ...]]:
    """Return {step: rules} by the last question of the script that a rule looks at; "" for all others."""
    placed: dict[str, tuple[Rule, ...]] = {}
    for rule in script.risk.values():
        keys = frozenset(
            part
            for key in keys_of(rule.when)
            for part in (script.scores[key].of if key in script.scores else (key,))
        )
        asking = [name for name, step in script.steps.items() if keys & set(_saves(step))]
        silent = any(isinstance(clause, NoAnswerCame) for clause in rule.when.clauses)
        step = asking[-1] if asking and not silent else ""
        placed[step] = (*placed.get(step, ()), rule)
    return placed


def _saves(step: Step) -> Iterator[str]:
    if isinstance(step.kind, AskStep) and step.kind.question.save:
        yield step.kind.question.save
    elif isinstance(step.kind, AskEachStep):
        yield from step.kind.texts


def _flag(rule: Rule) -> Flag:
    return Flag(level=rule.level, words=rule.when.source, starts=rule.start_now)


def _block(
    bundle: Bundle, script: Script, step: Step, say: Say, beside: Mapping[str, tuple[Rule, ...]]
) -> Block:
    block = _what(bundle, step, say)
    return Block(
        name=step.name,
        look=block.look,
        role=block.role,
        words=block.words,
        answers=block.answers,
        level=block.level,
        exits=tuple(_exits(script, step, say)),
        flags=tuple(_flag(rule) for rule in beside.get(step.name, ())),
    )


def _what(bundle: Bundle, step: Step, say: Say) -> Block:
    name = step.name
    match step.kind:
        case AskStep(text=text, question=question):
            answers = _answers(bundle, question, say)
            return Block(name=name, look=Look.QUESTION, role="asks", words=say(text), answers=answers)
        case AskEachStep(texts=texts, question=question):
            words = " · ".join(say(text) for text in texts.values())
            answers = _answers(bundle, question, say)
            return Block(
                name=name, look=Look.QUESTION, role=f"asks {len(texts)}", words=words, answers=answers
            )
        case SayStep(text=text):
            return Block(name=name, look=Look.WORDS, role="says", words=say(text))
        case DecideStep():
            return Block(name=name, look=Look.DECISION, role="decides")
        case CallStep(script=called):
            return Block(name=name, look=Look.TAB, role="goes through", words=_title(bundle, called))
        case ScheduleStep(script=later, after=after, at=at):
            when = f"in {time_words(after)}" + (f" at {at:%H:%M}" if at else "")
            return Block(name=name, look=Look.TAB, role=when, words=_title(bundle, later))
        case ShowStep(resource=resource):
            crisis = is_crisis_resource(bundle, resource)
            look = Look.HELP if crisis else Look.WORDS
            return Block(name=name, look=look, role="shows", words=resource.replace("_", " "))
        case TellCoachStep(text=text, level=level):
            return Block(name=name, look=Look.COACH, role="tells a coach", words=say(text), level=level)
        case WaitStep(time=time):
            return Block(name=name, look=Look.WORK, role="waits", words=time_words(time))
        case PictureStep(described=text):
            return Block(name=name, look=Look.WORDS, role="shows a picture", words=say(text))
        case PlayStep(described=text):
            return Block(name=name, look=Look.WORDS, role="plays", words=say(text))
        case OfferServicesStep(need=need):
            count = len(services_for(bundle, need))
            words = f"{need.replace('_', ' ')}: {count} {'place' if count == 1 else 'places'}"
            return Block(name=name, look=Look.QUESTION, role="offers services", words=words)
        case WaitForPersonStep(text=text):
            return Block(name=name, look=Look.COACH, role="waits for a person", words=say(text))
        case DoStep(action=action):
            return Block(name=name, look=Look.WORK, role="does", words=action)
        case _:
            assert_never(step.kind)


def _title(bundle: Bundle, script: str) -> str:
    found = bundle.scripts.get(script)
    return f"{found.title} ({script})" if found is not None else script


def _answers(bundle: Bundle, question: Question, say: Say) -> str:
    match question.kind:
        case ScaleAnswer(low=low, high=high):
            ends = [
                f"{number} {say(text)}" if text is not None else str(number)
                for number, text in ((low, question.low_end), (high, question.high_end))
            ]
            return " … ".join(ends)
        case NumberAnswer():
            return "a number"
        case YesNoAnswer() | ConsentAnswer():
            return "yes · no"
        case FreeTextAnswer():
            return "their own words"
        case DateAnswer():
            return "a day"
        case ClockAnswer():
            return "a time of day"
        case PlaceAnswer():
            return "a city"
        case LanguageAnswer():
            return " · ".join(bundle.programme.languages)
        case ChoicesAnswer(choices=choices):
            return " · ".join(say(text) for text in choices.values())
        case ChooseAnyAnswer(choices=choices):
            return "any of: " + " · ".join(say(text) for text in choices.values())
        case _:
            assert_never(question.kind)


def _exits(script: Script, step: Step, say: Say) -> Iterator[Exit]:
    """Yield where the step can go, answers that go to the same place together, in the order of the file."""
    ways: dict[str, list[str]] = {}
    for words, target in _ways(step, say):
        ways.setdefault(_resolved(script, step, target), []).append(words)
    for target, answers in ways.items():
        yield Exit(words=" or ".join(answers) if len(ways) > 1 else "", to=target)


def _ways(step: Step, say: Say) -> Iterator[tuple[str, str]]:
    if isinstance(step.kind, DecideStep):
        for condition, target in step.kind.branches:
            yield condition.source, target
        yield "otherwise", step.kind.otherwise
        return
    question = step.kind.question if isinstance(step.kind, AskStep | AskEachStep) else None
    for match, target in step.then:
        words = _match(match, question, say)
        yield _rest(step, question, say) if isinstance(match, Otherwise) else words, target
    if not any(isinstance(match, Otherwise) for match, _ in step.then):
        yield _rest(step, question, say), NEXT


def _rest(step: Step, question: Question | None, say: Say) -> str:
    """Return the answers that no line of `then` names, when they are few; else "otherwise"."""
    if question is None or isinstance(question.kind, ChooseAnyAnswer):
        return "otherwise"
    values = {value: say(text) for value, text in choices_of(question).items()}
    if isinstance(question.kind, YesNoAnswer | ConsentAnswer):
        values = {"yes": "yes", "no": "no"}
    named = [match for match, _ in step.then if not isinstance(match, Otherwise)]
    rest = [words for value, words in values.items() if not any(matches(one, value) for one in named)]
    if not 0 < len(rest) <= MOST_NAMED:
        return "otherwise"
    skips = not question.must_answer and not any(isinstance(one, WasSkipped) for one in named)
    return " or ".join([*rest, *(["skipped"] if skips else [])])


def _match(match: AnswerMatch, question: Question | None, say: Say) -> str:
    if not isinstance(match, ValueIn):
        return answer_words(match)
    choices = choices_of(question) if question is not None else {}
    return " or ".join(say(choices[value]) if value in choices else value for value in match.values)


def _resolved(script: Script, step: Step, target: str) -> str:
    return (step_after(script, step.name) or END) if target == NEXT else target
