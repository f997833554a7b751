"""Made-up coaches and supervisors: quick, slow, asleep, gone silent; some block the bot for some days."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.rehearsal.actor import Actor
from bot.rehearsal.participant import ANSWER, COACH_SAYS
from bot.rehearsal.phones import Got, Phones
from bot.turns.buttons import StaffButton, read

# A colleague tries so often to reach somebody before she closes the case as not answered.
TRIES: Final = 3
# Between two of her messages, in seconds.
BETWEEN: Final = 660.0
# How long she waits for an answer before she looks again, in seconds.
LISTENS: Final = 45.0
# Somebody who has put her phone away takes it up again after so many seconds.
SILENT: Final = 9 * 3600.0
# How often somebody who gave no word says once more that she has it.
TAKES_AGAIN: Final = 0.4
# The last words of a talk; no answer is waited for.
GOODBYE: Final = {"en": "Good that you wrote. Take care.", "es": "Qué bueno que escribiste. Cuídate."}
# She looks so often for the outcomes that she asked for.
LOOKS_FOR_OUTCOME: Final = 20
# Of the open cases she finds in the list in the morning she looks at so many.
OPENED_AT_ONCE: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Temper:
    """How somebody is with alerts.

    `answers` is how often she acts on one while awake, `wakes` how often one wakes her, `minutes` how long
    the slower half of her takes, `silent` how often she takes a case and writes nothing.
    """

    answers: float
    wakes: float
    minutes: float
    silent: float = 0.0


@dataclass(slots=True, kw_only=True)
class _Held:
    """A case she has taken: where she writes, and the newest button that closes it."""

    message: int
    close: str | None = None
    close_at: int = 0
    outcomes: dict[str, tuple[int, str]] = field(default_factory=dict)


class Colleague(Actor):
    """Somebody of the team. `rings(case, at)` hears of each alert that reached her phone."""

    def __init__(
        self,
        phones: Phones,
        seed: int,
        chat: int,
        name: str,
        language: str,
        *,
        temper: Temper,
        clock: Clock,
        zone: str,
        awake: tuple[int, int],
        rings: Callable[[int, int, datetime], None],
        taken: set[int],
    ) -> None:
        """`awake` are hours on her wall; `taken` are cases that somebody has, as the team has read."""
        super().__init__(phones, seed, chat, name, language)
        self._temper = temper
        self._clock = clock
        self._zone = ZoneInfo(zone)
        self._awake = awake
        self._rings = rings
        self._taken = taken
        self._answering: set[int] = set()
        self._held: dict[int, _Held] = {}
        self._looking: dict[int, asyncio.Task[None]] = {}
        self._heard = 0

    def reads(self, got: Got) -> None:
        """Follow what the buttons offer: open, take, write, close, say how it ended."""
        if any(answer in got.text for answer in ANSWER.values()):
            self._heard += 1
        buttons = [(data, one) for data in got.buttons if isinstance(one := read(data), StaffButton)]
        verbs = [one.verb for _, one in buttons]
        for data, one in buttons:
            if one.verb == "close":
                self._taken.add(one.subject)
                held = self._held.setdefault(one.subject, _Held(message=got.id))
                held.close, held.close_at, held.message = data, got.id, got.id
                if one.subject not in self._looking:
                    self._looking[one.subject] = self.begin(self._look_after(one.subject, held))
            elif one.verb == "closed":
                held = self._held.setdefault(one.subject, _Held(message=got.id))
                held.outcomes[one.detail or ""] = (got.id, data)
            elif one.verb == "close_anyway":
                self.begin(self._tap_soon(got.id, data, 5, 60))
            elif one.verb == "take" and one.subject in self._held:
                self._let_go(one.subject)
                self._rings(one.subject, self.chat, got.at)
                self._taken.discard(one.subject)
                if self.chance(TAKES_AGAIN):
                    self.begin(self._tap_soon(got.id, data, 5, 600))
            elif one.verb == "take":
                self.begin(self._tap_soon(got.id, data, 5, 60))
            elif one.verb == "welfare" and one.detail == "no":
                self.begin(self._tap_soon(got.id, data, 60, 600))
            elif one.verb == "accept":
                self.begin(self._tap_soon(got.id, data, 30, 300))
        if verbs == ["open"]:
            self._rings(buttons[0][1].subject, self.chat, got.at)
            self._taken.discard(buttons[0][1].subject)
        if verbs == ["open"]:
            case = buttons[0][1].subject
            if case not in self._answering:
                self._answering.add(case)
                self.begin(self._answer(got.id, buttons[0][0], case))
        elif verbs.count("open") > 1:
            opens = [data for data, one in buttons if one.verb == "open" and one.subject not in self._held]
            for data in self.moods.sample(opens, min(OPENED_AT_ONCE, len(opens))):
                self.begin(self._tap_soon(got.id, data, 20, 600))

    def look_at_cases(self) -> None:
        """She begins her day with the list."""
        self.write("/cases")

    @property
    def is_awake(self) -> bool:
        """Return whether she is up."""
        hour = self._clock.now().astimezone(self._zone).hour
        return self._awake[0] <= hour < self._awake[1]

    async def _answer(self, message: int, data: str, case: int) -> None:
        try:
            if not self.is_awake and not self.chance(self._temper.wakes):
                await asyncio.sleep(300)
                return  # slept through it; the next ring may wake her
            if not self.chance(self._temper.answers):
                await asyncio.sleep(300)
                return
            middle = self._temper.minutes * 60
            await self.pause(min(20.0, middle / 4), middle * 3)
            if case in self._taken and self.chance(0.9):
                return  # she has read that somebody has it
            self.tap(message, data)
            await asyncio.sleep(120)
        finally:
            self._answering.discard(case)

    async def _look_after(self, case: int, held: _Held) -> None:
        """Write until there is an answer, talk a little, close with an outcome."""
        try:
            await self._talk(case, held)
        finally:
            if self._looking.get(case) is asyncio.current_task():
                self._looking.pop(case)
                self._held.pop(case, None)

    def _let_go(self, case: int) -> None:
        """It was taken out of her hands: what she meant to do about it is over."""
        task = self._looking.pop(case, None)
        if task is not None:
            task.cancel()
        self._held.pop(case, None)

    async def _talk(self, case: int, held: _Held) -> None:
        if not self.rested and self.chance(self._temper.silent):
            await asyncio.sleep(SILENT)
        outcome = "no_answer"
        for _ in range(TRIES):
            await self.pause(20, 240)
            before = self._heard
            self.write(self._says(), reply_to=held.message)
            if await self._is_answered(before):
                outcome = "talked"
                await self.pause(30, 400)
                self.write(GOODBYE[self.language], reply_to=held.message)
                break
        await self.pause(60, 500)
        if held.close is None:
            return
        self.tap(held.close_at, held.close)
        for _ in range(LOOKS_FOR_OUTCOME):
            await asyncio.sleep(LISTENS)
            if outcome in held.outcomes:
                self.tap(*held.outcomes[outcome])
                break

    async def _is_answered(self, before: int) -> bool:
        waited = 0.0
        while waited < BETWEEN:
            await asyncio.sleep(LISTENS)
            waited += LISTENS
            if self._heard > before:
                return True
        return False

    def _says(self) -> str:
        return COACH_SAYS[1] if self.language == "es" else COACH_SAYS[0]

    async def _tap_soon(self, message: int, data: str, shortest: float, longest: float) -> None:
        await self.pause(shortest, longest)
        self.tap(message, data)
