"""STEP: exactly one thing that a step does, with what belongs to it."""

from functools import cached_property
from typing import Any

from pydantic import ConfigDict, Field, ModelWrapValidatorHandler, model_validator

from bot.scripts.node import Mapped, Word
from bot.scripts.problem import listed, quoted
from bot.scripts.reading.shapes import forms
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


def _one_thing_form(schema: forms.Form) -> None:
    """Exactly one of DOES, and beside it only what belongs to it."""
    schema["oneOf"] = [{"required": [does]} for does in DOES]
    belongs: dict[str, list[str]] = {}
    for does, others in DOES.items():
        for other in others:
            belongs.setdefault(other, []).append(does)
    beside: forms.Form = {
        name: {"anyOf": [{"required": [one]} for one in does]} for name, does in belongs.items()
    }
    needs: forms.Form = {does: {"required": [need]} for does, need in NEEDS.items()}
    question: forms.Form = {"oneOf": [{"required": [answer]} for answer in ANSWERS]}
    schema["dependencies"] = {**beside, **needs, **dict.fromkeys(("ask", "ask each"), question)}


class StepShape(Shape):
    """One step. Which of its fields go together is checked as soon as the step is read."""

    model_config = ConfigDict(json_schema_extra=_one_thing_form)

    say: WrittenField | None = Field(None, description="Words that the bot says.")
    ask: WrittenField | None = Field(
        None, description="A question. It needs one of: answer, choices, choose any."
    )
    ask_each: dict[Name, WrittenField] | None = Field(
        None,
        alias="ask each",
        description="The same question for several keys, one after the other: key, then words.",
    )
    decide: Decisions | None = Field(
        None, description="Where to go, by conditions about answers; the last line is otherwise."
    )
    call: Plain | None = Field(None, description="Goes through another conversation and comes back.")
    schedule: Plain | None = Field(None, description="Starts another conversation later.")
    show: Plain | None = Field(
        None,
        description="Shows lines or first aid of resources.yaml. Crisis lines come first in the message.",
    )
    tell_coach: WrittenField | None = Field(None, alias="tell coach", description="What a coach is told.")
    wait: Time | None = Field(None, description="A pause, such as 3 minutes. Any word ends it.")
    picture: Plain | None = Field(None, description="A picture: a file beside the conversations.")
    play: Plain | None = Field(None, description="A sound: a file beside the conversations.")
    offer_services: Plain | None = Field(
        None, alias="offer services", description="Offers the places of services.yaml for this need."
    )
    wait_for_a_person: WrittenField | None = Field(
        None, alias="wait for a person", description="Stays with the person until a coach takes over."
    )
    do: Plain | None = Field(
        None,
        description="Something that the bot does with the answers before.",
        json_schema_extra=forms.ACTION,
    )

    answer: Plain | None = Field(
        None, description="What kind of answer the question takes.", json_schema_extra=forms.ANSWER
    )
    choices: dict[Name, WrittenField] | None = Field(
        None, description="Buttons, one of which is the answer: value, then the words on the button."
    )
    choose_any: dict[Name, WrittenField] | None = Field(
        None,
        alias="choose any",
        description="Buttons, any of which are the answer: value, then the words on the button.",
    )
    low_end: WrittenField | None = Field(
        None, alias="low end", description="What the lowest number of the scale means."
    )
    high_end: WrittenField | None = Field(
        None, alias="high end", description="What the highest number of the scale means."
    )
    save: Plain | None = Field(None, description="The key of keys.yaml under which the answer is kept.")
    reply: Replies | None = Field(None, description="What is said to which answer: answer, then words.")
    must_answer: YesNo = Field(False, alias="must answer", description="yes: the question cannot be skipped.")

    in_: Time | None = Field(None, alias="in", description="After how long it starts.")
    at: ClockTime | None = Field(None, description="At what time of day it starts.")
    at_most: Count | None = Field(None, alias="at most", description="How many may wait at the same time.")
    level: LevelWord = Field(
        Level.WATCH, description="How urgently a person is needed: watch, urgent or crisis."
    )
    described_as: WrittenField | None = Field(
        None, alias="described as", description="The picture or sound in words."
    )

    then: Then | None = Field(
        None, description="Where to go: a step, next or end, or a line for each answer."
    )
    note: Plain | None = Field(None, description="A word for translators.")
    allow_words: Several = Field(
        (), alias="allow words", description="Words of words.yaml that are really meant here."
    )

    @model_validator(mode="wrap")
    @classmethod
    def does_one_thing(cls, data: Any, read: ModelWrapValidatorHandler["StepShape"]) -> "StepShape":
        """Refuse a step that does nothing or two things, or carries what belongs to another kind."""
        if isinstance(data, Mapped):
            _one_thing(data)
        return read(data)

    @cached_property
    def does(self) -> str:
        """Return which of DOES this step is."""
        names = self.names()
        return next(name for name in DOES if name in names)

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
