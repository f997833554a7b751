"""What loads can be run: no walk through it breaks the engine, and every text of it can be said."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.engine import (
    Ask,
    Began,
    Duty,
    Event,
    Facts,
    GiveUpFellDue,
    Line,
    Past,
    PersonArrived,
    Phase,
    RaiseSignal,
    Say,
    StartNow,
    Tapped,
    WaitRanOut,
    Wrote,
    advance,
    open_state,
)
from bot.engine.bundle import Bundle
from bot.errors import ScriptError
from bot.scripts import load, read_folder
from bot.texts import Catalogs, words
from tests.scripts.conftest import GOOD

FILES = dict(read_folder(GOOD, Path("no_catalogs")))
AT = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
FACTS = Facts(
    at=AT,
    zone="America/Chicago",
    locale="en",
    name="Maya",
    duty=Duty(called=1),
    history={"craving": tuple(Past(at=AT, value=number) for number in (4, 5, 6))},
)
NOTHING = Catalogs.from_files({})
TYPED = ("8", "yes", "no", "stop it", "", "Denver", "2027-01-01", "9:30 am", "I am okay", "x" * 5000)
LONGEST_WALK = 40  # events


def spoiled(data: st.DataObject) -> dict[str, str]:
    """Return the programme with one word of one script exchanged for another word of it."""
    name = data.draw(st.sampled_from(sorted(FILES)))
    lines = FILES[name].splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    others = [word for line in lines for word in line.split()]
    mine = lines[place].split(" ")
    mine[-1] = data.draw(st.sampled_from(others))
    lines[place] = " ".join(mine)
    return {**FILES, name: "\n".join(lines) + "\n"}


def walk(bundle: Bundle, script: str, data: st.DataObject) -> None:
    state = open_state(1, bundle, script, 7)
    event: Event = Began()
    asked: Ask | None = None
    for _ in range(LONGEST_WALK):
        turn = advance(bundle, state, event, FACTS)
        state = turn.state
        for effect in turn.effects:
            match effect:
                case Ask():
                    asked = effect
                    say(bundle, effect.line)
                case Say(line=line) | RaiseSignal(tell=line):
                    say(bundle, line)
                case StartNow(script=other):
                    state = open_state(1, bundle, other, 7)
                case _:
                    pass
        if state.phase is Phase.ENDED:
            return
        if state.turn == 0:
            event = Began()
            continue
        buttons = [*asked.options, *asked.controls] if asked is not None else []
        events: list[Event] = [Tapped(turn=state.turn, choice=button.choice) for button in buttons]
        events += [Wrote(words=typed) for typed in TYPED]
        events += [WaitRanOut(turn=state.turn), PersonArrived(), GiveUpFellDue(turn=state.turn)]
        event = data.draw(st.sampled_from(events))


def say(bundle: Bundle, line: Line) -> None:
    assert isinstance(words(bundle, NOTHING, line, "es"), str)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_a_programme_that_loads_can_be_walked_through(data: st.DataObject) -> None:
    try:
        bundle = load(spoiled(data))
    except ScriptError:
        bundle = load(FILES)

    walk(bundle, data.draw(st.sampled_from(sorted(bundle.scripts))), data)
