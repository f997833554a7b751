"""Bundles: the scripts exactly as they were when conversations began in them. Nothing about a person.

A check keeps one too, so that a draft can be tried and published; what came to nothing is a `leftover`.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import String, bindparam, select
from sqlmodel import SQLModel

from bot.storage.columns import Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_OURS = Label(Holds.TECHNICAL, ReadBy.EDITORS, Kept.SYSTEM)


class BundleRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "bundle"

    hash: str = column(String(), _OURS, primary=True)
    files: str = column(String(), _OURS)
    at: datetime = column(Instant(), _OURS)


_BUNDLE = table_of(BundleRow)
_KEEP = Statement(lambda insert: insert(_BUNDLE).on_conflict_do_nothing(index_elements=["hash"]))
_LOAD = Statement(select(_BUNDLE.c.files).where(_BUNDLE.c.hash == bindparam("hash")))
_NAMED = Statement(
    select(_BUNDLE.c.hash)
    .where(_BUNDLE.c.hash >= bindparam("first"), _BUNDLE.c.hash < bindparam("past"))
    .order_by(_BUNDLE.c.hash)
    .limit(2)
)


def keep(tx: Transaction, hash: str, files: Mapping[str, str], at: datetime) -> None:
    """The files {name: content} are kept under `hash`; kept before is kept."""
    _KEEP.run(tx, hash=hash, files=json.dumps(dict(files), ensure_ascii=False), at=at)


def load(tx: Transaction, hash: str) -> dict[str, str] | None:
    """Return the files {name: content} kept under `hash`."""
    row = _LOAD.first(tx, hash=hash)
    return None if row is None else {str(name): str(content) for name, content in json.loads(row[0]).items()}


def named(tx: Transaction, prefix: str) -> tuple[str, ...]:
    """Return the hashes that begin with `prefix`: none, the one, or two when more than one does."""
    return tuple(row[0] for row in _NAMED.rows(tx, first=prefix, past=prefix + "g"))  # digits end at f
