"""The composition root: makes every room once and hands each what it needs.

Imported by `app` in a thread, after the first getUpdates has left: making everything takes a second.
"""

import asyncio
import logging
import time
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.cases import Roster, SecondWays
from bot.clock import Clock
from bot.config import Settings
from bot.delivery import Clearing, Delivery, FirstAid, Messenger, SecondWay, Tries, Ways
from bot.engine import Bundle
from bot.errors import ScriptError
from bot.ids import Ids
from bot.keeping import Ledger
from bot.publishing import ReadFolder, find_start
from bot.scripts import load, read_folder
from bot.storage import Database, Transaction, Vault, bundle, conversation, member, person
from bot.telegram import TelegramArchive, TelegramMessenger, Wire, parse
from bot.texts import Catalogs
from bot.turns import Edition, Hearing, Intake, Library, Memory, MenuWords, Renewal, Turns
from bot.turns.drilling.second_ways import tell_broken
from bot.turns.editing.workshop import Workshop
from bot.turns.owning.screen import tell_what_stays

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What runs, ready to be started."""

    database: Database
    library: Library
    roster: Roster
    turns: Turns
    intake: Intake
    hearing: Hearing
    delivery: Delivery
    clearing: Clearing
    second_way: SecondWay
    workshop: Workshop
    renewal: Renewal
    ledger: Ledger
    new_id: Callable[[], int]
    fell_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What everything stands on: the bundle in force, the open database, and what it remembers.

    `number` is the newest publication; `fell_back`: it does not load, and the edition is one before it.
    """

    edition: Edition
    number: int
    fell_back: bool
    older: list[Edition]
    known: dict[int, tuple[str, str]]
    database: Database
    ids: Ids
    ledger: Ledger


def lay_ground(settings: Settings, clock: Clock) -> Ground:
    """Open the database and load what is in force. Raises SettingError, ScriptError, StorageError."""
    zoneinfo.reset_tzpath(to=())  # the pinned tzdata is what counts, not the machine's
    ids = Ids()
    vault = Vault.from_setting(settings.encryption_key)
    database = Database.open(settings.database_url, vault, ids=ids)
    now = clock.now()
    read = partial(read_folder, settings.conversations_folder, settings.locales_folder)
    try:
        return asyncio.run(_ground(settings, database, vault, ids, read, now))
    except BaseException:
        database.close()
        raise


async def _ground(
    settings: Settings, database: Database, vault: Vault, ids: Ids, read: ReadFolder, now: datetime
) -> Ground:
    ledger = Ledger(settings.erased_list, database, vault)
    await ledger.clean(now, lambda: ids.new(now))  # a backup put back must serve nobody who was deleted
    start = await find_start(database, read, now)
    edition = _edition(start.bundle, start.files, settings.locales_folder)

    def prepare(tx: Transaction) -> tuple[list[dict[str, str] | None], dict[int, tuple[str, str]]]:
        for chat in settings.admin_telegram_ids:
            if member.find(tx, chat) is None:
                locale = edition.bundle.programme.source_language
                member.add(tx, id=ids.new(now), chat=chat, name="Admin", role="admin", locale=locale, at=now)
        in_use = conversation.bundles_in_use(tx) - {edition.bundle.hash}
        return [bundle.load(tx, one) for one in sorted(in_use)], person.known(tx)

    kept, known = await database.run(prepare)
    editions = [_older_edition(one, settings.locales_folder) for one in kept if one is not None]
    return Ground(
        edition=edition,
        number=start.number,
        fell_back=start.fell_back,
        older=[one for one in editions if one is not None],
        known=known,
        database=database,
        ids=ids,
        ledger=ledger,
    )


def edition_of(files: Mapping[str, str], locales: Path) -> Edition:
    """Return the bundle of these files; raises ScriptError.

    Its conversations are translated by its own catalogs, the bot's own words by the newest, in `locales`.
    """
    return _edition(load(files), files, locales)


