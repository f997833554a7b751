"""A coach says hello to somebody she walks with: nobody is called, and everything is still listened to."""

from datetime import time, timedelta

from bot.cadence import at_wall, local
from bot.storage import audit, case, person
from bot.storage.case import Case
from bot.turns.buttons import StaffButton, write
from bot.turns.leading.due import Due, what_is_due
from bot.turns.work import Work
from tests.stories.leading import changes, closes, colleague, next_morning, supervisor, walks_with
from tests.stories.walking import (
    Came,
    administrator,
    another_coach,
    checks_in,
    does,
    invited,
    joins,
    newest,
    passes,
    quiet,
    since,
    text,
)
from tests.world import World


async def due(world: World) -> tuple[Due, ...]:
    """Return what is due to Sam now."""
    found: list[Due] = []

    def look(work: Work) -> None:
        found.extend(what_is_due(work, colleague(world, world.sam)))

    await world.app.turns.act(look)
    return tuple(found)


async def says_hello(world: World) -> str:
    """Maya walks with Sam, who opens a talk with her from the morning's digest; return her code."""
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    await passes(world, world.sam, days=2)
    await next_morning(world, world.sam)
    await does(world, world.sam, f"Say hello to {code}")
    return code


async def presses(world: World, verb: str, subject: int) -> Came:
    """Sam presses a button with this data, whether or not it was ever shown to him."""
    before, last = newest(world.sam), world.sam.last
    assert last is not None
    world.sam.tap_data(last.id, write(StaffButton(subject=subject, verb=verb)))
    await quiet(world)
    return since(world.sam, before)


async def last_case(world: World) -> Case:
    """Return Maya's latest case, open or closed."""
    who = await world.person_at(world.maya)
    return (await world.read(lambda tx: case.of_person(tx, who.id)))[-1]


async def test_whoever_came_two_days_ago_is_due_for_a_first_hello(world: World) -> None:
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    assert await due(world) == ()

    await passes(world, world.sam, days=2)

    (one,) = await due(world)
    assert one.words == f"{code}: a first hello is due"
    assert one.offer.label == f"Say hello to {code}"


