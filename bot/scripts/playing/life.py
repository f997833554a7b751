"""What stays between two things that happen: the person, where their conversation stands, what falls due."""

from datetime import UTC, datetime

from bot.cadence import local
from bot.engine import (
    Ask,
    Bundle,
    Control,
    Duty,
    Ending,
    Event,
    Facts,
    GiveUpFellDue,
    NudgeFellDue,
    Past,
    Skipped,
    State,
    Value,
    WaitRanOut,
    can_change,
    fold,
    open_state,
)
from bot.scripts.playing.voice import Voice

# Any day will do, as long as it is always the same one: a Friday, mid-morning in the middle of the US.
BEGINS = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
# What the person of a test is called when nothing else is said.
NAME = "Maya"
# The button under an invitation.
BEGIN = "go"


def usual_facts(bundle: Bundle, language: str) -> Facts:
    """Return what is known of a person at their first check-in, with one coach on duty."""
    return Facts(
        at=BEGINS,
        zone=bundle.programme.zone,
        locale=language,
        name=NAME,
        duty=Duty(called=1),
        days_together=1,
    )


class Life:
    """One person: what is known of them, the conversation that runs or ran last, and the clocks that run."""

    def __init__(self, voice: Voice, facts: Facts, script: str, *, language: str, seed: int) -> None:
        self.voice = voice
        self.bundle = voice.bundle
        self.sent: dict[str, tuple[int, ...]] = dict(facts.sent)
        self.facts = _changed(
            facts,
            locale=language,
            sent=self.sent,
            places=facts.places or voice.places,
            languages=facts.languages or voice.language_names,
        )
        self.completed = facts.checkins_total
        self.saved: dict[str, Value | Skipped] = {}  # by the conversation that runs
        self.due: list[tuple[datetime, str]] = []  # scripts that start later
        self.invited: str | None = None
        self.ask: Ask | None = None
        self.pause: tuple[int, datetime] | None = None
        self.nudge_at: datetime | None = None
        self.give_up_at: datetime | None = None
        self.closed: State | None = None  # what a rule closed by `start now`: its last answer can be changed
        self.closed_saved: frozenset[str] = frozenset()
        self.replaced = False  # whether a rule or words of danger have closed one
        self._first_day = local(facts.at, facts.zone).date().toordinal() - facts.days_together
        self._seed = seed
        self._conversations = 0
        self.turns = 0  # turns of the engine, and what fell due without one
        self.open(script)

    def know(self, **fields: object) -> None:
        """Put the named facts in place."""
        self.facts = _changed(self.facts, **fields)

    def open(self, script: str) -> None:
        """A conversation is there that has not begun; what was saved before is its history."""
        if self.saved:
            at = self.facts.at
            history = dict(self.facts.history)
            for key, value in self.saved.items():
                history[key] = (*history.get(key, ()), Past(at=at, value=value))
            self.saved = {}
            self.know(history=history)
        self._conversations += 1
        self.state = open_state(self._conversations, self.bundle, script, self._seed)
        self.invited = self.closed = None
        self.still()
        total = self.completed + (1 if script in self.voice.check_ins else 0)
        if total != self.facts.checkins_total:
            self.know(checkins_total=total)

    def still(self) -> None:
        """Nothing is asked and no clock of the conversation runs."""
        self.ask = self.pause = self.nudge_at = self.give_up_at = None

    def move_to(self, at: datetime) -> None:
        """It is `at` now."""
        if at != self.facts.at:
            day = local(at, self.facts.zone).date().toordinal()
            self.know(at=at, days_together=max(0, day - self._first_day))

    def clocks(self) -> list[tuple[datetime, Event]]:
        """Return what silence brings: when, and what happens then; of two at once the first is first."""
        number = self.state.turn
        found: list[tuple[datetime, Event]] = []
        if self.pause is not None:
            found.append((self.pause[1], WaitRanOut(turn=self.pause[0])))
        if self.nudge_at is not None:
            found.append((self.nudge_at, NudgeFellDue(turn=number)))
        if self.give_up_at is not None:
            found.append((self.give_up_at, GiveUpFellDue(turn=number)))
        return found

    def changeable(self) -> State | None:
        """Return the conversation whose last answer can be changed with the button below all others."""
        if self.closed is not None and can_change(self.closed, self.facts.at):
            return self.closed
        state = self.state
        if state.ending is not Ending.COMPLETED or state.script == self.bundle.programme.welcome:
            return None
        return state if can_change(state, self.facts.at) else None

    def labels(self) -> dict[str, str]:
        """Return {folded words: choice} of every button in sight, in every language."""
        if self.invited is not None:
            return self._labels_of("bot.invitation_button", BEGIN)
        changeable = self.changeable()
        labels = {} if changeable is None else self._labels_of("bot.change_answer", Control.CHANGE)
        if self.ask is not None:
            labels.update(self.voice.table((*self.ask.controls, *self.ask.options)))
        return labels

    def _labels_of(self, text: str, choice: str) -> dict[str, str]:
        return {fold(self.voice.own(text, language)): choice for language in self.voice.languages}


def _changed(facts: Facts, **fields: object) -> Facts:
    """Return the facts with some of them changed; `dataclasses.replace` takes three times as long."""
    return Facts(**{name: fields.get(name, getattr(facts, name)) for name in _FACTS})  # type: ignore[arg-type]


_FACTS = tuple(Facts.__dataclass_fields__)
