"""The extraction methods that Babel's own tools find: `pybabel extract -F babel.cfg conversations bot/texts`.

Babel hands over one file at a time, opened as bytes, and wants (line, function, arguments, comments); the
names of gettext's functions say which argument is the context.
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePath
from typing import BinaryIO

from bot.scripts.translating.extract import Entry, entries_of_file, own_entries

Extracted = tuple[int, str, tuple[str, ...], list[str]]


def extract(
    fileobj: BinaryIO, keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[Extracted]:
    """Yield the texts of one conversation, or of keys.yaml. Raises ScriptError if it cannot be read."""
    file = PurePath(str(getattr(fileobj, "name", ""))).name
    text = fileobj.read().decode("utf-8", "surrogateescape")
    for entry in entries_of_file(file, text):
        yield _extracted(entry, entry.line)


def extract_own(
    fileobj: BinaryIO, keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[Extracted]:
    """Yield the bot's own words that stand in one file of bot/texts, with their lines."""
    tree = ast.parse(fileobj.read())
    lines = {
        node.value: node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for entry in own_entries():
        if entry.id in lines:
            yield _extracted(entry, lines[entry.id])


def _extracted(entry: Entry, line: int) -> Extracted:
    comments = [entry.comment] if entry.comment else []
    if entry.plural is None:
        return line, "pgettext", (entry.id, entry.msgid), comments
    return line, "npgettext", (entry.id, entry.msgid, entry.plural), comments
