"""Every text id that the code names is there and gets its values, and no text of the bot's own lies idle."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.engine.wording import names_in
from bot.texts.own import OWN
from bot.texts.own_commands import SLASH

ROOT = Path(__file__).parents[2]
BOT = ROOT / "bot"
OWN_ID = re.compile(r"bot\.(?:staff\.)?[a-z][a-z0-9_]*")
ENGINE_CONTROLS = re.compile(r"""Control\.[A-Z_]+: ["']([a-z_]+)["']""")
LINES_MADE_ELSEWHERE = ("bot.invitation",)  # the engine's line_for gives these their values


def test_every_text_that_the_code_names_is_there() -> None:
    missing = {text_id for text_id in _named() if text_id not in OWN and not text_id.endswith(("_", "."))}

    assert sorted(missing - _rooms() - {"bot.po"}) == []


def test_every_text_of_the_bots_own_is_said_somewhere() -> None:
    named = _named()
    beginnings = (SLASH, *(text_id for text_id in named if text_id.endswith("_")))
    idle = [text_id for text_id in OWN if text_id not in named and not text_id.startswith(beginnings)]

    assert idle == []


def test_every_text_gets_the_values_that_it_shows() -> None:
    shows = {
        str(text_id): names_in(text) for text_id, text in OWN.items() if text_id not in LINES_MADE_ELSEWHERE
    }
    lacking = [
        f"{where}: {text_id} lacks {', '.join(sorted(shows[text_id] - given))}"
        for where, text_id, given in _calls()
        if shows.get(text_id, frozenset()) - given
    ]

    assert lacking == []


@cache
def _trees() -> tuple[tuple[Path, ast.Module], ...]:
    """Return the program, but for the words themselves."""
    paths = (path for path in sorted(BOT.rglob("*.py")) if not path.match("texts/own*.py"))
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


@cache
def _named() -> frozenset[str]:
    """Return every text id in the code; one that ends with "_" is the beginning of several."""
    named: set[str] = set()
    for path, tree in _trees():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and OWN_ID.fullmatch(node.value)
            ):
                named.add(node.value)
            if path.parent.name == "engine" and isinstance(node, ast.Call):
                named |= _engine_says(node)
        if path.parent.name == "engine":
            named |= {f"bot.{name}" for name in ENGINE_CONTROLS.findall(path.read_text(encoding="utf-8"))}
    return frozenset(named)


def _engine_says(call: ast.Call) -> set[str]:
    """Return what own("...") of the engine names: it leaves "bot." out, and may choose between two."""
    if not isinstance(call.func, ast.Name) or call.func.id != "own" or not call.args:
        return set()
    words = [node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)]
    return {f"bot.{word}" for word in words if isinstance(word, str)}


def _calls() -> Iterator[tuple[str, str, set[str]]]:
    """Return (where, text id, names of the values given) of each call that names a text first or second."""
    for path, tree in _trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or any(keyword.arg is None for keyword in node.keywords):
                continue
            given = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
            if isinstance(node.func, ast.Name | ast.Attribute) and _says(node.func):
                ids = {
                    one.value
                    for one in node.args
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
                if path.parent.name == "engine":
                    ids |= _engine_says(node)
                for text_id in sorted(ids):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", text_id, given


def _says(func: ast.Name | ast.Attribute) -> bool:
    return (func.id if isinstance(func, ast.Name) else func.attr).strip("_") in ("own", "say", "queue_own")


def _rooms() -> set[str]:
    """Return names such as bot.telegram, which are rooms of the program and no texts."""
    return {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in BOT.rglob("*")}
