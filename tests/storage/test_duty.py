"""The roster, days away, what members said: kept as they were written, each for its own member."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from bot.storage import Database, Transaction, away, duty, member, quick_reply, second_alert, shift
from tests.storage.conftest import AT
from tests.storage.rows import a_coach

NewId = Callable[[], int]


def a_shift(new_id: NewId, weekday: int, begins: int, kind: str = "duty") -> shift.NewShift:
    return shift.NewShift(id=new_id(), kind=kind, weekday=weekday, begins=time(begins), ends=time(begins + 8))


async def test_a_new_week_takes_the_place_of_the_old_one(database: Database, new_id: NewId) -> None:
    def write(tx: Transaction) -> tuple[int, int]:
        sam, ana = a_coach(tx, new_id), a_coach(tx, new_id, 2002)
        shift.replace(tx, sam.id, [a_shift(new_id, 0, 9), a_shift(new_id, 1, 9)])
        shift.replace(tx, ana.id, [a_shift(new_id, 6, 14, "backup")])
        shift.replace(tx, sam.id, [a_shift(new_id, 4, 13), a_shift(new_id, 2, 8)])
        return sam.id, ana.id

    sam, ana = await database.run(write)
    hers = await database.read(lambda tx: shift.of(tx, sam))

    assert [(one.weekday, one.begins, one.ends, one.kind) for one in hers] == [
        (2, time(8), time(16), "duty"),
        (4, time(13), time(21), "duty"),
    ]
    assert {one.member for one in await database.read(shift.all_of)} == {sam, ana}
    assert await database.run(lambda tx: shift.remove_of(tx, sam)) == 2
    assert [one.kind for one in await database.read(shift.all_of)] == ["backup"]


async def test_a_shift_of_no_kind_or_no_weekday_is_refused(database: Database, new_id: NewId) -> None:
    sam = await database.run(lambda tx: a_coach(tx, new_id))
    for wrong in (a_shift(new_id, 7, 9), a_shift(new_id, 0, 9, "holiday")):
        with pytest.raises(ValueError, match="not a shift"):
            await database.run(lambda tx, wrong=wrong: shift.replace(tx, sam.id, [wrong]))  # type: ignore[misc]  # bound at once

    assert await database.read(shift.all_of) == ()


async def test_days_away_are_hers_alone(database: Database, new_id: NewId) -> None:
    first, last = date(2026, 12, 24), date(2027, 1, 2)

    def write(tx: Transaction) -> tuple[int, int, int]:
        sam, ana = a_coach(tx, new_id), a_coach(tx, new_id, 2002)
        number = new_id()
        away.add(tx, id=number, member=sam.id, first=first, last=last)
        away.add(tx, id=new_id(), member=ana.id, first=last, last=last)
        return sam.id, ana.id, number

    sam, ana, number = await database.run(write)

    assert [(one.first, one.last) for one in await database.read(lambda tx: away.of(tx, sam))] == [
        (first, last)
    ]
    assert [one.member for one in await database.read(away.all_of)] == [sam, ana]
    assert not await database.run(lambda tx: away.remove(tx, number, ana))
    assert await database.run(lambda tx: away.remove(tx, number, sam))
    assert [one.member for one in await database.read(away.all_of)] == [ana]
    with pytest.raises(ValueError, match="before they begin"):
        await database.run(lambda tx: away.add(tx, id=new_id(), member=sam, first=last, last=first))


async def test_what_a_member_said_last_counts_until_they_leave(database: Database, new_id: NewId) -> None:
    later = AT + timedelta(hours=3)

    def write(tx: Transaction) -> tuple[int, int]:
        sam, ana, silent = a_coach(tx, new_id), a_coach(tx, new_id, 2002), a_coach(tx, new_id, 2003)
        assert silent.active
        duty.add(tx, id=new_id(), member=sam.id, on=True, at=AT)
        duty.add(tx, id=new_id(), member=ana.id, on=True, at=AT, until=later)
        duty.add(tx, id=new_id(), member=sam.id, on=False, at=later)
        return sam.id, ana.id

    sam, ana = await database.run(write)
    said = await database.read(duty.latest)

    assert {one: (mark.on, mark.until) for one, mark in said.items()} == {
        sam: (False, None),
        ana: (True, later),
    }
    assert await database.run(lambda tx: duty.remove_of(tx, sam)) == 2
    assert set(await database.read(duty.latest)) == {ana}


async def test_everything_about_a_member_can_be_changed(database: Database, new_id: NewId) -> None:
    sam = await database.run(lambda tx: a_coach(tx, new_id))

    assert (sam.zone, sam.languages, sam.woman, sam.always_call, sam.email) == (None, None, None, False, None)
    await database.run(
        lambda tx: member.change(
            tx,
            sam.id,
            zone="America/Lima",
            languages="en es",
            woman=True,
            been_in_prison=False,
            always_call=True,
            email="sam@example.org",
            seen_at=AT,
            unreachable_since=AT,
        )
    )
    (now,) = await database.read(member.active)
    assert (now.zone, now.languages, now.woman, now.been_in_prison) == ("America/Lima", "en es", True, False)
    assert (now.always_call, now.email, now.seen_at, now.unreachable_since) == (
        True,
        "sam@example.org",
        AT,
        AT,
    )
    await database.run(lambda tx: member.change(tx, sam.id, email=None, unreachable_since=None))
    found = await database.read(lambda tx: member.find(tx, 2001))
    assert found is not None
    assert (found.email, found.unreachable_since, found.always_call) == (None, None, True)


async def test_quick_replies_are_there_in_every_language_by_name(database: Database, new_id: NewId) -> None:
    def write(tx: Transaction) -> tuple[int, int]:
        sam = a_coach(tx, new_id)
        first, second = new_id(), new_id()
        quick_reply.add(
            tx, id=first, name="On my way", words={"en": "I read it.", "es": "Lo leí."}, by=sam.id, at=AT
        )
        quick_reply.add(tx, id=second, name="Hello", words={"en": "Hi."}, by=sam.id, at=AT)
        assert quick_reply.replace(tx, second, name="Hello", words={"en": "Hey."}, by=sam.id, at=AT)
        assert not quick_reply.replace(tx, 5, name="Nobody's", words={}, by=sam.id, at=AT)
        return first, second

    first, second = await database.run(write)
    replies = await database.read(quick_reply.all_)

    assert [(one.name, dict(one.words)) for one in replies] == [
        ("Hello", {"en": "Hey."}),
        ("On my way", {"en": "I read it.", "es": "Lo leí."}),
    ]
    assert await database.run(lambda tx: quick_reply.remove(tx, second))
    assert await database.read(lambda tx: quick_reply.get(tx, second)) is None
    assert await database.read(lambda tx: quick_reply.get(tx, first)) == replies[1]


async def test_an_alert_on_its_second_way_is_tried_until_it_went_or_never_will(
    database: Database, new_id: NewId
) -> None:
    one, two, later = new_id(), new_id(), AT + timedelta(minutes=1)

    def write(tx: Transaction) -> None:
        for id, way in ((one, "email"), (two, "url")):
            second_alert.add(
                tx,
                id=id,
                case=None,
                rung=1,
                member=None,
                way=way,
                address="",
                subject="K7",
                text="crisis",
                at=AT,
            )

    await database.run(write)
    assert [row.way for row in await database.read(lambda tx: second_alert.due(tx, AT))] == ["email", "url"]
    await database.run(lambda tx: second_alert.again(tx, one, later, "refused"))
    (due,) = await database.read(lambda tx: second_alert.due(tx, AT))
    waiting = await database.read(lambda tx: second_alert.due(tx, later))

    assert (due.id, due.subject, due.text, due.tries) == (two, "K7", "crisis", 0)
    assert [(row.id, row.tries, row.next_at) for row in waiting] == [(two, 0, AT), (one, 1, later)]
    await database.run(lambda tx: second_alert.sent(tx, two, AT))
    await database.run(lambda tx: second_alert.failed(tx, one, "too late", later))
    await database.run(lambda tx: second_alert.again(tx, one, AT))  # what has failed is not tried again
    assert await database.read(lambda tx: second_alert.due(tx, later)) == ()
    (failure,) = await database.read(lambda tx: second_alert.failures(tx, AT))
    assert (failure.id, failure.state, failure.reason) == (one, "failed", "too late")
    assert await database.read(lambda tx: second_alert.failures(tx, later)) == ()


async def test_there_is_no_third_way(database: Database, new_id: NewId) -> None:
    with pytest.raises(ValueError, match="not a second way"):
        await database.run(
            lambda tx: second_alert.add(
                tx,
                id=new_id(),
                case=None,
                rung=0,
                member=None,
                way="pigeon",
                address="",
                subject="",
                text="",
                at=AT,
            )
        )
