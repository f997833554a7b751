"""SQLite: waiting transactions share a commit, and none of them may notice."""

import asyncio
import contextlib
import resource
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import DatabaseUnavailableError, StorageError
from bot.storage import Database, Transaction, meta
from bot.storage import sqlite as engine

NewId = Callable[[], int]


class Gate:
    """Holds the writer until opened, so that everything asked for meanwhile lands in one group."""

    def __init__(self, database: Database) -> None:
        self._open = threading.Event()
        self._waiting = asyncio.ensure_future(database.run(lambda tx: self._open.wait()))

    async def open(self) -> None:
        for _ in range(3):  # let everything that was asked for enter the line
            await asyncio.sleep(0)
        self._open.set()
        await self._waiting

    async def open_whatever_happens(self) -> None:
        with contextlib.suppress(StorageError):
            await self.open()


def put(key: str, value: str = "here") -> Callable[[Transaction], None]:
    return lambda tx: meta.put(tx, key, value)


async def there(database: Database, key: str) -> bool:
    return await database.read(lambda tx: meta.get(tx, key)) is not None


async def test_one_that_fails_takes_nobody_with_it(sqlite: Database) -> None:
    def fails(tx: Transaction) -> None:
        meta.put(tx, "failed", "here")
        raise LookupError("mine")

    gate = Gate(sqlite)
    work = [put("before"), fails, put("after")]
    tasks = [asyncio.ensure_future(sqlite.run(each)) for each in work]
    await gate.open()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)

    assert isinstance(outcomes[1], LookupError)
    assert [await there(sqlite, key) for key in ("before", "failed", "after")] == [True, False, True]


async def test_a_full_disk_in_one_savepoint_loses_nobody_else_s_work(sqlite: Database) -> None:
    runs: list[str] = []

    def small(key: str) -> Callable[[Transaction], None]:
        def work(tx: Transaction) -> None:
            runs.append(key)
            meta.put(tx, key, "here")

        return work

    await sqlite.run(limit_pages)
    gate = Gate(sqlite)
    work = [small("before"), put("big", "x" * 4_000_000), small("after")]
    tasks = [asyncio.ensure_future(sqlite.run(each)) for each in work]
    await gate.open()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)

    assert isinstance(outcomes[1], DatabaseUnavailableError)
    assert [await there(sqlite, key) for key in ("before", "big", "after")] == [True, False, True]
    assert runs.count("before") == 2  # once in the lost group, once alone


async def test_work_that_swallows_a_full_disk_is_not_told_that_it_was_kept(sqlite: Database) -> None:
    def swallows(tx: Transaction) -> str:
        meta.put(tx, "mine", "here")
        with contextlib.suppress(sqlite3.OperationalError):
            meta.put(tx, "big", "x" * 4_000_000)
        return "kept"

    await sqlite.run(limit_pages)

    with pytest.raises(DatabaseUnavailableError):
        await sqlite.run(swallows)
    assert not await there(sqlite, "mine")
    await sqlite.run(put("next"))
    assert await there(sqlite, "next")


