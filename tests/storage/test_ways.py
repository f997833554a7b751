"""How people come in, come back and can be reached: links that work once, ways that are sealed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.errors import StorageError
from bot.storage import Database, Transaction, gone, person, reach, way_in
from tests.storage.conftest import AT
from tests.storage.rows import a_coach, someone

NewId = Callable[[], int]
SOON = AT + timedelta(days=7)
RELEASE = date(2026, 12, 1)


def a_link(tx: Transaction, new_id: NewId, token: str = "good", **more: object) -> None:
    fields: dict[str, object] = {"kind": way_in.JOIN, "made_by": None, "at": AT, "expires_at": SOON}
    way_in.add(tx, id=new_id(), token=token, **(fields | more))  # type: ignore[arg-type]  # the test says which


async def test_a_link_brings_coach_language_site_and_release_day_and_works_once(
    database: Database, new_id: NewId
) -> None:
    def make(tx: Transaction) -> tuple[int, int]:
        coach, whose = a_coach(tx, new_id), someone(tx, new_id)
        more: dict[str, Any] = {"locale": "es", "site": "Unidad 3", "release_day": RELEASE}
        a_link(tx, new_id, coach=coach.id, made_by=coach.id, **more)
        return coach.id, whose.id

    coach, whose = await database.run(make)
    seen = await database.read(lambda tx: way_in.look(tx, "good", at=AT))
    used = await database.run(lambda tx: way_in.use(tx, "good", at=AT, by_person=whose))

    assert seen == used
    assert used is not None
    assert (used.kind, used.coach, used.made_by, used.person) == (way_in.JOIN, coach, coach, None)
    assert (used.locale, used.site, used.release_day) == ("es", "Unidad 3", RELEASE)
    assert (used.made_at, used.expires_at) == (AT, SOON)
    assert await database.read(lambda tx: way_in.look(tx, "good", at=AT)) is None
    assert await database.run(lambda tx: way_in.use(tx, "good", at=AT, by_person=whose)) is None


async def test_what_a_used_link_carried_stands_with_the_person_only(sqlite: Database, new_id: NewId) -> None:
    def make(tx: Transaction) -> None:
        a_link(tx, new_id, site="Unidad 3", release_day=RELEASE)
        way_in.use(tx, "good", at=AT, by_person=someone(tx, new_id).id)

    await sqlite.run(make)
    left = await sqlite.read(
        lambda tx: tx.driver.execute("SELECT site, release_day, token_hash = 'good' FROM way_in").fetchall()
    )

    assert left == [(None, None, 0)]


async def test_a_link_that_is_too_old_or_unknown_opens_nothing(database: Database, new_id: NewId) -> None:
    await database.run(lambda tx: a_link(tx, new_id))
    whose = await database.run(lambda tx: someone(tx, new_id))

    def opens(tx: Transaction, token: str, at: datetime) -> list[way_in.WayIn | None]:
        return [way_in.look(tx, token, at=at), way_in.use(tx, token, at=at, by_person=whose.id)]

    assert await database.run(lambda tx: opens(tx, "good", SOON)) == [None, None]
    assert await database.run(lambda tx: opens(tx, "never", AT)) == [None, None]


async def test_links_for_a_new_phone_die_together_and_other_links_live(
    database: Database, new_id: NewId
) -> None:
    def make(tx: Transaction) -> tuple[int, int]:
        ann, ben = someone(tx, new_id, 1), someone(tx, new_id, 2)
        a_link(tx, new_id, "joins")
        for token, whose in (("anns", ann), ("anns second", ann), ("bens", ben)):
            a_link(tx, new_id, token, kind=way_in.NEW_PHONE, person=whose.id)
        return ann.id, ben.id

    ann, ben = await database.run(make)

    assert await database.run(lambda tx: way_in.withdraw(tx, ann, AT)) == 2
    assert await database.run(lambda tx: way_in.withdraw(tx, ann, AT)) == 0
    good = await database.read(
        lambda tx: {
            token for token in ("joins", "anns", "anns second", "bens") if way_in.look(tx, token, at=AT)
        }
    )
    assert good == {"joins", "bens"}
    found = await database.read(lambda tx: way_in.look(tx, "bens", at=AT))
    assert found is not None
    assert found.person == ben


@pytest.mark.parametrize(
    ("kind", "for_somebody"), [("new phone", False), ("join", True), ("side door", False)]
)
async def test_a_link_of_another_kind_is_refused(
    sqlite: Database, new_id: NewId, kind: str, for_somebody: bool
) -> None:
    def make(tx: Transaction) -> None:
        whose = someone(tx, new_id).id if for_somebody else None
        a_link(tx, new_id, kind=kind, person=whose)

    with pytest.raises(ValueError, match="way in"):
        await sqlite.run(make)


async def test_ways_to_reach_a_person_are_theirs_alone(database: Database, new_id: NewId) -> None:
    ids = [new_id(), new_id()]

    def make(tx: Transaction) -> tuple[int, int]:
        ann, ben = someone(tx, new_id, 1), someone(tx, new_id, 2)
        reach.add(
            tx, id=ids[0], person=ann.id, kind="number", words="a number", may_say="just say hello", at=AT
        )
        reach.add(tx, id=ids[1], person=ann.id, kind="place", words="the library", may_say=None, at=AT)
        return ann.id, ben.id

    ann, ben = await database.run(make)
    found = await database.read(lambda tx: reach.of(tx, ann))

    assert [(each.kind, each.words, each.may_say) for each in found] == [
        ("number", "a number", "just say hello"),
        ("place", "the library", None),
    ]
    assert await database.read(lambda tx: reach.of(tx, ben)) == ()
    assert not await database.run(lambda tx: reach.remove(tx, ids[0], ben))
    assert await database.run(lambda tx: reach.remove(tx, ids[0], ann))
    assert [each.id for each in await database.read(lambda tx: reach.of(tx, ann))] == [ids[1]]


async def test_a_kind_of_reach_that_does_not_exist_is_refused(sqlite: Database, new_id: NewId) -> None:
    def make(tx: Transaction) -> None:
        whose = someone(tx, new_id)
        reach.add(tx, id=new_id(), person=whose.id, kind="pigeon", words="w", may_say=None, at=AT)

    with pytest.raises(ValueError, match="kind"):
        await sqlite.run(make)


async def test_what_ways_in_bring_is_kept_with_the_person(database: Database, new_id: NewId) -> None:
    def change(tx: Transaction) -> person.Person | None:
        whose = someone(tx, new_id)
        assert (whose.sheltered, whose.site, whose.clear_word, whose.release_day) == (False, None, None, None)
        assert person.get(tx, whose.id) == whose
        person.change(
            tx,
            whose.id,
            release_day=RELEASE,
            site="Unidad 3",
            clear_word="limonada",
            sheltered=True,
            seen_on=date(2026, 11, 22),
            welcomed_at=AT,
        )
        return person.by_code(tx, whose.code)

    whose = await database.run(change)

    assert whose is not None
    assert (whose.release_day, whose.site, whose.clear_word) == (RELEASE, "Unidad 3", "limonada")
    assert (whose.sheltered, whose.seen_on, whose.welcomed_at) == (True, date(2026, 11, 22), AT)
    assert await database.read(lambda tx: person.by_code(tx, "Z9999")) is None
    assert await database.read(lambda tx: person.code_of(tx, whose.id)) == whose.code
    assert await database.read(lambda tx: person.code_of(tx, 404)) is None


async def test_people_come_page_by_page_and_one_whom_no_key_opens_hides_no_other(
    sqlite: Database, new_id: NewId
) -> None:
    ids = await sqlite.run(lambda tx: [someone(tx, new_id, chat).id for chat in range(1, 6)])
    await sqlite.run(lambda tx: tx.driver.execute("UPDATE person SET chat = 'spoilt' WHERE id = ?", [ids[1]]))
    first = await sqlite.read(lambda tx: person.page(tx, limit=3))
    second = await sqlite.read(lambda tx: person.page(tx, first[-1].id, 3))

    assert [each.id for each in (*first, *second)] == ids
    assert [each for each in first if isinstance(each, person.Unreadable)] == [person.Unreadable(id=ids[1])]


async def test_two_people_cannot_use_one_link(database: Database, new_id: NewId) -> None:
    def make(tx: Transaction) -> None:
        a_link(tx, new_id, "good")
        a_link(tx, new_id, "good")

    with pytest.raises(StorageError):
        await database.run(make)


async def test_what_went_in_one_night_is_added_up(database: Database, new_id: NewId) -> None:
    first, second = date(2026, 11, 20), date(2026, 11, 21)

    def slices(tx: Transaction) -> None:
        for day, what, count in (
            (first, "remarks", 2),
            (second, "remarks", 5),
            (second, "answers", 1),
            (second, "remarks", 3),
        ):
            at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
            gone.add(tx, id=new_id(), day=day, what=what, count=count, at=at)

    await database.run(slices)
    latest = await database.read(lambda tx: gone.latest(tx, 10))

    assert sorted((each.day, each.what, each.count) for each in latest) == [
        (first, "remarks", 2),
        (second, "answers", 1),
        (second, "remarks", 8),
    ]
    assert [each.day for each in latest] == [second, second, first]
    assert len(await database.read(lambda tx: gone.latest(tx, 2))) == 2
