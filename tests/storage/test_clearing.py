"""What leaves screens, while Telegram can still delete it, and what is never kept at all."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.storage import Database, Transaction, case, outbox, received
from bot.storage import conversation as conversations
from bot.storage.clearing import ToClear
from tests.storage.conftest import AT
from tests.storage.rows import a_coach, a_message, a_talk, someone

NewId = Callable[[], int]
HOUR = timedelta(hours=1)


def sent(tx: Transaction, new_id: NewId, message_id: int, hours: int = 0, **more: Any) -> int:
    """A message went out so many hours after AT."""
    row = a_message(new_id, **more)
    outbox.queue(tx, row)
    outbox.sent(tx, row.id, message_id, AT + hours * HOUR)
    return row.id


def due(tx: Transaction, hours: int = 0) -> list[int]:
    """The message numbers that are to leave screens by then."""
    return [each.message_id for each in outbox.to_clear(tx, AT + hours * HOUR)]


async def test_a_message_leaves_the_screen_when_its_time_has_come(database: Database, new_id: NewId) -> None:
    def send(tx: Transaction) -> tuple[int, int]:
        kept = sent(tx, new_id, 1)
        brief = sent(tx, new_id, 2, 1, clear_after=44 * HOUR)
        return kept, brief

    kept, brief = await database.run(send)

    assert await database.read(lambda tx: due(tx, 44)) == []
    assert await database.read(lambda tx: outbox.to_clear(tx, AT + 45 * HOUR)) == (
        ToClear(id=brief, chat=1001, message_id=2, sent_at=AT + HOUR),
    )
    await database.run(lambda tx: outbox.cleared(tx, [brief], AT + 45 * HOUR))
    assert await database.read(lambda tx: due(tx, 99)) == []
    row = await database.read(lambda tx: outbox.get(tx, brief))
    other = await database.read(lambda tx: outbox.get(tx, kept))
    assert row is not None
    assert other is not None
    assert (row.body, row.clear_after) == ("words", 44 * HOUR)  # the record keeps what was said
    assert (row.clear_at, row.cleared_at) == (AT + 45 * HOUR, AT + 45 * HOUR)
    assert (other.clear_after, other.clear_at, other.cleared_at) == (None, None, None)


async def test_what_went_out_before_it_was_written_down_has_its_clock_too(
    sqlite: Database, new_id: NewId
) -> None:
    row = a_message(new_id, state="sent", message_id=3, sent_at=AT, clear_after=HOUR)
    await sqlite.run(lambda tx: outbox.queue(tx, row))

    assert await sqlite.read(lambda tx: due(tx, 1)) == [3]


async def test_a_person_clears_the_last_hours_and_nobody_else_s(database: Database, new_id: NewId) -> None:
    def send(tx: Transaction) -> int:
        ann, ben = someone(tx, new_id, 1), someone(tx, new_id, 2)
        sent(tx, new_id, 1, 0, person=ann.id)
        cleared = sent(tx, new_id, 2, 5, person=ann.id)
        sent(tx, new_id, 3, 6, person=ann.id)
        sent(tx, new_id, 4, 6, person=ben.id)
        outbox.queue(tx, a_message(new_id, person=ann.id))  # not sent yet: there is nothing to take away
        outbox.cleared(tx, [cleared], AT)
        return ann.id

    ann = await database.run(send)
    at = AT + 7 * HOUR

    assert await database.run(lambda tx: outbox.clear_now(tx, person=ann, since=AT + HOUR, at=at)) == 1
    assert await database.read(lambda tx: due(tx, 6)) == []
    assert await database.read(lambda tx: due(tx, 7)) == [3]


async def test_closing_a_case_takes_what_was_relayed_from_coaches_screens_only(
    database: Database, new_id: NewId
) -> None:
    def send(tx: Transaction) -> tuple[int, int]:
        coach, whose = a_coach(tx, new_id), someone(tx, new_id)
        held = case.add(tx, id=new_id(), person=whose.id, level=3, at=AT)
        sent(tx, new_id, 1, case=held.id, person=whose.id, clear_after=44 * HOUR)
        sent(tx, new_id, 2, case=held.id, member=coach.id)
        sent(tx, new_id, 3, case=held.id, member=coach.id, clear_after=44 * HOUR)
        for message, member, person in ((11, coach.id, None), (12, None, whose.id)):
            received.add(
                tx, id=new_id(), chat=1, message_id=message, at=AT, member=member, person=person, case=held.id
            )
        return held.id, coach.id

    held, coach = await database.run(send)

    assert await database.run(lambda tx: outbox.clear_now(tx, case=held, since=AT, at=AT)) == 1
    assert await database.read(due) == [3]
    assert await database.run(lambda tx: received.clear_now(tx, case=held, since=AT, at=AT)) == 1
    assert [each.message_id for each in await database.read(lambda tx: received.to_clear(tx, AT))] == [11]
    assert await database.run(lambda tx: outbox.clear_now(tx, member=coach, since=AT, at=AT)) == 2
    assert await database.read(lambda tx: sorted(due(tx))) == [2, 3]


async def test_what_a_person_sent_is_known_and_leaves_the_screen_once(
    database: Database, new_id: NewId
) -> None:
    def take(tx: Transaction) -> int:
        ann, ben = someone(tx, new_id, 1), someone(tx, new_id, 2)
        for message in range(3):
            received.add(tx, id=new_id(), chat=1, message_id=message, at=AT + message * HOUR, person=ann.id)
        received.add(tx, id=new_id(), chat=2, message_id=9, at=AT, person=ben.id)
        return ann.id

    ann = await database.run(take)
    theirs = await database.read(lambda tx: received.of_person(tx, ann, AT + HOUR))

    assert [(each.chat, each.message_id, each.sent_at) for each in theirs] == [
        (1, 1, AT + HOUR),
        (1, 2, AT + 2 * HOUR),
    ]
    assert await database.run(lambda tx: received.clear_now(tx, person=ann, since=AT + HOUR, at=AT)) == 2
    assert await database.run(lambda tx: received.clear_now(tx, person=ann, since=AT + HOUR, at=AT)) == 2
    waiting = await database.read(lambda tx: received.to_clear(tx, AT))
    await database.run(lambda tx: received.cleared(tx, [waiting[0].id], AT))
    assert len(await database.read(lambda tx: received.to_clear(tx, AT))) == 1


async def test_a_chat_no_key_opens_hides_no_other(sqlite: Database, new_id: NewId) -> None:
    def send(tx: Transaction) -> None:
        spoilt = sent(tx, new_id, 1, clear_after=HOUR)
        sent(tx, new_id, 2, clear_after=HOUR)
        tx.driver.execute("UPDATE outbox SET chat = 'spoilt' WHERE id = ?", [spoilt])

    await sqlite.run(send)

    assert await sqlite.read(lambda tx: due(tx, 1)) == [2]


@pytest.mark.parametrize("end", ["sent", "refused", "unknown", "expired", "withdrawn"])
async def test_of_what_only_passes_nothing_is_kept(database: Database, new_id: NewId, end: str) -> None:
    def pass_by(tx: Transaction) -> int:
        passing = a_message(new_id, kind=outbox.PASSING)
        staying = a_message(new_id, chat=2002)
        for row in (passing, staying):
            outbox.queue(tx, row)
        assert outbox.get(tx, passing.id) is not None
        for row in (passing, staying):
            if end == "withdrawn":
                outbox.withdraw(tx, row.chat, [2], AT)
                continue
            outbox.sending(tx, [row.id], AT)
            if end == "sent":
                outbox.sent(tx, row.id, 5, AT)
            elif end == "refused":
                outbox.refused(tx, row.id, "gone", AT)
            else:
                getattr(outbox, end)(tx, row.id, AT)
        stands = outbox.get(tx, staying.id)
        assert stands is not None
        assert stands.state == end
        return int(tx.driver.execute("SELECT count(*) FROM outbox").fetchone()[0])

    assert await database.run(pass_by) == 1


async def test_what_only_passes_and_has_gone_out_already_is_not_written_down(
    sqlite: Database, new_id: NewId
) -> None:
    row = a_message(new_id, kind=outbox.PASSING, state="sent", message_id=5, sent_at=AT)
    await sqlite.run(lambda tx: outbox.queue(tx, row))

    assert await sqlite.read(lambda tx: outbox.get(tx, row.id)) is None


async def test_a_stop_word_can_be_taken_back_once(database: Database, new_id: NewId) -> None:
    def stop(tx: Transaction) -> int:
        talk = a_talk(tx, new_id, someone(tx, new_id).id)
        assert conversations.take_before_stop(tx, talk.id) is None
        conversations.keep_before_stop(tx, talk.id, '{"where": "question 3"}', "open")
        conversations.save(tx, talk.id, status="stopped", document="{}", turn=2, ended_at=AT)
        return talk.id

    talk = await database.run(stop)

    assert await database.run(lambda tx: conversations.take_before_stop(tx, talk)) == (
        '{"where": "question 3"}',
        "open",
    )
    assert await database.run(lambda tx: conversations.take_before_stop(tx, talk)) is None
    assert await database.run(lambda tx: conversations.take_before_stop(tx, 404)) is None
    with pytest.raises(ValueError, match="status"):
        await database.run(lambda tx: conversations.keep_before_stop(tx, talk, "{}", "asleep"))


async def test_cases_of_a_person_and_those_closed_in_a_stretch_are_found(
    database: Database, new_id: NewId
) -> None:
    def fill(tx: Transaction) -> tuple[int, list[int]]:
        whose = someone(tx, new_id)
        ids = []
        for hours in (3, 2, None):
            held = case.add(tx, id=new_id(), person=whose.id, level=3, at=AT, without_consent=hours is None)
            ids.append(held.id)
            if hours is not None:
                case.change(tx, held.id, state="closed", closed_at=AT + hours * HOUR, without_consent=True)
        return whose.id, ids

    whose, ids = await database.run(fill)
    cases = await database.read(lambda tx: case.of_person(tx, whose))

    assert [each.id for each in cases] == ids
    assert all(each.without_consent for each in cases)
    assert await database.read(lambda tx: case.of_person(tx, 404)) == ()
    closed = await database.read(lambda tx: case.closed_between(tx, AT, AT + 4 * HOUR))
    assert [each.id for each in closed] == [ids[1], ids[0]]
    assert await database.read(lambda tx: case.closed_between(tx, AT, AT + 2 * HOUR)) == ()
