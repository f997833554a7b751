"""One thing that is not as it was."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`words` is a sentence for editors. `guarded`: a crisis or a consent can reach it.

    `script` and `step` say where in a conversation it is, as the older set calls it; None elsewhere.
    `gone`: the step, or without one the whole conversation, is not there any more.
    """

    script: str | None = None
    step: str | None = None
    words: str
    guarded: bool
    gone: bool = False
