"""One row that cannot be read hides no other."""

from collections.abc import Callable

from sqlalchemy import text

from bot.storage import Database, Transaction, inbox, person, timer
from tests.storage.conftest import AT
from tests.storage.rows import someone

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
