"""What the player says is what the bot sends: the same taps, side by side."""

import re
from dataclasses import replace

import pytest

from bot.engine import Bundle
from bot.scripts.playing import life, player, taking, usual_facts, voice
from bot.turns import buttons, due, library, menu, playing
from tests.scripts.playing.conftest import Plays
from tests.stories.walking import WELCOME, does, text
from tests.world import World

HELLO = {"en": "hello", "es": "hola"}
DANGER = {"en": "I want to die", "es": "me quiero morir"}


@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_player_says_what_the_bot_sends(
    world: World, plays: Plays, bundle: Bundle, language: str
) -> None:
    phone = world.maya if language == "en" else world.luz
    zone = bundle.programme.zone
    facts = replace(usual_facts(bundle, language), at=world.clock.now(), zone=zone, name=None)
    maya = plays("welcome", language, facts=facts)

    await does(world, phone, HELLO[language])
    start, *welcome = WELCOME[language]
    assert text(await does(world, phone, start)) == maya.begin().text
    for words in welcome:
        assert untimed(text(await does(world, phone, words))) == untimed(maya.write(words).text)
    sent = text(await does(world, phone, DANGER[language]))
    said = maya.write(DANGER[language]).text
    first_aid = maya.voice.own("bot.first_aid", language)  # went out before anything was written

    assert sent.replace(first_aid, "").split() == said.split()
    for words in ("skip", "skip", "skip"):
        assert text(await does(world, phone, words)) == maya.write(words).text


def untimed(words: str) -> str:
    """Return the words without the time of day: the clock of the bot goes on between two taps."""
    return re.sub(r"\d{1,2}:\d{2}", "now", words)


def test_what_both_count_with_is_the_same() -> None:
    assert life.BEGIN == buttons.BEGIN
    assert player.LOOK_AGAIN == due.LOOK_AGAIN
    assert player.HELP_NOW_KIND == library.HELP_NOW_KIND
    assert taking.MOST_SCRIPTS_IN_A_TURN == playing.MOST_SCRIPTS_IN_A_TURN
    assert {voice.MENU_PERSON, voice.MENU_HELP_NOW} == {always.value for always in menu.Always}
