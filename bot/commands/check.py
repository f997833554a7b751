"""`check`: every problem of every conversation and translation, as file:line:column."""

import gc
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.clock import Clock
from bot.scripts import Problem, Report, check, read_folder, read_own_catalogs
from bot.scripts.problem import counted

PROCESSES = 2  # of the proof and the tests; more would leave a small machine nothing for the bot
INDENT = "    "  # of a dialogue below its problem


def check_folder(conversations: Path, locales: Path, *, as_json: bool = False) -> int:
    """Print what is wrong; return 1 if anything is an error, 0 for warnings alone.

    Colour and a line that sums up stand on a terminal only: what reads a pipe gets problems and no more.
    """
    collects = gc.isenabled()
    gc.disable()  # collecting takes a seventh of this short life, and finds nothing
    try:
        report = check_files(conversations, locales)
    finally:
        if collects:
            gc.enable()
    try:
        _print(report, as_json=as_json)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0 if report.ok else 1


def _print(report: Report, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_as_data(report), ensure_ascii=False, indent=2))
    elif sys.stdout.isatty():
        _print_in_colour(report)
    else:
        for problem in report.problems:
            print("\n".join(_lines(problem)))


def check_files(conversations: Path, locales: Path) -> Report:
    """Return the report on a folder of conversations and their translations, the bot's own words included."""
    return check(
        read_folder(conversations, locales),
        today=Clock().now().date(),
        own_catalogs=read_own_catalogs(locales),
        processes=PROCESSES,
    )


def summary(report: Report) -> str:
    """Return "2 errors and 5 warnings in 11 conversations (English, Spanish)"."""
    languages = ", ".join(map(_language, report.languages))
    where = f"{counted(report.scripts, 'conversation')} ({languages})"
    counts = [(len(report.errors), "error"), (len(report.warnings), "warning")]
    found = " and ".join(counted(number, what) for number, what in counts if number)
    return f"{found} in {where}" if found else f"All is well: {where}"


def _language(code: str) -> str:
    from babel import Locale

    return Locale.parse(code).english_name or code


def _lines(problem: Problem) -> Iterator[str]:
    yield str(problem)
    for said in problem.dialogue:
        yield INDENT + said


def _print_in_colour(report: Report) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for problem in report.problems:
        colour = "yellow" if problem.is_warning else "bold red"
        place = f"{problem.file}:{problem.mark.line}:{problem.mark.column}: "
        first, *dialogue = _lines(problem)
        kind, _, words = first.removeprefix(place).partition(": ")
        console.print(Text.assemble((place, "bold"), (kind, colour), ": ", words))
        for said in dialogue:
            console.print(Text(said, "dim"))
    colour = "red" if report.errors else "yellow" if report.warnings else "green"
    console.print(Text(summary(report), f"bold {colour}"))


def _as_data(report: Report) -> dict[str, object]:
    return {
        "problems": [
            {
                "file": problem.file,
                "line": problem.mark.line,
                "column": problem.mark.column,
                "kind": "warning" if problem.is_warning else "error",
                "code": problem.code,
                "words": problem.words,
                "dialogue": list(problem.dialogue),
            }
            for problem in report.problems
        ],
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "conversations": report.scripts,
        "languages": list(report.languages),
        "summary": summary(report),
    }
