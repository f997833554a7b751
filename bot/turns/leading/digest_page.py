"""One morning's message while it is put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final

from bot.cadence import at_wall, local
from bot.cases import Colleague, Offer
from bot.turns.leading.saying import Own
from bot.turns.work import Work

# Lines of one kind in one message; the rest is counted. A phone shows about ten buttons.
MOST_LINES: Final = 8
MOST_BUTTONS: Final = 8
# Letters of one message: Telegram takes 4,096, and a block that stands alone is shorter than the rest.
LONGEST: Final = 4000


@dataclass(slots=True, kw_only=True)
class Page:
    """What a digest has come to so far: blocks of lines, and buttons without repetition."""

    own: Own
    blocks: list[str] = field(default_factory=list)
    offers: dict[tuple[str, int], Offer] = field(default_factory=dict)

    def say(self, text: str, /, **values: str | int) -> None:
        """Add one of the bot's own texts."""
        self.blocks.append(self.own(text, **values))

    def add(self, head: str, lines: Sequence[str]) -> None:
        """Add the text `head` and its lines, unless there are none; those that are too many are counted."""
        if not lines:
            return
        rest = len(lines) - MOST_LINES
        more = [self.own("bot.staff.digest_more", count=rest)] if rest > 0 else []
        self.blocks.append("\n".join([self.own(head), *lines[:MOST_LINES], *more]))

    def offer(self, *offers: Offer) -> None:
        """Add buttons: each once."""
        for one in offers:
            self.offers.setdefault((one.verb, one.subject), one)


def in_messages(blocks: Sequence[str]) -> list[str]:
    """Return the blocks as texts that Telegram takes: on a very bad morning there are two of them."""
    texts: list[str] = []
    for block in blocks:
        if texts and len(texts[-1]) + len(block) + 2 <= LONGEST:
            texts[-1] = f"{texts[-1]}\n\n{block}"
        else:
            texts.append(block)
    return texts


def end_of_day(work: Work, who: Colleague) -> datetime:
    """Return the midnight that ends her day (aware UTC)."""
    return at_wall(local(work.at, who.zone).date() + timedelta(days=1), time(0), who.zone)
