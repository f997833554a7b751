"""Languages by name, for whoever reads a problem or names a language on the command line."""

import re
from difflib import get_close_matches
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

from bot.errors import HoldfastError

_CODE = re.compile(r"[A-Za-z]{2,3}(?:_[A-Za-z]{2})?")


class UnknownLanguageError(HoldfastError):
    """Nobody knows a language of this name."""


def language_name(code: str) -> str:
    """Return the language's English name: es is "Spanish", pt_BR is "Portuguese (Brazil)"."""
    try:
        name = Locale.parse(code).get_display_name("en")
    except (UnknownLocaleError, ValueError):
        name = None
    return name or code


def language_code(words: str) -> str:
    """Return the code of a language named by its code or its name: "es-MX" is es_MX, "Spanish" is es.

    Raises UnknownLanguageError, which says which one may be meant.
    """
    wanted = words.strip().replace("-", "_")
    if _CODE.fullmatch(wanted):
        language, _, country = wanted.partition("_")
        code = f"{language.lower()}_{country.upper()}" if country else language.lower()
        if language_name(code) != code:
            return code
    names = _names()
    if wanted.casefold() in names:
        return names[wanted.casefold()]
    near = get_close_matches(wanted.casefold(), names, n=1, cutoff=0.6)
    remedy = "Write its code in small letters, such as es, fr or pt_BR."
    if near:
        code = names[near[0]]
        remedy = f"Did you mean {code} ({language_name(code)})?"
    raise UnknownLanguageError(f"'{words[:40]}' is not a language that is known here.", remedy=remedy)


@cache
def _names() -> dict[str, str]:
    """Return {name in English or in the language itself: code} of the languages without a country."""
    names: dict[str, str] = {}
    for code in sorted(locale_identifiers()):
        if "_" in code or code == "root":
            continue
        locale = Locale.parse(code)
        for name in (locale.get_display_name("en"), locale.get_display_name(code)):
            if name:
                names.setdefault(name.casefold(), code)
    return names
