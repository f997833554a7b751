"""Writes catalogs for translators without losing a word of theirs, and without daily noise."""

import io
import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, unescape, write_po

from bot.engine.bundle import Bundle
from bot.errors import ScriptError
from bot.scripts.translating.extract import Entry, entries, own_entries

# lines of the header that change with the day or the machine and say nothing about the words
_NOISE = re.compile(
    r'^"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team'
    r"|Generated-By):.*\n",
    re.MULTILINE,
)

_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')

NEAR_ENOUGH = 0.6  # how alike two texts are before the old translation is worth a translator's look


def update_catalog(bundle: Bundle, po_text: str, language: str) -> str:
    """Return the catalog of the conversations in `language`, brought up to date.

    What was translated stays. A text that moved (a step was renamed) takes its translation along; one that
    changed keeps the old translation marked fuzzy with the old text beside it, and is not used until a
    translator removes the mark. Raises ScriptError when `po_text` is not a catalog.
    """
    return write_catalog(entries(bundle), po_text, language)


def update_own_catalog(po_text: str, language: str) -> str:
    """Return the catalog of the bot's own words in `language`, brought up to date in the same way."""
    return write_catalog(own_entries(), po_text, language)


def write_catalog(wanted: Iterable[Entry], po_text: str, language: str) -> str:
    """Return a catalog that holds exactly the wanted texts, in their order, translated as far as known."""
    old = read_catalog(po_text, language)
    new = Catalog(locale=language, project="Holdfast", fuzzy=False, header_comment=old.header_comment)
    if not po_text.strip():
        new.header_comment = f"# Holdfast: the words in {language}."
    all_wanted = list(wanted)
    known = _Known(old, all_wanted)
    for entry in all_wanted:
        found, certain = known.translation(entry)
        flags = {"fuzzy"} if found is not None and (not certain or found.fuzzy) else set()
        message_id = (entry.msgid, entry.plural) if entry.plural is not None else entry.msgid
        new.add(
            message_id,
            _strings(found, entry, new.num_plurals),
            locations=[(entry.file, entry.line)] if entry.line else [(entry.file, 1)],
            flags=flags,
            auto_comments=[entry.comment] if entry.comment else (),
            user_comments=[words for words in found.user_comments if not _is_previous(words)]
            if found
            else (),
            previous_id=_previous(found, certain),
            context=entry.id,
        )
    written = io.BytesIO()
    write_po(written, new, width=0, include_lineno=False, include_previous=True)
    return _NOISE.sub("", written.getvalue().decode("utf-8"))


def read_catalog(po_text: str, language: str) -> Catalog:
    """Return the catalog; raises ScriptError naming the line where it stops making sense."""
    try:
        return read_po(io.StringIO(po_text), locale=language, abort_invalid=True)
    except PoFileError as error:
        line = (error.lineno or 0) + 1
        words = f"conversations.po:{line}:1: error: This line does not belong into a catalog. [E800]"
        raise ScriptError(words) from None
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, SyntaxError):
        # the reader's own plain exceptions on damaged headers and escapes
        raise ScriptError("conversations.po:1:1: error: This catalog cannot be read. [E800]") from None


class _Known:
    """Finds an old translation: under the same id, else under one that is gone, else of a text like it."""

    def __init__(self, old: Catalog, wanted: list[Entry]) -> None:
        ids = {(entry.id, entry.msgid, entry.plural) for entry in wanted}
        self._exact: dict[tuple[str | None, str, str | None], Message] = {}
        self._elsewhere: dict[tuple[str, str | None], Message] = {}
        self._gone: dict[str | None, list[Message]] = {}
        for message in old:
            if not message.id or not _translated(message):
                continue
            msgid, plural = _id_of(message)
            self._exact[message.context, msgid, plural] = message
            if (message.context, msgid, plural) not in ids:
                if not message.fuzzy:
                    self._elsewhere.setdefault((msgid, plural), message)
                self._gone.setdefault(message.context, []).append(message)

    def translation(self, entry: Entry) -> tuple[Message | None, bool]:
        """Return (the message to take over, whether it says the same text)."""
        exact = self._exact.get((entry.id, entry.msgid, entry.plural))
        elsewhere = self._elsewhere.get((entry.msgid, entry.plural))
        if exact is not None and (not exact.fuzzy or elsewhere is None):
            return exact, True
        if elsewhere is not None:
            return elsewhere, True
        near = [
            (SequenceMatcher(None, _id_of(message)[0], entry.msgid).ratio(), place, message)
            for place, message in enumerate(self._gone.get(entry.id, ()))
        ]
        ratio, _, best = max(near, key=lambda one: one[:2], default=(0.0, 0, None))
        return (best, False) if ratio >= NEAR_ENOUGH else (None, False)


def _id_of(message: Message) -> tuple[str, str | None]:
    if isinstance(message.id, str):
        return message.id, None
    one, other = message.id[0], message.id[1]
    return one, other


def _translated(message: Message) -> bool:
    if isinstance(message.string, str):
        return bool(message.string)
    return any(message.string or ())


def _strings(found: Message | None, entry: Entry, forms: int) -> str | tuple[str, ...]:
    """Return the old translation in the shape that this text needs."""
    string = "" if found is None or found.string is None else found.string
    if entry.plural is None:
        return string if isinstance(string, str) else next(iter(string), "")
    several = [string] if isinstance(string, str) else list(string)
    return tuple((several + [""] * forms)[:forms])


def _previous(found: Message | None, certain: bool) -> tuple[str, ...]:
    if found is None:
        return ()
    if certain:
        return _previous_in_comments(found)
    one, other = _id_of(found)
    return (one,) if other is None else (one, other)


def _is_previous(comment: str) -> bool:
    return comment.startswith("|")


def _previous_in_comments(message: Message) -> tuple[str, ...]:
    """Return the old text beside a fuzzy entry; the reader hands its lines over as comments."""
    parts: list[str] = []
    for comment in message.user_comments:
        if not _is_previous(comment):
            continue
        line = comment[1:].strip()
        said = "".join(unescape(literal) for literal in _LITERAL.findall(line))
        if line.startswith("msgid"):
            parts.append(said)
        elif parts:
            parts[-1] += said
    return tuple(parts)
