"""Core statements compiled once an engine and run on the driver itself.

A turn runs a dozen statements. Looking up one person took 100 microseconds through SQLAlchemy's own execution
with its cache warm and takes 17 like this, with the same tables, types and dialects.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, cast

from sqlalchemy import Boolean, Dialect, Select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.storage.transaction import Transaction

# Both dialects' inserts know `on_conflict_do_update`; typed as one of them.
MakeInsert = Callable[[Callable[..., sqlite.Insert]], ClauseElement]

_INSERTS: Final[dict[str, Callable[..., Any]]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class _Compiled:
    """One statement for one engine: its SQL, how values go in, how they come out."""

    __slots__ = ("_inputs", "_named", "_outputs", "sql")

    def __init__(self, core: ClauseElement, dialect: Dialect) -> None:
        compiled = cast(
            SQLCompiler, core.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        )
        self.sql = str(compiled)
        self._named = not compiled.positional
        names = compiled.positiontup or ()
        if self._named:
            names = tuple(compiled.params)
        constants = compiled.params
        inputs = []
        for name in names:
            bind = compiled.binds.get(name)
            convert = None
            if bind is not None:
                convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
            given = bind is not None and bind.required
            value = None if given else constants[name]
            if not given and convert is not None:
                value = convert(value)
            inputs.append((name, given, convert, value))
        self._inputs = tuple(inputs)
        self._outputs: tuple[tuple[int, Callable[[Any], Any]], ...] = ()
        if isinstance(core, Select):
            converts = [_conversion(each.type, dialect) for each in core.selected_columns]
            self._outputs = tuple((place, each) for place, each in enumerate(converts) if each is not None)

    def bind(self, values: dict[str, Any]) -> Any:
        bound = [
            (value if not given else values[name] if convert is None else convert(values[name]))
            for name, given, convert, value in self._inputs
        ]
        if self._named:
            return {each[0]: value for each, value in zip(self._inputs, bound, strict=True)}
        return bound

    def out(self, row: Sequence[Any]) -> tuple[Any, ...]:
        if not self._outputs:
            return tuple(row)
        values = list(row)
        for place, convert in self._outputs:
            values[place] = convert(values[place])
        return tuple(values)


def _conversion(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """Return what makes a driver's value ours. Numbers, text and bytes come as they are from both drivers."""
    if isinstance(kind, TypeDecorator | Boolean):
        return kind.dialect_impl(dialect).result_processor(dialect, None)
    return None


class Statement:
    """A Core statement with named `bindparam`s. Build it once, at import."""

    __slots__ = ("_compiled", "_core")

    def __init__(self, core: ClauseElement | MakeInsert) -> None:
        """`core` is a statement, or a function of the engine's own `insert` where conflicts are handled."""
        self._core = core
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, tx: Transaction, **values: Any) -> list[tuple[Any, ...]]:
        """Return all rows, in Python's types."""
        compiled = self._for(tx)
        found = tx.driver.execute(compiled.sql, compiled.bind(values)).fetchall()
        return [compiled.out(row) for row in found]

    def first(self, tx: Transaction, **values: Any) -> tuple[Any, ...] | None:
        """Return the first row or None."""
        compiled = self._for(tx)
        row = tx.driver.execute(compiled.sql, compiled.bind(values)).fetchone()
        return None if row is None else compiled.out(row)

    def run(self, tx: Transaction, **values: Any) -> int:
        """Carry the statement out; return how many rows it touched."""
        compiled = self._for(tx)
        return int(tx.driver.execute(compiled.sql, compiled.bind(values)).rowcount)

    def core(self, engine: str) -> ClauseElement:
        """Return the statement as it is for "sqlite" or "postgresql"."""
        if isinstance(self._core, ClauseElement):
            return self._core
        return self._core(_INSERTS[engine])

    def _for(self, tx: Transaction) -> _Compiled:
        dialect = tx.connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _Compiled(self.core(dialect.name), dialect)
        return compiled
