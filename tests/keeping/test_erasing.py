"""Nothing of an erased person is left anywhere, and everything of everybody else is."""

import asyncio
import threading
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from bot.keeping import erase, forget_case, forget_guest
from bot.storage import Database, Transaction, Vault, audit, case, draft, outbox, person, reach, received
from bot.storage.tables import METADATA
from tests.keeping.lives import MARK, Life, a_life, count, ids_at, opened, rows_about
from tests.storage.conftest import AT

OTHER = "Somebody-Else"
NOW = AT + timedelta(hours=1)


async def test_no_row_and_no_word_of_an_erased_person_is_left(database: Database) -> None:
    mine, other = await _two(database)
    before = await database.read(lambda tx: (opened(tx), rows_about(tx, other.person)))
    await database.run(lambda tx: erase(tx, _person(tx, mine.person), NOW, new_id=ids_at(NOW), by="person"))
    left = await database.read(opened)

    assert MARK in before[0]
    assert MARK not in left
    assert "1001" not in left
    assert OTHER in left
    assert set((await database.read(lambda tx: rows_about(tx, mine.person))).values()) == {0}
    assert await database.read(lambda tx: rows_about(tx, other.person)) == before[1]


async def test_what_stays_is_one_line_that_names_nobody(database: Database) -> None:
    mine, _ = await _two(database)
    entries = await database.read(lambda tx: count(tx, "audit"))
    await database.run(lambda tx: erase(tx, _person(tx, mine.person), NOW, new_id=ids_at(NOW), by="person"))
    (tombstone,) = await database.read(lambda tx: audit.of(tx, "erased person", mine.person))

    assert (tombstone.action, tombstone.role, tombstone.who) == ("erased", "person", None)
    assert tombstone.reason is None
    assert await database.read(lambda tx: count(tx, "audit")) == entries + 1
    assert (await database.read(audit.verify)).first_bad is None


async def test_the_coach_of_an_open_case_is_named_to_whoever_has_to_tell_her(database: Database) -> None:
    mine, _ = await _two(database)
    code = (await database.read(lambda tx: _person(tx, mine.person))).code
    gone = await database.run(
        lambda tx: erase(tx, _person(tx, mine.person), NOW, new_id=ids_at(NOW), by="person")
    )

    assert (gone.code, gone.case, gone.coach) == (code, mine.case, mine.coach)


async def test_what_stands_in_her_chat_leaves_it_and_its_rows_say_nothing(database: Database) -> None:
    mine, _ = await _two(database)
    await database.run(lambda tx: erase(tx, _person(tx, mine.person), NOW, new_id=ids_at(NOW), by="person"))
    sent, wrote = await database.read(lambda tx: (outbox.to_clear(tx, NOW), received.to_clear(tx, NOW)))

    assert [(one.chat, one.message_id) for one in sent] == [(6001, 2)]
    assert [(one.chat, one.message_id) for one in wrote] == [(6001, 6)]
    row = await database.read(lambda tx: outbox.get(tx, sent[0].id))
    assert row is not None
    assert (row.body, row.person, row.case, row.conversation, row.about) == ("{}", None, None, None, None)


async def test_words_for_nobody_yet_of_whoever_had_a_case_of_theirs_go_too(database: Database) -> None:
    mine = await database.run(lambda tx: a_life(tx, 1001, closed=True))
    other = await database.run(lambda tx: a_life(tx, 2002, mark=OTHER, closed=True))
    await database.run(lambda tx: erase(tx, _person(tx, mine.person), NOW, new_id=ids_at(NOW), by="person"))

    drafts = await database.read(lambda tx: tx.execute(select(METADATA.tables["draft"].c.member)).all())
    assert [row[0] for row in drafts] == [other.coach]


async def test_what_the_team_has_begun_about_them_and_not_finished_goes_too(database: Database) -> None:
    mine, other = await _two(database)
    new_id = ids_at(AT)

    def begin(tx: Transaction) -> None:
        for coach, words in ((mine.coach, MARK), (other.coach, OTHER)):
            draft.add(tx, id=new_id(), member=coach, words=words, at=AT, kind=draft.RELAY)

    await database.run(begin)
    await database.run(lambda tx: erase(tx, _person(tx, mine.person), NOW, new_id=ids_at(NOW), by="person"))
    left = await database.read(opened)
    kept = await database.read(lambda tx: draft.of(tx, other.coach, draft.RELAY))

    assert MARK not in left
    assert kept is not None
    assert kept.words == OTHER


async def test_what_was_leaving_for_her_chat_is_taken_off_it_once_it_is_there(database: Database) -> None:
    mine, _ = await _two(database)
    waiting = [row for row in await database.read(outbox.queued) if isinstance(row, outbox.OutboxRow)]
    hers = [row.id for row in waiting if row.member == mine.coach]
    await database.run(lambda tx: outbox.sending(tx, hers, NOW))
    await database.run(lambda tx: erase(tx, _person(tx, mine.person), NOW, new_id=ids_at(NOW), by="person"))
    rows = await database.read(lambda tx: [outbox.get(tx, id) for id in hers])
    for number, id in enumerate(hers):
        await database.run(partial(outbox.sent, id=id, message_id=90 + number, at=NOW))
    due = await database.read(lambda tx: outbox.to_clear(tx, NOW))

    assert hers
    assert {(row.state, row.body, row.case, row.about) for row in rows if row is not None} == {
        ("withdrawn", "{}", None, None)
    }
    assert {90 + number for number in range(len(hers))} <= {one.message_id for one in due}
    assert await database.read(outbox.found_sending) == []


