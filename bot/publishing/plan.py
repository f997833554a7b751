"""What publishing a set would change: in words, for how many people, and whether two have to agree."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine import Bundle
from bot.engine.script import ShowStep
from bot.errors import RefusedError, ScriptError
from bot.publishing.keys import lock_after, lock_kept
from bot.publishing.standing import OnStep, count_standing
from bot.scripts.comparing import Difference, differences
from bot.scripts.load import load
from bot.scripts.lock import LOCK
from bot.storage import Database, Transaction, bundle, conversation, publication
from bot.texts import Catalogs

RESOURCES = "resources.yaml"
# What the comparison says when this version no longer reads what is in force. When in doubt, two look.
CANNOT_COMPARE = Difference(
    script=None,
    step=None,
    words="What is in force was written for another Holdfast and cannot be compared with this set.",
    guarded=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A set that loads, beside what is in force. `base` is the hash of that, None for a new database.

    `lock` is the text of keys.lock once it is published. `standing` are the steps that changed or went and on
    which somebody stands now.
    """

    files: Mapping[str, str]
    hash: str
    base: str | None
    differences: tuple[Difference, ...]
    standing: tuple[OnStep, ...]
    needs_second: bool
    lock: str

    @property
    def guarded(self) -> tuple[Difference, ...]:
        """Return the differences that a crisis or a consent can reach."""
        return tuple(one for one in self.differences if one.guarded)


async def make_plan(database: Database, files: Mapping[str, str], new: Bundle) -> Plan:
    """Return what publishing `files` would change; `new` is the bundle that the check made of them.

    Reads only, so it works beside a running bot. Takes about as long as loading a set, in a thread. Raises
    RefusedError when somebody may still be shown a resource that the set no longer has.
    """

    def look(tx: Transaction) -> tuple[str | None, dict[str, str], str, list[dict[str, str]]]:
        standing = publication.newest(tx)
        kept = bundle.load(tx, standing.bundle) if standing else None
        in_use = [bundle.load(tx, hash) or {} for hash in sorted(conversation.bundles_in_use(tx))]
        return standing.bundle if standing else None, kept or {}, lock_kept(tx), in_use

    base, old_files, kept_lock, in_use = await database.read(look)
    await asyncio.to_thread(_check_resources, in_use, files, new)
    found = await asyncio.to_thread(_compare, base, old_files, files, new)
    return Plan(
        files={name: text for name, text in files.items() if name != LOCK},
        hash=new.hash,
        base=base,
        differences=found,
        standing=await count_standing(database, found, new.hash),
        needs_second=base is not None and any(one.guarded for one in found),
        lock=lock_after(new.keys, files, kept_lock),
    )


def compare(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Difference, ...]:
    """Return what differs between two sets of files; ScriptError when one of them does not load."""
    return differences(load(old), load(new), Catalogs.from_bundle_files(old), Catalogs.from_bundle_files(new))


def _compare(
    base: str | None, old_files: Mapping[str, str], files: Mapping[str, str], new: Bundle
) -> tuple[Difference, ...]:
    if base is None:
        return ()
    try:
        old = load(old_files)
    except ScriptError:
        return (CANNOT_COMPARE,)
    return differences(old, new, Catalogs.from_bundle_files(old_files), Catalogs.from_bundle_files(files))


def _check_resources(in_use: list[dict[str, str]], files: Mapping[str, str], new: Bundle) -> None:
    """Crisis lines are never frozen: who is in an older conversation is shown those of the newest set."""
    for older in in_use:
        if older.get(RESOURCES) == files.get(RESOURCES):
            continue  # the usual case, without loading anything
        try:
            shown = _shown(load(older))
        except ScriptError:
            continue
        gone = sorted(shown - new.resources.keys())
        if gone:
            raise RefusedError(
                f"Somebody is in a conversation that can show '{gone[0]}', and this set no longer has it.",
                remedy="Leave it in resources.yaml until that conversation has ended, and publish then.",
            )


def _shown(old: Bundle) -> set[str]:
    steps = (step for script in old.scripts.values() for step in script.steps.values())
    return {step.kind.resource for step in steps if isinstance(step.kind, ShowStep)}
