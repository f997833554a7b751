"""`rollback`: go back to a set that was in force before."""

from collections.abc import Mapping

from bot.commands.changes import ask, loaded, print_differences
from bot.commands.sets import NOW, Sets
from bot.config import Settings
from bot.errors import RefusedError, ScriptError
from bot.publishing import (
    CANNOT_COMPARE,
    SHOWN_OF_HASH,
    ToRollBack,
    before_this,
    compare,
    files_of,
    hash_of,
)
from bot.scripts.comparing import Difference


def roll_back_to(
    prefix: str | None, name: str | None, *, yes: bool, settings: Settings | None = None
) -> None:
    """Go back, by default to the set before. Raises RefusedError."""
    sets = Sets(settings)
    base = sets.read(lambda tx: sets.hash(tx, NOW))
    hash = sets.read(lambda tx: before_this(tx) if prefix is None else hash_of(tx, prefix))
    by = sets.member(name)
    files = sets.read(lambda tx: files_of(tx, hash))
    found = _what_changes(sets, files)
    print(f"What changes from {base[:SHOWN_OF_HASH]} back to {hash[:SHOWN_OF_HASH]}:\n")
    print_differences(found)
    if by is None and any(one.guarded for one in found):
        raise RefusedError(
            "A crisis or a consent can reach what changes, so whoever goes back has to be named.",
            remedy="Say who you are: --as NAME.",
        )
    ask("Go back to this?", yes=yes, must=False)
    outcome = sets.act(ToRollBack(hash=hash, base=base, by=by))
    print(f"\n{outcome.hash[:SHOWN_OF_HASH]} is in force again. The files in the folder stay as they are.")


def _what_changes(sets: Sets, files: Mapping[str, str]) -> tuple[Difference, ...]:
    """Return the differences; RefusedError when the set to go back to does not load any more."""
    loaded(files)
    try:
        return compare(sets.files(NOW), files)
    except ScriptError:
        return (CANNOT_COMPARE,)
