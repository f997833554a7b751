"""A month of a programme in about a minute: the real turns and storage, made-up people, warped time.

Theory of operation. Everything runs on one event loop whose time jumps (`warped`). Participants and team are
tasks that wait, read and tap (`participant`, `colleague`); messages reach their phones at once (`phones`),
and alerts a made-up mail server and pager (`beside`). The bot is the real one, on a file (`stage`). Meanwhile
phones lose the network, mail and pager fail, the database goes away, and the bot is stopped or killed and
started anew. A watch looks each minute at what must be true (`watching`). The last days are quiet, so that
what was begun can end. The same seed leads to the same month.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.errors import DatabaseUnavailableError
from bot.rehearsal import cast
from bot.rehearsal.beside import Beside, Calls, calls_beside
from bot.rehearsal.cast import Character, Part
from bot.rehearsal.colleague import Colleague
from bot.rehearsal.measuring import Wait, waits
from bot.rehearsal.participant import Participant
from bot.rehearsal.phones import Phones
from bot.rehearsal.stage import Build, Stage
from bot.rehearsal.trouble import BACK_SOON, Breaking
from bot.rehearsal.warped import WarpedClock, WarpedLoop
from bot.rehearsal.watching import BACK_AFTER_SILENCE, Breach, Watch
from bot.storage import Transaction, case, case_event
from bot.storage.case_event import CaseEvent

# A Monday, before anybody is up in Chicago.
BEGAN: Final = datetime(2026, 11, 2, 6, tzinfo=UTC)
# Without new calls for help, and everybody answers, so that every case can end; the team's days go on.
QUIET_DAYS: Final = 6
# At most so many hours after them the team closes what is open still.
LAST_HOURS: Final = 48
# People written down in one transaction.
SETTLED_AT_ONCE: Final = 50
# Made-up events of a month, for each 100 people: cries for help, wishes to talk to somebody, guests' cries.
CRIES, WISHES, GUESTS = 10, 10, 3
# An open crisis is looked at so often, and whether there is one: nothing is promised in its first 15 minutes.
WATCHED_EVERY, LOOKED_FOR_EVERY = timedelta(minutes=1), timedelta(minutes=5)
DAY: Final = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is played: people and days; the quiet ones at the end come on top."""

    people: int = 500
    days: int = 30
    seed: int = 1
    quiet_days: int = QUIET_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of it. `open_cases` and `no_outcome` must be 0, `breaches` empty.

    Of all `calls` of crises, `calls_beside` also left beside Telegram at once.
    """

    plan: Plan
    waits: list[Wait]
    breaches: list[Breach]
    open_cases: int
    no_outcome: int
    cases: int
    outcomes: dict[str, int]
    starts: int
    outages: int
    looks: int
    messages: int
    updates: int
    commits: int
    timers: int
    refused: dict[str, int]
    calls: int
    calls_beside: int


# Something that happens in the course of the month.
Doing = Coroutine[Any, Any, None]
# Hears how many days are over, of how many.
Progress = Callable[[float, float], None]


async def play(
    plan: Plan, build: Build, make_phones: Callable[[WarpedClock], Phones], on: Progress
) -> Result:
    """Return what happened. Must run on a WarpedLoop."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, WarpedLoop), "a rehearsal needs an event loop whose time jumps"
    clock = WarpedClock(BEGAN, loop)
    month = Month(plan, build, make_phones(clock), clock, loop)
    return await month.play(on)