async def test_a_disk_that_fills_up_at_the_commit_keeps_exactly_what_it_said(sqlite: Database) -> None:
    await sqlite.run(put("first"))
    log = Path(f"{sqlite.path}-wal")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 400_000, hard))  # noqa: ASYNC240  # nobody waits
    try:
        work = (sqlite.run(put(f"k{number}", "x" * 40_000)) for number in range(40))
        outcomes = await asyncio.gather(*work, return_exceptions=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    await sqlite.run(put("after"))
    refused = [each for each in outcomes if each is not None]

    assert 0 < len(refused) < 40
    assert all(isinstance(each, DatabaseUnavailableError) for each in refused)
    for number, outcome in enumerate(outcomes):
        assert await there(sqlite, f"k{number}") == (outcome is None)
    assert await there(sqlite, "after")


def limit_pages(tx: Transaction) -> None:
    (pages,) = tx.driver.execute("PRAGMA page_count").fetchone()
    tx.driver.execute(f"PRAGMA max_page_count={pages + 20}")


async def test_cancelling_the_waiter_does_not_cancel_the_work(sqlite: Database) -> None:
    gate = Gate(sqlite)
    waiter = asyncio.ensure_future(sqlite.run(put("cancelled")))
    await asyncio.sleep(0)
    waiter.cancel()
    await gate.open()

    assert await there(sqlite, "cancelled")


async def test_who_enters_at_the_head_is_served_before_those_who_wait(sqlite: Database) -> None:
    order: list[str] = []

    def note(who: str) -> Callable[[Transaction], None]:
        return lambda tx: order.append(who)

    gate = Gate(sqlite)
    await asyncio.sleep(0)
    ordinary = [asyncio.ensure_future(sqlite.run(note(str(number)))) for number in range(3)]
    await asyncio.sleep(0)
    crisis = asyncio.ensure_future(sqlite.run(note("crisis"), first=True))
    await gate.open()
    await asyncio.gather(crisis, *ordinary)

    assert order == ["crisis", "0", "1", "2"]


async def test_nobody_is_told_anything_before_the_commit(sqlite: Database) -> None:
    told: list[bool] = []

    async def ask(number: int) -> None:
        await sqlite.run(put(f"k{number}"))
        told.append(await there(sqlite, f"k{number}"))  # a reader sees only what is committed

    await asyncio.gather(*(ask(number) for number in range(100)))

    assert told == [True] * 100


async def test_a_group_ends_at_64_members(sqlite: Database) -> None:
    outside = sqlite3.connect(str(sqlite.path), check_same_thread=False)
    seen: list[bool] = []

    def look(tx: Transaction) -> None:
        seen.append(outside.execute("SELECT 1 FROM meta WHERE key = 'm0'").fetchone() is not None)

    gate = Gate(sqlite)
    tasks = [asyncio.ensure_future(sqlite.run(put(f"m{number}"))) for number in range(engine.GROUP_MEMBERS)]
    late = asyncio.ensure_future(sqlite.run(look))
    await gate.open()
    await asyncio.gather(late, *tasks)
    outside.close()

    assert seen == [True]  # the one after them ran when they were committed


async def test_twenty_at_once_who_add_one_lose_no_count(database: Database) -> None:
    def add_one(tx: Transaction) -> None:
        meta.put(tx, "count", str(int(meta.get(tx, "count") or "0") + 1))

    await database.run(lambda tx: meta.put(tx, "count", "0"))
    await asyncio.gather(*(database.run(add_one) for _ in range(20)))

    assert await database.read(lambda tx: meta.get(tx, "count")) == "20"


async def test_a_database_that_another_program_locked_is_unavailable_and_comes_back(
    tmp_path: Path, sqlite: Database
) -> None:
    await sqlite.run(lambda tx: tx.driver.execute("PRAGMA busy_timeout=1").fetchone())
    other = sqlite3.connect(tmp_path / "holdfast.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnavailableError):
        await sqlite.run(put("locked"))
    other.execute("ROLLBACK")
    other.close()
    await sqlite.run(put("unlocked"))

    assert not await there(sqlite, "locked")
    assert await there(sqlite, "unlocked")


async def test_a_connection_that_broke_is_replaced(sqlite: Database) -> None:
    def breaks(tx: Transaction) -> None:
        tx.driver.close()

    gate = Gate(sqlite)
    tasks = [asyncio.ensure_future(sqlite.run(each)) for each in (put("lost"), breaks, put("next"))]
    await gate.open_whatever_happens()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    await sqlite.run(put("after"))

    assert isinstance(outcomes[0], StorageError)
    assert not await there(sqlite, "lost")
    assert await there(sqlite, "after")


async def test_the_session_is_written_with_its_transaction(database: Database) -> None:
    def add(tx: Transaction) -> None:
        tx.session.add(meta.MetaRow(key="session", value="here"))

    def fails(tx: Transaction) -> None:
        tx.session.add(meta.MetaRow(key="lost", value="here"))
        tx.session.flush()
        raise LookupError

    await database.run(add)
    with pytest.raises(LookupError):
        await database.run(fails)

    assert await there(database, "session")
    assert not await there(database, "lost")


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"database"):
        await database.read(put("sneaked in"))

    assert not await there(database, "sneaked in")


async def test_after_closing_nothing_is_accepted_and_nothing_was_lost(
    sqlite_url: str, sqlite: Database
) -> None:
    waiting = [asyncio.ensure_future(sqlite.run(put(f"k{n}"))) for n in range(10)]
    await asyncio.sleep(0)
    sqlite.close()
    await asyncio.gather(*waiting)

    with pytest.raises(DatabaseUnavailableError):
        await sqlite.run(put("late"))
    with pytest.raises(DatabaseUnavailableError):
        await sqlite.read(lambda tx: None)
