"""Somebody has another phone: all of theirs goes on there, and the old chat is cut off."""

import asyncio
from collections.abc import Callable

from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, case, check_in, concern, note, person, timer
from bot.turns.welcoming.agreeing import agrees
from tests.stories.arriving import opens, token_in
from tests.stories.walking import (
    administrator,
    another_coach,
    checks_in,
    does,
    events,
    invited,
    joins,
    live,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
)
from tests.world import COACH, World

NEW = 140


async def with_coach(world: World) -> str:
    """Maya has joined and Sam is her coach; return her code."""
    await joins(world, world.maya)
    await does(world, world.sam, "Welcome")
    return (await world.person_at(world.maya)).code


async def link_for(world: World, coach: Phone, code: str) -> str:
    """The coach makes a link for the new phone of the person with this code; return its letters."""
    return token_in(await does(world, coach, f"/newphone {code}"))


async def until(true: Callable[[], bool]) -> None:
    """Return once this is true; `quiet` would wait for what is on its way, too."""
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110  # nobody tells
            await asyncio.sleep(0.005)


def another_phone(world: World) -> Phone:
    """Return the phone that Maya has now."""
    return world.sim.phone("Maya", NEW, "en")


async def test_history_days_and_agreement_go_on_in_the_new_chat(world: World) -> None:
    code = await with_coach(world)
    await checks_in(world, world.maya, "Going well", "2", "No", "Skip")
    before = await world.person_at(world.maya)
    phone = another_phone(world)

    came = await opens(world, phone, await link_for(world, world.sam, code.lower()))

    assert "Welcome on your new phone" in text(came)
    assert phone.menu
    now = await world.person_at(phone)
    assert (now.id, now.code, now.name, now.began_at) == (before.id, code, "Maya", before.began_at)
    assert await world.read(lambda tx: person.find(tx, world.maya.id)) is None
    assert len(await world.read(lambda tx: check_in.latest(tx, now.id, 9))) == 1
    assert await world.read(lambda tx: agrees(world.app.turns._work(tx), now))
    assert (await invited(world, phone)).button("I am ready")


async def test_nothing_more_is_sent_to_the_old_chat_and_its_screen_is_cleared(world: World) -> None:
    code = await with_coach(world)
    phone = another_phone(world)
    token = await link_for(world, world.sam, code)
    await opens(world, phone, token)
    await passes(world, phone, minutes=1)

    # The first screen is not known any more, because nothing of it was kept; it says nothing of anybody.
    assert ["I am Holdfast" in one.text for one in world.maya.screen if not one.mine] == [True]
    before = newest(world.maya)
    for _ in range(3):
        await passes(world, phone, days=1)
    assert since(world.maya, before) == []
    assert since(phone, 0)


async def test_the_old_phone_is_a_strangers_from_then_on(world: World) -> None:
    code = await with_coach(world)
    phone = another_phone(world)
    await opens(world, phone, await link_for(world, world.sam, code))

    came = await does(world, world.maya, "hello")

    assert came[-1].button("Start")
    assert "Maya" not in text(came)
    assert (await world.person_at(world.maya)).id != (await world.person_at(phone)).id


async def test_both_the_link_and_the_move_are_on_record_and_the_coach_hears_of_it(world: World) -> None:
    code = await with_coach(world)
    token = await link_for(world, world.sam, code)
    before = newest(world.sam)
    phone = another_phone(world)
    await opens(world, phone, token)

    who = await world.person_at(phone)
    sam = world.app.roster.at_chat(COACH)
    assert sam is not None
    entries = await world.read(lambda tx: audit.of(tx, "person", who.id))
    done = [(one.action, one.role, one.who) for one in entries if "phone" in one.action]
    assert done == [("made new phone link", "coach", sam.id), ("moved to new phone", "participant", None)]
    assert f"{code} is on another phone now" in text(since(world.sam, before))


