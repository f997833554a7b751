"""The spreadsheet of one language: what translators without a catalog editor fill in.

One row a text. Written as UTF-8 with a byte order mark, so that Excel shows accents; read as any
spreadsheet program saves it again: commas, semicolons or tabs, UTF-8 or UTF-16.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.errors import HoldfastError
from bot.scripts.translating.cells import defused, restored

TRANSLATED, CHECK, MISSING = "translated", "check", "missing"
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
LARGEST_SHEET = 20_000_000  # bytes; one of ten thousand texts has about 3 MB
LONGEST_CELL = 1_000_000  # letters; no spreadsheet holds so many

_HEAD = ("id", "file", "note", "state", "source", "source plural", "source before")
_TRANSLATION = re.compile(r"translation(?: (\d))? \(([A-Za-z_-]{2,12})\)")


class SheetError(HoldfastError):
    """The spreadsheet cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text. `number` is its row in the spreadsheet; `strings` are the translation's plural forms.

    `before` is what the source text was when it was translated, where it has changed since.
    """

    number: int
    id: str
    file: str
    note: str
    state: str
    source: str
    plural: str | None
    before: str
    strings: tuple[str, ...]


def write_sheet(rows: Iterable[Row], language: str, *, forms: int, separator: str = ",") -> bytes:
    """Return the spreadsheet; nothing in it is a formula, and `read_sheet` gives the same rows again."""
    text = io.StringIO()
    sheet = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    sheet.writerow((*_HEAD, *(_column(form, language) for form in range(forms))))
    for row in rows:
        cells = (row.id, row.file, row.note, row.state, row.source, row.plural or "", row.before)
        empty = ("",) * (forms - len(row.strings))
        sheet.writerow([defused(cell) for cell in (*cells, *row.strings, *empty)])
    return text.getvalue().encode("utf-8-sig")


def read_sheet(data: bytes, language: str) -> Iterator[Row]:
    """Yield the rows that hold anything. Raises SheetError where the spreadsheet cannot be understood."""
    table = _table(_text(data))
    _, head = next(table)
    columns = {name.strip().casefold(): place for place, name in enumerate(head)}
    found = [(place, _TRANSLATION.fullmatch(name)) for name, place in columns.items()]
    written = {int(match.group(1) or 1): (place, match.group(2)) for place, match in found if match}
    for _, of in written.values():
        if of.casefold() != language.casefold():
            raise SheetError(
                f"This spreadsheet holds translations into '{of}', not into '{language}'.",
                remedy="Name that language, or the other file.",
            )
    lacking = [name for name in ("id", "source") if name not in columns]
    if lacking or 1 not in written:
        names = ", ".join(lacking or [_column(0, language)])
        raise SheetError(
            f"The first row of this spreadsheet lacks: {names}.",
            remedy="Keep the first row as it was exported.",
        )

    for number, cells in table:
        row = {name: restored(cells[place]) for name, place in columns.items() if place < len(cells)}
        strings = [cells[place] if place < len(cells) else "" for _, (place, _) in sorted(written.items())]
        if not any(cell.strip() for cell in cells):
            continue
        yield Row(
            number=number,
            id=row.get("id", "").strip(),
            file=row.get("file", ""),
            note=row.get("note", ""),
            state=row.get("state", "").strip().casefold(),
            source=row.get("source", ""),
            plural=row.get("source plural") or None,
            before=row.get("source before", ""),
            strings=tuple(restored(cell) for cell in strings),
        )


def _column(form: int, language: str) -> str:
    return f"translation ({language})" if form == 0 else f"translation {form + 1} ({language})"


def _text(data: bytes) -> str:
    if len(data) > LARGEST_SHEET:
        raise SheetError("This file is too large for a spreadsheet of texts.", remedy="Is it another file?")
    if data.startswith(b"PK\x03\x04"):
        remedy = "In Excel: Save as, 'CSV UTF-8'. In LibreOffice: Save as, 'Text CSV', Unicode (UTF-8)."
        raise SheetError("This is an Excel or LibreOffice file, not a CSV file.", remedy=remedy)
    encoding = "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in data[:4000]:
        raise SheetError("This is not a text file.", remedy="Save the spreadsheet as 'CSV UTF-8'.")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise SheetError(
            "This file is not saved as UTF-8, so accents would be damaged.",
            remedy="In Excel: Save as, 'CSV UTF-8'. In LibreOffice: Save as, 'Text CSV', Unicode (UTF-8).",
        ) from None


def _table(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number, cells), the row of names first."""
    number = 1
    said = re.match(r"sep=(.)\r?\n", text)  # what Excel itself writes and reads, hidden from its user
    if said:
        text = text[said.end() :]
    first = text.partition("\n")[0]
    separator = said.group(1) if said else max(SEPARATORS.values(), key=first.count)
    if not first.strip():
        raise SheetError("There is nothing in the first row of this file.", remedy="Is it another file?")
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            yield number, cells
    except csv.Error:
        raise SheetError(
            f"Row {number + 1} of this file cannot be read: its quotes do not fit together.",
            remedy="Export again and fill in the new file.",
        ) from None
    finally:
        csv.field_size_limit(before)
