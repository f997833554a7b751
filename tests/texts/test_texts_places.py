"""Names of cities and languages, times and days, as people say them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.engine import fold
from bot.texts import clock_words, date_words, language_name, language_names, long_date_words, zone_names

AT = datetime(2026, 11, 22, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("city", "zone"),
    [
        ("Denver", "America/Denver"),
        ("new york", "America/New_York"),
        ("Nueva York", "America/New_York"),
        ("CIUDAD DE MÉXICO", "America/Mexico_City"),
        ("Mexico City", "America/Mexico_City"),
        ("Los Ángeles", "America/Los_Angeles"),
        ("La Habana", "America/Havana"),
        ("America/Chicago", "America/Chicago"),
    ],
)
def test_a_city_is_found_by_any_of_its_names(city: str, zone: str) -> None:
    assert zone_names(("en", "es"))[fold(city)] == zone


def test_every_city_leads_to_a_zone_that_exists() -> None:
    for zone in set(zone_names(("en", "es")).values()):
        ZoneInfo(zone)


def test_languages_call_themselves_by_their_own_name() -> None:
    assert language_names(("en", "es")) == {"en": "English", "es": "Español"}


def test_in_a_sentence_a_language_is_called_as_its_reader_calls_it() -> None:
    assert language_name("es", "en") == "Spanish"
    assert language_name("en", "es") == "inglés"
    assert language_name("xx", "en") == "xx"


def test_a_language_nobody_knows_is_called_by_its_code() -> None:
    assert language_names(("xx",)) == {"xx": "Xx"}


def test_the_clock_is_the_persons_own() -> None:
    assert clock_words(AT, "America/Chicago", "en") == "9:05 PM"
    assert clock_words(AT, "America/Chicago", "es") == "21:05"
    assert clock_words(AT, "Nowhere/At_All", "xx-YY") == "3:05 AM"


def test_the_day_is_the_persons_own() -> None:
    assert date_words(AT, "America/Chicago", "en") == "Saturday, November 21"
    assert date_words(AT, "Europe/Madrid", "es") == "domingo, 22 de noviembre"
    assert date_words(date(2027, 1, 1), "UTC", "en") == "Friday, January 1"
    assert long_date_words(AT, "America/Chicago", "es") == "21 de noviembre de 2026"
