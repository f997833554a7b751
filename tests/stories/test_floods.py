"""A stranger who floods is slowed: told once, nothing kept, and danger always gets through."""

import json

from bot.cadence import MOST_A_MINUTE
from bot.storage import case, case_event, inbox
from bot.storage.inbox import Kept
from tests.stories.walking import does, joins, newest, passes, quiet, since, taken, text
from tests.world import World

TOO_MUCH = "That was a lot at once"
DANGER = "I want to die"


async def floods(world: World, number: int) -> str:
    """Somebody whom nobody knows writes `number` messages at once; return what they got."""
    before = newest(world.maya)
    for _ in range(number):
        world.maya.write("spam and more spam")
    await quiet(world)
    return text(since(world.maya, before))


async def test_who_floods_is_told_once_and_then_nothing(world: World) -> None:
    got = await floods(world, MOST_A_MINUTE + 15)

    assert got.count("I am a bot, not a person") == MOST_A_MINUTE
    assert got.count(TOO_MUCH) == 1


async def test_a_minute_later_the_first_screen_is_there_again(world: World) -> None:
    await floods(world, MOST_A_MINUTE + 5)
    await passes(world, world.maya, seconds=61)
    came = await does(world, world.maya, "hello")

    assert came[-1].button("Start")


async def test_danger_gets_through_a_flood(world: World) -> None:
    await floods(world, MOST_A_MINUTE + 5)
    came = await does(world, world.maya, DANGER)

    assert "988" in text(since(world.maya, 0))
    assert "Is somebody with you?" in text(came)
    assert await world.case_of(world.maya) is not None


async def test_help_gets_through_a_flood_as_a_word_and_as_a_button(world: World) -> None:
    await floods(world, MOST_A_MINUTE + 5)
    for asked in ("HELP", "I need help now"):
        came = await does(world, world.maya, asked)

        assert "Is somebody with you?" in text(came), asked


async def test_a_flood_of_danger_is_one_case_and_rings_once_in_five_minutes(world: World) -> None:
    for _ in range(12):
        world.maya.write(DANGER)
    await quiet(world)
    who = await world.person_at(world.maya)
    rang = [message for message in world.sam.screen if message.button("Open")]

    assert len(await world.read(lambda tx: case.of_person(tx, who.id))) == 1
    assert len(rang) == 1
    await passes(world, world.maya, minutes=5, seconds=1)
    # Nobody has taken it: the next rung calls by itself, and what she writes then rings once more.
    assert len([message for message in world.sam.screen if message.button("Open")]) == 2
    for _ in range(12):
        world.maya.write(DANGER)
    await quiet(world)
    assert len([message for message in world.sam.screen if message.button("Open")]) == 3


async def test_who_writes_again_is_told_the_truth_about_the_team(world: World) -> None:
    await does(world, world.maya, DANGER)
    came = await does(world, world.maya, DANGER)

    assert "I have let one person from our team know" in text(came)
    assert "could not reach anybody" not in text(came)


async def test_what_was_left_is_kept_nowhere(world: World) -> None:
    await does(world, world.maya, DANGER)
    held = await world.case_of(world.maya)
    assert held is not None
    await floods(world, MOST_A_MINUTE + 5)
    said = [event.words for event in await world.read(lambda tx: case_event.of(tx, held.id))]

    assert said.count("spam and more spam") <= MOST_A_MINUTE


async def test_who_has_agreed_is_never_slowed(world: World) -> None:
    await joins(world, world.maya)
    await passes(world, world.maya, minutes=2)
    got = await floods(world, MOST_A_MINUTE + 5)

    assert TOO_MUCH not in got
    assert got.count("I keep your words") == MOST_A_MINUTE + 5


async def test_whoever_takes_the_case_hears_the_next_cry_at_once(world: World) -> None:
    await does(world, world.maya, DANGER)
    held = await world.case_of(world.maya)
    assert held is not None
    await taken(world, world.sam, held.code)
    before = newest(world.sam)
    for _ in range(3):
        await does(world, world.maya, "I need help now")
    rang = [message for message in since(world.sam, before) if message.button("Open")]

    assert len(rang) == 1


async def test_danger_in_what_waited_for_a_start_is_never_too_much(world: World) -> None:
    """What was kept before a restart is not heard a second time before its turn."""
    await does(world, world.maya, "hello")
    rows = [
        Kept(update_id=number, chat=world.maya.id, body=json.dumps(_written(world, number, words)))
        for number, words in enumerate((*["spam"] * (MOST_A_MINUTE + 5), DANGER), start=900_000)
    ]
    await world.app.database.run(lambda tx: inbox.keep(tx, rows, world.clock.now()))
    await world.app.turns.resume()
    await quiet(world)

    assert await world.case_of(world.maya) is not None


def _written(world: World, number: int, words: str) -> dict[str, object]:
    who = {"id": world.maya.id, "first_name": "Maya", "language_code": "en"}
    message = {
        "message_id": number,
        "date": int(world.clock.now().timestamp()),
        "chat": {"id": world.maya.id, "type": "private", "first_name": "Maya"},
        "from": {**who, "is_bot": False},
        "text": words,
    }
    return {"update_id": number, "message": message}