async def test_what_telegram_no_longer_deletes_is_not_kept_for_it(database: Database) -> None:
    mine, _ = await _two(database)
    late = AT + timedelta(days=3)
    await database.run(lambda tx: erase(tx, _person(tx, mine.person), late, new_id=ids_at(late), by="person"))

    assert await database.read(lambda tx: outbox.to_clear(tx, late)) == ()


async def test_a_message_that_waited_is_never_sent(database: Database) -> None:
    mine, other = await _two(database)
    waiting = [row.id for row in await database.read(outbox.queued)]
    await database.run(lambda tx: erase(tx, _person(tx, mine.person), NOW, new_id=ids_at(NOW), by="person"))
    allowed = await database.run(lambda tx: outbox.sending(tx, waiting, NOW))
    rows = await database.read(lambda tx: [outbox.get(tx, id) for id in allowed])

    assert len(waiting) == 4
    assert {(row.person, row.about) for row in rows if row is not None} == {
        (other.person, None),
        (None, other.person),
    }


async def test_what_is_written_beside_a_deletion_goes_with_it(postgresql_url: str, vault: Vault) -> None:
    """A coach's turn and a person's own run side by side there: neither may fail for the other."""
    database = Database.open(postgresql_url, vault)
    life = await database.run(lambda tx: a_life(tx, 1001))
    both_have_read, written, ids = threading.Barrier(2), threading.Event(), ids_at(NOW)

    def write(tx: Transaction) -> None:
        _person(tx, life.person)
        both_have_read.wait(10)
        reach.add(tx, id=ids(), person=life.person, kind="place", words="x", may_say=None, at=NOW)

    def delete(tx: Transaction) -> None:
        who = _person(tx, life.person)
        if not written.is_set():
            both_have_read.wait(10)
            written.wait(10)
        erase(tx, who, NOW, new_id=ids, by="person")

    async def write_first() -> None:
        await database.run(write)
        written.set()

    await asyncio.gather(write_first(), database.run(delete))
    left = await database.read(lambda tx: rows_about(tx, life.person))
    database.close()

    assert set(left.values()) == {0}


async def test_a_passer_by_leaves_no_line_behind(database: Database) -> None:
    mine, _ = await _two(database)
    entries = await database.read(lambda tx: count(tx, "audit"))
    await database.run(
        lambda tx: erase(tx, _person(tx, mine.person), NOW, new_id=ids_at(NOW), by="retention", told=False)
    )

    assert await database.read(lambda tx: count(tx, "audit")) == entries


async def test_of_a_guest_chat_and_language_stay_and_nothing_else(database: Database) -> None:
    mine, other = await _two(database)
    before = await database.read(lambda tx: rows_about(tx, other.person))
    await database.run(lambda tx: forget_guest(tx, _person(tx, mine.person), NOW, zone="Etc/UTC"))
    left, rows = await database.read(lambda tx: (_row(tx, mine.person), rows_about(tx, mine.person)))

    assert {name for name, number in rows.items() if number} == {"person"}
    kept = {name for name, value in left.items() if value is not None}
    always = {"id", "code", "chat", "chat_index", "locale", "zone", "state", "created_at", "reachable"}
    flags = {"discreet", "sheltered", "wants_woman", "wants_been_in_prison", "no_family", "drill"}
    assert kept == always | flags
    assert not any(left[name] for name in flags)
    assert (left["state"], left["zone"], left["discreet"], left["sheltered"]) == (
        "new",
        "Etc/UTC",
        False,
        False,
    )
    assert MARK not in await database.read(opened)
    assert await database.read(lambda tx: rows_about(tx, other.person)) == before


async def test_a_case_without_consent_goes_alone(database: Database) -> None:
    mine, _ = await _two(database)
    later = NOW + timedelta(days=10)
    kept = await database.run(lambda tx: _another_case(tx, mine.person, later))
    await database.run(lambda tx: case.change(tx, mine.case, state="closed", closed_at=NOW))

    def forget(tx: Transaction) -> None:
        held = case.get(tx, mine.case)
        assert held is not None
        forget_case(tx, _person(tx, mine.person), held, later)

    await database.run(forget)
    cases = await database.read(lambda tx: case.of_person(tx, mine.person))
    left = await database.read(lambda tx: rows_about(tx, mine.person))

    assert [one.id for one in cases] == [kept]
    assert {name for name, number in left.items() if number} == {
        "person", "consent", "case", "reach", "timer", "way_in", "wording", "received", "declined",
    }  # fmt: skip


def _another_case(tx: Transaction, who: int, at: object) -> int:
    assert at is not None
    case.change(tx, case.of_person(tx, who)[0].id, state="closed", closed_at=NOW)
    return case.add(tx, id=ids_at(NOW + timedelta(days=10))(), person=who, level=1, at=NOW).id


async def _two(database: Database) -> tuple[Life, Life]:
    mine = await database.run(lambda tx: a_life(tx, 1001))
    return mine, await database.run(lambda tx: a_life(tx, 2002, coach=None, mark=OTHER))


def _person(tx: Transaction, id: int) -> person.Person:
    found = person.get(tx, id)
    assert found is not None
    return found


def _row(tx: Transaction, id: int) -> dict[str, object]:
    table = METADATA.tables["person"]
    (row,) = tx.execute(table.select().where(table.c.id == id)).mappings()
    return dict(row)
