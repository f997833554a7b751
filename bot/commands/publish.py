"""`publish`: check the whole set, show what changes and for how many people, and put it into force."""

import sys
from pathlib import Path

from bot.commands.changes import ask, print_differences, print_standing
from bot.commands.sets import Sets
from bot.config import Settings
from bot.errors import RefusedError
from bot.publishing import (
    SHOWN_OF_HASH,
    Plan,
    ToPublish,
    lock_kept,
    make_plan,
    missing_media,
    with_lock,
)
from bot.scripts.check import Report, check
from bot.scripts.problem import counted
from bot.scripts.reading.folder import read_folder, read_own_catalogs

# The check's warning about a crisis line that nobody has dialled lately.
NOT_VERIFIED = "W610"


def publish_folder(
    folder: Path | None,
    locales: Path | None,
    name: str | None,
    *,
    yes: bool,
    settings: Settings | None = None,
) -> int:
    """Publish, or propose to a second member; return 1 when the check found an error."""
    sets = Sets(settings)
    folder = folder or sets.settings.conversations_folder
    locales = locales or sets.settings.locales_folder
    files = with_lock(read_folder(folder, locales), sets.read(lock_kept, make=True))
    report = check(files, today=sets.clock.now().date(), own_catalogs=read_own_catalogs(locales))
    new = report.bundle
    if new is None or not report.ok:
        for problem in report.errors:
            print(problem)
        print(
            f"Nothing was published: {counted(len(report.errors), 'error')} to mend first.", file=sys.stderr
        )
        return 1
    missing = missing_media(new, sets.settings.conversations_folder)
    if missing:
        raise RefusedError("\n".join(missing), remedy="Put it there first.")
    by = sets.member(name)
    plan = sets.look(lambda database: make_plan(database, files, new))
    if plan.hash == plan.base:
        _keep(sets, folder, plan)
        print(f"Nothing to publish: this set is in force already ({_short(plan.hash)}).")
        return 0
    _show(plan, report)
    _confirm(report, yes=yes)
    outcome = sets.act(ToPublish.of(plan, by))
    if outcome.number is None:
        print(
            f"\nProposed as {_short(plan.hash)}. A crisis or a consent can reach what changed, so a second"
            " editor, supervisor or admin has to agree:"
        )
        print(f"    python -m bot approve {_short(plan.hash)} --as NAME")
        return 0
    print(f"\nPublished as {_short(plan.hash)}. A running bot begins new conversations on it within seconds.")
    _keep(sets, folder, plan)
    return 0


def _show(plan: Plan, report: Report) -> None:
    if plan.base is None:
        print(f"The first set: {counted(report.scripts, 'conversation')} in {', '.join(report.languages)}.")
    else:
        print(f"What changes from {_short(plan.base)} to {_short(plan.hash)}:\n")
        print_differences(plan.differences)
    print_standing(plan.standing)
    if report.warnings:
        print(f"\n{counted(len(report.warnings), 'warning')}; `python -m bot check` shows them.")


def _confirm(report: Report, *, yes: bool) -> None:
    lines = [problem for problem in report.warnings if problem.code == NOT_VERIFIED]
    for problem in lines:
        print(problem)
    if lines:
        ask("Somebody in a crisis may be given these lines. Publish all the same?", yes=yes)
    else:
        ask("Publish this?", yes=yes, must=False)


def _keep(sets: Sets, folder: Path, plan: Plan) -> None:
    if not sets.keep_lock(folder, plan.lock):
        print(f"keys.lock could not be written into {folder}; the database keeps it all the same.")


def _short(hash: str) -> str:
    return hash[:SHOWN_OF_HASH]
