"""A member plays a conversation on her own phone.

Kept is only what she typed and tapped: it is played anew each time.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import LargeBinary, String, bindparam, delete, insert, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.NOBODY, Kept.WORK)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.NOBODY, Kept.WORK)

Input = tuple[str | int | float, ...]


class TrialRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "trial"

    id: int = column(BIG, _TECHNICAL, primary=True)
    member: int = column(BIG, _TECHNICAL, of="member.id", unique=True)
    bundle: str = column(String(), _TECHNICAL)
    script: str = column(String(), _TECHNICAL)
    language: str = column(String(), _TECHNICAL)
    inputs: bytes = column(LargeBinary(), _WORDS)
    at: datetime = column(Instant(), _TECHNICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """`inputs` are what `bot.scripts.playing` replays, oldest first."""

    id: int
    member: int
    bundle: str
    script: str
    language: str
    inputs: Sequence[Input]
    at: datetime


_TRIAL = table_of(TrialRow)
_C = _TRIAL.c
_ADD = Statement(insert(_TRIAL))
_OF = Statement(select(_TRIAL).where(_C.member == bindparam("member")))
_INPUTS = Statement(update(_TRIAL).where(_C.id == bindparam("which")).values(inputs=bindparam("inputs")))
_END = Statement(delete(_TRIAL).where(_C.member == bindparam("member")))


def begin(
    tx: Transaction,
    *,
    id: int,
    member: int,
    bundle: str,
    script: str,
    language: str,
    inputs: Sequence[Input],
    at: datetime,
) -> Trial:
    """The member plays this script; what she played before is over."""
    end(tx, member)
    _ADD.run(
        tx,
        id=id,
        member=member,
        bundle=bundle,
        script=script,
        language=language,
        inputs=_sealed(tx, id, inputs),
        at=at,
    )
    return Trial(
        id=id, member=member, bundle=bundle, script=script, language=language, inputs=tuple(inputs), at=at
    )


def of(tx: Transaction, member: int) -> Trial | None:
    """Return what the member plays now."""
    row = _OF.first(tx, member=member)
    if row is None:
        return None
    id, whose, bundle, script, language, inputs, at = row
    played = json.loads(tx.vault.unseal("trial", "inputs", id, inputs))
    return Trial(
        id=id,
        member=whose,
        bundle=bundle,
        script=script,
        language=language,
        inputs=tuple(tuple(one) for one in played),
        at=at,
    )


def go_on(tx: Transaction, id: int, inputs: Sequence[Input]) -> None:
    """These are the inputs now."""
    _INPUTS.run(tx, which=id, inputs=_sealed(tx, id, inputs))


def end(tx: Transaction, member: int) -> bool:
    """The member plays nothing; False when she did not before."""
    return _END.run(tx, member=member) == 1


def _sealed(tx: Transaction, id: int, inputs: Sequence[Input]) -> bytes:
    return tx.vault.seal("trial", "inputs", id, json.dumps([list(one) for one in inputs], ensure_ascii=False))
