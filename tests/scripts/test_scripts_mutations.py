"""Whatever becomes of a good file: the check says what is wrong, or what is left does nobody any harm."""

import os
import random
import textwrap
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.engine import Bundle
from bot.errors import ScriptError
from bot.scripts import check, load, read_folder
from bot.scripts.node import Mapped, Node, Word
from bot.scripts.playing import Voice
from bot.scripts.problem import Problems
from bot.scripts.reading.traps import stray_spaces
from bot.scripts.reading.yaml import read_quickly, read_slowly, unreadable
from bot.texts import Catalogs
from tests.scripts.conftest import GOOD
from tests.scripts.mutants import Mutant, mutant
from tests.scripts.test_scripts_codes import PRINTED
from tests.scripts.walking import walk

ROOT = Path(__file__).parents[2]

FILES = dict(read_folder(GOOD, Path("no_catalogs")))
SIGNS = st.sampled_from(
    [
        *":#-{}[]&*!|>'\"%@`,?~ \n\t",
        "\r\n",
        "\u00a0",
        "“",
        "null",
        "\x00",
        "\ud800",
        "\u2028",
        ": ",
        "- ",
        " #x",
    ]
)
WORDS = sorted({word for text in FILES.values() for word in text.split()})
LINES = sorted({line for text in FILES.values() for line in text.splitlines()})

SHIPPED = dict(read_folder(ROOT / "conversations", ROOT / "locales"))
TODAY = date(2026, 11, 21)
FUZZ = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
MUTANTS = 5000 if FUZZ else 300
AT_ONCE = 25  # mutants in one test, so that two cores share them
WALKS = 200  # through each mutant that passes


def loads_or_explains(files: dict[str, str]) -> None:
    message = ""
    try:
        load(files)
    except ScriptError as error:
        message = str(error)
    assert all(": error: " in line and line.endswith("]") for line in message.splitlines())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_file_with_a_few_slips_never_breaks_the_reader(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = FILES[name]
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text)))
        length = data.draw(st.sampled_from([0, 0, 1, 3, 20]))
        text = text[:place] + data.draw(SIGNS) + text[place + length :]

    loads_or_explains({**FILES, name: text})


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_words_and_lines_in_wrong_places_never_break_the_reader(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    lines = FILES[name].splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "twice", "line", "word", "deeper"])):
            case "drop":
                lines[place] = ""
            case "twice":
                lines.insert(place, lines[place])
            case "line":
                lines[place] = data.draw(st.sampled_from(LINES))
            case "word":
                words = lines[place].split(" ")
                words[data.draw(st.integers(0, len(words) - 1))] = data.draw(st.sampled_from(WORDS))
                lines[place] = " ".join(words)
            case _:
                lines[place] = "  " + lines[place]

    loads_or_explains({**FILES, name: "\n".join(lines) + "\n"})


@given(text=st.text(max_size=200), name=st.sampled_from([*sorted(FILES), "other.yaml"]))
def test_any_text_at_all_is_a_problem_and_no_more(text: str, name: str) -> None:
    loads_or_explains({**FILES, name: text})


@pytest.mark.parametrize("first", range(0, MUTANTS, AT_ONCE))
def test_a_slip_in_a_good_script_is_said_or_does_no_harm(first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        spoilt = mutant(SHIPPED, seed)

        report = check(spoilt.files, today=TODAY)

        assert all(PRINTED.match(str(problem)) for problem in report.problems), spoilt.slip
        if report.ok:
            assert report.bundle is not None
            walk_through(report.bundle, spoilt, seed)


def walk_through(bundle: Bundle, spoilt: Mutant, seed: int) -> None:
    """Walk where the slip can be felt: its own script, or all of them after a slip in a shared file."""
    voice = Voice(bundle, Catalogs.from_bundle_files(spoilt.files))
    scripts = [spoilt.script] if spoilt.script in bundle.scripts else sorted(bundle.scripts)
    chance = random.Random(seed)
    for number in range(WALKS):
        try:
            walk(bundle, voice, scripts[number % len(scripts)], chance)
        except AssertionError as error:
            raise AssertionError(f"mutant {seed}: {spoilt.slip}: {error}") from error


def test_the_walks_are_long_enough_to_meet_something() -> None:
    bundle = load(SHIPPED)
    voice = Voice(bundle, Catalogs.from_bundle_files(SHIPPED))

    for seed, script in enumerate(sorted(bundle.scripts)):
        for _ in range(WALKS):
            walk(bundle, voice, script, random.Random(seed))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_both_parsers_give_one_tree_or_the_slow_one_explains(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    lines = FILES[name].split("\n")
    first = data.draw(st.integers(0, len(lines) - 1))
    text = textwrap.dedent("\n".join(lines[first : first + data.draw(st.sampled_from([3, 8, 20]))]))
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + data.draw(SIGNS) + text[place + data.draw(st.sampled_from([0, 0, 1, 3])) :]
    whole = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assume(unreadable(text) is None and not stray_spaces(whole))

    quick = read_quickly(whole)

    if quick is not None:
        problems = Problems()
        slow = read_slowly("any.yaml", whole, problems)
        assert (problems.found, slow) == ((), quick)
        assert slow is not None
        assert marks(slow) == marks(quick)


def marks(node: Node) -> object:
    match node:
        case Word():
            return (node.mark, node.cut, node.nothing)
        case Mapped():
            return (node.mark, node.flow, [(marks(name), marks(value)) for name, value in node.pairs()])
        case _:
            return (node.mark, [marks(each) for each in node])
