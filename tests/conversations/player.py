"""Plays the dialogue that stands under `tests:` in a script, with the real engine and the real words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.engine import (
    Ask,
    Began,
    Do,
    Duty,
    Event,
    Facts,
    Finish,
    GiveUpFellDue,
    Heard,
    Line,
    NudgeFellDue,
    Past,
    RaiseSignal,
    SaveAnswer,
    Say,
    ScheduleScript,
    SetWait,
    Show,
    StartNow,
    State,
    Tapped,
    WaitRanOut,
    Wrote,
    advance,
    open_state,
    options_shown,
)
from bot.engine.bundle import Bundle, Key
from bot.engine.folding import fold
from bot.engine.script import ScriptTest, ShowStep, TestLine
from bot.engine.state import Value
from bot.scripts.reading.words import read_time
from bot.signals import listen
from bot.texts import Catalogs, language_names, words, zone_names

BEGINS = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
AT_MOST = 20  # scripts that replace each other in one turn; more is a circle


class Player:
    """One participant and one script's dialogue; `faults` names every line that did not come true."""

    def __init__(
        self, bundle: Bundle, catalogs: Catalogs, script: str, test: ScriptTest, language: str
    ) -> None:
        self.bundle = bundle
        self.catalogs = catalogs
        self.language = language
        self.faults: list[str] = []
        self.heard: list[str] = []  # what was said since the person's last line
        self.steps: list[str] = []  # the steps that said it
        self.told: list[str] = []
        self.saved: dict[str, object] = {}
        self.scheduled: list[ScheduleScript] = []
        self.longest = 0
        self.ask: Ask | None = None
        self.pause: SetWait | None = None
        self.silence = timedelta()
        self.ending: str | None = None
        languages = bundle.programme.languages
        self.facts = Facts(
            at=BEGINS,
            zone=bundle.programme.zone,
            locale=language,
            name="Maya",
            duty=Duty() if test.duty == "nobody" else Duty(called=1),
            checkins_total=3,
            history={key: tuple(_past(bundle.keys[key], values)) for key, values in test.history.items()},
            places=zone_names(languages),
            languages=language_names(languages),
        )
        self.state: State = open_state(1, bundle, script, seed=7)
        self.take(Began())

    def play(self, talk: tuple[TestLine, ...]) -> list[str]:
        """Return the faults of the whole dialogue, each with its line in the file."""
        for line in talk:
            fault = self.line(line)
            if fault:
                self.faults.append(f"line {line.line}: {line.what}: {line.words} -- {fault}")
        return self.faults

    def line(self, line: TestLine) -> str | None:
        match line.what:
            case "person":
                for said in line.words.split("\n"):
                    self.person(said)
                if (
                    self.ask
                    and any(option.choice == "d" for option in self.ask.controls)
                    and "\n" in line.words
                ):
                    self.take(Tapped(turn=self.state.turn, choice="d"))
            case "wait":
                self.wait(line.words)
            case "bot":
                wanted = line.words if "." in line.words else f"{self.state.script}.{line.words}"
                if wanted not in self.steps:
                    return f"the bot was at {self.steps}"
            case "says":
                if not any(line.words in said for said in self.heard):
                    return f"the bot said {self.heard}"
            case "coach told":
                if not any(why.rpartition(".")[2] == line.words for why in self.told):
                    return f"the coach was told {self.told}"
            case "saved":
                key, _, value = line.words.partition(" = ")
                if str(self.saved.get(key)) != value:
                    return f"saved is {self.saved.get(key)!r}"
            case "scheduled":
                script, _, after = line.words.partition(" in ")
                if not any(one.script == script and one.after == read_time(after) for one in self.scheduled):
                    return f"scheduled is {self.scheduled}"
            case "end":
                if self.ending != line.words:
                    return f"it ended as {self.ending}"
        return None

    def person(self, said: str) -> None:
        self.heard, self.steps, self.told, self.silence = [], [], [], timedelta()
        labels = self.labels()
        self.facts = replace(self.facts, labels=labels)
        signal = listen(said, self.bundle.phrases)
        choice = labels.get(fold(said))
        if choice is not None:
            self.take(Tapped(turn=self.state.turn, choice=choice))
        elif signal is not None:
            self.take(Heard(signal=signal, words=said))
        else:
            self.take(Wrote(words=said))

    def wait(self, length: str) -> None:
        time = read_time(length) or timedelta()
        self.heard, self.steps, self.told = [], [], []
        self.facts = replace(self.facts, at=self.facts.at + time)
        if self.pause is not None:
            if time >= self.pause.after:
                self.take(WaitRanOut(turn=self.pause.turn))
            return
        if self.ask is not None:
            self.silence += time
            ask = self.ask
            if ask.nudge_after is not None and self.silence >= ask.nudge_after:
                self.take(NudgeFellDue(turn=ask.turn))
            if ask.give_up_after is not None and self.silence >= ask.give_up_after:
                self.take(GiveUpFellDue(turn=ask.turn))

    def labels(self) -> dict[str, str]:
        """Return {folded words of a button: its choice} of the open question, in every language."""
        if self.ask is None:
            return {}
        options = options_shown(self.bundle, self.state, self.facts)
        return {
            fold(self.words(one.label, language)): one.choice
            for one in options
            for language in self.bundle.programme.languages
        }

    def words(self, label: Line | str, language: str | None = None) -> str:
        if isinstance(label, str):
            return label
        return words(self.bundle, self.catalogs, label, language or self.language)

    def take(self, event: Event) -> None:
        events: list[Event] = [event]
        message: list[str] = []
        for _ in range(AT_MOST):
            if not events:
                break
            turn = advance(self.bundle, self.state, events.pop(), self.facts)
            self.state = turn.state
            for effect in turn.effects:
                match effect:
                    case Say(line=line):
                        self._said(line, message)
                    case Ask(line=line):
                        self._said(line, message)
                        self.ask, self.pause = effect, None
                    case Show(resource=resource, crisis=crisis):
                        found = self.bundle.resources[resource].texts[self.bundle.programme.country]
                        message.insert(0 if crisis else len(message), found[self.language].text)
                        self.steps.extend(self._showing(resource))
                    case SetWait():
                        self.pause, self.ask = effect, None
                    case RaiseSignal(why=why, tell=tell):
                        self.told.append(why)
                        self.words(tell)
                    case SaveAnswer(key=key, value=value):
                        self.saved[key] = value
                    case ScheduleScript():
                        self.scheduled.append(effect)
                    case Do(action="set name", values=values):
                        self.facts = replace(self.facts, name=values["name"])
                    case Do(action="set time zone", values=values):
                        self.facts = replace(self.facts, zone=values["zone"])
                    case Finish(ending=ending):
                        self.ending = ending.value
                        self.ask = self.pause = None
                    case StartNow(script=script):
                        self.state = open_state(2, self.bundle, script, seed=7)
                        events.append(Began())
                    case _:
                        pass
        self.heard.extend(message)
        self.longest = max(self.longest, len("\n\n".join(message)))

    def _said(self, line: Line, message: list[str]) -> None:
        message.append(self.words(line))
        self.steps.append(".".join(line.text.split(".")[:2]))

    def _showing(self, resource: str) -> Iterator[str]:
        for name, script in self.bundle.scripts.items():
            for step in script.steps.values():
                if isinstance(step.kind, ShowStep) and step.kind.resource == resource:
                    yield f"{name}.{step.name}"


def _past(key: Key, values: tuple[str, ...]) -> Iterator[Past]:
    for place, value in enumerate(values):
        known: Value = float(value) if key.kind in ("scale", "number") else value
        yield Past(at=BEGINS - timedelta(days=len(values) - place), value=known)
