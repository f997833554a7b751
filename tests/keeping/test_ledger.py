"""A backup that is put back is cleaned again of everybody who was deleted since."""

import logging
import os
import shutil
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.keeping import Ledger, erase
from bot.storage import Database, Transaction, Vault, audit, person
from bot.storage.tables import METADATA
from tests.keeping.lives import MARK, Life, a_life, ids_at, opened
from tests.storage.conftest import AT, KEY

NOW = AT + timedelta(hours=1)


def list_of(database: Database, file: Path, keys: str = KEY) -> Ledger:
    return Ledger(file, database, Vault.from_setting(keys))


async def erased(database: Database, life: Life, at: datetime = NOW) -> None:
    def go(tx: Transaction) -> None:
        who = person.get(tx, life.person)
        assert who is not None
        erase(tx, who, at, new_id=ids_at(at), by="person")

    await database.run(go)


async def test_a_deletion_is_on_the_list_and_the_list_alone_says_nothing(
    sqlite: Database, tmp_path: Path
) -> None:
    file = tmp_path / "list.erased"
    life = await sqlite.run(lambda tx: a_life(tx, 1001))
    await erased(sqlite, life)
    added = await list_of(sqlite, file).follow(NOW)

    assert added == 1
    head, line = file.read_text("utf-8").splitlines()
    assert head.startswith("# Records that were deleted")
    assert line.startswith("2026-11-21 ")
    assert str(life.person) not in line
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_nothing_is_written_twice(sqlite: Database, tmp_path: Path) -> None:
    file = tmp_path / "list.erased"
    await erased(sqlite, await sqlite.run(lambda tx: a_life(tx, 1001)))
    kept = list_of(sqlite, file)
    await kept.follow(NOW)
    await kept.follow(NOW + timedelta(minutes=1))
    await list_of(sqlite, file).follow(NOW + timedelta(minutes=2))

    assert len(file.read_text("utf-8").splitlines()) == 2


async def test_a_backup_put_back_is_cleaned_and_others_stay(
    migrated: Path, tmp_path: Path, vault: Vault
) -> None:
    live, copy, file = tmp_path / "live.db", tmp_path / "copy.db", tmp_path / "list.erased"
    shutil.copy(migrated, live)
    before = Database.open(f"sqlite:///{live}", vault)
    life = await before.run(lambda tx: a_life(tx, 1001))
    other = await before.run(lambda tx: a_life(tx, 2002, mark="Somebody-Else"))
    before.close()
    shutil.copy(live, copy)
    running = Database.open(f"sqlite:///{live}", vault)
    await erased(running, life)
    await list_of(running, file).follow(NOW)
    running.close()

    shutil.copy(copy, live)
    restored = Database.open(f"sqlite:///{live}", vault)
    again = await list_of(restored, file).clean(NOW, ids_at(NOW))
    text, stays = await restored.read(lambda tx: (opened(tx), person.get(tx, other.person)))
    (tombstone,) = await restored.read(lambda tx: audit.of(tx, "erased person", life.person))
    restored.close()

    assert again == 1
    assert MARK not in text
    assert stays is not None
    assert tombstone.role == "restored"


async def test_a_database_that_is_clean_is_not_searched_again(
    sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "list.erased"
    await erased(sqlite, await sqlite.run(lambda tx: a_life(tx, 1001)))
    await list_of(sqlite, file).follow(NOW)
    pages: list[int] = []
    look = person.page

    def counted(tx: Transaction, after_id: int, limit: int) -> object:
        pages.append(after_id)
        return look(tx, after_id, limit)

    monkeypatch.setattr(person, "page", counted)

    assert await list_of(sqlite, file).clean(NOW, ids_at(NOW)) == 0
    assert pages == []


async def test_a_line_that_a_kill_kept_from_the_list_is_written_at_the_next_start(
    sqlite: Database, tmp_path: Path
) -> None:
    file = tmp_path / "list.erased"
    await erased(sqlite, await sqlite.run(lambda tx: a_life(tx, 1001)))
    await list_of(sqlite, file).clean(NOW, ids_at(NOW))

    assert len(file.read_text("utf-8").splitlines()) == 2


async def test_another_key_in_front_still_knows_whom_the_list_means(migrated: Path, tmp_path: Path) -> None:
    file, path = tmp_path / "list.erased", tmp_path / "holdfast.db"
    shutil.copy(migrated, path)
    database = Database.open(f"sqlite:///{path}", Vault.from_setting(KEY))
    life = await database.run(lambda tx: a_life(tx, 1001))
    kept = list_of(database, file)
    file.write_text(f"2026-11-21 {kept._line(life.person)}\n")
    database.close()
    both = f"{Vault.new_key()},{KEY}"
    renewed = Database.open(f"sqlite:///{path}", Vault.from_setting(both))
    again = await list_of(renewed, file, both).clean(NOW, ids_at(NOW))
    renewed.close()

    assert again == 1


async def test_a_person_whom_no_key_opens_is_cleaned_away_too(sqlite: Database, tmp_path: Path) -> None:
    file = tmp_path / "list.erased"
    life = await sqlite.run(lambda tx: a_life(tx, 1001))
    kept = list_of(sqlite, file)
    file.write_text(f"2026-11-21 {kept._line(life.person)}\nnot a line of ours\n")
    spoilt = METADATA.tables["person"].update().values(name=b"\x00" * 40)
    await sqlite.run(lambda tx: tx.execute(spoilt).rowcount)

    assert await kept.clean(NOW, ids_at(NOW)) == 1


async def test_lines_older_than_any_backup_go(sqlite: Database, tmp_path: Path) -> None:
    file = tmp_path / "list.erased"
    file.write_text(f"2025-01-01 {'ab' * 33}\n2026-11-01 {'cd' * 33}\n")
    await erased(sqlite, await sqlite.run(lambda tx: a_life(tx, 1001)))
    await list_of(sqlite, file).follow(NOW)
    days = [line.partition(" ")[0] for line in file.read_text("utf-8").splitlines()[1:]]

    assert days == ["2026-11-01", "2026-11-21"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
async def test_a_list_that_cannot_be_read_is_said_and_not_written_over(
    sqlite: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "list.erased"
    file.write_text(f"2026-11-01 {'cd' * 33}\n")
    file.chmod(0)
    await erased(sqlite, await sqlite.run(lambda tx: a_life(tx, 1001)))
    await list_of(sqlite, file).clean(NOW, ids_at(NOW))
    file.chmod(0o600)

    assert "list_of_erased_not_read" in caplog.text
    assert "cd" * 33 in file.read_text("utf-8")


async def test_a_list_that_is_no_text_is_said_and_not_written_over(
    sqlite: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "list.erased"
    file.write_bytes(b"\xff\xfe\x00 no text")
    await erased(sqlite, await sqlite.run(lambda tx: a_life(tx, 1001)))
    kept = list_of(sqlite, file)
    await kept.clean(NOW, ids_at(NOW))
    await kept.follow(NOW)

    said = [one.message for one in caplog.records if one.levelno == logging.ERROR]
    assert said == ["list_of_erased_not_read", "list_of_erased_not_written"]
    assert file.read_bytes() == b"\xff\xfe\x00 no text"
