"""What silence does: a nudge, then giving up. In a crisis it is told to whoever holds the case."""

from bot.engine.asking import silence_of
from bot.engine.crisis import in_crisis
from bot.engine.effects import RaiseSignal, Say
from bot.engine.endings import finish, follow_rules
from bot.engine.state import Ending
from bot.engine.walk import Walk
from bot.engine.wording import line_for, own
from bot.signals import Level

# What a silence is written down as; a case reads it.
SILENT_IN_CRISIS = "silent_in_crisis"


def nudge(walk: Walk) -> None:
    """Say the script's nudge. The question stands, with the same buttons."""
    if in_crisis(walk):
        tell = own("silent_in_crisis")
        walk.emit(RaiseSignal(level=Level.CRISIS, why=SILENT_IN_CRISIS, tell=tell))
    silence = silence_of(walk)
    if silence is not None and silence.nudge is not None:
        walk.emit(Say(line=line_for(walk.bundle, silence.nudge, walk.facts, walk.state)))


def give_up(walk: Walk) -> None:
    """End the conversation as missed, or partly answered when the person did anything in it.

    Rules about silence are judged. Nothing is said: a reproach would be the last thing that was heard.
    """
    if follow_rules(walk, gave_up=True):
        return
    did_something = bool(walk.state.given) or walk.state.misfits > 0 or bool(walk.state.chosen)
    finish(walk, Ending.PARTLY_ANSWERED if did_something else Ending.MISSED)
