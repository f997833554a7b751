"""A tap that answers a question of before, while a coach has the case: she reads it as a line of the talk.

"No" under "Is somebody with you?" is the most that some people can say. What somebody begins by themselves in
a talk, such as their reasons, is their own and goes to nobody.
"""

from typing import Final

from bot.cases import to_coach
from bot.engine import Line, is_crisis_script, tap_in_words
from bot.signals import Level
from bot.storage.case import Case
from bot.storage.conversation import Conversation
from bot.turns.buttons import AnswerButton
from bot.turns.facts import gather
from bot.turns.incoming import Pressed
from bot.turns.play import Play
from bot.turns.playing import state_of
from bot.turns.staffing.allowed import seen_by
from bot.turns.standing import Standing

# Stands between a question and what was tapped under it.
_ANSWERS: Final = "→"


def words_of(play: Play, standing: Standing, talk: Conversation, button: AnswerButton) -> str | None:
    """Return the question and what this tap answers it with, as whoever has the case reads them.

    None when nobody has an urgent case, and when the tap is no answer, or not for her.
    """
    work, held = play.work, standing.held
    holder = work.desk.holder(held) if held is not None else None
    edition = work.library.edition(talk.bundle)
    helps = talk.script in edition.bundle.scripts and is_crisis_script(edition.bundle, talk.script)
    if held is None or holder is None or held.level < Level.URGENT or not (helps or _is_older(talk, held)):
        return None
    facts = gather(work, seen_by(holder, play.who, held), edition, talk.script, talk.id)
    said = tap_in_words(edition.bundle, state_of(talk), button.choice, facts)
    if said is None:
        return None
    question, labels = said

    def words(label: Line | str) -> str:
        return edition.say(label, holder.locale) if isinstance(label, Line) else label

    return f"{words(question)}\n{_ANSWERS} {', '.join(words(label) for label in labels)}"


def relay(play: Play, standing: Standing, words: str, came: Pressed) -> None:
    """Pass it on as every other word of the talk; an answer to it stands under the question."""
    assert standing.held is not None  # else there are no such words
    play.work.post(to_coach(play.work.desk, standing.held, play.who, words, source=came.message_id))


def _is_older(talk: Conversation, held: Case) -> bool:
    return held.acknowledged_at is not None and talk.opened_at <= held.acknowledged_at
