"""HELP and AYUDA, alone in a message: the lines at once, and a way to take it back.

Taking it back lowers nothing: the case stays with a human, who reads it there. A talk of help that these
words began and in which nothing was answered yet ends, and what it set aside is offered again; any other
goes on.
"""

from bot.engine import HELP_WORDS, Ending, fold
from bot.ids import from_base62, to_base62
from bot.signals import Level
from bot.storage import conversation
from bot.storage.conversation import Conversation
from bot.turns.buttons import OwnButton, write
from bot.turns.incoming import Pressed
from bot.turns.play import Play, own_in_every_language
from bot.turns.playing import set_status, state_of
from bot.turns.standing import Standing
from bot.turns.talking import always
from bot.turns.welcoming.coming_in import ask_for_help_now
from bot.turns.work import ChoiceShown

# Detail of [I did not mean that] under help: the talk that it began, and this. `stopping` has its own.
OF_HELP = "_h"
# In the button: help was there before these words.
NOT_BEGUN_BY_THEM = "0"


def is_help(words: str) -> bool:
    """Return whether these words, alone, ask for the lines."""
    return fold(words) in HELP_WORDS


def ask_for_help(play: Play, standing: Standing) -> None:
    """Help now, as for everybody who asks; a slip of the thumb can be taken back."""
    ask_for_help_now(play, standing)
    began = None if standing.held is not None else conversation.latest(play.work.tx, play.who.id)
    which = NOT_BEGUN_BY_THEM if began is None else to_base62(began.id)
    button = OwnButton(verb="meant", detail=f"{which}{OF_HELP}")
    play.spoken.add_button(play.own("bot.meant_button"), write(button))
    always.offer(play)


def is_about_help(button: OwnButton) -> bool:
    """Return whether it is help that was not meant."""
    return (button.detail or "").endswith(OF_HELP)


def not_meant(play: Play, standing: Standing, button: OwnButton, came: Pressed) -> None:
    """Whoever has the case reads that it was not meant; help that nobody answered yet ends."""
    play.work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    if standing.held is None:
        play.say("bot.contact_over")
        return
    told = own_in_every_language(play.work, "bot.help_taken_back_tell")
    play.work.desk.note_signal(standing.held.id, Level.NONE, "help_taken_back", told)
    talk = _unanswered(standing, (button.detail or "").removesuffix(OF_HELP))
    if talk is not None:
        # No stop in the middle of a crisis, which calls people again: nothing of one was said.
        set_status(play.work, talk, Ending.STOPPED.value)
        play.ended = Ending.STOPPED
    play.say("bot.help_taken_back")


def _unanswered(standing: Standing, which: str) -> Conversation | None:
    """Return the talk that the button names, if nothing in it was answered yet: a button can be forged."""
    talk = standing.open
    try:
        named = from_base62(which)
    except ValueError:
        return None
    if talk is None or talk.id != named or talk.status != "open" or state_of(talk).given:
        return None
    return talk
