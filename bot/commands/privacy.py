"""`privacy`: the guide of what is kept, made from the map, and what the last nights have let go."""

from itertools import groupby
from pathlib import Path

from bot.commands.office import Office
from bot.commands.writing import write_whole
from bot.config import Settings, read_settings
from bot.errors import HoldfastError
from bot.keeping.guide import privacy_guide
from bot.scripts import load, read_folder
from bot.storage import gone
from bot.storage.gone import Gone

GUIDE = Path("docs/privacy.md")
NIGHTS = 14  # of the report: what somebody still remembers
_MOST_KINDS = 40  # of things that go in one night


def print_privacy(*, write: bool, out: Path = GUIDE, settings: Settings | None = None) -> None:
    """Print the guide, or write it; then what retention took in the last nights, if there is a database."""
    known = settings or read_settings()
    programme = load(read_folder(known.conversations_folder, known.locales_folder)).programme
    guide = privacy_guide(programme)
    if write:
        said = "written" if write_whole(out, guide.encode()) else "as it should be already"
        print(f"{out}: {said}.")
    else:
        print(guide)
    report = _report(known)
    if report is not None:
        print("\n".join(["", *report]))


def _report(settings: Settings) -> list[str] | None:
    """Return the lines of the report; None when no database is there to be read."""
    if not settings.encryption_key.strip():
        return None
    try:
        rows = Office(settings).read(lambda tx: gone.latest(tx, NIGHTS * _MOST_KINDS))
    except HoldfastError:
        return None
    if not rows:
        return ["Nothing has had to go yet."]
    nights = [(day, list(went)) for day, went in groupby(rows, key=lambda one: one.day)][:NIGHTS]
    return ["What went in the last nights:", *(_night(day.isoformat(), went) for day, went in nights)]


def _night(day: str, went: list[Gone]) -> str:
    return f"{day}  " + "; ".join(f"{one.count:,} {one.what}" for one in went)
