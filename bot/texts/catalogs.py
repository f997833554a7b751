"""Translations by language: catalogs parsed once at start, and what a text says in a language."""

import gettext
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

CONVERSATIONS = "conversations"
OWN_WORDS = "bot"
DOMAINS = (CONVERSATIONS, OWN_WORDS)


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
        return None if found == source else found

    def plural(self, domain: str, context: str, one: str, other: str, number: int, locale: str) -> str | None:
        """Return the form for `number` in the language of `locale`, or None when it is not translated."""
        translations = self._find(domain, locale)
        if translations is None or not one:
            return None
        try:
            found = translations.npgettext(context, one, other, number)
        except (ValueError, TypeError, ArithmeticError):  # a damaged Plural-Forms header
            return None
        return None if found in (one, other) else found

    def _find(self, domain: str, locale: str) -> gettext.GNUTranslations | None:
        language = self.language_for(locale)
        return None if language is None else self._parsed[language].get(domain)


def _parse(text: str, language: str) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    try:
        catalog = read_po(io.StringIO(text.removeprefix("\ufeff")), locale=language)
        write_mo(compiled, catalog, use_fuzzy=False)
        compiled.seek(0)
        return gettext.GNUTranslations(compiled)
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
        empty = io.BytesIO()
        write_mo(empty, read_po(io.StringIO(""), locale=None))
        empty.seek(0)
        return gettext.GNUTranslations(empty)
