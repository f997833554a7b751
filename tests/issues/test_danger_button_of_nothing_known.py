"""A button that names a danger is heard, also when the conversation it belongs to is gone."""

from bot.turns.buttons import AnswerButton, write
from tests.stories.walking import joins, newest, quiet, since, text
from tests.world import World


async def test_a_danger_button_of_a_conversation_that_is_gone_calls_people(world: World) -> None:
    # As after a backup has been put back that is older than the question.
    await joins(world, world.maya)
    data = write(AnswerButton(conversation=1, turn=1, choice="1", alarm="crisis_lines"))
    under = world.maya.screen[0].id
    at_maya, at_sam = newest(world.maya), newest(world.sam)

    world.maya.tap_data(under, data)
    await quiet(world)

    assert "988" in text(since(world.maya, at_maya))
    assert any("CRISIS" in message.text and message.rang for message in since(world.sam, at_sam))
