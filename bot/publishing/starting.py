"""Which set a starting bot takes: what is in force; for a new database the folder, if it passes the check."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.engine import Bundle
from bot.errors import ScriptError
from bot.publishing.deciding import begin
from bot.publishing.history import in_force
from bot.publishing.keys import lock_after, lock_kept, with_lock
from bot.publishing.plan import Plan
from bot.scripts.check import check
from bot.scripts.load import content_hash, load
from bot.scripts.lock import LOCK
from bot.storage import Database, bundle, publication

log = logging.getLogger(__name__)

ReadFolder = Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The set to start with. `number` is the newest publication, which may be another one (`fell_back`)."""

    number: int
    files: Mapping[str, str]
    bundle: Bundle
    fell_back: bool = False


async def find_start(database: Database, read_folder: ReadFolder, at: datetime) -> Start:
    """Return the set to start with; a new database has its first one in force afterwards.

    A published set is loaded and never checked anew: a stricter Holdfast must not keep people waiting. One
    that no longer loads is passed over for the newest before it that does. ScriptError when nothing loads.
    """
    newest = await database.read(in_force)
    if newest is None:
        return await _begin(database, read_folder(), at)
    tried: set[str] = set()
    number = newest.number + 1
    while page := await database.read(partial(publication.before, number=number, limit=20)):
        for one in page:
            if one.bundle in tried:
                continue
            tried.add(one.bundle)
            files = await database.read(partial(bundle.load, hash=one.bundle))
            try:
                loaded = load(files or {})
            except ScriptError:
                log.error("published_set_unreadable", extra={"bundle": one.bundle})
                continue
            _compare_with_folder(read_folder, newest.bundle)
            fell_back = one.bundle != newest.bundle
            return Start(number=newest.number, files=files or {}, bundle=loaded, fell_back=fell_back)
        number = page[-1].number
    return await _begin(database, read_folder(), at)


async def _begin(database: Database, files: Mapping[str, str], at: datetime) -> Start:
    kept = await database.read(lock_kept)
    report = check(with_lock(files, kept), today=at.date())
    if report.bundle is None or not report.ok:
        raise ScriptError("\n".join(map(str, report.errors)))
    plan = Plan(
        files={name: text for name, text in files.items() if name != LOCK},
        hash=report.bundle.hash,
        base=None,
        differences=(),
        standing=(),
        needs_second=False,
        lock=lock_after(report.bundle.keys, files, kept),
    )
    first = await database.run(lambda tx: begin(tx, plan, at=at))
    return Start(number=first.number, files=plan.files, bundle=report.bundle)


def _compare_with_folder(read_folder: ReadFolder, hash: str) -> None:
    """Say it once when editors have changed the folder and not published it."""
    try:
        differs = content_hash(read_folder()) != hash
    except ScriptError:
        return  # without a folder there is nothing to publish
    if differs:
        log.warning(
            "conversations_folder_differs_from_what_is_in_force", extra={"what": "python -m bot publish"}
        )
