"""An order about people carried out by the command line itself, while no bot holds the database.

The same code as in the running bot, on the set in force; what it wants to say waits in the outbox for the
next start.
"""

import zoneinfo
from collections.abc import Mapping
from typing import Any

from bot.assembly import edition_of
from bot.cases import Roster
from bot.clock import Clock
from bot.config import Settings
from bot.errors import SettingError
from bot.ids import Ids
from bot.keeping import Ledger
from bot.publishing import files_of, in_force
from bot.storage import Database, Transaction, Vault
from bot.turns import Library, orders
from bot.turns.doing import finished
from bot.turns.staffing.roll import call_roll
from bot.turns.work import Work


async def carry_out_here(
    settings: Settings, database: Database, clock: Clock, document: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what came of the order. Raises RefusedError, SettingError."""
    zoneinfo.reset_tzpath(to=())  # the pinned tzdata is what counts, not the machine's
    standing = await database.read(in_force)
    if standing is None:
        raise SettingError("No set is in force yet.", remedy="Start the bot once, or publish a set.")
    files = await database.read(lambda tx: files_of(tx, standing.bundle))
    library = Library(edition_of(files, settings.locales_folder), media=settings.conversations_folder)
    ids, at = Ids(), clock.now()

    def act(tx: Transaction) -> dict[str, Any]:
        roll = call_roll(tx, zone=library.current.bundle.programme.zone)
        team = Roster(roll.colleagues, written=roll.written)
        work = Work(tx=tx, at=at, new_id=lambda: ids.new(at), library=library, roster=team)
        answer = orders.carry_out(work, document)
        finished(work)
        return answer

    answer = await database.run(act)
    ledger = Ledger(settings.erased_list, database, Vault.from_setting(settings.encryption_key))
    await ledger.follow(at)
    return answer
