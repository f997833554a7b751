import subprocess
import sys
from pathlib import Path

from bot.storage import Database, Vault, meta
from tests.storage.conftest import KEY

# Tells a number as soon as its transaction is said to be committed, many at a time, until it is killed.
CHILD = """
import asyncio, sys
from bot.storage import Database, Vault, meta

async def count(database, lane):
    number = lane
    while True:
        await database.run(lambda tx: meta.put(tx, f"n{number}", "here"))
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()
        number += 16

async def main():
    database = Database.open(sys.argv[1], Vault.from_setting(sys.argv[2]))
    await asyncio.gather(*(count(database, lane) for lane in range(16)))

asyncio.run(main())
"""


async def test_what_was_said_to_be_kept_is_there_after_a_kill(sqlite_url: str, tmp_path: Path) -> None:
    told = []
    child = subprocess.Popen(  # noqa: ASYNC220  # nothing else runs on this loop
        [sys.executable, "-c", CHILD, sqlite_url, KEY], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child:
        for line in child.stdout:
            told.append(line)
            if len(told) == 500:
                child.kill()
    whole = [int(line) for line in told if line.endswith("\n")]
    database = Database.open(sqlite_url, Vault.from_setting(KEY))
    missing = [
        number
        for number in whole
        if await database.read(lambda tx, key=f"n{number}": meta.get(tx, key)) is None  # type: ignore[misc]  # bound at once
    ]
    database.close()

    assert len(whole) >= 500
    assert missing == []