async def test_an_open_question_is_asked_again_on_the_new_phone(world: World) -> None:
    code = await with_coach(world)
    await menu(world, world.maya, "My reasons")
    phone = another_phone(world)

    await opens(world, phone, await link_for(world, world.sam, code))
    came = await does(world, phone, "my daughter")

    assert "Is there another one?" in text(came)


async def test_an_invitation_can_be_taken_up_on_the_new_phone(world: World) -> None:
    code = await with_coach(world)
    await invited(world, world.maya)
    phone = another_phone(world)

    came = await opens(world, phone, await link_for(world, world.sam, code))
    assert came[-1].button("I am ready")
    await does(world, phone, "I am ready")

    assert (await live(world, phone))[0] == ("daily_checkin", "open")


async def test_an_open_case_goes_along_and_the_talk_goes_on(world: World) -> None:
    code = await with_coach(world)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, code)
    phone = another_phone(world)
    card = next(one for one in reversed(world.sam.screen) if one.button("A new phone"))
    world.sam.tap((card.id, "A new phone"))
    await quiet(world)
    await opens(world, phone, token_in(world.sam.screen[-1:]))

    before = newest(phone)
    await does(world, world.sam, "Is this you?")
    assert "Sam: Is this you?" in text(since(phone, before))
    before = newest(world.sam)
    await does(world, phone, "yes it is me")
    assert "yes it is me" in text(since(world.sam, before))
    assert "coach wrote" in [one.kind for one in await events(world, phone)]


async def test_what_waited_for_the_old_chat_arrives_in_the_new_one(world: World) -> None:
    code = await with_coach(world)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, code)
    token = await link_for(world, world.sam, code)
    world.sim.faults.add("429", method="sendMessage", chat=world.maya.id, seconds=3600)
    world.sam.write("I am on my way to you")
    await until(lambda: any(rule.hits for rule in world.sim.faults.rules))
    phone = another_phone(world)

    phone.command("start", token)
    await phone.until(lambda: phone.shows("I am on my way to you"))

    assert not world.maya.shows("I am on my way to you")


async def test_a_link_works_once_and_a_day(world: World) -> None:
    code = await with_coach(world)
    token = await link_for(world, world.sam, code)
    await opens(world, another_phone(world), token)
    other = world.sim.phone("Eve", 141, "en")
    assert "used before" in (await opens(world, other, token))[0].text

    token = await link_for(world, world.sam, code)
    await passes(world, world.sam, hours=25)
    assert "too old" in (await opens(world, other, token))[0].text
    assert (await world.person_at(other)).code != code


async def test_the_second_link_kills_the_first(world: World) -> None:
    code = await with_coach(world)
    first, second = [await link_for(world, world.sam, code) for _ in range(2)]
    phone = another_phone(world)

    assert "too old" in (await opens(world, phone, first))[0].text
    assert "new phone" in text(await opens(world, phone, second))


async def test_a_phone_with_a_history_of_its_own_keeps_it_and_the_link_stays_good(world: World) -> None:
    code = await with_coach(world)
    eve = world.sim.phone("Eve", 141, "en")
    await joins(world, eve)
    token = await link_for(world, world.sam, code)

    said = await opens(world, eve, token)

    assert "takes part on its own" in text(said)
    assert (await world.person_at(eve)).code != code
    assert (await world.person_at(world.maya)).code == code
    phone = another_phone(world)
    assert "new phone" in text(await opens(world, phone, token))


async def test_the_same_phone_has_nothing_to_move(world: World) -> None:
    code = await with_coach(world)
    token = await link_for(world, world.sam, code)

    assert "nothing to move" in text(await opens(world, world.maya, token))

    assert (await world.person_at(world.maya)).code == code
    assert "new phone" in text(await opens(world, another_phone(world), token))


async def test_what_the_new_phone_was_as_a_guest_is_forgotten(world: World) -> None:
    code = await with_coach(world)
    phone = another_phone(world)
    await does(world, phone, "hello")
    guest = (await world.person_at(phone)).id

    await opens(world, phone, await link_for(world, world.sam, code))

    assert await world.read(lambda tx: person.get(tx, guest)) is None
    assert (await world.person_at(phone)).code == code


