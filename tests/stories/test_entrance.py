"""The first screen: help before paperwork, and looking around that leaves nothing behind."""

import pytest
from sqlalchemy import func, select

from bot.simulator.phone import Phone
from bot.storage import Transaction, case
from bot.storage.tables import METADATA
from tests.stories.walking import AGREED, Came, does, joins, live, passes, quiet, since, text, through
from tests.world import World

# What the first screen offers in English: the languages, and three ways on.
OFFERED = (("English", "Español"), ("I need help now",), ("Look around first",), ("Start",))
# Everything there is to look at.
TOPICS = ("A craving", "Calming down", "Naloxone", "Places that help", "Lines that answer")
# Tables that hold what comes in before it is carried out, and how the machine itself is kept.
OF_THE_MACHINE = ("inbox", "bundle", "publication", "meta", "member", "invite", "audit", "alembic_version")


async def rows_by_table(world: World) -> dict[str, int]:
    """Return {table: rows} of everything that is kept."""

    def count(tx: Transaction) -> dict[str, int]:
        return {
            name: int(tx.execute(select(func.count()).select_from(table)).all()[0][0])
            for name, table in METADATA.tables.items()
        }

    return await world.read(count)


async def taps(world: World, phone: Phone, *labels: str) -> Came:
    """Tap one button after the other; return what came last. Fails where a button is not there."""
    came: Came = []
    for label in labels:
        assert any(message.button(label) for message in phone.screen), label
        came = await does(world, phone, label)
    return came


async def test_the_first_screen_has_the_language_and_three_ways_on(world: World) -> None:
    came = await does(world, world.maya, "hello")

    assert [message.buttons for message in came] == [OFFERED]
    assert "I am a bot, not a person" in text(came)


async def test_whatever_comes_first_is_answered_with_the_first_screen(world: World) -> None:
    for first in ("/start", "/menu", "what is this", "Hola", "👍"):
        came = await (command(world, first) if first[0] == "/" else does(world, world.maya, first))

        assert [message.buttons for message in came] == [OFFERED], first


async def command(world: World, name: str) -> Came:
    before = max((message.id for message in world.maya.screen), default=0)
    world.maya.command(name.removeprefix("/"))
    await quiet(world)
    return since(world.maya, before)


async def test_help_is_one_tap_away(world: World) -> None:
    await command(world, "/start")

    came = await taps(world, world.maya, "I need help now")

    assert came[0].text.startswith("You can talk to somebody now. Call or text 988")
    assert came[0].text.endswith("I am glad you reached out. I am here.")  # before anything was written
    assert "Is somebody with you?" in came[1].text
    assert any(message.text.endswith("no consent yet") for message in world.sam.screen)


async def test_the_first_check_in_is_at_most_ten_taps_away(world: World) -> None:
    await command(world, "/start")
    steps = (*AGREED["en"], "Skip", "Yes", "9:00 AM", "No")
    for number, step in enumerate(steps, start=1):
        came = await taps(world, world.maya, step)
        assert number <= 10

    who = await world.person_at(world.maya)
    assert who.state == "active"
    assert "Maya" not in text(came)
    await world.to_check_in(world.maya)
    assert world.maya.last is not None
    assert world.maya.last.button("I am ready")


async def test_looking_around_leaves_nothing_but_chat_and_language(world: World) -> None:
    before = await rows_by_table(world)
    await does(world, world.maya, "what is this? my name is Maya and I used yesterday")
    await taps(world, world.maya, "Look around first", *TOPICS, "Español")
    after = await rows_by_table(world)

    grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert {name for name in grown if name not in OF_THE_MACHINE} == {"person"}
    who = await world.person_at(world.maya)
    assert (who.state, who.locale, who.name, who.goal, who.coach) == ("new", "es", None, None, None)
    assert (who.began_at, who.check_in_at, who.site) == (None, None, None)


async def test_what_came_in_is_empty_once_it_was_answered(world: World) -> None:
    await does(world, world.maya, "my name is Maya")

    def bodies(tx: Transaction) -> list[object]:
        return [row[0] for row in tx.execute(select(METADATA.tables["inbox"].c.body)).all()]

    assert set(await world.read(bodies)) <= {None, b"", ""}
    assert await world.case_of(world.maya) is None


async def test_every_topic_says_something_and_leads_on(world: World) -> None:
    await does(world, world.maya, "hello")
    await taps(world, world.maya, "Look around first")
    said = set()
    for topic in TOPICS:
        came = await taps(world, world.maya, topic)
        said.add(text(came))
        assert came[-1].button("Start")
        assert came[-1].button("I need help now")
        assert not came[-1].button(topic)

    assert len(said) == len(TOPICS)


