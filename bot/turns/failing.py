"""What happens when a fault of ours stands in the way of a turn: it is put aside, and people are told.

An update that failed three times becomes a dead letter, the conversation is failed, the person is told
kindly and a coach is told. A timer that failed is taken out of the way; what must not stop goes on later.
"""

from collections.abc import Callable
from datetime import timedelta

from bot.cases import Raised, raise_signals
from bot.delivery import TextMessage, to_body
from bot.engine import Ending
from bot.errors import BrokenConversationError
from bot.signals import Level
from bot.storage import conversation, inbox, person, timer
from bot.storage.conversation import Conversation
from bot.storage.lane import Lane
from bot.storage.outbox import NewMessage
from bot.storage.person import Person
from bot.storage.timer import Timer
from bot.turns import acting
from bot.turns.doing import finished
from bot.turns.due import set_again
from bot.turns.play import own_in_every_language
from bot.turns.playing import set_status, state_of
from bot.turns.posting import body_for, queue
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import Done, Work

Burial = Callable[[Work, int, int, str, bool], Done]  # work, update id, chat, reason, whether a crisis

# A call for help that could not be repeated, or a pause that could not be ended, is tried again after this.
TRY_AGAIN = timedelta(minutes=10)


def bury(work: Work, update_id: int, chat: int, reason: str, crisis: bool) -> Done:
    """Put an update aside that failed three times; its sender and the team are told."""
    if inbox.take(work.tx, update_id) is None:
        return Done()
    inbox.bury(work.tx, update_id, work.at, reason)
    who = person.find(work.tx, chat) if chat else None
    if who is not None:
        for talk in conversation.open_of(work.tx, who.id):
            _fail(work, talk)
        _tell(work, who, crisis=crisis)
        return finished(work, who)
    colleague = work.roster.at_chat(chat)
    if chat > 0 and colleague is None:
        _say(work, chat, "bot.turn_failed", work.library.language_for(None))
    for one in work.roster.called():
        if one.role == "admin" or one is colleague:
            _say(work, one.chat, "bot.staff.dead_letter", one.locale, member=one.id)
    return finished(work)


def bury_unread(work: Work, update_id: int, chat: int, reason: str, crisis: bool) -> Done:
    """Put an update aside without reading it or what its sender has open: one of them cannot be read."""
    inbox.bury(work.tx, update_id, work.at, reason)
    who = person.find(work.tx, chat) if chat else None
    if who is None:
        return Done()
    conversation.fail_open(work.tx, who.id, work.at)
    _tell(work, who, crisis=crisis)
    return finished(work, who)


def put_aside(work: Work, due: Timer) -> None:
    """Take a timer that failed out of the way; what nobody else would begin again goes on later."""
    if not timer.remove(work.tx, due.id):
        return
    match due.kind:
        case "nudge" | "give_up" | "wait":
            _put_aside_silence(work, due)
        case "check_in":
            who = person.get(work.tx, due.subject)
            if who is not None:
                acting.plan_check_in(work, who)
        case _:  # whatever else waits, somebody may be waiting for it: a rung, the truth, a follow-up
            put_off(work, due)


def put_off(work: Work, due: Timer) -> None:
    """Let the timer fall due again some minutes later instead of every second."""
    set_again(work, due, TRY_AGAIN)


def _put_aside_silence(work: Work, due: Timer) -> None:
    talk = conversation.get(work.tx, due.subject)
    who = person.get(work.tx, talk.person) if talk is not None else None
    if talk is None or who is None:
        return
    _fail(work, talk)
    _tell(work, who, crisis=False)


def _fail(work: Work, talk: Conversation) -> None:
    """End what is open, and what was set aside or offered but can never be gone on with."""
    if talk.status == "open" or _is_broken(work, talk):
        set_status(work, talk, Ending.FAILED.value)


def _is_broken(work: Work, talk: Conversation) -> bool:
    try:
        work.library.edition(talk.bundle).script(talk.script)
        state_of(talk)
    except (BrokenConversationError, ValueError):
        return True
    return False


def _tell(work: Work, who: Person, *, crisis: bool) -> None:
    told = own_in_every_language(work, "bot.staff.failed_turn")
    level = Level.CRISIS if crisis else Level.URGENT
    raised = [Raised(level=level, why="failed_turn", told=told)]
    work.post(raise_signals(work.desk, who, raised, without_consent=is_guest(work, who)))
    _say(work, who.chat, "bot.turn_failed", who.locale, who=who)


def _say(
    work: Work, chat: int, text: str, locale: str, *, who: Person | None = None, member: int | None = None
) -> None:
    row, message = work.new_id(), TextMessage(text=work.library.own(text, locale))
    queue(
        work,
        NewMessage(
            id=row,
            person=who.id if who is not None else None,
            member=member,
            chat=chat,
            lane=int(Lane.REPLY),
            kind="staff" if member is not None else "turn",
            body=to_body(message) if who is None else body_for(work, who, row, message),
            created_at=work.at,
        ),
    )
