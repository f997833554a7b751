"""Names people give to cities and languages."""

from collections.abc import Iterable, Mapping
from functools import cache
from zoneinfo import available_timezones

from babel.core import get_global

from bot.engine import fold
from bot.texts.numbers import babel_locale

# names of zones that are no places
_NOT_PLACES = ("Etc/", "SystemV/", "posix/", "right/")


def zone_names(languages: Iterable[str]) -> Mapping[str, str]:
    """Return {folded name of a city: IANA zone}, with the names that each of the languages has for it."""
    return _zone_names(tuple(languages))


@cache
def _zone_names(languages: tuple[str, ...]) -> Mapping[str, str]:
    aliases: Mapping[str, str] = get_global("zone_aliases")
    zones = [
        zone for zone in sorted(available_timezones()) if "/" in zone and not zone.startswith(_NOT_PLACES)
    ]
    zones.sort(
        key=lambda zone: zone in aliases
    )  # a name that two zones share belongs to the one still in use
    names: dict[str, str] = {}
    for zone in zones:
        names.setdefault(fold(zone.rsplit("/", 1)[1].replace("_", " ")), zone)
        names.setdefault(fold(zone.replace("_", " ")), zone)
        names.setdefault(fold(zone), zone)
    for language in languages:
        for zone, words in babel_locale(language).time_zones.items():
            if zone in zones and "city" in words:
                names.setdefault(fold(str(words["city"])), zone)
    return names


def language_names(languages: Iterable[str]) -> Mapping[str, str]:
    """Return {code: the language's own name, with a capital}: {"en": "English", "es": "Español"}."""
    names: dict[str, str] = {}
    for language in languages:
        locale = babel_locale(language)
        known = locale.language == language.replace("-", "_").partition("_")[0]
        name = (locale.get_language_name(locale) if known else None) or language
        names[language] = name[:1].upper() + name[1:]
    return names


def language_name(language: str, reader: str) -> str:
    """Return the language's name as the middle of a reader's sentence has it: "Spanish", "inglés"."""
    known = babel_locale(language)
    if known.language != language.replace("-", "_").partition("_")[0]:
        return language
    return known.get_language_name(babel_locale(reader)) or language