class Month:
    """One rehearsal from its first to its last day."""

    def __init__(
        self, plan: Plan, build: Build, phones: Phones, clock: WarpedClock, loop: WarpedLoop
    ) -> None:
        self._plan = plan
        self._phones = phones
        self._clock = clock
        self._beside = Beside(clock=clock)
        self._stage = Stage(build, phones, self._beside, clock, loop)
        self._dice = Random(f"{plan.seed}:month")
        self._people: dict[int, Participant] = {}
        self._team: dict[int, Colleague] = {}
        self._watch = Watch(got=self._got, blocked=phones.blocked)
        self._taken: set[int] = set()
        self._commits = 0
        self._changing = asyncio.Lock()  # the bot is not stopped while it is stopped

    async def play(self, on: Progress) -> Result:
        """Return what happened."""
        await self._stage.start()
        await self._settle()
        doings: list[Doing] = [self._phones.run(), self._look()]
        doings += [*self._life(), *self._mornings(), *self._faults()]
        tasks = [asyncio.create_task(doing) for doing in doings]
        days = float(self._plan.days + self._plan.quiet_days)
        for hour in range(int(days * 24)):
            await asyncio.sleep(3600)
            on(hour / 24, days)
            if hour == self._plan.days * 24:
                for actor in (*self._people.values(), *self._team.values()):
                    actor.rested = True
            for task in tasks:
                if task.done():
                    task.result()  # what went wrong in a made-up life must not go unseen
        await self._close_what_is_open()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for actor in (*self._people.values(), *self._team.values()):
            actor.end()
        result = await self._result()
        await self._stage.stop()
        return result

    async def _close_what_is_open(self) -> None:
        """The team goes through its lists until nothing is open: whoever is up looks each hour."""
        for _ in range(LAST_HOURS):
            found = await self._stage.database.read(case.open_cases)
            if not found:
                return
            for one in self._team.values():
                if one.is_awake:
                    one.look_at_cases()
            await asyncio.sleep(3600)

    # Who plays

    async def _settle(self) -> None:
        team = cast.TEAM
        chats: list[int] = []
        await self._stage.built.turns.act(lambda work: chats.extend(cast.enlist(work, team)))
        for chat, part in zip(chats, team, strict=True):
            self._team[chat] = self._colleague(chat, part)
        coaches = [one.id for one in self._stage.built.roster.everybody() if one.role == "coach"]
        people = list(cast.characters(self._plan.people, self._plan.seed))
        for first in range(0, len(people), SETTLED_AT_ONCE):
            some = people[first : first + SETTLED_AT_ONCE]
            await self._stage.built.turns.act(partial(cast.settle, people=some, coaches=coaches))
        for character in people:
            self._people[character.chat] = self._participant(character)

    def _colleague(self, chat: int, part: Part) -> Colleague:
        return Colleague(
            self._phones,
            self._plan.seed,
            chat,
            part.name,
            part.language,
            temper=part.temper,
            clock=self._clock,
            zone=part.zone,
            awake=part.awake,
            rings=self._watch.note_ring,
            taken=self._taken,
        )

    def _participant(self, character: Character) -> Participant:
        return Participant(
            self._phones,
            self._plan.seed,
            character.chat,
            character.name,
            character.language,
            answers=character.answers,
            talks=character.talks,
        )

    def _got(self, chat: int) -> datetime | None:
        found = self._people.get(chat)
        return found.last_got if found is not None else None

    # What happens

    def _life(self) -> list[Doing]:
        """Return what happens to people: cries, wishes to talk, guests."""
        share = self._plan.people * self._plan.days / 30 / 100
        lives: list[Doing] = []
        chats = sorted(self._people)
        for many, act in ((CRIES, Participant.cry), (WISHES, Participant.ask_for_somebody)):
            for _ in range(max(2, round(many * share))):
                who = self._people[self._dice.choice(chats)]
                lives.append(self._at(self._moment(), partial(act, who)))
        for number in range(max(1, round(GUESTS * share))):
            chat = cast.FIRST_GUEST + number
            language = "es" if self._dice.random() < 0.3 else "en"
            guest = Participant(
                self._phones, self._plan.seed, chat, "Guest", language, answers=0.0, talks=0.6
            )
            self._people[chat] = guest
            lives.append(self._at(self._moment(), guest.cry))
        # Two in danger in the same minute: whoever takes one is busy for the other.
        twice = self._moment()
        lives += [self._at(twice + 20 * n, self._people[chats[n]].cry) for n in range(2)]
        for _ in range(round(share)):
            chat = self._dice.choice(chats)
            lives.append(self._at(self._moment(), partial(self._phones.blocked.add, chat)))
        return lives

    def _mornings(self) -> list[Doing]:
        """Return what the team does by itself: the list each morning, and days on which somebody blocks."""
        doings: list[Doing] = [self._morning(one) for one in self._team.values()]
        for chat, part in zip(sorted(self._team), cast.TEAM, strict=True):
            if part.blocks is not None:
                first, last = part.blocks
                doings.append(self._at(first * DAY, partial(self._phones.blocked.add, chat)))
                doings.append(self._at(last * DAY, partial(self._phones.blocked.discard, chat)))
        return doings

    def _faults(self) -> list[Doing]:
        """Return what breaks: Telegram, the database, the bot itself."""
        weeks = max(1, round(self._plan.days / 7))
        faults: list[Doing] = []
        for number in range(weeks):
            faults.append(self._telegram_away(self._moment(), ("down", "silent")[number % 2]))
            faults.append(self._database_away(self._moment()))
            faults.append(self._anew(self._moment(), killed=number % 2 == 1))
            faults.append(self._ways_away(self._moment()))
        return faults

    def _moment(self) -> float:
        """Return some second before the quiet days."""
        return self._dice.random() * (self._plan.days * DAY - 3600) + 1800

    async def _at(self, second: float, act: Callable[[], None]) -> None:
        await asyncio.sleep(second)
        act()

    async def _morning(self, one: Colleague) -> None:
        zone = ZoneInfo("America/Chicago")
        while True:
            now = self._clock.now().astimezone(zone)
            next_one = now.replace(hour=9, minute=0, second=0, microsecond=0)
            if next_one <= now:
                next_one += timedelta(days=1)
            await asyncio.sleep((next_one - now).total_seconds() + one.moods.random() * 1800)
            one.look_at_cases()

    async def _telegram_away(self, second: float, how: str) -> None:
        await asyncio.sleep(second)
        back_within = BACK_AFTER_SILENCE if how == "silent" else BACK_SOON
        async with self._trouble("telegram", 300 + 2400 * self._dice.random(), back_within) as seconds:
            self._phones.down = how
            await asyncio.sleep(seconds)
            self._phones.down = None

    async def _database_away(self, second: float) -> None:
        await asyncio.sleep(second)
        async with self._trouble("database", 60 + 1200 * self._dice.random()) as seconds:
            self._stage.database.away = True
            await asyncio.sleep(seconds)
            self._stage.database.away = False

    async def _anew(self, second: float, *, killed: bool) -> None:
        await asyncio.sleep(second)
        async with self._trouble("bot", 30 + 90 * self._dice.random()) as seconds:
            self._commits += self._stage.database.runs
            await (self._stage.kill() if killed else self._stage.stop())
            await asyncio.sleep(seconds)
            await self._stage.start()

    async def _ways_away(self, second: float) -> None:
        await asyncio.sleep(second)
        began = self._clock.now()
        self._beside.down = True
        await asyncio.sleep(300 + 2400 * self._dice.random())
        self._beside.down = False
        self._beside.trouble.append((began, self._clock.now()))

    def _trouble(self, what: str, seconds: float, back_within: timedelta = BACK_SOON) -> Breaking:
        kept = self._watch.trouble
        return Breaking(self._changing, kept, self._clock, what, seconds, back_within)

    # What must be true

    async def _look(self) -> None:
        any_open = True
        while True:
            await asyncio.sleep((WATCHED_EVERY if any_open else LOOKED_FOR_EVERY).total_seconds())
            at = self._clock.now()
            if self._watch.excused(at):
                continue
            with suppress(DatabaseUnavailableError):
                found, any_open = await self._stage.database.read(partial(self._watch.look, at=at))
                self._watch.looks += any_open
                self._watch.breaches.extend(found)

    async def _result(self) -> Result:
        def look(tx: Transaction) -> tuple[list[Wait], int, list[str | None], Calls]:
            events = case_event.between(tx, BEGAN, self._clock.now())
            closed = case.closed_between(tx, BEGAN, self._clock.now())
            still_open = case.open_cases(tx)
            codes = {one.id: one.code for one in (*closed, *still_open)}
            return waits(events), len(still_open), [one.outcome for one in closed], self._calls(events, codes)

        found, still_open, outcomes, calls = await self._stage.database.read(look)
        missed = [Breach(at=at, case=about, what="not sent the second way") for about, at in calls.missed]
        return Result(
            plan=self._plan,
            waits=found,
            breaches=[*self._watch.breaches, *missed],
            open_cases=still_open,
            no_outcome=sum(1 for one in outcomes if not one),
            cases=still_open + len(outcomes),
            outcomes={name: outcomes.count(name) for name in sorted({one for one in outcomes if one})},
            starts=self._stage.starts,
            outages=len(self._watch.trouble),
            looks=self._watch.looks,
            messages=self._phones.sent,
            updates=self._phones.came,
            commits=self._commits + self._stage.database.runs,
            timers=self._stage.timers_fell_due,
            refused=dict(self._phones.refused),
            calls=calls.calls,
            calls_beside=calls.left,
        )

    def _calls(self, events: Sequence[CaseEvent], codes: Mapping[int, str]) -> Calls:
        """Return which calls of crises left beside Telegram, too, which may be what is broken."""
        excused = [
            (one.begins, one.ends + one.back_within) for one in self._watch.trouble if one.what != "telegram"
        ]
        return calls_beside(self._beside, events, codes, cast.WAYS, excused)
