"""The dialogues that editors wrote under `tests:`, played; what does not come out as written is a problem."""

from collections.abc import Collection, Iterator

from bot.engine import Bundle, CallStep, DecideStep, ScheduleStep, Script, ScriptTest
from bot.scripts.playing.coverage import Reached
from bot.scripts.playing.names import Names
from bot.scripts.playing.trial import FAILS, Trial
from bot.scripts.playing.voice import Voice
from bot.scripts.problem import Mark, Problem, printable, quoted
from bot.texts import Catalogs

# What the tests of one script may cost, in branches and rules that are looked at; a turn is counted as 20
# besides. Our own longest tests come to a twentieth of it. It is played in half a second.
MOST_LOOKED_AT = 50_000
A_TURN = 20


def run_tests(
    bundle: Bundle, catalogs: Catalogs, scripts: Collection[str], *, reached: Reached | None = None
) -> list[Problem]:
    """Return a problem for each line of a test that does not come true, in the source language.

    `reached` is told what the tests came through. Never raises: what breaks a dialogue is a problem, too.
    """
    voice = Voice(bundle, catalogs)
    names = Names(bundle)
    found: list[Problem] = []
    for name in scripts:
        script = bundle.scripts.get(name)
        if script is None or not script.tests:
            continue
        left = MOST_LOOKED_AT // (A_TURN + _looked_at(bundle, script))
        for test in script.tests:
            trial = Trial(voice, names, name, test, bundle.programme.source_language, most=left)
            found.extend(_problems(name, test, trial))
            if reached is not None:
                reached.note(trial.passed, trial.told)
            left -= trial.turns
            if left < 0:
                found.append(_too_many(name, test))
                break
    return found


def _looked_at(bundle: Bundle, script: Script) -> int:
    """Return how many branches and rules one turn can look at, in all that the script may start."""
    seen, waiting = {script.name}, [script]
    number = 0
    while waiting:
        one = waiting.pop()
        number += len(one.risk)
        starts = {rule.start_now for rule in one.risk.values()}
        for step in one.steps.values():
            if isinstance(step.kind, DecideStep):
                number += len(step.kind.branches)
            elif isinstance(step.kind, CallStep | ScheduleStep):
                starts.add(step.kind.script)
        new = {name for name in starts if name is not None} & bundle.scripts.keys() - seen
        seen |= new
        waiting.extend(bundle.scripts[name] for name in new)
    return number


def _too_many(script: str, test: ScriptTest) -> Problem:
    words = f"The tests of this script are too long to be played each time: {quoted(test.title)} and what"
    words += " follows were not. Keep the most important ones and make stories of the others."
    return Problem(file=f"{script}.yaml", mark=Mark(test.line, test.column), code="E904", words=words)


def _problems(script: str, test: ScriptTest, trial: Trial) -> Iterator[Problem]:
    for mark, code, words in trial.faults():
        whole = printable(f"Test '{test.title}': {words}")
        dialogue = tuple(map(printable, trial.dialogue)) if code == FAILS else ()
        yield Problem(file=f"{script}.yaml", mark=mark, code=code, words=whole, dialogue=dialogue)
