"""A story: a dialogue of several days, written as a chat on paper, so that a coach can read and write it.

    Title: A hard week
    Language: en

    Script: daily_checkin
    Bot: Hi Maya. Good to see you.

         How is today going?

    Maya: It is hard today
    Bot: ...

A line begins with who speaks, or with what happens; lines that are indented go on with it. Lines that start
with # are remarks. How words are broken into lines does not count.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta
from difflib import get_close_matches

from bot.engine import fold
from bot.scripts.problem import Mark, Problem, did_you_mean, listed, printable, quoted
from bot.scripts.reading.words import read_clock, read_time

UNREADABLE = "E903"  # a line of a story cannot be read

# What stands above the first thing that happens, and what the dialogue is made of.
HEAD = ("Title", "Language", "Name", "Duty", "At", "History")
HAPPENS = ("Script", "Later", "Coach comes")
EXPECTED = ("Bot", "Buttons", "Coach is told", "Saved", "Scheduled", "End")
PERSON = "person"

_LABEL = re.compile(r"([^\s#:][^:]{0,39}?)\s*:(?:\s+(.*))?")
_COMES = re.compile(r"coach (?:(\S.{0,39}?) )?comes\.?", re.IGNORECASE)
_TOLD = re.compile(r"([a-z][a-z0-9_.]*)(?:\s*\((watch|urgent|crisis|wrong tap)\))?\s*(.*)", re.DOTALL)
_HISTORY = re.compile(r"([a-z][a-z0-9_]*)\s*=\s*(.*)", re.DOTALL)
# Longer is no story, and reading it would only take time. Lines; the longest of ours has 250.
MOST_LINES = 5000
# How alike a name has to be to a kind of line to count as a slip of it: Sved is Saved, Bob is not Bot.
SLIP = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in a story: `what` it is, its words, and which lines it stands on, counted from 1."""

    what: str
    words: str
    first: int
    last: int
    column: int = 1

    @property
    def happens(self) -> bool:
        """Whether it makes something happen; all else is what should come of it."""
        return self.what in HAPPENS or self.what == PERSON

    @property
    def mark(self) -> Mark:
        """Return where its words begin."""
        return Mark(self.first, self.column)


