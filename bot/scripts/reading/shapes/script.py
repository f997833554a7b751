"""One conversation: its head, what silence does, scores, rules and tests. Steps have a shape of their own."""

from typing import Any

from pydantic import ConfigDict, Field, ModelWrapValidatorHandler, model_validator

from bot.scripts.node import Listed, Mapped, Word
from bot.scripts.problem import listed, quoted
from bot.scripts.reading.shapes import forms
from bot.scripts.reading.shapes.fields import (
    Count,
    Filled,
    FormatOne,
    LevelWord,
    Name,
    Plain,
    Several,
    Time,
    When,
)
from bot.scripts.reading.shapes.shape import Shape, wrong
from bot.scripts.reading.shapes.text import WrittenField

STARTS = ("by the programme", "menu button", "only when called", "only when scheduled")
PARTS = ("if no answer", "steps", "scores", "risk", "tests")
HOW = ("sum of", "mean of", "lowest of", "highest of")
DUTIES = ("nobody", "somebody")
LINES = ("person", "bot", "says", "coach told", "saved", "scheduled", "wait", "end")


class HeadShape(Shape):
    """The lines above the steps. The parts below are read one by one, so that one never hides another."""

    format: FormatOne = Field(description="Always 1. A later release reads older files by it.")
    script: Plain = Field(
        description="The name of this conversation, the same as the name of the file without .yaml."
    )
    title: Filled = Field(
        description="What coaches and editors call this conversation. People in recovery do not see it."
    )
    starts: Plain = Field(description="How the conversation begins.", json_schema_extra=forms.one_of(STARTS))
    button: WrittenField | None = Field(None, description="The words on its menu button, at most 24 letters.")
    quiet_button: WrittenField | None = Field(
        None,
        alias="quiet button",
        description="The words for discreet mode: they name neither substances nor recovery.",
    )
    if_no_answer: Any = Field(None, alias="if no answer", description="What happens when nobody answers.")
    steps: Any = Field(description="What is said and asked, from top to bottom.")
    scores: Any = Field(None, description="Numbers made of several answers, by name.")
    risk: Any = Field(None, description="Risk rules, by name: when a coach is told, and how urgently.")
    tests: Any = Field(None, description="Dialogues that must come out as written, by title.")


def _nudge_form(schema: forms.Form) -> None:
    schema["dependencies"] = {"nudge": ["nudge after"], "nudge after": ["nudge"]}


def _one_way_form(schema: forms.Form) -> None:
    schema["oneOf"] = [{"required": [way]} for way in HOW]


