"""`approve`: the second member of staff looks at a proposed set, and puts it into force."""

from bot.commands.changes import ask, loaded, print_differences, print_standing
from bot.commands.sets import Sets
from bot.config import Settings
from bot.errors import RefusedError
from bot.publishing import SHOWN_OF_HASH, ToApprove, files_of, lock_kept, make_plan, waiting, waiting_for
from bot.scripts.load import content_hash
from bot.scripts.lock import LOCK
from bot.scripts.reading.folder import read_folder


def approve_set(prefix: str | None, name: str | None, *, yes: bool, settings: Settings | None = None) -> None:
    """Approve and publish; without a hash, list what waits. Raises RefusedError."""
    sets = Sets(settings)
    if prefix is None:
        _list(sets)
        return
    found = sets.read(lambda tx: waiting_for(tx, prefix))
    by = sets.member(name)
    if by is None:
        raise RefusedError("Whoever approves has to be named.", remedy="Say who you are: --as NAME.")
    files = sets.read(lambda tx: files_of(tx, found.bundle))
    new = loaded(files)
    plan = sets.look(lambda database: make_plan(database, files, new))  # as things stand now
    print_differences(plan.differences)
    print_standing(plan.standing)
    ask("Put this into force?", yes=yes, must=False)
    outcome = sets.act(ToApprove(proposal=found.id, by=by))
    print(f"\nApproved and published as {outcome.hash[:SHOWN_OF_HASH]}.")
    folder = sets.settings.conversations_folder
    if folder.is_dir():
        here = read_folder(folder, sets.settings.locales_folder)
        if content_hash(here) == outcome.hash:
            sets.keep_lock(folder, sets.read(lock_kept) or files.get(LOCK, ""))


def _list(sets: Sets) -> None:
    found = sets.read(waiting)
    for one in found:
        print(f"{one.bundle[:SHOWN_OF_HASH]}  proposed {one.at:%Y-%m-%d %H:%M} UTC")
    if not found:
        print("Nothing waits for a second member.")
