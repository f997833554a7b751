"""A small programme whose files are all right, and what an editor makes of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot.engine import Bundle
from bot.publishing import Plan, make_plan
from bot.scripts import load, read_folder
from bot.storage import Database

GOOD = Path(__file__).parents[1] / "scripts" / "good"
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PAM, ROS, SAM = 1, 2, 3

# A change that anybody may make alone, and one that a crisis can reach.
HARMLESS = ("daily_checkin.yaml", "Hard days are part of recovery too.", "Hard days are part of it, too.")
GUARDED = ("crisis_help.yaml", "I am really glad you told me.", "I am so glad you told me.")

Edit = tuple[str, str, str]


@cache
def _good() -> Mapping[str, str]:
    return dict(read_folder(GOOD, GOOD / "no_catalogs"))


def good() -> dict[str, str]:
    """Return the files of the set."""
    return dict(_good())


def changed(*edits: Edit) -> dict[str, str]:
    """Return the set with each (file, old, new) done; `old` stands there once."""
    files = good()
    for file, old, new in edits:
        assert files[file].count(old) == 1, (file, old)
        files[file] = files[file].replace(old, new)
    return files


@cache
def bundle_of(*edits: Edit) -> Bundle:
    """Return the bundle of such a set."""
    return load(changed(*edits))


async def plan_of(database: Database, *edits: Edit) -> Plan:
    """Return what publishing such a set would change."""
    return await make_plan(database, changed(*edits), bundle_of(*edits))
