"""Builds the tree of a file from a YAML parser's events: names and words with their places.

The events are used as they come and nothing is constructed from them, so no word is ever taken for a date, a
number or a truth, and an anchor can never multiply what was written.
"""

from collections.abc import Iterable
from typing import Any

from bot.scripts.node import Listed, Mapped, Node, Word
from bot.scripts.problem import Mark, Problems, quoted

DEEPEST = 12  # levels; the format itself needs 7

Event = Any  # of ruamel.yaml or of PyYAML: two libraries, the same names and attributes


class StopReadingError(Exception):
    """The rest of this file cannot be read; the problem has been said."""


class Reading:
    """One pass over the parser's events, building the tree with a stack instead of recursion."""

    def __init__(self, file: str, lines: list[str], problems: Problems) -> None:
        self._file = file
        self._lines = lines
        self._problems = problems
        self._open: list[Mapped | Listed] = []
        self._names: list[Word | None] = []  # the name that waits for its value, one for each open level
        self._top: Node | None = None
        self._documents = 0

    def read(self, events: Iterable[Event]) -> Node | None:
        """Return what the events of a parser make, or None when there is nothing."""
        for event in events:
            self._take(event)
        return self._top

    def _take(self, event: Event) -> None:
        kind = type(event).__name__
        match kind:
            case "ScalarEvent":
                self._refuse_signs(event)
                self._put(self._word(event))
            case "MappingStartEvent" | "SequenceStartEvent":
                self._refuse_signs(event)
                if len(self._open) >= DEEPEST:
                    words = "This is nested too deeply. Check how far the lines are indented."
                    self._stop(event, "E105", words)
                mark = self._mark(event)
                node: Mapped | Listed = Mapped(mark) if kind == "MappingStartEvent" else Listed(mark)
                if isinstance(node, Mapped):
                    node.flow = bool(event.flow_style)
                self._open.append(node)
                self._names.append(None)
            case "MappingEndEvent" | "SequenceEndEvent":
                self._names.pop()
                self._put(self._open.pop())
            case "AliasEvent":
                self._stop(event, "E106", _starts_with("*"))
            case "DocumentStartEvent":
                self._documents += 1
                if self._documents > 1:
                    self._stop(event, "E105", "There is a second '---' here. A file holds one conversation.")

    def _put(self, node: Node) -> None:
        if not self._open:
            self._top = node
            return
        above = self._open[-1]
        if isinstance(above, Listed):
            if isinstance(node, Word) and node.nothing:
                self._problems.add(self._file, node.mark, "E117", "There is nothing after this dash.")
            above.append(node)
            return
        name = self._names[-1]
        if name is None:
            self._names[-1] = self._name(node, above)
            return
        self._names[-1] = None
        if isinstance(node, Word) and node.nothing:
            self._nothing_after(name, above)
        if name not in above:
            above[name] = node

    def _name(self, node: Node, above: Mapped) -> Word:
        if not isinstance(node, Word):
            words = "The text starts with '{' or '[', which the file format reads as a special sign."
            self._problems.add(
                self._file, node.mark, "E106", f'{words} Put the whole text in "double quotes".'
            )
            raise StopReadingError
        if node in above:
            first = above.key(node).mark.line
            words = f"The name {quoted(node)} is used twice in the same place (first on line {first})."
            self._problems.add(self._file, node.mark, "E102", f"{words} Rename or remove one.")
        if "\u00a0" in node or "\u202f" in node:
            words = "There is a special 'no-break' space in this name, often pasted from Word. Type it again."
            self._problems.add(self._file, node.mark, "E107", words)
        return node

    def _nothing_after(self, name: Word, above: Mapped) -> None:
        if above.flow:
            self._problems.add(self._file, above.mark, "E106", _starts_with("{"))
        else:
            words = f"There is nothing after '{name[:40]}:'. Write something there, or remove the line."
            self._problems.add(self._file, name.mark, "E117", words)

    def _word(self, event: Event) -> Word:
        cut = ""
        if not event.style and event.value:
            end = event.end_mark
            rest = self._lines[end.line][end.column :].strip() if end.line < len(self._lines) else ""
            # "# and a space" is a remark; a # that touches a word was meant to be read
            if rest.startswith("#") and not rest.startswith(("# ", "##")) and rest != "#":
                cut = rest
        nothing = not event.style and not event.value
        return Word(event.value.strip("\n"), self._mark(event), cut, nothing=nothing)

    def _refuse_signs(self, event: Event) -> None:
        if event.anchor is not None:
            self._stop(event, "E106", _starts_with("&"))
        if event.tag is not None:
            self._stop(event, "E106", _starts_with("!"))

    def _stop(self, event: Event, code: str, words: str) -> None:
        self._problems.add(self._file, self._mark(event), code, words)
        raise StopReadingError

    @staticmethod
    def _mark(event: Event) -> Mark:
        return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _starts_with(sign: str) -> str:
    words = f"The text starts with '{sign}', which the file format reads as a special sign."
    return f'{words} Put the whole text in "double quotes".'
