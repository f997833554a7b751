"""Reads the text of one file into words with their places, or says in plain words why it cannot.

The YAML parser's events are used as they come and nothing is constructed from them, so no word is ever
taken for a date, a number or a truth, and an anchor can never multiply what was written.
"""

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from bot.scripts.node import Listed, Mapped, Node, Word
from bot.scripts.problem import TOP, Mark, Problems, quoted
from bot.scripts.reading.traps import explain, stray_spaces

LARGEST_FILE = (
    1_000_000  # letters; the longest real conversation has under 20,000, the parser reads 1 MB in 10 s
)
DEEPEST = 12  # levels; the format itself needs 7


class Unreadable(str):
    """Stands in the place of a file's text when there is none; the words say why."""


class StopReadingError(Exception):
    """The rest of this file cannot be read; the problem has been said."""


def read_yaml(file: str, text: str, problems: Problems) -> Mapped | None:
    """Return what the file says, or None when nothing of it can be used. All problems are said."""
    trouble = unreadable(text)
    if trouble:
        problems.add(file, trouble[0], "E101", trouble[1])
        return None
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    spaces = stray_spaces(lines)
    for mark, code, words in spaces:
        problems.add(file, mark, code, words)
    if spaces:
        return None
    try:
        top = Reading(file, lines, problems).read()
    except StopReadingError:
        return None
    except ReaderError as error:
        mark = _place("\n".join(lines), error.position)
        problems.add(
            file, mark, "E101", "There is a sign here that no text can hold. Delete it and type it again."
        )
        return None
    except YAMLError as error:
        mark, code, words = explain(error, lines)
        problems.add(file, mark, code, words)
        return None
    except (ValueError, OverflowError, LookupError, AttributeError, TypeError, AssertionError):
        # the parser's own plain exceptions on junk such as "\UFFFFFFFF" or a damaged %TAG line
        problems.add(file, TOP, "E105", "This file cannot be read. Compare it with one that works.")
        return None
    if isinstance(top, Mapped):
        return top
    mark = top.mark if top is not None else TOP
    words = (
        "This file holds nothing that can be used. It begins with names and colons, for example: format: 1"
    )
    problems.add(file, mark, "E105", words)
    return None


def unreadable(text: str, *, whole: bool = True) -> tuple[Mark, str] | None:
    """Return why the text is no text that can be read, or None; a catalog may be large."""
    if isinstance(text, Unreadable):
        return TOP, str(text)
    if whole and len(text) > LARGEST_FILE:
        return (
            TOP,
            "This file is larger than 1 MB, so it cannot be a conversation. Take it out of the folder.",
        )
    if "\x00" in text[:4096]:
        return TOP, "This is not a text file. Save it as plain text (UTF-8), or take it out of the folder."
    for place, sign in enumerate(text):
        if "\ud800" <= sign <= "\udfff":
            words = (
                "This file is not saved as UTF-8, so accents and signs are damaged. Save it again as UTF-8."
            )
            return _place(text, place), words
    return None


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

    def read(self) -> Node | None:
        for event in YAML(typ="safe", pure=True).parse("\n".join(self._lines)):
            self._take(event)
        return self._top

    def _take(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(event, "E105", "There is a second '---' here. A file holds one conversation.")
        elif isinstance(event, AliasEvent):
            self._stop(event, "E106", _starts_with("*"))
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._refuse_signs(event)
            if len(self._open) >= DEEPEST:
                self._stop(event, "E105", "This is nested too deeply. Check how far the lines are indented.")
            mark = self._mark(event)
            node: Mapped | Listed = Mapped(mark) if isinstance(event, MappingStartEvent) else Listed(mark)
            if isinstance(node, Mapped):
                node.flow = bool(event.flow_style)
            self._open.append(node)
            self._names.append(None)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._names.pop()
            self._put(self._open.pop())
        elif isinstance(event, ScalarEvent):
            self._refuse_signs(event)
            self._put(self._word(event))

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
        above.setdefault(name, node)

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

    def _word(self, event: ScalarEvent) -> Word:
        cut = ""
        if event.style is None and event.value:
            end = event.end_mark
            rest = self._lines[end.line][end.column :].strip() if end.line < len(self._lines) else ""
            # "# and a space" is a remark; a # that touches a word was meant to be read
            if rest.startswith("#") and not rest.startswith(("# ", "##")) and rest != "#":
                cut = rest
        nothing = event.style is None and not event.value
        return Word(event.value.strip("\n"), self._mark(event), cut, nothing=nothing)

    def _refuse_signs(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor is not None:
            self._stop(event, "E106", _starts_with("&"))
        if event.tag is not None and event.tag != "!":
            self._stop(event, "E106", _starts_with("!"))
        if event.tag == "!":
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


def _place(text: str, position: int) -> Mark:
    before = text[:position]
    return Mark(before.count("\n") + 1, position - before.rfind("\n"))
