"""How many people stand on a step that changes: told in a way that points at nobody."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from bot.engine import from_document
from bot.errors import BrokenConversationError
from bot.scripts.comparing import Difference
from bot.storage import Database, conversation

# Below this many people a number could point at somebody; editors see no person's data.
FEWEST_COUNTED = 11
# Conversations opened at once: 500 take about 20 ms, and nobody else's look waits longer than that.
PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class OnStep:
    """Somebody stands on this step of a live conversation. `people` is None for fewer than FEWEST_COUNTED."""

    script: str
    step: str
    gone: bool
    people: int | None

    @property
    def words(self) -> str:
        """Return how many, and what becomes of them."""
        several = (
            f"{self.people} people stand" if self.people else f"Fewer than {FEWEST_COUNTED} people stand"
        )
        what = ", which goes" if self.gone else ""
        return (
            f"{several} on '{self.step}' in {self.script}{what}; they finish on the version they began with."
        )


async def count_standing(database: Database, found: Iterable[Difference], new: str) -> tuple[OnStep, ...]:
    """Return the changed steps on which people stand; who is on the bundle `new` already does not count."""
    listed = list(found)
    changed = {(one.script, one.step): one.gone for one in listed if one.script and one.step}
    gone_scripts = {one.script for one in listed if one.gone and not one.step}
    if not changed and not gone_scripts:
        return ()
    people: dict[tuple[str, str], set[int]] = defaultdict(set)
    after: tuple[int, int] | None = (-1, -1)
    while after is not None:
        page, after = await database.read(partial(conversation.live_page, after=after, limit=PAGE))
        for talk in page:
            if talk.bundle != new:
                for step in _steps_of(talk):
                    people[step].add(talk.person)
    changed |= {step: True for step in sorted(people) if step[0] in gone_scripts}
    return tuple(
        OnStep(script=script, step=step, gone=gone, people=_told(len(people[script, step])))
        for (script, step), gone in changed.items()
        if people.get((script, step))
    )


def _steps_of(talk: conversation.Conversation) -> Iterable[tuple[str, str]]:
    """Return where a conversation stands: the step itself, and those that called its script."""
    try:
        return {(frame.script, frame.step) for frame in from_document(json.loads(talk.document)).stack}
    except (BrokenConversationError, ValueError):
        return ()


def _told(people: int) -> int | None:
    return people if people >= FEWEST_COUNTED else None
