"""`doctor`: what is wrong with this programme, where, and how to mend it. Looks only; changes nothing.

Works beside a running bot and without one. What cannot be looked at because something else is wrong is left
out: the first thing to mend stands there. Nobody's data is in it, only codes.
"""

import json
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bot.commands.signs import LOOK, MEND, Sign
from bot.commands.symptoms import symptoms
from bot.config import Settings

# {state: (how it is marked, colour)}: marked in words, too, for whoever sees no colours
_MARKS = {LOOK: ("look", "yellow"), MEND: ("MEND", "bold red")}


def see_doctor(settings: Settings | None = None, *, as_json: bool = False) -> int:
    """Print what was found; return 1 when something is to be mended."""
    signs = symptoms(settings)
    ill = any(one.state == MEND for one in signs)
    if as_json:
        print(json.dumps({"ok": not ill, "signs": [one.document() for one in signs]}, ensure_ascii=False))
    else:
        _print(signs)
    return 1 if ill else 0


def _print(signs: Sequence[Sign]) -> None:
    console = Console(highlight=False)
    table = Table("", "What", "Where", "How to mend it", show_lines=True)
    for one in signs:
        mark, colour = _MARKS.get(one.state, ("ok", "green"))
        table.add_row(f"[{colour}]{mark}[/]", *map(_plain, (one.what, one.where, one.mend)))
    console.print(table)
    red = sum(one.state == MEND for one in signs)
    look = sum(one.state == LOOK for one in signs)
    if red:
        console.print(f"[bold red]{red} to mend[/], {look} to look at.")
    else:
        console.print(f"[green]Nothing to mend[/], {look} to look at.")


def _plain(words: str) -> str:
    return words.replace("[", r"\[")
