"""What a participant sends: which conversation it belongs to, and what happens when it belongs to none.

| what comes      | nothing open | one is open                               | a coach has the case |
|-----------------|--------------|-------------------------------------------|----------------------|
| typed words     | kept, menu   | answer, if sent after the question; else kept | go to the coach  |
| a button        | old: said so | the answer, if it is this turn's          | the same             |
| menu button     | start        | sets the open one aside                   | start; coach is told |
| danger in words | starts help  | replaces                                  | help; the coach is told |

A guest, who has agreed to nothing, finds the first screen in the place of the menu, and help like everybody;
what a guest writes is kept in an open case or nowhere.
"""

from datetime import timedelta

from bot.cadence import Pace
from bot.cases import NOT_PASSED, is_resting_hello
from bot.engine import (
    Control,
    Heard,
    Resumed,
    Wrote,
    crisis_script_for,
    fold,
    heard_line,
    named_control,
)
from bot.signals import Signal, listen
from bot.storage import conversation, outbox
from bot.storage.conversation import Conversation
from bot.storage.outbox import PASSING
from bot.storage.person import Person
from bot.turns import menu_keys
from bot.turns.buttons import AnswerButton, OwnButton, read
from bot.turns.check_ins import invite_again
from bot.turns.commands import is_command
from bot.turns.incoming import Commanded, Edited, Pressed, SentMedia, Typed
from bot.turns.menu import Always, MenuWords, menu_for
from bot.turns.owning import helping, mydata, screen, stopping, whosaw
from bot.turns.play import Play, call_people, keep_remark, offer_to_go_on
from bot.turns.posting import post_spoken
from bot.turns.pressing import pressed
from bot.turns.standing import Standing, ask_for_person, play_on, set_aside, standing_of, start_help
from bot.turns.talking import afterwards, always, another, concerns, guessing, passing, phrases, voice
from bot.turns.welcoming import entrance, young
from bot.turns.welcoming.coming_in import ask_for_help_now, come_in
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import QuestionOnItsWayError, Work

# Kinds of media with words of their own; everything else gets `bot.media_other`.
_MEDIA_WORDS = {
    "voice": "voice",
    "video_note": "voice",
    "audio": "voice",
    "photo": "photo",
    "sticker": "sticker",
}

# Whole messages, folded, that greet: the bot's own texts say "just write hello".
GREETINGS = frozenset(
    (
        "hello", "hello there", "hi", "hi there", "hey", "good morning", "good evening", "start",
        "hola", "holi", "ola", "buenas", "buenos dias", "buenas tardes", "buenas noches", "que tal",
    )
)  # fmt: skip

# In the outbox: what was said once about a whole album.
_ABOUT_ALBUM = "album"
# The items of an album come within seconds.
_ALBUM_LASTS = timedelta(minutes=1)

# A question that still waits to be sent is among the person's latest messages, or was lost.
LATEST_MESSAGES = 20


def take_in(
    work: Work, who: Person, came: Typed | Commanded | Pressed | SentMedia | Edited, menu: MenuWords
) -> None:
    """Carry out what the person sent. Ends with everything queued that should be said about it."""
    play = Play(work=work, who=who)
    if work.pace is not Pace.FINE and is_guest(work, who) and not _is_cry(work, came, menu):
        if work.pace is Pace.TOO_FAST:
            entrance.ask_to_slow_down(play)
            finish(play)
        return
    if not is_guest(work, who):
        screen.note_received(work, who, came)
    standing = standing_of(work, who)
    match came:
        case Typed():
            _typed(play, standing, came, menu)
        case Commanded():
            _commanded(play, standing, came, menu)
        case Pressed():
            pressed(play, standing, came)
        case SentMedia():
            _media(play, standing, came, menu)
        case Edited():
            _edited(play, standing, came, menu)
    finish(play)


def finish(play: Play, *, kind: str = "turn", silent: bool = False) -> None:
    """Tell the team what was raised, offer what was set aside, and queue what is said."""
    call_people(play)
    spoken = play.spoken
    if spoken.ask is None:
        waiting = conversation.open_of(play.work.tx, play.who.id) if play.ended is not None else ()
        if waiting and waiting[0].status == "parked":
            offer_to_go_on(play, waiting[0])
        if is_guest(play.work, play.who):
            entrance.leave_open(play)
        else:
            spoken.menu = menu_for(play.work.library, play.who)
            screen.offer_to_clear(play)
    kind = PASSING if play.passing else play.kind or kind
    post_spoken(play.work, play.who, spoken, play.lane, kind=kind, silent=silent)


