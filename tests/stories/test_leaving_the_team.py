"""Members and roles on a phone: who is there, who gets another role, and what is left when somebody goes."""

from bot.delivery import TextMessage, to_body
from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, case, case_event, member, person
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.member import Member
from bot.storage.outbox import NewMessage, get, queue, sending, sent
from bot.turns.buttons import StaffButton, write
from tests.stories.editors import staff
from tests.stories.walking import (
    administrator,
    another_coach,
    does,
    joins,
    menu,
    newest,
    quiet,
    since,
    taken,
    text,
    through,
)
from tests.world import COACH, World


async def a_case(world: World, label: str = "Talk to a person") -> str:
    """Maya asks for a person; return her code."""
    await joins(world, world.maya)
    await menu(world, world.maya, label)
    return (await world.person_at(world.maya)).code


async def of_maya(world: World) -> Case:
    held = await world.case_of(world.maya)
    assert held is not None
    return held


async def membership(world: World, chat: int) -> Member:
    found = await world.read(lambda tx: member.find(tx, chat))
    assert found is not None
    return found


async def removes(world: World, office: Phone, name: str) -> str:
    """An administrator removes somebody; return what she is told last."""
    await does(world, office, "/team")
    return (await through(world, office, name, "Remove", "Yes, remove"))[-1].text


async def test_the_team_is_listed_with_roles(world: World) -> None:
    office = await administrator(world)
    await staff(world, "Eva", 700, "editor")

    (shown,) = await does(world, office, "/team")

    assert shown.text.splitlines() == [
        "3 people are on the team. Tap a name to change something.",
        "Sam · coach",
        "Office · administrator",
        "Eva · editor",
    ]
    assert shown.labels == ("Sam", "Office", "Eva")
    assert "Sam · coach\nOn the team since" in text(await does(world, office, "Sam"))


async def test_who_is_removed_is_a_stranger_at_the_entrance_and_nothing_stays_in_their_chat(
    world: World,
) -> None:
    office = await administrator(world)
    code = await a_case(world)
    await taken(world, world.sam, code)
    await does(world, world.maya, "please stay with me")
    await does(world, world.sam, "I am here")
    held = await of_maya(world)
    assert world.sam.shows("please stay with me")

    said = await removes(world, office, "Sam")
    await quiet(world)

    assert said == "Sam is no longer on the team."
    (farewell,) = [message.text for message in world.sam.screen if not message.mine]
    assert farewell.startswith("You are no longer on the team.")
    assert not world.sam.shows("I am here")  # what they wrote to her goes, too
    assert world.app.roster.at_chat(COACH) is None

    # the old buttons are dead, words go to nobody, and the commands are gone
    before = newest(world.maya)
    last = world.sam.last
    assert last is not None
    world.sam.tap_data(last.id, write(StaffButton(subject=held.id, verb="open")))
    await quiet(world)
    assert not world.sam.shows("Maya")
    await does(world, world.sam, "are you still there, Maya?")
    assert "I need help now" in labels(world.sam)
    assert since(world.maya, before) == []
    assert "Your role" not in text(await does(world, world.sam, "/cases"))
    (row,) = [r for r in await audited(world, COACH) if r.action == "removed a member"]
    assert row.role == "admin"


def labels(phone: Phone) -> set[str]:
    return {label for message in phone.screen for label in message.labels}


async def audited(world: World, chat: int) -> tuple[audit.Entry, ...]:
    who = await membership(world, chat)
    return await world.read(lambda tx: audit.of(tx, "member", who.id))


