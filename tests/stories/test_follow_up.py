"""After a case: the bot asks how it is, a day or three later, and silence opens the case again."""

from datetime import timedelta

import pytest

from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, case, case_event, conversation, person, timer
from bot.storage.case import Case
from tests.stories.test_ladder import cries, rings, supervisor
from tests.stories.walking import (
    does,
    events,
    joins,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    through,
    to_timer,
)
from tests.world import World


async def talked_and_closed(world: World, *, level: str = "crisis", outcome: str = "We talked") -> Case:
    """Sam talks with Maya and closes the case; return it."""
    if level == "crisis":
        code = await cries(world, world.maya)
    else:
        await joins(world, world.maya)
        await does(world, world.maya, "Talk to a person")
        code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    await does(world, world.maya, "thank you")
    held = await world.case_of(world.maya)
    assert held is not None
    await through(world, world.sam, "Close", outcome)
    return await again(world, held)


async def again(world: World, held: Case) -> Case:
    """Return the case as it is now."""
    found = await world.read(lambda tx: case.get(tx, held.id))
    assert found is not None
    return found


async def kinds(world: World, held: Case) -> list[tuple[str, str | None]]:
    """Return what happened in the case, and why."""
    return [(one.kind, one.why) for one in await world.read(lambda tx: case_event.of(tx, held.id))]


@pytest.mark.parametrize(("level", "hours"), [("crisis", 24), ("urgent", 72)])
async def test_closing_plans_when_somebody_asks_again(world: World, level: str, hours: int) -> None:
    held = await talked_and_closed(world, level=level)
    assert held.closed_at is not None
    assert held.next_contact_at is not None
    planned = held.next_contact_at - held.closed_at
    assert timedelta(hours=hours) <= planned < timedelta(hours=hours + 12), (
        "at night it waits for the morning"
    )


async def test_the_bot_asks_a_day_later_and_an_answer_is_enough(world: World) -> None:
    held = await talked_and_closed(world)
    came = await to_timer(world, world.maya, "follow_up")
    assert came[-1].button("I am ready") is not None
    await through(world, world.maya, "I am ready", "A bit better", "Yes", "No")

    await to_timer(world, world.maya, "follow_up")

    assert await world.case_of(world.maya) is None
    assert ("follow up", "answered") in await kinds(world, held)


async def test_the_bot_comes_back_with_words_of_its_own(world: World) -> None:
    await talked_and_closed(world)
    (came,) = await to_timer(world, world.maya, "follow_up")
    assert came.text == "Hi Maya. I am back to ask how you are. When you are ready."
    assert came.labels == ("I am ready",)
    (again,) = await does(world, world.maya, "what is this?")
    assert again.text == came.text


async def test_nobody_is_asked_to_check_in_while_the_follow_up_waits(world: World) -> None:
    await talked_and_closed(world)
    await to_timer(world, world.maya, "follow_up")
    came = await to_timer(world, world.maya, "check_in")
    assert "check-in" not in text(came)


async def test_silence_opens_the_case_again_as_urgent_and_the_ladder_runs(world: World) -> None:
    held = await talked_and_closed(world)
    await to_timer(world, world.maya, "follow_up")
    before = newest(world.sam)

    await to_timer(world, world.maya, "follow_up")

    opened = await world.case_of(world.maya)
    assert opened is not None
    assert (opened.id, opened.level, opened.state, opened.coach) == (held.id, 2, "new", None)
    assert rings(since(world.sam, before), held.code) == [
        f"{held.code} · urgent · open again: no answer to the follow-up"
    ]
    assert ("reopened", "no answer") in await kinds(world, held)


async def closed_again(world: World, held: Case) -> Case:
    """The case that silence has opened again is taken, tried and closed as not answered; return it."""
    await taken(world, world.sam, held.code)
    await does(world, world.sam, "I think of you")
    await through(world, world.sam, "Close", "Close: no answer")
    return await again(world, held)


async def test_silence_after_silence_is_asked_about_a_week_later(world: World) -> None:
    held = await talked_and_closed(world)
    await to_timer(world, world.maya, "follow_up")
    await to_timer(world, world.maya, "follow_up")

    held = await closed_again(world, held)

    assert held.closed_at is not None
    assert held.next_contact_at is not None
    planned = held.next_contact_at - held.closed_at
    assert timedelta(days=7) <= planned < timedelta(days=7, hours=12), "at night it waits for the morning"


async def test_after_a_humans_decision_about_a_welfare_check_the_bot_asks_no_more(world: World) -> None:
    held = await talked_and_closed(world)
    await to_timer(world, world.maya, "follow_up")
    await to_timer(world, world.maya, "follow_up")

    def decide(tx: Transaction) -> None:
        at = world.clock.now()
        case_event.add(tx, id=tx.new_id(at), case=held.id, kind="welfare", at=at, why="no")

    await world.app.database.run(decide)
    held = await closed_again(world, held)

    assert held.next_contact_at is None


async def test_after_a_false_alarm_silence_means_nothing(world: World) -> None:
    await talked_and_closed(world, outcome="False alarm")
    await to_timer(world, world.maya, "follow_up")
    await to_timer(world, world.maya, "follow_up")
    assert await world.case_of(world.maya) is None


async def test_who_has_blocked_the_bot_is_looked_for_at_once(world: World) -> None:
    held = await talked_and_closed(world)
    world.maya.block()
    await quiet(world)
    opened = await world.case_of(world.maya)
    if opened is None:  # the bot has noticed only now
        await to_timer(world, world.maya, "follow_up")
        opened = await world.case_of(world.maya)
    assert opened is not None
    assert opened.person == held.person


