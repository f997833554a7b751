"""Text in the cells of a spreadsheet: nothing in it is ever calculated, and all of it comes back."""

# what spreadsheets take for the beginning of a formula, also in the wide letters of East Asia
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
MARK = "'"  # in a spreadsheet: "this is text"


def defused(text: str) -> str:
    """Return the text as a cell holds it: with a mark before anything that could be taken for a formula."""
    return MARK + text if _looks_dangerous(text) else text


def restored(cell: str) -> str:
    """Return the text that a cell holds, whether or not the mark came back with it."""
    if cell.startswith(MARK) and _looks_dangerous(cell[1:]):
        return cell[1:]
    return cell


def _looks_dangerous(text: str) -> bool:
    # Spaces and marks before the sign are looked through: programs differ in what they strip.
    return text.startswith(FORMULA) or text.lstrip(f" \n{MARK}").startswith(FORMULA)
