"""Words that stop, alone in a message, whatever is open: at once, and nothing is lost that was not meant.

| what stands                 | ends                | comes back with [I did not mean that] |
|-----------------------------|---------------------|---------------------------------------|
| a conversation              | that conversation   | its question is asked again           |
| an invitation, or nothing   | the check-ins       | check-ins, or the pause they were in  |
| a case, beside any of these | never: a human has it, and is told whether the person may be contacted      |
"""

import json
from dataclasses import replace
from datetime import date, timedelta

from bot.cases import to_coach, told_about_contact
from bot.delivery import Button
from bot.engine import Control, Ending, Resumed, StoppedByPerson, from_document, named_control
from bot.ids import from_base62, to_base62
from bot.signals import Level
from bot.storage import check_in, conversation, timer
from bot.storage.case import Case
from bot.storage.conversation import Conversation
from bot.turns import acting
from bot.turns.buttons import OwnButton, write
from bot.turns.check_ins import began_check_in, ended_check_in, invite_again
from bot.turns.incoming import Pressed
from bot.turns.play import Play, offer_to_go_on, own_in_every_language
from bot.turns.playing import set_status
from bot.turns.standing import Standing, play_on
from bot.turns.welcoming import entrance
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import ChoiceShown

# A question of yesterday is asked again; one of last week is no longer what the person thinks of.
COMES_BACK_FOR = timedelta(days=1)
# In the button: no conversation was open.
NOTHING_OPEN = "0"
# In the button, behind the conversation: how the check-ins stood, a pause with its last day.
ACTIVE, PAUSED = "a", "p"


def heard(play: Play, standing: Standing, words: str) -> bool:
    """Stop if these words alone mean that; return whether they do. Whoever has the case reads them, too."""
    if named_control(words) is not Control.STOP:
        return False
    _stop(play, standing)
    held = standing.held
    if held is not None and standing.with_coach:
        play.work.post(to_coach(play.work.desk, held, play.who, words))
    elif held is not None:
        play.work.desk.write_down(held.id, "person wrote", words=words)
    return True


def meant(play: Play, standing: Standing, button: OwnButton, came: Pressed) -> None:
    """Put back what a stop word has ended: the check-ins, and the conversation if it is not too long ago."""
    play.work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    which, _, check_ins = (button.detail or NOTHING_OPEN).partition("_")
    talk = _own_talk(play, which)
    if talk is None and is_guest(play.work, play.who):
        entrance.show(play)  # nothing was begun that could be gone on with
        return
    if standing.held is not None:
        told = own_in_every_language(play.work, "bot.stop_taken_back_tell")
        play.work.desk.note_signal(standing.held.id, Level.NONE, "stop_taken_back", told)
    _check_ins_come_back(play, check_ins)
    if talk is None or _comes_back(play, standing, talk):
        play.spoken.texts.insert(0, play.own("bot.meant_back"))
    else:
        play.say("bot.meant_too_late")


def contact(play: Play, standing: Standing, button: OwnButton, came: Pressed) -> None:
    """Tell the human who has the case whether the person may still be contacted; the case stays."""
    play.work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    if standing.held is None:
        play.say("bot.contact_over")
        return
    answer, _, which = (button.detail or "").partition("_")
    may = answer == "yes"
    languages = play.work.library.current.bundle.programme.languages
    play.work.post(told_about_contact(play.work.desk, standing.held, tuple(languages), may=may))
    play.say("bot.contact_yes" if may else "bot.contact_no")
    _offer_to_take_back(play, which or NOTHING_OPEN)


def _stop(play: Play, standing: Standing) -> None:
    talk = standing.open
    if talk is not None:
        conversation.keep_before_stop(play.work.tx, talk.id, talk.document, talk.status)
    which = to_base62(talk.id) if talk is not None else NOTHING_OPEN
    if talk is not None and talk.status == "open":
        play_on(play, talk, StoppedByPerson())
    else:
        which += _stop_check_ins(play, talk, standing.held)
    if standing.held is not None or play.raised:  # also a case that begins with this very word
        _ask_about_contact(play, which)
    elif talk is not None and talk.status == "open" and play.who.state == "active":
        play.say("bot.stop_check_ins_go_on")
    _offer_to_take_back(play, which)


