"""Everything a programme wrote, frozen under one content hash. A conversation ends on the bundle it began on.

Crisis resources, safety phrases and the word list are never frozen: the running bot takes them from its
newest bundle (see docs/why.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from bot.cadence import AFTER_CRISIS, AFTER_URGENT, DEFAULT_LADDER, Ladder, TouchPlan
from bot.engine.script import AskEachStep, AskStep, Question, Script, Text, TextId


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One thing that is stored. A key never changes its meaning; `better` is "lower", "higher" or None.

    `keep_with_them`: own words that somebody wrote for themselves to read again, such as reasons. They stay
    as long as the person is here, and do not fade with other own words.
    """

    name: str
    label: str
    kind: str
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()
    unit: str | None = None
    better: str | None = None
    when_missing: str | None = None
    retired: bool = False
    keep_with_them: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceText:
    """The words of a resource in one language, and when somebody last dialled and read them."""

    text: str
    verified_on: date | None = None
    verified_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Lines and first aid: {country: {language: words}}. A crisis resource is always said first."""

    name: str
    crisis: bool
    texts: Mapping[str, Mapping[str, ResourceText]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A place that helps with a need; its button and how to reach it: {language: "button: words"}."""

    name: str
    need: str
    texts: Mapping[str, str]
    verified_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stretch of the way: which check-in, every how many days, until which day (None: from then on).

    `coach` is when a coach says hello; None where the programme leaves that to each coach.
    """

    name: str
    check_in: str
    every_days: int
    until_day: int | None = None
    coach: TouchPlan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """Five lines for a coach who opens a case of some kind: what to ask, what not to, whom to call.

    `fits` are kinds of danger, names of conversations, or `conversation.rule`.
    """

    name: str
    fits: tuple[str, ...]
    lines: tuple[TextId, ...]


# Who may come in, as programme.yaml says it.
OPEN = "open"
BY_LINK = "by link"
STAFF_WELCOME = "open, staff welcome"
JOINING = (OPEN, BY_LINK, STAFF_WELCOME)

# What holds where a set says nothing: adults, and the times that data-protection practice asks for.
MINIMUM_AGE = 18  # years
WORDS_KEPT_DAYS = 90
RECORD_KEPT_MONTHS = 24
# People one coach walks with: contracts cap peer support at 1:20, state rules end at 1:30 (field.md 6).
CASELOAD = (20, 30)
# The protocol that is shown where no other fits.
ANY_DANGER = "any"
# Why a person is called besides words of danger and rules of conversations: what a case writes down.
OTHER_DANGERS = (
    "silent_in_crisis",
    "stopped_in_crisis",
    "getting_worse",
    "feels_worse",
    "asked_for_help_now",
    "asked_for_person",
    "needs_somebody_now",
    "let_a_person_listen",
    "another_coach",
    "late_tap",
    "says_safer",
    "under_age",
    "asked_under_age",
    "unreachable",
    "no_answer_afterwards",
    "wants_correction",
    "failed_turn",
    "limit",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """How this programme works: its languages, country, zone, first conversation, stages, quiet hours.

    `joining` is one of JOINING. `reach_script` asks how else somebody can be reached; `release_script` is
    for the days after prison or detox, on each of `release_days` (0 is the day itself).

    `crisis_phone` is shown to the person at the ladder's last rung, `on_call_line` to the team; both are
    numbers as they are dialled. `follow_up_script` asks how it is, `follow_up_crisis` or `follow_up_urgent`
    after a case was closed. `drill` is the weekday (0 is Monday) and wall time of the weekly fire drill,
    `duty_hours` the wall times between which somebody should be on duty, in the programme's zone. `caseload`
    is (full, too many).
    """

    name: str
    languages: tuple[str, ...]
    source_language: str
    country: str
    zone: str
    welcome: str
    stages: tuple[Stage, ...]
    quiet_from: time
    quiet_until: time
    check_in_hour: time
    joining: str = OPEN
    minimum_age: int = MINIMUM_AGE
    words_kept_days: int = WORDS_KEPT_DAYS
    record_kept_months: int = RECORD_KEPT_MONTHS
    reach_script: str | None = None
    release_script: str | None = None
    release_days: tuple[int, ...] = ()
    ladder: Ladder = DEFAULT_LADDER
    crisis_phone: str | None = None
    on_call_line: str | None = None
    follow_up_script: str | None = None
    follow_up_crisis: timedelta = AFTER_CRISIS
    follow_up_urgent: timedelta = AFTER_URGENT
    drill: tuple[int, time] | None = None
    duty_hours: tuple[time, time] | None = None
    caseload: tuple[int, int] = CASELOAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a text was written, for translators: file and line, the editor's note, and if it is a button.

    `allowed` are words to avoid that are really meant in this text.
    """

    file: str
    line: int
    note: str | None = None
    button: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One published set. `texts` is {text id: text}, `phrases` is {kind: {language: (phrase, ...)}}."""

    hash: str
    programme: Programme
    scripts: Mapping[str, Script]
    texts: Mapping[TextId, Text]
    keys: Mapping[str, Key]
    resources: Mapping[str, Resource]
    services: Mapping[str, Service] = field(default_factory=dict)
    phrases: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    avoid: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    origins: Mapping[TextId, Origin] = field(default_factory=dict)
    protocols: Mapping[str, Protocol] = field(default_factory=dict)
    savers: Mapping[str, Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look up once which question saves a key: {key: the first one of the bundle}."""
        object.__setattr__(self, "savers", _savers(self.scripts))


def _savers(scripts: Mapping[str, Script]) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for script in scripts.values():
        for step in script.steps.values():
            if isinstance(step.kind, AskStep) and step.kind.question.save:
                found.setdefault(step.kind.question.save, step.kind.question)
            elif isinstance(step.kind, AskEachStep):
                for key in step.kind.texts:
                    found.setdefault(key, step.kind.question)
    return found
