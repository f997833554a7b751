"""When a coach says hello to somebody: soon after they came, then again and again."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchPlan:
    """A first hello `first_within` the beginning of a stage, then one `every` so often; both above zero."""

    first_within: timedelta
    every: timedelta

    def __post_init__(self) -> None:
        if self.first_within <= timedelta(0) or self.every <= timedelta(0):
            raise ValueError("a hello takes time to come round")


def next_touch(plan: TouchPlan, began: datetime, last: datetime | None) -> datetime:
    """Return when the next hello is due (aware UTC): `began` is when they came, `last` the hello before."""
    return began + plan.first_within if last is None else last + plan.every
