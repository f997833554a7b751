"""The dialogues that editors wrote under `tests:`, played; what does not come out as written is a problem."""

from collections.abc import Collection, Iterator

from bot.engine import Bundle, ScriptTest
from bot.scripts.playing.coverage import Reached
from bot.scripts.playing.names import Names
from bot.scripts.playing.trial import FAILS, Trial
from bot.scripts.playing.voice import Voice
from bot.scripts.problem import Problem, printable
from bot.texts import Catalogs


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
        for test in script.tests if script is not None else ():
            trial = Trial(voice, names, name, test, bundle.programme.source_language)
            found.extend(_problems(name, test, trial))
            if reached is not None:
                reached.note(trial.passed, trial.told)
    return found


def _problems(script: str, test: ScriptTest, trial: Trial) -> Iterator[Problem]:
    for mark, code, words in trial.faults():
        whole = printable(f"Test '{test.title}': {words}")
        dialogue = tuple(map(printable, trial.dialogue)) if code == FAILS else ()
        yield Problem(file=f"{script}.yaml", mark=mark, code=code, words=whole, dialogue=dialogue)