def _offer_to_take_back(play: Play, which: str) -> None:
    play.spoken.add_button(play.own("bot.meant_button"), write(OwnButton(verb="meant", detail=which)))


def _stop_check_ins(play: Play, invitation: Conversation | None, held: Case | None) -> str:
    """With nothing begun, a stop word means the check-ins themselves; return how they stood."""
    work, who = play.work, play.who
    stood = ""
    if who.state == "active":
        stood = f"_{ACTIVE}"
    elif who.state == "paused":
        ends = (one.number for one in timer.of_person(work.tx, who.id) if one.kind == "pause_end")
        stood = f"_{PAUSED}{to_base62(next(ends, 0))}"
    if invitation is not None:
        set_status(work, invitation, Ending.STOPPED.value)
        ended_check_in(work, who, invitation, Ending.STOPPED)
    if stood:
        play.who = acting.stop_check_ins(work, who)
        play.say("bot.check_ins_stopped")
    else:
        play.passing = invitation is None and held is None and is_guest(work, who)  # one word, kept nowhere
        play.say("bot.stopped")
    return stood


def _ask_about_contact(play: Play, which: str) -> None:
    spoken = play.spoken
    stopped = play.own("bot.stopped")
    spoken.texts = [text for text in spoken.texts if text != stopped]  # the question begins with that
    play.say("bot.stop_case" if play.work.roster.called() else "bot.stop_case_nobody")
    yes, no = (
        Button(
            label=play.own(f"bot.{answer}"), data=write(OwnButton(verb="contact", detail=f"{answer}_{which}"))
        )
        for answer in ("yes", "no")
    )
    spoken.rows = (*spoken.rows, (yes, no))


def _own_talk(play: Play, which: str) -> Conversation | None:
    """Return the conversation that the button names, if it is this person's: a button can be forged."""
    try:
        talk = conversation.get(play.work.tx, from_base62(which))
    except ValueError:
        return None
    return talk if talk is not None and talk.person == play.who.id else None


def _check_ins_come_back(play: Play, stood: str) -> None:
    work = play.work
    if play.who.state != "stopped" or not stood or is_guest(work, play.who):
        return
    if stood.startswith(ACTIVE):
        play.who = acting.start_check_ins(work, play.who)
    else:
        play.who = acting.pause(work, play.who, _last_day(stood.removeprefix(PAUSED)))


def _last_day(written: str) -> str | None:
    """Return the last day of the pause, or None for one without an end."""
    try:
        return date.fromordinal(from_base62(written)).isoformat()
    except (ValueError, OverflowError):  # 0, and whatever nobody but a forger writes
        return None


def _comes_back(play: Play, standing: Standing, talk: Conversation) -> bool:
    """Let the conversation stand where it stood; return False when its time is over."""
    work = play.work
    if talk.status in conversation.LIVE:
        return True  # tapped twice
    before = conversation.take_before_stop(work.tx, talk.id)
    late = talk.ended_at is None or work.at - talk.ended_at > COMES_BACK_FOR
    if before is None or late or work.library.known(talk.bundle) is None:
        return False
    document, status = before
    turn = from_document(json.loads(document)).turn
    status = "parked" if standing.open is not None else status
    conversation.save(work.tx, talk.id, status=status, document=document, turn=turn)
    talk = replace(talk, status=status, document=document, turn=turn, ended_at=None)
    if status == "parked":
        offer_to_go_on(play, talk)
    elif status == "invited":
        _is_invited_again(play, talk)
    else:
        began_check_in(work, play.who, talk)
        if not standing.with_coach:  # scripts wait while a human is there
            play_on(play, talk, Resumed())
    return True


def _is_invited_again(play: Play, talk: Conversation) -> None:
    work = play.work
    day = check_in.of_conversation(work.tx, play.who.id, talk.id)
    if day is not None:
        check_in.mark(work.tx, play.who.id, day.local_date, "invited", conversation=talk.id, at=work.at)
    invite_again(play, talk)
