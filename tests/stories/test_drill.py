"""The fire drill: real phones ring for nobody, somebody picks up, and it is kept who and when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases import drilling
from bot.cases.drill_report import report
from bot.errors import RefusedError
from bot.storage import audit, case, outbox, person, timer
from bot.turns.drilling import beginning
from tests.stories.drills import becomes, drill, now, runs, shown
from tests.stories.walking import (
    another_coach,
    does,
    joins,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    through,
)
from tests.world import World


async def test_a_drill_rings_marked_says_what_to_do_and_ends_with_thanks(world: World) -> None:
    before = newest(world.sam)
    held = await drill(world)

    (alert,) = since(world.sam, before)
    assert alert.text == f"DRILL · {held.code} · CRISIS"
    assert alert.rang
    card = await does(world, world.sam, "Open")
    assert text(card).startswith(f"DRILL · {held.code}\n\nThis is a fire drill.")
    mine = await does(world, world.sam, "I have it")
    assert "It goes to nobody" in text(mine)
    thanks = await does(world, world.sam, "I am here")
    assert "Thank you" in text(thanks)
    assert text(thanks).startswith("DRILL · ")
    ended = await now(world, held)
    assert (ended.state, ended.outcome, ended.attempts) == ("closed", "drill", 1)
    assert not await runs(world)


async def test_nothing_is_ever_sent_to_the_person_who_is_nobody(world: World) -> None:
    held = await drill(world)
    await passes(world, world.sam, minutes=31)
    await passes(world, world.sam, hours=30)

    rows = await world.read(lambda tx: outbox.of_person(tx, held.person))
    who = await world.read(lambda tx: person.get(tx, held.person))
    assert rows == ()
    assert who is not None
    assert who.chat < 0
    assert who.drill


async def test_the_drill_climbs_the_real_ladder_and_tells_whoever_runs_the_programme(world: World) -> None:
    ana = await another_coach(world, "Ana", 801)
    await becomes(world, ana, "supervisor")
    before = newest(ana)
    held = await drill(world)
    assert since(ana, before) == []
    for minutes in (6, 6, 6):
        await passes(world, world.sam, minutes=minutes)
    alerts = [one for one in since(ana, before) if one.button("Open")]
    await passes(world, world.sam, minutes=3)

    assert alerts
    assert alerts[0].text.startswith(f"DRILL · {held.code} · CRISIS")
    assert ana.last is not None
    assert "nobody answered" in ana.last.text
    ended = await now(world, held)
    assert ended.outcome == drilling.UNANSWERED
    rungs = {(one.name, one.rung) for one in (await shown(world, held)).called}
    assert {("Sam", 0), ("Ana", 1)} <= rungs


async def test_who_takes_it_and_writes_nothing_is_asked_whether_it_was_clear(world: World) -> None:
    ana = await another_coach(world, "Ana", 801)
    await becomes(world, ana, "supervisor")
    held = await drill(world)
    await through(world, world.sam, "Open", "I have it")
    await passes(world, world.sam, minutes=9)
    assert await runs(world)
    before = newest(world.sam)
    await passes(world, world.sam, minutes=2)
    assert since(world.sam, before), "ten minutes without a word: it goes on climbing"
    await passes(world, world.sam, minutes=10)

    assert (await now(world, held)).outcome == drilling.UNANSWERED
    assert ana.last is not None
    assert "and nobody wrote. Sam had it." in ana.last.text
    assert "nobody answered" not in ana.last.text


async def test_two_who_tap_in_the_same_moment_one_has_it_the_other_hears_who(world: World) -> None:
    ana = await another_coach(world, "Ana", 801)
    await drill(world)
    await does(world, world.sam, "Open")
    await does(world, ana, "Open")
    world.sam.tap("I have it")
    ana.tap("I have it")
    await quiet(world)

    told = [world.sam.last, ana.last]
    words = " / ".join(one.text for one in told if one is not None)
    assert words.count("Now write one line") == 1
    assert "already has" in words or "has D0" in words


async def test_what_a_drill_showed_is_kept_with_every_time(world: World) -> None:
    held = await drill(world)
    await passes(world, world.sam, seconds=40)
    await through(world, world.sam, "Open", "I have it")
    await passes(world, world.sam, seconds=20)
    await does(world, world.sam, "here")

    kept = await shown(world, held)
    (call,) = kept.called
    assert (call.name, call.rung, call.state) == ("Sam", 0, "sent")
    assert call.arrived_at is not None
    ((who, had_it),) = kept.taken
    assert who == "Sam"
    assert had_it - kept.began_at >= timedelta(seconds=40)
    assert kept.wrote is not None
    assert kept.wrote[1] - had_it >= timedelta(seconds=20)
    assert kept.outcome == "drill"


async def test_a_drill_stands_in_no_list_and_makes_nobody_busy(world: World) -> None:
    held = await drill(world)
    await through(world, world.sam, "Open", "I have it")
    listed = await does(world, world.sam, "/cases")

    assert held.code not in text(listed)
    sam = world.app.roster.at_chat(world.sam.id)
    assert sam is not None
    assert await world.read(case.open_cases) == ()
    assert await world.read(lambda tx: case.held_by(tx, sam.id)) == ()
    assert await world.read(lambda tx: audit.of(tx, "person", held.person)) == ()


async def test_somebody_who_needs_help_for_real_ends_the_drill_at_once(world: World) -> None:
    await joins(world, world.maya)
    held = await drill(world)
    before = newest(world.sam)
    await does(world, world.maya, "I want to die")

    code = (await world.person_at(world.maya)).code
    came = [one.text for one in since(world.sam, before)]
    assert any(words.startswith(f"{code} · CRISIS") for words in came)
    assert any("somebody needs help for real" in words and "DRILL" in words for words in came)
    assert (await now(world, held)).outcome == drilling.BROKEN_OFF
    past = await does(world, world.sam, "Open") if world.sam.last and world.sam.last.button("Open") else []
    assert not any("This is a fire drill" in one.text for one in past)


async def test_no_drill_begins_while_somebody_waits_for_real(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")

    with pytest.raises(RefusedError, match="for real right now"):
        await drill(world)
    assert await world.read(lambda tx: case.drills(tx, 5)) == ()


async def test_a_second_drill_waits_for_the_first(world: World) -> None:
    held = await drill(world)

    with pytest.raises(RefusedError, match=held.code):
        await drill(world)


async def test_words_for_somebody_real_never_end_a_drill(world: World) -> None:
    await joins(world, world.maya)
    await through(world, world.maya, "Something happened", "I am okay")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    held = await drill(world)
    alert = next(one for one in world.sam.screen if one.text.startswith(f"DRILL · {held.code}"))
    world.sam.tap((alert.id, "Open"))
    await quiet(world)
    mine = await does(world, world.sam, "I have it")
    assert "answer this very message" in text(mine)
    before = newest(world.maya)
    await does(world, world.sam, "How are you, Maya?")

    assert "How are you, Maya?" in text(since(world.maya, before))
    assert await runs(world)
    before = newest(world.maya)
    world.sam.write("here for the drill", reply_to=mine[-1].id)
    await quiet(world)
    assert since(world.maya, before) == []
    assert (await now(world, held)).outcome == "drill"


async def test_words_that_answer_a_drill_of_before_go_to_nobody_and_say_so(world: World) -> None:
    held = await drill(world)
    mine = await through(world, world.sam, "Open", "I have it")
    await does(world, world.sam, "here")
    before = newest(world.sam)
    world.sam.write("and one more thing", reply_to=mine[-1].id)
    await quiet(world)

    assert "went to nobody" in text(since(world.sam, before))
    assert held.code in text(since(world.sam, before))


async def test_an_old_button_of_a_drill_that_is_over_says_so(world: World) -> None:
    held = await drill(world)
    alert = world.sam.last
    assert alert is not None
    button = alert.button("Open")
    assert button is not None
    await passes(world, world.sam, minutes=21)
    before = newest(world.sam)
    world.sam.tap_data(alert.id, str(button.data))
    await quiet(world)

    assert f"{held.code} is over. There is nothing left to do." in text(since(world.sam, before))


async def test_a_drill_survives_a_restart(world: World) -> None:
    held = await drill(world)
    await world.stop_bot()
    await world.start_bot()
    await world.sim.polled()
    before = newest(world.sam)
    await passes(world, world.sam, minutes=16)
    assert since(world.sam, before)
    await passes(world, world.sam, minutes=5)

    assert (await now(world, held)).outcome == drilling.UNANSWERED


async def test_drills_have_codes_that_no_person_has(world: World) -> None:
    first = await drill(world)
    await passes(world, world.sam, minutes=21)
    second = await drill(world)

    assert (first.code, second.code) == ("D01", "D02")


async def test_the_weekly_drill_comes_by_itself_at_its_hour(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = world.app.library.current.bundle
    programme = replace(bundle.programme, drill=(2, bundle.programme.check_in_hour))
    monkeypatch.setattr(world.app.library.current, "bundle", replace(bundle, programme=programme))
    await world.app.turns.act(beginning.keep_planned)
    (planned,) = await world.read(lambda tx: timer.of(tx, "drill", 0))
    assert planned.due_at == beginning.next_drill(programme, world.clock.now())
    by = planned.due_at - world.clock.now() + timedelta(seconds=1)
    came = await passes(world, world.sam, seconds=by.total_seconds())

    assert any(one.text.startswith("DRILL · D01 · CRISIS") for one in came)
    (following,) = await world.read(lambda tx: timer.of(tx, "drill", 0))
    assert following.due_at - planned.due_at == timedelta(days=7)


async def test_a_bot_that_was_off_at_the_hour_of_the_drill_does_not_wake_people_at_another(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = world.app.library.current.bundle
    programme = replace(bundle.programme, drill=(2, bundle.programme.check_in_hour))
    monkeypatch.setattr(world.app.library.current, "bundle", replace(bundle, programme=programme))
    await world.app.turns.act(beginning.keep_planned)
    (planned,) = await world.read(lambda tx: timer.of(tx, "drill", 0))
    by = planned.due_at - world.clock.now() + timedelta(hours=5)
    await passes(world, world.sam, seconds=by.total_seconds())

    assert await world.read(lambda tx: case.drills(tx, 5)) == ()
    (following,) = await world.read(lambda tx: timer.of(tx, "drill", 0))
    assert following.due_at > world.clock.now()


async def test_a_report_of_a_drill_holds_nothing_about_anybody_but_the_team(world: World) -> None:
    held = await drill(world)
    current = await now(world, held)

    kept = await world.read(lambda tx: report(tx, current))
    assert {one.name for one in kept.called} == {"Sam"}
