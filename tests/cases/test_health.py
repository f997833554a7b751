"""What keeps a call for help from being heard: each finding, its words, its remedy, and when it is red."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.cadence import Hours, Mark, Shift
from bot.cases import Colleague, Roster, SecondWays
from bot.cases.health import DRILL_EVERY, LINES_FRESH, Finding, findings
from bot.engine import Programme
from bot.engine.bundle import Resource, ResourceText
from bot.scripts import load, read_folder
from bot.storage import Database, Transaction, Vault, case, person
from bot.texts import Catalogs, own
from bot.texts.own import OWN

ROOT = Path(__file__).parents[2]
# A Tuesday, 10:00 in Chicago.
AT = datetime(2026, 11, 24, 16, tzinfo=UTC)
Look = Callable[..., dict[str, Finding]]


@pytest.fixture(scope="session")
def programme() -> Programme:
    """Return the programme of our own conversations, with no hours of duty."""
    bundle = load(read_folder(ROOT / "conversations", ROOT / "locales"))
    return replace(bundle.programme, duty_hours=None, zone="America/Chicago")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(f"sqlite:///{tmp_path / 'health.sqlite'}", Vault.from_setting(Vault.new_key()))
    yield opened
    opened.close()


def coach(number: int = 1, **more: object) -> Colleague:
    made = Colleague(id=number, chat=number, name=f"Coach {number}", role="coach", locale="en")
    return replace(made, **more)  # type: ignore[arg-type]  # fields of a Colleague


async def found_in(
    database: Database,
    programme: Programme,
    *team: Colleague,
    at: datetime = AT,
    written: bool = False,
    second_way: bool = True,
    resources: dict[str, Resource] | None = None,
) -> dict[str, Finding]:
    """Return {code: finding} of a programme with this team."""
    roster = Roster(team, written=written)
    found = await database.read(
        lambda tx: findings(tx, roster, programme, at, second_way=second_way, resources=resources)
    )
    return {one.code: one for one in found}


async def test_with_somebody_on_duty_and_a_second_way_only_the_drill_is_missing(
    database: Database, programme: Programme
) -> None:
    found = await found_in(database, programme, coach())

    assert {code: one.red for code, one in found.items()} == {"no_drill": False}


async def test_no_second_way_is_red(database: Database, programme: Programme) -> None:
    assert (await found_in(database, programme, coach(), second_way=False))["no_second_way"].red


async def test_mail_that_could_go_to_nobody_is_no_second_way(
    database: Database, programme: Programme
) -> None:
    eva = coach(2, role="supervisor")

    async def red(ways: SecondWays, *team: Colleague) -> bool:
        roster = Roster(team)
        roster.second_ways = ways
        found = await database.read(lambda tx: findings(tx, roster, programme, AT, second_way=ways.any))
        return "no_address" in {one.code for one in found if one.red}

    assert await red(SecondWays(mail=True), coach(), eva)
    assert not await red(SecondWays(mail=True, url=True), coach(), eva)
    assert not await red(SecondWays(mail=True, emails=("a@example.org",)), coach(), eva)
    assert not await red(SecondWays(mail=True), coach(), replace(eva, email="eva@example.org"))


async def test_no_coach_and_so_nobody_on_duty_are_red(database: Database, programme: Programme) -> None:
    admin = coach(role="admin")
    found = await found_in(database, programme, admin)

    assert found["no_coach"].red
    assert found["nobody_on_duty"].red


async def test_nobody_on_duty_is_red_only_in_the_hours_that_the_programme_names(
    database: Database, programme: Programme
) -> None:
    off = coach(hours=Hours(zone="UTC", mark=Mark(on=False, at=AT - timedelta(days=30))))
    by_day = replace(programme, duty_hours=(time(9), time(21)))
    over_night = replace(programme, duty_hours=(time(21), time(9)))

    assert (await found_in(database, programme, off))["nobody_on_duty"].red
    assert "nobody_on_duty" in await found_in(database, by_day, off)
    assert "nobody_on_duty" not in await found_in(database, over_night, off)
    assert "nobody_on_duty" not in await found_in(database, by_day, off, at=AT + timedelta(hours=12))


async def test_a_gap_in_the_next_day_is_told_with_its_times(database: Database, programme: Programme) -> None:
    shifts = tuple(Shift(weekday=day, begins=time(9), ends=time(17)) for day in (1, 2))
    by_the_week = coach(hours=Hours(zone="America/Chicago", shifts=shifts))
    by_day = replace(programme, duty_hours=(time(9), time(21)))
    found = await found_in(database, by_day, by_the_week, written=True)

    assert not found["gap"].red
    assert found["gap"].values == {"begins": "5:00 PM", "ends": "9:00 PM"}
    assert "nobody_on_duty" not in found


async def test_one_who_blocked_the_bot_is_named_and_all_are_red(
    database: Database, programme: Programme
) -> None:
    found = await found_in(database, programme, coach(1), coach(2, unreachable=True))
    assert found["blocked"].values == {"names": "Coach 2"}
    assert not found["blocked"].red

    found = await found_in(database, programme, coach(1, unreachable=True), coach(2, unreachable=True))
    assert found["all_blocked"].red
    assert found["nobody_on_duty"].red


async def test_a_drill_that_nobody_answered_is_red_until_the_next_and_one_broken_off_says_nothing(
    database: Database, programme: Programme
) -> None:
    await database.run(lambda tx: _drill(tx, 1, "drill unanswered", AT - timedelta(days=3)))
    assert (await found_in(database, programme, coach()))["drill_missed"].red
    await database.run(lambda tx: _drill(tx, 2, "drill broken off", AT - timedelta(days=2)))
    assert "drill_missed" in await found_in(database, programme, coach())
    await database.run(lambda tx: _drill(tx, 3, "drill", AT - timedelta(days=1)))

    assert await found_in(database, programme, coach()) == {}
    later = AT + DRILL_EVERY
    assert not (await found_in(database, programme, coach(), at=later))["no_drill"].red


async def test_crisis_lines_that_nobody_has_dialled_for_long_are_named(
    database: Database, programme: Programme
) -> None:
    today = date(2026, 11, 24)

    def line(name: str, verified: date | None) -> Resource:
        words = ResourceText(text="call", verified_on=verified)
        texts = {programme.country: dict.fromkeys(programme.languages, words)}
        return Resource(name=name, crisis=True, texts=texts)

    resources = {
        one.name: one
        for one in (
            line("fresh", today - LINES_FRESH),
            line("old", today - LINES_FRESH - timedelta(days=1)),
            line("never", None),
            replace(line("no crisis", None), crisis=False),
        )
    }
    found = await found_in(database, programme, coach(), resources=resources)

    assert found["lines_old"].values == {"count": 2, "days": 180, "names": "old, never"}
    assert not found["lines_old"].red


def test_every_finding_has_words_and_a_remedy_that_can_be_filled_in() -> None:
    values: dict[str, str | int] = {
        "begins": "a", "ends": "b", "names": "c", "count": 2, "reason": "d", "since": "e",
        "day": "f", "codes": "g", "days": 3,
    }  # fmt: skip
    ids = [str(name) for name in OWN if str(name).startswith("bot.staff.health_")]

    assert len(ids) == 2 * len([one for one in ids if one.endswith("_do")])
    for name in ids:
        assert "{" not in own(name, "en", Catalogs({}), variant=0, **values)


def _drill(tx: Transaction, number: int, outcome: str, at: datetime) -> None:
    person.add(tx, id=number, chat=-number, locale="en", zone="UTC", at=at, drill=f"D0{number}")
    case.add(tx, id=number, person=number, level=3, at=at, drill=True)
    case.change(tx, number, state="closed", closed_at=at, outcome=outcome)
