"""The texts of a script by what they are for, and what editors call them."""

from collections.abc import Iterator, Mapping

from bot.engine.script import (
    AskEachStep,
    AskStep,
    CallStep,
    ChoicesAnswer,
    ChooseAnyAnswer,
    DecideStep,
    DoStep,
    OfferServicesStep,
    PictureStep,
    PlayStep,
    Question,
    SayStep,
    ScheduleStep,
    Script,
    ShowStep,
    StepKind,
    TellCoachStep,
    TextId,
    WaitForPersonStep,
    WaitStep,
)
from bot.scripts.comparing.saying import answer_words

# (what it is for, the answer or key it belongs to): ("reply", "7 or more"), ("ask", "")
Part = tuple[str, str]

NOUNS: Mapping[type[object], str] = {
    SayStep: "message",
    AskStep: "question",
    AskEachStep: "row of questions",
    DecideStep: "decision",
    CallStep: "call",
    ScheduleStep: "follow-up",
    ShowStep: "place that shows lines",
    TellCoachStep: "alert to coaches",
    WaitStep: "pause",
    PictureStep: "picture",
    PlayStep: "sound",
    OfferServicesStep: "offer of services",
    WaitForPersonStep: "wait for a person",
    DoStep: "action",
}


def noun_of(kind: StepKind) -> str:
    """Return what editors call such a step."""
    return NOUNS[type(kind)]


def parts_of(kind: StepKind) -> dict[Part, TextId]:
    """Return the texts of a step by what they are for, in the order of the file."""
    match kind:
        case SayStep(text=text):
            return {("say", ""): text}
        case AskStep(text=text, question=question):
            return {("ask", ""): text, **_parts_of_question(question)}
        case AskEachStep(texts=texts, question=question):
            return {**{("ask", key): text for key, text in texts.items()}, **_parts_of_question(question)}
        case TellCoachStep(text=text):
            return {("tell coach", ""): text}
        case PictureStep(described=text) | PlayStep(described=text):
            return {("described as", ""): text}
        case WaitForPersonStep(text=text):
            return {("wait for a person", ""): text}
        case _:
            return {}


def name_of(part: Part, noun: str, step: str, script: str) -> str:
    """Return what editors call one text of a step: "the reply to 'hard' of the question 'mood' in ..."."""
    what, value = part
    whole = f"the {noun} '{step}' in {script}"
    match what:
        case "choices":
            return f"the button '{value}' of {whole}"
        case "reply":
            return f"the reply to '{value}' of {whole}"
        case "low end" | "high end":
            return f"the {what} of {whole}"
        case "described as":
            return f"the description of {whole}"
        case "ask" if value:
            return f"the question '{value}' of '{step}' in {script}"
        case _:
            return whole


def texts_of_script(script: Script) -> Iterator[TextId]:
    """Return every text id of a script."""
    for one in (script.button, script.quiet_button):
        if one is not None:
            yield one
    if script.no_answer is not None and script.no_answer.nudge is not None:
        yield script.no_answer.nudge
    for step in script.steps.values():
        yield from parts_of(step.kind).values()
    yield from (rule.tell_coach for rule in script.risk.values())


def _parts_of_question(question: Question) -> dict[Part, TextId]:
    found: dict[Part, TextId] = {}
    if question.low_end is not None:
        found["low end", ""] = question.low_end
    if question.high_end is not None:
        found["high end", ""] = question.high_end
    if isinstance(question.kind, ChoicesAnswer | ChooseAnyAnswer):
        found.update({("choices", value): text for value, text in question.kind.choices.items()})
    found.update({("reply", answer_words(match)): text for match, text in question.reply})
    return found
