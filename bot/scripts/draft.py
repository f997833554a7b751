"""What was written, between reading and freezing: shapes with their places, and what could not be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.engine.script import TextId
from bot.scripts.node import Word
from bot.scripts.reading.shapes.programme import ProgrammeShape
from bot.scripts.reading.shapes.protocol import ProtocolShape
from bot.scripts.reading.shapes.script import HeadShape, NoAnswerShape, RuleShape, ScoreShape, TestShape
from bot.scripts.reading.shapes.shared import KeyShape, ResourceWordsShape, ServiceShape
from bot.scripts.reading.shapes.step import StepShape
from bot.scripts.reading.shapes.text import WrittenText


@dataclass(slots=True, kw_only=True)
class ScriptDraft:
    """One conversation file. `unclear` names the steps that are there and could not be read."""

    file: str
    name: str
    head: HeadShape | None = None
    no_answer: NoAnswerShape | None = None
    steps: dict[Word, StepShape] = field(default_factory=dict)
    order: tuple[Word, ...] = ()
    unclear: set[str] = field(default_factory=set)
    scores: dict[Word, ScoreShape] = field(default_factory=dict)
    risk: dict[Word, RuleShape] = field(default_factory=dict)
    tests: dict[Word, TestShape] = field(default_factory=dict)
    texts: tuple["PlacedText", ...] | None = None  # see texts_of: gathered when all has been read
    ways: object = None  # see checking.ways.ways_of: the same

    @property
    def whole(self) -> bool:
        """Whether every step could be read, so that ways through the script can be followed."""
        return not self.unclear and bool(self.order)

    def asks(self) -> Iterator[tuple[Word, StepShape, Word]]:
        """Return (step name, step, key) for every answer that is saved."""
        for name, step in self.steps.items():
            if step.save is not None:
                yield name, step, step.save
            for key in step.ask_each or ():
                yield name, step, key


@dataclass(slots=True, kw_only=True)
class SharedDraft:
    """The shared files; None where a file is there and could not be read (what it holds is not known)."""

    programme: ProgrammeShape | None = None
    keys: dict[Word, KeyShape] | None = field(default_factory=dict)
    keys_read: dict[Word, KeyShape] = field(default_factory=dict)  # those that could be, even if others not
    crisis: dict[Word, bool] | None = field(default_factory=dict)  # {resource: is it a crisis resource}
    resources: dict[Word, dict[Word, dict[Word, ResourceWordsShape]]] = field(default_factory=dict)
    services: dict[Word, ServiceShape] | None = field(default_factory=dict)
    phrases: dict[Word, dict[Word, tuple[Word, ...]]] = field(default_factory=dict)
    protocols: dict[Word, ProtocolShape] | None = field(default_factory=dict)
    avoid: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """A text with its id: `part` says what it is for, `step` is where, `note` is for translators."""

    id: TextId
    written: WrittenText
    part: str
    step: Word | None = None
    note: str | None = None
    allowed: tuple[str, ...] = ()
    value: str = ""

    @property
    def is_button(self) -> bool:
        """Whether it stands on a button and has to be short."""
        return self.part in ("choices", "button", "quiet_button")


def texts_of(draft: ScriptDraft) -> tuple[PlacedText, ...]:
    """Return every text of a script, in the order of the file. From then on the draft stays as it is."""
    if draft.texts is None:
        draft.texts = tuple(_texts(draft))
    return draft.texts


def _texts(draft: ScriptDraft) -> Iterator[PlacedText]:
    script = draft.name
    if draft.head is not None:
        for part, written in (("button", draft.head.button), ("quiet_button", draft.head.quiet_button)):
            if written is not None:
                yield PlacedText(id=TextId(f"{script}.{part}"), written=written, part=part)
    if draft.no_answer is not None and draft.no_answer.nudge is not None:
        yield PlacedText(id=TextId(f"{script}.nudge"), written=draft.no_answer.nudge, part="nudge")
    for name, step in draft.steps.items():
        yield from _texts_of_step(f"{script}.{name}", name, step)
    for name, rule in draft.risk.items():
        yield PlacedText(
            id=TextId(f"{script}.risk.{name}.tell_coach"),
            written=rule.tell_coach,
            part="tell_coach",
            note=rule.note,
            allowed=rule.allow_words,
        )


def _texts_of_step(prefix: str, name: Word, step: StepShape) -> Iterator[PlacedText]:
    def placed(part: str, written: WrittenText, value: str = "") -> PlacedText:
        text_id = TextId(f"{prefix}.{part}.{value}" if value else f"{prefix}.{part}")
        return PlacedText(
            id=text_id,
            written=written,
            part=part,
            step=name,
            note=step.note,
            allowed=step.allow_words,
            value=value,
        )

    parts = {
        "say": step.say,
        "ask": step.ask,
        "tell_coach": step.tell_coach,
        "wait": step.wait_for_a_person,
        "described": step.described_as,
        "low_end": step.low_end,
        "high_end": step.high_end,
    }
    for part, written in parts.items():
        if written is not None:
            yield placed(part, written)
    for key, written in (step.ask_each or {}).items():
        yield placed("ask", written, str(key))
    for value, written in (step.choices or step.choose_any or {}).items():
        yield placed("choices", written, str(value))
    for reply in step.reply or ():
        yield placed("reply", reply.written, answer_id(reply.answer))


PROTOCOLS = "protocols.yaml"


def texts_of_protocols(shared: SharedDraft) -> Iterator[PlacedText]:
    """Return every line of the cards for coaches, in the order of the file."""
    for name, protocol in (shared.protocols or {}).items():
        for place, written in enumerate(protocol.lines, start=1):
            yield PlacedText(
                id=protocol_line(name, place),
                written=written,
                part="tell_coach",
                note=protocol.note,
                allowed=protocol.allow_words,
            )


def protocol_line(name: str, place: int) -> TextId:
    """Return the text id of a line of a card; `place` counts from 1."""
    return TextId(f"protocols.{name}.line_{place}.tell_coach")


def answer_id(answer: str) -> str:
    """Return the last part of a reply's text id: "7 or more" becomes 7_or_more."""
    return "_".join(answer.split())
