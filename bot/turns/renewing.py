"""Takes what was published live: each second the newest publication is looked at, and orders are taken in.

Orders about sets of conversations are carried out here; those about people are a turn's work (`orders`).

A set is loaded in a thread. Whoever is in a conversation finishes on theirs; what begins afterwards begins on
the new one. A set that does not load never gets in.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.clock import Clock
from bot.errors import DatabaseUnavailableError, HoldfastError, ScriptError
from bot.publishing import KINDS, carry_out, check_order, files_of, from_json, in_force, outcome_to_json
from bot.storage import Database, conversation
from bot.storage.counter import Counter
from bot.texts import zone_names
from bot.turns import orders
from bot.turns.library import Edition, Library
from bot.turns.menu import MenuWords
from bot.turns.work import Work

log = logging.getLogger(__name__)

MakeEdition = Callable[[Mapping[str, str]], Edition]
Act = Callable[[Callable[[Work], None]], Awaitable[None]]


class Renewal:
    """`look` is called each second, one call at a time. `on_news` hears if a new set is live or unread."""

    def __init__(
        self,
        *,
        database: Database,
        library: Library,
        menu: MenuWords,
        clock: Clock,
        make_edition: MakeEdition,
        act: Act,
        number: int,
    ) -> None:
        """`number` is the publication the library begins with; `act` carries out a turn's work."""
        self._database = database
        self._library = library
        self._menu = menu
        self._clock = clock
        self._make_edition = make_edition
        self._act = act
        self._number = number
        self._counter = Counter(database.path) if database.path is not None else None
        self.on_news: Callable[[bool], Awaitable[None]] | None = None

    async def look(self) -> None:
        """What was asked for is carried out, and what is in force now is live."""
        try:
            await self._take_orders()
            await self._follow()
        except DatabaseUnavailableError:
            return  # the next second looks again

    async def let_go(self) -> None:
        """Editions that no conversation stands on are forgotten."""
        self._library.let_go(await self._database.read(conversation.bundles_in_use))

    async def _take_orders(self) -> None:
        asked = await asyncio.to_thread(self._counter.take) if self._counter is not None else None
        if asked is None or self._counter is None:
            return
        try:
            answer = await self._carry_out(asked.document)
        except Exception as error:
            # Whoever asked must hear of it, whatever it was; only our own messages are theirs to read.
            why = error if isinstance(error, HoldfastError) else HoldfastError("The running bot failed.")
            await asyncio.to_thread(self._counter.refuse, asked.number, why)
            log.warning("order_refused", extra={"error": type(error).__name__})
            return
        await self._follow()
        await asyncio.to_thread(self._counter.done, asked.number, answer)

    async def _carry_out(self, document: Mapping[str, Any]) -> dict[str, Any]:
        if document.get("kind") not in KINDS:
            return await self._about_people(document)
        order = from_json(document)
        await asyncio.to_thread(check_order, order)
        at = self._clock.now()
        return outcome_to_json(await self._database.run(lambda tx: carry_out(tx, order, at)))

    async def _about_people(self, document: Mapping[str, Any]) -> dict[str, Any]:
        answers: list[dict[str, Any]] = []  # of each time the transaction ran; the last one stands
        await self._act(lambda work: answers.append(orders.carry_out(work, document)))
        return answers[-1]

    async def _follow(self) -> None:
        newest = await self._database.read(in_force)
        if newest is None or newest.number == self._number:
            return
        edition = self._library.known(newest.bundle)
        if edition is None:
            files = await self._database.read(lambda tx: files_of(tx, newest.bundle))
            try:
                edition = await asyncio.to_thread(self._make, files)
            except ScriptError:
                self._number = newest.number
                log.error("published_set_unreadable", extra={"bundle": newest.bundle})
                await self._tell(live=False)
                return
        self._number = newest.number
        self._library.renew(edition)
        self._menu.renew()
        log.info("new_set_in_force", extra={"bundle": newest.bundle})
        await self._tell(live=True)

    async def _tell(self, *, live: bool) -> None:
        if self.on_news is not None:
            await self.on_news(live)

    def _make(self, files: Mapping[str, str]) -> Edition:
        edition = self._make_edition(files)
        zone_names(edition.bundle.programme.languages)  # of a new language: half a second, not on the loop
        return edition
