"""One slip of the hand in one line of a file: deleted, twice, swapped, misspelt or indented otherwise."""

import random
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """The files with one slip in them, and which slip it is."""

    files: Mapping[str, str]
    file: str
    slip: str

    @property
    def script(self) -> str:
        return self.file.removesuffix(".yaml")


def mutant(files: Mapping[str, str], seed: int) -> Mutant:
    """Return a mutant; the same seed makes the same one."""
    chance = random.Random(seed)
    file = chance.choice(sorted(name for name in files if name.endswith(".yaml")))
    lines = files[file].split("\n")
    places = [place for place, line in enumerate(lines) if line.strip()]
    place = chance.choice(places)
    slip = chance.choice(("delete", "duplicate", "swap", "misspell", "indent"))
    line = lines[place]
    match slip:
        case "delete":
            del lines[place]
        case "duplicate":
            lines.insert(place, line)
        case "swap":
            other = chance.choice((places[(places.index(place) + 1) % len(places)], chance.choice(places)))
            lines[place], lines[other] = lines[other], lines[place]
        case "misspell":
            lines[place] = _misspelt(line, chance)
        case _:
            deeper = chance.choice((-4, -2, -1, 1, 2, 4))
            lines[place] = " " * deeper + line if deeper > 0 else line[min(-deeper, _indent(line)) :]
    now = lines[min(place, len(lines) - 1)]
    said = f"{file}:{place + 1}: {slip}: {line.strip()[:60]!r} -> {now.strip()[:60]!r}"
    return Mutant(files={**files, file: "\n".join(lines)}, file=file, slip=said)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _misspelt(line: str, chance: random.Random) -> str:
    """Return the line with a letter gone, twice, exchanged with the next one, or another one."""
    letters = [place for place, sign in enumerate(line) if not sign.isspace()]
    place = chance.choice(letters)
    match chance.randrange(4):
        case 0:
            return line[:place] + line[place + 1 :]
        case 1:
            return line[:place] + line[place] + line[place:]
        case 2:
            return line[:place] + line[place + 1 : place + 2] + line[place] + line[place + 2 :]
    return line[:place] + chance.choice("abcdefghijklmnopqrstuvwxyz_0123456789") + line[place + 1 :]
