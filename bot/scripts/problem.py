"""What is wrong in a file, where, and how to mend it: `file:line:column: error: words [code]`.

The codes: E1xx file, E2xx flow, E3xx data, E4xx conditions, E5xx words, E6xx safety, E7xx time,
E8xx translation, E9xx tests and proof. A code with a W is a warning: what it is about works, but not
well. What each code is about stands in codes.py.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

LONGEST_QUOTE = 60  # letters of an editor's words that a message repeats; more would hide the repair
LONGEST_GUESS = 80  # letters; comparing longer words costs time and nobody means a name by them
MOST_COMPARED = 600  # names that a misspelt one is compared with; more than one conversation has steps
MOST_KEPT = 1000  # errors of one file, and as many warnings; a file with more is no conversation
MOST_SAID = 100  # problems of one file; whoever mends these has most likely mended the rest


class Mark(NamedTuple):
    """A place in a file, both counted from 1."""

    line: int
    column: int


TOP = Mark(1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that an editor has to mend. `dialogue` is how a person would meet it, a line each."""

    file: str
    mark: Mark
    code: str
    words: str
    dialogue: tuple[str, ...] = ()

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
        self._many: Counter[tuple[str, bool]] = Counter()  # {(file, is it a warning): how many}

    def add(self, file: str, mark: Mark, code: str, words: str) -> None:
        """Keep one problem, on one line and free of characters that a terminal cannot show.

        Of a file with thousands the first ones are kept and the others counted.
        """
        kind = (file, code.startswith("W"))
        self._many[kind] += 1
        if self._many[kind] <= MOST_KEPT:
            self._found.append(Problem(file=printable(file), mark=mark, code=code, words=printable(words)))

    def keep(self, problems: Iterable[Problem]) -> None:
        """Keep problems that somebody else has put into words."""
        for problem in problems:
            dialogue = tuple(map(printable, problem.dialogue))
            words, file = printable(problem.words), printable(problem.file)
            self._found.append(replace(problem, file=file, words=words, dialogue=dialogue))

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
        """Return all problems, by file and place, none twice; of one file at most `MOST_SAID` and a count."""
        unique = dict.fromkeys(self._found)
        by_file: dict[str, list[Problem]] = {}
        for problem in unique:
            by_file.setdefault(problem.file, []).append(problem)
        lost: Counter[str] = Counter()
        for (file, _), number in self._many.items():
            lost[printable(file)] += max(0, number - MOST_KEPT)
        return tuple(
            problem for file in sorted(by_file) for problem in _most_telling(by_file[file], lost[file])
        )

    @property
    def files_with_errors(self) -> frozenset[str]:
        """Return the files that hold an error so far."""
        return frozenset(problem.file for problem in self._found if not problem.is_warning)

    def __bool__(self) -> bool:
        return bool(self._found)


def _most_telling(problems: list[Problem], lost: int) -> list[Problem]:
    """Return the problems of one file by place; where there are too many, errors count before warnings.

    `lost` is how many more were found and not kept.
    """

    def place(problem: Problem) -> tuple[Mark, str]:
        return problem.mark, problem.code

    if len(problems) <= MOST_SAID:
        return sorted(problems, key=place)
    problems = sorted(problems, key=lambda problem: (problem.is_warning, *place(problem)))
    said, left = sorted(problems[:MOST_SAID], key=place), problems[MOST_SAID:]
    code = "W118" if left[0].is_warning else "E118"
    words = f"... and {len(left) + lost} more in this file. Mend these first, then check again."
    return [*said, Problem(file=said[0].file, mark=said[-1].mark, code=code, words=words)]


def quoted(words: str) -> str:
    """Return an editor's words between quotes, shortened to what helps to find them."""
    short = words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rstrip() + "..."
    return f"'{short}'"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" where a near name exists, else nothing."""
    if len(word) > LONGEST_GUESS:
        return ""
    names = {name.casefold(): name for name in islice(known, MOST_COMPARED)}
    near = get_close_matches(word.casefold(), list(names), n=1, cutoff=0.6)
    return f" Did you mean '{names[near[0]]}'?" if near else ""


def listed(names: Iterable[str]) -> str:
    """Return "a, b or c"."""
    several = list(names)
    if len(several) < 2:
        return "".join(several)
    return ", ".join(several[:-1]) + " or " + several[-1]


def counted(number: int, what: str) -> str:
    """Return "1 error" or "3 errors"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def printable(words: str) -> str:
    """Return `words` on one line; what no terminal can show becomes a question mark."""
    if words.isprintable():
        return words
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "?" for sign in words)
