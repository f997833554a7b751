"""What a tap says, for somebody who reads along: the question, and what was chosen."""

from bot.engine.answering import takes_marks
from bot.engine.asking import control, values_of
from bot.engine.bundle import Bundle
from bot.engine.effects import Line
from bot.engine.events import Control
from bot.engine.facts import Facts
from bot.engine.questions import question_at
from bot.engine.state import Phase, State
from bot.engine.walk import Walk
from bot.engine.wording import line_for


def tap_in_words(
    bundle: Bundle, state: State, choice: str, facts: Facts
) -> tuple[Line, tuple[Line | str, ...]] | None:
    """Return the open question and the labels that a tap answers it with; None when it is no answer.

    A mark that can still be taken away is none: [That is all] says all of them.
    """
    walk = Walk(bundle=bundle, facts=facts, state=state)
    place = question_at(bundle, walk.top) if state.phase is Phase.ASKING else None
    if place is None:
        return None
    if choice == Control.SKIP.value:
        labels: tuple[Line | str, ...] = (control(Control.SKIP).label,)
    elif not takes_marks(walk):
        labels = tuple(label for one, _, label in values_of(walk) if one == choice)
    elif choice == Control.THAT_IS_ALL.value:
        labels = tuple(label for _, value, label in values_of(walk) if value in state.chosen)
    else:
        return None
    return (line_for(bundle, place.text, facts, state), labels) if labels else None