async def test_a_new_case_meanwhile_makes_the_follow_up_needless(world: World) -> None:
    held = await talked_and_closed(world)
    await does(world, world.maya, "Talk to a person")
    await to_timer(world, world.maya, "follow_up")
    assert "follow up" not in {kind for kind, _ in await kinds(world, held)}


async def test_closing_the_case_of_somebody_who_blocked_the_bot_opens_no_new_one(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "Talk to a person")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    await does(world, world.sam, "I am here")
    world.maya.block()
    await quiet(world)
    held = await world.case_of(world.maya)
    assert held is not None

    await through(world, world.sam, "Close", "Close: no answer")
    await passes(world, world.maya, minutes=1)

    assert await world.case_of(world.maya) is None
    assert (await again(world, held)).outcome == "no_answer"


async def test_who_has_stopped_is_asked_by_a_human_not_by_the_bot(world: World) -> None:
    await talked_and_closed(world)
    who = await world.person_at(world.maya)
    await world.app.database.run(lambda tx: person.change(tx, who.id, state="stopped"))
    before = newest(world.maya)
    at_sam = newest(world.sam)
    await to_timer(world, world.maya, "follow_up")
    assert since(world.maya, before) == []
    assert "it is time to ask how it is" in text(since(world.sam, at_sam))


async def tries(world: World, coach: Phone, times: int) -> None:
    """The coach writes so often, and nobody answers."""
    for number in range(times):
        await does(world, coach, f"hello, number {number}")


async def test_fewer_than_three_tries_are_a_gentle_word(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await tries(world, world.sam, 1)
    at_ruth, before = newest(ruth), newest(world.sam)
    await passes(world, world.maya, minutes=31)
    assert "You have tried once." in text(since(world.sam, before))
    assert since(ruth, at_ruth) == []


async def test_three_tries_in_half_an_hour_show_the_programmes_own_way(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await tries(world, world.sam, 3)
    at_sam, at_ruth = newest(world.sam), newest(ruth)

    await passes(world, world.maya, minutes=31)

    (hers,) = since(world.sam, at_sam)
    assert hers.labels == ("Ways to reach them", "I told somebody")
    (decides,) = since(ruth, at_ruth)
    assert decides.labels == (
        "Ways to reach them",
        "Welfare check: yes",
        "Welfare check: no",
        "I told somebody",
    )
    assert "Maya" not in hers.text + decides.text
    at_sam = newest(world.sam)
    await does(world, ruth, "Welfare check: yes")
    assert "Ruth decided on a welfare check" in text(since(world.sam, at_sam))
    assert ("welfare", "yes") in [(one.kind, one.why) for one in await events(world, world.maya)]
    asked = await does(world, world.sam, "Ways to reach them")
    assert f"{code} has told me no other way" in text(asked)


async def test_a_disclosure_is_kept_with_to_whom_by_whom_when_and_what_for(world: World) -> None:
    await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await tries(world, world.sam, 3)
    await passes(world, world.maya, minutes=31)
    asked = await does(world, world.sam, "I told somebody")
    assert "who was told" in text(asked)
    at_maya = newest(world.maya)

    said = await does(world, world.sam, "County emergency line: no answer after words about dying")

    assert f"{code}: noted" in text(said)
    assert since(world.maya, at_maya) == [], "it is a record, and no message"
    who = await world.person_at(world.maya)
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    (row,) = [row for row in rows if row.action == "told somebody outside"]
    assert row.about is not None
    assert row.about["recipient"] == "County emergency line"
    assert row.about["discloser"].startswith("Sam, coach")
    assert row.about["nature"] == "no answer after words about dying"
    assert "disclosed" in {one.kind for one in await events(world, world.maya)}
    told = await does(world, world.maya, "/whosaw")
    assert "told somebody outside of our programme about you" in text(told)


async def test_a_coach_does_not_decide_about_a_welfare_check(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await tries(world, world.sam, 3)
    await passes(world, world.maya, minutes=31)
    data = next(one.button("Welfare check: yes") for one in ruth.screen if one.button("Welfare check: yes"))
    assert data is not None
    assert data.data is not None
    before = newest(world.sam)
    world.sam.tap_data(world.sam.screen[-1].id, data.data)
    await quiet(world)
    assert "Your role cannot do this" in text(since(world.sam, before))
    assert "welfare" not in {one.kind for one in await events(world, world.maya)}


async def test_an_answer_ends_the_looking(world: World) -> None:
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await tries(world, world.sam, 3)
    await passes(world, world.maya, minutes=20)
    await does(world, world.maya, "I am here, I was asleep")
    await does(world, world.sam, "so good to hear from you")
    before = newest(world.sam)
    await passes(world, world.maya, minutes=11)
    assert since(world.sam, before) == []
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.reached_at is not None


async def test_a_guest_is_not_followed_up(world: World) -> None:
    await does(world, world.maya, "hello")
    await does(world, world.maya, "I need help now")
    who = await world.person_at(world.maya)
    await taken(world, world.sam, who.code)
    await through(world, world.sam, "hello", "Close", "We talked")
    rows = await world.read(lambda tx: timer.of_person(tx, who.id))
    assert "follow_up" not in {row.kind for row in rows}


async def test_the_follow_up_waits_while_something_else_is_open(world: World) -> None:
    held = await talked_and_closed(world)

    def begins(tx: Transaction) -> None:
        talk = conversation.latest(tx, held.person)
        assert talk is not None
        conversation.save(tx, talk.id, status="open", document=talk.document, turn=talk.turn)

    await world.app.database.run(begins)
    await to_timer(world, world.maya, "follow_up")
    assert "follow up" not in {kind for kind, _ in await kinds(world, held)}