def _typed(play: Play, standing: Standing, came: Typed, menu: MenuWords) -> None:
    work, words = play.work, came.words
    if _is_sealed(play, words, menu, came):
        concerns.keep(play, standing, words, came.message_id)
        _help_beside_what_is_sealed(play, standing, words)
        return
    if _cries_for_help(play, standing, came, words, menu):
        return
    if screen.is_clear_word(play.who, words):
        screen.clear_all(play, standing)
        return
    if stopping.heard(play, standing, words):
        return
    if _asks_about_coaches(play, standing, words):
        return
    chosen = menu.meant_by(words)
    asks = chosen is Always.PERSON or named_control(words) is Control.PERSON
    if asks and is_resting_hello(work.desk, standing.held):
        ask_for_person(play, standing)
    elif menu_keys.begins(play, standing, chosen):
        pass
    elif passing.pass_on(play, standing, came):
        young.a_coach_was_told(play, standing, words)
        passing.ask_if_it_can_wait(play, standing, asked_for=asks)
    elif chosen is Always.PERSON:
        ask_for_person(play, standing)
    elif young.told_us(play, standing, words):
        pass
    elif standing.open is None:
        _nothing_open(play, standing, words)
    elif standing.open.status == "open" and _is_after_question(work, standing.open, came.message_id):
        play_on(play, standing.open, Wrote(words=words))
    elif not _named(play, standing, words):
        keep_remark(play, standing.open.id, words)
        if standing.open.status == "invited":
            invite_again(play, standing.open)
        elif _never_came(work, play.who, standing.open):
            play_on(play, standing.open, Resumed())


def _nothing_open(play: Play, standing: Standing, words: str) -> None:
    if _named(play, standing, words):
        return
    if is_guest(play.work, play.who):
        _guest_says(play, standing, words)
    elif fold(words) in GREETINGS:
        come_in(play, standing)
    else:
        keep_remark(play, None, words)
        if standing.held is not None:
            play.say("bot.holding_words")
        elif not afterwards.answer(play):
            play.say("bot.nothing_open")


def _guest_says(play: Play, standing: Standing, words: str | None) -> None:
    """Keep what a guest sends with nothing open for whoever takes their case; without one, for nobody."""
    if standing.held is None or (words and fold(words) in GREETINGS):
        entrance.show(play)
        return
    if words:
        keep_remark(play, None, words)
    play.say("bot.holding_words")


def _named(play: Play, standing: Standing, words: str) -> bool:
    """Call a person for words that mean just that, whatever is open; return whether they do."""
    if named_control(words) is not Control.PERSON:
        return False
    ask_for_person(play, standing)
    return True


def _is_cry(work: Work, came: Typed | Commanded | Pressed | SentMedia | Edited, menu: MenuWords) -> bool:
    """Return whether somebody names a danger or asks for help now.

    What was kept before a start and is carried out after it is not heard before its turn: only here.
    """
    if isinstance(came, Pressed):
        button = read(came.data)
        return isinstance(button, AnswerButton | OwnButton) and button.alarm is not None
    words = came.caption if isinstance(came, SentMedia) else came.words
    if not words:
        return False
    named = listen(words, work.library.current.bundle.phrases) is not None
    return named or menu.meant_by(words) is Always.HELP_NOW


def _is_sealed(play: Play, words: str, menu: MenuWords, came: Typed | Commanded) -> bool:
    """Return whether these words are what was not right: then no coach reads them, whatever they say."""
    if not concerns.is_awaited(play, came.at):
        return False
    command = isinstance(came, Commanded) and is_command(came.name)
    if not command and menu.meant_by(words) is None and named_control(words) is None:
        return not screen.is_clear_word(play.who, words)
    concerns.forget(play)  # the person went on to something else
    return False


def _help_beside_what_is_sealed(play: Play, standing: Standing, words: str) -> None:
    """Danger is heard in such words, too: help comes, and what was said stays with whoever reads it."""
    danger = listen(words, play.work.library.current.bundle.phrases)
    if danger is not None:
        play.raise_own(danger.level, danger.kind, heard_line(danger.kind).text)
        script = crisis_script_for(play.work.library.current.bundle, danger.kind)
        set_aside(play, standing, script)
        start_help(play, script)


def _asks_about_coaches(play: Play, standing: Standing, words: str) -> bool:
    """Another coach, or something was not right: heard whatever is open, and passed on to no coach."""
    if is_guest(play.work, play.who) and standing.held is None:
        return False
    if phrases.asks_for_another(words):
        another.start(play, standing)
    elif phrases.was_not_right(words):
        concerns.start(play, standing)
    else:
        return False
    return True


def _cries_for_help(
    play: Play,
    standing: Standing,
    came: Typed | Commanded | SentMedia | Edited,
    words: str,
    menu: MenuWords,
) -> bool:
    """Help first for words that name a danger or ask for help now; return whether they do."""
    danger = listen(words, play.work.library.current.bundle.phrases)
    if danger is not None:
        _danger(play, standing, came, danger, words)
    elif menu.meant_by(words) is not Always.HELP_NOW:
        return False
    elif helping.is_help(words):
        helping.ask_for_help(play, standing)
    else:
        ask_for_help_now(play, standing)
    return True


