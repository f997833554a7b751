"""A coach makes a link and a card tap by tap, and somebody comes in with it."""

from datetime import date, timedelta

import pytest

from bot.storage import audit, case, draft, outbox, person
from bot.storage.draft import INVITATION
from bot.storage.tables import METADATA
from bot.storage.transaction import Transaction
from bot.turns.buttons import StaffButton, write
from bot.turns.editing import workshop
from tests.stories.arriving import PLAIN, card_from, opens, token_in
from tests.stories.walking import (
    WELCOME,
    administrator,
    another_coach,
    does,
    joins,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    through,
)
from tests.world import COACH, World


async def test_a_coach_makes_a_card_tap_by_tap(world: World) -> None:
    asked = await does(world, world.sam, "/invite")
    assert "Which language" in text(asked)
    asked = await does(world, world.sam, "Español")
    assert "Where do they come from" in text(asked)
    asked = await does(world, world.sam, "County house")
    assert "such as" in text(asked)
    day = (world.clock.now() + timedelta(days=9)).date()
    made = await does(world, world.sam, day.isoformat())

    said, card = made
    assert all(one in said.text for one in ("Spanish", "Sam", "County house", "once, until"))
    assert token_in(made)
    assert card.kind == "photo"
    assert "names nobody" in card.text
    assert "County" not in card.text


async def test_who_comes_with_a_card_has_its_language_coach_place_and_day(world: World) -> None:
    today = world.clock.now().date()
    day = today + timedelta(days=9)
    token = await card_from(world, world.sam, "Español", "County house", day.isoformat())
    before = newest(world.sam)

    came = await opens(world, world.maya, token)

    assert "Sam" in came[0].text
    assert came[-1].button("English")  # the door, which still offers the languages
    who = await world.person_at(world.maya)
    assert (who.locale, who.site, who.release_day, who.state) == ("es", "County house", day, "new")
    assert who.coach == world.app.roster.at_chat(COACH).id  # type: ignore[union-attr]  # Sam has joined
    assert who.welcomed_at is not None
    assert who.code in text(since(world.sam, before))
    entries = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert [(one.action, one.role, one.who) for one in entries] == [("came by a card", "participant", None)]


async def test_the_card_itself_keeps_nothing_once_it_was_used(world: World) -> None:
    day = (world.clock.now() + timedelta(days=9)).date()
    token = await card_from(world, world.sam, "English", "County house", day.isoformat())
    await opens(world, world.maya, token)

    def left(tx: Transaction) -> list[tuple[bytes | None, date | None]]:
        rows = tx.execute(METADATA.tables["way_in"].select()).all()
        return [(row.site, row.release_day) for row in rows]

    assert await world.read(left) == [(None, None)]


async def test_a_card_works_once_and_the_door_opens_all_the_same(world: World) -> None:
    token = await card_from(world, world.sam)
    await opens(world, world.maya, token)

    came = await opens(world, world.luz, token)

    assert "used before" in came[0].text or "enlace" in came[0].text
    assert len(came[-1].buttons) >= 4
    assert (await world.person_at(world.luz)).coach is None


async def test_a_card_is_too_old_after_a_month(world: World) -> None:
    token = await card_from(world, world.sam)
    await passes(world, world.sam, days=31)

    came = await opens(world, world.maya, token)

    assert "too old" in came[0].text
    assert came[-1].button("Start")


async def test_who_taps_the_own_link_twice_is_told_nothing_odd(world: World) -> None:
    token = await card_from(world, world.sam)
    await opens(world, world.maya, token)

    came = await opens(world, world.maya, token)

    assert "used before" not in text(came)
    assert came[-1].button("Start")


async def test_somebody_who_has_agreed_gets_a_coach_by_a_card_and_keeps_their_language(world: World) -> None:
    await joins(world, world.maya)
    token = await card_from(world, world.sam, "Español", "County house", "No such day")

    came = await opens(world, world.maya, token)

    who = await world.person_at(world.maya)
    assert (who.locale, who.site, who.state) == ("en", "County house", "active")
    assert who.coach is not None
    assert "Good to see you, Maya" in text(came)


async def test_a_member_keeps_the_link_for_whom_it_was_made(world: World) -> None:
    ana = await another_coach(world)
    token = await card_from(world, world.sam)

    said = await opens(world, ana, token)

    assert "already part of the team" in text(said)
    assert "Sam" in (await opens(world, world.maya, token))[0].text


async def test_an_administrator_chooses_whom_the_link_is_for(world: World) -> None:
    office = await administrator(world)
    asked = await does(world, office, "/invite")
    assert [label for row in asked[-1].buttons for label in row] == [
        "Somebody new here",
        "A coach",
        "An editor",
    ]
    made = await does(world, office, "A coach")
    eva = world.sim.phone("Eva", 802, "en")
    assert "Eva" in text(await opens(world, eva, token_in(made)))

    await does(world, office, "/invite")
    await does(world, office, "Somebody new here")
    asked = await does(world, office, "English")
    assert "Who walks with them" in text(asked)
    made = await through(world, office, "Eva · walks with 0", "Leave it out", "No such day")
    await opens(world, world.maya, token_in(made))
    who = await world.person_at(world.maya)
    assert who.coach == world.app.roster.at_chat(802).id  # type: ignore[union-attr]  # Eva has joined


