"""What editors change, what is to be done for them, and what they try: rows that come and go."""

from bot.storage import Database, Transaction, errand, manuscript, trial
from tests.storage.conftest import AT
from tests.storage.rows import NewId, a_coach

SECRET = "say: a text that nobody else should read in the file"


async def test_a_draft_holds_its_files_until_it_is_published(database: Database, new_id: NewId) -> None:
    def begin(tx: Transaction) -> tuple[int, int]:
        who = a_coach(tx, new_id).id
        made = manuscript.begin(tx, id=new_id(), member=who, at=AT)
        manuscript.change(
            tx, made.id, AT, files={"a.yaml": SECRET}, base="b", bundle="c", errors=0, changes=["one", "two"]
        )
        return who, made.id

    who, draft = await database.run(begin)
    found = await database.read(lambda tx: manuscript.open_of(tx, who))
    assert found is not None
    assert (found.id, found.files, found.changes) == (draft, {"a.yaml": SECRET}, ("one", "two"))
    assert (found.base, found.bundle, found.errors, found.asked_at) == ("b", "c", 0, None)

    await database.run(lambda tx: manuscript.change(tx, draft, AT, state="published"))
    after = await database.read(lambda tx: manuscript.get(tx, draft))

    assert after is not None
    assert (after.state, after.files) == ("published", {})
    assert await database.read(lambda tx: manuscript.open_of(tx, who)) is None


async def test_an_errand_is_done_once(database: Database, new_id: NewId) -> None:
    def leave(tx: Transaction) -> list[int]:
        who = a_coach(tx, new_id).id
        ids = [new_id(), new_id()]
        for id in ids:
            errand.add(tx, id=id, member=who, kind="read", body={"words": SECRET, "number": 3}, at=AT)
        return ids

    first, second = await database.run(leave)
    rows = await database.read(errand.waiting)
    assert [row.id for row in rows] == [first, second]
    assert rows[0].body == {"words": SECRET, "number": 3}
    assert await database.run(lambda tx: errand.begin(tx, first))
    assert (await database.read(errand.waiting))[0].tries == 1
    assert await database.run(lambda tx: errand.done(tx, first))

    assert not await database.run(lambda tx: errand.done(tx, first))
    assert not await database.run(lambda tx: errand.begin(tx, first))
    assert [row.id for row in await database.read(errand.waiting)] == [second]


async def test_a_member_tries_one_conversation_at_a_time(database: Database, new_id: NewId) -> None:
    def begin(tx: Transaction) -> tuple[int, int]:
        who = a_coach(tx, new_id).id
        for script in ("first", "second"):
            made = trial.begin(
                tx,
                id=new_id(),
                member=who,
                bundle="b",
                script=script,
                language="es",
                inputs=(("begin",),),
                at=AT,
            )
        trial.go_on(tx, made.id, (("begin",), ("write", SECRET), ("wait", 60)))
        return who, made.id

    who, made = await database.run(begin)
    found = await database.read(lambda tx: trial.of(tx, who))

    assert found is not None
    assert (found.id, found.script, found.language) == (made, "second", "es")
    assert found.inputs == (("begin",), ("write", SECRET), ("wait", 60))
    assert await database.run(lambda tx: trial.end(tx, who))
    assert not await database.run(lambda tx: trial.end(tx, who))
