"""A card for coaches can be for everything that a person is called for."""

import re
from pathlib import Path

import bot
from bot.engine.bundle import OTHER_DANGERS
from bot.scripts.checking.protocols import KINDS_OF_DANGER

# A case is opened or raised with a reason of the bot's own, in one of these ways.
RAISED = re.compile(
    r'Raised\(level=[^"]*?why="([a-z_]+)"|RaiseSignal\(level=[^"]*?why="([a-z_]+)"|'
    r'raise_own\([^")]*?"([a-z_]+)"|^[A-Z_]+ = "([a-z_]+_crisis|getting_worse|says_safer)"',
    re.MULTILINE,
)


def test_every_reason_of_the_bots_own_can_have_a_card() -> None:
    rooms = Path(bot.__file__).parent
    texts = [
        path.read_text("utf-8")
        for room in ("engine", "cases", "turns")
        for path in (rooms / room).rglob("*.py")
    ]
    raised = {name for text in texts for found in RAISED.findall(text) for name in found if name}

    assert len(raised) > 10
    assert raised <= set(KINDS_OF_DANGER), raised - set(KINDS_OF_DANGER)
    assert len(set(OTHER_DANGERS)) == len(OTHER_DANGERS)
