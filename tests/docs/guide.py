"""Reads the examples out of the editors' guide: fenced blocks whose first line says what they are."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "editors.md"

_FENCE = re.compile(
    r"^```(?P<language>\w+)(?: (?P<what>[^\n]+))?\n(?P<words>.*?)^```$", re.MULTILINE | re.DOTALL
)

HEAD = """\
format: 1
script: example
title: Example
starts: only when called
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One block of the guide: its language, what stands behind it, its words and its line."""

    language: str
    what: str
    words: str
    line: int


def examples(guide: Path = GUIDE) -> list[Example]:
    """Return all blocks in the order of the page."""
    text = guide.read_text(encoding="utf-8")
    return [
        Example(
            language=match["language"],
            what=match["what"] or "",
            words=match["words"],
            line=text.count("\n", 0, match.start()) + 1,
        )
        for match in _FENCE.finditer(text)
    ]


def as_files(example: Example) -> dict[str, str]:
    """Return {file: content} of what an editor would have written around the example."""
    what, words = example.what.removeprefix("wrong "), example.words
    if what.startswith("file "):
        return {what.removeprefix("file "): words}
    match what:
        case "steps":
            return {"example.yaml": f"{HEAD}\nsteps:\n{words}"}
        case "part":
            return {"example.yaml": f"{HEAD}\n{words}\nsteps:\n  hello:\n    say: Hello.\n"}
        case "rules":
            return {"example.yaml": f"{HEAD}\n{words}"}
        case "keys":
            keys = (ROOT / "conversations" / "keys.yaml").read_text(encoding="utf-8")
            return {"keys.yaml": keys + words}
        case "programme":
            return {"programme.yaml": _with(ROOT / "conversations" / "programme.yaml", words)}
        case "cards":
            return {"protocols.yaml": f"format: 1\n{words}"}
    raise AssertionError(f"line {example.line}: nobody knows how to run an example of {what!r}")


def _with(file: Path, words: str) -> str:
    """Return a shared file in which `words` stand in place of the parts that they name."""
    named = {line.partition(":")[0] for line in words.splitlines() if line[:1].isalpha()}
    kept, keeps = [], True
    for line in file.read_text(encoding="utf-8").splitlines():
        if line[:1].isalpha():
            keeps = line.partition(":")[0] not in named
        if keeps:
            kept.append(line)
    return "\n".join(kept) + f"\n{words}"
