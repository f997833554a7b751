"""`invite`: a link that lets in one person, and the card it is printed on, without a coach's phone."""

import asyncio
from datetime import date, datetime
from pathlib import Path

from bot.commands.office import Office
from bot.commands.writing import write_whole
from bot.config import HOW_TO_GET, Settings
from bot.errors import SettingError
from bot.joining import FORMS, PAPERS, Card, address_of, draw, link_of, order
from bot.telegram import Wire, bot_names
from bot.texts import long_date_words


def make_way_in(
    *,
    coach: str | None,
    language: str,
    site: str | None,
    release: date | None,
    card: Path | None,
    paper: str,
    settings: Settings | None = None,
) -> None:
    """Print the link, and write the card when `card` names a file. Raises RefusedError, SettingError."""
    form = _form_of(card)
    if paper not in PAPERS:
        raise SettingError(f"--paper can be {' or '.join(PAPERS)}.")
    office = Office(settings)
    # Asked first: a link that nobody can be told of would only lie around.
    name, title = asyncio.run(_names(office.settings))
    answer = office.order(order(coach=coach, language=language, site=site, release=release))
    link = link_of(name, str(answer["token"]))
    until = long_date_words(datetime.fromisoformat(str(answer["good_until"])), str(answer["zone"]), "en")
    # Before the card: on a full disk the link would be known to nobody, and good for a month.
    print(f"Lets in one person, once, until {until}:\n{link}")
    if card is not None:
        drawn = Card(title=title, address=address_of(name), link=link, lines=tuple(answer["lines"]))
        write_whole(card, draw(drawn, form, paper=paper))
        print(f"The card: {card}")


def _form_of(card: Path | None) -> str:
    form = card.suffix.lower().removeprefix(".") if card is not None else FORMS[0]
    if form not in FORMS:
        raise SettingError(f"The card's file can end in {', '.join(f'.{one}' for one in FORMS)}.")
    return form


async def _names(settings: Settings) -> tuple[str, str]:
    """Return what Telegram calls the bot, and how people see it."""
    if not settings.telegram_bot_token.strip():
        raise SettingError(f"TELEGRAM_BOT_TOKEN is missing. {HOW_TO_GET['telegram_bot_token']}")
    wire = Wire(settings.telegram_bot_token, settings.telegram_api_url)
    try:
        names = await bot_names(wire)
    finally:
        await wire.close()
    if names is None:
        raise SettingError(
            "Telegram did not say what this bot is called, so no link was made.",
            remedy="See whether TELEGRAM_BOT_TOKEN is right and Telegram can be reached, then try again.",
        )
    return names
