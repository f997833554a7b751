"""Going back to the last answer: while the conversation runs, and until 10 minutes after its end."""

from datetime import datetime

from bot.engine.asking import ask
from bot.engine.effects import CorrectSignal, DropAnswer, Say
from bot.engine.judge import known
from bot.engine.limits import CHANGE_TIME
from bot.engine.rules import doubt_rules
from bot.engine.scores import drop_scores
from bot.engine.state import Ending, Given, Phase, State
from bot.engine.walk import Walk
from bot.engine.wording import own


def can_change(state: State, at: datetime) -> bool:
    """Return whether [Change that answer] works at `at` (aware UTC): there is one, and it is not too late."""
    if not state.given:
        return False
    return state.ended_at is None or state.ended_at <= at <= state.ended_at + CHANGE_TIME


def _take_back(walk: Walk) -> Given:
    """Take the last answer away; alerts that rested on it are in doubt until the next one."""
    last = walk.state.given[-1]
    before = known(walk)
    walk.change(given=walk.state.given[:-1], stack=last.stack)
    drop_scores(walk, last.slot)
    doubt_rules(walk, before)
    if last.key is not None:
        walk.emit(DropAnswer(key=last.key))
    return last


def go_back(walk: Walk) -> bool:
    """Ask the question of the last answer again; return False when there is none."""
    if not walk.state.given:
        return False
    _take_back(walk)
    walk.change(phase=Phase.ASKING, ending=None, ended_at=None)
    ask(walk)
    return True


def change_after_the_end(walk: Walk) -> bool:
    """Open the conversation again at its last answer; return False when it is too late.

    After a crisis rule has started another conversation nothing is opened again: the alert gets the note that
    it was a wrong tap, and the conversation that was started goes on.
    """
    if not can_change(walk.state, walk.facts.at):
        return False
    if walk.state.ending is not Ending.REPLACED:
        return go_back(walk)
    _take_back(walk)
    for why in sorted(walk.state.doubted):
        walk.emit(CorrectSignal(why=why))
    walk.change(stack=(), fired=walk.state.fired - walk.state.doubted, doubted=frozenset())
    walk.emit(Say(line=own("wrong_tap_noted")))
    return True
