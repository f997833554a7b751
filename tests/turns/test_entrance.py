"""The first screen offers what a programme has written, and never nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from bot.cases import Roster
from bot.engine import Bundle
from bot.scripts import load, read_folder
from bot.storage import Transaction
from bot.storage.person import Person
from bot.texts import Catalogs
from bot.turns import Edition, Library
from bot.turns.play import Play
from bot.turns.welcoming import entrance
from bot.turns.work import Work

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    """The programme's own bundle."""
    return load(read_folder(ROOT / "conversations", ROOT / "locales"))


def a_play(bundle: Bundle, locale: str = "en") -> Play:
    """Return what a turn of a stranger has said so far: nothing. The database is not asked."""
    library = Library(Edition(bundle, Catalogs.load(ROOT / "locales", bundle.programme.languages)))
    tx = cast("Transaction", None)
    work = Work(tx=tx, at=NOON, new_id=lambda: 1, library=library, roster=Roster())
    who = Person(
        id=1, code="K7", chat=100, name=None, locale=locale, zone="UTC", state="new", check_in_at=None,
        goal=None, coach=None, discreet=False, began_at=None, created_at=NOON, reachable=True,
    )  # fmt: skip
    return Play(work=work, who=who)


def labels(play: Play) -> list[str]:
    return [button.label for row in play.spoken.rows for button in row]


def test_a_programme_offers_only_what_it_has_written(bundle: Bundle) -> None:
    kept = {name: one for name, one in bundle.resources.items() if name != "look_naloxone"}
    play = a_play(replace(bundle, resources=kept, services={}))
    entrance.look_around(play)

    assert labels(play) == ["A craving", "Calming down", "Lines that answer", "I need help now", "Start"]


def test_a_programme_without_any_of_it_still_offers_help_and_a_start(bundle: Bundle) -> None:
    play = a_play(replace(bundle, resources={}, services={}))
    entrance.show_topic(play, "craving")

    assert labels(play) == ["I need help now", "Start"]


def test_places_without_a_translation_are_shown_in_the_source_language(bundle: Bundle) -> None:
    services = {name: replace(one, texts={"en": one.texts["en"]}) for name, one in bundle.services.items()}
    play = a_play(replace(bundle, services=services), locale="es")
    entrance.show_topic(play, "services")

    assert play.spoken.texts == [one.texts["en"] for one in services.values()]


def test_every_button_of_the_first_screens_fits_into_its_data(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entrance, "kept_of_before", lambda *_: False)  # a stranger, without a database
    play = a_play(bundle)
    entrance.show(play)
    entrance.look_around(play)
    entrance.leave_open(play)

    assert play.passing
    assert all(len(button.data.encode()) <= 64 for row in play.spoken.rows for button in row)
