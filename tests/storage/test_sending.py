from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.errors import StorageError
from bot.storage import Database, Transaction, audit, case, case_event, conversation, outbox, timer
from tests.storage.conftest import AT
from tests.storage.rows import a_coach, a_message, a_talk, someone

NewId = Callable[[], int]


async def the_waiting_one(database: Database) -> outbox.OutboxRow:
    (row,) = await database.read(outbox.queued)
    assert isinstance(row, outbox.OutboxRow)
    return row


async def test_a_queued_message_comes_back_as_it_was_written(database: Database, new_id: NewId) -> None:
    message = a_message(new_id, body="¿cómo estás?", expires_at=AT, not_before=AT, lane=3)
    await database.run(lambda tx: outbox.queue(tx, message))
    row = await the_waiting_one(database)

    assert (row.id, row.chat, row.lane, row.kind, row.body) == (message.id, 1001, 3, "turn", "¿cómo estás?")
    assert (row.state, row.tries, row.expires_at, row.not_before) == ("queued", 0, AT, AT)
    assert await database.read(lambda tx: outbox.get(tx, message.id)) == row
    assert await database.read(lambda tx: outbox.get(tx, 1)) is None


async def test_what_waits_comes_oldest_first_or_as_asked_for(database: Database, new_id: NewId) -> None:
    messages = [a_message(new_id) for _ in range(5)]

    def fill(tx: Transaction) -> None:
        for each in messages:
            outbox.queue(tx, each)

    await database.run(fill)
    ids = [each.id for each in messages]
    some = [ids[3], 1, ids[0]]

    assert await database.read(outbox.waiting) == [(id, 2) for id in ids]
    assert [each.id for each in await database.read(outbox.queued)] == ids
    assert [each.id for each in await database.read(lambda tx: outbox.queued(tx, some))] == [ids[3], ids[0]]


async def test_only_what_still_waits_is_handed_over(database: Database, new_id: NewId) -> None:
    mine, gone = a_message(new_id), a_message(new_id, lane=3)

    def fill(tx: Transaction) -> tuple[list[int], list[int]]:
        outbox.queue(tx, mine)
        outbox.queue(tx, gone)
        withdrawn = outbox.withdraw(tx, 1001, (3, 4), AT)
        return withdrawn, outbox.sending(tx, [mine.id, gone.id], AT)

    assert await database.run(fill) == ([gone.id], [mine.id])
    assert await database.read(outbox.found_sending) == [(mine.id, 2)]
    assert await database.read(outbox.queued) == ()


@pytest.mark.parametrize("end", ["refused", "unknown", "expired"])
async def test_what_will_not_be_sent_again_says_why(database: Database, new_id: NewId, end: str) -> None:
    message = a_message(new_id)

    def finish(tx: Transaction) -> outbox.OutboxRow | None:
        outbox.queue(tx, message)
        match end:
            case "refused":
                outbox.refused(tx, message.id, "blocked", AT)
            case "unknown":
                outbox.unknown(tx, message.id, AT)
            case _:
                outbox.expired(tx, message.id, AT)
        return outbox.get(tx, message.id)

    row = await database.run(finish)

    assert row is not None
    assert row.state == end
    assert row.reason == ("blocked" if end == "refused" else None)


async def test_a_message_that_is_tried_again_counts_its_tries(database: Database, new_id: NewId) -> None:
    message = a_message(new_id)

    def again(tx: Transaction) -> None:
        outbox.queue(tx, message)
        for _ in range(2):
            outbox.sending(tx, [message.id], AT)
            outbox.again(tx, message.id, AT + timedelta(seconds=4))

    await database.run(again)
    row = await the_waiting_one(database)

    assert (row.tries, row.not_before) == (2, AT + timedelta(seconds=4))


async def test_a_question_s_clocks_start_when_it_is_marked_as_sent(database: Database, new_id: NewId) -> None:
    def send(tx: Transaction) -> conversation.Conversation | None:
        whose = someone(tx, new_id)
        talk = a_talk(tx, new_id, whose.id)
        message = a_message(
            new_id, person=whose.id, conversation=talk.id, turn=1, nudge_after=60.0, give_up_after=3600.5
        )
        outbox.queue(tx, message)
        outbox.sent(tx, message.id, 77, AT)
        return conversation.get(tx, talk.id)

    talk = await database.run(send)
    timers = await database.read(lambda tx: timer.due(tx, AT + timedelta(days=1)))
    row = await database.read(lambda tx: outbox.by_message(tx, 1001, 77))

    assert talk is not None
    assert (talk.question_message, talk.question_turn) == (77, 1)
    assert [(each.kind, each.subject, each.number, each.person) for each in timers] == [
        ("nudge", talk.id, 1, talk.person),
        ("give_up", talk.id, 1, talk.person),
    ]
    assert [each.due_at - AT for each in timers] == [timedelta(seconds=60), timedelta(seconds=3600.5)]
    assert row is not None
    assert (row.state, row.sent_at, row.body) == ("sent", AT, "words")


