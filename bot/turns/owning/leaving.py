"""Deleting everything, and taking the yes back: each told in full first, then done at once with one tap.

The tap that is sure is good for an hour. An old one under a thumb, months later, asks again.
"""

from bot.cases import Letter, note_deleted
from bot.delivery import Button, RemoveMenu, TextMessage, to_body
from bot.engine import Ending
from bot.ids import from_base62, to_base62
from bot.keeping import erase
from bot.storage import conversation
from bot.storage.lane import Lane
from bot.storage.outbox import PASSING, NewMessage
from bot.turns import acting
from bot.turns.buttons import OwnButton
from bot.turns.check_ins import ended_check_in
from bot.turns.incoming import Pressed
from bot.turns.owning.mydata import own_button
from bot.turns.play import Play
from bot.turns.playing import set_status
from bot.turns.posting import queue
from bot.turns.standing import Standing
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import ChoiceShown

# Long enough to think it over and to take a copy first; too short to be forgotten in a chat.
SURE_FOR_MINUTES = 60


def delete(play: Play, standing: Standing) -> None:
    """Say what goes, what stays and why, with the one button that does it."""
    play.passing = is_guest(play.work, play.who)
    play.say("bot.mydata_delete")
    if standing.held is not None:
        play.say("bot.mydata_delete_case")
    play.say("bot.mydata_delete_stays")
    play.say("bot.mydata_delete_chat")
    play.spoken.rows += (
        (_sure(play, "bot.mydata_delete_sure_button", "delete_sure"),),
        (
            own_button(play, "bot.mydata_take_button", "take"),
            own_button(play, "bot.mydata_keep_button", "mydata"),
        ),
    )


def delete_sure(play: Play, standing: Standing, button: OwnButton, came: Pressed) -> None:
    """Everything about the person is gone with this commit; whoever was called for them is told the code.

    Nothing that is said here is kept: there is nobody left whom it could be kept for.
    """
    if not _is_fresh(play, button):
        delete(play, standing)
        return
    work, who = play.work, play.who
    goodbye = TextMessage(text=play.own("bot.mydata_deleted"), keyboard=RemoveMenu())
    if standing.held is not None:
        holder = work.desk.holder(standing.held)
        if holder is not None:
            note_deleted(work.desk, holder)
        for colleague in (holder,) if holder is not None else work.roster.called():
            text = work.library.own("bot.staff.person_deleted", colleague.locale, code=who.code)
            work.post(
                (Letter(chat=colleague.chat, lane=Lane.CASE, kind="staff", text=text, member=colleague.id),)
            )
    erase(work.tx, who, work.at, new_id=work.new_id, by="person")
    work.forgotten.add(who.chat)
    work.ask_to_clear()  # what the team was shown leaves their screens
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    queue(
        work,
        NewMessage(
            id=work.new_id(),
            chat=who.chat,
            lane=int(Lane.REPLY),
            kind=PASSING,
            body=to_body(goodbye),
            created_at=work.at,
        ),
    )


def withdraw(play: Play) -> None:
    """Say what taking the yes back means, with the one button that does it."""
    play.say("bot.mydata_withdraw")
    play.spoken.rows += (
        (_sure(play, "bot.mydata_withdraw_sure_button", "withdraw_sure"),),
        (own_button(play, "bot.mydata_leave_button", "mydata"),),
    )


def withdraw_sure(play: Play, button: OwnButton, came: Pressed) -> None:
    """The person agrees to nothing any more: nothing is asked, nothing comes by itself."""
    if not _is_fresh(play, button) or is_guest(play.work, play.who):
        withdraw(play)
        return
    work = play.work
    for talk in conversation.open_of(work.tx, play.who.id):
        set_status(work, talk, Ending.STOPPED.value)
        ended_check_in(work, play.who, talk, Ending.STOPPED)
    play.who = acting.withdraw(work, play.who)
    work.on_record(play.who, "took agreement back")
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    play.say("bot.mydata_withdrawn")
    play.spoken.rows += ((own_button(play, "bot.mydata_delete_button", "delete"),),)


def _sure(play: Play, text: str, verb: str) -> Button:
    return own_button(play, text, verb, to_base62(_minute(play)))


def _is_fresh(play: Play, button: OwnButton) -> bool:
    try:
        offered = from_base62(button.detail or "")
    except ValueError:
        return False
    return 0 <= _minute(play) - offered <= SURE_FOR_MINUTES


def _minute(play: Play) -> int:
    return int(play.work.at.timestamp()) // 60
