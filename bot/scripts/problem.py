"""What is wrong in a file, where, and how to mend it: `file:line:column: error: words [code]`.

The codes: E1xx file, E2xx flow, E3xx data, E4xx conditions, E5xx words, E6xx safety, E7xx time,
E8xx translation. A code with a W is a warning: what it is about works, but not well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

LONGEST_QUOTE = 60  # letters of an editor's words that a message repeats; more would hide the repair
LONGEST_GUESS = 80  # letters; comparing longer words costs time and nobody means a name by them


class Mark(NamedTuple):
    """A place in a file, both counted from 1."""

    line: int
    column: int


TOP = Mark(1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that an editor has to mend."""

    file: str
    mark: Mark
    code: str
    words: str

    @property
    def is_warning(self) -> bool:
        """Whether the files can be used in spite of it."""
        return self.code.startswith("W")

    def __str__(self) -> str:
        kind = "warning" if self.is_warning else "error"
        return f"{self.file}:{self.mark.line}:{self.mark.column}: {kind}: {self.words} [{self.code}]"


class Problems:
    """Collects the problems of all files, so that one wrong file never hides another."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._lines: set[tuple[str, int]] = set()

    def add(self, file: str, mark: Mark, code: str, words: str) -> None:
        """Keep one problem, on one line and free of characters that a terminal cannot show."""
        self._found.append(Problem(file=printable(file), mark=mark, code=code, words=printable(words)))

    def add_file(self, file: str, words: str) -> None:
        """Keep a problem of a file as a whole."""
        self.add(file, TOP, "E101", words)

    def settle(self) -> None:
        """Close a stage of checking: what later stages find on a line already named here is its echo."""
        self._lines.update((problem.file, problem.mark.line) for problem in self._found)

    def add_unless_echo(self, file: str, mark: Mark, code: str, words: str) -> None:
        """Keep a problem unless an earlier stage has already found fault with its line."""
        if (printable(file), mark.line) not in self._lines:
            self.add(file, mark, code, words)

    @property
    def found(self) -> tuple[Problem, ...]:
        """Return all problems, by file and place, none twice."""
        unique = dict.fromkeys(self._found)
        return tuple(sorted(unique, key=lambda problem: (problem.file, problem.mark, problem.code)))

    def __bool__(self) -> bool:
        return bool(self._found)


def quoted(words: str) -> str:
    """Return an editor's words between quotes, shortened to what helps to find them."""
    short = words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rstrip() + "..."
    return f"'{short}'"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" where a near name exists, else nothing."""
    if len(word) > LONGEST_GUESS:
        return ""
    names = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), list(names), n=1, cutoff=0.6)
    return f" Did you mean '{names[near[0]]}'?" if near else ""


def listed(names: Iterable[str]) -> str:
    """Return "a, b or c"."""
    several = list(names)
    if len(several) < 2:
        return "".join(several)
    return ", ".join(several[:-1]) + " or " + several[-1]


def printable(words: str) -> str:
    """Return `words` on one line; what no terminal can show becomes a question mark."""
    if words.isprintable():
        return words
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "?" for sign in words)
