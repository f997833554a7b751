"""A case on its way from hand to hand: who is asked, what nobody may read, and what old buttons still do."""

from bot.ids import to_base62
from bot.simulator.phone import Phone
from bot.storage import case, case_event, person
from bot.turns.buttons import StaffButton, write
from tests.stories.editors import staff
from tests.stories.test_duty import id_of, in_crisis, in_hands, on_duty
from tests.stories.walking import (
    administrator,
    another_coach,
    does,
    joins,
    leaves_team,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
)
from tests.world import World

ASKED = "take over"
SECRET = "She is with her sister, nobody else may know"


async def asks_ana(world: World, held_code: str) -> None:
    """Sam asks Ana by name to take this case over."""
    await does(world, world.sam, f"Hand over {held_code}")
    await does(world, world.sam, "Ana · on duty")


async def presses(world: World, phone: Phone, verb: str, subject: int, detail: str | None = None) -> str:
    """An old button is still on the screen, and is pressed; return what comes."""
    first, before = next(one for one in phone.screen if not one.mine), newest(phone)
    phone.tap_data(first.id, write(StaffButton(subject=subject, verb=verb, detail=detail)))
    await quiet(world)
    return text(since(phone, before))


async def urgent_in_hands(world: World, coach: Phone, phone: Phone) -> tuple[int, str]:
    """The person asked for a human, and this coach has it and has written; return the case's id and code."""
    await menu(world, phone, "Talk to a person")
    held = await world.case_of(phone)
    assert held is not None
    await taken(world, coach, held.code)
    await does(world, coach, f"{held.code} I am here")
    return held.id, held.code


async def test_a_line_about_a_case_that_is_closed_meanwhile_goes_to_nobody(world: World) -> None:
    await joins(world, world.maya)
    await joins(world, world.luz, "es")
    await in_hands(world, world.sam, world.luz)
    held = await in_hands(world, world.sam, world.maya)
    ana = await another_coach(world, language="en")
    await asks_ana(world, held.code)
    await does(world, ana, "I take it over")
    await does(world, ana, f"{held.code} I am here too")
    at = world.clock.now()
    await world.app.database.run(
        lambda tx: case.change(tx, held.id, state="closed", closed_at=at, outcome="talked")
    )
    before_maya, before_luz = newest(world.maya), newest(world.luz)

    said = text(await does(world, world.sam, SECRET))

    assert SECRET not in text([*since(world.maya, before_maya), *since(world.luz, before_luz)])
    assert f"{held.code} is closed" in said
    assert "went to nobody" in said


