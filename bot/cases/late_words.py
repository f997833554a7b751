"""Words for somebody whom others were called for meanwhile: they wait until she has the case again.

Whoever types with shaking hands is not asked to type it a second time.
"""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.cases.desk import NOT_TRIED, Desk
from bot.cases.freeing import NOT_ANSWERED, UNREACHABLE
from bot.cases.matching import STILL_HERS, Kept, read_kept, written
from bot.cases.roster import Colleague
from bot.storage import case, case_event, draft
from bot.storage.case import Case
from bot.storage.draft import LATE, Draft

# Why a case was freed without anybody having chosen that: she can have it again.
_OF_SILENCE: Final = (NOT_TRIED, NOT_ANSWERED, UNREACHABLE)
# What comes this soon after the last of it is asked about with it: an album, or a thought in three messages.
_SAME_BREATH: Final = timedelta(minutes=2)


def freed_lately(desk: Desk, coach: Colleague) -> tuple[Case, ...]:
    """Return cases that others were called for because of her silence, the latest first; nobody has them."""
    begins, ends = desk.at - STILL_HERS, desk.at + timedelta(microseconds=1)
    events = case_event.between(desk.tx, begins, ends, ("freed",))
    hers = [one.case for one in reversed(events) if one.by == coach.id and one.why in _OF_SILENCE]
    found = (case.get(desk.tx, about) for about in dict.fromkeys(hers))
    return tuple(
        one for one in found if one and not one.drill and one.coach is None and one.closed_at is None
    )


def keep_late(desk: Desk, coach: Colleague, held: Case, kept: Kept) -> bool:
    """Keep it until she has this case again; return whether to ask her: once for what comes together."""
    latest = max((one.at for one in _about(desk, coach, held.person)), default=None)
    words = json.dumps({"about": held.person, "kept": written(kept)}, ensure_ascii=False)
    draft.add(desk.tx, id=desk.new_id(), member=coach.id, words=words, at=desk.at, kind=LATE)
    return latest is None or desk.at - latest > _SAME_BREATH


def take_late(desk: Desk, coach: Colleague, held: Case) -> tuple[Kept, ...]:
    """Return what waits for this case, in the order she wrote it, and remove it; after hours it is void."""
    found = _about(desk, coach, held.person)
    for one in found:
        draft.take(desk.tx, one.id, coach.id)
    return tuple(_kept(one) for one in found if desk.at - one.at <= STILL_HERS)


def change_late(desk: Desk, coach: Colleague, message: int, words: str) -> bool:
    """What still waits says something else now; False when this message does not wait."""
    for one in draft.waiting(desk.tx, coach.id, LATE):
        kept = _kept(one)
        if kept.message == message:
            draft.take(desk.tx, one.id, coach.id)
            now = {**json.loads(one.words), "kept": written(replace(kept, words=words))}
            again = json.dumps(now, ensure_ascii=False)
            draft.add(desk.tx, id=one.id, member=coach.id, words=again, at=one.at, kind=LATE)
            return True
    return False


def _about(desk: Desk, coach: Colleague, person: int) -> list[Draft]:
    waiting = draft.waiting(desk.tx, coach.id, LATE)
    return [one for one in waiting if json.loads(one.words)["about"] == person]


def _kept(one: Draft) -> Kept:
    return read_kept(json.loads(one.words)["kept"])