@dataclass(slots=True, kw_only=True)
class Story:
    """A story that could be read, line by line. `name` None is somebody whose name nobody knows yet."""

    file: str
    lines: list[str]
    title: str = ""
    language: str = "en"
    person: str = "Maya"
    name: str | None = None
    named: bool = False
    duty: str = "somebody"
    at: time | None = None
    history: dict[str, tuple[str, ...]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


def read_story(file: str, text: str, languages: dict[str, str]) -> tuple[Story, list[Problem]]:
    """Return the story, and what in it cannot be read. `languages` is {code: the language's own name}."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    story = Story(file=file, lines=text.split("\n"))
    return story, list(_read(story, languages))


def told_in(entry: Entry) -> tuple[str, str, str] | None:
    """Return (name, level or "", words or "") of what a coach is told, or None."""
    match = _TOLD.fullmatch(entry.words.strip())
    return (match.group(1), match.group(2) or "", match.group(3).strip()) if match else None


def span_in(entry: Entry) -> timedelta:
    """Return how much later it is."""
    return read_time(entry.words) or timedelta()


def _read(story: Story, languages: dict[str, str]) -> Iterator[Problem]:
    def wrong(line: int, words: str, column: int = 1) -> Problem:
        return Problem(file=story.file, mark=Mark(line, column), code=UNREADABLE, words=printable(words))

    if len(story.lines) > MOST_LINES:
        yield wrong(1, f"This story has more than {MOST_LINES} lines. Make several of it.")
        return
    person: str | None = None
    known = {fold(label): label for label in (*HEAD, *HAPPENS, *EXPECTED)}
    for number, label, words, last, column in _pieces(story.lines):
        if not label:
            yield wrong(number, f"{quoted(words)} is no line of a story. {_hint(story.lines[number - 1])}")
            continue
        comes = _COMES.fullmatch(label)
        what = known.get(fold(label))
        if comes is not None:
            story.entries.append(
                _entry("Coach comes", comes.group(1) or words or "Sam", number, last, column)
            )
            continue
        if what in HEAD:
            problem = _head(story, str(what), words, languages)
            if problem:
                yield wrong(number, problem, column)
            elif story.entries:
                yield wrong(number, f"'{what}:' belongs above the first 'Script:' line.", column)
            continue
        if what is None:
            problem = _not_a_person(label, person, known.values())
            if problem:
                yield wrong(number, problem)
                continue
            person, what = label, PERSON
        problem = _wrong_words(what, words)
        if problem:
            yield wrong(number, problem, column)
        if not story.entries and what != "Script":
            yield wrong(
                number, "A story begins with the conversation that starts, such as: Script: daily_checkin"
            )
        story.entries.append(_entry(what, words, number, last, column))
    story.person = person or story.person
    if not story.named:
        story.name = story.person
    if not story.entries:
        yield wrong(1, "This story is empty. Begin with two lines: 'Title: ...' and 'Script: daily_checkin'.")
    elif not story.title:
        yield wrong(1, "A story needs a title. Write on the first line: 'Title: ...'")


def _pieces(lines: list[str]) -> Iterator[tuple[int, str, str, int, int]]:
    """Yield (line, label, words, last line, column of the words) of each entry; remarks are left out."""
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if not line.strip() or line.startswith("#"):
            continue
        number = place
        comes = _COMES.fullmatch(line.strip())
        if comes is not None:
            yield number, line.strip(), "", number, 1
            continue
        match = _LABEL.match(line) if not line[0].isspace() else None
        if match is None:
            yield number, "", line.strip(), number, 1
            continue
        label, said = match.group(1), [line[match.end(1) :].partition(":")[2].strip()]
        column = len(line) - len(line[match.end(1) :].partition(":")[2].lstrip()) + 1
        end = ahead = place
        while ahead < len(lines) and (not lines[ahead].strip() or lines[ahead][0].isspace()):
            said.append(lines[ahead].strip())
            ahead += 1
            if lines[ahead - 1].strip():
                end = ahead
        place = end
        words = "\n".join(said[: end - number + 1]).strip()
        yield number, label, words, end, column


def _not_a_person(label: str, person: str | None, known: Iterable[str]) -> str | None:
    """Return why `label` is nobody who speaks here, or None; the first name that is no other line speaks."""
    if label == person:
        return None
    near = did_you_mean(label, (*known, *([person] if person else ())))
    slip = get_close_matches(label.casefold(), [one.casefold() for one in known], n=1, cutoff=SLIP)
    if person is None and not slip and _is_name(label):
        return None
    who = f", and the person of this story is {person}" if person else ""
    return f"'{label}:' is not a line of a story{who}.{near}"


def _entry(what: str, words: str, first: int, last: int, column: int) -> Entry:
    return Entry(what=what, words=words, first=first, last=last, column=column)


def _hint(line: str) -> str:
    if line[:1].isspace():
        return "It is indented, but there is nothing above that it could go on with."
    return "Begin each line with who speaks, such as 'Maya:' or 'Bot:', and indent what goes on with it."


def _is_name(label: str) -> bool:
    return label[:1].isupper() and len(label.split()) == 1


def _head(story: Story, what: str, words: str, languages: dict[str, str]) -> str | None:
    match what:
        case "Title":
            story.title = words
        case "Language":
            codes = {fold(name): code for code, name in languages.items()}
            codes.update({code: code for code in languages})
            if fold(words) not in codes:
                return f"{quoted(words)} is not a language of this programme. Use {listed(languages)}."
            story.language = codes[fold(words)]
        case "Name":
            story.named, story.name = True, None if fold(words) in ("", "nobody", "not known yet") else words
        case "Duty":
            if words not in ("nobody", "somebody") and not _is_name(words):
                guess = did_you_mean(words, ("nobody", "somebody"))
                return f"Write duty: nobody, somebody, or a coach's name such as Sam.{guess}"
            story.duty = words
        case "At":
            story.at = read_clock(words)
            if story.at is None:
                return f"{quoted(words)} is not a time of day. Write for example: At: 19:30"
        case _:
            match = _HISTORY.fullmatch(words)
            if match is None:
                return f"{quoted(words)} cannot be read. Write for example: History: craving = 4, 5, 6"
            story.history[match.group(1)] = tuple(one.strip() for one in match.group(2).split(","))
    return None


def _wrong_words(what: str, words: str) -> str | None:
    if not words and what not in ("Bot", "Coach comes"):
        return f"There is nothing after '{what if what != PERSON else 'the name'}:'."
    if what == "Later" and read_time(words) is None:
        return f"{quoted(words)} is not a length of time. Write for example: Later: 1 day"
    if what == "Coach is told" and _TOLD.fullmatch(words.strip()) is None:
        return f"{quoted(words)} cannot be read. Write for example: Coach is told: craving_rising (urgent)"
    return None
