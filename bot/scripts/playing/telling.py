"""Tells a story to the bot: what was written beside what was said, and the story as it would have to read."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.cadence import at_wall, local
from bot.errors import BrokenConversationError
from bot.scripts.playing.coverage import Reached
from bot.scripts.playing.names import Names
from bot.scripts.playing.past import facts_with, faults_of_history
from bot.scripts.playing.player import Player
from bot.scripts.playing.reply import Reply, Told
from bot.scripts.playing.story import PERSON, Entry, Story, span_in, told_in
from bot.scripts.playing.trial import FAILS, NAMES_NOTHING, as_written, plain_typing
from bot.scripts.playing.voice import Voice
from bot.scripts.problem import Mark, Problem, printable
from bot.scripts.reading.words import time_words

# Letters of a line that --update writes: fits beside another window, and on paper.
WIDTH = 100
# Whatever is said here is right: for a line that a story does not care about.
ANYTHING = ("...", "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where a story and the bot part: `after` is what happened there last, as it stands."""

    mark: Mark
    what: str
    after: str
    expected: str | None  # None: nothing was written
    said: str | None  # None: nothing came

    def __str__(self) -> str:
        """Return it in one sentence."""
        match self.expected, self.said:
            case None, said:
                return f"after {self.after} the story does not tell of this: {self.what}: {said}"
            case expected, None:
                return f"after {self.after} this did not come: {self.what}: {expected}"
            case expected, said:
                return f"after {self.after}: {self.what}: expected: {expected} / came: {said}"


@dataclass(slots=True, kw_only=True)
class Telling:
    """How a story went; `lines` are the story's own with what the bot says now in place of what it said."""

    story: Story
    problems: list[Problem] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def went_well(self) -> bool:
        """Whether everything came out as written."""
        return not self.problems and not self.differences

    @property
    def all_problems(self) -> list[Problem]:
        """Return problems and differences alike as problems, for tools."""
        found = [
            Problem(
                file=self.story.file, mark=one.mark, code=FAILS, words=printable(" ".join(str(one).split()))
            )
            for one in self.differences
        ]
        return [*self.problems, *found]


def tell(voice: Voice, names: Names, story: Story, *, reached: Reached | None = None) -> Telling:
    """Return how the story goes. Never raises: where the conversation breaks, it ends with a problem."""
    return _Teller(voice, names, story, reached).tell()


@dataclass(slots=True)
class _Change:
    """Lines `first` to `last` of the file become `lines`; an insertion has `last` before `first`."""

    first: int
    last: int
    lines: list[str]


@dataclass(frozen=True, slots=True)
class _Word:
    """One thing that coaches are told; its level is "wrong tap" where the person takes an answer back."""

    why: str
    level: str
    told: Told | None = None

    @property
    def name(self) -> str:
        return self.why.rpartition(".")[2]

    def fits(self, entry: Entry) -> bool:
        name, level, words = told_in(entry) or ("", "", "")
        if name not in (self.name, self.why) or level not in ("", self.level):
            return False
        return not words or (self.told is not None and plain_typing(words) == plain_typing(self.told.words))

    def written(self, like: Entry | None) -> str:
        """Return it as a story has it, with the words that the coach reads where `like` has them."""
        has_words = like is not None and (told_in(like) or ("", "", ""))[2]
        words = f" {self.told.words}" if has_words and self.told is not None else ""
        return f"{self.name} ({self.level}){words}"


