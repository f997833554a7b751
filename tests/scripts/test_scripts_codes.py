"""Every code stands in the table, and has an example that fails at the right place with the repair."""

import importlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import bot
from bot.scripts import check, problems_of
from bot.scripts.codes import CODES
from tests.scripts.example import Example

TODAY = date(2026, 11, 21)
OWN_CATALOG = "locales/es/LC_MESSAGES/bot.po"
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PRINTED = re.compile(r"^[^:]+:[1-9]\d*:[1-9]\d*: (?:error: .+ \[E\d{3}\]|warning: .+ \[W\d{3}\])$")


def all_examples() -> Iterator[Example]:
    for path in sorted(HERE.rglob("examples_*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        yield from importlib.import_module(name).EXAMPLES


EXAMPLES = list(all_examples())


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=[f"{one.code}-{place}" for place, one in enumerate(EXAMPLES)]
)
def test_what_an_editor_gets_wrong_is_said_where_it_is(good: dict[str, str], example: Example) -> None:
    files = example.spoil(good)

    said = [str(problem) for problem in problems_of(files)]
    if not any(example.fits(problem) for problem in said):
        own = {"es": files[OWN_CATALOG]} if OWN_CATALOG in files else None
        said = [str(problem) for problem in check(files, today=TODAY, own_catalogs=own).problems]

    assert any(example.fits(problem) for problem in said), said
    assert all(PRINTED.match(problem) for problem in said)


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    rooms = [path for path in Path(bot.__file__).parent.rglob("*.py") if path.name != "codes.py"]
    used = {code for path in rooms for code in re.findall(r'"([EW][1-9]\d\d)"', path.read_text("utf-8"))}

    assert used == set(CODES)
    assert list(CODES) == sorted(CODES, key=lambda code: (code[1:], code))
    assert all(sentence.endswith(".") and len(sentence) < 100 for sentence in CODES.values())


def test_no_code_is_without_an_example() -> None:
    assert {example.code for example in EXAMPLES} == set(CODES)


def test_no_example_is_about_a_mistake_that_the_good_programme_has(good: dict[str, str]) -> None:
    said = [str(problem) for problem in check(good, today=TODAY).problems]

    assert [example for example in EXAMPLES for problem in said if example.fits(problem)] == []
