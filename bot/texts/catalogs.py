"""Translations by language: catalogs parsed once at start, and what a text says in a language."""

import gettext
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, PoFileParser

CONVERSATIONS = "conversations"
OWN_WORDS = "bot"
DOMAINS = (CONVERSATIONS, OWN_WORDS)

MOST_PLURAL_FORMS = 6  # Arabic has six and no language more; a larger number would only fill the memory

_PLURAL_FORMS = re.compile(r"nplurals\s*=\s*(\d+)")
_OBSOLETE = re.compile(r"^#~.*$", re.MULTILINE)  # kept for translators, never said
_NOT_THERE = "\0"  # no text can hold this sign


def catalog_file(language: str, domain: str) -> str:
    """Return the name of a catalog among the files of a bundle."""
    return f"locales/{language}/LC_MESSAGES/{domain}.po"


def impossible_forms(text: str) -> int | None:
    """Return where a catalog says that its language has more plural forms than any, or none; else None."""
    for found in _PLURAL_FORMS.finditer(text):
        if not 1 <= int(found.group(1)[:4]) <= MOST_PLURAL_FORMS:
            return found.start()
    return None


class Catalogs:
    """{language: {domain: translations}}. A language or a text that is not there has no translation.

    Fuzzy entries are left out: an old meaning is never sent. A catalog that cannot be read counts as empty,
    because a person must always get words; the checks of the conversations are what names it.
    """

    def __init__(self, parsed: Mapping[str, Mapping[str, gettext.GNUTranslations]]) -> None:
        self._parsed = parsed

    @classmethod
    def load(cls, folder: Path, languages: Iterable[str]) -> "Catalogs":
        """Return the catalogs in `folder`/<language>/LC_MESSAGES/<domain>.po; a missing one is empty."""
        texts: dict[str, dict[str, str]] = {}
        for language in languages:
            for domain in DOMAINS:
                path = folder / language / "LC_MESSAGES" / f"{domain}.po"
                if path.is_file():
                    text = path.read_text(encoding="utf-8", errors="replace")
                    texts.setdefault(language, {})[domain] = text
        return cls.from_files(texts)

    @classmethod
    def from_files(cls, texts: Mapping[str, Mapping[str, str]]) -> "Catalogs":
        """Return the catalogs of {language: {domain: text of the .po file}}."""
        return cls(
            {
                language: {domain: _parse(text, language) for domain, text in domains.items()}
                for language, domains in texts.items()
            }
        )

    @classmethod
    def from_read(cls, read: Mapping[str, Catalog]) -> "Catalogs":
        """Return the catalogs of the conversations that somebody has read already: {language: catalog}."""
        return cls({language: {CONVERSATIONS: _usable(catalog)} for language, catalog in read.items()})

    @classmethod
    def from_bundle_files(cls, files: Mapping[str, str]) -> "Catalogs":
        """Return the catalogs among the files of a bundle: locales/<language>/LC_MESSAGES/<domain>.po."""
        texts: dict[str, dict[str, str]] = {}
        for name, text in files.items():
            parts = name.split("/")
            if len(parts) == 4 and parts[0] == "locales" and parts[3].endswith(".po"):
                texts.setdefault(parts[1], {})[parts[3].removesuffix(".po")] = text
        return cls.from_files(texts)

    def joined(self, other: "Catalogs") -> "Catalogs":
        """Return both: where the two have the same language and domain, that of `other` counts."""
        languages = {*self._parsed, *other._parsed}
        return Catalogs(
            {
                language: {**self._parsed.get(language, {}), **other._parsed.get(language, {})}
                for language in languages
            }
        )

    @property
    def languages(self) -> frozenset[str]:
        """Return the languages that have a catalog."""
        return frozenset(self._parsed)

    def language_for(self, locale: str) -> str | None:
        """Return the catalog's language for a locale: "es-MX" finds es_MX, else es, else None."""
        wanted = locale.replace("-", "_")
        for language in (wanted, wanted.partition("_")[0]):
            if language in self._parsed:
                return language
        return None

    def translation(self, domain: str, context: str, source: str, locale: str) -> str | None:
        """Return the text in the language of `locale`, or None when it is not translated."""
        translations = self._find(domain, locale)
        if translations is None or not source:
            return None
        found = translations.pgettext(context, source)
        return None if found == _NOT_THERE else found

    def plural(self, domain: str, context: str, one: str, other: str, number: int, locale: str) -> str | None:
        """Return the form for `number` in the language of `locale`, or None when it is not translated."""
        translations = self._find(domain, locale)
        if translations is None or not one:
            return None
        try:
            found = translations.npgettext(context, one, other, number)
        except (ValueError, TypeError, ArithmeticError):  # a damaged Plural-Forms header
            return None
        return None if found == _NOT_THERE else found

    def _find(self, domain: str, locale: str) -> gettext.GNUTranslations | None:
        language = self.language_for(locale)
        return None if language is None else self._parsed[language].get(domain)


class _NotThere(gettext.NullTranslations):
    """Tells a text that is not translated from one that is the same in both languages."""

    def pgettext(self, context: str, message: str) -> str:
        return _NOT_THERE

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return _NOT_THERE


class _Reader(PoFileParser):
    """Passes over a line that is no part of a catalog; the reader's own prints it."""

    def _invalid_pofile(self, line: str, lineno: int, msg: str) -> None:
        pass


def _parse(text: str, language: str) -> gettext.GNUTranslations:
    try:
        if impossible_forms(text) is not None:
            raise ValueError("no language has so many plural forms")
        read = io.StringIO(_OBSOLETE.sub("", text.removeprefix("\ufeff")))
        catalog = Catalog(locale=language)
        _Reader(catalog, ignore_obsolete=True).parse(read)
        return _usable(catalog)
    except (
        PoFileError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        AssertionError,
        ArithmeticError,
        SyntaxError,
        OSError,
    ):  # the reader's own plain exceptions on damaged headers and escapes
        return _usable(Catalog())


def _usable(catalog: Catalog) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, catalog, use_fuzzy=False)
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    translations.add_fallback(_NotThere())
    return translations
