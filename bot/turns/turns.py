"""Carries out updates and timers: one chat in order, chats side by side, one commit each.

An update is taken from the inbox, carried out and marked as done in one transaction; a kill at any moment
leaves it either open, and it is taken again, or done. What fails waits or is put aside; others never wait.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from bot.cadence import Pace
from bot.cases import Roster
from bot.clock import Clock
from bot.delivery import Delivery, Messenger, TextMessage
from bot.errors import DatabaseUnavailableError
from bot.ids import Ids
from bot.storage import Database, Transaction, inbox, timer
from bot.storage.timer import Timer
from bot.turns.doing import carry_out, finished
from bot.turns.due import fall_due
from bot.turns.failing import Burial, bury, bury_unread, put_aside, put_off
from bot.turns.hearing import Hearing
from bot.turns.incoming import Incoming
from bot.turns.library import Library
from bot.turns.memory import Flows, Memory
from bot.turns.menu import MenuWords
from bot.turns.owning.copying import hand_out
from bot.turns.staffing.roll import call_roll
from bot.turns.work import ChoiceShown, Courtesy, Done, FirstAidGiven, QuestionOnItsWayError, TapAnswer, Work

log = logging.getLogger(__name__)

# Chats worked on at the same time. More share no more commits, and each holds a task.
CHATS_AT_ONCE = 64
# Rows of the inbox read at once when starting.
ROWS_AT_ONCE = 1000
# Our own fault: an update is tried so often before it is put aside.
TRIES = 3
# Then it is put aside, and if even that fails, put aside unread.
BURIALS: tuple[Burial, ...] = (bury, bury_unread)
# The database is away: pauses between two tries of a chat, in seconds.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
# A question that has left is written down within milliseconds: looked for so often, so far apart (seconds).
ON_ITS_WAY_LOOKS, ON_ITS_WAY_PAUSE = 40, 0.05
# Due timers taken at once; each is a transaction of its own.
TIMERS_AT_ONCE = 500

# Timers that begin a conversation.
STARTING_KINDS = ("check_in", "start_script", "follow_up")

Parse = Callable[[dict[str, Any]], Incoming]


class Turns:
    """Runs until `stop`. `enqueue` and `tick` are called from the event loop."""

    def __init__(
        self,
        *,
        database: Database,
        library: Library,
        roster: Roster,
        memory: Memory,
        menu: MenuWords,
        hearing: Hearing,
        delivery: Delivery,
        messenger: Messenger,
        parse: Parse,
        clock: Clock,
        ids: Ids,
    ) -> None:
        self._database = database
        self._library = library
        self._roster = roster
        self._memory = memory
        self._menu = menu
        self._hearing = hearing
        self._delivery = delivery
        self._messenger = messenger
        self._parse = parse
        self._clock = clock
        self._ids = ids
        self._queues: dict[int, deque[int]] = {}
        self._places = asyncio.Semaphore(CHATS_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._flows = Flows()
        self._back = asyncio.Event()  # set, and replaced, when a turn has been committed
        self._stopping = False
        # Set when the team, or the language of somebody, may have changed; whoever waits clears it.
        self.team_news = asyncio.Event()
        self._chosen: dict[int, str] = {}  # the language that somebody has chosen since it was asked
        self.on_errands: Callable[[], None] = lambda: None  # told after a commit that left errands
        self.on_clears: Callable[[], None] = lambda: None  # told after one that has screens cleared
        self.on_second_ways: Callable[[], None] = lambda: None  # told after alerts beside Telegram

    def enqueue(self, rows: Sequence[tuple[int, int]]) -> None:
        """Carry out these (update id, chat) rows, each chat in order of update ids."""
        for update_id, chat in rows:
            queue = self._queues.get(chat)
            if queue is None:
                self._queues[chat] = deque((update_id,))
                self._start(self._chat(chat))
            else:
                queue.append(update_id)

    async def resume(self) -> None:
        """Take up what was kept but not carried out before the last stop."""
        after = -1
        while True:
            rows = await self._database.read(partial(inbox.open_rows, limit=ROWS_AT_ONCE, after=after))
            if not rows:
                return
            self.enqueue([(update_id, chat) for update_id, chat, _ in rows])
            after = rows[-1][0]

    async def tick(self) -> bool:
        """Carry out the timers that are due, each in its own transaction, those of one person in order.

        Return whether the database answered.
        """
        now = self._clock.now()
        try:
            due = await self._database.read(lambda tx: timer.due(tx, now, TIMERS_AT_ONCE))
        except DatabaseUnavailableError:
            return False
        self._database_is_back()
        lanes: dict[int, list[Timer]] = {}
        # After hours away, what ends comes before what begins: else today's check-in finds yesterday's open.
        for row in sorted(due, key=lambda row: row.kind in STARTING_KINDS):
            lanes.setdefault(row.person or row.subject, []).append(row)
        return all(await asyncio.gather(*(self._timers(rows) for rows in lanes.values())))

    async def stop(self) -> None:
        """Finish the turns under way; what is only queued stays in the inbox for the next start."""
        self._stopping = True
        self._database_is_back()  # whoever waits for it looks up and goes home
        tasks = [task for task in self._tasks if not task.done()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=5)
            for task in late:
                task.cancel()

    async def idle(self) -> None:
        """Return when nothing is being carried out: for tests and for a clean stop."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def reload_team(self) -> None:
        """Hold the team as it is in the database now."""
        zone = self._library.current.bundle.programme.zone
        roll = await self._database.read(partial(call_roll, zone=zone))
        self._roster.replace(roll.colleagues, written=roll.written)
        self.team_news.set()

    def newly_chosen(self) -> dict[int, str]:
        """Return {chat: language} of who has chosen another language since this was asked last."""
        chosen, self._chosen = self._chosen, {}
        return chosen

    async def tell_admins(self, text: str) -> None:
        """Send admins one of the bot's own texts, past the outbox: the database may be away."""
        for colleague in self._roster.called():
            if colleague.role == "admin":
                words = self._library.own(text, colleague.locale)
                await self._messenger.send(colleague.chat, TextMessage(text=words))

    async def act(self, do: Callable[[Work], None]) -> None:
        """Carry out what no update asked for, in one transaction. Raises DatabaseUnavailableError."""

        def carry_out(tx: Transaction) -> Done:
            work = self._work(tx)
            do(work)
            return finished(work)

        await self._after_commit(await self._database.run(carry_out))

    async def _chat(self, chat: int) -> None:
        queue = self._queues[chat]
        while queue and not self._stopping:
            try:
                await self._update(chat, queue[0])
            except Exception as error:
                # The door of one chat: whatever went wrong around a turn, the next update is carried out.
                log.error("update_left", extra={"update": queue[0], "error": type(error).__name__})
            queue.popleft()
        if not queue:
            del self._queues[chat]

    async def _update(self, chat: int, update_id: int) -> None:
        crisis = self._hearing.is_crisis(update_id)
        first_aid = await self._hearing.outcome(update_id, chat)
        # Whoever asks for help is never too fast.
        pace = Pace.FINE if crisis else self._flows.one_more(chat, self._clock.now())
        pause, faults, reason = FIRST_PAUSE, 0, ""
        patience = ON_ITS_WAY_LOOKS
        while not self._stopping and faults < TRIES + len(BURIALS):
            work: Callable[[Transaction], Done] = partial(
                self._carry_out,
                update_id=update_id,
                first_aid=first_aid,
                pace=pace,
                may_wait=patience > 0,
            )
            if faults >= TRIES:
                bury = BURIALS[faults - TRIES]
                work = partial(
                    self._bury, bury=bury, update_id=update_id, chat=chat, reason=reason, crisis=crisis
                )
            try:
                async with self._places:
                    done = await self._database.run(work, first=crisis)
            except DatabaseUnavailableError:
                log.warning("turn_waits_for_database", extra={"update": update_id})
                await self._database_away(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            except QuestionOnItsWayError:
                patience -= 1
                await asyncio.sleep(ON_ITS_WAY_PAUSE)
            except Exception as error:
                # The door of one update: ids only, because a message of ours could carry somebody's words.
                faults, reason = faults + 1, type(error).__name__
                log.error("turn_failed", extra={"update": update_id, "error": reason})
            else:
                self._database_is_back()
                self._hearing.committed(update_id)
                if pause > FIRST_PAUSE:
                    self._delivery.wake()  # a commit whose answer was lost has left rows behind
                await self._after_commit(done)
                return
        # Nothing was written: if it was a cry for help, the team will be told from memory.

    def _carry_out(
        self, tx: Transaction, update_id: int, first_aid: FirstAidGiven | None, pace: Pace, may_wait: bool
    ) -> Done:
        row = inbox.take(tx, update_id)
        if row is None:
            return Done()
        work = self._work(tx)
        work.first_aid, work.pace, work.may_wait = first_aid, pace, may_wait
        done = carry_out(work, self._parse(json.loads(row.body)), self._menu)
        inbox.done(tx, update_id, work.at)
        return done

    def _bury(
        self, tx: Transaction, bury: Burial, update_id: int, chat: int, reason: str, crisis: bool
    ) -> Done:
        return bury(self._work(tx), update_id, chat, reason, crisis)

    async def _database_away(self, seconds: float) -> None:
        """Wait so long, or until somebody else could commit; a chat that fails alone must not spin."""
        back = self._back
        await asyncio.sleep(FIRST_PAUSE)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds - FIRST_PAUSE):
                await back.wait()

    def _database_is_back(self) -> None:
        back, self._back = self._back, asyncio.Event()
        back.set()

    async def _timers(self, rows: Sequence[Timer]) -> bool:
        for row in rows:
            if not await self._timer(row):
                return False  # the rows are still there; the next tick finds them
        return True

    async def _timer(self, row: Timer) -> bool:
        """Return whether the database answered."""
        for act in (fall_due, put_aside, put_off):
            try:
                done = await self._database.run(partial(self._on_timer, act=act, row=row))
            except DatabaseUnavailableError:
                return False
            except Exception as error:
                # The door of one timer: a poison row must not stop the others, nor come back every second.
                log.error("timer_failed", extra={"timer": row.id, "error": type(error).__name__})
            else:
                await self._after_commit(done)
                return True
        return True

    def _on_timer(self, tx: Transaction, act: Callable[[Work, Timer], None], row: Timer) -> Done:
        work = self._work(tx)
        act(work, row)
        return finished(work)

    def _work(self, tx: Transaction) -> Work:
        at = self._clock.now()
        return Work(
            tx=tx,
            at=at,
            new_id=lambda: self._ids.new(at),
            library=self._library,
            roster=self._roster,
        )

    async def _after_commit(self, done: Done) -> None:
        if done.queued:
            self._delivery.wake(done.queued)
        for chat in done.forgotten:
            self._memory.forget(chat)
            self._chosen.pop(chat, None)
        if done.chat is not None and done.locale is not None:
            before = self._memory.of(done.chat)
            self._memory.learn(done.chat, done.locale, done.code)
            if before is not None and before.locale != done.locale:
                self._chosen[done.chat] = done.locale
                self.team_news.set()
        if done.team_changed:
            await self._follow_team()
        if done.errands:
            self.on_errands()
        for whose in done.copies:
            self._start(hand_out(self._database, self._library, self.act, whose, self._clock.now()))
        if done.second_ways:
            self.on_second_ways()
        if done.clears:
            self.on_clears()
        if done.courtesies:
            self._start(self._be_courteous(done.courtesies))

    async def _follow_team(self) -> None:
        try:
            await self.reload_team()
        except DatabaseUnavailableError:
            self._start(self._follow_team_later())

    async def _follow_team_later(self) -> None:
        await asyncio.sleep(FIRST_PAUSE)
        if not self._stopping:
            await self._follow_team()

    async def _be_courteous(self, courtesies: Sequence[Courtesy]) -> None:
        for courtesy in courtesies:
            match courtesy:
                case TapAnswer(tap_id=tap_id, words=words):
                    await self._messenger.answer_tap(tap_id, words)
                case ChoiceShown(chat=chat, message_id=message_id, text=text):
                    await self._messenger.show_choice(chat, message_id, text)

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
