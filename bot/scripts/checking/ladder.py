"""Looks at the ladder in programme.yaml: in a crisis nobody waits for hours until the next call."""

from datetime import timedelta
from itertools import pairwise

from bot.scripts.draft import SharedDraft
from bot.scripts.problem import Problems
from bot.scripts.reading.words import time_words

FILE = "programme.yaml"
# The next rung of ours comes after five minutes; what takes longer than this is most likely a slip.
LONGEST_PAUSE = timedelta(hours=1)


def check_pauses(shared: SharedDraft, problems: Problems) -> None:
    """Say that a crisis would call nobody for more than an hour."""
    ladder = shared.programme.ladder if shared.programme is not None else None
    if ladder is None:
        return
    pauses = [("crisis", other.after - one.after) for one, other in pairwise(ladder.crisis)]
    for name, pause in (*pauses, ("again", ladder.again)):
        if pause > LONGEST_PAUSE:
            words = f"In a crisis nobody would be called for {time_words(pause)}, while somebody waits."
            mark = ladder.value_mark(name)
            problems.add_unless_echo(FILE, mark, "W620", f"{words} Is a shorter time meant?")
            return