@pytest.mark.parametrize(("status", "turn"), [("open", 2), ("replaced", 1)])
async def test_a_question_that_no_longer_stands_starts_no_clock(
    database: Database, new_id: NewId, status: str, turn: int
) -> None:
    def send(tx: Transaction) -> outbox.OutboxRow | None:
        talk = a_talk(tx, new_id, someone(tx, new_id).id)
        message = a_message(new_id, conversation=talk.id, turn=1, nudge_after=60.0)
        outbox.queue(tx, message)
        conversation.save(tx, talk.id, status=status, document="{}", turn=turn, ended_at=None)
        outbox.sent(tx, message.id, 77, AT)
        return outbox.get(tx, message.id)

    row = await database.run(send)

    assert row is not None
    assert row.state == "sent"
    assert await database.read(lambda tx: timer.next_due(tx)) is None


async def test_a_chat_that_moved_gets_what_waited_for_it(database: Database, new_id: NewId) -> None:
    waiting, sent = a_message(new_id), a_message(new_id)

    def move(tx: Transaction) -> list[int]:
        outbox.queue(tx, waiting)
        outbox.queue(tx, sent)
        outbox.sent(tx, sent.id, 5, AT)
        return outbox.rekey(tx, 1001, 9009)

    assert await database.run(move) == [waiting.id]
    row = await the_waiting_one(database)
    assert row.chat == 9009
    assert await database.run(lambda tx: outbox.withdraw(tx, 9009, (2,), AT)) == [waiting.id]


async def test_first_aid_that_went_out_before_the_database_knew_is_on_record(
    database: Database, new_id: NewId
) -> None:
    def record(tx: Transaction) -> int:
        whose = someone(tx, new_id)
        given = a_message(new_id, lane=0, kind="first_aid", state="sent", sent_at=AT, person=whose.id)
        outbox.queue(tx, given)
        return whose.id

    whose = await database.run(record)
    (row,) = await database.read(lambda tx: outbox.of_person(tx, whose))

    assert (row.kind, row.state, row.sent_at) == ("first_aid", "sent", AT)
    assert await database.read(outbox.queued) == ()


async def test_a_message_in_an_unknown_state_is_refused(database: Database, new_id: NewId) -> None:
    with pytest.raises(ValueError, match="state"):
        await database.run(lambda tx: outbox.queue(tx, a_message(new_id, state="lost")))


def set_timer(
    tx: Transaction, new_id: NewId, kind: str, number: int, minutes: int, note: str | None = None
) -> int:
    id = new_id()
    due_at = AT + timedelta(minutes=minutes)
    timer.set(tx, id=id, kind=kind, subject=1, number=number, due_at=due_at, note=note)
    return id


async def test_a_timer_set_again_replaces_the_one_before(database: Database, new_id: NewId) -> None:
    first = await database.run(lambda tx: set_timer(tx, new_id, "nudge", 1, 5, "one"))
    second = await database.run(lambda tx: set_timer(tx, new_id, "nudge", 1, 9, "two"))
    standing = await database.read(lambda tx: timer.next_due(tx))

    assert standing is not None
    assert (standing.id, standing.note, standing.due_at) == (second, "two", AT + timedelta(minutes=9))
    assert not await database.run(lambda tx: timer.remove(tx, first))
    assert await database.run(lambda tx: timer.remove(tx, second))
    assert not await database.run(lambda tx: timer.remove(tx, second))


async def test_due_timers_come_the_longest_overdue_first(database: Database, new_id: NewId) -> None:
    def fill(tx: Transaction) -> None:
        for number, minutes in enumerate((3, 1, 2, 9)):
            set_timer(tx, new_id, "rung", number, minutes)
        set_timer(tx, new_id, "nudge", 1, 0)

    await database.run(fill)
    due = await database.read(lambda tx: timer.due(tx, AT + timedelta(minutes=3)))
    next_rung = await database.read(lambda tx: timer.next_due(tx, "rung"))

    assert [(each.kind, each.number) for each in due] == [("nudge", 1), ("rung", 1), ("rung", 2), ("rung", 0)]
    assert next_rung is not None
    assert next_rung.number == 1
    assert await database.run(lambda tx: timer.remove_of(tx, "rung", 1)) == 4
    assert await database.read(lambda tx: timer.next_due(tx, "rung")) is None
    assert len(await database.read(lambda tx: timer.due(tx, AT, 500))) == 1


async def test_a_person_s_timers_can_be_listed(database: Database, new_id: NewId) -> None:
    def fill(tx: Transaction) -> int:
        whose = someone(tx, new_id)
        set_timer(tx, new_id, "rung", 1, 1)
        timer.set(
            tx,
            id=new_id(),
            kind="pause_end",
            subject=whose.id,
            number=1,
            due_at=AT,
            person=whose.id,
            note=None,
        )
        return whose.id

    whose = await database.run(fill)

    assert [each.kind for each in await database.read(lambda tx: timer.of_person(tx, whose))] == ["pause_end"]


