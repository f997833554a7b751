"""When Telegram is what is broken: a crisis also leaves by e-mail and by one call, as code and level."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cases.undelivered import alert_undelivered
from bot.storage import case_event, second_alert
from bot.turns.work import Work
from tests.faults.trouble import Trouble
from tests.stories.beside import FROM, PROGRAMME, Beside, beside
from tests.stories.drills import drill
from tests.stories.walking import another_coach, does, joins, newest, quiet, since, taken, text, through
from tests.world import COACH

DANGER = {"en": "I want to die", "es": "me quiero morir"}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Beside]:
    async with beside(tmp_path) as opened:
        yield opened


async def cries(world: Beside) -> str:
    """Maya says that she is in danger; return her code."""
    await does(world, world.maya, DANGER["en"])
    await world.posted()
    return (await world.person_at(world.maya)).code


async def later(world: Beside, **by: float) -> None:
    """Let time pass, with everything that leaves beside Telegram."""
    await world.later(**by)
    await world.app.second_way.look()
    await world.posted()


async def test_a_crisis_leaves_at_once_for_supervisors_and_the_programme_with_code_and_level_only(
    world: Beside,
) -> None:
    eva = await another_coach(world, "Eva", 802)
    await world.has_mail(eva, "eva@example.org", "supervisor")
    await world.has_mail(world.sam, "sam@example.org")
    await joins(world, world.maya)
    code = await cries(world)

    (hers,), (house,), (call,) = (
        world.letters_to("eva@example.org"),
        world.letters_to(PROGRAMME),
        world.service.calls,
    )
    assert (hers.sender, hers.subject, house.subject) == (FROM, f"{code} · CRISIS", f"{code} · CRISIS")
    assert call.title == f"{code} - CRISIS"
    assert world.letters_to("sam@example.org") == []
    for words in (hers.text, house.text, call.text):
        assert code in words
        assert "Maya" not in words
        assert "die" not in words


async def test_what_is_only_urgent_leaves_by_telegram_alone(world: Beside) -> None:
    await joins(world, world.maya)
    await through(world, world.maya, "Something happened", "I am okay")
    await later(world, hours=5)

    assert world.mail_server.letters == []
    assert world.service.calls == []


async def test_every_rung_leaves_again_until_somebody_has_it(world: Beside) -> None:
    code = await cries(world)
    await later(world, minutes=5, seconds=1)
    await later(world, minutes=5, seconds=1)
    assert len(world.letters_to(PROGRAMME)) == len(world.service.calls) == 3
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here with you")
    await later(world, minutes=30)

    assert len(world.letters_to(PROGRAMME)) == 3


async def test_whoever_telegram_does_not_take_the_alert_for_gets_it_by_mail_after_half_a_minute(
    world: Beside,
) -> None:
    await world.has_mail(world.sam, "sam@example.org")
    world.sim.faults.add("500", method="sendMessage", chat=COACH, times=None)
    await does_not_wait(world)
    assert world.letters_to("sam@example.org") == []
    await half_a_minute(world, lambda: bool(world.letters_to("sam@example.org")))

    (letter,) = world.letters_to("sam@example.org")
    code = (await world.person_at(world.maya)).code
    assert letter.subject == f"{code} · CRISIS"
    world.sim.faults.clear()


async def test_whoever_has_the_alert_on_the_phone_gets_no_mail_about_it(world: Beside) -> None:
    await world.has_mail(world.sam, "sam@example.org")
    await cries(world)
    await later(world, seconds=31)

    assert world.letters_to("sam@example.org") == []


async def test_without_any_mail_the_one_call_is_made_once_more(tmp_path: Path) -> None:
    async with beside(tmp_path, mail=False) as world:
        world.sim.faults.add("500", method="sendMessage", chat=COACH, times=None)
        await does_not_wait(world)
        assert len(world.service.calls) == 1
        await half_a_minute(world, lambda: len(world.service.calls) > 1)

        assert len(world.service.calls) == 2
        world.sim.faults.clear()


async def test_an_address_that_no_mail_server_serves_does_not_keep_the_one_call_from_being_made_again(
    tmp_path: Path,
) -> None:
    async with beside(tmp_path, mail=False) as world:
        await world.has_mail(world.sam, "sam@example.org")
        world.sim.faults.add("500", method="sendMessage", chat=COACH, times=None)
        await does_not_wait(world)
        await half_a_minute(world, lambda: len(world.service.calls) > 1)

        assert len(world.service.calls) == 2
        world.sim.faults.clear()


async def test_without_a_second_way_nothing_is_planned(tmp_path: Path) -> None:
    async with beside(tmp_path, mail=False, url=False) as world:
        await cries(world)
        held = await world.case_of(world.maya)
        assert held is not None

        rows = await world.read(lambda tx: second_alert.of_case(tx, held.id))
        kinds = {one.kind for one in await world.read(lambda tx: case_event.of(tx, held.id))}
        assert rows == ()
        assert "second way" not in kinds


async def test_what_left_beside_telegram_stands_in_the_case(world: Beside) -> None:
    await cries(world)
    held = await world.case_of(world.maya)
    assert held is not None

    events = await world.read(lambda tx: case_event.of(tx, held.id))
    assert sorted(str(one.why) for one in events if one.kind == "second way") == ["email", "url"]


async def test_a_second_way_that_fails_is_told_to_the_admins_and_the_other_goes_on(world: Beside) -> None:
    world.service.answers = [(404, "")]
    before = newest(world.office)
    await cries(world)

    told = text(since(world.office, before))
    assert "ALERT_URL" in told
    assert "python -m bot doctor" in told
    assert len(world.letters_to(PROGRAMME)) == 1


async def test_after_a_restart_what_had_not_left_leaves(world: Beside) -> None:
    world.mail_server.answers["MAIL"] = ["451 later"] * 2
    await cries(world)
    assert world.mail_server.letters == []
    await world.stop_bot()
    await world.start_bot()
    await world.sim.polled()
    await later(world, seconds=6)
    await later(world, seconds=16)

    assert len(world.letters_to(PROGRAMME)) == 1


async def test_a_supervisor_who_reads_spanish_reads_it_in_spanish(world: Beside) -> None:
    eva = await another_coach(world, "Eva", 802, "es")
    await world.has_mail(eva, "eva@example.org", "supervisor")
    code = await cries(world)

    (letter,) = world.letters_to("eva@example.org")
    assert letter.subject == f"{code} · CRISIS"
    assert "Telegram" in letter.text
    assert "Somebody" not in letter.text


async def test_with_the_database_away_alarms_leave_from_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.turns.hearing.COMMIT_IS_LATE_SECONDS", 0.2)
    async with beside(tmp_path) as world:
        await world.has_mail(world.sam, "sam@example.org")
        with Trouble.locked_database(world):  # type: ignore[arg-type]  # needs the file's name only
            world.maya.write(DANGER["en"])
            async with asyncio.timeout(20):
                while not (world.letters_to("sam@example.org") and world.service.calls):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
        await world.posted()

        (letter,) = world.letters_to("sam@example.org")
        assert "not yet recorded" in letter.text
        assert "die" not in letter.text


async def test_a_drill_goes_the_second_way_too_and_says_so_first(world: Beside) -> None:
    held = await drill(world)
    await world.posted()

    (letter,), (call,) = world.letters_to(PROGRAMME), world.service.calls
    assert letter.subject == f"DRILL · {held.code} · CRISIS"
    assert letter.text.startswith("DRILL · ")
    assert call.title == f"DRILL - {held.code} - CRISIS"
    assert call.text.startswith("DRILL · ")


# Point 9 of the ladder: each of these has a way


async def test_nobody_on_duty_is_called_up_the_ladder_and_the_person_has_the_lines(world: Beside) -> None:
    eva = await another_coach(world, "Eva", 802)
    await world.has_mail(eva, "eva@example.org", "supervisor")
    await off_duty(world)
    before, at_maya = newest(eva), newest(world.maya)
    code = await cries(world)

    assert any(one.text.startswith(f"{code} · CRISIS") for one in since(eva, before))
    assert "988" in text(since(world.maya, at_maya))
    assert len(world.letters_to("eva@example.org")) == 1


async def test_when_everybody_has_blocked_the_bot_their_mail_and_the_one_call_are_the_way(
    world: Beside,
) -> None:
    await world.has_mail(world.sam, "sam@example.org")
    world.sam.block()
    world.office.block()
    await world.posted()
    at_maya = newest(world.maya)
    code = await cries(world)
    await later(world, seconds=31)
    await later(world, minutes=5)

    assert any(one.subject == f"{code} · CRISIS" for one in world.letters_to("sam@example.org"))
    assert world.letters_to(PROGRAMME)
    assert world.service.calls
    assert "988" in text(since(world.maya, at_maya))


async def test_before_there_is_a_coach_the_admin_is_called(tmp_path: Path) -> None:
    async with beside(tmp_path) as world:
        await does(world, world.sam, "/leave")
        await does(world, world.sam, "Yes, I leave")
        assert [one.role for one in world.app.roster.everybody()] == ["admin"]
        before = newest(world.office)
        code = await cries(world)

        assert any(one.text.startswith(f"{code} · CRISIS") for one in since(world.office, before))
        assert world.letters_to(PROGRAMME)


async def test_an_alert_that_cannot_be_delivered_climbs_at_once(world: Beside) -> None:
    eva = await another_coach(world, "Eva", 802)
    await world.has_mail(eva, "eva@example.org", "supervisor")
    world.sam.block()
    before = newest(eva)
    code = await cries(world)
    await later(world, seconds=2)

    assert any(one.text.startswith(f"{code} · CRISIS") for one in since(eva, before))


async def test_an_alert_lost_after_everybody_was_called_does_not_ring_at_everybody_without_end(
    world: Beside,
) -> None:
    """While Telegram swallows everything each alert is lost: the ladder's own count calls again."""
    await cries(world)
    for _ in range(5):
        await later(world, minutes=5, seconds=1)
    held = await world.case_of(world.maya)
    assert held is not None

    async def calls() -> int:
        events = await world.read(lambda tx: case_event.of(tx, held.id))
        return sum(one.kind == "called" for one in events)

    def all_are_lost(work: Work) -> None:
        for one in work.roster.called():
            work.post(alert_undelivered(work.desk, held.id, one.id, gone=False))

    before = await calls()
    for _ in range(9):
        await world.app.turns.act(all_are_lost)
    await quiet(world)
    assert await calls() - before <= 2  # both who exist, once more

    before = await calls()
    await later(world, minutes=10)
    assert await calls() > before


async def off_duty(world: Beside) -> None:
    """Sam is off duty from now on."""
    await does(world, world.sam, "/offduty")


async def does_not_wait(world: Beside) -> None:
    """Maya cries for help while Sam's phone cannot be reached: what waits for it is not waited for."""
    world.maya.write(DANGER["en"])
    async with asyncio.timeout(20):
        while not world.service.calls:  # noqa: ASYNC110  # nobody is told
            await asyncio.sleep(0.01)


async def half_a_minute(world: Beside, came: Callable[[], bool]) -> None:
    """Half a minute goes by, while Sam's phone still cannot be reached; then this has come."""
    world.clock.warp(timedelta(seconds=31))
    await world.app.turns.tick()
    async with asyncio.timeout(20):
        while not came():  # noqa: ASYNC110  # nobody is told
            await asyncio.sleep(0.01)
