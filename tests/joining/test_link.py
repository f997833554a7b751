"""Links: how long they are good, what they carry, and that only their hash is kept."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from bot.errors import RefusedError
from bot.ids import Ids
from bot.joining import carry_out, is_release, make_join, make_new_phone, order, plain_site
from bot.joining.link import CARD_IS_GOOD_FOR, LONGEST_SITE, NEW_PHONE_IS_GOOD_FOR
from bot.storage import Database, Transaction, Vault, audit, member, person, way_in

T = TypeVar("T")

AT = datetime(2026, 11, 22, 15, tzinfo=UTC)
SITE = "County house"


class Records:
    """A database of the test's own, and the ids of what is in it."""

    def __init__(self, database: Database, path: Path) -> None:
        self.database, self.path = database, path
        ids = Ids()
        self.new_id: Callable[[], int] = lambda: ids.new(AT)

    async def do(self, work: Callable[[Transaction], T]) -> T:
        return await self.database.run(work)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    path = tmp_path / "links.sqlite"
    database = Database.open(f"sqlite:///{path}", Vault.from_setting(Vault.new_key()))
    yield Records(database, path)
    database.close()


def coach(tx: Transaction, id: int, name: str = "Sam", role: str = "coach") -> int:
    member.add(tx, id=id, chat=id, name=name, role=role, locale="en", at=AT)
    return id


async def test_a_card_carries_who_where_and_when_and_works_once(records: Records) -> None:
    def make(tx: Transaction) -> tuple[way_in.WayIn | None, way_in.WayIn | None, way_in.WayIn | None]:
        sam = coach(tx, 5)
        maya = person.add(tx, id=7, chat=70, locale="en", zone="UTC", at=AT)
        made = make_join(
            tx,
            new_id=records.new_id,
            at=AT,
            made_by=sam,
            coach=sam,
            locale="es",
            site=f"  {SITE}\n",
            release_day=date(2026, 12, 1),
        )
        before = way_in.look(tx, made.token, at=AT)
        used = way_in.use(tx, made.token, at=AT, by_person=maya.id)
        assert way_in.was_used_by(tx, made.token, maya.id)
        assert not way_in.was_used_by(tx, made.token, 8)
        return before, used, way_in.use(tx, made.token, at=AT, by_person=maya.id)

    before, used, again = await records.do(make)

    assert before is not None
    assert (before.coach, before.locale, before.site, before.release_day) == (
        5,
        "es",
        SITE,
        date(2026, 12, 1),
    )
    assert used == before
    assert again is None


async def test_only_a_hash_of_the_link_is_kept(records: Records) -> None:
    made = await records.do(
        lambda tx: make_join(
            tx, new_id=records.new_id, at=AT, made_by=None, coach=None, locale="en", site=SITE
        )
    )
    records.database.close()

    kept = b"".join(path.read_bytes() for path in records.path.parent.iterdir())
    assert made.token.encode() not in kept
    assert SITE.encode() not in kept


async def test_a_card_made_before_a_release_is_good_for_as_long_after_it(records: Records) -> None:
    def until(release: date | None) -> Callable[[Transaction], datetime]:
        return lambda tx: (
            make_join(
                tx, new_id=records.new_id, at=AT, made_by=None, coach=None, locale="en", release_day=release
            ).expires_at
        )

    assert await records.do(until(None)) == AT + CARD_IS_GOOD_FOR
    assert await records.do(until(date(2026, 11, 20))) == AT + CARD_IS_GOOD_FOR
    assert await records.do(until(date(2026, 12, 22))) == AT + timedelta(days=30) + CARD_IS_GOOD_FOR


async def test_a_second_link_for_a_new_phone_kills_the_first(records: Records) -> None:
    def make(tx: Transaction) -> tuple[way_in.WayIn | None, way_in.WayIn | None, datetime]:
        maya = person.add(tx, id=7, chat=70, locale="en", zone="UTC", at=AT)
        first, second = (
            make_new_phone(tx, new_id=records.new_id, at=AT, made_by=coach(tx, number), person=maya.id)
            for number in (5, 6)
        )
        return (
            way_in.look(tx, first.token, at=AT),
            way_in.look(tx, second.token, at=AT),
            second.expires_at,
        )

    first, second, until = await records.do(make)

    assert first is None
    assert second is not None
    assert second.person == 7
    assert until == AT + NEW_PHONE_IS_GOOD_FOR


async def test_an_order_makes_a_link_and_says_so_in_the_log(records: Records) -> None:
    def make(tx: Transaction) -> tuple[way_in.WayIn | None, tuple[audit.Entry, ...]]:
        coach(tx, 5)
        asked = order(coach="sam", language="es", site=SITE, release=date(2026, 12, 1))
        made = carry_out(tx, asked, at=AT, new_id=records.new_id)
        found = way_in.look(tx, made["token"], at=AT)
        assert found is not None
        return found, audit.of(tx, "way in", found.id)

    found, entries = await records.do(make)

    assert found is not None
    assert (found.coach, found.locale, found.site, found.made_by) == (5, "es", SITE, None)
    assert [(one.who, one.role, one.action) for one in entries] == [(None, "operator", "made a card")]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (order(coach="Nobody", language="en", site=None, release=None), "No coach or supervisor"),
        (order(coach="Ana", language="en", site=None, release=None), "Several coaches"),
        (order(coach="Ed", language="en", site=None, release=None), "No coach or supervisor"),
        (order(coach=None, language="en", site=None, release=date(2026, 9, 1)), "release date"),
        (order(coach=None, language="en", site=None, release=date(2028, 9, 1)), "release date"),
    ],
)
async def test_an_order_that_cannot_be_is_refused_with_what_to_do(
    records: Records, asked: dict[str, object], why: str
) -> None:
    def make(tx: Transaction) -> None:
        coach(tx, 5, "Ana")
        coach(tx, 6, "Ana", "supervisor")
        coach(tx, 8, "Ed", "editor")
        carry_out(tx, asked, at=AT, new_id=records.new_id)

    with pytest.raises(RefusedError, match=why) as refused:
        await records.do(make)
    assert refused.value.remedy


def test_a_release_is_at_most_a_month_ago_and_a_year_ahead() -> None:
    today = AT.date()
    assert is_release(today - timedelta(days=30), today)
    assert is_release(today + timedelta(days=366), today)
    assert not is_release(today - timedelta(days=31), today)
    assert not is_release(today + timedelta(days=367), today)


def test_a_place_is_one_short_line_or_nothing() -> None:
    assert plain_site(" a\n b ") == "a b"
    assert plain_site("x" * 100) == "x" * LONGEST_SITE
    assert plain_site("  ") is None
    assert plain_site(None) is None
