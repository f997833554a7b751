"""A database of each engine, with the set in force and a team that publishes."""

import pytest

from bot.publishing import begin
from bot.storage import Database, Transaction, member
from tests.publishing.sets import AT, PAM, ROS, SAM, plan_of
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
TEAM = ((PAM, "Pam", "editor"), (ROS, "Ros", "supervisor"), (SAM, "Sam", "coach"))


async def _begin(where: Database) -> Database:
    plan = await plan_of(where)

    def fill(tx: Transaction) -> None:
        begin(tx, plan, at=AT)
        for id, name, role in TEAM:
            member.add(tx, id=id, chat=900 + id, name=name, role=role, locale="en", at=AT)

    await where.run(fill)
    return where


@pytest.fixture
async def begun(database: Database) -> Database:
    """The set is in force; Pam edits, Ros supervises, Sam is a coach. On both engines."""
    return await _begin(database)


@pytest.fixture
async def small(sqlite: Database) -> Database:
    """The same on SQLite alone."""
    return await _begin(sqlite)
