"""What translators get: every text with its id as context, its file and line, and the editor's note."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.engine.bundle import Bundle
from bot.engine.script import Text, TextId, Words
from bot.engine.wording import leaves
from bot.texts import LONGEST_BUTTON, when_missing_id
from bot.texts.own import OWN


class Entry(NamedTuple):
    """One text to translate; `plural` is None unless the text follows a number."""

    id: TextId
    msgid: str
    plural: str | None
    file: str
    line: int
    comment: str

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
        file, line = (origin.file, origin.line) if origin is not None else (_file_of(text_id), 0)
        notes = [f"Button: at most {LONGEST_BUTTON} letters."] if origin is not None and origin.button else []
        if origin is not None and origin.note is not None:
            notes.append(" ".join(origin.note.split()))
        yield from _entries(text_id, text, file, line, " ".join(notes))
    for key in bundle.keys.values():
        if key.when_missing is not None and any(sign.isalpha() for sign in key.when_missing):
            text_id = when_missing_id(key.name)
            comment = "Stands in the place of an answer that was not given."
            yield Entry(text_id, key.when_missing, None, "keys.yaml", 0, comment)


def own_entries() -> Iterator[Entry]:
    """Return every text that the bot itself says, in the order it stands in bot/texts."""
    for text_id, text in OWN.items():
        yield from _entries(text_id, text, "bot/texts/own.py", 0, "")


def _entries(text_id: TextId, text: Text, file: str, line: int, comment: str) -> Iterator[Entry]:
    seen: set[tuple[str, str | None]] = set()
    for leaf in leaves(text):
        msgid, plural = (leaf.source, None) if isinstance(leaf, Words) else (leaf.one, leaf.other)
        if msgid.strip() and (msgid, plural) not in seen:
            seen.add((msgid, plural))
            yield Entry(text_id, msgid, plural, file, line, comment)


def _file_of(text_id: str) -> str:
    return text_id.partition(".")[0] + ".yaml"