class _Teller:
    def __init__(self, voice: Voice, names: Names, story: Story, reached: Reached | None) -> None:
        self._voice = voice
        self._names = names
        self._story = story
        self._reached = reached
        self._telling = Telling(story=story)
        self._changes: list[_Change] = []
        self._player: Player | None = None

    def tell(self) -> Telling:
        for entry, expected in _turns(self._story.entries):
            try:
                reply = self._happen(entry)
            except BrokenConversationError:
                self._wrong(
                    entry.mark, FAILS, "the conversation breaks here: something it leads to is not there."
                )
                break
            except Exception as error:
                # The door of one story: whatever a file brings about, the others are told.
                self._wrong(entry.mark, FAILS, f"the bot itself fails here ({type(error).__name__}).")
                break
            if reply is None:
                break
            if self._reached is not None:
                self._reached.note(reply.passed, (one.why for one in reply.told))
            self._compare(entry, expected, reply)
        self._telling.lines = _rewritten(self._story.lines, self._changes)
        return self._telling

    def _wrong(self, mark: Mark, code: str, words: str) -> None:
        problem = Problem(file=self._story.file, mark=mark, code=code, words=printable(words))
        self._telling.problems.append(problem)

    def _happen(self, entry: Entry) -> Reply | None:
        if entry.what == "Script":
            wrong = self._names.script(entry.words)
            if wrong:
                self._wrong(entry.mark, NAMES_NOTHING, wrong)
                return None
            if self._player is not None:
                return self._player.start(entry.words)
            self._player = self._new_player(entry.words)
            return self._player.begin()
        if self._player is None:
            return None
        match entry.what:
            case "Later":
                return self._player.pass_time(span_in(entry))
            case "Coach comes":
                return self._player.coach_arrives(entry.words)
            case _:
                return self._player.write(entry.words)

    def _new_player(self, script: str) -> Player:
        story, bundle = self._story, self._voice.bundle
        for words in faults_of_history(bundle, story.history):
            self._wrong(Mark(1, 1), NAMES_NOTHING, words)
        for key in story.history:
            wrong = self._names.key(key)
            if wrong:
                self._wrong(Mark(1, 1), NAMES_NOTHING, wrong)
        facts = facts_with(bundle, story.language, story.history, story.duty)
        at = facts.at
        if story.at is not None:
            at = at_wall(local(at, facts.zone).date(), story.at, facts.zone)
        name = story.name if story.named or script != bundle.programme.welcome else None
        facts = replace(facts, at=at, name=name)
        return Player(
            bundle, self._voice.catalogs, script, language=story.language, facts=facts, voice=self._voice
        )

    # beside one another

    def _compare(self, entry: Entry, expected: Sequence[Entry], reply: Reply) -> None:
        after = f"'{entry.words}'" if entry.what == PERSON else f"{entry.what}: {entry.words}"
        end = entry.last
        bots = [one for one in expected if one.what == "Bot"]
        end = self._compare_bots(entry, after, bots, reply.messages)
        tolds = [one for one in expected if one.what == "Coach is told"]
        came = [_Word(one.why, one.level.word, one) for one in reply.told]
        came += [_Word(why, "wrong tap") for why in reply.corrected]
        self._compare_tolds(after, tolds, came, max([end, *(one.last for one in tolds)]), entry)
        self._keep_apart(max([end, *(one.last for one in expected)]))
        for one in expected:
            if one.what not in ("Bot", "Coach is told"):
                now = self._came(one, reply)
                if now is not None and plain_typing(now) != plain_typing(one.words):
                    self._differ(one, after, now)

    def _keep_apart(self, end: int) -> None:
        """Leave an empty line between what is added below a turn and what happens next."""
        lines = self._story.lines
        if end < len(lines) and lines[end].strip() and any(one.first == end + 1 for one in self._changes):
            self._changes.append(_Change(end + 1, end, [""]))

    def _compare_bots(self, entry: Entry, after: str, bots: list[Entry], said: tuple[str, ...]) -> int:
        end = bots[-1].last if bots else entry.last
        for number in range(max(len(bots), len(said))):
            if number >= len(said):
                self._differ(bots[number], after, None)
            elif number >= len(bots):
                self._add(Mark(entry.first, 1), end, "Bot", after, said[number])
            elif not _alike(bots[number].words, said[number]):
                self._differ(bots[number], after, said[number])
        return end

    def _compare_tolds(
        self, after: str, tolds: list[Entry], came: list[_Word], end: int, entry: Entry
    ) -> None:
        left = list(came)
        for one in tolds:
            found = next((told for told in left if told.fits(one)), None)
            if found is not None:
                left.remove(found)
                continue
            name = (told_in(one) or ("",))[0]
            wrong = self._names.told(name)
            if wrong:
                self._wrong(one.mark, NAMES_NOTHING, wrong)
            same = next((told for told in left if name in (told.name, told.why)), None)
            if same is not None:
                left.remove(same)
            self._differ(one, after, same.written(one) if same is not None else None)
        for told in left:
            self._add(Mark(entry.first, 1), end, "Coach is told", after, told.written(None))

    def _came(self, entry: Entry, reply: Reply) -> str | None:
        """Return what stands in the place of `entry` now, or None where it cannot be said."""
        player = self._player
        assert player is not None, "a story without a script was never begun"
        match entry.what:
            case "Buttons":
                return " | ".join(one.label for one in player.buttons) or "none"
            case "Saved":
                key = entry.words.partition("=")[0].strip()
                wrong = self._names.key(key)
                if wrong:
                    self._wrong(entry.mark, NAMES_NOTHING, wrong)
                    return None
                value = player.saved.get(key)
                return f"{key} = {as_written(value)}" if value is not None else f"{key} = nothing"
            case "Scheduled":
                planned = [f"{one.script} in {time_words(one.after)}" for one in reply.scheduled]
                if plain_typing(entry.words) in planned:
                    return entry.words
                return ", ".join(planned) or "nothing"
            case _:
                return player.ending.value if player.ending is not None else "not yet"

    def _differ(self, entry: Entry, after: str, came: str | None) -> None:
        self._telling.differences.append(
            Difference(mark=entry.mark, what=entry.what, after=after, expected=entry.words, said=came)
        )
        lines = [] if came is None else written(entry.what, came)
        self._changes.append(_Change(entry.first, entry.last, lines))

    def _add(self, mark: Mark, end: int, what: str, after: str, came: str) -> None:
        difference = Difference(mark=mark, what=what, after=after, expected=None, said=came)
        self._telling.differences.append(difference)
        self._changes.append(_Change(end + 1, end, written(what, came)))


