"""A voice note outside of any talk: no machine listens to it, and a person can, if its owner wants that."""

from typing import Final

from bot.cases import Raised, media_to_coach, raise_signals, words_now
from bot.ids import from_base62, to_base62
from bot.signals import Level
from bot.storage import case
from bot.turns.buttons import OwnButton, write
from bot.turns.incoming import Pressed, SentMedia
from bot.turns.play import Play, own_in_every_language
from bot.turns.standing import Standing
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import ChoiceShown

LISTEN: Final = "listen"
# Kinds of media that only ears can read; the button says which of them it is about by its first letters.
SPOKEN: Final = ("voice", "video_note")


def offer(play: Play, came: SentMedia) -> None:
    """Put [Let a person listen] under what is said of a voice note."""
    detail = f"{to_base62(came.message_id)}_{SPOKEN.index(came.what)}"
    play.spoken.add_button(play.own("bot.listen_button"), write(OwnButton(verb=LISTEN, detail=detail)))


def listen(play: Play, standing: Standing, button: OwnButton, came: Pressed) -> None:
    """Open or raise the case, and give the voice note to whoever has it, or opens it."""
    work, who = play.work, play.who
    named = _named(button, came)
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    if named is None:
        play.say("bot.listen_gone")
        return
    message, what = named
    told = own_in_every_language(work, "bot.listen_tell")
    signal = Raised(level=Level.URGENT, why="let_a_person_listen", told=told)
    work.post(raise_signals(work.desk, who, [signal], without_consent=is_guest(work, who)))
    held = case.open_of(work.tx, who.id)
    if held is None:
        return
    work.post(media_to_coach(work.desk, held, who, message, what))
    play.say("bot.listen_kept")
    play.spoken.texts.append(words_now(work.desk, held, who))


def _named(button: OwnButton, came: Pressed) -> tuple[int, str] | None:
    """Return (message id, kind) that the button names: a message of this chat that stands above the button.

    A button can be forged; a copy of one's own chat is the most that it can bring.
    """
    number, _, kind = (button.detail or "").partition("_")
    try:
        message = from_base62(number)
    except ValueError:
        return None
    known = kind.isdecimal() and int(kind) < len(SPOKEN) and 0 < message < came.message_id
    return (message, SPOKEN[int(kind)]) if known else None
