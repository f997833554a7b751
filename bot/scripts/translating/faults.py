"""What can be wrong with one translation that is there: names, numbers, lengths and words."""

import re
from collections.abc import Iterator

from bot.scripts.checking.fillable import COUNT, braces_pair, names_in
from bot.scripts.checking.length import LONGEST_MESSAGE
from bot.scripts.problem import quoted
from bot.scripts.translating.extract import Entry
from bot.scripts.translating.languages import language_name
from bot.scripts.wording import CatalogWording
from bot.scripts.wording.neutral import telling_word
from bot.texts import LONGEST_BUTTON
from bot.texts.own_buttons import ALWAYS_THERE
from bot.texts.own_commands import COMMAND_NAME, SLASH

WORDS_THAT_DIFFER = 4  # a text of fewer words, such as "No" or a name, may be the same in two languages

# numbers that mean something by themselves, such as 988; small ones may become words
_NUMBER = re.compile(r"\d(?:[\d ().-]*\d)+")
_NO_DIGIT = re.compile(r"\D")
_BRACED = re.compile(r"\{[^{}]*\}")


def faults_of_strings(
    entry: Entry,
    strings: tuple[str, ...],
    *,
    language: str,
    source: str,
    wording: CatalogWording,
    urgent: bool,
) -> Iterator[tuple[str, str, int]]:
    """Yield (code, words, which plural form) for each fault. `source` is the source language by name."""
    for form, string in enumerate(strings):
        last = form == len(strings) - 1
        for code, words in _faults_of_string(
            entry, string, wording, language=language, source=source, last=last
        ):
            yield code, words, form
    if missing := _missing_numbers(entry, strings[-1]):
        words = f"{missing} stands in the {source} text and not here. Write the same number."
        yield "E812" if urgent else "W812", words, len(strings) - 1


def _faults_of_string(
    entry: Entry, string: str, wording: CatalogWording, *, language: str, source: str, last: bool
) -> Iterator[tuple[str, str]]:
    if not braces_pair(string):
        yield "E802", "a { or } is missing its partner."
    elif different := _different_names(entry, string, source, last=last):
        yield "E802", f"the names in braces differ from {source}: {different}."
    if entry.is_button and len(string) > LONGEST_BUTTON:
        words = f"the button {quoted(string)} is {len(string)} letters long; at most {LONGEST_BUTTON}."
        yield "E804", words
    if len(string) > LONGEST_MESSAGE:
        words = f"this text is {len(string)} letters long; Telegram refuses messages over {LONGEST_MESSAGE}."
        yield "E804", words
    if entry.id.startswith(SLASH) and not COMMAND_NAME.fullmatch(string):
        words = f"{quoted(string)} cannot be the name of a command."
        yield "E810", f"{words} Use a to z without accents, digits and _ , at most 32."
    telling = telling_word(string) if _on_the_menu(entry) else None
    if telling is not None:
        words = f"{quoted(string)} tells whoever looks on what this is about ({quoted(telling)})."
        yield "E814", f"{words} Write something neutral."
    yield from wording.faults(entry.id, string, entry.allowed, button=entry.is_button)
    same = string in (entry.msgid, entry.plural) and language_name(language) != source
    if same and len(_BRACED.sub("", string).split()) >= WORDS_THAT_DIFFER:
        yield "W813", f"this says the same as the {source}, word for word. Is it translated?"
    if string != string.strip() and entry.msgid == entry.msgid.strip():
        yield "W810", "there is a space or an empty line at the beginning or the end. Remove it."


def _on_the_menu(entry: Entry) -> bool:
    """Return whether the text is on the screen all day: a menu button, or a command in Telegram's list."""
    if entry.id.startswith((ALWAYS_THERE, SLASH)):
        return True
    return entry.id.count(".") == 1 and entry.id.endswith((".button", ".quiet_button"))


def _different_names(entry: Entry, string: str, source: str, *, last: bool) -> str:
    """Return which {names} are missing or too many; all plural forms but the last may leave out {count}."""
    wanted = {*names_in(entry.msgid), *names_in(entry.plural or "")}
    here = set(names_in(string))
    missing = wanted - here - (set() if last or entry.plural is None else {COUNT})
    parts = [f"{{{name}}} is missing" for name in sorted(missing)]
    parts += [f"{{{name}}} is not in the {source}" for name in sorted(here - wanted)]
    return ", ".join(parts)


def _missing_numbers(entry: Entry, string: str) -> str:
    """Return the numbers of the source text that the translation does not show, however it writes them."""
    digits = _NO_DIGIT.sub("", _BRACED.sub("", string))
    numbers = _NUMBER.findall(_BRACED.sub("", entry.msgid if entry.plural is None else entry.plural))
    return ", ".join(number for number in numbers if _NO_DIGIT.sub("", number) not in digits)
