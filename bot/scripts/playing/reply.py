"""What came of one thing that happened: what the person reads, where the bot went, what coaches are told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta

from bot.engine import Ask, Line, Passed, Skipped, Value
from bot.scripts.playing.voice import Voice
from bot.signals import Level
from bot.texts import joined, question_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A button: its words, and what a tap on it sends back. `alarm` is the resource it calls for alone."""

    label: str
    choice: str
    alarm: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a coach is told. `why` is "script.rule", "script.step" or the kind of a heard signal."""

    level: Level
    why: str
    line: Line
    voice: Voice = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """Return the rule, the step or the kind without its script."""
        return self.why.rpartition(".")[2]

    @property
    def words(self) -> str:
        """Return what the coach reads, in the programme's own language."""
        return self.words_in(self.voice.bundle.programme.source_language)

    def words_in(self, language: str) -> str:
        """Return what a coach who reads `language` reads."""
        return self.voice.say(self.line, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """A script that starts later."""

    script: str
    after: timedelta
    at: time | None = None


@dataclass(slots=True, kw_only=True)
class Message:
    """One turn's message before it is put into words; `language` is the one it was said in."""

    crisis: list[tuple[str | Line, str]] = field(default_factory=list)  # a resource or a line
    called: list[tuple[Line, str]] = field(default_factory=list)
    texts: list[tuple[str | Line, str]] = field(default_factory=list)
    files: list[tuple[str, Line, str]] = field(default_factory=list)
    ask: tuple[Ask, str] | None = None

    def spoken(self, voice: Voice) -> list[str]:
        """Return pictures and sounds first, as what they show, then the texts, joined."""
        made = [f"[{what}: {voice.say(line, language)}]" for what, line, language in self.files]
        blocks = [_words(voice, one, language) for one, language in (*self.crisis, *self.called, *self.texts)]
        if self.ask is not None:
            ask, language = self.ask
            question, hint = question_words(ask, lambda line: voice.say(line, language))
            blocks.append(question if hint is None else f"{question}\n\n{voice.say(hint, language)}")
        return [*made, *joined(blocks)]


def _words(voice: Voice, one: str | Line, language: str) -> str:
    return voice.resource(one, language) if isinstance(one, str) else voice.say(one, language)


@dataclass(slots=True, kw_only=True)
class Reply:
    """Everything that one thing brought about. Messages are put into words when somebody looks at them.

    `steps` are the steps the conversation went through, "script.step", in order; the one that waits is last.
    `misfit` is true when the words did not fit the open question: they were kept, and it was asked again.
    `first_aid` is true when the message begins with crisis resources.
    """

    steps: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    corrected: tuple[str, ...] = ()
    saved: Mapping[str, Value | Skipped] = field(default_factory=dict)
    scheduled: tuple[Scheduled, ...] = ()
    done: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = ()
    kept: tuple[str, ...] = ()
    misfit: bool = False
    first_aid: bool = False
    voice: Voice | None = field(default=None, repr=False, compare=False)
    spoken: tuple[Message, ...] = field(default=(), repr=False, compare=False)
    _messages: tuple[str, ...] | None = field(default=None, repr=False, compare=False)

    @property
    def messages(self) -> tuple[str, ...]:
        """Return what the person reads, joined as it is for the phone: crisis resources first."""
        if self._messages is None:
            voice = self.voice
            made = () if voice is None else tuple(text for one in self.spoken for text in one.spoken(voice))
            self._messages = made
        return self._messages

    @property
    def text(self) -> str:
        """Return all messages as one text, an empty line between two."""
        return "\n\n".join(self.messages)
