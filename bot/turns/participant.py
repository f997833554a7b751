"""What a participant sends: which conversation it belongs to, and what happens when it belongs to none.

| what comes      | nothing open | one is open                               | a coach has the case |
|-----------------|--------------|-------------------------------------------|----------------------|
| typed words     | kept, menu   | answer, if sent after the question; else kept | go to the coach  |
| a button        | old: said so | the answer, if it is this turn's          | the same             |
| menu button     | start        | sets the open one aside                   | go to the coach      |
| danger in words | starts help  | replaces                                  | help; the coach is told |
"""

from bot.cases import media_to_coach, to_coach
from bot.engine import (
    Control,
    Ending,
    Heard,
    Resumed,
    StoppedByPerson,
    Wrote,
    crisis_script_for,
    fold,
    heard_line,
    named_control,
)
from bot.signals import Level, Signal, listen
from bot.storage import conversation, outbox
from bot.storage.conversation import Conversation
from bot.storage.person import Person
from bot.turns import acting
from bot.turns.check_ins import ended_check_in, invite_again
from bot.turns.incoming import Commanded, Edited, Pressed, SentMedia, Typed
from bot.turns.menu import HELP_NOW_KIND, Always, Chosen, MenuScript, MenuWords, menu_for
from bot.turns.play import Play, call_people, keep_remark, offer_to_go_on
from bot.turns.playing import begin, set_status
from bot.turns.posting import post_spoken
from bot.turns.pressing import pressed
from bot.turns.standing import Standing, ask_for_person, play_on, set_aside, standing_of, start_help
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

# Nothing but help and the welcome is given to somebody who has not agreed to anything yet.
BEFORE_CONSENT = ("new", "consenting")


# A question that still waits to be sent is among the person's latest messages, or was lost.
LATEST_MESSAGES = 20


def take_in(
    work: Work, who: Person, came: Typed | Commanded | Pressed | SentMedia | Edited, menu: MenuWords
) -> None:
    """Carry out what the person sent. Ends with everything queued that should be said about it."""
    play = Play(work=work, who=who)
    standing = standing_of(work, who)
    match came:
        case Typed():
            _typed(play, standing, came, menu)
        case Commanded():
            _commanded(play, standing, came)
        case Pressed():
            pressed(play, standing, came)
        case SentMedia():
            _media(play, standing, came, menu)
        case Edited():
            _edited(play, standing, came)
    finish(play)


def finish(play: Play, *, kind: str = "turn", silent: bool = False) -> None:
    """Tell the team what was raised, offer what was set aside, and queue what is said."""
    call_people(play)
    spoken = play.spoken
    if spoken.ask is None:
        waiting = conversation.open_of(play.work.tx, play.who.id) if play.ended is not None else ()
        if waiting and waiting[0].status == "parked":
            offer_to_go_on(play, waiting[0])
        if play.who.state not in BEFORE_CONSENT:
            spoken.menu = menu_for(play.work.library, play.who)
    post_spoken(play.work, play.who, spoken, play.lane, kind=kind, silent=silent)


def _typed(play: Play, standing: Standing, came: Typed, menu: MenuWords) -> None:
    work, words = play.work, came.words
    danger = listen(words, work.library.current.bundle.phrases)
    if danger is not None:
        _danger(play, standing, danger, words)
        return
    chosen = menu.meant_by(words)
    if chosen is Always.HELP_NOW:
        _help_now(play, standing)
    elif standing.with_coach and standing.held is not None:
        if named_control(words) is Control.STOP:
            _stop(play, standing)  # "write STOP" was promised, whoever is there
        work.post(to_coach(work.desk, standing.held, play.who, words))
    elif chosen is Always.PERSON or (chosen is not None and play.who.state not in BEFORE_CONSENT):
        _menu(play, standing, chosen)
    elif standing.open is None:
        _nothing_open(play, standing, words)
    elif standing.open.status == "open" and _is_after_question(work, standing.open, came.message_id):
        play_on(play, standing.open, Wrote(words=words))
    elif not _named(play, standing, words):
        keep_remark(work, play.who, standing.open.id, words)
        if standing.open.status == "invited":
            invite_again(play, standing.open)
        elif _never_came(work, play.who, standing.open):
            play_on(play, standing.open, Resumed())


def _nothing_open(play: Play, standing: Standing, words: str) -> None:
    greets = fold(words) in GREETINGS
    if play.who.state == "new" or (greets and play.who.state == "consenting"):
        _welcome(play, standing)
    elif greets:
        _welcome_back(play, standing)
    elif not _named(play, standing, words):
        if play.who.state in BEFORE_CONSENT:
            play.say("bot.stopped")  # nobody has agreed to anything: the words are not kept
        else:
            keep_remark(play.work, play.who, None, words)
            play.say("bot.nothing_open")


def _named(play: Play, standing: Standing, words: str) -> bool:
    """Stop, or call a person, for words that mean just that, whatever is open; return whether they do."""
    match named_control(words):
        case Control.STOP:
            _stop(play, standing)
        case Control.PERSON:
            ask_for_person(play, standing)
        case _:
            return False
    return True


