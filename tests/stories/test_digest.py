"""The morning digest: what happened, what is due, in codes and levels. Nothing to say is no message."""

from datetime import date, time, timedelta

import pytest

from bot.cadence import at_wall, local
from bot.storage import Transaction, away, case_event, check_in, concern, member, person, shift, task, timer
from bot.turns.leading import digest
from tests.stories.leading import (
    changes,
    closes,
    colleague,
    mornings_are_planned,
    next_morning,
    supervisor,
    walks_with,
)
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


async def is_watched(world: World) -> str:
    """Maya walks with Sam, and something is worth an eye; return her code."""
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    await changes(world, world.maya, touched_at=world.clock.now())
    who = await world.person_at(world.maya)
    now = world.clock.now()

    def add(tx: Transaction) -> None:
        from bot.storage import case

        made = case.add(tx, id=tx.new_id(now), person=who.id, level=1, at=now)
        case_event.add(tx, id=tx.new_id(now), case=made.id, kind="signal", at=now, level=1, why="mood")

    await world.app.database.run(add)
    return code


async def goes_off_duty(world: World) -> None:
    """Sam is off duty from now on."""
    await does(world, world.sam, "/offduty")
    assert not world.app.roster.is_on(colleague(world, world.sam), world.clock.now())


async def test_what_is_watched_rings_nowhere_and_stands_in_the_morning_with_a_button(world: World) -> None:
    code = await is_watched(world)
    assert not any("watch" in one.text for one in since(world.sam, 0))

    (told,) = await next_morning(world, world.sam)

    assert "Good morning, Sam." in told.text
    assert f"To keep an eye on:\n{code} · watch · " in told.text
    assert f"Open {code}" in told.labels
    assert "Maya" not in told.text
    card = await does(world, world.sam, f"Open {code}")
    assert "Maya" in text(card)


async def test_it_comes_at_nine_where_she_is(world: World) -> None:
    await is_watched(world)
    sam = colleague(world, world.sam)
    await world.app.database.run(lambda tx: member.change(tx, sam.id, zone="Europe/Madrid"))
    await mornings_are_planned(world)
    await world.app.turns.reload_team()

    assert await next_morning(world, world.sam) != []

    at = local(world.clock.now(), "Europe/Madrid")
    assert (at.hour, at.minute) == (9, 0)


async def test_nothing_to_say_is_no_message(world: World) -> None:
    assert await next_morning(world, world.sam) == []
    (row,) = await world.read(lambda tx: timer.of(tx, digest.DIGEST, colleague(world, world.sam).id))
    assert row.due_at > world.clock.now()


async def test_each_morning_has_its_own_and_a_restart_repeats_none(world: World) -> None:
    await is_watched(world)
    assert len(await next_morning(world, world.sam)) == 1

    await world.stop_bot()
    await world.start_bot()
    await mornings_are_planned(world)
    before = newest(world.sam)
    await passes(world, world.sam, minutes=5)
    assert not any("Good morning" in one.text for one in since(world.sam, before))

    assert len(await next_morning(world, world.sam)) == 1


async def test_a_digest_that_was_missed_comes_when_the_bot_is_back_and_not_in_the_evening(
    world: World,
) -> None:
    await is_watched(world)
    await mornings_are_planned(world)
    who = colleague(world, world.sam)
    (row,) = await world.read(lambda tx: timer.of(tx, digest.DIGEST, who.id))
    await world.stop_bot()
    late = row.due_at + timedelta(hours=10) - world.clock.now()
    world.clock.warp(late)
    await world.start_bot()
    before = newest(world.sam)
    await passes(world, world.sam, seconds=1)

    assert not any("Good morning" in one.text for one in since(world.sam, before))
    assert len(await next_morning(world, world.sam)) == 1


