"""Sets that nobody published are forgotten; none that any row names ever is."""

from datetime import timedelta

import pytest

from bot.publishing import forget_leftovers
from bot.storage import Database, Transaction, bundle, leftover, manuscript, proposal, publication, trial
from bot.storage.proposal import OPEN, Proposal
from bot.storage.tables import METADATA
from tests.storage.conftest import AT
from tests.storage.rows import NewId, a_coach, a_talk, someone

LATER = AT + timedelta(days=3)


def keeps(tx: Transaction, *hashes: str) -> None:
    for hash in hashes:
        bundle.keep(tx, hash, {"a.yaml": hash}, AT)


async def left(database: Database, *hashes: str) -> set[str]:
    return await database.read(lambda tx: {hash for hash in hashes if bundle.load(tx, hash) is not None})


def test_every_column_that_names_a_bundle_is_looked_at() -> None:
    naming = {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        if "bundle" in column.name
        or column.name == "base"
        or any(key.column.table.name == "bundle" for key in column.foreign_keys)
    }

    assert naming == {*leftover.IN_FEW_ROWS, *leftover.IN_MANY_ROWS}


async def test_what_a_row_names_stays_and_the_rest_goes(database: Database, new_id: NewId) -> None:
    def prepare(tx: Transaction) -> None:
        keeps(tx, "b1", "forced", "asked", "base", "draft", "tried", "dropped", "nobody")
        publication.add(tx, bundle="forced", kind="first", at=AT, by=None, approved_by=None)
        proposal.add(
            tx,
            Proposal(id=new_id(), bundle="asked", base=None, needs_second=True, state=OPEN, at=AT, by=None),
        )
        who = a_coach(tx, new_id).id
        open_one = manuscript.begin(tx, id=new_id(), member=who, at=AT)
        manuscript.change(tx, open_one.id, AT, base="base", bundle="draft")
        gone = manuscript.begin(tx, id=new_id(), member=who, at=AT)
        manuscript.change(tx, gone.id, AT, bundle="dropped")
        manuscript.change(tx, gone.id, AT, state="discarded")
        trial.begin(
            tx,
            id=new_id(),
            member=who,
            bundle="tried",
            script="a",
            language="en",
            inputs=(("begin",),),
            at=AT,
        )
        a_talk(tx, new_id, someone(tx, new_id).id)  # on "b1"

    await database.run(prepare)

    assert await forget_leftovers(database, before=AT) == 0  # not yet old enough
    assert await forget_leftovers(database, before=LATER) == 2
    everything = ("b1", "forced", "asked", "base", "draft", "tried", "dropped", "nobody")
    assert await left(database, *everything) == set(everything) - {"dropped", "nobody"}


async def test_one_that_is_needed_again_meanwhile_stays(database: Database, new_id: NewId) -> None:
    def prepare(tx: Transaction) -> None:
        keeps(tx, "again")
        publication.add(tx, bundle="again", kind="first", at=AT, by=None, approved_by=None)

    await database.run(prepare)

    assert not await database.run(lambda tx: leftover.forget(tx, "again"))


async def test_large_tables_are_read_page_by_page(
    sqlite: Database, new_id: NewId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leftover, "PAGE", 2)

    def prepare(tx: Transaction) -> None:
        keeps(tx, "b1", "other")
        made = [a_talk(tx, new_id, someone(tx, new_id, 1000 + n).id) for n in range(5)]
        table = METADATA.tables["conversation"]
        tx.execute(table.update().where(table.c.id == made[-1].id).values(bundle="other"))

    await sqlite.run(prepare)

    assert await forget_leftovers(sqlite, before=LATER) == 0
