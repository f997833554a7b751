"""One conversation: its head, what silence does, scores, rules and tests. Steps have a shape of their own."""

from typing import Any

from pydantic import Field, ModelWrapValidatorHandler, model_validator

from bot.scripts.node import Listed, Mapped, Word
from bot.scripts.problem import listed, quoted
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

    format: FormatOne
    script: Plain
    title: Filled
    starts: Plain
    button: WrittenField | None = None
    quiet_button: WrittenField | None = Field(None, alias="quiet button")
    if_no_answer: Any = Field(None, alias="if no answer")
    steps: Any
    scores: Any = None
    risk: Any = None
    tests: Any = None


class NoAnswerShape(Shape):
    """What silence does."""

    nudge_after: Time | None = Field(None, alias="nudge after")
    nudge: WrittenField | None = None
    give_up_after: Time = Field(alias="give up after")

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

    sum_of: Several | None = Field(None, alias="sum of")
    mean_of: Several | None = Field(None, alias="mean of")
    lowest_of: Several | None = Field(None, alias="lowest of")
    highest_of: Several | None = Field(None, alias="highest of")
    needs_at_least: Count | None = Field(None, alias="needs at least")

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

    when: When
    level: LevelWord
    tell_coach: WrittenField = Field(alias="tell coach")
    start_now: Plain | None = Field(None, alias="start now")
    note: Plain | None = None
    allow_words: Several = Field((), alias="allow words")


class TestShape(Shape):
    """A dialogue that must come out as written."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    history: dict[Name, Several] = Field(default_factory=dict)
    duty: Plain = Word("somebody")
    talk: list[Any]

    @model_validator(mode="wrap")
    @classmethod
    def lines_are_known(cls, data: Any, read: ModelWrapValidatorHandler["TestShape"]) -> "TestShape":
        """Each line of the talk says one thing, of a closed list."""
        if isinstance(data, Mapped):
            duty = data.get(Word("duty"))
            if duty is not None and duty not in DUTIES:
                raise wrong("E115", f"Write duty: {listed(DUTIES)}.", duty)
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
