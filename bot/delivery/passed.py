"""How one try of the second way can turn out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """The mail server, or the service behind ALERT_URL, has taken it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """It was not taken. `reason` is a short code without addresses; `for_good`: the same will fail again."""

    reason: str
    for_good: bool


Try = Passed | Failed
