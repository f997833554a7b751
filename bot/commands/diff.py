"""`diff`: what changed from one set to another, in words."""

from pathlib import Path

from bot.commands.changes import print_differences
from bot.commands.sets import Sets
from bot.config import Settings
from bot.publishing import compare
from bot.scripts.load import content_hash


def print_diff(old: str, new: str, locales: Path | None = None, settings: Settings | None = None) -> None:
    """Print what is different in `new`. Two folders are compared without a database."""
    sets = Sets(settings)
    before, after = sets.files(old, locales), sets.files(new, locales)
    if content_hash(before) == content_hash(after):
        print("Both are the same.")
        return
    print_differences(compare(before, after))