async def test_a_case_in_the_hands_of_who_leaves_goes_back_to_the_team_and_the_person_hears_of_it(
    world: World,
) -> None:
    ana = await another_coach(world)
    office = await administrator(world)
    code = await a_case(world)
    await taken(world, world.sam, code)
    at_ana, at_maya = newest(ana), newest(world.maya)

    await removes(world, office, "Sam")

    (alert,) = since(ana, at_ana)
    assert alert.text == f"{code} · urgent · nobody has it any more"
    assert alert.labels == ("Open",)
    assert "Sam can no longer write to you here. I have let 2 people" in text(since(world.maya, at_maya))
    held = await of_maya(world)
    assert (held.state, held.coach) == ("new", None)
    events = await world.read(lambda tx: case_event.of(tx, held.id))
    assert [event.why for event in events if event.kind == "freed"] == ["left"]
    await does(world, ana, "Open")
    assert f"You have {code}" in text(await does(world, ana, "I have it"))
    assert "Ana" in text(since(world.maya, at_maya))


async def test_a_crisis_whose_coach_leaves_is_called_out_again(world: World) -> None:
    ana = await another_coach(world)
    code = await a_case(world, "I need help now")
    await taken(world, world.sam, code)
    await through(world, world.sam, "/leave", "Yes, I leave")
    before = newest(ana)

    for _ in range(3):  # silence in a crisis calls out, too, and the next rung counts from there
        await world.later(minutes=10, seconds=1)

    assert f"{code} · CRISIS · nobody has it yet" in text(since(ana, before))


async def test_when_nobody_else_is_there_the_person_is_told_the_truth_and_given_the_lines(
    world: World,
) -> None:
    code = await a_case(world)
    await taken(world, world.sam, code)
    before = newest(world.maya)

    await through(world, world.sam, "/leave", "Yes, I leave")

    said = text(since(world.maya, before))
    assert "Sam can no longer write to you here, and nobody else" in said
    assert "988" in said


