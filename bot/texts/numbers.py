"""Numbers as a language writes them, and which plural they take."""

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

FALLBACK = Locale("en")


@cache
def babel_locale(locale: str) -> Locale:
    """Return Babel's locale for "es", "es-MX" or "pt_BR"; English for what it does not know."""
    try:
        return Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        base = locale.replace("-", "_").partition("_")[0]
        return babel_locale(base) if base != locale and base else FALLBACK


def number_words(number: int | float, locale: str) -> str:
    """Return 1234.5 as "1,234.5" or "1.234,5"; at most two decimals."""
    return format_decimal(number, format="#,##0.##", locale=babel_locale(locale))


def plural_form(number: int | float, locale: str) -> str:
    """Return "one", "other", ... as the language counts."""
    return babel_locale(locale).plural_form(number)


def whole_number(number: int | float) -> int:
    """Return what gettext can count: a number with decimals takes the form of many."""
    return int(number) if number == int(number) else abs(int(number)) + 2