def written(what: str, words: str) -> list[str]:
    """Return the lines of an entry as a story has them: broken at a readable width, the rest indented."""
    indent = " " * (len(what) + 2 if what == "Bot" else 4)
    lines: list[str] = []
    for place, line in enumerate(words.split("\n")):
        first = f"{what}: " if place == 0 else indent
        if not line.strip():
            lines.append("")
            continue
        lines.extend(
            textwrap.wrap(
                line,
                WIDTH,
                initial_indent=first,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    return lines


def _turns(entries: list[Entry]) -> Iterator[tuple[Entry, list[Entry]]]:
    """Yield each thing that happens with what is expected of it."""
    for place, entry in enumerate(entries):
        if entry.happens:
            following = entries[place + 1 :]
            count = next((at for at, one in enumerate(following) if one.happens), len(following))
            yield entry, following[:count]


def _alike(expected: str, said: str) -> bool:
    wanted, came = plain_typing(expected), plain_typing(said)
    if wanted in ANYTHING:
        return True
    start, end = wanted.startswith(ANYTHING), wanted.endswith(ANYTHING)
    part = wanted.strip(".…").strip() if start and end else wanted
    if start and end:
        return part in came
    if start:
        return came.endswith(wanted.lstrip(".…").strip())
    if end and came != wanted:
        return came.startswith(wanted.rstrip(".…").strip())
    return wanted == came


def _rewritten(lines: list[str], changes: list[_Change]) -> list[str]:
    """Return the lines with the changes, from the last to the first so that the numbers still hold."""
    made = list(lines)
    ordered = sorted(enumerate(changes), key=lambda one: (one[1].first, one[0]), reverse=True)
    for _, change in ordered:
        made[change.first - 1 : change.last] = change.lines
    return made
