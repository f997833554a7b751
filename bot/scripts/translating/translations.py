"""Says what is missing or wrong in the catalogs of the conversations."""

from collections.abc import Collection, Iterator, Mapping

from babel.messages.catalog import Catalog, Message

from bot.engine.bundle import Bundle
from bot.engine.crisis import ANY_HELP, HELP
from bot.engine.script import CallStep
from bot.errors import ScriptError
from bot.scripts.checking.avoid import hurtful
from bot.scripts.checking.fillable import COUNT, braces_pair, names_in
from bot.scripts.problem import TOP, Mark, Problem, printable, quoted
from bot.scripts.reading.yaml import unreadable
from bot.scripts.translating.catalog import read_catalog
from bot.scripts.translating.extract import Entry, entries, own_entries
from bot.signals import Level
from bot.texts import LONGEST_BUTTON

LONGEST_MESSAGE = 4096  # letters, Telegram's own limit
OWN_PREFIX = "bot"  # of the ids of the bot's own texts: a crisis can reach many of them


def missing_translations(bundle: Bundle, files: Mapping[str, str]) -> list[Problem]:
    """Return what translators have left to do or to mend, for every language but the source language.

    `files` are those the bundle was made of, catalogs included. A text that is not translated is a warning,
    and an error where a crisis can reach it: nobody in a crisis gets a screen in two languages.
    """
    urgent = _reached_by_a_crisis(bundle)
    found: list[Problem] = []
    wanted = list(entries(bundle))
    for language in bundle.programme.languages:
        if language == bundle.programme.source_language:
            continue
        file = f"locales/{language}/LC_MESSAGES/conversations.po"
        avoid = bundle.avoid.get(language, {})
        found.extend(_problems(file, files.get(file), language, wanted, avoid, urgent))
    return found


def _reached_by_a_crisis(bundle: Bundle) -> set[str]:
    """Return the scripts that a heard crisis or a crisis rule starts, and those that they call."""
    waiting = [script for several in (*HELP.values(), ANY_HELP) for script in several]
    for script in bundle.scripts.values():
        rules = script.risk.values()
        waiting.extend(rule.start_now for rule in rules if rule.level is Level.CRISIS and rule.start_now)
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in reached or name not in bundle.scripts:
            continue
        reached.add(name)
        kinds = (step.kind for step in bundle.scripts[name].steps.values())
        waiting.extend(kind.script for kind in kinds if isinstance(kind, CallStep))
    return reached


def missing_own_translations(po_text: str, language: str, avoid: Mapping[str, str]) -> list[Problem]:
    """Return the same for the bot's own words, whose catalog is locales/<language>/LC_MESSAGES/bot.po."""
    file = f"locales/{language}/LC_MESSAGES/bot.po"
    return list(_problems(file, po_text, language, list(own_entries()), avoid, {OWN_PREFIX}))


def _problems(
    file: str,
    text: str | None,
    language: str,
    wanted: list[Entry],
    avoid: Mapping[str, str],
    urgent: Collection[str],
) -> Iterator[Problem]:
    """Find fault with one catalog. `urgent` are the first parts of the text ids that have to be there."""
    if text is None:
        words = f"There is no catalog for the language {quoted(language)}. Make one, then translate it."
        yield Problem(file=file, mark=TOP, code="E801", words=words)
        return
    catalog = catalog_or_problem(file, text, language)
    if isinstance(catalog, Problem):
        yield catalog
        return
    for entry in wanted:
        message = catalog.get(entry.msgid, context=entry.id)
        for code, words in _faults(entry, message, avoid, entry.id.partition(".")[0] in urgent):
            place = (
                f"{entry.id} ({entry.file}:{entry.line}): " if entry.line else f"{entry.id} ({entry.file}): "
            )
            line = message.lineno if message is not None and message.lineno else 1
            yield Problem(file=file, mark=Mark(line, 1), code=code, words=printable(place + words))


def catalog_or_problem(file: str, text: str, language: str) -> Catalog | Problem:
    """Return the catalog, or what keeps it from being read."""
    trouble = unreadable(text, whole=False)
    if trouble is not None:
        return Problem(file=file, mark=trouble[0], code="E800", words=trouble[1])
    try:
        return read_catalog(text.removeprefix("\ufeff"), language)
    except ScriptError as error:
        line, _, words = str(error).removeprefix("conversations.po:").partition(":1: error: ")
        return Problem(file=file, mark=Mark(int(line), 1), code="E800", words=words.removesuffix(" [E800]"))


def _faults(
    entry: Entry, message: Message | None, avoid: Mapping[str, str], urgent: bool
) -> Iterator[tuple[str, str]]:
    strings = _strings(message)
    if message is None or not strings or not all(strings):
        if urgent:
            yield "E801", "not translated yet; it has to be before publishing."
        else:
            yield "W801", "not translated yet; the English text will be used."
        return
    if message.fuzzy:
        words = "the English text changed after this was translated. Check it and remove the 'fuzzy' mark."
        yield "E803" if urgent else "W803", words
        return
    for string in strings:
        yield from _faults_of_string(entry, string, strings, avoid)


def _faults_of_string(
    entry: Entry, string: str, strings: tuple[str, ...], avoid: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    if not braces_pair(string):
        yield "E802", "a { or } is missing its partner."
    elif different := _different_names(entry, string, last=string == strings[-1]):
        yield "E802", f"the names in braces differ from English: {different}."
    if entry.is_button and len(string) > LONGEST_BUTTON:
        words = f"the button {quoted(string)} is {len(string)} letters long; at most {LONGEST_BUTTON}."
        yield "E804", words
    if len(string) > LONGEST_MESSAGE:
        yield (
            "E804",
            f"this text is {len(string)} letters long; Telegram refuses messages over {LONGEST_MESSAGE}.",
        )
    for word, instead in hurtful(string, avoid):
        yield "E805", f"{quoted(word)} can be hurtful. Write instead: {instead}."


def _different_names(entry: Entry, string: str, *, last: bool) -> str:
    """Return which {names} are missing or too many; all plural forms but the last may leave out {count}."""
    source = {*names_in(entry.msgid), *names_in(entry.plural or "")}
    here = set(names_in(string))
    missing = source - here - (set() if last or entry.plural is None else {COUNT})
    parts = [f"{{{name}}} is missing" for name in sorted(missing)]
    parts += [f"{{{name}}} is not in the English" for name in sorted(here - source)]
    return ", ".join(parts)


def _strings(message: Message | None) -> tuple[str, ...]:
    if message is None or message.string is None:
        return ()
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)
