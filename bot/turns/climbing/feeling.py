"""Whether it got worse while somebody waits: three buttons under the truth. Nothing is lowered by them."""

from typing import Final

from bot.cases import FEELINGS, Raised, raise_worse, words_now
from bot.ids import from_base62
from bot.signals import Level
from bot.storage import case
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.turns.buttons import OwnButton
from bot.turns.incoming import Pressed
from bot.turns.play import Play, own_in_every_language
from bot.turns.standing import Standing
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import ChoiceShown

VERBS: Final = FEELINGS


def pressed(play: Play, standing: Standing, button: OwnButton, came: Pressed) -> None:
    """Write down how it is; when it got worse everybody is called, and the lines stand first again."""
    work = play.work
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    held = standing.held
    if held is None or not _is_about(held, button):
        if button.verb == "worse":
            _worse(play)  # the talk is over, the danger may not be
        else:
            play.say("bot.feels_heard_over")
        return
    if button.verb == "worse":
        _worse(play)
        return
    told = own_in_every_language(work, f"bot.feels_{button.verb}_tell")
    work.desk.note_signal(held.id, Level.NONE, f"feels_{button.verb}", told)
    play.say(f"bot.feels_{button.verb}_heard")
    if held.level >= Level.CRISIS or not standing.with_coach:
        play.spoken.texts.append(words_now(work.desk, held, play.who))


def _worse(play: Play) -> None:
    work = play.work
    play.lane = Lane.CRISIS
    told = own_in_every_language(work, "bot.feels_worse_tell")
    signal = Raised(level=Level.CRISIS, why="feels_worse", told=told)
    letters = raise_worse(work.desk, play.who, signal, without_consent=is_guest(work, play.who))
    work.post(tuple(one for one in letters if one.person is None))  # the truth is said below, once
    if work.first_aid is None:
        play.spoken.crisis.append(work.library.resource(work.library.lines_now, play.who.locale))
    play.say("bot.feels_worse_heard")
    held = case.open_of(work.tx, play.who.id)
    if held is not None:
        play.spoken.texts.append(words_now(work.desk, held, play.who, lines=False, called=False))


def _is_about(held: Case, button: OwnButton) -> bool:
    try:
        return from_base62(button.detail or "") == held.id
    except ValueError:
        return False
