"""Who comes without a link: what works at once, and how staff say yes."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.storage import audit, timer
from tests.stories.arriving import card_from, opens, token_in
from tests.stories.editing import Desk
from tests.stories.leading import closes
from tests.stories.walking import (
    WELCOME,
    administrator,
    another_coach,
    does,
    joins,
    menu,
    newest,
    passes,
    since,
    text,
    through,
    timers,
)
from tests.world import COACH, World

Joining = Callable[[str], Awaitable[None]]


@pytest.fixture
def joining(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Joining:
    """Put another way of joining into force."""
    desk = Desk(world, tmp_path / "programme", monkeypatch)

    async def changed(how: str) -> None:
        desk.change("programme.yaml", "joining: open, staff welcome", f"joining: {how}")
        await desk.goes_live()

    return changed


async def test_the_team_hears_of_somebody_new_once_they_have_agreed(world: World) -> None:
    before = newest(world.sam)
    await does(world, world.maya, "hello")
    await through(world, world.maya, *WELCOME["en"][:-1])
    assert since(world.sam, before) == []

    await does(world, world.maya, WELCOME["en"][-1])

    (told,) = since(world.sam, before)
    who = await world.person_at(world.maya)
    assert who.code in told.text
    assert "Maya" not in told.text
    assert told.button("Welcome")


async def test_who_says_welcome_is_their_coach_and_both_know_it(world: World) -> None:
    await joins(world, world.maya)
    before = newest(world.maya)

    said = await does(world, world.sam, "Welcome")

    who = await world.person_at(world.maya)
    sam = world.app.roster.at_chat(COACH)
    assert sam is not None
    assert who.coach == sam.id
    assert who.welcomed_at is not None
    assert who.code in text(said)
    assert "Sam is a person from our team" in text(since(world.maya, before))
    entries = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert [(one.action, one.who) for one in entries if one.action == "welcomed"] == [("welcomed", sam.id)]


async def test_two_coaches_say_welcome_and_one_is_told_who_was_first(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    before = newest(ana)
    await does(world, world.sam, "Welcome")
    assert "Sam has welcomed" in text(since(ana, before))

    said = await does(world, ana, "Welcome")

    assert "Sam has welcomed" in text(said)
    sam = world.app.roster.at_chat(COACH)
    assert sam is not None
    assert (await world.person_at(world.maya)).coach == sam.id


async def test_an_administrator_is_not_asked_for_a_welcome(world: World) -> None:
    office = await administrator(world)
    before = newest(office)

    await joins(world, world.maya)

    assert since(office, before) == []


async def test_the_team_is_reminded_for_three_days_and_then_left_alone(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)

    def waits(came: str) -> bool:
        return f"{who.code} still waits" in came

    days = [waits(text(await passes(world, world.sam, hours=24.1))) for _ in range(5)]

    assert days == [True, True, True, False, False]


async def test_the_day_after_somebody_was_there_nobody_is_asked_for_a_welcome(world: World) -> None:
    await joins(world, world.maya)
    await passes(world, world.sam, hours=3)
    await does(world, world.maya, "I want to die")
    await closes(world, world.sam, (await world.person_at(world.maya)).code)
    before = newest(world.sam)

    await passes(world, world.sam, hours=22)
    assert not any("welcome" in one.text for one in since(world.sam, before))

    await passes(world, world.sam, days=2)
    assert any("welcome" in one.text for one in since(world.sam, before))


async def test_the_reminder_rings_for_nobody_off_duty(world: World) -> None:
    ana = await another_coach(world, language="en")
    await joins(world, world.maya)
    await does(world, world.sam, "/offduty")

    at_sam, at_ana = newest(world.sam), newest(ana)
    await passes(world, world.sam, hours=24.1)

    (off,), (on,) = since(world.sam, at_sam), since(ana, at_ana)
    assert "still waits" in off.text
    assert not off.rang
    assert on.rang


async def test_nobody_is_reminded_after_a_welcome(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.sam, "Welcome")

    assert await timers(world, world.maya, "newcomer") == []
    assert "waits" not in text(await passes(world, world.sam, hours=25))


async def test_a_card_for_nobody_yet_still_brings_a_coach(world: World) -> None:
    office = await administrator(world)
    made = await through(
        world, office, "/invite", "Somebody new here", "English", "Nobody yet", "Leave it out", "No such day"
    )
    await opens(world, world.maya, token_in(made))
    before = newest(world.sam)

    await through(world, world.maya, *WELCOME["en"])

    assert "Has no coach yet" in text(since(world.sam, before))
    await does(world, world.sam, "Welcome")
    sam = world.app.roster.at_chat(COACH)
    assert sam is not None
    assert (await world.person_at(world.maya)).coach == sam.id


async def test_where_anybody_may_join_nobody_is_asked(world: World, joining: Joining) -> None:
    await joining("open")
    before = newest(world.sam)

    await joins(world, world.maya)

    assert since(world.sam, before) == []
    assert (await world.person_at(world.maya)).state == "active"


async def test_by_link_somebody_without_one_gets_help_and_can_let_the_team_know(
    world: World, joining: Joining
) -> None:
    await joining("by link")
    await does(world, world.maya, "hello")
    assert "988" in text(await does(world, world.maya, "I need help now"))
    before = newest(world.sam)

    came = await does(world, world.maya, "Start")
    who = await world.person_at(world.maya)
    assert "a person from our team says welcome" in text(came)
    assert who.code in text(came)
    assert since(world.sam, before) == []

    came = await does(world, world.maya, "Let the team know")
    assert "cannot say when" in text(came)
    (told,) = since(world.sam, before)
    assert told.text.startswith(who.code)
    assert "Maya" not in told.text

    before = newest(world.maya)
    await does(world, world.sam, "Welcome")
    assert "Sam from our team says welcome" in text(since(world.maya, before))
    await through(world, world.maya, *WELCOME["en"])
    who = await world.person_at(world.maya)
    sam = world.app.roster.at_chat(COACH)
    assert sam is not None
    assert (who.state, who.coach) == ("active", sam.id)


async def test_by_link_asking_again_and_again_tells_the_team_once(world: World, joining: Joining) -> None:
    await joining("by link")
    await does(world, world.maya, "hello")
    await through(world, world.maya, "Start", "Let the team know")
    before = newest(world.sam)

    for _ in range(5):
        assert "Our team knows" in text(await through(world, world.maya, "hello", "Start"))

    assert since(world.sam, before) == []


async def test_by_link_who_has_a_card_begins_at_once(world: World, joining: Joining) -> None:
    await joining("by link")
    token = await card_from(world, world.sam)
    await opens(world, world.maya, token)

    await through(world, world.maya, *WELCOME["en"])

    assert (await world.person_at(world.maya)).state == "active"


async def test_by_link_with_nobody_on_the_team_the_truth_is_said(world: World, joining: Joining) -> None:
    await joining("by link")
    await does(world, world.sam, "/leave")
    await does(world, world.sam, "Yes, I leave")
    await does(world, world.maya, "hello")

    came = await through(world, world.maya, "Start", "Let the team know")

    assert "nobody on our team" in text(came)
    who = await world.person_at(world.maya)
    assert [
        one for one in await world.read(lambda tx: timer.of_person(tx, who.id)) if one.kind == "newcomer"
    ] == []


async def test_who_was_here_before_a_link_was_needed_stays(world: World, joining: Joining) -> None:
    await joins(world, world.maya)
    await joining("by link")

    came = await menu(world, world.maya, "My reasons")

    assert "welcome first" not in text(came)
    assert (await world.person_at(world.maya)).state == "active"


async def test_by_link_a_typed_start_is_no_way_around(world: World, joining: Joining) -> None:
    await joining("by link")
    await does(world, world.maya, "hello")

    came = await does(world, world.maya, "start")

    assert "18 or older" not in text(came)
    who = await world.person_at(world.maya)
    assert (who.state, who.welcomed_at) == ("new", None)
