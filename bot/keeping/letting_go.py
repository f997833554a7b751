"""Rows go, and what refers to them goes with them, or stands alone where it may."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import BindParameter, Delete, Select, Table, Update, bindparam, delete, select, update

from bot.keeping.belonging import children
from bot.storage import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaving:
    """The statements that let rows of one table go, built once: `ids` is filled in."""

    rows: Delete
    cut: tuple[Update, ...]
    inner: tuple[tuple[Table, Select[tuple[int]]], ...]


def let_go(tx: Transaction, table: Table, ids: Sequence[int]) -> int:
    """These rows are gone; returned is how many.

    What refers to one of them goes too where it must refer to something, else it refers to nothing.
    """
    leaving = _leaving(table)
    values = {"ids": list(ids)}
    for cut in leaving.cut:
        tx.execute(cut, values)
    for child, of_these in leaving.inner:
        inner = [row[0] for row in tx.execute(of_these, values)]
        if inner:
            let_go(tx, child, inner)
    return int(tx.execute(leaving.rows, values).rowcount)


@cache
def _leaving(table: Table) -> _Leaving:
    these: BindParameter[int] = bindparam("ids", expanding=True)
    key = next(iter(table.primary_key.columns))
    refers = [(child, child.c[name]) for child, name in children(table.name)]
    return _Leaving(
        rows=delete(table).where(key.in_(these)),
        cut=tuple(
            update(child).where(column.in_(these)).values({column.name: None})
            for child, column in refers
            if column.nullable
        ),
        inner=tuple(
            (child, select(child.c.id).where(column.in_(these)))
            for child, column in refers
            if not column.nullable
        ),
    )
