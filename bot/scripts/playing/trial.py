"""One test dialogue, line by line: what was to happen, and what happened instead."""

import re
from collections.abc import Iterator

from bot.engine import Control, Passed, ScriptTest, TestLine, Value
from bot.engine.state import Skipped
from bot.errors import BrokenConversationError
from bot.scripts.playing.names import Names
from bot.scripts.playing.past import facts_with, faults_of_history, read_value
from bot.scripts.playing.player import MOST_FALLING_DUE, Player
from bot.scripts.playing.reply import Reply
from bot.scripts.playing.voice import Voice
from bot.scripts.problem import Mark, quoted
from bot.scripts.reading.words import read_time, time_words

FAILS = "E901"  # the dialogue goes another way than its test says
NAMES_NOTHING = "E903"  # a line of the test names something that does not exist, or cannot be read

# Letters of what the bot said that a problem repeats: enough to see where it differs.
LONGEST_SAID = 160

# Lines of the dialogue so far that are shown below a problem; the longest of our tests has 12.
LONGEST_DIALOGUE = 12

# What a word processor makes of what was typed; the bot's own reading of answers does not see it either.
_TYPED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})
_SAVED = re.compile(r"([^\s=]+)\s*=\s*(.*)", re.DOTALL)

Fault = tuple[Mark, str, str]  # where, code, words


def plain_typing(words: str) -> str:
    """Return words as a keyboard types them, one space between two: how they were quoted does not count."""
    return " ".join(words.translate(_TYPED).split())