def _danger(
    play: Play,
    standing: Standing,
    came: Typed | Commanded | SentMedia | Edited,
    danger: Signal,
    words: str,
) -> None:
    """Words that name a danger: help first, whatever was open; whoever has the case reads the words."""
    if standing.open is not None and standing.open.status == "open":
        play_on(play, standing.open, Heard(signal=danger, words=words))
    else:
        keep_remark(play, None, words)
        play.raise_own(danger.level, danger.kind, heard_line(danger.kind).text)
        script = crisis_script_for(play.work.library.current.bundle, danger.kind)
        set_aside(play, standing, script)
        start_help(play, script)
    if passing.pass_on(play, standing, came):
        play.for_the_case.clear()  # she has them


def _commanded(play: Play, standing: Standing, came: Commanded, menu: MenuWords) -> None:
    if _is_sealed(play, came.words, menu, came):
        concerns.keep(play, standing, came.words, came.message_id)
        _help_beside_what_is_sealed(play, standing, came.words)
        return
    if _cries_for_help(play, standing, came, came.words, menu):
        return  # the lines have left already: whatever the command is, people are called
    match came.name:
        case "help":
            helping.ask_for_help(play, standing)
        case name if stopping.heard(play, standing, name) or _named(play, standing, name):
            pass  # a slash before a word that means stop, or a person, takes nothing from it
        case "mydata":
            mydata.show(play)
        case "whosaw":
            whosaw.show(play)
        case "coach" if not is_guest(play.work, play.who) or standing.held is not None:
            another.start(play, standing)
        case "concern" if not is_guest(play.work, play.who) or standing.held is not None:
            concerns.start(play, standing)
        case name if guessing.is_for_the_team(name):
            guessing.refuse_command(play)
        case _ if is_guest(play.work, play.who) and (standing.open is None or came.name == "menu"):
            entrance.show(play)
        case "start" if standing.open is not None and standing.open.status == "open":
            play_on(play, standing.open, Resumed())
        case "start":
            come_in(play, standing)
        case "menu":
            always.show_menu(play)
        case _ if passing.pass_on(play, standing, came):
            passing.ask_if_it_can_wait(play, standing)
        case _:
            play.say("bot.menu")


def _media(play: Play, standing: Standing, came: SentMedia, menu: MenuWords) -> None:
    if concerns.is_awaited(play, came.at):
        concerns.seal_media(play, came.message_id)
        _say_once(play, came, "bot.concern_words_only")
        if came.caption:
            _help_beside_what_is_sealed(play, standing, came.caption)
        return
    if came.caption and _cries_for_help(play, standing, came, came.caption, menu):
        return
    if passing.pass_on(play, standing, came):
        passing.ask_if_it_can_wait(play, standing)
        return
    if came.what in NOT_PASSED:
        play.say("bot.not_passed_on")
        return
    waits = passing.keep_for_who_comes(play, standing, came)
    guest = standing.open is None and is_guest(play.work, play.who) and came.what not in voice.SPOKEN
    if guest and not waits:
        _guest_says(play, standing, came.caption)
        return
    if came.caption and not waits:
        keep_remark(play, standing.open.id if standing.open else None, came.caption)
    said = "bot.media_waits" if waits else f"bot.media_{_MEDIA_WORDS.get(came.what, 'other')}"
    _say_once(play, came, said)
    if came.what in voice.SPOKEN and not waits:
        voice.offer(play, came)


def _say_once(play: Play, came: SentMedia, text: str) -> None:
    """Answer; one answer is for all of an album, whose items come one by one."""
    if came.group is not None:
        latest = outbox.of_person(play.work.tx, play.who.id, 1)
        if any(row.kind == _ABOUT_ALBUM and play.work.at - row.created_at < _ALBUM_LASTS for row in latest):
            return
        play.kind = _ABOUT_ALBUM
    play.say(text)


def _edited(play: Play, standing: Standing, came: Edited, menu: MenuWords) -> None:
    if concerns.changed(play, standing, came):
        _help_beside_what_is_sealed(play, standing, came.words or "")
        return
    if came.words and _cries_for_help(play, standing, came, came.words, menu):
        return
    if passing.pass_on(play, standing, came):
        passing.ask_if_it_can_wait(play, standing)
        return
    if not came.words:
        return
    if standing.open is None and is_guest(play.work, play.who):
        _guest_says(play, standing, came.words)
        return
    keep_remark(play, standing.open.id if standing.open else None, came.words)
    play.say("bot.edited")


def _never_came(work: Work, who: Person, talk: Conversation) -> bool:
    """Return whether the open question has not arrived and is not on its way: it was refused, or lost."""
    return talk.question_turn != talk.turn and not any(
        row.state in ("queued", "sending") and row.conversation == talk.id and row.turn == talk.turn
        for row in outbox.of_person(work.tx, who.id, LATEST_MESSAGES)
    )


def _is_after_question(work: Work, talk: Conversation, message_id: int) -> bool:
    """Two quick texts, or a backlog after an outage, must not answer questions nobody has read.

    Raises QuestionOnItsWayError when the question has left and its number is not written down yet.
    """
    if talk.question_turn == talk.turn and talk.question_message is not None:
        return message_id > talk.question_message
    if work.may_wait and outbox.on_its_way(work.tx, talk.id, talk.turn):
        raise QuestionOnItsWayError
    return False