async def test_a_kind_of_timer_that_does_not_exist_is_refused(database: Database, new_id: NewId) -> None:
    with pytest.raises(ValueError, match="kind"):
        await database.run(lambda tx: set_timer(tx, new_id, "alarm", 1, 1))


async def test_a_person_has_at_most_one_open_case(database: Database, new_id: NewId) -> None:
    def one(tx: Transaction) -> case.Case:
        return case.add(tx, id=new_id(), person=someone(tx, new_id).id, level=3, at=AT)

    first = await database.run(one)
    with pytest.raises(StorageError):
        await database.run(lambda tx: case.add(tx, id=new_id(), person=first.person, level=1, at=AT))
    await database.run(lambda tx: case.change(tx, first.id, state="closed", closed_at=AT, outcome="reached"))
    second = await database.run(lambda tx: case.add(tx, id=new_id(), person=first.person, level=1, at=AT))

    assert await database.read(lambda tx: case.open_of(tx, first.person)) == second
    assert await database.read(lambda tx: case.open_cases(tx)) == (second,)
    closed = await database.read(lambda tx: case.get(tx, first.id))
    assert closed is not None
    assert (closed.state, closed.outcome, closed.closed_at) == ("closed", "reached", AT)


async def test_the_case_goes_to_the_first_who_takes_it(database: Database, new_id: NewId) -> None:
    def take(tx: Transaction) -> tuple[list[bool], case.Case | None, int]:
        first, second = a_coach(tx, new_id, 1), a_coach(tx, new_id, 2)
        mine = case.add(tx, id=new_id(), person=someone(tx, new_id).id, level=3, at=AT)
        later = AT + timedelta(minutes=1)
        takers = [(first.id, AT), (second.id, later), (first.id, later)]
        return [case.take(tx, mine.id, who, at) for who, at in takers], case.get(tx, mine.id), first.id

    said, taken, first = await database.run(take)

    assert said == [True, False, True]
    assert taken is not None
    assert (taken.state, taken.coach, taken.acknowledged_at) == ("acknowledged", first, AT)


async def test_what_happened_in_a_case_comes_in_order(database: Database, new_id: NewId) -> None:
    def happen(tx: Transaction) -> int:
        mine = case.add(tx, id=new_id(), person=someone(tx, new_id).id, level=2, at=AT, code="C1")
        case_event.add(tx, id=new_id(), case=mine.id, kind="opened", at=AT, level=2, why="daily.rule")
        case_event.add(tx, id=new_id(), case=mine.id, kind="note", at=AT, words="called, no answer")
        return mine.id

    mine = await database.run(happen)
    first, second = await database.read(lambda tx: case_event.of(tx, mine))

    assert (first.kind, first.level, first.why, first.words) == ("opened", 2, "daily.rule", None)
    assert (second.kind, second.words) == ("note", "called, no answer")


async def test_a_case_state_that_does_not_exist_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="state"):
        await database.run(lambda tx: case.change(tx, 1, state="lost"))


async def test_a_case_needs_a_person(database: Database, new_id: NewId) -> None:
    with pytest.raises(StorageError):
        await database.run(lambda tx: case.add(tx, id=new_id(), person=404, level=3, at=AT))


@pytest.mark.parametrize("act", ["UPDATE audit SET action = 'nothing'", "DELETE FROM audit"])
async def test_the_audit_log_cannot_be_rewritten(database: Database, new_id: NewId, act: str) -> None:
    def look(tx: Transaction) -> None:
        audit.add(
            tx,
            id=new_id(),
            at=AT,
            who=5,
            role="coach",
            action="opened",
            subject_kind="person",
            subject=9,
            reason="she asked me to",
        )

    await database.run(look)
    with pytest.raises(StorageError):
        await database.run(lambda tx: tx.driver.execute(act))
    (entry,) = await database.read(lambda tx: audit.of(tx, "person", 9))

    assert (entry.who, entry.action, entry.reason, entry.at) == (5, "opened", "she asked me to", AT)
    assert await database.read(lambda tx: audit.of(tx, "case", 9)) == ()


async def test_drawings_are_forgotten_once_they_were_sent_and_words_never(
    database: Database, new_id: NewId
) -> None:
    old, later = AT, AT + timedelta(days=3)

    def prepare(tx: Transaction) -> dict[str, int]:
        rows = {
            "drawing": a_message(new_id, kind=outbox.SHEET, created_at=old),
            "waiting": a_message(new_id, kind=outbox.SHEET, created_at=old),
            "new": a_message(new_id, kind=outbox.SHEET, created_at=later),
            "words": a_message(new_id, created_at=old),
        }
        for row in rows.values():
            outbox.queue(tx, row)
        for name in ("drawing", "new", "words"):
            outbox.sent(tx, rows[name].id, 1, later)
        return {name: row.id for name, row in rows.items()}

    ids = await database.run(prepare)
    forgotten = await database.run(lambda tx: outbox.forget_sheets(tx, before=AT + timedelta(days=1)))
    left = await database.read(lambda tx: {name for name, id in ids.items() if outbox.get(tx, id)})

    assert forgotten == 1
    assert left == {"waiting", "new", "words"}