def _edition(loaded: Bundle, files: Mapping[str, str], locales: Path) -> Edition:
    newest = Catalogs.load(locales, loaded.programme.languages)
    return Edition(loaded, newest.joined(Catalogs.from_bundle_files(files)))


def _older_edition(files: Mapping[str, str], locales: Path) -> Edition | None:
    """Return a bundle of before; None when this version no longer reads it: its conversations end kindly."""
    try:
        return edition_of(files, locales)
    except ScriptError:
        log.error("older_bundle_unreadable")
        return None


def _second_ways(settings: Settings, library: Library) -> SecondWays:
    return SecondWays(
        mail=bool(settings.smtp_url),
        emails=settings.alert_email_to if settings.smtp_url else (),
        url=bool(settings.alert_url),
        locale=library.current.bundle.programme.source_language,
    )


def _ways(settings: Settings) -> Ways:
    return Ways.of(smtp_url=settings.smtp_url, sender=settings.alert_email_from, alert_url=settings.alert_url)


async def assemble(
    settings: Settings,
    clock: Clock,
    ground: Ground,
    wire: Wire,
    *,
    messenger: Messenger | None = None,
    ways: Tries | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> Parts:
    """Return everything that stands on `ground`; what is sent leaves by `wire`.

    A rehearsal hands in phones of its own (`messenger`), `ways` beside them, and the seconds of its own loop
    (`monotonic`).
    """
    library = Library(ground.edition, ground.older, media=settings.conversations_folder)
    roster, memory, menu = Roster(), Memory(ground.known), MenuWords(library)
    roster.second_ways = _second_ways(settings, library)
    messenger = messenger or TelegramMessenger(wire)

    def lines(locale: str, resource: str) -> str:
        return library.first_aid(resource, locale)

    first_aid = FirstAid(messenger, lines, monotonic=monotonic)
    delivery = Delivery(
        ground.database,
        messenger,
        clock,
        ground.ids,
        pace=settings.messages_per_second,
        monotonic=monotonic,
    )
    second_way = SecondWay(ground.database, clock, ways or _ways(settings))
    hearing = Hearing(library, roster, memory, menu, first_aid, messenger, second_way)
    turns = Turns(
        database=ground.database,
        library=library,
        roster=roster,
        memory=memory,
        menu=menu,
        hearing=hearing,
        delivery=delivery,
        messenger=messenger,
        parse=parse,
        clock=clock,
        ids=ground.ids,
    )
    await turns.reload_team()
    renewal = Renewal(
        database=ground.database,
        library=library,
        menu=menu,
        clock=clock,
        make_edition=partial(edition_of, locales=settings.locales_folder),
        act=turns.act,
        number=ground.number,
    )

    async def on_trouble(away: bool) -> None:
        await turns.tell_admins("bot.staff.database_down" if away else "bot.staff.database_back")

    intake = Intake(ground.database, clock, hearing, turns.enqueue, on_trouble)
    workshop = Workshop(
        database=ground.database,
        library=library,
        roster=roster,
        archive=TelegramArchive(wire),
        act=turns.act,
        clock=clock,
        locales=settings.locales_folder,
    )
    turns.on_errands = workshop.wake
    clearing = Clearing(ground.database, messenger, clock)
    turns.on_clears = clearing.wake

    async def on_kept(kept: Mapping[int, int]) -> None:
        await turns.act(lambda work: tell_what_stays(work, kept))

    clearing.on_kept = on_kept
    turns.on_second_ways = second_way.wake

    async def on_broken(way: str) -> None:
        await turns.act(lambda work: tell_broken(work, way))

    second_way.on_broken = on_broken
    return Parts(
        database=ground.database,
        library=library,
        roster=roster,
        turns=turns,
        intake=intake,
        hearing=hearing,
        delivery=delivery,
        clearing=clearing,
        second_way=second_way,
        workshop=workshop,
        renewal=renewal,
        ledger=ground.ledger,
        new_id=lambda: ground.ids.new(clock.now()),
        fell_back=ground.fell_back,
    )
