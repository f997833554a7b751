"""The words of a line in a person's language: the only gettext call there is.

Nothing an editor or a translator got wrong keeps a person from getting words: what is not translated is
said in the programme's source language (the bot's own words, where that has none of them, in English), and
a {name} without a value is left out.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time

from bot.engine.bundle import Bundle
from bot.engine.effects import Line
from bot.engine.script import Plural, Text, TextId, Words
from bot.engine.wording import NAME, leaves
from bot.errors import BrokenConversationError
from bot.texts.catalogs import CONVERSATIONS, OWN_WORDS, Catalogs
from bot.texts.numbers import number_words, plural_form, whole_number
from bot.texts.own import OWN
from bot.texts.times import clock_face, date_words

LONGEST_BUTTON = 24  # letters; phones cut longer labels off
LINES_IN_LINES = 20  # how deep values may hold lines; a list of chosen buttons nests one a button

OWN_SOURCE = "en"  # the language bot/texts/own.py is written in

_SPACES = re.compile(r"(?<=\S) {2,}")
_ONE_O_CLOCK = re.compile(r"\blas (?=1:\d\d)")  # one o'clock is singular in Spanish: "a la 1:30"
_LONELY = re.compile(r" +([,.!?;:])")

Value = str | int | float | date | time | Line


def when_missing_id(key: str) -> TextId:
    """Return the text id of what stands in the place of an answer that was not given."""
    return TextId(f"keys.{key}.when_missing")


def label_id(key: str) -> TextId:
    """Return the text id of what a key is called where staff read it."""
    return TextId(f"keys.{key}.label")


def key_words(bundle: Bundle, catalogs: Catalogs, key: str, locale: str) -> str:
    """Return what a key is called in the language of `locale`, else as the editors wrote it."""
    known = bundle.keys.get(key)
    if known is None:
        return key
    found = catalogs.translation(CONVERSATIONS, label_id(key), known.label, locale)
    return known.label if found is None else found


def words(bundle: Bundle, catalogs: Catalogs, line: Line, locale: str) -> str:
    """Return the words of `line` in the language of `locale`.

    Falls back to the source language. Raises BrokenConversationError when neither the bundle nor the bot
    has such a text.
    """
    return _Rendering(bundle, catalogs, locale).line(line, 0)


def own(name: str, locale: str, catalogs: Catalogs, *, variant: int = 0, **values: Value) -> str:
    """Return the bot's own words called `name` ("bot.menu"), for which no bundle is needed."""
    line = Line(text=TextId(name), variant=variant, values=values)
    return _Rendering(None, catalogs, locale).line(line, 0)


class _Rendering:
    def __init__(self, bundle: Bundle | None, catalogs: Catalogs, locale: str) -> None:
        self._bundle = bundle
        self._catalogs = catalogs
        self._locale = locale

    def line(self, line: Line, depth: int) -> str:
        if depth > LINES_IN_LINES:
            raise BrokenConversationError
        leaf = self._leaf(line)
        domain = OWN_WORDS if line.text.startswith("bot.") else CONVERSATIONS
        if isinstance(leaf, Words):
            for locale in self._locales(domain):
                found = self._catalogs.translation(domain, line.text, leaf.source, locale)
                if found is not None:
                    return self._fill(found, line.values, locale, depth)
            return self._fill(leaf.source, line.values, self._source_language(domain), depth)
        number = line.values.get(leaf.count, line.values.get("count", 0))
        amount = number if isinstance(number, int | float) else 0
        values = {"count": amount, **line.values}
        for locale in self._locales(domain):
            found = self._catalogs.plural(
                domain, line.text, leaf.one, leaf.other, whole_number(amount), locale
            )
            if found is not None:
                return self._fill(found, values, locale, depth)
        source = self._source_language(domain)
        words = leaf.one if plural_form(amount, source) == "one" else leaf.other
        return self._fill(words, values, source, depth)

    def _locales(self, domain: str) -> Iterator[str]:
        """Yield the languages to look for, the person's first; without any, the words are as written."""
        yield self._locale
        if domain == OWN_WORDS and self._bundle is not None:
            source = self._bundle.programme.source_language
            if self._locale.replace("-", "_").partition("_")[0] != OWN_SOURCE:
                yield source

    def _leaf(self, line: Line) -> Words | Plural:
        text: Text | None = OWN.get(line.text)
        if text is None and self._bundle is not None:
            text = self._bundle.texts.get(line.text)
        if text is None:
            raise BrokenConversationError
        variants = leaves(text)
        return variants[line.variant] if 0 <= line.variant < len(variants) else variants[0]

    def _fill(self, text: str, values: Mapping[str, Value], said_in: str, depth: int) -> str:
        left_out = False

        def fill(match: re.Match[str]) -> str:
            nonlocal left_out
            shown = self._value(match.group(1), values, said_in, depth)
            left_out = left_out or not shown
            return shown

        filled = NAME.sub(fill, text)
        if said_in.partition("-")[0] == "es":
            filled = _ONE_O_CLOCK.sub("la ", filled)
        return _LONELY.sub(r"\1", _SPACES.sub(" ", filled)).strip(" ") if left_out else filled

    def _value(self, name: str, values: Mapping[str, Value], said_in: str, depth: int) -> str:
        value = values.get(name)
        match value:
            case None:
                return self._missing(name)
            case Line():
                return self.line(value, depth + 1)
            case str():
                return value
            case time():
                return clock_face(value, self._locale)
            case date():
                return date_words(value, "UTC", self._locale)  # a day stays that day, whatever the zone
            case int() | float():
                return number_words(value, said_in)

    def _missing(self, name: str) -> str:
        key = self._bundle.keys.get(name) if self._bundle is not None else None
        if key is None or not key.when_missing:
            return ""
        found = self._catalogs.translation(
            CONVERSATIONS, when_missing_id(name), key.when_missing, self._locale
        )
        return key.when_missing if found is None else found

    def _source_language(self, domain: str) -> str:
        if domain == OWN_WORDS or self._bundle is None:
            return OWN_SOURCE
        return self._bundle.programme.source_language
