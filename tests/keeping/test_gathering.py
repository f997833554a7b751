"""A copy of one's data holds all of it, and of nobody else anything."""

import json

from sqlalchemy import update

from bot.keeping import as_json, file_name, gather
from bot.keeping.belonging import LOG, about_people
from bot.keeping.gathering import OF_OTHERS
from bot.storage import Database, Transaction, outbox, person, second_alert
from bot.storage.privacy import privacy_map
from bot.storage.tables import METADATA
from tests.keeping.lives import MARK, a_life, ids_at
from tests.storage.conftest import AT


async def test_a_copy_holds_every_readable_column_of_every_table(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001))
    gathered = await database.read(lambda tx: gather(tx, _person(tx, life.person), AT))

    assert set(gathered.tables) == {table.name for table in about_people()} | {LOG}
    assert gathered.unreadable == 0
    for fact in privacy_map():
        where = (fact.table, fact.column)
        if fact.table not in gathered.tables or fact.protected == "one-way" or where in OF_OTHERS:
            continue
        rows = gathered.tables[fact.table]
        assert any(fact.column in row for row in rows), f"{fact.table}.{fact.column}"


async def test_sealed_words_are_opened_and_staff_messages_are_not_repeated(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001))
    gathered = await database.read(lambda tx: gather(tx, _person(tx, life.person), AT))
    tables = gathered.tables

    assert tables["person"][0]["name"] == MARK
    assert tables["person"][0]["chat"] == "1001"
    assert {row["words"] for row in tables["answer"] if row["form"] == "words"} == {MARK}
    assert tables["reach"][0]["may_say"] == MARK
    assert tables[LOG][0]["action"] == "opened case"
    to_staff = [row for row in tables["outbox"] if "body" not in row]
    assert [row["kind"] for row in to_staff] == ["card", "staff"]


async def test_nobody_elses_data_is_in_the_copy(database: Database) -> None:
    mine = await database.run(lambda tx: a_life(tx, 1001))
    await database.run(lambda tx: a_life(tx, 2002, coach=mine.coach, mark="Somebody-Else"))
    gathered = await database.read(lambda tx: gather(tx, _person(tx, mine.person), AT))

    assert MARK.encode() in as_json(gathered)
    assert b"Somebody-Else" not in as_json(gathered)
    assert b"2002" not in as_json(gathered)


async def test_where_an_alert_to_a_colleague_went_is_hers_and_not_in_the_copy(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001))
    new_id = ids_at(AT)
    await database.run(
        lambda tx: second_alert.add(
            tx,
            id=new_id(),
            case=life.case,
            rung=0,
            member=life.coach,
            way="email",
            address="sam@example.org",
            subject="K7",
            text="crisis",
            at=AT,
        )
    )
    gathered = await database.read(lambda tx: gather(tx, _person(tx, life.person), AT))

    assert [row["way"] for row in gathered.tables["second_alert"]] == ["email", "email"]
    assert b"sam@example.org" not in as_json(gathered)


async def test_words_that_came_twice_or_as_a_copy_are_there_once(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001))
    new_id = ids_at(AT)

    def more(tx: Transaction) -> None:
        for kind, id in (("sheet", new_id()), ("turn", new_id())):
            row = outbox.NewMessage(
                id=id,
                chat=1001,
                lane=2,
                kind=kind,
                body='{"text":"twice"}',
                created_at=AT,
                person=life.person,
            )
            outbox.queue(tx, row)
            outbox.refused(tx, id, "read" if kind == "turn" else "x", AT)

    await database.run(more)
    gathered = await database.read(lambda tx: gather(tx, _person(tx, life.person), AT))

    assert b"twice" not in as_json(gathered)


async def test_the_file_for_programs_says_what_it_is(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001))
    gathered = await database.read(lambda tx: gather(tx, _person(tx, life.person), AT))
    document = json.loads(as_json(gathered))

    assert document["format"] == 1
    assert document["notice"].startswith("42 CFR part 2 prohibits")
    assert document["made_at"] == AT.isoformat()
    assert file_name("json", AT) == "my-data-2026-11-21.json"


async def test_a_field_that_no_key_opens_is_counted_and_hides_nothing(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001))

    def gathered_with_a_spoilt_field(tx: Transaction) -> tuple[int, int]:
        tx.execute(update(METADATA.tables["remark"]).values(words=b"\x00" * 40))
        found = gather(tx, _person(tx, life.person), AT)
        return found.unreadable, len(found.tables["answer"])

    assert await database.run(gathered_with_a_spoilt_field) == (1, 3)


def _person(tx: Transaction, id: int) -> person.Person:
    found = person.get(tx, id)
    assert found is not None
    return found
