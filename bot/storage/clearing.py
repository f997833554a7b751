"""Taking messages off the screens they are on. The same for what we sent and for what people sent us."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Table, bindparam, select, update

from bot.storage.columns import Instant
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

# Telegram lets a bot delete messages of both sides for so long (Bot API, deleteMessage).
DELETABLE: Final = timedelta(hours=48)
FOREVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToClear:
    """A message that is to leave the screen. Telegram lets a bot delete it for 48 hours after `sent_at`."""

    id: int
    chat: int
    message_id: int
    sent_at: datetime


class Clearing:
    """The statements that clear one table. It has the columns person, member, case, clear_at, cleared_at."""

    def __init__(self, table: Table) -> None:
        """`table` calls the moment a message was sent `sent_at`."""
        self._name = table.name
        c = table.c
        still_there = (c.cleared_at.is_(None), c.message_id.is_not(None))
        ours = update(table).where(
            *still_there,
            c.sent_at >= bindparam("since", type_=Instant()),
            c.sent_at < bindparam("until", type_=Instant()),
        )
        ours = ours.values(clear_at=bindparam("at"))
        self.of_person = Statement(ours.where(c.person == bindparam("person_id")))
        self.of_member = Statement(ours.where(c.member == bindparam("member_id")))
        staff = [c.member.is_not(None)]
        if "clear_after" in c:
            staff.append(c.clear_after.is_not(None))
        self.of_case = Statement(ours.where(c.case == bindparam("case_id"), *staff))
        self.to_clear = Statement(
            select(c.id, c.chat, c.message_id, c.sent_at)
            .where(*still_there, c.clear_at.is_not(None), c.clear_at <= bindparam("now", type_=Instant()))
            .order_by(c.clear_at)
            .limit(bindparam("most"))
        )
        self.mark = Statement(
            update(table).where(c.id == bindparam("which")).values(cleared_at=bindparam("at"))
        )

    def now(
        self,
        tx: Transaction,
        *,
        since: datetime,
        until: datetime | None = None,
        at: datetime,
        person: int | None,
        member: int | None,
        case: int | None,
    ) -> int:
        """What was sent since then and is still there is to leave at `at`; return how many messages."""
        window = {"since": since, "until": until or FOREVER, "at": at}
        found = 0
        if person is not None:
            found += self.of_person.run(tx, person_id=person, **window)
        if member is not None:
            found += self.of_member.run(tx, member_id=member, **window)
        if case is not None:
            found += self.of_case.run(tx, case_id=case, **window)
        return found

    def due(self, tx: Transaction, now: datetime, limit: int) -> tuple[ToClear, ...]:
        """Return what is to leave at `now`, the longest due first; a chat that no key opens is left out."""
        opened = (
            (id, tx.vault.opened(self._name, "chat", id, chat), message_id, sent_at)
            for id, chat, message_id, sent_at in self.to_clear.rows(tx, now=now, most=limit)
        )
        return tuple(
            ToClear(id=id, chat=int(chat), message_id=message_id, sent_at=sent_at)
            for id, chat, message_id, sent_at in opened
            if chat is not None
        )

    def done(self, tx: Transaction, ids: Iterable[int], at: datetime) -> None:
        """Nothing more is tried with these."""
        for id in ids:
            self.mark.run(tx, which=id, at=at)
