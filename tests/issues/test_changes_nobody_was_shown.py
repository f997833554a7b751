"""Whoever was asked to agree saw twelve changes and a number: what a crisis reaches could be behind them."""

import re

import pytest

from bot.turns.editing import answering, deciding
from tests.stories.editors import EVA, LIV, catalog, changed, conversation, sends, staff
from tests.stories.walking import does, newest, since, text
from tests.world import World

GLAD = "I am really glad you told me. Is somebody with you?"
GLAD_NOW = "I am really glad you told me. Is anybody there with you?"
THANKS = "Thank you for being honest. Hard days are part of recovery too."


async def test_what_a_crisis_reaches_stands_first_and_nothing_is_left_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    eva, liv = await staff(world, "Eva", EVA), await staff(world, "Liv", LIV)
    for module in (answering, deciding):
        monkeypatch.setattr(module, "MOST_CHANGES", 1)
    english = changed(conversation("crisis_help.yaml"), GLAD, GLAD_NOW)
    await sends(world, eva, "crisis_help.yaml", english)
    daily = re.sub(r"(?m)^title: .*$", "title: Another name", conversation("daily_checkin.yaml"))
    await sends(world, eva, "daily_checkin.yaml", daily)
    await sends(world, eva, "es.po", catalog().replace(GLAD, GLAD_NOW))
    before = newest(liv)

    await does(world, eva, "Publish")

    came = since(liv, before)
    first = next(line for line in text(came).splitlines() if line.startswith("• "))
    assert "crisis_help" in first
    (whole,) = [message for message in came if message.kind == "document"]
    assert whole.file_id is not None
    content = world.sim.world.files[whole.file_id].upload.content.decode()
    assert "crisis_help" in content
    assert "Another name" in content


async def test_two_taps_on_publish_ask_others_once(world: World) -> None:
    eva, liv = await staff(world, "Eva", EVA), await staff(world, "Liv", LIV)
    english = changed(conversation("crisis_help.yaml"), GLAD, GLAD_NOW)
    await sends(world, eva, "crisis_help.yaml", english)
    came = await sends(world, eva, "es.po", catalog().replace(GLAD, GLAD_NOW))
    button = came[-1].button("Publish")
    assert button is not None
    assert button.data is not None
    before = newest(liv)

    eva.tap_data(came[-1].id, button.data)
    eva.tap_data(came[-1].id, button.data)
    await does(world, eva, "/draft")

    asked = [message for message in since(liv, before) if message.button("Looks right to me")]
    assert len(asked) == 1
