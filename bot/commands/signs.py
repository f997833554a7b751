"""One thing that `doctor` has looked at."""

from dataclasses import asdict, dataclass
from typing import Final

GOOD: Final = "good"
LOOK: Final = "look"  # nobody is unheard because of it yet
MEND: Final = "mend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """`code` is for other programs, `state` one of the three above; `where` is a setting, file or command."""

    code: str
    state: str
    what: str
    where: str = ""
    mend: str = ""

    def document(self) -> dict[str, str]:
        """Return it as JSON can hold it."""
        return asdict(self)
