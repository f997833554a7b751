"""One row that cannot be read hides no other."""

from collections.abc import Callable

from sqlalchemy import text

from bot.storage import (
    Database,
    Transaction,
    case,
    case_event,
    case_message,
    concern,
    inbox,
    member,
    note,
    outbox,
    person,
    quick_reply,
    second_alert,
    task,
    timer,
)
from tests.storage.conftest import AT
from tests.storage.rows import a_coach, a_message, someone

NewId = Callable[[], int]


async def test_a_chat_that_no_key_opens_hides_no_other(database: Database, new_id: NewId) -> None:
    def spoil(tx: Transaction) -> None:
        spoilt, _ = (someone(tx, new_id, chat) for chat in (1001, 1002))
        inbox.keep(tx, [inbox.Kept(update_id=id, chat=1000 + id, body="{}") for id in (1, 2)], AT)
        tx.execute(text("UPDATE person SET chat = :junk WHERE id = :id"), {"junk": b"junk", "id": spoilt.id})
        tx.execute(text("UPDATE inbox SET chat = :junk WHERE update_id = 1"), {"junk": b"junk"})

    await database.run(spoil)

    assert list(await database.read(person.known)) == [1002]
    assert await database.read(inbox.open_rows) == [(1, 0, 0), (2, 1002, 0)]


async def test_a_note_that_no_key_opens_stops_no_other_timer(database: Database, new_id: NewId) -> None:
    def spoil(tx: Transaction) -> None:
        for number in (1, 2):
            timer.set(
                tx,
                id=number,
                kind="start_script",
                subject=7,
                number=number,
                due_at=AT,
                note=f"script_{number}",
            )
        tx.execute(text("UPDATE timer SET note = :junk WHERE id = 1"), {"junk": b"junk"})

    await database.run(spoil)

    assert [due.note for due in await database.read(lambda tx: timer.due(tx, AT))] == [None, "script_2"]


async def test_words_that_no_key_opens_stop_no_ladder(database: Database, new_id: NewId) -> None:
    """Whom to call next is worked out from what has happened in the case."""

    def spoil(tx: Transaction) -> int:
        held = case.add(tx, id=new_id(), person=someone(tx, new_id).id, level=3, at=AT)
        for words in ("one", "two"):
            case_event.add(tx, id=new_id(), case=held.id, kind="person wrote", at=AT, words=words)
        _spoil(tx, "case_event", "words")
        return held.id

    held = await database.run(spoil)
    events = await database.read(lambda tx: case_event.of(tx, held))

    assert [(event.kind, event.words) for event in events] == [
        ("person wrote", None),
        ("person wrote", "two"),
    ]


async def test_a_colleague_whom_no_key_opens_hides_no_other(database: Database, new_id: NewId) -> None:
    def spoil(tx: Transaction) -> None:
        a_coach(tx, new_id, 2001)
        a_coach(tx, new_id, 2002)
        _spoil(tx, "member", "name")

    await database.run(spoil)

    assert [one.chat for one in await database.read(member.active)] == [2002]
    assert [one.chat for one in await database.read(member.everyone)] == [2002]


async def test_a_person_whom_no_key_opens_hides_no_other_of_their_coach(
    database: Database, new_id: NewId
) -> None:
    def spoil(tx: Transaction) -> int:
        sam = a_coach(tx, new_id).id
        for chat in (1001, 1002):
            person.change(tx, someone(tx, new_id, chat).id, coach=sam)
        _spoil(tx, "person", "chat")
        return sam

    sam = await database.run(spoil)

    assert [one.chat for one in await database.read(lambda tx: person.of_coach(tx, sam))] == [1002]


async def test_what_the_team_wrote_and_no_key_opens_hides_nothing_else_of_it(
    database: Database, new_id: NewId
) -> None:
    def write(tx: Transaction) -> tuple[int, int, list[int]]:
        sam, who, tasks = a_coach(tx, new_id).id, someone(tx, new_id).id, [new_id(), new_id()]
        for words, number in zip(("spoilt", "whole"), tasks, strict=True):
            note.add(tx, id=new_id(), person=who, by=sam, words=words, at=AT)
            task.add(tx, id=number, person=who, member=sam, by=sam, words=words, due_at=AT)
            concern.add(tx, id=new_id(), person=who, words=words, at=AT)
            quick_reply.add(tx, id=new_id(), name=words, words={"en": words}, by=sam, at=AT)
        for table in ("note", "task", "concern", "quick_reply"):
            _spoil(tx, table, "words")
        return sam, who, tasks

    sam, who, tasks = await database.run(write)

    assert [one.words for one in await database.read(lambda tx: note.of(tx, who))] == ["whole"]
    assert [one.words for one in await database.read(lambda tx: task.open_of(tx, sam))] == ["whole"]
    assert [one.words for one in await database.read(lambda tx: task.open_about(tx, who))] == ["whole"]
    assert await database.read(lambda tx: task.get(tx, tasks[0])) is None
    assert [one.words for one in await database.read(concern.open_)] == ["whole"]
    assert [one.name for one in await database.read(quick_reply.all_)] == ["whole"]


async def test_an_alert_and_a_relay_that_no_key_opens_hide_no_other(
    database: Database, new_id: NewId
) -> None:
    def write(tx: Transaction) -> int:
        sam, who = a_coach(tx, new_id).id, someone(tx, new_id).id
        held = case.add(tx, id=new_id(), person=who, level=3, at=AT).id
        for words in ("spoilt", "whole"):
            second_alert.add(
                tx,
                id=new_id(),
                case=held,
                rung=0,
                member=sam,
                way="url",
                address="",
                subject=words,
                text=words,
                at=AT,
            )
            outbox.queue(
                tx,
                a_message(new_id, 1001, 1, person=who, case=held, kind="relay", source_message=5, body=words),
            )
        _spoil(tx, "second_alert", "text")
        _spoil(tx, "outbox", "body")
        return held

    held = await database.run(write)

    assert [one.text for one in await database.read(lambda tx: second_alert.due(tx, AT))] == ["whole"]
    assert [one.text for one in await database.read(lambda tx: second_alert.of_case(tx, held))] == [
        "",
        "whole",
    ]
    relays = await database.read(lambda tx: case_message.relayed(tx, held, 5, person=True))
    assert [row.body for row in relays] == ["whole"]


def _spoil(tx: Transaction, table: str, column: str) -> None:
    """The first row's sealed words are junk from now on."""
    tx.execute(
        text(f'UPDATE "{table}" SET {column} = :junk WHERE id = (SELECT min(id) FROM "{table}")'),
        {"junk": b"junk"},
    )
