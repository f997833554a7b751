"""Takes out of the audit log what has been kept for its time. What stays is chained to the last that went."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, select

from bot.storage import audit, meta
from bot.storage import audit_chain as chain
from bot.storage.audit_chain import Head
from bot.storage.columns import Instant, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

KEPT: Final = timedelta(days=6 * 365 + 2)  # six years (45 CFR 164.316), which hold two leap days at most
AT_ONCE: Final = 10_000  # entries that one transaction takes out: a second or so
SHORTENED: Final = "shortened the log"

_AUDIT = table_of(audit.AuditRow)
_C = _AUDIT.c
_FIRST_YOUNG = Statement(select(func.min(_C.number)).where(_C.at >= bindparam("before", type_=Instant())))
_TAKE_OUT = Statement(delete(_AUDIT).where(_C.number <= bindparam("last")))


def shorten(tx: Transaction, *, id: int, at: datetime) -> int:
    """At most AT_ONCE of the oldest entries, all over six years old at `at`, are gone; return how many.

    That they went is an entry itself, with the `id`. What is younger is untouched, and the rest verifies.
    """
    first = audit.start(tx).number
    young = _FIRST_YOUNG.rows(tx, before=at - KEPT)[0][0]
    last = min(audit.count(tx) if young is None else young - 1, first + AT_ONCE)
    proof = audit.proof_of(tx, last)
    if last <= first or proof is None:
        return 0
    triggers = _unlock(tx)
    gone = _TAKE_OUT.run(tx, last=last)
    _lock(tx, triggers)
    meta.put(tx, chain.START, chain.written(tx.vault, chain.START, Head(last, bytes.fromhex(proof))))
    audit.add(
        tx, id=id, at=at, who=None, role="operator", action=SHORTENED, subject_kind="audit", subject=last
    )
    return gone


def _unlock(tx: Transaction) -> list[str]:
    """Inside this transaction the table gives rows back; returned is what locks it again."""
    if tx.connection.dialect.name != "sqlite":
        tx.driver.execute("ALTER TABLE audit DISABLE TRIGGER audit_refuses")
        return ["ALTER TABLE audit ENABLE TRIGGER audit_refuses"]
    found: list[Any] = tx.driver.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
    ).fetchall()
    for name, _ in found:
        tx.driver.execute(f'DROP TRIGGER "{name}"')
    return [sql for _, sql in found]


def _lock(tx: Transaction, statements: list[str]) -> None:
    for each in statements:
        tx.driver.execute(each)
