"""`invite`: a card made at the desk, with the bot running and without it."""

import asyncio
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.commands.invite import make_way_in
from bot.commands.writing import NotWrittenError
from bot.config import Settings
from bot.errors import RefusedError, SettingError
from bot.storage import audit
from bot.storage.tables import METADATA
from tests.stories.arriving import LINK, opens
from tests.world import COACH, World

Says = Callable[[], str]


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Says:
    """Return what was printed since the last look."""
    return lambda: capsys.readouterr().out


async def made(
    settings: Settings,
    *,
    coach: str | None = "Sam",
    language: str = "en",
    site: str | None = None,
    release: date | None = None,
    card: Path | None = None,
    paper: str = "a6",
) -> None:
    """Make a card as the command does, beside whatever runs."""
    await asyncio.to_thread(
        make_way_in,
        coach=coach,
        language=language,
        site=site,
        release=release,
        card=card,
        paper=paper,
        settings=settings,
    )


def cards_in(folder: Path) -> list[Path]:
    """Return the cards that were written."""
    return list(folder.glob("card*"))


def token_in(words: str) -> str:
    """Return the letters of the link that was printed."""
    found = LINK.search(words)
    assert found is not None
    return found.group(1)


async def test_the_running_bot_makes_the_link_and_the_desk_draws_the_card(
    world: World, tmp_path: Path, says: Says
) -> None:
    release = world.clock.now().date() + timedelta(days=7)
    card = tmp_path / "card.pdf"
    await made(world.settings(), language="es", site="County house", release=release, card=card)

    said = says()
    assert card.read_bytes().startswith(b"%PDF")
    assert str(card) in said
    await opens(world, world.maya, token_in(said))
    who = await world.person_at(world.maya)
    sam = world.app.roster.at_chat(COACH)
    assert sam is not None
    assert (who.coach, who.locale, who.site, who.release_day) == (sam.id, "es", "County house", release)


async def test_a_link_is_told_also_when_its_card_cannot_be_written(
    world: World, tmp_path: Path, says: Says
) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be")
    with pytest.raises(NotWrittenError):
        await made(world.settings(), card=tmp_path / "taken" / "card.pdf")

    await opens(world, world.maya, token_in(says()))
    assert (await world.person_at(world.maya)).welcomed_at is not None


async def test_without_a_running_bot_the_desk_makes_the_link_itself(world: World, says: Says) -> None:
    await world.stop_bot()
    await made(world.settings(), coach=None)
    token = token_in(says())
    await world.start_bot()
    await world.sim.polled()

    await opens(world, world.maya, token)

    who = await world.person_at(world.maya)
    assert (who.coach, who.welcomed_at is not None) == (None, True)


async def test_what_was_made_at_the_desk_is_on_record(world: World) -> None:
    await made(world.settings())

    (way,) = await world.read(lambda tx: tx.execute(METADATA.tables["way_in"].select()).all())
    (entry,) = await world.read(lambda tx: audit.of(tx, "way in", way.id))
    assert (entry.who, entry.role, entry.action) == (None, "operator", "made a card")
    assert way.made_by is None


@pytest.mark.parametrize("form", ["png", "svg"])
async def test_a_card_is_also_a_picture_and_fits_a_letter(
    world: World, tmp_path: Path, says: Says, form: str
) -> None:
    card = tmp_path / f"card.{form}"
    await made(world.settings(), card=card, paper="letter")

    assert card.stat().st_size > 10_000
    assert re.search(r"Lets in one person, once, until \w+ \d+, \d{4}", says())


async def test_what_cannot_be_is_said_before_anything_is_made(world: World, tmp_path: Path) -> None:
    settings = world.settings()
    with pytest.raises(RefusedError, match="No coach or supervisor goes by this name"):
        await made(settings, coach="Nobody")
    with pytest.raises(RefusedError, match="does not speak") as refused:
        await made(settings, language="tlh")
    assert "en, es" in refused.value.remedy
    with pytest.raises(RefusedError, match="too long ago"):
        await made(settings, release=date(2020, 1, 1))
    with pytest.raises(SettingError, match="can end in"):
        await made(settings, card=tmp_path / "card.gif")
    with pytest.raises(SettingError, match="a6 or letter"):
        await made(settings, paper="a0")
    with pytest.raises(SettingError, match="TELEGRAM_BOT_TOKEN is missing"):
        await made(settings.model_copy(update={"telegram_bot_token": ""}))

    ways = await world.read(lambda tx: tx.execute(METADATA.tables["way_in"].select()).all())
    assert list(ways) == []
    assert cards_in(tmp_path) == []


async def test_without_telegram_no_link_lies_around(world: World) -> None:
    settings = world.settings().model_copy(update={"telegram_bot_token": "1234567:" + "A" * 35})
    with pytest.raises(SettingError, match="did not say what this bot is called"):
        await made(settings)

    assert list(await world.read(lambda tx: tx.execute(METADATA.tables["way_in"].select()).all())) == []
