"""Finds translations that a person could not tell apart: two buttons of a question, two commands."""

import re
from collections.abc import Iterator, Sequence

from babel.messages.catalog import Message

from bot.scripts.problem import did_you_mean, quoted
from bot.scripts.translating.extract import Entry
from bot.scripts.translating.languages import language_name
from bot.texts.own_commands import SLASH

_CHOICES = ".choices."
_MENTIONED = re.compile(r"(?<![\w/.])/([A-Za-z0-9_]+)(?![\w/])")


def alike(good: Sequence[tuple[Entry, Message]], language: str) -> Iterator[tuple[Entry, Message, str, str]]:
    """Yield (text, its message, code, words) for each that says the same as one before it."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry, message in good:
        group = _group(entry)
        if group is None or not isinstance(message.string, str):
            continue
        first = seen.setdefault((group, " ".join(message.string.casefold().split())), entry)
        if first.id == entry.id:
            continue
        same = f"say the same in {language_name(language)}: {quoted(message.string)}"
        names = f"({_last(first)} and {_last(entry)}). Change one of them."
        if group == SLASH:
            yield entry, message, "E810", f"two commands {same} {names}"
        else:
            yield entry, message, "E811", f"two buttons {same} {names}"


def unknown_commands(good: Sequence[tuple[Entry, Message]]) -> Iterator[tuple[Entry, Message, str, str]]:
    """Yield (text, its message, code, words) for each that tells of a command nobody would understand."""
    names = {
        name
        for entry, message in good
        if entry.id.startswith(SLASH)
        for name in (entry.msgid, str(message.string))
    }
    for entry, message in good:
        if not names or entry.id.startswith(SLASH):
            continue
        for string in [message.string] if isinstance(message.string, str) else message.string or ():
            for name in _MENTIONED.findall(string):
                if name not in names:
                    words = f"'/{name}' is not a command.{did_you_mean(name, names)}"
                    yield entry, message, "E810", words


def _group(entry: Entry) -> str | None:
    if entry.id.startswith(SLASH):
        return SLASH
    question, choices, _ = entry.id.partition(_CHOICES)
    return question if choices else None


def _last(entry: Entry) -> str:
    return entry.id.removeprefix(SLASH).rpartition(".")[2]
