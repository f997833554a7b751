"""Writes catalogs for translators without losing a word of theirs, and without daily noise."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, escape, normalize

from bot.engine.bundle import Bundle
from bot.errors import ScriptError
from bot.scripts.checking.fillable import names_in
from bot.scripts.translating.extract import Entry, entries, own_entries
from bot.scripts.translating.known import Found, Known, ids_of, previous_of, remarks_of
from bot.texts.catalogs import impossible_forms

# what msgmerge writes for an old text beside an obsolete entry; the reader knows it without the ~ only
_PREVIOUS_OF_OBSOLETE = re.compile(r"^#~\|", re.MULTILINE)
# marks that the writer sets by itself; those of a translator's tool stay
_OWN_FLAGS = frozenset(("fuzzy", "python-format", "python-brace-format"))


class _Obsolete(dict[Any, Message]):
    """Holds a text that once followed a number beside the same text without: the reader's own keeps one."""

    def __setitem__(self, key: Any, message: Message) -> None:
        super().__setitem__((key, message.pluralizable), message)


def update_catalog(bundle: Bundle, po_text: str, language: str) -> str:
    """Return the catalog of the conversations in `language`, brought up to date.

    What was translated stays. A text that moved (a step was renamed) takes its translation along; one that
    changed keeps the old translation marked fuzzy with the old text beside it, and is not used until a
    translator removes the mark; what no text wants any more is kept at the end, behind #~ . Raises
    ScriptError when `po_text` is not a catalog.
    """
    return write_catalog(entries(bundle), po_text, language)


def update_own_catalog(po_text: str, language: str) -> str:
    """Return the catalog of the bot's own words in `language`, brought up to date in the same way."""
    return write_catalog(own_entries(), po_text, language)


def write_catalog(wanted: Iterable[Entry], po_text: str, language: str) -> str:
    """Return a catalog of the wanted texts, in their order, translated as far as known."""
    old = read_catalog(po_text, language)
    if not po_text.strip():
        old.header_comment = f"# Holdfast: the words in {language}."
    return written(list(wanted), old, language)


def write_template(wanted: Iterable[Entry]) -> str:
    """Return the template (.pot) that other tools start from: every text, with its line, in no language."""
    head = _header("# Holdfast: all texts, for translators.", ())
    return "\n".join([head, *(_entry(one, None, (), 2, template=True) for one in wanted)])


def written(wanted: list[Entry], old: Catalog, language: str) -> str:
    """Return the text of a catalog that holds the wanted texts, translated as far as `old` knows them."""
    known = Known(old, wanted)
    forms = old.num_plurals
    about = (("Language", language), ("Plural-Forms", old.plural_forms))
    parts = [_header(old.header_comment, about)]
    for entry in wanted:
        found = known.translation(entry)
        parts.append(_entry(entry, found, known.remarks(entry, found), forms))
    parts.extend(_obsolete(message) for message in known.left())
    return "\n".join(parts)


def read_catalog(po_text: str, language: str) -> Catalog:
    """Return the catalog; raises ScriptError naming the line where it stops making sense."""
    place = impossible_forms(po_text)
    if place is not None:
        line = po_text.count("\n", 0, place) + 1
        words = "No language has so many plural forms. Compare 'Plural-Forms' with another catalog."
        raise ScriptError(f"conversations.po:{line}:1: error: {words} [E800]")
    try:
        text = _PREVIOUS_OF_OBSOLETE.sub("#|", po_text.removeprefix("\ufeff"))
        catalog = Catalog(locale=language)
        catalog.obsolete = _Obsolete()
        PoFileParser(catalog, abort_invalid=True).parse(io.StringIO(text))
        return catalog
    except PoFileError as error:
        line = (error.lineno or 0) + 1
        words = f"conversations.po:{line}:1: error: This line does not belong into a catalog. [E800]"
        raise ScriptError(words) from None
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, SyntaxError):
        # the reader's own plain exceptions on damaged headers and escapes
        raise ScriptError("conversations.po:1:1: error: This catalog cannot be read. [E800]") from None


def _header(comment: str, about: Iterable[tuple[str, str]]) -> str:
    """Return the first entry. Dates, names and tools change daily and say nothing of the words: left out."""
    fields = (
        *about,
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
    )
    lines = [comment] if comment.strip() else []
    lines += ['msgid ""', 'msgstr ""', *(f'"{name}: {value}\\n"' for name, value in fields)]
    return "\n".join(lines) + "\n"


def _entry(
    entry: Entry, found: Found | None, remarks: Iterable[str], forms: int, *, template: bool = False
) -> str:
    lines = [f"# {words}".rstrip() for words in remarks]
    flags: set[str] = set()
    if found is not None:
        flags = {*found.message.flags} - _OWN_FLAGS | ({"fuzzy"} if found.fuzzy else set())
    if any(names_in(text) for text in (entry.msgid, entry.plural or "")):
        flags.add("python-brace-format")
    if entry.comment:
        lines.append(f"#. {entry.comment}")
    lines.append(f"#: {entry.file}:{entry.line}" if template and entry.line else f"#: {entry.file}")
    if flags:
        lines.append(f"#, {', '.join(sorted(flags))}")
    if found is not None and found.fuzzy:
        lines += _previous(found.previous, "#| ")
    strings = _strings(found, entry, forms)
    lines += _message(entry.id, (entry.msgid, entry.plural), strings, "")
    return "\n".join(lines) + "\n"


def _obsolete(message: Message) -> str:
    lines = [f"# {words}".rstrip() for words in remarks_of(message)]
    if message.fuzzy:
        lines += ["#, fuzzy", *_previous(previous_of(message), "#~| ")]
    string = message.string
    strings = (string,) if isinstance(string, str) else tuple(string or ())
    lines += _message(message.context or "", ids_of(message), strings, "#~ ")
    return "\n".join(lines) + "\n"


def _message(
    context: str, ids: tuple[str, str | None], strings: tuple[str, ...], prefix: str
) -> Iterator[str]:
    one, several = ids
    if context:
        yield f"{prefix}msgctxt {_literal(context, prefix)}"
    yield f"{prefix}msgid {_literal(one, prefix)}"
    if several is None:
        yield f"{prefix}msgstr {_literal(strings[0] if strings else '', prefix)}"
        return
    yield f"{prefix}msgid_plural {_literal(several, prefix)}"
    for place, string in enumerate(strings):
        yield f"{prefix}msgstr[{place}] {_literal(string, prefix)}"


def _previous(ids: tuple[str, ...], prefix: str) -> Iterator[str]:
    for keyword, text in zip(("msgid", "msgid_plural"), ids, strict=False):
        # On one line: of lines that are the same, the reader of comments keeps only the first.
        yield f"{prefix}{keyword} {escape(text)}"


def _literal(text: str, prefix: str) -> str:
    return normalize(text, prefix=prefix, width=0)


def _strings(found: Found | None, entry: Entry, forms: int) -> tuple[str, ...]:
    """Return the old translation in the shape that this text needs."""
    string = "" if found is None or found.message.string is None else found.message.string
    if entry.plural is None:
        return (string if isinstance(string, str) else next(iter(string), ""),)
    several = [string] if isinstance(string, str) else list(string)
    return tuple((several + [""] * forms)[:forms])
