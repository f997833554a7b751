"""STEP: exactly one thing that a step does, with what belongs to it."""

from typing import Any

from pydantic import Field, ModelWrapValidatorHandler, model_validator

from bot.scripts.node import Mapped, Word
from bot.scripts.problem import listed, quoted
from bot.scripts.reading.shapes.branch import Decisions, Replies, Then
from bot.scripts.reading.shapes.fields import ClockTime, Count, LevelWord, Name, Plain, Several, Time, YesNo
from bot.scripts.reading.shapes.shape import Shape, wrong
from bot.scripts.reading.shapes.text import WrittenField
from bot.signals import Level

ANSWERS = ("answer", "choices", "choose any")
QUESTION = (*ANSWERS, "low end", "high end", "save", "reply", "must answer")
EVERYWHERE = ("then", "note", "allow words")

# {what a step does: what else may stand beside it}
DOES: dict[str, tuple[str, ...]] = {
    "say": (),
    "ask": QUESTION,
    "ask each": tuple(name for name in QUESTION if name != "save"),
    "decide": (),
    "call": (),
    "schedule": ("in", "at", "at most"),
    "show": (),
    "tell coach": ("level",),
    "wait": (),
    "picture": ("described as",),
    "play": ("described as",),
    "offer services": (),
    "wait for a person": (),
    "do": (),
}
NEEDS = {"schedule": "in", "picture": "described as", "play": "described as"}


class StepShape(Shape):
    """One step. Which of its fields go together is checked as soon as the step is read."""

    say: WrittenField | None = None
    ask: WrittenField | None = None
    ask_each: dict[Name, WrittenField] | None = Field(None, alias="ask each")
    decide: Decisions | None = None
    call: Plain | None = None
    schedule: Plain | None = None
    show: Plain | None = None
    tell_coach: WrittenField | None = Field(None, alias="tell coach")
    wait: Time | None = None
    picture: Plain | None = None
    play: Plain | None = None
    offer_services: Plain | None = Field(None, alias="offer services")
    wait_for_a_person: WrittenField | None = Field(None, alias="wait for a person")
    do: Plain | None = None

    answer: Plain | None = None
    choices: dict[Name, WrittenField] | None = None
    choose_any: dict[Name, WrittenField] | None = Field(None, alias="choose any")
    low_end: WrittenField | None = Field(None, alias="low end")
    high_end: WrittenField | None = Field(None, alias="high end")
    save: Plain | None = None
    reply: Replies | None = None
    must_answer: YesNo = Field(False, alias="must answer")

    in_: Time | None = Field(None, alias="in")
    at: ClockTime | None = None
    at_most: Count | None = Field(None, alias="at most")
    level: LevelWord = Level.WATCH
    described_as: WrittenField | None = Field(None, alias="described as")

    then: Then | None = None
    note: Plain | None = None
    allow_words: Several = Field((), alias="allow words")

    @model_validator(mode="wrap")
    @classmethod
    def does_one_thing(cls, data: Any, read: ModelWrapValidatorHandler["StepShape"]) -> "StepShape":
        """Refuse a step that does nothing or two things, or carries what belongs to another kind."""
        if isinstance(data, Mapped):
            _one_thing(data)
        return read(data)

    @property
    def does(self) -> str:
        """Return which of DOES this step is."""
        return next(name for name in DOES if self.has(name))

    @property
    def is_question(self) -> bool:
        """Whether it waits for an answer of the script's own choosing."""
        return self.does in ("ask", "ask each")


def _one_thing(node: Mapped) -> None:
    known = {*DOES, *QUESTION, *EVERYWHERE, *(name for beside in DOES.values() for name in beside)}
    if any(name not in known for name in node):
        return  # a misspelt name is said first; it may be what the step does
    does = [name for name in DOES if name in node]
    if len(does) > 1:
        words = f"This step does {len(does)} things ({' and '.join(does)}). Make them separate steps."
        raise wrong("E115", words, node.key(does[1]))
    if not does:
        words = f"This step does nothing. Give it one of: {listed(DOES)}."
        raise wrong("E115", words, next(iter(node), node))
    for name in node:
        if name not in (does[0], *DOES[does[0]], *EVERYWHERE):
            belongs = [other for other, beside in DOES.items() if name in beside]
            words = f"{quoted(name)} does not belong to '{does[0]}'. It goes with {listed(belongs)}."
            raise wrong("E110", words, name)
    need = NEEDS.get(does[0])
    if need is not None and need not in node:
        raise wrong("E111", f"'{need}:' is missing beside '{does[0]}:'.", node.key(does[0]))
    if does[0] in ("ask", "ask each"):
        _one_answer(node, does[0])


def _one_answer(node: Mapped, does: str) -> None:
    answers = [name for name in ANSWERS if name in node]
    for name in (*answers, does):
        if node[Word(name)] == {}:
            raise wrong("E117", f"There is nothing under '{name}:'. Write at least one line.", node.key(name))
    if len(answers) != 1:
        has = f"this one has {' and '.join(answers)}" if answers else "this one has none"
        words = f"A question needs exactly one of: answer, choices, choose any ({has})."
        raise wrong("E115", words, node.key(answers[1] if answers else does))
