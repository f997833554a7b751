"""What translators get: every text with its id as context, its file and line, and the editor's note."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.engine.bundle import Bundle
from bot.engine.script import Text, TextId, Words
from bot.engine.wording import leaves
from bot.errors import ScriptError
from bot.scripts.draft import PROTOCOLS, PlacedText, texts_of, texts_of_protocols
from bot.scripts.node import Mapped, Word
from bot.scripts.problem import Problems
from bot.scripts.reading.script import read_script
from bot.scripts.reading.shared import SHARED, read_shared
from bot.scripts.reading.yaml import read_yaml
from bot.texts import LONGEST_BUTTON, label_id, when_missing_id
from bot.texts.own import OWN
from bot.texts.own_buttons import BUTTONS

KEYS = "keys.yaml"
PROGRAMME = "programme.yaml"
FREE_TEXT = "free text"  # a kind of key
OWN_FILE = "bot/texts/own.py"  # where translators find the bot's own words
_BUTTON = f"Button: at most {LONGEST_BUTTON} letters."
_LABEL = "What the team reads beside an answer."
_WHEN_MISSING = "Stands in the place of an answer that was not given."


class Entry(NamedTuple):
    """One text to translate; `plural` is None unless the text follows a number."""

    id: TextId
    msgid: str
    plural: str | None
    file: str
    line: int
    comment: str
    allowed: tuple[str, ...] = ()  # words to avoid that are really meant here

    @property
    def is_button(self) -> bool:
        """Whether the text stands on a button."""
        return self.comment.startswith("Button")


def entries(bundle: Bundle) -> Iterator[Entry]:
    """Return every text of the conversations, in the order of the files; no text and id twice.

    Stored values, services and resources are not among them: they have words of their own in each language.
    """
    for text_id, text in bundle.texts.items():
        origin = bundle.origins.get(text_id)
        if origin is None:
            yield from _entries(text_id, text, _file_of(text_id), 0, "")
        else:
            comment = _comment(button=origin.button, note=origin.note)
            yield from _entries(text_id, text, origin.file, origin.line, comment, origin.allowed)
    for key in bundle.keys.values():
        yield from _label(key.name, key.label, key.kind, 0, retired=key.retired)
        yield from _when_missing(key.name, key.when_missing, 0)


def own_entries() -> Iterator[Entry]:
    """Return every text that the bot itself says, in the order it stands in bot/texts."""
    for text_id, text in OWN.items():
        yield from _entries(text_id, text, OWN_FILE, 0, _BUTTON if text_id in BUTTONS else "")


def entries_of_file(file: str, text: str) -> tuple[Entry, ...]:
    """Return the texts of one file, without a look at any other: what `entries` gives for it.

    Raises ScriptError with the problems of the file if it cannot be read as a whole: a text that was left
    out without a word would look to translators as if it were gone.
    """
    problems = Problems()
    node = read_yaml(file, text, problems)
    found: list[Entry] = []
    if node is not None and file == KEYS:
        shared = read_shared({KEYS: node, PROGRAMME: None}, problems)
        for name, key in (shared.keys or {}).items():
            found.extend(
                _label(name, key.label, str(key.kind), key.label.mark.line, retired=key.retired is not None)
            )
            words = key.when_missing
            found.extend(_when_missing(name, words, words.mark.line if words is not None else 0))
    elif node is not None and file == PROTOCOLS:
        shared = read_shared({PROTOCOLS: node, PROGRAMME: None}, problems)
        found.extend(_placed_entries(file, texts_of_protocols(shared)))
    elif node is not None and file not in SHARED:
        found.extend(_entries_of_script(file, node, problems))
    if problems:
        raise ScriptError("\n".join(map(str, problems.found)))
    return tuple(found)


def _entries_of_script(file: str, node: Mapped, problems: Problems) -> Iterator[Entry]:
    if not file.endswith(".yaml"):  # read from a pipe: then the script says its own name
        file = f"{node.get(Word('script'), Word('script'))}.yaml"
    yield from _placed_entries(file, texts_of(read_script(file, node, problems)))


def _placed_entries(file: str, texts: Iterable[PlacedText]) -> Iterator[Entry]:
    for placed in texts:
        comment = _comment(button=placed.is_button, note=placed.note)
        line, allowed = placed.written.mark.line, tuple(map(str, placed.allowed))
        yield from _entries(placed.id, placed.written.text, file, line, comment, allowed)


def _entries(
    text_id: TextId, text: Text, file: str, line: int, comment: str, allowed: tuple[str, ...] = ()
) -> Iterator[Entry]:
    seen: set[tuple[str, str | None]] = set()
    for leaf in leaves(text):
        msgid, plural = (leaf.source, None) if isinstance(leaf, Words) else (leaf.one, leaf.other)
        if msgid.strip() and (msgid, plural) not in seen:
            seen.add((msgid, plural))
            yield Entry(text_id, msgid, plural, file, line, comment, allowed)


def _label(key: str, words: str, kind: str, line: int, *, retired: bool) -> Iterator[Entry]:
    """Yield what staff read beside an answer; own words and what is no longer asked stand on no card."""
    if words and kind != FREE_TEXT and not retired:
        yield Entry(label_id(key), str(words), None, KEYS, line, _LABEL)


def _when_missing(key: str, words: str | None, line: int) -> Iterator[Entry]:
    if words is not None and any(sign.isalpha() for sign in words):
        yield Entry(when_missing_id(key), str(words), None, KEYS, line, _WHEN_MISSING)


def _comment(*, button: bool, note: str | None) -> str:
    parts = [_BUTTON] if button else []
    if note is not None:
        parts.append(" ".join(note.split()))
    return " ".join(parts)


def _file_of(text_id: str) -> str:
    return text_id.partition(".")[0] + ".yaml"
