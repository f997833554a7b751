"""What a file says, as words with their place: every name and value knows its line and column.

There are no implicit types. 2027-01-01, 08, null, true, yes and 10:00 are the words that were typed;
the shapes turn words into numbers, days and times where they expect them.
"""

from collections.abc import Iterator

from bot.scripts.problem import TOP, Mark


class Word(str):
    """Words as typed, and where. `cut` is what stands behind a # on the same line, else empty.

    `nothing` is true when nothing at all was typed; two quote signs are something.
    """

    mark: Mark
    cut: str
    nothing: bool

    def __new__(cls, words: str, mark: Mark = TOP, cut: str = "", *, nothing: bool = False) -> "Word":
        word = super().__new__(cls, words)
        word.mark = mark
        word.cut = cut
        word.nothing = nothing
        return word


class Mapped(dict[Word, "Node"]):
    """Names and what stands under them, in the order of the file."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.flow = False
        self._names: dict[str, Word] = {}

    def __setitem__(self, name: Word, node: "Node") -> None:
        super().__setitem__(name, node)
        self._names.setdefault(name, name)

    def key(self, name: str) -> Word:
        """Return the name as it stands in the file, with its place."""
        return self._names[name] if name in self else Word(name, self.mark)

    def pairs(self) -> Iterator[tuple[Word, "Node"]]:
        """Return names and values in the order of the file."""
        return iter(self.items())


class Listed(list["Node"]):
    """Several things, each behind a dash."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark


Node = Word | Mapped | Listed
