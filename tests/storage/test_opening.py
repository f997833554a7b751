import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import DatabaseUnavailableError, SettingError, StorageError, WrongKeyError
from bot.storage import Database, Vault, meta, person, schema, sqlite
from tests.storage.conftest import KEY
from tests.storage.rows import someone

NewId = Callable[[], int]

# Fixed: one key in 256 has the same number as KEY, and is refused as its successor.
NEXT_KEY = "bmV4dC1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RzISE="


@pytest.mark.parametrize(
    "url",
    [
        "",
        "holdfast.db",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://u:secret@h/d",
        "sqlite+aiosqlite:///x.db",
    ],
)
def test_a_malformed_address_is_refused_with_a_remedy(url: str, vault: Vault) -> None:
    with pytest.raises(SettingError) as refusal:
        Database.open(url, vault)

    assert refusal.value.remedy
    assert "secret" not in str(refusal.value)


def test_a_folder_that_is_not_there_is_refused_with_a_remedy(tmp_path: Path, vault: Vault) -> None:
    with pytest.raises(SettingError) as refusal:
        Database.open(f"sqlite:///{tmp_path}/nowhere/at/all/holdfast.db", vault)

    assert "DATABASE_URL" in refusal.value.remedy


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, vault: Vault) -> None:
    file = tmp_path / "holdfast.db"
    file.write_bytes(b"my thesis, chapter one" * 100)
    with pytest.raises(SettingError):
        Database.open(f"sqlite:///{file}", vault)

    assert file.read_bytes() == b"my thesis, chapter one" * 100


def test_a_server_that_does_not_answer_is_unavailable(tmp_path: Path, vault: Vault) -> None:
    with pytest.raises(DatabaseUnavailableError) as trouble:
        Database.open(f"postgresql://ann:secret@/x?host={tmp_path}", vault)

    assert "secret" not in str(trouble.value)


def test_a_second_writer_is_refused_until_the_first_is_gone(sqlite_url: str, vault: Vault) -> None:
    first = Database.open(sqlite_url, vault)
    with pytest.raises(StorageError, match="Another Holdfast"):
        Database.open(sqlite_url, vault)
    first.close()

    Database.open(sqlite_url, vault).close()


async def test_one_may_look_while_another_writes(sqlite: Database, sqlite_url: str, vault: Vault) -> None:
    await sqlite.run(lambda tx: meta.put(tx, "key", "value"))
    looking = Database.open(sqlite_url, vault, read_only=True)

    assert await looking.read(lambda tx: meta.get(tx, "key")) == "value"
    with pytest.raises(StorageError, match="reading only"):
        await looking.run(lambda tx: meta.put(tx, "key", "other"))
    looking.close()


def test_looking_at_a_database_that_is_not_there_does_not_make_one(tmp_path: Path, vault: Vault) -> None:
    with pytest.raises(SettingError):
        Database.open(f"sqlite:///{tmp_path}/none.db", vault, read_only=True)

    assert list(tmp_path.iterdir()) == []


def test_only_the_owner_can_read_the_files(sqlite: Database) -> None:
    assert sqlite.path is not None
    for file in sqlite.path.parent.iterdir():
        assert stat.S_IMODE(os.stat(file).st_mode) == 0o600, file.name


def test_a_wrong_key_is_refused_and_changes_nothing(url: str, vault: Vault) -> None:
    Database.open(url, vault).close()
    file = Path(url.removeprefix("sqlite:///"))
    before = file.read_bytes() if file.exists() else b""
    with pytest.raises(WrongKeyError):
        Database.open(url, Vault.from_setting(Vault.new_key()))

    assert before == (file.read_bytes() if file.exists() else b"")
    Database.open(url, vault).close()


def test_a_wrong_key_is_refused_before_an_older_database_is_brought_up_to_date(
    sqlite_url: str, vault: Vault, tmp_path: Path
) -> None:
    Database.open(sqlite_url, vault).close()
    older(tmp_path / "holdfast.db")
    with pytest.raises(WrongKeyError):
        Database.open(sqlite_url, Vault.from_setting(Vault.new_key()))

    assert version(tmp_path / "holdfast.db") == "0003"


async def test_after_a_new_key_people_are_still_found(url: str, vault: Vault, new_id: NewId) -> None:
    first = Database.open(url, vault)
    await first.run(lambda tx: someone(tx, new_id, 4242))
    first.close()
    second = Database.open(url, Vault.from_setting(f"{NEXT_KEY},{KEY}"))
    found = await second.read(lambda tx: person.find(tx, 4242))
    second.close()

    assert found is not None
    assert found.chat == 4242


def test_an_older_database_is_left_alone_unless_we_may_bring_it_up_to_date(
    sqlite_url: str, vault: Vault, tmp_path: Path
) -> None:
    Database.open(sqlite_url, vault).close()
    older(tmp_path / "holdfast.db")
    with pytest.raises(StorageError, match="not up to date"):
        Database.open(sqlite_url, vault, migrate=False)
    Database.open(sqlite_url, vault).close()

    assert version(tmp_path / "holdfast.db") == schema.NEWEST


def test_a_database_of_a_newer_program_is_refused(sqlite_url: str, vault: Vault, tmp_path: Path) -> None:
    Database.open(sqlite_url, vault).close()
    with sqlite3.connect(tmp_path / "holdfast.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    with pytest.raises(StorageError, match="newer"):
        Database.open(sqlite_url, vault)


def older(file: Path) -> None:
    """The database is one of an older program, at the step before the audit log."""
    for each in file.parent.glob(f"{file.name}*"):
        each.unlink()
    sqlite.make_file(file)
    engine = sqlite.make_engine(file, reader=False)
    with engine.connect() as connection, connection.begin():
        schema.prepare(connection, Vault.from_setting(KEY), migrate=True, target="0003")
    engine.dispose()


def version(file: Path) -> str:
    connection = sqlite3.connect(file)
    (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    return str(found)
