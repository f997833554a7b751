"""Who hears what concerns the whole team."""

from collections.abc import Collection

from bot.cases import Colleague
from bot.turns.work import Work


def leads(work: Work, *, but: Collection[int] = ()) -> tuple[Colleague, ...]:
    """Return the supervisors who can be reached, without `but`; where there is none, the administrators."""
    for group in (work.roster.supervisors(), work.roster.admins()):
        found = tuple(one for one in group if one.id not in but and not one.unreachable)
        if found:
            return found
    return ()