def as_written(value: Value | Skipped) -> str:
    """Return a saved answer as a test writes it."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


class Trial:
    """Plays one test. `passed` and `told` are what it reached, for the coverage.

    It ends before a line once `most` turns were played; `turns` says how many there were.
    """

    def __init__(
        self,
        voice: Voice,
        names: Names,
        script: str,
        test: ScriptTest,
        language: str,
        *,
        most: int = MOST_FALLING_DUE,
    ) -> None:
        self._voice = voice
        self._names = names
        self._script = script
        self._test = test
        self._language = language
        self._most = most
        self.turns = 0
        self._heard: list[Reply] = []  # since the person's last line
        self._earlier: set[str] = set()
        self._dialogue: list[str] = []
        self.passed: set[Passed] = set()
        self.told: set[str] = set()

    def faults(self) -> Iterator[Fault]:
        """Yield what did not come out as written. What follows a line that went astray is not judged."""
        bundle = self._voice.bundle
        top = Mark(self._test.line, self._test.column)
        for words in faults_of_history(bundle, self._test.history):
            yield top, NAMES_NOTHING, words
        facts = facts_with(bundle, self._language, self._test.history, self._test.duty)
        mark = top
        try:
            self._player = Player(
                bundle,
                self._voice.catalogs,
                self._script,
                language=self._language,
                facts=facts,
                voice=self._voice,
            )
            self._hear(self._player.begin())
            for number, line in enumerate(self._test.talk):
                if self.turns > self._most:
                    return
                mark = Mark(line.line, line.column)
                following = self._test.talk[number + 1] if number + 1 < len(self._test.talk) else None
                fault = self._judge(line, following)
                if fault is not None:
                    yield mark, *fault
                    if line.what in ("person", "wait", "bot") and fault[0] == FAILS:
                        return
        except BrokenConversationError:
            words = "the conversation breaks here: a step leads to something that is not there."
            yield mark, FAILS, words
        except Exception as error:
            # The door of one test: whatever a file brings about, the others are played.
            yield mark, FAILS, f"the bot itself fails here ({type(error).__name__}). Tell whoever runs it."

    def _judge(self, line: TestLine, following: TestLine | None) -> tuple[str, str] | None:
        match line.what:
            case "person":
                says = following is not None and following.what == "says"
                return self._person(line.words, following.words if following and says else None)
            case "wait":
                return self._wait(line.words)
            case "bot":
                return self._named(self._names.step(line.words, self._script)) or self._bot(line.words)
            case "says":
                return self._says(line.words)
            case "coach told":
                return self._named(self._names.told(line.words)) or self._coach_told(line.words)
            case "saved":
                return self._saved(line.words)
            case "scheduled":
                return self._scheduled(line.words)
            case "end":
                return self._named(self._names.ending(line.words)) or self._end(line.words)
        return None

    def _named(self, wrong: str | None) -> tuple[str, str] | None:
        return (NAMES_NOTHING, wrong) if wrong else None

    @property
    def dialogue(self) -> tuple[str, ...]:
        """Return what has happened so far, as lines of a test."""
        return tuple(self._dialogue[-LONGEST_DIALOGUE:])

    def _hear(self, *replies: Reply) -> None:
        self._earlier.update(told.name for reply in self._heard for told in reply.told)
        self._heard = list(replies)
        self.turns = self._player.turns
        for reply in replies:
            self.passed.update(reply.passed)
            self.told.update(told.why for told in reply.told)
            self._dialogue.extend(f"coach told: {told.name}" for told in reply.told)
            if reply.steps:
                self._dialogue.append(f"bot: {self._short(reply.steps[-1])}")

    def _person(self, words: str, says: str | None) -> tuple[str, str] | None:
        """Answer; words that the bot cannot use are meant so only if it `says` to them what comes next."""
        player = self._player
        several = words.split("\n")
        replies: list[Reply] = []
        for said in several:
            before, waited = self._here(), player.waits_for
            self._dialogue.append(f"person: {said}")
            reply = player.write(said)
            replies.append(reply)
            if not reply.misfit or (says is not None and plain_typing(says) in plain_typing(reply.text)):
                continue
            self._hear(*replies)
            if waited is None:
                ended = self._ended()
                return FAILS, f"the person says {quoted(said)}, but the conversation has already {ended}."
            if waited == "start":
                button = player.buttons[0].label
                return FAILS, f"the person says {quoted(said)}, but an invitation waits for '{button}'."
            return FAILS, f"the person answers {quoted(said)}, but the bot cannot use that at {before}."
        if len(several) > 1 and self._marks():
            replies.append(player.tap(Control.THAT_IS_ALL.value))
        self._hear(*replies)
        return None

    def _marks(self) -> bool:
        return any(one.choice == Control.THAT_IS_ALL for one in self._player.controls)

    def _wait(self, words: str) -> tuple[str, str] | None:
        span = read_time(words)
        if span is None:
            return NAMES_NOTHING, f"{quoted(words)} is not a length of time. Write for example: wait: 2 days"
        self._dialogue.append(f"wait: {words}")
        self._hear(self._player.pass_time(span, at_most=self._most - self.turns + 1))
        return None

    def _bot(self, words: str) -> tuple[str, str] | None:
        steps = self._steps()
        wanted = {words} if "." in words else {f"{self._script}.{words}", f"{self._player.script}.{words}"}
        if "." not in words:
            wanted.update(step for step in steps if step.endswith(f".{words}"))
        if wanted & set(steps):
            return None
        went = ", ".join(map(self._short, steps))
        if went:
            return FAILS, f"the bot should come to '{words}', but came to: {went}."
        return FAILS, f"the bot should come to '{words}', but {self._stays()}."

    def _says(self, words: str) -> tuple[str, str] | None:
        said = [text for reply in self._heard for text in reply.messages]
        wanted = plain_typing(words)
        if any(wanted in plain_typing(text) for text in said):
            return None
        shown = plain_typing(" / ".join(said))
        if not shown:
            return FAILS, f"the bot should say {quoted(words)}, but said nothing."
        if len(shown) > LONGEST_SAID:
            shown = shown[:LONGEST_SAID].rstrip() + "..."
        return FAILS, f"the bot should say {quoted(words)}, but said: {shown}"

    def _coach_told(self, words: str) -> tuple[str, str] | None:
        told = [one for reply in self._heard for one in reply.told]
        if any(words in (one.name, one.why) for one in told):
            return None
        were = ", ".join(dict.fromkeys(one.name for one in told)) or "nothing"
        words_ = f"the coach should be told '{words}', but was told: {were}."
        if words.rpartition(".")[2] in self._earlier:
            words_ += " It was told earlier in this test; move the line up."
        return FAILS, words_

    def _saved(self, words: str) -> tuple[str, str] | None:
        match = _SAVED.fullmatch(words.strip())
        if match is None:
            return NAMES_NOTHING, f"{quoted(words)} cannot be read. Write for example: saved: craving = 8"
        key, wanted = match.group(1), match.group(2).strip()
        wrong = self._names.key(key)
        if wrong:
            return NAMES_NOTHING, wrong
        value = self._player.state.answers.get(key, self._player.saved.get(key))
        if value is None:
            return FAILS, f"'{key}' should be saved as {quoted(wanted)}, but nothing was saved."
        meant = read_value(self._voice.bundle.keys.get(key), wanted)
        if as_written(value) == wanted or meant == value:
            return None
        return FAILS, f"'{key}' should be saved as {quoted(wanted)}, but was saved as '{as_written(value)}'."

    def _scheduled(self, words: str) -> tuple[str, str] | None:
        script, has_time, after = words.partition(" in ")
        script = script.strip()
        wrong = self._names.script(script)
        if wrong:
            return NAMES_NOTHING, wrong
        span = read_time(after) if has_time else None
        if has_time and span is None:
            example = f"scheduled: {script} in 1 day"
            return NAMES_NOTHING, f"{quoted(after)} is not a length of time. Write for example: {example}"
        planned = [one for reply in self._heard for one in reply.scheduled]
        if any(one.script == script and span in (None, one.after) for one in planned):
            return None
        were = ", ".join(f"{one.script} in {time_words(one.after)}" for one in planned) or "nothing"
        return FAILS, f"{quoted(words)} should be scheduled, but scheduled is: {were}."

    def _end(self, words: str) -> tuple[str, str] | None:
        ending = self._player.ending
        if ending is not None and ending.value == words:
            return None
        if ending is None and words == "replaced" and self._player.replaced:
            return None
        how = f"ended as '{ending.value}'" if ending is not None else self._stays()
        return FAILS, f"the conversation should end as '{words}', but {how}."

    def _steps(self) -> list[str]:
        return [step for reply in self._heard for step in reply.steps]

    def _here(self) -> str:
        at = self._player.at
        return self._short(at) if at else "the end"

    def _stays(self) -> str:
        return f"is still at {self._here()}" if self._player.at else f"has {self._ended()}"

    def _ended(self) -> str:
        ending = self._player.ending
        return f"ended ({ending.value})" if ending is not None else "ended"

    def _short(self, step: str) -> str:
        return step.removeprefix(f"{self._script}.")
