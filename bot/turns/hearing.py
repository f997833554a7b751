"""Before anything is written: a crisis in an update is heard, and first aid leaves at once.

If the turn that follows has not been committed within ten seconds, the team is told from memory and the
person is told what is true.
"""

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Coroutine
from typing import Any

from bot.cases import Roster, second_way
from bot.delivery import Accepted, Alarm, FirstAid, Messenger, SecondWay, TextMessage
from bot.signals import listen
from bot.turns.incoming import Arrival
from bot.turns.library import HELP_NOW_KIND, Library
from bot.turns.memory import Memory
from bot.turns.menu import Always, MenuWords, lines_for
from bot.turns.work import FirstAidGiven

log = logging.getLogger(__name__)

# A turn takes milliseconds; after ten seconds the database is in trouble and somebody must know.
COMMIT_IS_LATE_SECONDS = 10.0
# Update ids heard lately, so that a batch that comes again (database down) is not heard twice.
HEARD_REMEMBERED = 20_000


class Hearing:
    """Listens to arrivals. `committed` must be called for each update whose turn is durable."""

    def __init__(
        self,
        library: Library,
        roster: Roster,
        memory: Memory,
        menu: MenuWords,
        first_aid: FirstAid,
        messenger: Messenger,
        second_way: SecondWay | None = None,
    ) -> None:
        self._second_way = second_way
        self.library = library
        self._roster = roster
        self._memory = memory
        self._menu = menu
        self._first_aid = first_aid
        self._messenger = messenger
        self._heard: OrderedDict[int, None] = OrderedDict()
        self._called: dict[int, tuple[str, str]] = {}  # update id -> the resource, and in which language
        self._watches: dict[int, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[object]] = set()

    def hear(self, arrival: Arrival) -> bool:
        """Start first aid if the update calls for it; return whether it does. Never waits."""
        if arrival.update_id in self._heard:
            return arrival.update_id in self._called
        self._heard[arrival.update_id] = None
        if len(self._heard) > HEARD_REMEMBERED:
            self._heard.popitem(last=False)
        if arrival.chat <= 0 or self._roster.at_chat(arrival.chat) is not None:
            # A group must not see anybody's crisis; what staff write in a relay is not theirs.
            return False
        resource, language = self._called_for(arrival)
        if resource is None:
            return False
        known = self._memory.of(arrival.chat)
        locale = language or (known.locale if known else self.library.language_for(None))
        self._called[arrival.update_id] = (resource, locale)
        self._start(self._first_aid.give(arrival.chat, resource, locale))
        self._watches[arrival.update_id] = asyncio.get_running_loop().call_later(
            COMMIT_IS_LATE_SECONDS, self._late, arrival, locale
        )
        return True

    def is_crisis(self, update_id: int) -> bool:
        """Return whether this update was heard as a cry for help and its turn is not durable yet."""
        return update_id in self._called

    async def outcome(self, update_id: int, chat: int) -> FirstAidGiven | None:
        """Return what the person was just sent for this update, or None when nothing arrived."""
        called = self._called.get(update_id)
        given = await self._first_aid.outcome(chat) if called is not None else None
        if called is None or given is None or not given.sent:
            return None
        resource, locale = called
        words = self.library.first_aid(resource, locale)
        return FirstAidGiven(resource=resource, words=words, message_id=given.message_id)

    def committed(self, update_id: int) -> None:
        """The turn of this update is durable: nobody needs to be told from memory."""
        self._called.pop(update_id, None)
        watch = self._watches.pop(update_id, None)
        if watch is not None:
            watch.cancel()

    async def stop(self) -> None:
        """Let first aid that is under way finish."""
        for watch in self._watches.values():
            watch.cancel()
        self._watches.clear()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _called_for(self, arrival: Arrival) -> tuple[str | None, str | None]:
        bundle = self.library.current.bundle
        if arrival.alarm is not None:
            return arrival.alarm, None
        if arrival.words is None:
            return None, None
        signal = listen(arrival.words, bundle.phrases)
        if signal is not None:
            return lines_for(bundle, signal.kind), signal.language
        if self._menu.meant_by(arrival.words) is Always.HELP_NOW:
            return lines_for(bundle, HELP_NOW_KIND), None
        return None, None

    def _late(self, arrival: Arrival, locale: str) -> None:
        self._watches.pop(arrival.update_id, None)
        log.error("crisis_not_committed", extra={"update": arrival.update_id})
        self._start(self._tell_from_memory(arrival.chat, locale))

    async def _tell_from_memory(self, chat: int, locale: str) -> None:
        known = self._memory.of(chat)
        code = known.code if known and known.code else "–"
        own = self.library.own
        self._tell_beside_telegram(code)
        outcomes = await asyncio.gather(
            *(
                self._messenger.send(
                    one.chat,
                    TextMessage(text=own("bot.staff.crisis_from_memory", one.locale, code=code)),
                )
                for one in self._roster.called()
            )
        )
        reached = sum(isinstance(outcome, Accepted) for outcome in outcomes)
        words = own("bot.crisis_no_record" if reached else "bot.nobody_to_call", locale, count=reached)
        await self._messenger.send(chat, TextMessage(text=words))

    def _tell_beside_telegram(self, code: str) -> None:
        """Everybody with an e-mail hears, and the programme's addresses: two things are broken."""
        if self._second_way is None:
            return
        found = second_way.alarms(
            self.library.own, self._roster, code, self._roster.called(), text="bot.staff.second_memory"
        )
        at = secrets.randbits(63)  # no row gives these a number
        self._second_way.from_memory(
            Alarm(number=at + place, way=one.way, address=one.address, subject=one.subject, text=one.text)
            for place, one in enumerate(found)
        )

    def _start(self, work: Coroutine[Any, Any, object]) -> None:
        task: asyncio.Task[object] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
