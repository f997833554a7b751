"""The running bot: polls first, makes everything while Telegram is already asked, then starts the loops."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING

import aiohttp

from bot.clock import Clock
from bot.config import Settings
from bot.errors import DatabaseUnavailableError
from bot.telegram import (
    ChatCommands,
    Poller,
    Profile,
    Wire,
    bot_names,
    set_chat_commands,
    set_profile,
    warm_up,
)

if TYPE_CHECKING:
    from bot.assembly import Parts
    from bot.cases import Roster
    from bot.delivery import Clearing, Delivery, SecondWay
    from bot.storage import Database
    from bot.turns import Hearing, Intake, Library, Turns
    from bot.turns.editing.workshop import Workshop
    from bot.turns.incoming import Arrival

log = logging.getLogger(__name__)

# The row of `meta` that says when the bot was well last.
BEAT = "heartbeat"
# Telegram has answered within this many seconds of the loop's time: a long poll and its margin.
POLLED_LATELY = 90.0
# Updates that were carried out are forgotten after this: Telegram repeats none older than a day.
INBOX_KEPT = timedelta(days=2)
# letters of a language's code that Telegram takes for the words of a bot
TELEGRAM_LANGUAGE = 2
# Telegram could not be asked who we are: asked again after so many seconds.
NAME_AGAIN = 5.0
# An empty answer to the heartbeat must not keep the next minute's waiting, in seconds.
HEARTBEAT_TIMEOUT = 20.0


async def build(settings: Settings, clock: Clock) -> "App":
    """Return the bot, already polling. Raises SettingError, ScriptError, StorageError; nothing stays open."""
    app = App(settings, clock)
    try:
        await app.make_parts()
    except BaseException:
        await app.close_wires()
        raise
    return app


class App:
    """Everything that runs. `run` returns after `stop`, or raises what made the bot stop."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        token, api = settings.telegram_bot_token, settings.telegram_api_url
        self._poll_wire, self._send_wire = Wire(token, api), Wire(token, api)
        self.poller = Poller(self._poll_wire, self._take, on_alarm=self._on_alarm)
        self._polling = asyncio.create_task(self.poller.run(), name="polling")
        self._ready = asyncio.Event()
        self._stopping = asyncio.Event()
        self._parts: Parts | None = None
        self._noticed_away = False  # a tick, and not an update, has found the database away
        self._renewing: asyncio.Task[None] | None = None
        self._housekeeping: asyncio.Task[None] | None = None

    async def make_parts(self) -> None:
        """Import and make every room in a thread, so that polling does not wait for it."""
        assembly = await asyncio.to_thread(import_module, "bot.assembly")
        ground = await asyncio.to_thread(assembly.lay_ground, self.settings, self.clock)
        try:
            self._parts = await assembly.assemble(self.settings, self.clock, ground, self._send_wire)
        except BaseException:
            await asyncio.to_thread(ground.database.close)
            raise

    async def run(self) -> None:
        """Carry out and send until `stop`. Raises MessengerError when the token is not accepted."""
        from bot.turns import Ticks

        ticks = Ticks(self._tick, self._each_minute, self._upkeep)
        naming = asyncio.create_task(self._say_who_we_are(), name="profile")
        waiting = asyncio.create_task(self._stopping.wait(), name="stopping")
        try:
            await warm_up()
            await self.delivery.start()
            await self.turns.resume()
            self._made.renewal.on_news = self._on_news
            self.workshop.start()
            await self.clearing.start()
            await self.second_way.start()
            ticks.start()
            self._ready.set()
            await self._beat()
            await self._keep_plans()
            if self._made.fell_back:
                await self._on_news(live=False)
            await asyncio.wait({self._polling, waiting}, return_when=asyncio.FIRST_COMPLETED)
            if self._polling.done():
                self._polling.result()
        finally:
            await _end(naming, waiting, self._polling)
            await ticks.stop()
            if self._renewing is not None:
                await self._renewing  # whoever handed over an order hears what came of it
            if self._housekeeping is not None:
                await _end(self._housekeeping)  # the next night goes on where this one was cut off
            await self._follow_erased()
            await self._stop()

    def stop(self) -> None:
        """Ask `run` to finish what is under way and return."""
        self._stopping.set()

    async def close_wires(self) -> None:
        """Poll no more and let go of the connections."""
        await _end(self._polling)
        for wire in (self._poll_wire, self._send_wire):
            await wire.close()

    async def _take(self, batch: "Sequence[Arrival]") -> bool:
        """Hand a batch over, once what was kept before the last stop has been taken up."""
        await self._ready.wait()
        return await self.intake.take(batch)

    async def _stop(self) -> None:
        await self.intake.stop()
        await self.turns.stop()
        await self.workshop.stop()
        await self.hearing.stop()
        await self.clearing.stop()
        await self.second_way.stop()
        await self.delivery.stop()
        await self.close_wires()
        await asyncio.to_thread(self.database.close)

    async def _say_who_we_are(self) -> None:
        # Without our name, a coach's link would lead nowhere.
        while not (names := await bot_names(self._send_wire)):  # noqa: ASYNC110 - nothing here can ring
            await asyncio.sleep(NAME_AGAIN)
        self.library.bot_name, self.library.bot_title = names
        await self._keep_profile()

    async def _keep_profile(self) -> None:
        """Tell Telegram what to offer whom, and again when the words or the team have changed."""
        told: list[Profile] = []
        offered: tuple[ChatCommands, ...] = ()
        while True:
            self.turns.team_news.clear()
            profiles = _profiles(self.library)
            if profiles != told and await set_profile(self._send_wire, profiles):
                told = profiles
            wanted = _team_commands(self.library, self.roster)
            left = {one.chat for one in offered} - {one.chat for one in wanted}
            changed = [one for one in wanted if one not in offered]
            changed += [ChatCommands(chat=chat, commands=()) for chat in sorted(left)]
            changed += _commands_in(self.library, self.turns.newly_chosen())
            if changed:  # looked at each minute, and nearly always there is nothing to say
                await set_chat_commands(self._send_wire, changed)
            offered = wanted
            await self.turns.team_news.wait()

    async def _on_alarm(self, _: str) -> None:
        if self._parts is not None:
            await self.turns.tell_admins("bot.staff.second_bot")

    async def _tick(self) -> None:
        """Carry out what is due. When nobody writes, a database that is away is noticed here."""
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._renew(), name="renewal")  # timers do not wait for it
        answered = await self.turns.tick()
        if not answered and not self.intake.in_trouble:
            self._noticed_away = True
            self.intake.trouble(True)
        elif answered and self._noticed_away:
            self._noticed_away = False
            self.intake.trouble(False)

    async def _renew(self) -> None:
        try:
            await self._made.renewal.look()
        except Exception as error:
            # The door of one look: the set that is live stays, and the next second looks again.
            log.error("renewal_failed", extra={"error": type(error).__name__})

    async def _keep_plans(self) -> None:
        from bot.turns.plans import keep_plans

        try:
            await self.turns.act(keep_plans)
        except Exception as error:
            # The door of one look: the next minute looks again.
            log.error("plans_not_kept", extra={"error": type(error).__name__})

    async def _on_news(self, live: bool) -> None:
        if live:
            self.turns.team_news.set()  # the words of commands may be other ones
            await self._keep_plans()
            await self.turns.reload_team()  # who has named no city is where the programme is
        else:
            await self.turns.tell_admins("bot.staff.older_set")

    async def _each_minute(self) -> None:
        self.delivery.wake()  # what another process wrote, or a turn that was cut off after its commit
        self.turns.team_news.set()  # new words came into force, or Telegram did not answer
        await self._keep_plans()
        await self._follow_erased()
        await self.heartbeat()
        if self._housekeeping is None:
            await self._upkeep()  # a machine that is off at night keeps house when it is on

    async def heartbeat(self) -> None:
        """Write down, and tell whoever watches, that the bot is healthy: a dead process raises no alarm."""
        now = asyncio.get_running_loop().time()
        polled = self.poller.last_ok
        if polled is None or now - polled > POLLED_LATELY or self.intake.in_trouble:
            return
        await self._beat()
        if not self.settings.heartbeat_url:
            return
        timeout = aiohttp.ClientTimeout(total=HEARTBEAT_TIMEOUT)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.get(self.settings.heartbeat_url) as answer,
            ):
                await answer.read()
        except (aiohttp.ClientError, TimeoutError):
            log.warning("heartbeat_not_heard")

    async def _beat(self) -> None:
        """`doctor` sees from now on that the bot was well at this moment."""
        from bot.storage import meta

        at = self.clock.now().isoformat()
        with suppress(DatabaseUnavailableError):
            await self.database.run(lambda tx: meta.put(tx, BEAT, at))

    async def _follow_erased(self) -> None:
        """Whoever was deleted stands on the list that outlives the database."""
        try:
            await self._made.ledger.follow(self.clock.now())
        except Exception as error:
            # The door of one look: the next minute looks again.
            log.error("list_of_erased_not_followed", extra={"error": type(error).__name__})

    async def _keep_house(self) -> None:
        from bot.keeping import keep_house

        now = self.clock.now()
        try:
            bundle = self.library.current.bundle
            night = await keep_house(self.database, bundle, now, self._made.new_id)
        except Exception as error:
            # The door of one night: what is still due is found by the next.
            log.error("housekeeping_failed", extra={"error": type(error).__name__})
            return
        count = sum(night.taken.values())
        log.info("house_kept", extra={"count": count, "rows": night.slices, "seconds": night.longest})
        await self._follow_erased()

    async def _upkeep(self) -> None:
        from bot.publishing import forget_leftovers
        from bot.storage import inbox, outbox

        before = self.clock.now() - INBOX_KEPT
        while await self.database.run(lambda tx: inbox.forget(tx, before=before)):
            pass
        while await self.database.run(lambda tx: outbox.forget_sheets(tx, before=before)):
            pass
        await forget_leftovers(self.database, before=before)
        await self._made.renewal.let_go()
        if self._housekeeping is None or self._housekeeping.done():
            self._housekeeping = asyncio.create_task(self._keep_house(), name="housekeeping")

    @property
    def _made(self) -> "Parts":
        assert self._parts is not None  # `build` returns an App only with its parts
        return self._parts

    @property
    def database(self) -> "Database":
        """Return the open database."""
        return self._made.database

    @property
    def library(self) -> "Library":
        """Return the bundles in memory."""
        return self._made.library

    @property
    def roster(self) -> "Roster":
        """Return the team."""
        return self._made.roster

    @property
    def turns(self) -> "Turns":
        """Return what carries out updates and timers."""
        return self._made.turns

    @property
    def intake(self) -> "Intake":
        """Return what keeps updates."""
        return self._made.intake

    @property
    def hearing(self) -> "Hearing":
        """Return what listens before anything is kept."""
        return self._made.hearing

    @property
    def workshop(self) -> "Workshop":
        """Return what does the errands that turns leave."""
        return self._made.workshop

    @property
    def clearing(self) -> "Clearing":
        """Return what takes messages off the screens."""
        return self._made.clearing

    @property
    def second_way(self) -> "SecondWay":
        """Return what sends alerts beside Telegram."""
        return self._made.second_way

    @property
    def delivery(self) -> "Delivery":
        """Return what sends."""
        return self._made.delivery


