"""How a conversation ends."""

from bot.engine.crisis import first_lines, is_crisis_script, lines_here
from bot.engine.effects import Effect, Finish, RaiseSignal, Say, SendPicture, SendSound, Show, StartNow
from bot.engine.rules import judge_rules, settle_doubts
from bot.engine.state import Ending
from bot.engine.walk import Walk
from bot.engine.wording import own
from bot.signals import Level


def finish(walk: Walk, ending: Ending) -> None:
    """End the conversation. Alerts that rest on an answer that was taken back are corrected first."""
    settle_doubts(walk, all_of_them=True)
    walk.end(ending)
    walk.emit(Finish(ending=ending))


def replace_by(walk: Walk, script: str) -> None:
    """End the conversation and begin `script` in its place."""
    finish(walk, Ending.REPLACED)
    walk.emit(StartNow(script=script))


def follow_rules(walk: Walk, *, gave_up: bool = False) -> bool:
    """Judge the rules; return True when one has ended this conversation and started another script.

    A rule that would start a script that is running already shows its lines instead of beginning it again.
    Where a coach was told of a crisis in this turn, the lines come before what starts now.
    """
    start = judge_rules(walk, gave_up=gave_up)
    if start is None:
        return False
    if any(script.name == start for script in walk.scripts()):
        lines = first_lines(walk.bundle, start) or lines_here(walk)
        if lines is not None:
            walk.emit(Show(resource=lines, crisis=True))
        return False
    lines = lines_here(walk)
    if lines is not None and _owes_lines(walk) and not is_crisis_script(walk.bundle, start):
        walk.emit(Show(resource=lines, crisis=True))
    replace_by(walk, start)
    return True


def _owes_lines(walk: Walk) -> bool:
    """Return whether this turn told of a crisis and has not shown any lines."""
    shown = any(isinstance(effect, Show) and effect.crisis for effect in walk.effects)
    return not shown and any(
        isinstance(effect, RaiseSignal) and effect.level is Level.CRISIS for effect in walk.effects
    )


def lose_the_thread(walk: Walk) -> None:
    """End a conversation whose script goes round in a circle: kindly, and a coach is told.

    What the circle wanted to say is dropped, or the person would get it a hundred times; what was saved and
    told stays.
    """
    kept: list[Effect] = []
    for effect in walk.effects:
        if not isinstance(effect, Say | SendPicture | SendSound) and effect not in kept:
            kept.append(effect)
    walk.effects[:] = kept
    walk.emit(Say(line=own("lost_the_thread")))
    tell = own("limit_tell", script=walk.state.script)
    walk.emit(RaiseSignal(level=Level.URGENT, why="limit", tell=tell))
    finish(walk, Ending.FAILED)


def leave_it_here(walk: Walk) -> None:
    """End a conversation that asked too much: kindly, and a coach is told."""
    walk.emit(Say(line=own("enough_for_now")))
    tell = own("limit_tell", script=walk.state.script)
    walk.emit(RaiseSignal(level=Level.URGENT, why="limit", tell=tell))
    finish(walk, Ending.STOPPED)