def _danger(play: Play, standing: Standing, danger: Signal, words: str) -> None:
    """Words that name a danger: help first, whatever was open; whoever has the case reads the words."""
    if standing.open is not None and standing.open.status == "open":
        play_on(play, standing.open, Heard(signal=danger, words=words))
    else:
        keep_remark(play.work, play.who, None, words)
        play.raise_own(danger.level, danger.kind, heard_line(danger.kind).text)
        script = crisis_script_for(play.work.library.current.bundle, danger.kind)
        set_aside(play, standing, script)
        start_help(play, script)
    if standing.with_coach and standing.held is not None:
        play.work.post(to_coach(play.work.desk, standing.held, play.who, words))


def _help_now(play: Play, standing: Standing) -> None:
    play.raise_own(Level.CRISIS, "asked_for_help_now", "bot.staff.asked_for_help_now")
    script = crisis_script_for(play.work.library.current.bundle, HELP_NOW_KIND)
    set_aside(play, standing, script)
    start_help(play, script)


def _menu(play: Play, standing: Standing, chosen: Chosen) -> None:
    if chosen is Always.PERSON:
        ask_for_person(play, standing)
        return
    assert isinstance(chosen, MenuScript)
    set_aside(play, standing, chosen.script)
    begin(play, chosen.script)


def _commanded(play: Play, standing: Standing, came: Commanded) -> None:
    danger = listen(came.words, play.work.library.current.bundle.phrases)
    if danger is not None:  # the lines have left already: whatever the command is, people are called
        _danger(play, standing, danger, came.words)
        return
    match came.name:
        case "help":
            _help_now(play, standing)
        case "stop":
            _stop(play, standing)
        case _ if _named(play, standing, came.name):
            pass  # a slash before a word that means stop, or a person, takes nothing from it
        case _ if standing.open is None and play.who.state in BEFORE_CONSENT:
            _welcome(play, standing)
        case "start" if standing.open is not None and standing.open.status == "open":
            play_on(play, standing.open, Resumed())
        case "start":
            _welcome_back(play, standing)
        case "menu":
            play.say("bot.menu")
        case _ if standing.with_coach and standing.held is not None:
            play.work.post(to_coach(play.work.desk, standing.held, play.who, came.words))
        case _:
            play.say("bot.menu")


def _stop(play: Play, standing: Standing) -> None:
    """End what is open; with nothing begun, "stop" means the check-ins themselves, as was agreed on."""
    if standing.open is not None and standing.open.status == "open":
        play_on(play, standing.open, StoppedByPerson())
        return
    if standing.open is not None:
        set_status(play.work, standing.open, Ending.STOPPED.value)
        ended_check_in(play.work, play.who, standing.open, Ending.STOPPED)
    if play.who.state in ("active", "paused"):
        play.who = acting.stop_check_ins(play.work, play.who)
        play.say("bot.check_ins_stopped")
    else:
        play.say("bot.stopped")


def _welcome(play: Play, standing: Standing) -> None:
    """Go on with a welcome that was set aside, else begin it."""
    play.who = play.work.change(play.who, state="consenting")
    welcome = play.work.library.current.bundle.programme.welcome
    waiting = next((talk for talk in standing.parked if talk.script == welcome), None)
    if waiting is not None:
        play_on(play, waiting, Resumed())
    else:
        begin(play, welcome)


def _welcome_back(play: Play, standing: Standing) -> None:
    """Greet; who had stopped gets check-ins again, and who took the agreement back is asked first."""
    if play.who.state in ("paused", "stopped"):
        if not acting.has_agreed(play.work, play.who):
            _welcome(play, standing)
            return
        play.who = acting.start_check_ins(play.work, play.who)
    play.say("bot.welcome_back", name=play.who.name or play.own("bot.friend"))
    if standing.open is None and standing.parked:
        offer_to_go_on(play, standing.parked[0])


def _media(play: Play, standing: Standing, came: SentMedia, menu: MenuWords) -> None:
    if came.caption:
        danger = listen(came.caption, play.work.library.current.bundle.phrases)
        if danger is not None:
            _danger(play, standing, danger, came.caption)
            return
    if standing.with_coach and standing.held is not None:
        letters = media_to_coach(play.work.desk, standing.held, play.who, came.message_id, came.what)
        play.work.post(letters)
        return
    if came.caption:
        keep_remark(play.work, play.who, standing.open.id if standing.open else None, came.caption)
    play.say(f"bot.media_{_MEDIA_WORDS.get(came.what, 'other')}")


def _edited(play: Play, standing: Standing, came: Edited) -> None:
    if not came.words:
        return
    danger = listen(came.words, play.work.library.current.bundle.phrases)
    if danger is not None:
        _danger(play, standing, danger, came.words)
        return
    keep_remark(play.work, play.who, standing.open.id if standing.open else None, came.words)
    if standing.with_coach and standing.held is not None:
        play.work.post(to_coach(play.work.desk, standing.held, play.who, f"✎ {came.words}"))
    else:
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