async def _end(*tasks: "asyncio.Task[object]") -> None:
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task


def _profiles(library: "Library") -> list[Profile]:
    """Return what everybody is offered, by the language of their phone; None is any other language."""
    from bot.turns import offered

    programme = library.current.bundle.programme
    # Telegram knows languages by two letters: "es" is what a phone in es-MX finds.
    codes = dict.fromkeys(one.partition("_")[0] for one in programme.languages)
    return [
        Profile(
            language=code,
            commands=offered(library, locale),
            description=library.own("bot.profile_description", locale),
            short_description=library.own("bot.profile_short", locale),
        )
        for code, locale in (
            (None, programme.source_language),
            *((one, library.language_for(one)) for one in codes if len(one) == TELEGRAM_LANGUAGE),
        )
    ]


def _commands_in(library: "Library", chosen: dict[int, str]) -> list[ChatCommands]:
    """Return what is offered to people who chose another language than their phone's."""
    from bot.turns import offered

    return [ChatCommands(chat=chat, commands=offered(library, one)) for chat, one in chosen.items()]


def _team_commands(library: "Library", roster: "Roster") -> tuple[ChatCommands, ...]:
    from bot.turns import offered

    return tuple(
        ChatCommands(chat=one.chat, commands=offered(library, one.locale, one.role))
        for one in roster.everybody()
    )