def _talk_form(schema: forms.Form) -> None:
    lines = dict.fromkeys(LINES, forms.PLAIN)
    schema["properties"]["talk"]["items"] = {
        "type": "object",
        "properties": {**lines, "person": forms.SEVERAL},
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


class NoAnswerShape(Shape):
    """What silence does."""

    model_config = ConfigDict(json_schema_extra=_nudge_form)

    nudge_after: Time | None = Field(
        None, alias="nudge after", description="After how long one kind reminder is sent."
    )
    nudge: WrittenField | None = Field(None, description="The words of the reminder.")
    give_up_after: Time = Field(
        alias="give up after", description="After how long the conversation ends without an answer."
    )

    @model_validator(mode="wrap")
    @classmethod
    def nudges_whole(cls, data: Any, read: ModelWrapValidatorHandler["NoAnswerShape"]) -> "NoAnswerShape":
        """A nudge needs both its time and its words."""
        if isinstance(data, Mapped) and ("nudge" in data) != ("nudge after" in data):
            has, lacks = ("nudge", "nudge after") if "nudge" in data else ("nudge after", "nudge")
            raise wrong("E111", f"'{lacks}:' is missing beside '{has}:'.", data.key(has))
        return read(data)


class ScoreShape(Shape):
    """A number made of several answers."""

    model_config = ConfigDict(json_schema_extra=_one_way_form)

    sum_of: Several | None = Field(None, alias="sum of", description="All of these answers added up.")
    mean_of: Several | None = Field(None, alias="mean of", description="The mean of these answers.")
    lowest_of: Several | None = Field(None, alias="lowest of", description="The lowest of these answers.")
    highest_of: Several | None = Field(None, alias="highest of", description="The highest of these answers.")
    needs_at_least: Count | None = Field(
        None,
        alias="needs at least",
        description="How many must be answered for a score; without this line all of them.",
    )

    @model_validator(mode="wrap")
    @classmethod
    def made_one_way(cls, data: Any, read: ModelWrapValidatorHandler["ScoreShape"]) -> "ScoreShape":
        """Refuse a score that is made in no way or in two ways."""
        if isinstance(data, Mapped):
            ways = [way for way in HOW if way in data]
            if len(ways) != 1:
                raise wrong("E115", f"A score needs exactly one of: {listed(HOW)}.", next(iter(data), data))
        return read(data)

    @property
    def how(self) -> str:
        """Return "sum of", "mean of", "lowest of" or "highest of"."""
        return next(way for way in HOW if self.has(way))

    @property
    def of(self) -> tuple[Word, ...]:
        """Return the keys that the score is made of."""
        return self.sum_of or self.mean_of or self.lowest_of or self.highest_of or ()


class RuleShape(Shape):
    """A risk rule."""

    when: When = Field(
        description="When the rule speaks, in words, such as: craving is 7 or more. For or, write two rules."
    )
    level: LevelWord = Field(description="How urgently a person is needed. Only a human lowers it again.")
    tell_coach: WrittenField = Field(
        alias="tell coach", description="What the coach reads when the case is opened."
    )
    start_now: Plain | None = Field(
        None,
        alias="start now",
        description="The conversation that starts at once in its place. A crisis needs one.",
    )
    note: Plain | None = Field(None, description="A word for translators.")
    allow_words: Several = Field(
        (), alias="allow words", description="Words of words.yaml that are really meant here."
    )


class TestShape(Shape):
    """A dialogue that must come out as written."""

    __test__ = False  # not a test class, whatever pytest thinks of its name
    model_config = ConfigDict(json_schema_extra=_talk_form)

    history: dict[Name, Several] = Field(
        default_factory=dict, description="Answers of earlier days, by key, oldest first."
    )
    duty: Plain = Field(
        Word("somebody"), description="Who is on duty: nobody, somebody, or the name of a coach."
    )
    talk: list[Any] = Field(description="What the person does and what the bot does, line by line.")

    @model_validator(mode="wrap")
    @classmethod
    def lines_are_known(cls, data: Any, read: ModelWrapValidatorHandler["TestShape"]) -> "TestShape":
        """Each line of the talk says one thing, of a closed list."""
        if isinstance(data, Mapped):
            duty = data.get(Word("duty"))
            if duty is not None and duty not in DUTIES and not str(duty)[:1].isupper():
                raise wrong("E115", f"Write duty: {listed(DUTIES)}, or a coach's name such as Sam.", duty)
            for line in data.get(Word("talk")) or ():
                talk_line(line)
        return read(data)


def talk_line(line: object) -> tuple[Word, str]:
    """Return (what the line is about, its words); several words of one person stand on lines of their own."""
    if not isinstance(line, Mapped) or len(line) != 1:
        raise wrong("E115", f"Each line of a talk is one of: {listed(LINES)}, such as '- person: yes'.", line)
    what, words = next(line.pairs())
    if what not in LINES:
        raise wrong("E110", f"{quoted(what)} is not a line of a talk. Use one of: {listed(LINES)}.", what)
    if isinstance(words, Listed) and what == "person":
        return what, "\n".join(str(each) for each in words if isinstance(each, Word))
    if not isinstance(words, Word):
        raise wrong("E115", f"Plain words belong after '{what}:'.", words)
    return what, str(words)
