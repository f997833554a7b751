"""One way to spoil the good programme, and what the check has to say about it.

Every code in bot/scripts/codes.py needs at least one. They stand in lists called EXAMPLES, in files called
examples_*.py anywhere below tests/scripts; test_scripts_codes.py walks them all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """`file` has `old` exchanged for `new` once; `also` does more of this: (file, old, new).

    `place` is "line:column" in the spoilt file, `words` a part of the message; `said_of` is the file that is
    named, where it is another one. `make` changes the files in any other way.
    """

    code: str
    file: str = ""
    old: str = ""
    new: str = ""
    also: tuple[tuple[str, str, str], ...] = ()
    place: str = ""
    words: str = ""
    said_of: str = ""
    make: Callable[[dict[str, str]], None] | None = field(default=None, compare=False)

    def spoil(self, files: dict[str, str]) -> dict[str, str]:
        """Return the files with this mistake in them."""
        files = dict(files)
        changes = (*([(self.file, self.old, self.new)] if self.old else []), *self.also)
        for file, old, new in changes:
            assert old in files[file], f"the example for {self.code} has to change something in {file}"
            files[file] = files[file].replace(old, new, 1)
        if self.make is not None:
            self.make(files)
        return files

    def fits(self, problem: str) -> bool:
        """Whether a printed problem is the one that this example is about."""
        kind = "warning" if self.code.startswith("W") else "error"
        named = self.said_of or (self.file if self.place else "")
        begins = f"{named}:{self.place}" if named else ""
        return problem.startswith(begins) and all(
            part in problem for part in (f": {kind}: ", self.words, f"[{self.code}]")
        )