async def test_who_leaves_loses_the_people_they_walked_with_also_when_they_come_back(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    sam = await membership(world, COACH)
    await world.app.database.run(lambda tx: person.change(tx, who.id, coach=sam.id))

    await through(world, world.sam, "/leave", "Yes, I leave")
    assert (await world.person_at(world.maya)).coach is None
    assert [row.action for row in await audited(world, COACH)][-1] == "left the team"

    await world.coach_joins(world.sam)
    await quiet(world)
    assert "Welcome, Sam." in world.sam.screen[-1].text
    back = await membership(world, COACH)
    assert (back.id, back.role, back.active) == (sam.id, "coach", True)
    assert (await world.person_at(world.maya)).coach is None
    assert text(await does(world, world.sam, "/cases")) == "No open case."


async def test_who_comes_back_is_not_off_duty_by_a_word_of_long_ago(world: World) -> None:
    sam = await membership(world, COACH)
    await world.app.database.run(
        lambda tx: member.change(tx, sam.id, email="sam@example.org", woman=False, been_in_prison=True)
    )
    await through(world, world.sam, "/offduty", "/leave", "Yes, I leave")
    left = await membership(world, COACH)

    assert (left.email, left.woman, left.been_in_prison) == (None, None, None)
    await world.coach_joins(world.sam)
    await quiet(world)
    back = world.app.roster.at_chat(COACH)
    assert back is not None
    assert world.app.roster.is_on(back, world.clock.now())


async def test_a_former_member_may_take_part_as_a_person(world: World) -> None:
    await through(world, world.sam, "/leave", "Yes, I leave")
    await does(world, world.sam, "hello")
    assert "I need help now" in labels(world.sam)


async def test_leaving_is_asked_twice_and_can_be_left(world: World) -> None:
    asked = await does(world, world.sam, "/leave")
    assert asked[-1].labels == ("Yes, I leave", "No, leave it")
    assert text(await does(world, world.sam, "No, leave it")) == "All right, nothing has changed."
    assert (await membership(world, COACH)).active


async def test_the_last_administrator_stays_until_there_is_another(world: World) -> None:
    office = await administrator(world)
    alone = "You look after this programme alone."
    assert alone in text(await does(world, office, "/leave"))
    await does(world, office, "/team")
    await does(world, office, "Office")
    assert alone in text(await through(world, office, "Remove", "Yes, remove"))
    await does(world, office, "/team")
    assert alone in text(await through(world, office, "Office", "Role", "coach"))
    assert (await membership(world, office.id)).role == "admin"

    await does(world, office, "/team")
    assert "Sam · administrator" in text(await through(world, office, "Sam", "Role", "administrator"))
    assert "no longer on the team" in text(await through(world, office, "/leave", "Yes, I leave"))


async def test_another_role_counts_at_once_and_is_told(world: World) -> None:
    office = await administrator(world)
    code = await a_case(world)
    await taken(world, world.sam, code)
    at_sam, at_maya = newest(world.sam), newest(world.maya)

    await does(world, office, "/team")
    said = await through(world, office, "Sam", "Role", "evaluator")

    assert said[-1].text == "Sam · evaluator. I have told Sam."
    assert "Your role here is now: evaluator." in text(since(world.sam, at_sam))
    assert "Sam can no longer write to you here" in text(since(world.maya, at_maya))
    assert "Your role cannot do this" in text(await does(world, world.sam, "/cases"))
    assert (await of_maya(world)).coach is None
    assert [row.reason for row in await audited(world, COACH) if row.action == "changed a role"] == [
        "coach > evaluator"
    ]


async def test_a_supervisor_keeps_the_cases_they_had_as_a_coach(world: World) -> None:
    office = await administrator(world)
    code = await a_case(world)
    await taken(world, world.sam, code)
    await does(world, office, "/team")
    await through(world, office, "Sam", "Role", "supervisor")
    before = newest(world.maya)
    await does(world, world.sam, "still with you")
    assert "Sam: still with you" in text(since(world.maya, before))


async def test_a_button_about_somebody_who_has_gone_says_so(world: World) -> None:
    office = await administrator(world)
    await another_coach(world)
    await does(world, office, "/team")
    await does(world, office, "Ana")
    card = office.last
    assert card is not None
    removal = card.button("Remove")
    assert removal is not None
    assert removal.data is not None
    await through(world, office, "Remove", "Yes, remove")
    before = newest(office)
    office.tap_data(card.id, removal.data)
    await quiet(world)
    assert text(since(office, before)) == "This person is not on the team any more."


async def test_what_was_removed_a_moment_ago_does_nothing_before_the_roster_knows(world: World) -> None:
    def leave(tx: Transaction) -> None:
        found = member.find(tx, COACH)
        assert found is not None
        member.leave(tx, found.id, world.clock.now())

    await world.app.database.run(leave)  # and nobody has told the running bot
    assert "No open case" not in text(await does(world, world.sam, "/cases"))
    assert await world.read(case.open_cases) == ()


async def test_an_administrator_walks_with_nobody_but_keeps_a_case_in_hand(world: World) -> None:
    office = await administrator(world)
    code = await a_case(world)
    await taken(world, world.sam, code)
    who, sam = await world.person_at(world.maya), await membership(world, COACH)
    await world.app.database.run(lambda tx: person.change(tx, who.id, coach=sam.id))
    await does(world, office, "/team")
    await through(world, office, "Sam", "Role", "administrator")
    assert (await of_maya(world)).coach == sam.id
    assert (await world.person_at(world.maya)).coach is None


async def test_what_was_on_its_way_to_who_leaves_goes_as_soon_as_it_has_arrived(world: World) -> None:
    sam, now = await membership(world, COACH), world.clock.now()

    def on_its_way(tx: Transaction) -> int:
        made, body = tx.new_id(now), to_body(TextMessage(text="words of somebody"))
        row = NewMessage(
            id=made, chat=COACH, lane=int(Lane.CASE), kind="relay", body=body, created_at=now, member=sam.id
        )
        queue(tx, row)
        sending(tx, [made], now)
        return made

    which = await world.app.database.run(on_its_way)
    await through(world, world.sam, "/leave", "Yes, I leave")
    await world.app.database.run(lambda tx: sent(tx, which, 1, world.clock.now()))
    row = await world.read(lambda tx: get(tx, which))
    assert row is not None
    assert row.clear_at == row.sent_at