async def test_who_was_off_hears_who_was_there_for_her_people(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    await changes(world, world.maya, touched_at=world.clock.now())
    await goes_off_duty(world)
    await mornings_are_planned(world)
    before = newest(world.sam)
    await does(world, world.maya, "I want to die")
    await closes(world, ana, code)
    assert not any(code in one.text for one in since(world.sam, before))

    (told,) = await next_morning(world, world.sam)

    assert "You were not called, and this rang for your people:" in told.text
    assert f"{code} · CRISIS · " in told.text
    assert "Ana had it, and it is closed." in told.text
    assert not told.rang


async def test_who_was_called_is_not_told_that_she_was_not(world: World) -> None:
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    await mornings_are_planned(world)
    await does(world, world.maya, "I want to die")
    await closes(world, world.sam, code)

    told = await next_morning(world, world.sam)

    assert "You were not called" not in text(told)


async def test_on_days_away_nothing_comes_and_afterwards_nothing_is_missing(world: World) -> None:
    await is_watched(world)
    sam = colleague(world, world.sam)
    today = local(world.clock.now(), sam.zone).date()
    last = today + timedelta(days=2)
    now = world.clock.now()
    await world.app.database.run(
        lambda tx: away.add(tx, id=tx.new_id(now), member=sam.id, first=today, last=last)
    )
    await world.app.turns.reload_team()

    came = {}
    for _ in range(4):
        told = text(await next_morning(world, world.sam))
        came[local(world.clock.now(), sam.zone).date()] = told

    assert [day for day, told in came.items() if told and day <= last] == []
    assert "To keep an eye on:" in next(told for day, told in came.items() if day > last)


async def test_hellos_and_milestones_stand_there_with_a_button(world: World) -> None:
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    zone = (await world.person_at(world.maya)).zone
    await next_morning(world, world.sam)
    tomorrow = local(world.clock.now(), zone).date() + timedelta(days=1)
    began = at_wall(tomorrow - timedelta(days=29), time(12), zone)
    await changes(world, world.maya, began_at=began)

    told = text(await next_morning(world, world.sam))

    assert f"A hello is due:\n{code}: a first hello is due" in told
    assert f"{code}: 30 days together" in told
    assert await does(world, world.sam, f"Say hello to {code}") != []
    assert await world.case_of(world.maya) is not None


async def test_a_milestone_is_told_once(world: World) -> None:
    await joins(world, world.maya)
    await walks_with(world, world.sam, world.maya)
    zone = (await world.person_at(world.maya)).zone
    today = local(world.clock.now(), zone).date()
    await changes(world, world.maya, began_at=at_wall(today - timedelta(days=27), time(12), zone))

    told = [text(await next_morning(world, world.sam)) for _ in range(5)]

    assert sum("30 days together" in each for each in told) == 1


async def test_tasks_are_counted_and_their_words_stay_closed(world: World) -> None:
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    await changes(world, world.maya, touched_at=world.clock.now())
    sam, who, now = colleague(world, world.sam), await world.person_at(world.maya), world.clock.now()

    def add(tx: Transaction) -> None:
        task.add(
            tx,
            id=tx.new_id(now),
            member=sam.id,
            by=sam.id,
            words="call the clinic",
            due_at=now,
            person=who.id,
        )

    await world.app.database.run(add)

    told = text(await next_morning(world, world.sam))

    assert f"One thing you have taken on is due: {code}" in told
    assert "clinic" not in told


async def test_the_follow_up_after_a_crisis_is_announced_on_its_day(world: World) -> None:
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    await does(world, world.maya, "I want to die")
    await closes(world, world.sam, code)

    told = [text(await next_morning(world, world.sam)) for _ in range(2)]

    assert any(f"I ask today how they are, after a hard time:\n{code} · " in each for each in told)


async def test_on_mondays_it_says_what_went_well(world: World) -> None:
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    await changes(world, world.maya, touched_at=world.clock.now())
    who = await world.person_at(world.maya)
    today = local(world.clock.now(), who.zone).date()
    monday = today + timedelta(days=(7 - today.weekday()) % 7 or 7)
    now = world.clock.now()

    def add(tx: Transaction) -> None:
        for back in range(1, 6):
            day: date = monday - timedelta(days=back)
            check_in.plan(tx, id=tx.new_id(now), person=who.id, local_date=day, due_at=now)
            check_in.mark(tx, who.id, day, "answered", at=now)

    await world.app.database.run(add)
    told = ""
    while local(world.clock.now(), colleague(world, world.sam).zone).date() < monday:
        told = text(await next_morning(world, world.sam))

    assert "What went well this week:" in told
    assert f"{code}: " in told


async def test_a_supervisor_hears_of_open_cases_the_night_and_what_waits(world: World) -> None:
    eva = await supervisor(world)
    await joins(world, world.maya)
    await mornings_are_planned(world)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    who, now = await world.person_at(world.maya), world.clock.now()
    await world.app.database.run(
        lambda tx: concern.add(tx, id=tx.new_id(now), person=who.id, words="he was late", at=now)
    )

    (told,) = await next_morning(world, eva)

    assert "urgent: 1, the oldest " in told.text
    assert f"Called since yesterday, and still open:\n{code} · urgent · Sam · " in told.text
    assert "Somebody said that something was not right. It waits for you." in told.text
    assert "he was late" not in told.text
    assert "Maya" not in told.text
    assert f"Open {code}" in told.labels


async def test_a_supervisor_hears_of_alerts_that_did_not_arrive(world: World) -> None:
    eva = await supervisor(world)
    await mornings_are_planned(world)
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    held = await world.case_of(world.maya)
    assert held is not None
    sam, now = colleague(world, world.sam), world.clock.now()
    await world.app.database.run(
        lambda tx: case_event.add(
            tx, id=tx.new_id(now), case=held.id, kind="alert not delivered", at=now, to=sam.id
        )
    )

    (told,) = await next_morning(world, eva)

    assert "One alert did not arrive: Sam" in told.text


async def test_what_is_wrong_with_us_stands_first_and_says_how_to_mend_it(world: World) -> None:
    eva = await supervisor(world)

    (told,) = await next_morning(world, eva)

    lines = told.text.splitlines()
    assert lines[4] == "What needs a hand:"
    assert lines[5].startswith("🔴 Alerts leave by Telegram alone.")
    assert "ALERT_URL" in lines[5]


async def test_a_morning_with_more_than_telegram_takes_comes_in_two_messages(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    eva = await supervisor(world)
    await mornings_are_planned(world)
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    monkeypatch.setattr("bot.turns.leading.digest_page.LONGEST", 100)
    before = newest(eva)
    await next_morning(world, eva)

    came = since(eva, before)
    first = next(place for place, one in enumerate(came) if one.text.startswith("Good morning, Eva."))
    assert "Open now:" not in came[first].text
    assert came[first].labels == ()
    assert any("Open now:" in one.text for one in came[first + 1 :])
    assert came[-1].labels
    assert not any(one.rang for one in came[first + 1 :])


async def test_a_week_with_hours_that_nobody_has_says_when(world: World) -> None:
    eva = await supervisor(world)
    sam, now = colleague(world, world.sam), world.clock.now()

    def write(tx: Transaction) -> None:
        rows = [
            shift.NewShift(id=tx.new_id(now), kind="duty", weekday=day, begins=time(9), ends=time(21))
            for day in range(5)  # Monday to Friday
        ]
        shift.replace(tx, sam.id, rows)

    await world.app.database.run(write)
    await world.app.turns.reload_team()

    (told,) = await next_morning(world, eva)

    block = next(each for each in told.text.split("\n\n") if each.startswith("Nobody is on duty:"))
    assert any(line.startswith("Saturday") for line in block.splitlines())
    assert not any(line.startswith("Wednesday") for line in block.splitlines())


async def test_who_walks_with_too_many_people_is_named_to_supervisors(world: World) -> None:
    eva = await supervisor(world)
    sam, now = colleague(world, world.sam), world.clock.now()

    def add(tx: Transaction) -> None:
        for each in range(31):
            one = person.add(tx, id=tx.new_id(now), chat=6000 + each, locale="en", zone="UTC", at=now)
            person.change(tx, one.id, coach=sam.id)

    await world.app.database.run(add)

    (told,) = await next_morning(world, eva)

    assert "Sam: 31 people, more than is good for anybody" in told.text


async def test_where_nobody_leads_an_administrator_hears_it(world: World) -> None:
    office = await administrator(world)
    await leaves_team(world, world.sam)
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")

    (told,) = await next_morning(world, office)

    assert "urgent: 1, the oldest " in told.text


async def test_where_whoever_leads_has_blocked_the_bot_an_administrator_hears_it(world: World) -> None:
    office, eva = await administrator(world), await supervisor(world)
    eva.block()
    await quiet(world)
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")

    (told,) = await next_morning(world, office)

    assert "The bot cannot reach Eva." in told.text


async def test_where_somebody_leads_an_administrator_is_left_in_peace(world: World) -> None:
    office = await administrator(world)
    await supervisor(world)
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")

    assert await next_morning(world, office) == []


async def test_whoever_has_left_hears_nothing_any_more(world: World) -> None:
    await is_watched(world)
    await mornings_are_planned(world)
    await leaves_team(world, world.sam)
    before = newest(world.sam)

    await passes(world, world.sam, days=2)

    assert not any("Good morning" in one.text for one in since(world.sam, before))
