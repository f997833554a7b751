"""When nothing may ring on a coach's phone: her hours, what she said, and whether she is there anyway."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.cadence import Hours, Mark, Shift
from bot.cases import is_off_duty, was_told
from bot.cases.off_duty import ASKED_FOR, STILL_THERE, TOLD
from bot.storage.person import Person
from tests.cases.test_cases import NOW, URGENT, Office, office

__all__ = ["office"]
# NOW is a Friday at 15:00.
BY_DAY = Hours(
    zone="UTC", shifts=tuple(Shift(weekday=day, begins=time(9), ends=time(17)) for day in range(7))
)
BY_NIGHT = Hours(zone="UTC", shifts=(Shift(weekday=4, begins=time(22), ends=time(6)),))


class Evening:
    """One coach has Maya's case; `at` is moved."""

    def __init__(self, office: Office) -> None:
        self.office = office

    async def begins(self, hours: Hours, *, always_call: bool = False) -> None:
        self.sam = await self.office.hire("Sam")
        self.maya = await self.office.meet()
        await self.office.raises(self.maya, URGENT)
        await self.office.takes(await self.office.held(self.maya), self.maya, self.sam)
        self.hours(hours, always_call=always_call)

    def hours(self, hours: Hours, *, always_call: bool = False) -> None:
        self.sam = replace(self.sam, hours=hours, always_call=always_call)
        self.office.roster.replace([self.sam], written=bool(hours.shifts))

    async def off(self, after: timedelta, who: Person | None = None) -> bool:
        self.office.at = NOW + after
        held = await self.office.held(self.maya)
        return await self.office.database.read(
            lambda tx: is_off_duty(self.office.desk(tx), held, self.sam, who or self.maya)
        )


@pytest.fixture
def evening(office: Office) -> Evening:
    """Sam has a case."""
    return Evening(office)


async def test_who_is_in_her_hours_is_on_duty(evening: Evening) -> None:
    await evening.begins(BY_DAY)
    assert not await evening.off(timedelta(hours=1))
    assert await evening.off(timedelta(hours=3))


async def test_who_has_just_done_something_in_the_case_is_there_for_a_while(evening: Evening) -> None:
    await evening.begins(BY_NIGHT)
    assert not await evening.off(STILL_THERE)
    assert await evening.off(STILL_THERE + timedelta(seconds=1))


async def test_who_has_said_that_she_is_off_is_off_at_once(evening: Evening) -> None:
    await evening.begins(BY_NIGHT)
    evening.hours(replace(BY_NIGHT, mark=Mark(on=False, at=NOW + timedelta(minutes=1))))
    assert await evening.off(timedelta(minutes=2))


async def test_without_a_roster_nobody_is_off_who_has_not_said_so(evening: Evening) -> None:
    await evening.begins(Hours(zone="UTC"))
    assert not await evening.off(timedelta(days=3))
    evening.hours(Hours(zone="UTC", mark=Mark(on=False, at=NOW)))
    assert await evening.off(timedelta(days=3))


@pytest.mark.parametrize("role", ["supervisor", "admin"])
async def test_without_a_roster_whoever_leads_and_has_a_case_is_there(evening: Evening, role: str) -> None:
    await evening.begins(Hours(zone="UTC"))
    evening.sam = replace(evening.sam, role=role)
    evening.hours(Hours(zone="UTC"))
    assert not await evening.off(timedelta(days=3))


async def test_who_wants_to_be_called_for_her_people_is_called_for_them_alone(evening: Evening) -> None:
    await evening.begins(BY_NIGHT, always_call=True)
    hers = replace(evening.maya, coach=evening.sam.id)
    assert not await evening.off(timedelta(hours=3), hers)
    assert await evening.off(timedelta(hours=3))


async def told(evening: Evening, after: timedelta) -> bool:
    """Return whether the person counts as told at that time."""
    evening.office.at = NOW + after
    held = await evening.office.held(evening.maya)
    return await evening.office.database.read(lambda tx: was_told(evening.office.desk(tx), held, evening.sam))


async def test_one_stretch_off_duty_is_told_once_and_the_next_anew(evening: Evening) -> None:
    await evening.begins(BY_NIGHT)
    held = await evening.office.held(evening.maya)
    assert not await told(evening, timedelta(0))
    await evening.office.database.run(
        lambda tx: evening.office.desk(tx).write_down(held.id, "told", why=TOLD)
    )
    back = evening.office.roster.back(evening.sam, NOW)
    assert back == datetime(2026, 11, 20, 22, tzinfo=UTC)
    assert await told(evening, timedelta(hours=6))
    assert not await told(evening, timedelta(hours=7))


async def test_where_nobody_knows_the_hours_the_person_is_asked_again_after_half_a_day(
    evening: Evening,
) -> None:
    await evening.begins(Hours(zone="UTC", mark=Mark(on=False, at=NOW - timedelta(hours=1))))
    held = await evening.office.held(evening.maya)
    await evening.office.database.run(
        lambda tx: evening.office.desk(tx).write_down(held.id, "told", why=TOLD)
    )
    assert evening.office.roster.back(evening.sam, NOW) is None
    assert await told(evening, ASKED_FOR - timedelta(minutes=1))
    assert not await told(evening, ASKED_FOR)
