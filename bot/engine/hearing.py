"""What a signal found in the person's words does to the conversation. The words may be about anything."""

from bot.engine.asking import ask
from bot.engine.crisis import crisis_script_for, lines_here
from bot.engine.effects import KeepRemark, Line, RaiseSignal, Say, Show, StartNow
from bot.engine.endings import replace_by
from bot.engine.state import Phase
from bot.engine.walk import Walk
from bot.engine.wording import own, when_a_person_answers
from bot.signals import Level, Signal

# What this is written down as; a case reads it.
ASKED_FOR_PERSON = "asked_for_person"

# The kind of signal that is itself a wish to talk to a person.
WANTS_PERSON = "human"

# Kinds that have a text of their own for coaches, bot.heard_<kind>; the rest shares bot.heard_other.
KINDS = frozenset(("suicide", "overdose", "violence", "medical", "lapse", "craving", "distress", "human"))


def heard_line(kind: str) -> Line:
    """Return what a coach is told of a signal of this kind."""
    return own(f"heard_{kind}" if kind in KINDS else "heard_other")


def tell_signal(walk: Walk, signal: Signal) -> None:
    """Tell a coach what was heard; the words themselves stay closed."""
    walk.emit(RaiseSignal(level=signal.level, why=signal.kind, tell=heard_line(signal.kind)))


def asked_for_person(walk: Walk) -> None:
    """Tell a coach, say truly who answers, and let the question stand."""
    walk.emit(RaiseSignal(level=Level.URGENT, why=ASKED_FOR_PERSON, tell=own("asked_for_person")))
    answers = when_a_person_answers(walk.facts)
    walk.emit(Say(line=own("person_called", when_a_person_answers=answers)))
    ask_again(walk)


def heard_crisis(walk: Walk, signal: Signal, words: str) -> None:
    """Tell a coach and begin the script that helps; when it is running already, show its lines again."""
    tell_signal(walk, signal)
    walk.emit(KeepRemark(words=words))
    help_script = crisis_script_for(walk.bundle, signal.kind)
    running = [frame.script for frame in walk.state.stack]
    if help_script is None or help_script in running:
        lines = lines_here(walk)
        if lines is not None:
            walk.emit(Show(resource=lines, crisis=True))
        ask_again(walk)
    elif walk.ended:
        walk.emit(StartNow(script=help_script))
    else:
        replace_by(walk, help_script)


def ask_again(walk: Walk) -> None:
    """Ask the open question again, if one is open."""
    if walk.state.stack and walk.state.phase in (Phase.ASKING, Phase.HOLDING):
        ask(walk, again=True)
