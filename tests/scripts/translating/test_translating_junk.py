"""Whatever comes back from a translator, there is a sentence about it and never a traceback."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import Bundle
from bot.errors import ScriptError
from bot.scripts import Problem, load, missing_own_translations, update_own_catalog
from bot.scripts.translating.progress import catalogs_of
from bot.scripts.translating.sheet import SheetError, read_sheet, write_sheet
from bot.scripts.translating.taking_in import Open
from bot.scripts.wording import CatalogWording
from bot.texts import Catalogs, own

OWN = (Path(__file__).parents[3] / "locales/es/LC_MESSAGES/bot.po").read_text("utf-8")
LINES = OWN.split("\n")[:120]
GOOD = Path(__file__).parents[1] / "good"

Edit = tuple[int, int, str]
edits = st.lists(
    st.tuples(
        st.integers(0, len(LINES) - 1),
        st.integers(0, 4),
        st.sampled_from(
            (
                '"',
                "\\",
                '\\x"',
                "#~",
                "#~|",
                "#|",
                "msgid",
                "msgstr[9]",
                "\x00",
                "\r",
                "\udcff",
                "{",
                "nplurals=9;",
            )
        ),
    ),
    min_size=1,
    max_size=6,
)


def spoilt(changes: list[Edit]) -> str:
    """Return the catalog with lines deleted, doubled, swapped, cut or filled with junk."""
    lines = list(LINES)
    for place, how, junk in changes:
        line = lines[place]
        match how:
            case 0:
                lines[place] = ""
            case 1:
                lines[place] = f"{line}\n{line}"
            case 2:
                lines[place], lines[place - 1] = lines[place - 1], line
            case 3:
                lines[place] = line[: len(line) // 2] + junk + line[len(line) // 2 :]
            case _:
                lines[place] = junk + line
    return "\n".join(lines)


@given(edits)
@settings(max_examples=150, deadline=None)
def test_a_spoilt_catalog_is_named_or_mended_and_never_kept_from_speaking(changes: list[Edit]) -> None:
    po = spoilt(changes)

    problems = missing_own_translations(po, "es", {})
    with suppress(ScriptError):
        assert update_own_catalog(update_own_catalog(po, "es"), "es") == update_own_catalog(po, "es")

    assert all(isinstance(one, Problem) and one.code[1:].isdigit() for one in problems)
    assert own("bot.menu", "es", Catalogs.from_files({"es": {"bot": po}}))


def test_a_damaged_line_costs_its_own_text_and_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    damaged = OWN.replace('msgctxt "bot.no"', 'what is this\nmsgctxt "bot.no"')

    assert own("bot.menu", "es", Catalogs.from_files({"es": {"bot": damaged}})) != own(
        "bot.menu", "en", Catalogs.from_files({})
    )
    assert capsys.readouterr().out == ""


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return load({path.name: path.read_text("utf-8") for path in sorted(GOOD.glob("*.yaml"))})


@pytest.fixture(scope="module")
def exported(bundle: Bundle) -> bytes:
    opened = Open(catalogs_of(bundle, "es"), {}, "es")
    return write_sheet(opened.rows(), "es", forms=opened.forms)


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_a_spoilt_spreadsheet_is_named_or_taken_row_by_row(
    bundle: Bundle, exported: bytes, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, 6000))
    junk = data.draw(
        st.one_of(st.binary(max_size=8), st.sampled_from((b'"', b'","', b"\r", b"\n", b";", b"\x00")))
    )
    cut = data.draw(st.integers(0, 40))
    sheet = exported[:start] + junk + exported[start + cut : 8000]

    opened = Open(catalogs_of(bundle, "es"), {}, "es")
    try:
        taken = opened.take(read_sheet(sheet, "es"), CatalogWording("es", {}))
    except SheetError:
        return
    assert all(str(fault).split(":")[0].isdigit() for fault in taken.faults)
    _same_texts(opened, taken.catalogs)


def _same_texts(opened: Open, catalogs: Mapping[str, str]) -> None:
    for name, po in catalogs.items():
        assert po.count("\nmsgctxt ") == len(opened.wanted[name].entries)


@given(st.binary(max_size=300))
@settings(max_examples=150)
def test_any_bytes_at_all_are_no_reason_to_fail(data: bytes) -> None:
    with suppress(SheetError):
        list(read_sheet(data, "es"))
