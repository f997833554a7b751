"""What only the server engine has: transactions side by side, and connections that die."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from bot.errors import DatabaseUnavailableError, StorageError
from bot.storage import Database, Transaction, Vault, meta
from tests.storage.rows import someone

NewId = Callable[[], int]


@pytest.fixture
def postgresql(postgresql_url: str, vault: Vault) -> Iterator[Database]:
    opened = Database.open(postgresql_url, vault)
    yield opened
    opened.close()


async def test_who_lost_against_another_is_run_again_from_the_start(postgresql: Database) -> None:
    both_have_read = threading.Barrier(2)
    runs: list[str] = []

    def add_one(tx: Transaction, name: str) -> None:
        runs.append(name)
        count = int(meta.get(tx, "count") or "0")
        if runs.count(name) == 1:
            both_have_read.wait(10)
        meta.put(tx, "count", str(count + 1))

    await postgresql.run(lambda tx: meta.put(tx, "count", "0"))
    await asyncio.gather(
        postgresql.run(lambda tx: add_one(tx, "first")), postgresql.run(lambda tx: add_one(tx, "second"))
    )

    assert await postgresql.read(lambda tx: meta.get(tx, "count")) == "2"
    assert len(runs) == 3


async def test_a_connection_that_died_is_replaced(postgresql: Database) -> None:
    def die(tx: Transaction) -> None:
        tx.driver.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    for _ in range(10):  # more than there are connections
        with pytest.raises(DatabaseUnavailableError):
            await postgresql.run(die)
    await asyncio.gather(*(postgresql.run(lambda tx: meta.put(tx, "k", "v")) for _ in range(10)))

    assert await postgresql.read(lambda tx: meta.get(tx, "k")) == "v"


async def test_a_refusal_never_quotes_the_row(postgresql: Database, new_id: NewId) -> None:
    await postgresql.run(lambda tx: someone(tx, new_id, 1001))
    with pytest.raises(StorageError) as refusal:
        await postgresql.run(lambda tx: someone(tx, new_id, 1001))

    assert "uq_person_chat_index" in str(refusal.value)
    assert "DETAIL" not in str(refusal.value)


async def test_one_that_fails_undoes_its_own_work(postgresql: Database) -> None:
    def fails(tx: Transaction) -> None:
        meta.put(tx, "failed", "here")
        raise LookupError("mine")

    with pytest.raises(LookupError):
        await postgresql.run(fails)

    assert await postgresql.read(lambda tx: meta.get(tx, "failed")) is None


async def test_many_who_want_one_row_all_get_their_turn(postgresql: Database) -> None:
    def add_one(tx: Transaction, number: int) -> None:
        count = int(meta.get(tx, "count") or "0")
        meta.put(tx, "count", str(count + 1))
        if number % 10 == 0:
            raise LookupError("mine")

    await postgresql.run(lambda tx: meta.put(tx, "count", "0"))
    outcomes = await asyncio.gather(
        *(postgresql.run(partial(add_one, number=number)) for number in range(120)), return_exceptions=True
    )

    assert [number for number, outcome in enumerate(outcomes) if outcome is not None] == list(
        range(0, 120, 10)
    )
    assert await postgresql.read(lambda tx: meta.get(tx, "count")) == "108"