async def test_a_case_that_was_opened_on_the_new_phone_is_theirs(world: World) -> None:
    code = await with_coach(world)
    phone = another_phone(world)
    await does(world, phone, "hello")
    await does(world, phone, "I need help now")
    held = await world.case_of(phone)
    assert held is not None
    assert held.code != code

    await opens(world, phone, await link_for(world, world.sam, code))

    now = await world.case_of(phone)
    assert now is not None
    assert (now.id, now.code, now.without_consent) == (held.id, held.code, False)
    assert (await world.person_at(phone)).code == code
    await taken(world, world.sam, held.code)
    before = newest(phone)
    await does(world, world.sam, "I am here")
    assert "Sam: I am here" in text(since(phone, before))


async def test_what_is_planned_and_noted_in_a_case_from_the_new_phone_goes_along(world: World) -> None:
    """Else whoever has the crisis could fall silent, and nobody else would ever be called."""
    code = await with_coach(world)
    phone = another_phone(world)
    await does(world, phone, "hello")
    await does(world, phone, "I need help now")
    held = await world.case_of(phone)
    assert held is not None
    await taken(world, world.sam, held.code)
    guest, sam = await world.person_at(phone), world.app.roster.at_chat(COACH)
    assert sam is not None
    now = world.clock.now()

    def write(tx: Transaction) -> None:
        note.add(
            tx, id=tx.new_id(now), person=guest.id, case=held.id, by=sam.id, words="Alone tonight", at=now
        )
        concern.add(tx, id=tx.new_id(now), person=guest.id, words="Nobody came", at=now)

    await world.app.database.run(write)
    owed = await world.read(lambda tx: {one.kind for one in timer.of_person(tx, guest.id)})

    await opens(world, phone, await link_for(world, world.sam, code))

    who = await world.person_at(phone)
    assert who.code == code
    assert "unanswered" in owed & {
        one.kind for one in await world.read(lambda tx: timer.of_person(tx, who.id))
    }
    assert [one.words for one in await world.read(lambda tx: note.of(tx, who.id))] == ["Alone tonight"]
    assert [one.person for one in await world.read(concern.open_)] == [who.id]
    await passes(world, phone, minutes=11)
    assert "freed" in [one.kind for one in await events(world, phone)]


async def test_two_open_cases_wait_until_one_is_closed(world: World) -> None:
    code = await with_coach(world)
    await menu(world, world.maya, "Talk to a person")
    phone = another_phone(world)
    await does(world, phone, "hello")
    await does(world, phone, "I need help now")
    token = await link_for(world, world.sam, code)

    said = await opens(world, phone, token)

    assert "The link works once they have closed" in text(said)
    assert (await world.person_at(phone)).code != code
    assert await world.read(lambda tx: len(case.open_cases(tx))) == 2


async def test_only_the_own_coach_a_supervisor_or_who_has_the_case_makes_the_link(world: World) -> None:
    code = await with_coach(world)
    ana = await another_coach(world)
    office = await administrator(world)

    for phone in (ana, office):
        said = await does(world, phone, f"/newphone {code}")
        assert "https" not in text(said)
    who = await world.person_at(world.maya)
    entries = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert [one.action for one in entries].count("refused: make a link for a new phone") == 2
    assert "Nobody here goes by" in text(await does(world, world.sam, "/newphone Z99"))
    assert "/newphone K7" in text(await does(world, world.sam, "/newphone"))


async def test_what_stood_covered_and_unread_is_brought_to_the_new_phone(world: World) -> None:
    code = await with_coach(world)
    who = await world.person_at(world.maya)
    await world.app.database.run(lambda tx: person.change(tx, who.id, discreet=True))
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, code)
    await passes(world, world.maya, minutes=10)
    await does(world, world.sam, "I can drive you there")
    covered = world.maya.shows("I can drive you there")
    phone = another_phone(world)
    came = await opens(world, phone, await link_for(world, world.sam, code))

    assert not covered
    assert "I can drive you there" in text(came)
