"""Reads the text of one file into words with their places, or says in plain words why it cannot.

Two parsers are used. libyaml is quick and reads what is good; when it stumbles, or finds anything odd, the
file is read again by ruamel.yaml, whose complaints say more. A file gives the same tree with both.
"""

import re
from collections.abc import Iterator

from bot.scripts.node import Mapped, Node
from bot.scripts.problem import TOP, Mark, Problems
from bot.scripts.reading.traps import explain, stray_spaces
from bot.scripts.reading.tree import Event, Reading, StopReadingError

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml
    CParser = None  # type: ignore[assignment,misc]

LARGEST_FILE = 250_000  # letters; ten times the longest real one, and read in under a second
MOST_TEXTS = 20_000  # in a catalog; 300 conversations have under 6,000, and reading these takes a second
LARGEST_SLOW = 50_000  # letters that ruamel.yaml is given: it reads them in half a second
TOO_LARGE = f"This file is larger than {LARGEST_FILE // 1000} KB, so it cannot be a conversation."
TOO_LARGE += " Split it, or take it out of the folder."

# Where the two parsers differ: directives, tabs, and signs that YAML 1.1 took for the end of a line.
_ONLY_SLOWLY = re.compile("^%|[\t\x85\u2028\u2029\ufeff\x7f]", re.MULTILINE)
_DAMAGED = re.compile("[\ud800-\udfff]")  # what is left of bytes that are not UTF-8


class Unreadable(str):
    """Stands in the place of a file's text when there is none; the words say why."""


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
    top = read_quickly(lines)
    return top if top is not None else read_slowly(file, lines, problems)


def read_quickly(lines: list[str]) -> Mapped | None:
    """Return what the lines say, or None when anything at all is odd about them."""
    text = "\n".join(lines)
    if CParser is None or _ONLY_SLOWLY.search(text):
        return None
    problems = Problems()
    try:
        top = Reading("", lines, problems).read(_quick_events(text))
    except Exception:  # whatever it is, the other parser finds the words for it
        return None
    return top if isinstance(top, Mapped) and not problems else None


def read_slowly(file: str, lines: list[str], problems: Problems) -> Mapped | None:
    """Return what the lines say, or None; all problems are said, and where there are none it still is right.

    A file that is too large for the slow parser is explained with what the quick one says.
    """
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.reader import ReaderError
    from yaml import YAMLError as QuickYAMLError

    text = "\n".join(lines)
    quick = CParser is not None and len(text) > LARGEST_SLOW
    try:
        top = Reading(file, lines, problems).read(_quick_events(text) if quick else _slow_events(text))
    except StopReadingError:
        return None
    except ReaderError as error:
        words = "There is a sign here that no text can hold. Delete it and type it again."
        problems.add(file, _place(text, error.position), "E101", words)
        return None
    except (YAMLError, QuickYAMLError) as error:
        mark, code, words = explain(error, lines)
        problems.add(file, mark, code, words)
        return None
    except (ValueError, OverflowError, LookupError, AttributeError, TypeError, AssertionError):
        # the parser's own plain exceptions on junk such as "\UFFFFFFFF" or a damaged %TAG line
        problems.add(file, TOP, "E105", "This file cannot be read. Compare it with one that works.")
        return None
    return _checked(file, top, problems)


def _checked(file: str, top: Node | None, problems: Problems) -> Mapped | None:
    if isinstance(top, Mapped):
        return top
    mark = top.mark if top is not None else TOP
    words = (
        "This file holds nothing that can be used. It begins with names and colons, for example: format: 1"
    )
    problems.add(file, mark, "E105", words)
    return None


def _quick_events(text: str) -> Iterator[Event]:
    parser = CParser(text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    finally:
        parser.dispose()


def _slow_events(text: str) -> Iterator[Event]:
    from ruamel.yaml import YAML

    yield from YAML(typ="safe", pure=True).parse(text)


def unreadable(text: str, *, whole: bool = True) -> tuple[Mark, str] | None:
    """Return why the text is no text that can be read, or None; a catalog may be large."""
    if isinstance(text, Unreadable):
        return TOP, str(text)
    if whole and len(text) > LARGEST_FILE:
        return TOP, TOO_LARGE
    if not whole and text.count("\nmsgid ") > MOST_TEXTS:
        return TOP, f"This catalog holds more than {MOST_TEXTS} texts. Nothing of ours is that large."
    if "\x00" in text[:4096]:
        return TOP, "This is not a text file. Save it as plain text (UTF-8), or take it out of the folder."
    damaged = None if text.isascii() else _DAMAGED.search(text)
    if damaged is not None:
        words = "This file is not saved as UTF-8, so accents and signs are damaged. Save it again as UTF-8."
        return _place(text, damaged.start()), words
    return None


def _place(text: str, position: int) -> Mark:
    before = text[:position]
    return Mark(before.count("\n") + 1, position - before.rfind("\n"))