async def test_a_card_can_be_for_nobody_yet(world: World) -> None:
    office = await administrator(world)
    made = await through(
        world, office, "/invite", "Somebody new here", "English", "Nobody yet", "Leave it out", "No such day"
    )

    await opens(world, world.maya, token_in(made))

    who = await world.person_at(world.maya)
    assert (who.coach, who.welcomed_at is not None) == (None, True)


async def test_a_day_that_cannot_be_is_asked_again(world: World) -> None:
    await through(world, world.sam, "/invite", "English", "Leave it out")
    for odd in ("soon", "2019-01-01", "2031-01-01"):
        assert "cannot read that as a day" in text(await does(world, world.sam, odd))

    made = await does(world, world.sam, "today")

    today = world.clock.now().date()
    await opens(world, world.maya, token_in(made))
    released = (await world.person_at(world.maya)).release_day
    assert released is not None
    assert abs(released - today) <= timedelta(days=1)


async def test_words_of_a_coach_with_a_case_are_never_guessed_to_be_for_the_card(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    held = await world.case_of(world.maya)
    assert held is not None
    await taken(world, world.sam, held.code)
    await through(world, world.sam, "/invite", "English")
    before = newest(world.maya)

    asked = await does(world, world.sam, "County house")
    assert "Who is this for?" in text(asked)
    assert since(world.maya, before) == []
    asked = await does(world, world.sam, "The new link")
    assert "jail, hospital" in text(asked)

    await does(world, world.sam, "tomorrow")
    await does(world, world.sam, held.code)
    assert "Sam: tomorrow" in text(since(world.maya, before))


async def test_an_answer_to_a_persons_words_goes_to_that_person(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    held = await world.case_of(world.maya)
    assert held is not None
    await taken(world, world.sam, held.code)
    await does(world, world.maya, "are you there")
    relayed = next(one for one in reversed(world.sam.screen) if "are you there" in one.text)
    await through(world, world.sam, "/invite", "English")
    before = newest(world.maya)

    world.sam.write("County house", reply_to=relayed.id)
    await quiet(world)

    assert "Sam: County house" in text(since(world.maya, before))


async def test_words_long_after_the_question_are_not_for_the_card(world: World) -> None:
    await through(world, world.sam, "/invite", "English")
    await passes(world, world.sam, minutes=31)

    assert "no open case" in text(await does(world, world.sam, "County house"))


async def test_an_old_button_of_a_card_that_is_made_does_nothing(world: World) -> None:
    await does(world, world.sam, "/invite")
    first = world.sam.screen[-1]
    sam = world.app.roster.at_chat(COACH)
    assert sam is not None
    begun = await world.read(lambda tx: draft.of(tx, sam.id, INVITATION))
    assert begun is not None
    await through(world, world.sam, *PLAIN)
    before = newest(world.sam)

    world.sam.tap_data(first.id, write(StaffButton(subject=begun.id, verb="in_language", detail="es")))
    await quiet(world)

    assert "made already" in text(since(world.sam, before))
    assert await world.read(lambda tx: draft.of(tx, sam.id, INVITATION)) is None


async def test_a_guest_of_a_card_begins_with_the_welcome_like_anybody(world: World) -> None:
    token = await card_from(world, world.sam)
    await opens(world, world.maya, token)
    before = newest(world.sam)

    await through(world, world.maya, *WELCOME["en"])

    who = await world.person_at(world.maya)
    assert who.state == "active"
    assert since(world.sam, before) == []  # nobody asks for a welcome: the card was one
    assert await world.read(lambda tx: person.by_code(tx, who.code)) is not None
    assert await world.read(lambda tx: case.open_of(tx, who.id)) is None


async def test_what_is_said_of_a_link_is_not_kept(world: World) -> None:
    token = await card_from(world, world.sam)
    await opens(world, world.maya, token)
    who = await world.person_at(world.maya)

    assert await world.read(lambda tx: outbox.of_person(tx, who.id)) == ()


async def test_an_opened_case_says_where_somebody_came_from(world: World) -> None:
    day = world.clock.now().date() + timedelta(days=9)
    await opens(
        world, world.maya, await card_from(world, world.sam, "English", "County house", day.isoformat())
    )
    await through(world, world.maya, *WELCOME["en"])
    await menu(world, world.maya, "Talk to a person")

    card = await does(world, world.sam, "Open")

    assert "Came from County house" in text(card)
    assert str(day.year) in text(card)


async def test_a_card_that_cannot_be_drawn_leaves_the_link(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "draw", int)  # what a card is not
    made = await through(world, world.sam, "/invite", *PLAIN)

    assert "could not draw the card" in text(made)
    assert "Sam" in (await opens(world, world.maya, token_in(made)))[0].text


async def test_a_stranger_who_tries_links_is_slowed(world: World) -> None:
    for number in range(40):
        world.maya.command("start", f"guess{number}")
    await quiet(world)

    said = [one for one in world.maya.screen if not one.mine]
    assert len(said) < 60  # two for each of the first twenty, and one kind word
    before = newest(world.maya)
    await does(world, world.maya, "/start guess")
    assert since(world.maya, before) == []
