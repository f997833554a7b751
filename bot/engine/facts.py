"""What a turn may know about the person and the programme right now. Read by the shell, given as a value."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime

from bot.engine.condition import Clause
from bot.engine.state import Skipped, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A saved answer of an earlier conversation. `at` is aware UTC."""

    at: datetime
    value: Value | Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who answers. `coach` holds the case or is on duty; `called` counts whom a call for a human reaches.

    `taken` is true when a coach has the person's case in hand. `off`: nobody is on duty now (taken: whoever
    has it is off). `until` is when that duty ends, `back` when somebody is on duty again (aware UTC); None
    where the roster does not say. `busy`: whoever is on duty holds a crisis of somebody else. Nothing here is
    a promise that somebody answers.
    """

    called: int = 0
    coach: str | None = None
    taken: bool = False
    off: bool = False
    busy: bool = False
    until: datetime | None = None
    back: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`at` is aware UTC; `zone` an IANA name; `history` is {key: oldest ... latest} without this
    conversation.

    `sent` is {text id: variants sent to this person, oldest first}. `places` is {folded city name: zone},
    `languages` is {code: the language's own name}. `labels` is {folded words of a button of the open
    question: its Option.choice}, in any number of languages, so that typed words can be a button. `taken` are
    folded words that always mean something else, such as the labels of the menu.
    `supposed` stands in for the history when a script is proven: {clause: whether it holds}, looked at for
    every clause that this conversation's own answers leave open.
    """

    at: datetime
    zone: str
    locale: str
    name: str | None = None
    goal: str | None = None
    duty: Duty = Duty()
    days_together: int = 0
    checkins_total: int = 0
    history: Mapping[str, tuple[Past, ...]] = field(default_factory=dict)
    sent: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    taken: Set[str] = frozenset()
    supposed: Mapping[Clause, bool] | None = None
