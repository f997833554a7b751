"""Says in plain words which of YAML's traps an editor has stepped into, and how to get out."""

import re

from bot.scripts.problem import TOP, Mark

Trap = tuple[Mark, str, str]

QUOTE_IT = 'Put the whole text in "double quotes".'
# what Word and web pages paste for a space: no-break, figure, narrow no-break, ideographic, zero width, mark
PASTED_SPACES = "\u00a0\u2007\u202f\u3000\u200b\ufeff"
MOST_SPACES_SAID = 20  # lines; a file pasted from Word has this on every one of them

_INDENT = re.compile(rf"[ \t{PASTED_SPACES}]*")
_VALUE = re.compile(r"^\s*(?:- +)?(?:[^\s\"'#][^:#]*:\s+)?(?P<value>\S.*)$")
# a text in curly quotes that holds what only straight ones protect
_CURLY = re.compile(r"^\s*(?:- +)?[^\s\"'#][^:#“”„]*:\s+(?P<value>[“”„].*: .*)$")


def stray_spaces(lines: list[str]) -> list[Trap]:
    """Return the lines that are indented with something else than spaces."""
    found: list[Trap] = []
    for number, line in enumerate(lines, start=1):
        match = _INDENT.match(line)
        indent = match.group() if match else ""
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if "\t" in indent:
            words = "There is a tab at the start of this line. Use spaces (two for each level)."
            found.append((Mark(number, 1), "E103", words))
        elif any(sign in indent for sign in PASTED_SPACES):
            words = "This line is indented with a special 'no-break' space, often pasted from Word."
            found.append((Mark(number, 1), "E107", f"{words} Use ordinary spaces."))
    return found[:MOST_SPACES_SAID]


def explain(error: Exception, lines: list[str]) -> Trap:
    """Return where the parser stumbled, which trap that is, and the repair; the error is of either parser."""
    problem = str(getattr(error, "problem", "") or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return TOP, "E105", "This file cannot be read. Compare it with one that works."
    number = min(mark.line, len(lines) - 1)
    place = Mark(number + 1, mark.column + 1)
    curly = _CURLY.match(lines[number])
    if curly is not None:
        words = "The text starts with a curly quote sign, often pasted from Word. Type straight ones instead"
        return Mark(number + 1, curly.start("value") + 1), "E108", f'{words}: "like this".'
    # the parser often notices a line late: look back to the last line that says something
    for back in range(number, max(number - 3, -1), -1):
        trap = _opening_sign(lines[back], back + 1)
        if trap is not None:
            return trap
    if "\t" in lines[number]:
        column = lines[number].index("\t") + 1
        return Mark(number + 1, column), "E103", "There is a tab in this line. Use a space instead."
    if "mapping values are not allowed" in problem and ": " in lines[number].strip().rstrip(":"):
        if _is_second_colon(lines[number], mark.column):
            words = (
                "The text on this line contains ': ' (a colon and a space), which confuses the file format."
            )
            return place, "E104", f"{words} {QUOTE_IT}"
        words = "This line does not fit here. Check that it lines up with its neighbours"
        return place, "E105", f"{words} and that the line above does not already hold a text."
    if "quoted scalar" in str(getattr(error, "context", "") or ""):
        words = "A text begins with a quote sign here, but the closing quote sign is missing."
        start = getattr(error, "context_mark", None) or mark
        return Mark(start.line + 1, start.column + 1), "E106", words
    words = "This line does not fit here. Check that it lines up with its neighbours"
    return place, "E105", f"{words} and that the name ends with a colon."


def _opening_sign(line: str, number: int) -> Trap | None:
    match = _VALUE.match(line)
    if match is None:
        return None
    value = match.group("value").rstrip()
    place = Mark(number, match.start("value") + 1)
    sign = value[0]
    if sign in "@`%*&!" or (sign in "|>" and len(value) > 2):
        return place, "E106", _special(sign)
    if sign in "{[":
        closing = value.find("}" if sign == "{" else "]")
        after = value[closing + 1 :].strip() if closing > 0 else ""
        if closing < 0 or (after and not after.startswith("#")):
            return place, "E106", _special(sign)
    if sign in "\"'":
        end = value.find(sign, 1)
        while end > 0 and (value[end - 1] == "\\" if sign == '"' else value[end + 1 : end + 2] == "'"):
            end = value.find(sign, end + (1 if sign == '"' else 2))
        after = value[end + 1 :].strip() if end > 0 else ""
        if after and not after.startswith(("#", ":", ",", "]", "}")):
            words = "The text goes on after its closing quote sign. Put the whole text in quotes"
            return place, "E106", f"{words}, and write quote signs inside it as “ and ”."
    return None


def _special(sign: str) -> str:
    return f"The text starts with '{sign}', which the file format reads as a special sign. {QUOTE_IT}"


def _is_second_colon(line: str, column: int) -> bool:
    return ":" in line[:column]
