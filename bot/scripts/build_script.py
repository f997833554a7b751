"""Turns a conversation that has been checked into what the engine runs."""

from dataclasses import dataclass

from bot.engine.condition import AnswerMatch
from bot.engine.script import (
    AnswerKind,
    AskEachStep,
    AskStep,
    CallStep,
    ChoicesAnswer,
    ChooseAnyAnswer,
    DecideStep,
    DoStep,
    NoAnswer,
    OfferServicesStep,
    PictureStep,
    PlayStep,
    Question,
    Rule,
    SayStep,
    ScheduleStep,
    Score,
    Script,
    ScriptTest,
    ShowStep,
    Step,
    StepKind,
    TellCoachStep,
    TestLine,
    TextId,
    WaitForPersonStep,
    WaitStep,
)
from bot.scripts.draft import ScriptDraft, answer_id
from bot.scripts.node import Mapped, Word
from bot.scripts.reading.kind import read_answer_kind
from bot.scripts.reading.shapes.script import TestShape, talk_line
from bot.scripts.reading.shapes.step import StepShape


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """The text ids of one step: "script.step.part"."""

    prefix: str

    def of(self, part: str, value: str = "") -> TextId:
        return TextId(f"{self.prefix}.{part}.{value}" if value else f"{self.prefix}.{part}")


def build_script(draft: ScriptDraft) -> Script:
    """Return the script; the draft has no problems."""
    head = draft.head
    assert head is not None, "a draft with problems is never built"
    name = draft.name
    silence = draft.no_answer
    return Script(
        name=name,
        title=str(head.title),
        starts=str(head.starts),
        steps={str(step): _step(draft, step, shape) for step, shape in draft.steps.items()},
        button=TextId(f"{name}.button") if head.button is not None else None,
        quiet_button=TextId(f"{name}.quiet_button") if head.quiet_button is not None else None,
        no_answer=NoAnswer(
            give_up_after=silence.give_up_after,
            nudge_after=silence.nudge_after,
            nudge=TextId(f"{name}.nudge") if silence.nudge is not None else None,
        )
        if silence is not None
        else None,
        scores={
            str(key): Score(
                how=score.how.removesuffix(" of"),
                of=tuple(map(str, score.of)),
                needs_at_least=score.needs_at_least or len(score.of),
            )
            for key, score in draft.scores.items()
        },
        risk={
            str(rule): Rule(
                name=str(rule),
                when=shape.when,
                level=shape.level,
                tell_coach=TextId(f"{name}.risk.{rule}.tell_coach"),
                start_now=_word(shape.start_now),
            )
            for rule, shape in draft.risk.items()
        },
        tests=tuple(_test(title, test) for title, test in draft.tests.items()),
    )


def _step(draft: ScriptDraft, name: Word, shape: StepShape) -> Step:
    ids = Ids(prefix=f"{draft.name}.{name}")
    then = tuple((branch.match, str(branch.go)) for branch in shape.then or ())
    return Step(name=str(name), kind=_kind(shape, ids), then=then, line=name.mark.line)


def _kind(shape: StepShape, ids: Ids) -> StepKind:
    match shape.does:
        case "say":
            return SayStep(text=ids.of("say"))
        case "ask":
            return AskStep(text=ids.of("ask"), question=_question(shape, ids))
        case "ask each":
            texts = {str(key): ids.of("ask", key) for key in shape.ask_each or ()}
            return AskEachStep(texts=texts, question=_question(shape, ids))
        case "decide":
            lines = shape.decide or ()
            branches = tuple((line.condition, str(line.go)) for line in lines if line.condition is not None)
            otherwise = next(str(line.go) for line in lines if line.condition is None)
            return DecideStep(branches=branches, otherwise=otherwise)
        case "call":
            return CallStep(script=str(shape.call))
        case "schedule":
            assert shape.in_ is not None, "the shape needs it"
            return ScheduleStep(
                script=str(shape.schedule), after=shape.in_, at=shape.at, at_most=shape.at_most
            )
        case "show":
            return ShowStep(resource=str(shape.show))
        case "tell coach":
            return TellCoachStep(text=ids.of("tell_coach"), level=shape.level)
        case "wait":
            assert shape.wait is not None, "this is what the step does"
            return WaitStep(time=shape.wait)
        case "picture":
            return PictureStep(file=str(shape.picture), described=ids.of("described"))
        case "play":
            return PlayStep(file=str(shape.play), described=ids.of("described"))
        case "offer services":
            return OfferServicesStep(need=str(shape.offer_services))
        case "wait for a person":
            return WaitForPersonStep(text=ids.of("wait"))
        case _:
            return DoStep(action=" ".join(str(shape.do).split()))


def _question(shape: StepShape, ids: Ids) -> Question:
    kind: AnswerKind | None
    if shape.choices is not None:
        kind = ChoicesAnswer(choices={str(value): ids.of("choices", value) for value in shape.choices})
    elif shape.choose_any is not None:
        kind = ChooseAnyAnswer(choices={str(value): ids.of("choices", value) for value in shape.choose_any})
    else:
        kind = read_answer_kind(str(shape.answer))
    assert kind is not None, "a draft with problems is never built"
    reply: tuple[tuple[AnswerMatch, TextId], ...] = tuple(
        (line.match, ids.of("reply", answer_id(line.answer))) for line in shape.reply or ()
    )
    return Question(
        kind=kind,
        save=_word(shape.save),
        low_end=ids.of("low_end") if shape.low_end is not None else None,
        high_end=ids.of("high_end") if shape.high_end is not None else None,
        reply=reply,
        must_answer=shape.must_answer,
    )


def _test(title: Word, shape: TestShape) -> ScriptTest:
    lines: list[TestLine] = []
    for line in shape.talk:
        what, words = talk_line(line)
        mark = line.mark if isinstance(line, Mapped) else title.mark
        lines.append(TestLine(what=str(what), words=words, line=mark.line, column=mark.column))
    history = {str(key): tuple(map(str, values)) for key, values in shape.history.items()}
    return ScriptTest(
        title=str(title),
        talk=tuple(lines),
        history=history,
        duty=str(shape.duty),
        line=title.mark.line,
        column=title.mark.column,
    )


def _word(word: Word | None) -> str | None:
    return None if word is None else str(word)