async def test_nobody_is_asked_for_a_hello_the_morning_after_somebody_was_there(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    await passes(world, world.sam, days=2)
    await does(world, world.maya, "I want to die")
    await closes(world, ana, code)

    assert await due(world) == ()

    await passes(world, world.sam, days=2)
    assert [one.code for one in await due(world)] == [code]


async def test_a_hello_reaches_the_person_as_the_coachs_words_and_calls_nobody(world: World) -> None:
    ana = await another_coach(world)
    await says_hello(world)
    at_ana, at_maya = newest(ana), newest(world.maya)

    await does(world, world.sam, "Hello Maya, I thought of you")

    assert [one.text for one in since(world.maya, at_maya)] == ["Sam: Hello Maya, I thought of you"]
    assert since(ana, at_ana) == []
    held = await world.case_of(world.maya)
    assert held is not None
    assert (held.level, held.state) == (0, "attempted")


async def test_what_the_person_answers_comes_to_the_coach(world: World) -> None:
    code = await says_hello(world)
    await does(world, world.sam, "Hello Maya")
    before = newest(world.sam)

    await does(world, world.maya, "nice to hear from you")

    (relayed,) = since(world.sam, before)
    assert "nice to hear from you" in relayed.text
    assert code in relayed.text


async def test_done_asks_no_outcome_and_the_next_hello_is_due_in_a_week(world: World) -> None:
    code = await says_hello(world)
    await does(world, world.sam, "Hello Maya")
    before = newest(world.maya)

    said = await does(world, world.sam, "Done")

    assert text(said) == f"Your talk with {code} is closed. A kind word goes a long way."
    assert since(world.maya, before) == []
    assert (await last_case(world)).outcome == "hello"
    assert await due(world) == ()
    await passes(world, world.sam, days=7)
    (one,) = await due(world)
    assert one.words == f"{code}: a hello is due, the last one was 1 week ago"


async def test_whoever_answered_hears_that_the_talk_is_over(world: World) -> None:
    await says_hello(world)
    await does(world, world.sam, "Hello Maya")
    await does(world, world.maya, "hello Sam")
    before = newest(world.maya)

    await does(world, world.sam, "Done")

    assert since(world.maya, before)[0].text.startswith("Sam has put the phone down for now.")


async def test_what_stood_still_while_they_talked_is_offered_again(world: World) -> None:
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    await passes(world, world.sam, days=2)
    told = await next_morning(world, world.sam)
    assert code in text(told)
    await checks_in(world, world.maya, "Going well")
    await does(world, world.sam, f"Say hello to {code}")
    await does(world, world.sam, "Hello Maya")
    before = newest(world.maya)

    await does(world, world.sam, "Done")

    assert [one.labels for one in since(world.maya, before)][-1] == ("Go on",)


async def test_done_without_a_word_is_no_hello(world: World) -> None:
    await says_hello(world)

    await does(world, world.sam, "Done")

    assert [one.kind for one in await due(world)] == ["hello"]


async def test_the_person_can_read_that_somebody_wanted_to_say_hello(world: World) -> None:
    await says_hello(world)
    who = await world.person_at(world.maya)
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert [row.action for row in rows] == ["said hello"]

    said = await does(world, world.maya, "/whosaw")

    assert "wanted to say hello to you" in text(said)


async def test_danger_in_a_talk_that_rests_calls_people_as_always(world: World) -> None:
    ana = await another_coach(world)
    code = await says_hello(world)
    await does(world, world.sam, "Hello Maya")
    await passes(world, world.sam, minutes=40)
    at_sam, at_ana = newest(world.sam), newest(ana)

    await does(world, world.maya, "I want to die")

    assert any(one.text == f"{code} · CRISIS" and one.rang for one in since(ana, at_ana))
    assert any(one.text == f"{code} · CRISIS" for one in since(world.sam, at_sam))
    held = await world.case_of(world.maya)
    assert held is not None
    assert (held.level, held.coach) == (3, None)
    assert (await passes(world, ana, minutes=11)) != []


async def test_an_urgent_word_in_a_talk_that_rests_rings_at_whoever_is_on_duty(world: World) -> None:
    code = await says_hello(world)
    await passes(world, world.sam, minutes=40)
    before = newest(world.sam)

    await does(world, world.maya, "Talk to a person")

    held = await world.case_of(world.maya)
    assert held is not None
    assert (held.level, held.coach) == (2, None)
    assert any(one.text.startswith(f"{code} · urgent") for one in since(world.sam, before))


async def test_danger_while_they_are_talking_stays_with_the_coach_and_others_hear(world: World) -> None:
    ana = await another_coach(world)
    code = await says_hello(world)
    await does(world, world.sam, "Hello Maya")
    at_ana, at_sam = newest(ana), newest(world.sam)

    await does(world, world.maya, "I want to die")

    held = await world.case_of(world.maya)
    assert held is not None
    assert (held.level, held.coach) == (3, colleague(world, world.sam).id)
    assert any(f"{code} · CRISIS" in one.text for one in since(ana, at_ana))
    assert any(f"{code} · CRISIS" in one.text for one in since(world.sam, at_sam))


async def test_who_gives_no_word_after_danger_in_a_talk_does_not_keep_others_from_coming(
    world: World,
) -> None:
    ana = await another_coach(world)
    await says_hello(world)
    await does(world, world.sam, "Hello Maya")
    await does(world, world.maya, "I want to die")
    before = newest(ana)

    await passes(world, ana, minutes=11)

    held = await world.case_of(world.maya)
    assert held is not None
    assert held.coach is None
    assert any("CRISIS" in one.text for one in since(ana, before))


async def test_done_after_danger_asks_how_it_went(world: World) -> None:
    code = await says_hello(world)
    await does(world, world.sam, "Hello Maya")
    await does(world, world.maya, "I want to die")
    hello = next(one for one in reversed(world.sam.screen) if one.button("Done"))
    before = newest(world.sam)

    world.sam.tap((hello.id, "Done"))
    await quiet(world)

    assert f"How did it go with {code}?" in text(since(world.sam, before)) or "False alarm" in str(
        [one.labels for one in since(world.sam, before)]
    )
    assert (await last_case(world)).closed_at is None


async def test_a_talk_that_rests_ends_by_itself_so_that_check_ins_go_on(world: World) -> None:
    code = await says_hello(world)
    await does(world, world.sam, "Hello Maya")
    before = newest(world.sam)

    await passes(world, world.sam, hours=13)

    assert f"Your talk with {code} was quiet for 12 hours" in text(since(world.sam, before))
    assert await world.case_of(world.maya) is None
    assert (await invited(world, world.maya)).button("I am ready") is not None


async def test_a_talk_in_which_the_person_spoke_last_stays_and_the_coach_is_reminded(world: World) -> None:
    code = await says_hello(world)
    await does(world, world.sam, "Hello Maya")
    await does(world, world.maya, "I wanted to ask you something")
    before = newest(world.sam)

    await passes(world, world.sam, hours=13)

    assert f"{code} wrote to you, and the last words were theirs." in text(since(world.sam, before))
    assert await world.case_of(world.maya) is not None


async def test_a_hello_to_somebody_elses_person_is_refused_explained_and_on_record(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    await does(world, world.sam, "/cases")

    said = await presses(world, "hello", who.id)

    assert "A hello goes to the people you walk with." in text(said)
    assert await world.case_of(world.maya) is None
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert [row.action for row in rows] == ["refused: say hello"]


async def test_whoever_has_stopped_is_left_in_peace(world: World) -> None:
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    await does(world, world.sam, "/cases")
    await changes(world, world.maya, state="stopped")
    before = newest(world.maya)

    said = await presses(world, "hello", (await world.person_at(world.maya)).id)

    assert f"{code} has stopped for now" in text(said)
    assert since(world.maya, before) == []
    assert await due(world) == ()


async def test_a_hello_where_somebody_was_called_points_to_the_case(world: World) -> None:
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    await does(world, world.maya, "Talk to a person")

    said = await presses(world, "hello", (await world.person_at(world.maya)).id)

    assert text(said) == f"Somebody was called for {code}, and nobody has it yet."
    assert said[-1].button("Open") is not None


async def test_a_hello_stands_on_nobody_elses_list(world: World) -> None:
    eva = await supervisor(world)
    office = await administrator(world)
    code = await says_hello(world)

    for phone in (eva, office):
        assert code not in text(await does(world, phone, "/cases"))
    assert f"{code} · hello · Sam" in text(await does(world, world.sam, "/cases"))


async def test_milestones_are_due_for_some_days_until_somebody_says_hello(world: World) -> None:
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    now, zone = world.clock.now(), (await world.person_at(world.maya)).zone
    began = at_wall(local(now, zone).date() - timedelta(days=29), time(12), zone)
    await changes(world, world.maya, began_at=began, touched_at=now - timedelta(days=2))

    (one,) = await due(world)

    assert (one.kind, one.words) == ("milestone", f"{code}: 30 days together")
    who = await world.person_at(world.maya)
    await world.app.database.run(lambda tx: person.change(tx, who.id, touched_at=now))
    assert await due(world) == ()
