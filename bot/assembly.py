"""The composition root: makes every room once and hands each what it needs.

Imported by `app` in a thread, after the first getUpdates has left: making everything takes a second.
"""

import asyncio
import logging
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.cases import Roster
from bot.clock import Clock
from bot.config import Settings
from bot.delivery import Delivery, FirstAid
from bot.errors import ScriptError
from bot.ids import Ids
from bot.scripts import load, read_folder
from bot.storage import Database, Transaction, Vault, bundle, conversation, member, person
from bot.telegram import TelegramMessenger, Wire, parse
from bot.texts import Catalogs
from bot.turns import Edition, Hearing, Intake, Library, Memory, MenuWords, Turns

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What everything stands on: the bundle in force, the open database, and what it remembers."""

    edition: Edition
    older: list[Edition]
    known: dict[int, tuple[str, str]]
    database: Database
    ids: Ids


def lay_ground(settings: Settings, clock: Clock) -> Ground:
    """Read the conversations and open the database. Raises SettingError, ScriptError, StorageError."""
    zoneinfo.reset_tzpath(to=())  # the pinned tzdata is what counts, not the machine's
    files = read_folder(settings.conversations_folder, settings.locales_folder)
    edition = edition_of(files, settings.locales_folder)
    ids = Ids()
    vault = Vault.from_setting(settings.encryption_key)
    database = Database.open(settings.database_url, vault, ids=ids)
    now = clock.now()

    def prepare(tx: Transaction) -> tuple[list[Edition], dict[int, tuple[str, str]]]:
        bundle.keep(tx, edition.bundle.hash, files, now)
        for chat in settings.admin_telegram_ids:
            if member.find(tx, chat) is None:
                locale = edition.bundle.programme.source_language
                member.add(tx, id=ids.new(now), chat=chat, name="Admin", role="admin", locale=locale, at=now)
        in_use = conversation.bundles_in_use(tx) - {edition.bundle.hash}
        kept = [bundle.load(tx, one) for one in sorted(in_use)]
        editions = [_older_edition(one, settings.locales_folder) for one in kept if one is not None]
        return [one for one in editions if one is not None], person.known(tx)

    try:
        older, known = asyncio.run(database.run(prepare))
    except BaseException:
        database.close()
        raise
    return Ground(edition=edition, older=older, known=known, database=database, ids=ids)


def edition_of(files: Mapping[str, str], locales: Path) -> Edition:
    """Return the bundle of these files; raises ScriptError.

    Its conversations are translated by its own catalogs, the bot's own words by the newest, in `locales`.
    """
    loaded = load(files)
    newest = Catalogs.load(locales, loaded.programme.languages)
    return Edition(loaded, newest.joined(Catalogs.from_bundle_files(files)))


def _older_edition(files: Mapping[str, str], locales: Path) -> Edition | None:
    """Return a bundle of before; None when this version no longer reads it: its conversations end kindly."""
    try:
        return edition_of(files, locales)
    except ScriptError:
        log.error("older_bundle_unreadable")
        return None


async def assemble(settings: Settings, clock: Clock, ground: Ground, wire: Wire) -> Parts:
    """Return everything that stands on `ground`; what is sent leaves by `wire`."""
    library = Library(ground.edition, ground.older, media=settings.conversations_folder)
    roster, memory, menu = Roster(), Memory(ground.known), MenuWords(library)
    messenger = TelegramMessenger(wire)

    first_aid = FirstAid(messenger, lambda locale, resource: library.first_aid(resource, locale))
    delivery = Delivery(ground.database, messenger, clock, ground.ids, pace=settings.messages_per_second)
    hearing = Hearing(library, roster, memory, menu, first_aid, messenger)
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

    async def on_trouble(away: bool) -> None:
        await turns.tell_admins("bot.staff.database_down" if away else "bot.staff.database_back")

    intake = Intake(ground.database, clock, hearing, turns.enqueue, on_trouble)
    return Parts(
        database=ground.database,
        library=library,
        roster=roster,
        turns=turns,
        intake=intake,
        hearing=hearing,
        delivery=delivery,
    )
