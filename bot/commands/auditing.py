"""What `audit` does: follows the chain and prints entries, beside a running bot; takes out the oldest."""

import asyncio
import re
from datetime import datetime
from functools import partial

from bot.commands.changes import ask
from bot.commands.office import Office
from bot.config import Settings
from bot.errors import RefusedError
from bot.ids import Ids
from bot.storage import Database, Transaction, audit, person
from bot.storage import member as members
from bot.storage.audit import Entry
from bot.storage.audit_chain import Following, Verdict
from bot.storage.audit_shortening import shorten

_KNOWN = re.compile(r"(\d{1,18}):([0-9a-f]{66})")
_BAR_FROM = 10_000  # entries: fewer are followed before anybody could read a bar


def verify_log(known: str, settings: Settings | None = None) -> int:
    """Say whether the log is as it was written; return 1 when it is not."""
    witness = _witness(known)
    office = Office(settings)
    verdict = office.look(_followed)
    if verdict.first_bad is not None:
        print(
            f"The audit log was changed: the chain breaks at entry {verdict.first_bad}"
            f" of {_counted(verdict.entries)}.\n"
            "An entry from there on was changed, taken out or put in by somebody who got around Holdfast."
            " Keep this file and compare it with a backup: entries before that number stand as written."
        )
        return 1
    if witness is not None and not office.read(lambda tx: _stands(tx, *witness)):
        print(
            f"The audit log is not the one you looked at: its entry {witness[0]} is missing or another one.\n"
            "An older copy of the whole database may have been put back. Keep this file."
        )
        return 1
    print(f"The audit log is whole: {_counted(verdict.entries)}, each as it was written.")
    if verdict.entries:
        print(
            "Note this down somewhere else; given back with --known, it shows later that nothing was"
            f" rolled back:\n{verdict.last}:{verdict.head}"
        )
    return 0


def shorten_log(*, yes: bool, settings: Settings | None = None) -> None:
    """Take out, for good, what has been in the log for over six years; that it went is an entry itself."""
    office = Office(settings)
    office.read(audit.count)  # the database is there
    ask("Take all entries that are over six years old out of the audit log, for good?", yes=yes)
    database = Database.open(office.settings.database_url, office.vault)
    try:
        gone = asyncio.run(_shortened(database, office.clock.now()))
    finally:
        database.close()
    print(f"{_counted(gone)} went: none is over six years old now." if gone else "Nothing is that old.")


async def _shortened(database: Database, at: datetime) -> int:
    ids, gone = Ids(), 0
    while just_now := await database.run(lambda tx: shorten(tx, id=ids.new(at), at=at)):
        gone += just_now
    return gone


def show_log(*, person: str, member: str, last: int, settings: Settings | None = None) -> None:
    """Print the newest entries, newest last."""
    lines = Office(settings).read(lambda tx: _lines(tx, person, member, last))
    for each in lines:
        print(each)
    if not lines:
        print("Nothing of this kind is in the audit log.")


async def _followed(database: Database) -> Verdict:
    """Return the verdict. The log is read in short looks, so that a running bot is never held up."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    total = await database.read(audit.count)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    shown = console.is_terminal and total >= _BAR_FROM
    with Progress(*columns, console=console, transient=True, disable=not shown) as progress:
        bar = progress.add_task("", total=total)
        so_far: Following | Verdict = Following()
        while isinstance(so_far, Following):
            so_far = await database.read(partial(audit.follow, so_far=so_far))
            progress.update(bar, completed=so_far.entries)
    return so_far


def _stands(tx: Transaction, number: int, proof: str) -> bool:
    """Return whether the entry is still the one that was noted down, or went after its time."""
    found = audit.proof_of(tx, number)
    return found == proof or (found is None and number <= audit.start(tx).number)


def _counted(entries: int) -> str:
    return "1 entry" if entries == 1 else f"{entries:,} entries"


def _witness(known: str) -> tuple[int, str] | None:
    if not known:
        return None
    found = _KNOWN.fullmatch(known.strip().lower())
    if found is None:
        raise RefusedError(
            "--known takes what an earlier `audit verify` printed.",
            remedy="It is a number, a colon and 66 letters and digits.",
        )
    return int(found[1]), found[2]


def _lines(tx: Transaction, code: str, name: str, last: int) -> list[str]:
    entries = _found(tx, code, name, last)
    names = {each.id: each.name for each in members.everyone(tx)}
    return [_line(tx, each, names) for each in sorted(entries, key=lambda entry: entry.number)]


def _found(tx: Transaction, code: str, name: str, last: int) -> list[Entry]:
    who = _members_named(tx, name) if name else None
    if code:
        about = person.by_code(tx, code.strip().upper())
        if about is None:
            raise RefusedError(f"Nobody goes by the code {code.strip().upper()[:10]}.")
        theirs = [e for e in audit.of(tx, "person", about.id) if who is None or e.who in who]
        return theirs[-last:]
    if who is not None:
        entries = [entry for one in who for entry in audit.by(tx, one, last)]
        return sorted(entries, key=lambda entry: entry.number)[-last:]
    return list(audit.latest(tx, last))


def _members_named(tx: Transaction, name: str) -> set[int]:
    """Return who has or had this name: those who left, too."""
    wanted = " ".join(name.split()).casefold()
    found = {each.id for each in members.everyone(tx) if each.name.casefold() == wanted}
    if not found:
        raise RefusedError("Nobody of the team has or had this name.")
    return found


def _line(tx: Transaction, entry: Entry, names: dict[int, str]) -> str:
    who = "" if entry.who is None else names.get(entry.who, "somebody unknown")
    by = " ".join(part for part in (entry.role, who) if part)
    reason = "  (with a reason)" if entry.reason else ""
    about = _about(tx, entry, names)
    return f"{entry.number:>7}  {entry.at:%Y-%m-%d %H:%M} UTC  {by:<24}  {entry.action:<28}  {about}{reason}"


def _about(tx: Transaction, entry: Entry, names: dict[int, str]) -> str:
    if entry.subject_kind == "member":
        return names.get(entry.subject, "a member")
    if entry.subject_kind != "person":
        return entry.subject_kind
    code = person.code_of(tx, entry.subject)
    return code if code is not None else "a person whose record was deleted"
