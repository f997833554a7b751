"""The privacy guide is what the program makes of its own map, and leaves nothing out."""

import re
from dataclasses import replace
from pathlib import Path

from bot.engine import Programme
from bot.keeping.guide import privacy_guide
from bot.keeping.guide_words import TITLES
from bot.scripts import load, read_folder
from bot.storage.member import ROLES
from bot.storage.privacy import privacy_map
from bot.storage.tables import METADATA
from bot.turns.staffing.allowed import ALLOWED, Act, Whose
from tests.docs.guide import ROOT

GUIDE = ROOT / "docs" / "privacy.md"


def guide() -> str:
    """The page as it stands in the folder."""
    return GUIDE.read_text("utf-8")


def programme() -> Programme:
    """The programme whose times stand in the guide."""
    return load(read_folder(ROOT / "conversations", ROOT / "locales")).programme


def test_the_guide_is_what_the_program_makes_of_its_map() -> None:
    assert GUIDE.read_text("utf-8") == privacy_guide(programme()), "run: python -m bot privacy --write"


def test_every_column_of_every_table_is_in_the_guide() -> None:
    sections = re.split(r"^\*\*.+\*\* \(`(\w+)`\)$", GUIDE.read_text("utf-8"), flags=re.MULTILINE)
    told = dict(zip(sections[1::2], sections[2::2], strict=True))

    assert set(told) == set(METADATA.tables) == set(TITLES)
    for fact in privacy_map():
        assert f"`{fact.column}`" in told[fact.table], f"{fact.table}.{fact.column}"


def test_what_it_says_of_the_roles_is_what_is_allowed() -> None:
    told = dict(
        re.findall(r"^\| (coach|supervisor|admin|editor|evaluator) \| (.+) \|$", guide(), re.MULTILINE)
    )
    whose = {role: ALLOWED[Act.READ_RECORD].get(role, frozenset()) for role in told}

    assert set(told) == set(ROLES)
    assert {role for role in told if not whose[role]} == {"editor", "evaluator"}
    assert "nobody's answers" in told["editor"]
    assert "nothing of single people" in told["evaluator"]
    assert whose["supervisor"] == {Whose.EVERYBODY}
    assert told["supervisor"] == "every record"
    assert whose["coach"] == {Whose.OWN, Whose.OPEN_CASE}
    assert told["coach"].startswith("own people, and any open case")
    assert whose["admin"] == {Whose.OPEN_CASE}


def test_a_programme_reads_its_own_times() -> None:
    own = privacy_guide(replace(programme(), words_kept_days=45, record_kept_months=18))

    assert "**Own words go after 45 days, the rest after 18 months**" in own
    assert "90 days" not in own
    assert "24 months" not in own


def test_it_says_plainly_that_nobody_has_reviewed_it() -> None:
    assert "**Nobody has reviewed this page or this program legally.**" in GUIDE.read_text("utf-8")


def test_every_file_it_names_is_there() -> None:
    named = re.findall(r"`(conversations/\w+\.yaml)`", GUIDE.read_text("utf-8"))

    assert named
    assert all((Path(ROOT) / one).is_file() for one in named)
