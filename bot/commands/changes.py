"""How differences between two sets are printed, and how one yes is asked for."""

import sys
from collections.abc import Mapping, Sequence

from bot.engine import Bundle
from bot.errors import RefusedError, ScriptError
from bot.publishing import OnStep
from bot.scripts.comparing import Difference
from bot.scripts.load import load

MARK, PLAIN = "!", " "


def loaded(files: Mapping[str, str]) -> Bundle:
    """Return the bundle of a set that is kept; RefusedError when it does not load any more."""
    try:
        return load(files)
    except ScriptError:
        raise RefusedError(
            "That set was written for another Holdfast and cannot be read by this one.",
            remedy="Take another one from `python -m bot history`.",
        ) from None


def print_differences(found: Sequence[Difference]) -> None:
    """Print each difference on a line; a `!` stands before what a crisis or a consent can reach."""
    if not found:
        print("Nothing that anybody would read or meet is different: only comments, spaces or notes.")
        return
    for one in found:
        print(f"{MARK if one.guarded else PLAIN} {one.words}")
    guarded = sum(one.guarded for one in found)
    if guarded:
        print(f"\n{MARK} marks what a crisis or a consent can reach ({guarded} of {len(found)}).")


def print_standing(standing: Sequence[OnStep]) -> None:
    """Print on which of the changed steps people stand now."""
    if standing:
        print()
    for one in standing:
        print(one.words)


def ask(question: str, *, yes: bool, must: bool = True) -> None:
    """Return when whoever sits there says yes; RefusedError otherwise.

    `yes` answers beforehand. Without a terminal nobody can be asked: that is a no where an answer `must` be.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        if must:
            raise RefusedError("This has to be confirmed.", remedy="Say --yes when it is meant.")
        return
    if input(f"\n{question} [y/N] ").strip().casefold() not in ("y", "yes"):
        raise RefusedError("Nothing was changed.")
