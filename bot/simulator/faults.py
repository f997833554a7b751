"""What goes wrong on purpose, and when."""

import random
from dataclasses import dataclass, field
from typing import Literal, get_args

FaultKind = Literal[
    "429",  # asks to wait `seconds`; nothing is delivered
    "500",  # server's error; nothing is delivered
    "502",  # the server in front answers instead, in HTML; nothing is delivered
    "timeout_before",  # never answered; nothing is delivered
    "timeout_after",  # delivered, never answered
    "refused",  # the connection is closed at once; nothing is delivered
    "bad_json",  # delivered, but the answer breaks off in the middle
]
KINDS: tuple[str, ...] = get_args(FaultKind)
TIMEOUTS: tuple[str, ...] = ("timeout_before", "timeout_after")


@dataclass(slots=True, kw_only=True)
class Fault:
    """One rule: which calls it hits, and how often.

    `seconds` is what a 429 asks to wait, or how long a time-out hangs.
    """

    kind: FaultKind
    method: str | None = None  # None hits every method but getUpdates
    chat: int | None = None
    times: int | None = 1  # None for as long as it stands
    skip: int = 0  # matching calls that pass first
    chance: float = 1.0
    seconds: float = 3
    hits: int = field(default=0, init=False)

    def fits(self, method: str, chat: int | None) -> bool:
        """Return whether a call is one of those this rule is about."""
        if self.times is not None and self.hits >= self.times:
            return False
        right_method = method == self.method if self.method else method != "getUpdates"
        return right_method and self.chat in (None, chat)


class FaultPlan:
    """The rules in the order they were added; the first that hits is the one that happens."""

    def __init__(self, seed: int = 0) -> None:
        self.rules: list[Fault] = []
        self._random = random.Random(seed)

    def add(
        self,
        kind: FaultKind,
        *,
        method: str | None = None,
        chat: int | None = None,
        times: int | None = 1,
        skip: int = 0,
        chance: float = 1.0,
        seconds: float | None = None,
    ) -> Fault:
        """The rule stands until it has hit `times` calls; return it, its `hits` count up."""
        if kind not in KINDS:
            raise ValueError(f"no such fault; there are {', '.join(KINDS)}")
        if seconds is None:
            seconds = 60.0 if kind in TIMEOUTS else 3.0
        fault = Fault(
            kind=kind, method=method, chat=chat, times=times, skip=skip, chance=chance, seconds=seconds
        )
        self.rules.append(fault)
        return fault

    def clear(self) -> None:
        """Everything goes well from now on."""
        self.rules.clear()

    def strike(self, method: str, chat: int | None) -> Fault | None:
        """Return the fault that hits this call, None when it goes well."""
        for fault in self.rules:
            if not fault.fits(method, chat):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            if fault.chance < 1 and self._random.random() >= fault.chance:
                continue
            fault.hits += 1
            return fault
        return None