async def test_a_line_that_takes_its_time_or_a_picture_in_its_place_is_asked_about(world: World) -> None:
    await another_coach(world, language="en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    await asks_ana(world, held.code)
    before, before_sam = newest(world.maya), newest(world.sam)
    world.sam.send_photo(SECRET)
    world.sam.send_voice()
    await quiet(world)

    assert since(world.maya, before) == []
    assert text(since(world.sam, before_sam)).count("Who is this for?") == 2
    await passes(world, world.sam, minutes=11)
    before = newest(world.maya)
    assert "Who is this for?" in text(await does(world, world.sam, SECRET))
    assert SECRET not in text(since(world.maya, before))
    await does(world, world.sam, f"{held.code} look at the sky")
    assert "look at the sky" in text(since(world.maya, before))


async def test_a_crisis_goes_round_and_does_not_stay_with_whoever_sleeps(world: World) -> None:
    ana = await another_coach(world, language="en")
    kim = await another_coach(world, "Kim", 802, "en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    before_ana, before_kim = newest(ana), newest(kim)
    await asks_ana(world, held.code)
    for _ in range(5):
        await passes(world, kim, minutes=5)

    assert text(since(ana, before_ana)).count(ASKED) == 3
    assert text(since(kim, before_kim)).count(ASKED) == 3


async def test_when_the_only_supervisor_has_the_crisis_administrators_hear_that_nobody_takes_it(
    world: World,
) -> None:
    await another_coach(world, language="en")
    office = await administrator(world)
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await does(world, rosa, "/onduty")
    await joins(world, world.maya)
    held = await in_hands(world, rosa, world.maya)
    await does(world, rosa, f"Hand over {held.code}")
    await does(world, rosa, "Ana · on duty")
    before = newest(office)
    await passes(world, office, minutes=6)

    assert "needs new hands" in text(since(office, before))


async def test_who_cannot_now_is_asked_again_after_an_hour_and_not_rung_before(world: World) -> None:
    ana = await another_coach(world, language="en")
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await does(world, rosa, "/me")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    await asks_ana(world, held.code)
    await does(world, ana, "I cannot now")
    await passes(world, rosa, minutes=6)
    await does(world, rosa, "I cannot now")
    before_ana, before_rosa, before_sam = newest(ana), newest(rosa), newest(world.sam)
    for _ in range(6):
        await passes(world, ana, minutes=5)

    assert ASKED not in text(since(ana, before_ana))
    assert held.code not in text(since(rosa, before_rosa))
    told = text(since(world.sam, before_sam))
    assert told.count(f"Nobody could take {held.code} yet") == 1, "once, not every five minutes"
    for _ in range(8):
        await passes(world, ana, minutes=5)
    assert ASKED in text(since(ana, before_ana))


async def test_what_is_no_crisis_rings_for_nobody_who_is_off_duty(world: World) -> None:
    await another_coach(world, language="en")
    kim = await another_coach(world, "Kim", 802, "en")
    await joins(world, world.maya)
    _, code = await urgent_in_hands(world, world.sam, world.maya)
    await does(world, kim, "/offduty")
    await asks_ana(world, code)
    before_kim, before = newest(kim), newest(world.sam)
    await passes(world, kim, minutes=6)

    assert since(kim, before_kim) == []
    assert f"Nobody could take {code} yet" in text(since(world.sam, before))
    await does(world, world.sam, f"Hand over {code}")
    await does(world, world.sam, "Kim")
    (offer,) = since(kim, before_kim)
    assert f"take over {code}" in offer.text
    assert not offer.rang, "she finds it when she looks"


async def test_an_old_button_says_who_has_the_case_now(world: World) -> None:
    ana = await another_coach(world, language="en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    await asks_ana(world, held.code)
    await does(world, ana, "I take it over")

    for verb in ("ho-ask", "sw-ask", "sw-sure", "tried"):
        said = await presses(world, world.sam, verb, held.id)
        assert f"Ana already has {held.code}" in said, verb
        assert "Your role cannot" not in said

    assert "no longer with you" in await presses(world, ana, "sw-sure", held.id)
    said = await presses(world, ana, "ho-ask", held.id)
    assert f"{held.code} is in nobody's hands" in said


async def test_a_plan_that_changes_hands_says_who_goes_on_and_not_that_they_are_here(world: World) -> None:
    ana = await another_coach(world, language="en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    await does(world, world.maya, "I will call my sister")
    await does(world, world.sam, f"{held.code} good")
    await does(world, world.sam, f"/case {held.code}")
    await does(world, world.sam, "Close")
    await does(world, world.sam, "We have a plan")
    await asks_ana(world, held.code)
    before = newest(world.maya)
    await does(world, ana, "I take it over")

    said = text(since(world.maya, before))
    assert "Ana is here" not in said
    assert "Ana goes on with you" in said


async def test_a_supervisor_who_asks_for_somebody_does_not_say_that_it_is_with_her(world: World) -> None:
    ana = await another_coach(world, language="en")
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await does(world, rosa, "/me")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    before, before_sam = newest(ana), newest(world.sam)
    asked = await presses(world, rosa, "ho-ask", held.id)
    assert held.code in asked

    await does(world, rosa, "Ana · on duty")

    offer = text(since(ana, before))
    assert f"Rosa asks you to take over {held.code}" in offer
    assert "It stays with Sam" in offer
    assert f"Rosa has asked Ana to take {held.code}" in text(since(world.sam, before_sam))


async def test_whoever_cannot_be_reached_any_more_is_not_asked_by_an_old_button(world: World) -> None:
    ana = await another_coach(world, language="en")
    await another_coach(world, "Kim", 802, "en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    asked = await does(world, world.sam, f"Hand over {held.code}")
    assert "Ana · on duty" in asked[-1].labels
    ana.block()
    await quiet(world)

    said = await does(world, world.sam, "Ana · on duty")

    assert "cannot take it any more" in text(said)
    assert said[-1].labels == ("Kim · on duty",)


async def test_somebody_alone_in_a_programme_is_told_plainly_what_she_can_do(world: World) -> None:
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)

    for what in ("/offduty", f"Hand over {held.code}"):
        said = text(await does(world, world.sam, what))
        assert "There is nobody else I can ask" in said
        assert "988" in said
        assert "whoever runs your programme" in said


async def test_somebody_alone_is_not_swapped_off_into_nothing(world: World) -> None:
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    before = newest(world.maya)
    await does(world, world.sam, f"Swap me off {held.code}")

    said = text(await does(world, world.sam, "Yes, somebody else"))

    assert "There is nobody else I can ask" in said
    assert "988" in said
    assert "no longer with you" not in said
    now = await world.case_of(world.maya)
    assert now is not None
    assert now.coach == await id_of(world, world.sam)
    assert "calling other people" not in text(since(world.maya, before))


async def test_whoever_is_asked_next_after_a_swap_hears_who_took_it(world: World) -> None:
    ana = await another_coach(world, language="en")
    kim = await another_coach(world, "Kim", 802, "en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    await does(world, world.sam, f"Swap me off {held.code}")
    await does(world, world.sam, "Yes, somebody else")
    called = {
        event.to
        for event in await world.read(lambda tx: case_event.of(tx, held.id))
        if event.kind == "called" and event.at > held.opened_at
    }
    assert {await id_of(world, ana), await id_of(world, kim)} & called
    before = newest(ana)
    await taken(world, kim, held.code)
    assert f"Kim has {held.code}" in text(since(ana, before))


async def test_a_free_case_that_is_accepted_is_taken_with_all_that_belongs_to_it(world: World) -> None:
    ana = await another_coach(world, language="en")
    await joins(world, world.maya)
    held = await in_crisis(world, world.maya)
    await taken(world, world.sam, held.code)
    await asks_ana(world, held.code)
    await passes(world, ana, minutes=11)  # Sam has written nothing: it is free again
    now = await world.case_of(world.maya)
    assert now is not None
    assert now.coach is None
    before = newest(world.maya)
    await does(world, ana, "I take it over")

    assert "Ana has your message" in text(since(world.maya, before))
    now = await world.case_of(world.maya)
    assert now is not None
    assert now.coach == await id_of(world, ana)
    assert not [one for one in ana.screen if one.button("I have it")], "its buttons are gone"


async def test_a_not_now_that_comes_late_says_whose_it_is_and_disturbs_nobody(world: World) -> None:
    ana = await another_coach(world, language="en")
    kim = await another_coach(world, "Kim", 802, "en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    await asks_ana(world, held.code)
    await passes(world, kim, minutes=6)
    await does(world, kim, "I take it over")
    before = newest(kim)

    said = text(await does(world, ana, "I cannot now"))

    assert f"Kim already has {held.code}" in said
    assert since(kim, before) == []
    events = await world.read(lambda tx: case_event.of(tx, held.id))
    assert "declined" not in {event.kind for event in events}


async def test_two_colleagues_of_one_name_can_be_told_apart(world: World) -> None:
    await another_coach(world, "Ana", 801, "en")
    second = await another_coach(world, "Ana", 802, "en")
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    asked = await does(world, world.sam, f"Hand over {held.code}")
    assert {"Ana 1 · on duty", "Ana 2 · on duty"} <= set(asked[-1].labels)
    before = newest(second)

    said = text(await does(world, world.sam, "Ana 2 · on duty"))

    assert "I have asked Ana 2" in said
    assert f"take over {held.code}" in text(since(second, before))
    assert '"Ana 2"' in text(await does(world, second, "/me"))
    who = await world.person_at(world.maya)
    assert {"Ana 1 · walks with 0", "Ana 2 · walks with 0"} <= set(
        (await does(world, rosa, f"/assign {who.code}"))[-1].labels
    )
    several = text(await does(world, rosa, "/roster Ana: Mon 9:00-17:00"))
    assert "Ana 1, Ana 2" in several
    assert "The week of Ana 2" in text(await does(world, rosa, "/roster Ana 2: Mon 9:00-17:00"))


async def test_who_walked_with_somebody_until_now_is_told_and_what_is_said_is_true(world: World) -> None:
    await another_coach(world, language="en")
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    await does(world, rosa, f"/assign {who.code}")
    await does(world, rosa, "Sam · walks with 0")
    await world.app.database.run(lambda tx: person.change(tx, who.id, state="stopped"))
    before_sam, before_maya = newest(world.sam), newest(world.maya)
    await does(world, rosa, f"/assign {who.code}")

    said = text(await does(world, rosa, "Ana · walks with 0"))

    assert f"Ana walks with {who.code}" in text(since(world.sam, before_sam))
    assert since(world.maya, before_maya) == []
    assert "told them both" not in said
    assert "I have told Ana" in said


async def test_of_two_crises_each_goes_to_somebody_by_name_before_she_can_go(world: World) -> None:
    await joins(world, world.maya)
    await joins(world, world.luz, "es")
    luz = await in_hands(world, world.sam, world.luz)
    maya = await in_hands(world, world.sam, world.maya)
    ana = await another_coach(world, language="en")
    kim = await another_coach(world, "Kim", 802, "en")
    said = await does(world, world.sam, "/offduty")
    assert {luz.code, maya.code} <= set(text(said).split())
    await presses(world, world.sam, "ho-to", maya.id, to_base62(await id_of(world, ana)))
    await presses(world, world.sam, "ho-to", luz.id, to_base62(await id_of(world, kim)))
    before = newest(world.sam)
    await does(world, ana, "I take it over")
    assert "Go off duty" not in since(world.sam, before)[-1].labels
    assert await on_duty(world) == {"Sam", "Ana", "Kim"}
    await does(world, kim, "I take it over")

    assert "Go off duty" in since(world.sam, before)[-1].labels
    await does(world, world.sam, "Go off duty")
    assert await on_duty(world) == {"Ana", "Kim"}
    for phone, coach in ((world.maya, ana), (world.luz, kim)):
        now = await world.case_of(phone)
        assert now is not None
        assert now.coach == await id_of(world, coach)


async def test_two_who_hand_to_each_other_at_the_same_moment_each_have_the_other_case(world: World) -> None:
    await joins(world, world.maya)
    await joins(world, world.luz, "es")
    maya = await in_hands(world, world.sam, world.maya)
    ana = await another_coach(world, language="en")
    luz = await in_hands(world, ana, world.luz)
    await presses(world, world.sam, "ho-to", maya.id, to_base62(await id_of(world, ana)))
    await presses(world, ana, "ho-to", luz.id, to_base62(await id_of(world, world.sam)))
    await does(world, world.sam, "No line")
    await does(world, ana, "No line")
    for phone in (world.sam, ana):
        phone.tap("I take it over")
    await quiet(world)

    for person_phone, coach in ((world.maya, ana), (world.luz, world.sam)):
        now = await world.case_of(person_phone)
        assert now is not None
        assert now.coach == await id_of(world, coach)
        assert now.offered_to is None
    for coach in (world.sam, ana):
        assert "Before you go" in text(await does(world, coach, "/offduty")), "neither can leave the other's"


async def test_a_link_for_somebody_new_names_nobody_who_has_left_since(world: World) -> None:
    ana = await another_coach(world, language="en")
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await does(world, rosa, "/invite")
    asked = await does(world, rosa, "English")
    assert "Ana · walks with 0" in asked[-1].labels
    await leaves_team(world, ana)

    said = await does(world, rosa, "Ana · walks with 0")

    assert "not on the team any more" in text(said)
    assert "Sam · walks with 0" in said[-1].labels, "and is asked again"
    assert "Ana · walks with 0" not in said[-1].labels
