"""Says what is missing or wrong in the catalogs: each sentence names the text, its file and the repair."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from babel.messages.catalog import Catalog, Message

from bot.engine.bundle import Bundle
from bot.errors import ScriptError
from bot.scripts.problem import TOP, Mark, Problem, printable
from bot.scripts.reading.yaml import unreadable
from bot.scripts.translating.alike import alike, unknown_commands
from bot.scripts.translating.catalog import read_catalog
from bot.scripts.translating.extract import Entry
from bot.scripts.translating.faults import faults_of_strings
from bot.scripts.translating.languages import language_name
from bot.scripts.translating.wanted import Wanted, own_wanted, wanted_of
from bot.scripts.wording import CatalogWording, words_to_avoid
from bot.texts.catalogs import CONVERSATIONS, OWN_WORDS, catalog_file


def missing_translations(bundle: Bundle, files: Mapping[str, str]) -> list[Problem]:
    """Return what translators have left to do or to mend, for every language but the source language.

    `files` are those the bundle was made of, catalogs included. A text that is not translated is a warning,
    and an error where a crisis can reach it: nobody in a crisis gets a screen in two languages.
    """
    found: list[Problem] = []
    for language in bundle.programme.languages:
        wanted = wanted_of(bundle, language)
        if wanted.entries:
            file = catalog_file(language, CONVERSATIONS)
            found.extend(_problems(file, files.get(file), wanted, words_to_avoid(bundle.avoid, language)))
    return found


def missing_own_translations(po_text: str | None, language: str, avoid: Mapping[str, str]) -> list[Problem]:
    """Return the same for the bot's own words, whose catalog is locales/<language>/LC_MESSAGES/bot.po."""
    file = catalog_file(language, OWN_WORDS)
    return list(_problems(file, po_text, own_wanted(language), avoid))


def _problems(file: str, text: str | None, wanted: Wanted, avoid: Mapping[str, str]) -> Iterator[Problem]:
    """Find fault with one catalog."""
    wording = CatalogWording(wanted.language, avoid)
    if text is None or not text.strip():
        words = f"There is no catalog for {language_name(wanted.language)}. {_make(wanted.language)}"
        yield Problem(file=file, mark=TOP, code="E801", words=words)
        return
    catalog = catalog_or_problem(file, text, wanted.language)
    if isinstance(catalog, Problem):
        yield catalog
        return
    lines = text.split("\n")
    good: list[tuple[Entry, Message]] = []
    for entry in wanted.entries:
        message = catalog.get(entry.msgid, context=entry.id)
        faults = list(_faults(entry, message, wording, wanted))
        said = message is not None and all(strings_of(message)) and not message.fuzzy
        if message is not None and said and not any(code.startswith("E") for code, _, _ in faults):
            good.append((entry, message))
        for code, words, form in faults:
            yield _problem(file, code, entry, words, place_of(lines, message, form))
    for text_id, code, words in wording.levels():
        entry = next(entry for entry in wanted.entries if entry.id == text_id)
        yield _problem(
            file, code, entry, words, place_of(lines, catalog.get(entry.msgid, context=text_id), 0)
        )
    for entry, message, code, words in (*alike(good, wanted.language), *unknown_commands(good)):
        yield _problem(file, code, entry, words, place_of(lines, message, 0))


def _problem(file: str, code: str, entry: Entry, words: str, mark: Mark) -> Problem:
    place = f"{entry.file}:{entry.line}" if entry.line else entry.file
    return Problem(file=file, mark=mark, code=code, words=printable(f"{entry.id} ({place}): {words}"))


def place_of(lines: list[str], message: Message | None, form: int) -> Mark:
    """Return where the translation's words begin; the top of the file for a text that is not in it."""
    if message is None or not message.lineno:
        return TOP
    wanted = ("msgstr ", f"msgstr[{form}] ")
    for number in range(message.lineno, len(lines) + 1):
        line = lines[number - 1].lstrip()
        if line.startswith(wanted):
            return Mark(number, lines[number - 1].index('"') + 1 if '"' in line else 1)
        if number > message.lineno and line.startswith(("msgctxt", "msgid ")):
            break
    return Mark(message.lineno, 1)


@lru_cache(maxsize=2, typed=True)  # reading takes long, and the check looks at a catalog more than once
def catalog_or_problem(file: str, text: str, language: str) -> Catalog | Problem:
    """Return the catalog, or what keeps it from being read."""
    trouble = unreadable(text, whole=False)
    if trouble is not None:
        return Problem(file=file, mark=trouble[0], code="E800", words=trouble[1])
    try:
        return read_catalog(text, language)
    except ScriptError as error:
        line, _, words = str(error).removeprefix("conversations.po:").partition(":1: error: ")
        return Problem(file=file, mark=Mark(int(line), 1), code="E800", words=words.removesuffix(" [E800]"))


def _faults(
    entry: Entry, message: Message | None, wording: CatalogWording, wanted: Wanted
) -> Iterator[tuple[str, str, int]]:
    """Yield (code, words, which plural form)."""
    strings = strings_of(message)
    urgent = entry.id.partition(".")[0] in wanted.urgent
    source = language_name(wanted.source)
    if message is None or not strings or not all(strings):
        form = next((place for place, string in enumerate(strings) if not string), 0)
        add = f" {_make(wanted.language)}" if message is None else ""
        if urgent:
            yield "E801", f"not translated yet; crisis texts must be translated before publishing.{add}", form
        else:
            yield "W801", f"not translated yet; the {source} text will be used.{add}", form
    elif message.fuzzy:
        words = f"the {source} text changed after this was translated. Check it and remove the 'fuzzy' mark."
        yield "E803" if urgent else "W803", words, 0
    else:
        yield from faults_of_strings(
            entry, strings, language=wanted.language, source=source, wording=wording, urgent=urgent
        )


def strings_of(message: Message | None) -> tuple[str, ...]:
    """Return the translation, one string for each plural form."""
    if message is None or message.string is None:
        return ()
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _make(language: str) -> str:
    return f"To put it there: python -m bot translate update {language}"
