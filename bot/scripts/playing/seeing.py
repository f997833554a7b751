"""What stands behind "Who sees this?" while a script is played: said of a team like that of the real bot."""

from bot.engine import AskEachStep, Bundle, Duty, Frame, Line
from bot.scripts.explaining import Roles, who_sees

# As in the bot itself, whose rooms above this one decide it; a test holds the two together.
TEAM = ("coach", "supervisor", "admin")
CLOSED_KINDS = frozenset(("free text",))


def lines_about(bundle: Bundle, stack: tuple[Frame, ...], duty: Duty) -> tuple[Line, ...]:
    """Return who sees the answer to the question on top of `stack`, and what it starts."""
    *callers, top = stack
    kind = bundle.scripts[top.script].steps[top.step].kind
    key = list(kind.texts)[top.part] if isinstance(kind, AskEachStep) else None
    roles = Roles(
        called=TEAM,
        opens=TEAM,
        closed=CLOSED_KINDS,
        coach=duty.coach if duty.taken else None,
        reachable=duty.called > 0,
    )
    return who_sees(bundle, top.script, top.step, key, roles, callers=tuple(callers))
