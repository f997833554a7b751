"""What waits to be sent, in memory: which message goes next, and when to look again.

The table is the truth; this is only its order. A row that was withdrawn in the table may still wait here: it
is not marked as `sending` when its turn comes, and forgotten. Time comes in.
"""

import heapq
from bisect import insort
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.delivery.pace import Pace
from bot.storage.lane import Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One row of the outbox. `expires_at` is aware UTC.

    `failures` counts tries that did not reach Telegram, `repeats` those whose outcome nobody knows.
    """

    row: int
    chat: int
    lane: Lane
    body: str
    person: int | None = None
    expires_at: datetime | None = None
    failures: int = 0
    repeats: int = 0

    def too_late(self, at: datetime) -> bool:
        """Return whether `at`, aware UTC, is when this message is no longer useful."""
        return self.expires_at is not None and at >= self.expires_at


@dataclass(slots=True)
class _Chat:
    # {lane: (row id, parcel) in the order of ids, which is the order they were made in}
    waiting: dict[Lane, list[tuple[int, Parcel]]] = field(default_factory=dict)
    in_flight: list[Lane] = field(default_factory=list)

    def blocks(self, lane: Lane) -> bool:
        """Order is kept within a lane and a lower lane never passes a higher one; a higher one passes."""
        return any(flying <= lane for flying in self.in_flight)


class Backlog:
    """Parcels that wait or are in flight. Times are seconds of `pace`'s clock."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._chats: dict[int, _Chat] = {}
        self._known: set[int] = set()
        self._not_before: dict[int, float] = {}
        self._ready: dict[Lane, list[tuple[int, int]]] = {lane: [] for lane in Lane}
        self._asleep: list[tuple[float, int]] = []

    def __len__(self) -> int:
        return len(self._known)

    def knows(self, row: int) -> bool:
        """Return whether this row of the outbox waits or is in flight."""
        return row in self._known

    def put(self, parcel: Parcel, *, not_before: float | None = None) -> None:
        """`parcel` waits, not before that time. One that is already known is left as it is."""
        if parcel.row in self._known:
            return
        self._known.add(parcel.row)
        self._wait(parcel, not_before)

    def take(self, now: float, at: datetime, lowest: Lane = Lane.BULK) -> Parcel | None:
        """Return the parcel that goes now, of lane `lowest` or higher, and count it as in flight, or None.

        `at` is wall time, aware UTC: a parcel that is too late comes out too, and costs no pace.
        """
        while self._asleep and self._asleep[0][0] <= now:
            self._offer(heapq.heappop(self._asleep)[1])
        for lane in Lane:
            if lane > lowest:
                break
            if self._ready[lane] and self._pace.bot_ready_at(lane, now) <= now:
                parcel = self._take_of(lane, now, at)
                if parcel is not None:
                    return parcel
        return None

    def next_at(self, now: float, lowest: Lane = Lane.BULK) -> float | None:
        """Return when `take` may have something again, None when only a new parcel or an outcome can help."""
        times = [self._pace.bot_ready_at(lane, now) for lane in Lane if lane <= lowest and self._ready[lane]]
        if self._asleep:
            times.append(self._asleep[0][0])
        return min(times, default=None)

    def finished(self, parcel: Parcel) -> None:
        """`parcel` is no longer in flight and will not come again."""
        self._landed(parcel)
        self._known.discard(parcel.row)
        self._not_before.pop(parcel.row, None)
        self._tidy(parcel.chat)

    def unsent(self, parcel: Parcel) -> None:
        """`parcel` was taken and not sent after all: it is forgotten, and cost nobody's pace."""
        self._pace.did_not_take(parcel.chat)
        self.finished(parcel)

    def move(self, old: int, new: int) -> None:
        """Everything that waits for chat `old` waits for `new`."""
        found = self._chats.get(old)
        if found is None or old == new:
            return
        parcels = [parcel for waiting in found.waiting.values() for _, parcel in waiting]
        found.waiting.clear()
        self._tidy(old)
        for parcel in parcels:
            self._wait(replace(parcel, chat=new), self._not_before.get(parcel.row))

    def hurry(self) -> None:
        """Forget all pauses after failures: the line is back. Pace and holds still count."""
        for chat in self._chats.values():
            for waiting in chat.waiting.values():
                for row, parcel in waiting:
                    if parcel.failures:
                        self._not_before.pop(row, None)
        numbers = {number for _, number in self._asleep}
        self._asleep.clear()
        for number in numbers:
            self._offer(number)

    def _wait(self, parcel: Parcel, not_before: float | None) -> None:
        if not_before is None:
            self._not_before.pop(parcel.row, None)
        else:
            self._not_before[parcel.row] = not_before
        chat = self._chats.setdefault(parcel.chat, _Chat())
        insort(chat.waiting.setdefault(parcel.lane, []), (parcel.row, parcel), key=lambda one: one[0])
        self._offer(parcel.chat)

    def _take_of(self, lane: Lane, now: float, at: datetime) -> Parcel | None:
        heap = self._ready[lane]
        while heap:
            row, number = heapq.heappop(heap)
            chat = self._chats.get(number)
            waiting = chat.waiting.get(lane) if chat else None
            if chat is None or not waiting or waiting[0][0] != row or chat.blocks(lane):
                continue  # offered before something changed; whatever changed it offers again
            _, parcel = waiting[0]
            if not parcel.too_late(at):
                ready = max(self._pace.chat_ready_at(number, now), self._not_before.get(row, now))
                if ready > now:
                    heapq.heappush(self._asleep, (ready, number))
                    continue
                self._pace.took(number, now)
            waiting.pop(0)
            if not waiting:
                del chat.waiting[lane]
            chat.in_flight.append(lane)
            return parcel
        return None

    def _offer(self, number: int) -> None:
        chat = self._chats.get(number)
        if chat is None:
            return
        for lane, waiting in chat.waiting.items():
            if not chat.blocks(lane):
                heapq.heappush(self._ready[lane], (waiting[0][0], number))

    def _landed(self, parcel: Parcel) -> None:
        chat = self._chats.get(parcel.chat)
        if chat is not None and parcel.lane in chat.in_flight:
            chat.in_flight.remove(parcel.lane)
            self._offer(parcel.chat)

    def _tidy(self, number: int) -> None:
        chat = self._chats.get(number)
        if chat is not None and not chat.waiting and not chat.in_flight:
            del self._chats[number]
