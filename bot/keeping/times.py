"""Before when something has been kept long enough, by what the programme says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.engine import Bundle
from bot.ids import COUNTER_BITS, EPOCH

MONTH: Final = timedelta(days=30.4375)  # the mean month of the calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Before when something is too old, aware UTC.

    `kept_keys` are own words that stay with their person, `check_ins` the scripts that count as check-ins.
    """

    now: datetime
    words: datetime
    record: datetime
    kept_keys: frozenset[str]
    check_ins: frozenset[str]

    @classmethod
    def of(cls, bundle: Bundle, now: datetime) -> "Times":
        """Return what the programme says, counted back from `now`."""
        programme = bundle.programme
        return cls(
            now=now,
            words=now - timedelta(days=programme.words_kept_days),
            record=now - programme.record_kept_months * MONTH,
            kept_keys=frozenset(key.name for key in bundle.keys.values() if key.keep_with_them),
            check_ins=frozenset(stage.check_in for stage in programme.stages),
        )


def id_at(at: datetime) -> int:
    """Return the lowest id that a row made at this time can have: ids are ordered by time (bot/ids.py)."""
    return max(0, int((at - EPOCH).total_seconds() * 1000)) << COUNTER_BITS
