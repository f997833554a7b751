"""A large set is checked while an editor waits, with the same words on one processor and on two."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.scripts import check, read_folder, read_own_catalogs
from tests.scripts.many import write

ROOT = Path(__file__).parents[2]

# A small process between the tests and the one that is measured.
MEASURED = """
import resource, subprocess, sys
subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, file=sys.stderr)
"""


# Twice and more of what it takes: 1 and 3.5 seconds of processor time, shared by two processors.
@pytest.mark.parametrize(("scripts", "seconds"), [(30, 3.0), (300, 9.0)])
def test_a_large_set_is_checked_in_seconds_and_says_the_same_on_two_processors(
    tmp_path: Path, scripts: int, seconds: float
) -> None:
    write(tmp_path, scripts)
    conversations, locales = tmp_path / "conversations", tmp_path / "locales"
    command = [sys.executable, "-m", "bot", "check", str(conversations), "--locales", str(locales)]

    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    alone = check(
        read_folder(conversations, locales), today=date.today(), own_catalogs=read_own_catalogs(locales)
    )

    assert ended.stdout.splitlines() == [str(problem) for problem in alone.problems]
    assert {problem.code for problem in alone.problems} == {"W705"}
    assert alone.scripts == scripts
    assert float(ended.stderr.splitlines()[-1]) < seconds
