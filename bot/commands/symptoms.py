"""What `doctor` looks at, as one thing stands on the other: settings, key, database, bot, team."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.cases.health import Finding
from bot.commands.office import Office
from bot.commands.signs import GOOD, LOOK, MEND, Sign
from bot.commands.symptoms_inside import inside, own_words, told
from bot.config import Settings, for_live_run, read_settings
from bot.errors import HoldfastError, SettingError, WrongKeyError
from bot.storage import Database
from bot.storage.sqlite import WAL_BYTES, FileLock
from bot.telegram import Wire, bot_names

# Bytes on the disk: a year of a programme of some hundred people, and the log beside it.
DISK_LOW, DISK_FULL = 1_000_000_000, 200_000_000
TELEGRAM_SECONDS: Final = 10.0


def symptoms(settings: Settings | None = None) -> tuple[Sign, ...]:
    """Return everything that was looked at, what is to be mended first."""
    order = (MEND, LOOK, GOOD)
    return tuple(sorted(_all(settings), key=lambda one: order.index(one.state)))


def _all(given: Settings | None) -> Iterator[Sign]:
    try:
        settings = given or read_settings()
    except SettingError as error:
        yield _wrong("settings", error, ".env")
        return
    yield from _settings(settings)
    yield from _telegram(settings)
    office = Office(settings)
    try:
        office.look(_opens)
    except HoldfastError as error:
        code = "key" if isinstance(error, WrongKeyError) else "database"
        where = "ENCRYPTION_KEY" if "ENCRYPTION_KEY" in f"{error} {error.remedy}" else "DATABASE_URL"
        yield _wrong(code, error, where)
        return
    yield Sign(code="database", state=GOOD, what="The database opens with this key.", where="DATABASE_URL")
    if settings.database_url.startswith("sqlite:"):
        yield from _file(office.file)
    try:
        yield from inside(office)
    except HoldfastError as error:
        yield _wrong("database", error, "DATABASE_URL")  # it went away, or holds what no key opens


def _settings(settings: Settings) -> Iterator[Sign]:
    try:
        for_live_run(settings)
    except SettingError as error:
        yield _wrong("settings", error, ".env")
    else:
        yield Sign(code="settings", state=GOOD, what="The settings are complete.", where=".env")
    ways = [
        *([f"e-mail ({len(settings.alert_email_to)} of the programme's own)"] if settings.smtp_url else []),
        *(["ALERT_URL"] if settings.alert_url else []),
    ]
    if ways:
        yield Sign(
            code="second_way",
            state=GOOD,
            what=f"Alerts also leave by {' and '.join(ways)}.",
            where=".env",
            mend="Try it: python -m bot drill",
        )
    else:
        yield told(_NO_SECOND_WAY, own_words(settings), ".env")
    if not settings.heartbeat_url:
        yield Sign(
            code="no_heartbeat",
            state=LOOK,
            what="Nobody hears it when the bot itself has died.",
            where="HEARTBEAT_URL",
            mend="Set an address that raises an alarm when it is not called each minute.",
        )


_NO_SECOND_WAY: Final = Finding(code="no_second_way", red=True, words="bot.staff.health_no_second_way")


def _telegram(settings: Settings) -> Iterator[Sign]:
    if not settings.telegram_bot_token.strip():
        return

    async def ask() -> tuple[str, str] | None:
        wire = Wire(settings.telegram_bot_token, settings.telegram_api_url)
        try:
            async with asyncio.timeout(TELEGRAM_SECONDS):
                return await bot_names(wire)
        except TimeoutError:
            return None
        finally:
            await wire.close()

    names = asyncio.run(ask())
    if names is None:
        yield Sign(
            code="telegram",
            state=MEND,
            what="Telegram does not answer, or does not accept the token.",
            where="TELEGRAM_BOT_TOKEN, TELEGRAM_API_URL",
            mend="See whether this machine reaches the address, and whether the token is the newest one.",
        )
    else:
        yield Sign(code="telegram", state=GOOD, what=f"Telegram knows the bot as @{names[0]}.", where="getMe")


def _file(file: Path) -> Iterator[Sign]:
    log = file.with_name(f"{file.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    if size > WAL_BYTES:
        yield Sign(
            code="wal",
            state=MEND,
            what=f"The database's log has grown to {size // 2**20} MB.",
            where=log.name,
            mend="Something has been reading the database for a long time. End other programs that have it"
            " open, then start the bot again.",
        )
    free = shutil.disk_usage(file.parent).free
    if free < DISK_LOW:
        yield Sign(
            code="disk",
            state=MEND if free < DISK_FULL else LOOK,
            what=f"The disk has {free // 10**6} MB left.",
            where=str(file.parent),
            mend="Make room: on a full disk nothing can be kept any more.",
        )
    if FileLock(file).is_held():
        yield Sign(code="bot", state=GOOD, what="The bot is running.", where=f"{file.name}.lock")
    else:
        yield Sign(
            code="bot",
            state=LOOK,
            what="The bot is not running: nobody is heard by it now.",
            where=f"{file.name}.lock",
            mend="Start it: python -m bot run",
        )


def _wrong(code: str, error: HoldfastError, where: str) -> Sign:
    """Return the sign of what could not be opened; how to mend it stands apart from what is wrong."""
    what, mend = str(error), error.remedy
    if not mend:
        what, dot, mend = what.partition(". ")
        what += dot.strip()
    return Sign(code=code, state=MEND, what=what, where=where, mend=mend)


async def _opens(database: Database) -> None:
    """Nothing more is asked of it."""
