"""A copy of everything that is kept about somebody: gathered beside the turns, handed over in one commit.

Two years of somebody take a third of a second to gather and to write down, and the one writer must not wait
for that. A timer stands for the wish until the files are queued, so that a kill in between loses nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.delivery import FileMessage
from bot.errors import DatabaseUnavailableError
from bot.keeping import Gathered, as_json, as_page, file_name, gather
from bot.storage import Database, Transaction, person, timer
from bot.storage.lane import Lane
from bot.storage.outbox import PASSING, SHEET, NewMessage
from bot.storage.person import Person
from bot.storage.timer import Timer
from bot.turns.library import Edition, Library
from bot.turns.posting import body_for, post_spoken, queue
from bot.turns.spoken import Spoken
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import Work

log = logging.getLogger(__name__)

KIND: Final = "copy"  # of the timer
# Far longer than the gathering takes; only a program that ended meanwhile comes so far.
AGAIN_AFTER: Final = timedelta(minutes=2)
MOST_TRIES: Final = 5

Act = Callable[[Callable[[Work], None]], Awaitable[None]]
Files = Mapping[str, bytes]  # {ending: content}


def ask_for_copy(work: Work, who: Person) -> None:
    """The files follow right after the commit. The audit log says that they were taken out."""
    work.on_record(who, "took data out")
    timer.remove_of(work.tx, KIND, who.id)
    _wait(work, who.id, 1)


def ask_again(work: Work, due: Timer) -> None:
    """Try once more, the program having ended before the files were there; at last say that it failed."""
    who = person.get(work.tx, due.subject)
    if who is None:
        return
    if due.number < MOST_TRIES:
        _wait(work, who.id, due.number + 1)
    else:
        _post(work, who, work.library.own("bot.mydata_not_taken", who.locale))


async def hand_out(database: Database, library: Library, act: Act, whose: int, asked_at: datetime) -> None:
    """Both files are queued for the person, unless they are gone, or have them already."""
    try:
        files = await _made(database, library.current, whose, asked_at)
        if files is not None:
            await act(partial(_hand_over, whose, files, asked_at))
    except DatabaseUnavailableError:
        log.warning("copy_waits", extra={"kind": KIND})  # its timer asks again
    except Exception as error:
        # The door of one copy: its timer asks again, and says so when it never works.
        log.error("copy_failed", extra={"error": type(error).__name__})


async def _made(database: Database, edition: Edition, whose: int, at: datetime) -> Files | None:
    def read(tx: Transaction) -> Gathered | None:
        who = person.get(tx, whose)
        return gather(tx, who, at) if who is not None else None

    kept = await database.read(read)
    return await asyncio.to_thread(_written, kept, edition) if kept is not None else None


def _written(kept: Gathered, edition: Edition) -> Files:
    return {"html": as_page(kept, edition.bundle, edition.catalogs), "json": as_json(kept)}


def _hand_over(whose: int, files: Files, asked_at: datetime, work: Work) -> None:
    who = person.get(work.tx, whose)
    if who is None or not timer.remove_of(work.tx, KIND, whose):
        return
    work.acted_at, work.acted_in = asked_at, who.chat  # it answers their own tap
    for ending, content in files.items():
        name = file_name(ending, work.at)
        _queue(work, who, FileMessage(how="document", caption="", content=content, name=name))
    _post(work, who, work.library.own("bot.mydata_taken", who.locale))


def _wait(work: Work, whose: int, number: int) -> None:
    due_at = work.at + AGAIN_AFTER
    timer.set(work.tx, id=work.new_id(), kind=KIND, subject=whose, number=number, due_at=due_at, person=whose)
    work.copies.add(whose)


def _post(work: Work, who: Person, words: str) -> None:
    kind = PASSING if is_guest(work, who) else "turn"
    post_spoken(work, who, Spoken(texts=[words]), Lane.REPLY, kind=kind)


def _queue(work: Work, who: Person, file: FileMessage) -> None:
    """Queue a document: kept no longer than any other drawing or list, not as something that was said."""
    row = work.new_id()
    queue(
        work,
        NewMessage(
            id=row,
            person=who.id,
            chat=who.chat,
            lane=int(Lane.REPLY),
            kind=PASSING if is_guest(work, who) else SHEET,
            body=body_for(work, who, row, file),
            created_at=work.at,
        ),
    )
