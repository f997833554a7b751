"""An urgent case by night: whom its morning calls."""

from dataclasses import replace

from bot.cadence import Hours
from bot.cases import climb
from tests.cases.test_cases import URGENT, Office, office

__all__ = ["office"]


async def test_the_morning_calls_whom_the_day_passed_by_as_well(office: Office) -> None:
    sam = await office.hire("Sam")
    maya = await office.meet()
    await office.raises(maya, URGENT)
    held = await office.held(maya)
    office.roster.replace([replace(sam, hours=Hours(zone="UTC"))], written=True)  # and nobody is on duty

    await office.database.run(lambda tx: climb(office.desk(tx), held.id, 2, passed=1))

    (morning,) = await office.timers(maya, "rung")
    assert morning.number == 1