async def test_a_language_is_chosen_on_the_first_screen(world: World) -> None:
    await does(world, world.maya, "hello")
    came = await taps(world, world.maya, "Español")

    assert (await world.person_at(world.maya)).locale == "es"
    assert came[0].button("Empezar")


async def test_an_old_start_button_greets_who_is_here_already(world: World) -> None:
    await does(world, world.maya, "hello")
    await taps(world, world.maya, "Look around first")
    await does(world, world.maya, "hello")
    screens = [message for message in world.maya.screen if message.button("Start")]
    await through(world, world.maya, *AGREED["en"], "Maya", "Yes", "9:30 am", "No")
    left = [message for message in world.maya.screen if message.button("Start")]
    assert left
    assert len(left) < len(screens)
    before = world.maya.screen[-1].id
    world.maya.tap((left[0].id, "Start"))
    await quiet(world)

    assert "Maya" in text(since(world.maya, before))
    assert (await world.person_at(world.maya)).state == "active"


async def test_a_guest_has_one_case_whatever_they_tap(world: World) -> None:
    await does(world, world.maya, "hello")
    for _ in range(3):
        await taps(world, world.maya, "I need help now")
    who = await world.person_at(world.maya)

    assert len(await world.read(lambda tx: case.of_person(tx, who.id))) == 1


@pytest.mark.parametrize("data", ["5:topic:weather", "5:topic", "5:look"])
async def test_a_topic_that_nobody_wrote_about_offers_the_others(world: World, data: str) -> None:
    await does(world, world.maya, "hello")
    came = await tapped(world, data)

    assert all(came[-1].button(topic) for topic in TOPICS)


async def test_a_language_that_is_not_spoken_here_changes_nothing(world: World) -> None:
    await does(world, world.maya, "hello")
    came = await tapped(world, "5:lang:xx")

    assert came[-1].buttons == OFFERED
    assert (await world.person_at(world.maya)).locale == "en"


async def test_a_button_of_another_version_says_so(world: World) -> None:
    await does(world, world.maya, "hello")

    assert await tapped(world, "5:dance") == []
    assert world.maya.notes[-1].startswith("That button is from before")


async def tapped(world: World, data: str) -> Came:
    """Tap a button with this data under the newest message; return what the bot then sent."""
    last = world.maya.last
    assert last is not None
    world.maya.tap_data(last.id, data)
    await quiet(world)
    return since(world.maya, last.id)


async def test_start_in_the_middle_of_the_welcome_asks_the_same_question_again(world: World) -> None:
    await does(world, world.maya, "hello")
    asked = await taps(world, world.maya, "Start")
    again = await tapped(world, "5:start")

    assert text(again) == text(asked)


async def test_who_agreed_and_left_before_the_end_goes_on_with_the_welcome(world: World) -> None:
    await does(world, world.maya, "hello")
    await taps(world, world.maya, *AGREED["en"])
    await passes(world, world.maya, days=8)
    came = await does(world, world.maya, "hello")

    assert (await world.person_at(world.maya)).state == "consenting"
    assert await live(world, world.maya) == [("welcome", "open")]
    assert came[-1].labels


async def test_who_asks_for_help_in_the_welcome_can_go_on_with_it_from_the_first_screen(world: World) -> None:
    await does(world, world.maya, "hello")
    asked = await taps(world, world.maya, "Start")
    await does(world, world.maya, "HELP")
    again = await tapped(world, "5:start")

    assert text(asked) in text(again)


async def test_first_screen_buttons_of_before_lead_to_the_menu_of_who_is_here(world: World) -> None:
    await does(world, world.maya, "hello")
    await taps(world, world.maya, *AGREED["en"], "Skip", "Yes", "9:00 AM", "No")
    for data in ("5:entrance", "5:lang:en"):
        came = await tapped(world, data)

        assert "what you can do" in text(came)
        assert world.maya.menu


async def test_whoever_took_their_yes_back_is_not_told_that_only_the_chat_is_kept(world: World) -> None:
    await joins(world, world.maya)
    await through(world, world.maya, "/mydata", "Take my yes back", "Yes, take it back")

    first = text(await does(world, world.maya, "hello"))

    assert "I keep only this chat" not in first
    assert "/mydata shows" in first
    assert (await world.person_at(world.maya)).name == "Maya"


async def test_a_guest_with_an_open_case_is_not_told_that_only_the_chat_is_kept(world: World) -> None:
    await through(world, world.maya, "hello", "I need help now", "Stop for now")

    assert "I keep only this chat" not in text(await does(world, world.maya, "hello"))
