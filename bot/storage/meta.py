"""What the program remembers about itself: one value a name. Nothing about a person belongs here."""

from typing import Any, ClassVar

from sqlalchemy import String, bindparam, select
from sqlmodel import SQLModel

from bot.storage.columns import Holds, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_OURS = Label(Holds.TECHNICAL, ReadBy.ADMINS, Kept.SYSTEM)


class MetaRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "meta"

    key: str = column(String(), _OURS, primary=True)
    value: str = column(String(), _OURS)


_META = table_of(MetaRow)
_GET = Statement(select(_META.c.value).where(_META.c.key == bindparam("key")))
_GET_LOCKED = Statement(select(_META.c.value).where(_META.c.key == bindparam("key")).with_for_update())
_PUT = Statement(
    lambda insert: (new := insert(_META)).on_conflict_do_update(
        index_elements=["key"], set_={"value": new.excluded.value}
    )
)


def get(tx: Transaction, key: str) -> str | None:
    """Return the value kept under `key`, if any."""
    row = _GET.first(tx, key=key)
    return None if row is None else str(row[0])


def get_for_update(tx: Transaction, key: str) -> str | None:
    """Return the value kept under `key`; nobody else changes it until this transaction ends."""
    row = _GET_LOCKED.first(tx, key=key)
    return None if row is None else str(row[0])


def put(tx: Transaction, key: str, value: str) -> None:
    """`key` now has this value, whatever it had."""
    _PUT.run(tx, key=key, value=value)
