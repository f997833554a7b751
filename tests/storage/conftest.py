"""Every test here that asks for `database` runs on SQLite and, where it is installed, on PostgreSQL."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from bot.ids import Ids
from bot.storage import Database, Vault
from tests.storage.postgresql_server import programs, running

KEY = "q7Zk1m0PzJb2cR5tYw8xA3dF6gH9jL0nQ4sU7vX1yZ8="
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
_numbers = itertools.count(1)


@pytest.fixture
def vault() -> Vault:
    return Vault.from_setting(KEY)


@pytest.fixture
def new_id() -> Callable[[], int]:
    ids = Ids()
    return lambda: ids.new(AT)


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed here, so its half of the storage tests cannot run")
    with running(folder) as socket:
        first = f"postgresql://holdfast@/postgres?host={socket}"
        with psycopg.connect(first, autocommit=True) as connection:
            connection.execute("CREATE DATABASE ready")
        Database.open(f"postgresql://holdfast@/ready?host={socket}", Vault.from_setting(KEY)).close()
        yield socket


@pytest.fixture
def postgresql_url(server: Path) -> str:
    """A database of the test's own, already migrated."""
    name = f"test{next(_numbers)}"
    with psycopg.connect(f"postgresql://holdfast@/postgres?host={server}", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE ready".encode())
    return f"postgresql://holdfast@/{name}?host={server}"


@pytest.fixture
def empty_postgresql_url(server: Path) -> str:
    """A database of the test's own, with nothing in it."""
    name = f"empty{next(_numbers)}"
    with psycopg.connect(f"postgresql://holdfast@/postgres?host={server}", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql://holdfast@/{name}?host={server}"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'holdfast.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all its tables: copying it is faster than making them for each test."""
    file = tmp_path_factory.mktemp("migrated") / "holdfast.db"
    Database.open(f"sqlite:///{file}", Vault.from_setting(KEY)).close()
    return file


@pytest.fixture
def database(url: str, vault: Vault, migrated: Path) -> Iterator[Database]:
    if url.startswith("sqlite"):
        shutil.copy(migrated, url.removeprefix("sqlite:///"))
    opened = Database.open(url, vault)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(sqlite_url: str, vault: Vault, migrated: Path) -> Iterator[Database]:
    shutil.copy(migrated, sqlite_url.removeprefix("sqlite:///"))
    opened = Database.open(sqlite_url, vault)
    yield opened
    opened.close()
