"""What stands on a card, in the language of whoever is to read it."""

from collections.abc import Callable
from datetime import datetime

from bot.joining.card import Card
from bot.texts import long_date_words

# The four short lines, from top to bottom.
LINES = ("bot.card_welcome", "bot.card_how", "bot.card_where", "bot.card_until")


def address_of(bot_name: str) -> str:
    """Return what somebody without a camera can type."""
    return f"t.me/{bot_name}"


def link_of(bot_name: str, token: str) -> str:
    """Return the address that opens the bot and brings `token` along."""
    return f"https://{address_of(bot_name)}?start={token}"


def lines_of(say: Callable[..., str], *, until: datetime, zone: str, locale: str) -> tuple[str, ...]:
    """Return the four lines; `say(text, locale, **values)` are the bot's own words."""
    day = long_date_words(until, zone, locale)
    return tuple(say(line, locale, day=day) for line in LINES)


def card_of(
    say: Callable[..., str], *, bot_name: str, title: str, token: str, until: datetime, zone: str, locale: str
) -> Card:
    """Return the card of a link whose words are `say`'s, in the language of whoever it is for."""
    return Card(
        title=title or bot_name,
        address=address_of(bot_name),
        link=link_of(bot_name, token),
        lines=lines_of(say, until=until, zone=zone, locale=locale),
    )
