"""Whom to call again, and when. The first form: an untaken crisis calls everybody every ten minutes."""

from datetime import datetime, timedelta

from bot.cadence.case import CaseState

# Crisis Text Line answers high risk within 5 minutes, Help Texts within 15; ten lies between, and a phone
# that buzzes more often than that is put away.
CRISIS_REPEAT = timedelta(minutes=10)


def next_call(now: datetime, state: CaseState, *, crisis: bool) -> datetime | None:
    """Return when to call again, or None when nobody needs to be called again.

    Counted from `now`, never from the time that was missed: an outage must not fire six calls in a second.
    """
    if crisis and state is CaseState.NEW:
        return now + CRISIS_REPEAT
    return None
