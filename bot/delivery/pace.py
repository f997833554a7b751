"""When a chat's next message may go. Pure: time comes in as seconds of a clock that is never warped.

Five things hold a message back:
- the whole bot's pace (25 a second) and the chat's own (1 a second, a few at once after silence);
- a chat that Telegram asked to leave alone for some seconds;
- a second chat refused within 2 s: then it is the bot, not the chat. Lanes 1 to 4 wait until the later
  deadline; lane 0 to other chats tries on, at most once a second, because Telegram may still let it through;
- a line that is down: one try a second, the most urgent first, until Telegram answers anything at all;
- a token that is not accepted: nothing for 5 s, then again (polling ends the bot if that is confirmed).
"""

from collections import OrderedDict

from bot.storage.lane import Lane

CHAT_PER_SECOND = 1.0  # Telegram: avoid more than one message a second in one chat
CHAT_BURST = 3.0  # messages after silence; Telegram lets short bursts through, a fast tapper must not wait
BOT_BURST = 3.0  # messages at once after silence: 25 a second and these stay under Telegram's 30
SECOND_REFUSAL_SECONDS = 2.0  # two chats refused within this time: the whole bot is too fast
TRY_SECONDS = 1.0  # between two tries while the whole bot is held or the line is down
UNREACHED_IN_A_ROW = 3  # fewer can be one message that makes a server stumble; the others must not wait
TOKEN_SECONDS = 5.0  # of silence after a token was not accepted
REMEMBERED_CHATS = 20_000  # chats with a recent message, about 2 MB; the oldest are full again anyway


class Bucket:
    """Lets `per_second` things through on average and up to `burst` at once. Times are seconds."""

    __slots__ = ("_burst", "_per_second", "_since", "_stock")

    def __init__(self, per_second: float, burst: float) -> None:
        self._per_second = per_second
        self._burst = burst
        self._stock = burst
        self._since = 0.0

    def ready_at(self, now: float) -> float:
        """Return when the next may go: `now` or later."""
        missing = 1.0 - self._filled(now)
        # A hair of a second less would wake us a rounding error too early, for ever.
        return now if missing <= 1e-6 else now + missing / self._per_second

    def take(self, now: float) -> None:
        """One goes now."""
        self._stock = self._filled(now) - 1.0
        self._since = now

    def give_back(self) -> None:
        """One that was taken did not go."""
        self._stock += 1.0

    def _filled(self, now: float) -> float:
        return min(self._burst, self._stock + max(0.0, now - self._since) * self._per_second)


class Pace:
    """Knows when each chat's next message may go. `per_second` None or 0: no pace, holds still count."""

    def __init__(self, per_second: float | None) -> None:
        self._bot = Bucket(per_second, min(BOT_BURST, max(1.0, per_second))) if per_second else None
        self._chats: OrderedDict[int, Bucket] = OrderedDict()
        self._held: dict[int, float] = {}
        self._last_refused: tuple[int, float] | None = None
        self._bot_held_until = 0.0
        self._next_try = 0.0
        self._unreached = 0
        self._nothing_before = 0.0

    def bot_ready_at(self, lane: Lane, now: float) -> float:
        """Return when anything of `lane` may go to anybody."""
        ready = max(self._bot.ready_at(now) if self._bot else now, self._nothing_before)
        if now < self._bot_held_until:
            ready = max(ready, self._next_try if lane is Lane.CRISIS else self._bot_held_until)
        if self._line_is_down:
            ready = max(ready, self._next_try)
        return ready

    def chat_ready_at(self, chat: int, now: float) -> float:
        """Return when the next message may go to `chat`, the whole bot's pace aside."""
        held = self._held.get(chat, now)
        bucket = self._chats.get(chat) if self._bot else None
        return max(now, held, bucket.ready_at(now) if bucket else now)

    def took(self, chat: int, now: float) -> None:
        """A message to `chat` goes now."""
        self._next_try = now + TRY_SECONDS
        if self._bot is None:
            return
        self._bot.take(now)
        bucket = self._chats.get(chat)
        if bucket is None:
            bucket = self._chats[chat] = Bucket(CHAT_PER_SECOND, CHAT_BURST)
            if len(self._chats) > REMEMBERED_CHATS:
                self._chats.popitem(last=False)
        self._chats.move_to_end(chat)
        bucket.take(now)

    def did_not_take(self, chat: int) -> None:
        """What `took` counted last for `chat` did not go."""
        for bucket in (self._bot, self._chats.get(chat)):
            if bucket is not None:
                bucket.give_back()

    def refused(self, chat: int, seconds: float, now: float) -> None:
        """Telegram asked to leave `chat` alone for `seconds`."""
        until = now + seconds
        self._held = {one: end for one, end in self._held.items() if end > now}
        self._held[chat] = max(until, self._held.get(chat, 0.0))
        if self._last_refused is not None:
            other, at = self._last_refused
            if other != chat and now - at <= SECOND_REFUSAL_SECONDS:
                self._bot_held_until = max(self._bot_held_until, until, self._held.get(other, 0.0))
        self._last_refused = (chat, now)

    def unauthorized(self, now: float) -> None:
        """Telegram does not accept the token, whatever is sent to whom."""
        self._nothing_before = now + TOKEN_SECONDS

    def not_reached(self) -> None:
        """Telegram could not be reached."""
        self._unreached += 1

    def reached(self) -> bool:
        """Telegram answered; return whether the line was down until now."""
        was_down, self._unreached = self._line_is_down, 0
        return was_down

    @property
    def _line_is_down(self) -> bool:
        return self._unreached >= UNREACHED_IN_A_ROW
