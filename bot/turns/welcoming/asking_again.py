"""The agreement, asked again when its words have changed: at the next check-in, before it.

The old yes stands until there is an answer. With a yes the check-in goes on in the same breath; with a no it
is let go, because nothing of what was agreed to stands any more.
"""

from bot.engine import Began, Ending
from bot.engine.agreement import consent_script
from bot.storage import conversation
from bot.storage.conversation import Conversation
from bot.turns.check_ins import began_check_in, ended_check_in
from bot.turns.play import Play
from bot.turns.playing import begin, open_conversation, set_status, take_turn
from bot.turns.welcoming.agreeing import agrees, outdated


def asks_first(play: Play, talk: Conversation) -> bool:
    """Ask for the agreement where a check-in is taken up and its words have changed; return whether it did.

    The check-in waits; one that was missed is opened anew, to wait.
    """
    work, bundle = play.work, play.work.library.current.bundle
    if talk.script not in work.library.current.check_ins or not outdated(work, play.who):
        return False
    if talk.status == "invited":
        set_status(work, talk, "parked")
    elif talk.status != "parked":
        open_conversation(work, play.who, talk.script, status="parked")
    play.say("bot.agreement_changed")
    begin(play, consent_script(bundle))
    return True


def go_on(play: Play, ended: Conversation) -> None:
    """After the agreement: begin the check-in that waits for it, or let it go. Nothing after other talks."""
    work = play.work
    if ended.script != consent_script(work.library.current.bundle):
        return
    waiting = next((talk for talk in conversation.open_of(work.tx, play.who.id) if _waits(play, talk)), None)
    if waiting is None:
        return
    if play.ended is Ending.COMPLETED and agrees(work, play.who):
        began_check_in(work, play.who, waiting)
        take_turn(play, waiting, Began())
    else:
        set_status(work, waiting, Ending.STOPPED.value)
        ended_check_in(work, play.who, waiting, Ending.STOPPED)


def _waits(play: Play, talk: Conversation) -> bool:
    """Return whether this is a check-in that has not begun."""
    return talk.status == "parked" and talk.turn == 0 and talk.script in play.work.library.current.check_ins
