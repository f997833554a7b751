"""`history`: which set was in force when, who published it, who approved it."""

from bot.commands.sets import Sets
from bot.config import Settings
from bot.publishing import SHOWN_OF_HASH, Entry, history, waiting

# What stands where nobody was named: whoever has the machine, or a first start.
NOBODY = "command line"


def print_history(limit: int, settings: Settings | None = None) -> None:
    """Print the newest publications first, then what waits for a second member."""
    sets = Sets(settings)
    entries, open_ones = sets.read(lambda tx: (history(tx, limit), waiting(tx)))
    if not entries:
        print("Nothing has been published yet.")
    for place, entry in enumerate(entries):
        print(_line(entry, now=place == 0))
    for one in open_ones:
        print(
            f"{one.bundle[:SHOWN_OF_HASH]}  {one.at:%Y-%m-%d %H:%M} UTC  waits for a second member:"
            f" python -m bot approve {one.bundle[:SHOWN_OF_HASH]} --as NAME"
        )


def _line(entry: Entry, *, now: bool) -> str:
    made = entry.publication
    who = entry.by or ("first start" if made.kind == "first" else NOBODY)
    said = "first set" if made.kind == "first" else f"{made.kind} by {who}"
    if made.approved_by is not None:
        said += f", approved by {entry.approved_by or 'somebody who has left'}"
    return (
        f"{made.bundle[:SHOWN_OF_HASH]}  {made.at:%Y-%m-%d %H:%M} UTC  {said}{'  (in force)' if now else ''}"
    )
