"""The engines of the storage tests, and somebody with a row in every table about people."""

from tests.storage.conftest import (
    database,
    migrated,
    new_id,
    postgresql_url,
    server,
    sqlite,
    sqlite_url,
    url,
    vault,
)

__all__ = [  # fixtures: the same engines as in the storage tests
    "database",
    "migrated",
    "new_id",
    "postgresql_url",
    "server",
    "sqlite",
    "sqlite_url",
    "url",
    "vault",
]
