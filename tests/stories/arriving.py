"""How somebody comes in by a link: what a coach taps for it, and what the link's letters are."""

import re

from bot.simulator.phone import Phone
from tests.stories.walking import Came, does, text, through
from tests.world import World

LINK = re.compile(r"https://t\.me/holdfast_demo_bot\?start=([A-Za-z0-9_-]{10,64})")
# What a coach taps for a link that carries nothing but herself and the language.
PLAIN = ("English", "Leave it out", "No such day")


def token_in(came: Came) -> str:
    """Return the letters of the link in these messages."""
    found = LINK.search(text(came))
    assert found is not None
    return found.group(1)


async def card_from(world: World, coach: Phone, *answers: str) -> str:
    """The coach makes a card, answering its questions; return the letters of its link."""
    await does(world, coach, "/invite")
    return token_in(await through(world, coach, *(answers or PLAIN)))


async def opens(world: World, phone: Phone, token: str) -> Came:
    """The owner of `phone` opens the link; return what the bot then sent."""
    return await does(world, phone, f"/start {token}")
