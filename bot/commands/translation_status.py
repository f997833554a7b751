"""How far the translations are, for a terminal, a pipe and other programs."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence

from bot.scripts.problem import counted
from bot.scripts.translating.languages import language_name
from bot.scripts.translating.progress import Progress

BAR = 10  # letters of a bar of 100 percent


def show(parts: Sequence[Progress], *, as_json: bool) -> None:
    """Print how far each part is: in colour on a terminal, plain for a pipe."""
    if as_json:
        print(json.dumps([_as_data(one) for one in parts], ensure_ascii=False, indent=2))
    elif sys.stdout.isatty():
        _print_in_colour(parts)
    else:
        for line in _table(parts):
            print(line)


def counts(parts: Sequence[Progress]) -> str:
    """Return "208 texts, 3 to look at again, 12 to translate"."""
    texts, doubtful = sum(one.texts for one in parts), sum(one.doubtful for one in parts)
    said = [counted(texts, "text")]
    if doubtful:
        said.append(f"{doubtful} to look at again")
    if missing := sum(one.missing for one in parts):
        said.append(f"{missing} to translate")
    return ", ".join(said)


def _table(parts: Sequence[Progress]) -> Iterator[str]:
    for code in dict.fromkeys(one.language for one in parts):
        of_language = [one for one in parts if one.language == code]
        yield f"{language_name(code)} ({code})"
        for one in of_language:
            name = f"{_title(one)}{' (crisis)' if one.crisis else ''}"
            yield f"  {name:<34} {one.percent:>3}%  {counts([one])}"


def _print_in_colour(parts: Sequence[Progress]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    for code in dict.fromkeys(one.language for one in parts):
        table = Table(title=f"{language_name(code)} ({code})", title_justify="left", box=None)
        for _ in range(3):
            table.add_column(no_wrap=True)
        for column in ("done", "to look at", "missing"):
            table.add_column(column, justify="right")
        for one in (one for one in parts if one.language == code):
            colour = "red" if one.stops else "green" if one.percent == 100 else "yellow"
            bar = "█" * (one.percent * BAR // 100)
            table.add_row(
                Text(_title(one), "bold" if one.crisis else ""),
                Text("crisis" if one.crisis else "", "red" if one.stops else "dim"),
                Text(f"{bar:░<{BAR}} {one.percent:>3}%", colour),
                str(one.translated),
                str(one.doubtful or ""),
                str(one.missing or ""),
            )
        console.print(table)


def _title(one: Progress) -> str:
    return {"bot": "the bot's own words", "keys": "answers not given"}.get(one.part, one.part)


def _as_data(one: Progress) -> Mapping[str, object]:
    return {
        "language": one.language,
        "part": one.part,
        "crisis": one.crisis,
        "texts": one.texts,
        "translated": one.translated,
        "doubtful": one.doubtful,
        "missing": one.missing,
        "percent": one.percent,
        "stops": one.stops,
    }
