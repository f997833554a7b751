"""A spreadsheet goes out and comes back without loss, whatever program it went through."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import Bundle
from bot.scripts import load, update_catalog
from bot.scripts.translating.cells import FORMULA, defused, restored
from bot.scripts.translating.progress import catalogs_of
from bot.scripts.translating.sheet import Row, SheetError, read_sheet, write_sheet
from bot.scripts.translating.taking_in import Open, Taken
from bot.scripts.wording import CatalogWording

# what people and programs put into a cell, and what breaks a careless writer
WORDS = st.text(st.sampled_from("aé ñ¿=+-@'\"\t\r\n;,\\{}＝😀\u2028\u00a0"), max_size=12)
NUDGE = "I am still here, {name}. Nothing about this changes how welcome you are."


@pytest.fixture
def bundle(good: dict[str, str]) -> Bundle:
    return load(good)


def opened(bundle: Bundle, po: str = "") -> Open:
    wanted = {"conversations": catalogs_of(bundle, "es")["conversations"]}
    return Open(wanted, {"conversations": po}, "es")


def sheet(bundle: Bundle, po: str = "") -> str:
    one = opened(bundle, po)
    return write_sheet(one.rows(), "es", forms=one.forms).decode("utf-8-sig")


def taken(bundle: Bundle, text: str | bytes, po: str = "", avoid: Mapping[str, str] | None = None) -> Taken:
    data = text.encode() if isinstance(text, str) else text
    return opened(bundle, po).take(read_sheet(data, "es"), CatalogWording("es", avoid or {}))


def filled(text: str, id: str, source: str, words: str, state: str = "missing") -> str:
    """Return the spreadsheet with a translation typed into one row."""
    lines = text.split("\r\n")
    place = next(n for n, line in enumerate(lines) if f'"{id}"' in line and f'"{source}"' in line)
    cells = lines[place].split('","')
    cells[3] = state
    cells[7] = words.replace('"', '""')
    lines[place] = '","'.join(cells)
    return "\r\n".join(lines)


@given(WORDS)
def test_no_cell_begins_like_a_formula_and_every_text_comes_back(text: str) -> None:
    cell = defused(text)

    assert not cell.lstrip(" ").startswith(FORMULA)
    assert restored(cell) == text


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=5))
@settings(max_examples=150)
def test_what_is_written_is_read_again(texts: list[tuple[str, str, str, str]]) -> None:
    rows = [
        Row(
            number=number,
            id=f"a.{number}",
            file=file,
            note="",
            state="check",
            source=source,
            plural=plural or None,
            before="",
            strings=(string, source),
        )
        for number, (file, source, plural, string) in enumerate(texts, 2)
    ]

    for separator in ",;\t":
        data = write_sheet(rows, "es", forms=2, separator=separator)
        assert list(read_sheet(data, "es")) == rows


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_a_round_trip_changes_nothing(data: st.DataObject) -> None:
    from tests.scripts.conftest import GOOD  # the fixture cannot be used by a test of this kind

    files = {path.name: path.read_text("utf-8") for path in sorted(GOOD.glob("*.yaml"))}
    bundle = load(files)
    po = update_catalog(bundle, "", "es")
    parts = po.split('msgstr ""')
    words = data.draw(st.lists(WORDS, min_size=len(parts), max_size=len(parts)))
    marks = data.draw(st.lists(st.booleans(), min_size=len(parts), max_size=len(parts)))
    lines: list[str] = []
    for part, word, mark in zip(parts, words, marks, strict=True):
        escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        escaped = escaped.replace("\r", "\\r").replace("\t", "\\t")
        lines.append(part.replace("msgctxt", "#, fuzzy\nmsgctxt") if mark and word else part)
        lines.append(f'msgstr "{escaped}"')
    po = update_catalog(bundle, parts[0] + 'msgstr ""' + "".join(lines[2:-1]), "es")

    one = opened(bundle, po)
    came = taken(bundle, write_sheet(one.rows(), "es", forms=one.forms), po)

    assert came.changed == 0
    assert came.faults == ()
    assert came.catalogs["conversations"] == po


def test_a_translators_words_arrive_in_the_catalog(bundle: Bundle) -> None:
    text = filled(sheet(bundle), "after_use.nudge", NUDGE, '-Sigo "aquí", {name}.')

    came = taken(bundle, text)

    assert (came.changed, came.faults) == (1, ())
    assert f'msgid "{NUDGE}"\nmsgstr "-Sigo \\"aquí\\", {{name}}."\n' in came.catalogs["conversations"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_whatever_program_saved_it(bundle: Bundle, encoding: str, separator: str) -> None:
    one = opened(bundle)
    text = write_sheet(one.rows(), "es", forms=one.forms, separator=separator).decode("utf-8-sig")
    at = text.index('"missing"')
    end = text.index("\r\n", at)
    row = text[text.rindex("\r\n", 0, at) + 2 : end]
    line = separator.join(
        ['"after_use.button"', '""', '""', '""', '"I need to share"', '""', '""', '"Pasó"', '""']
    )
    data = text.replace(row, line).replace("\r\n", "\n").encode(encoding)

    came = taken(bundle, data)

    assert (came.changed, came.faults) == (1, ())
    assert 'msgstr "Pasó"' in came.catalogs["conversations"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Sigo aquí, {nombre}.", "the names in braces differ from English: {name} is missing"),
        ("Sigo aquí, {name", "a { or } is missing its partner"),
    ],
)
def test_a_row_that_would_go_wrong_is_said_with_its_number(bundle: Bundle, words: str, said: str) -> None:
    came = taken(bundle, filled(sheet(bundle), "after_use.nudge", NUDGE, words))

    assert [fault.row for fault in came.faults] == [4]
    assert said in str(came.faults[0])
    assert "[E802]" in str(came.faults[0])
    assert came.changed == 0


def test_a_long_button_and_a_word_that_hurts_are_said(bundle: Bundle) -> None:
    text = filled(sheet(bundle), "after_use.button", "I need to share", "Quiero contarlo hoy mismo")

    assert "25 letters long; at most 24. [E804]" in str(taken(bundle, text).faults[0])

    text = filled(sheet(bundle), "after_use.nudge", NUDGE, "{name}, adicto.")

    assert "[E805]" in str(taken(bundle, text, avoid={"adicto": "persona"}).faults[0])


def test_an_unknown_id_and_a_text_that_changed_are_said(bundle: Bundle) -> None:
    text = sheet(bundle)

    unknown = taken(bundle, text.replace('"after_use.button"', '"after_use.buton"', 1))
    changed = taken(bundle, text.replace('"I need to share"', '"I shared"', 1))

    assert "no text with the id 'after_use.buton'. Did you mean 'after_use.button'?" in str(unknown.faults[0])
    assert "after_use.button: the English text has changed since" in str(changed.faults[0])


def test_two_rows_that_say_different_things_are_said(bundle: Bundle) -> None:
    text = sheet(bundle)
    one = filled(text, "after_use.button", "I need to share", "Pasó")
    row = filled(text, "after_use.button", "I need to share", "Tomé").split("\r\n")[1]

    came = taken(bundle, f"{one}{row}\r\n")

    assert "row 2 has another translation of the same text" in str(came.faults[0])


def test_a_plural_needs_all_its_forms(bundle: Bundle) -> None:
    text = sheet(bundle)
    line = next(one for one in text.split("\r\n") if '"daily_checkin.thanks.say"' in one)
    half = line.removesuffix('"",""') + '"Una.",""'

    assert "all 2 plural forms have to be there" in str(taken(bundle, text.replace(line, half)).faults[0])

    whole = line.removesuffix('"",""') + '"Gracias, {name}.","Gracias, {name}: {count}."'

    came = taken(bundle, text.replace(line, whole))
    assert came.faults == ()
    assert 'msgstr[1] "Gracias, {name}: {count}."' in came.catalogs["conversations"]


def test_a_doubtful_translation_is_settled_by_new_words_or_by_the_word_translated(bundle: Bundle) -> None:
    po = update_catalog(bundle, "", "es").replace(
        'msgctxt "after_use.button"\nmsgid "I need to share"\nmsgstr ""',
        '#, fuzzy\n#| msgid "I shared"\nmsgctxt "after_use.button"\nmsgid "I need to share"\nmsgstr "Pasó"',
    )
    text = sheet(bundle, po)
    assert '"check","I need to share","","I shared","Pasó"' in text

    for words, state in (("Pasó", "translated"), ("Quiero contarlo", "check")):
        came = taken(bundle, filled(text, "after_use.button", "I need to share", words, state), po)
        assert came.changed == 1
        assert "fuzzy" not in came.catalogs["conversations"]
        assert f'msgstr "{words}"' in came.catalogs["conversations"]

    same = taken(bundle, filled(text, "after_use.button", "I need to share", "Pasó", "check"), po)
    assert same.catalogs["conversations"] == po


def test_who_writes_check_beside_a_translation_makes_it_doubtful(bundle: Bundle) -> None:
    po = update_catalog(bundle, "", "es").replace(
        'msgid "I need to share"\nmsgstr ""', 'msgid "I need to share"\nmsgstr "Pasó"'
    )

    came = taken(
        bundle, filled(sheet(bundle, po), "after_use.button", "I need to share", "Pasó", "check"), po
    )

    assert '#, fuzzy\nmsgctxt "after_use.button"' in came.catalogs["conversations"]


def test_an_emptied_cell_takes_nothing_away(bundle: Bundle) -> None:
    po = update_catalog(bundle, "", "es").replace(
        'msgid "I need to share"\nmsgstr ""', 'msgid "I need to share"\nmsgstr "Pasó"'
    )

    came = taken(bundle, filled(sheet(bundle, po), "after_use.button", "I need to share", ""), po)

    assert (came.changed, came.catalogs["conversations"]) == (0, po)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nothing in the first row"),
        (b"\n\n", "nothing in the first row"),
        (b"id,source,translation (fr)\n", "translations into 'fr', not into 'es'"),
        (b"id,translation (es)\n", "lacks: source"),
        (b"hello\nyou\n", "lacks: id, source"),
        (b"PK\x03\x04\x00\x00", "an Excel or LibreOffice file"),
        (b"id,source,translation (es)\na,b,\xe9\n", "not saved as UTF-8"),
        (b"i\x00d\x00", "not a text file"),
        (b"\xff\xfe\x00", "not saved as UTF-8"),
        (b'id,source,translation (es)\n"' + b"x" * 1_000_001, "quotes do not fit together"),
    ],
)
def test_what_is_no_spreadsheet_of_ours_is_said(data: bytes, words: str) -> None:
    with pytest.raises(SheetError, match=r".") as said:
        list(read_sheet(data, "es"))

    assert words in str(said.value)
    assert said.value.remedy
