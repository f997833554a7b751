"""Check-ins that the programme starts: the neutral invitation, and the ledger of every local date.

The invitation is the bot's own text and says nothing that a lock screen should not show; the script starts
with the tap, and the clocks of silence count from the moment the invitation was sent.
"""

from datetime import date, datetime, timedelta

from bot.cadence import in_quiet_hours
from bot.engine import Ending, GiveUpFellDue, Line, NoAnswer, TextId
from bot.storage import case, check_in, conversation, timer
from bot.storage.conversation import Conversation
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns import acting
from bot.turns.buttons import BEGIN, AnswerButton, write
from bot.turns.play import Play, call_people
from bot.turns.playing import open_conversation, set_status, take_turn
from bot.turns.posting import INVITATION_LASTS, post_spoken
from bot.turns.spoken import Spoken
from bot.turns.work import Work

# How many ways bot/texts has of saying the invitation; a number beyond them means the first.
INVITATION_VARIANTS = 3

# What ends a conversation by itself.
CLOCKS = ("give_up", "wait")
# Longer than any script of ours waits in one day; a question still unsent by then is of no use any more.
FORGOTTEN_AFTER = timedelta(days=1)


def invite_to_check_in(work: Work, who: Person, day: date, due_at: datetime) -> None:
    """Write the day into the ledger; invite unless it is too late, or something is open, or a coach is there.

    Too late is what its invitation would not have lasted to: after a night's outage nobody is asked at noon
    how they are at nine, and yesterday's day is not opened today.
    """
    if who.state != "active":
        return
    new = check_in.plan(work.tx, id=work.new_id(), person=who.id, local_date=day, due_at=due_at)
    too_late = work.at - due_at > INVITATION_LASTS
    # After an outage, today's own check-in is still due when it is not too late for that one.
    acting.plan_check_in(work, who, since=work.at - INVITATION_LASTS if too_late else None)
    if not new:
        return
    held = case.open_of(work.tx, who.id)
    running = _is_running(work, who)
    if too_late:
        check_in.mark(work.tx, who.id, day, "skipped", reason="too late", at=work.at)
    elif held is not None and work.desk.holder(held) is not None:
        check_in.mark(work.tx, who.id, day, "skipped", reason="human", at=work.at)
    elif running:
        check_in.mark(work.tx, who.id, day, "skipped", reason="busy", at=work.at)
    elif not who.reachable:
        check_in.mark(work.tx, who.id, day, "skipped", reason="unreachable", at=work.at)
    else:
        talk = invite(work, who, acting.stage_of(work, who).check_in)
        check_in.mark(work.tx, who.id, day, "invited", conversation=talk.id, at=work.at)


def _is_running(work: Work, who: Person) -> bool:
    """Return whether something is open. What stands without a clock for a day is let go first.

    Clocks start when a question has arrived; one that never did would keep every later check-in away. The
    question how else somebody can be reached gives way while nobody has taken it up: it can be asked any day.
    """
    reach_script = work.library.current.bundle.programme.reach_script
    clocks = {one.subject for one in timer.of_person(work.tx, who.id) if one.kind in CLOCKS}
    running = False
    for talk in conversation.open_of(work.tx, who.id):
        if talk.status == "parked":
            continue
        if talk.status == "invited" and talk.script == reach_script:
            missed(work, who, talk)
        elif talk.id in clocks or work.at - talk.opened_at < FORGOTTEN_AFTER:
            running = True
        elif talk.status == "invited":
            missed(work, who, talk)
        else:
            play = Play(work=work, who=who)
            take_turn(play, talk, GiveUpFellDue(turn=talk.turn))
            call_people(play)
            if play.ended is None:  # a pause without its timer
                set_status(work, talk, Ending.PARTLY_ANSWERED.value)
            ended_check_in(work, who, talk, play.ended or Ending.PARTLY_ANSWERED)
    return running


def invite(work: Work, who: Person, script: str) -> Conversation:
    """Open `script` as invited and queue its invitation."""
    talk = open_conversation(work, who, script, status="invited")
    _post_invitation(work, who, talk)
    return talk


def invite_again(play: Play, talk: Conversation) -> None:
    """Show the invitation's button again to somebody who answered it with words."""
    _put_invitation(play.work, play.who, play.spoken, talk)


def remind(work: Work, who: Person, talk: Conversation) -> None:
    """Send the script's nudge once, with the same button, to somebody who has not begun yet."""
    edition = work.library.edition(talk.bundle)
    silence = edition.script(talk.script).no_answer
    spoken = Spoken(conversation=talk.id)
    if silence is not None and silence.nudge is not None:
        values = {"name": who.name or work.library.own("bot.friend", who.locale)}
        spoken.texts.append(edition.say(Line(text=silence.nudge, values=values), who.locale))
    _add_begin_button(work, who, spoken, talk)
    post_spoken(
        work,
        who,
        spoken,
        Lane.NUDGE,
        kind="nudge",
        silent=is_quiet(work, who),
        expires_at=work.at + INVITATION_LASTS,
    )


def missed(work: Work, who: Person, talk: Conversation) -> None:
    """Close an invitation nobody answered. Nothing is said: silence is not a fault."""
    set_status(work, talk, "missed")
    ended_check_in(work, who, talk, Ending.MISSED)


def began_check_in(work: Work, who: Person, talk: Conversation) -> None:
    """Note in the ledger that the invitation was answered; nothing for what is no check-in."""
    _mark(work, who, talk, "answered")


def ended_check_in(work: Work, who: Person, talk: Conversation, ending: Ending) -> None:
    """Note in the ledger how the check-in ended when it was not answered to its end."""
    if ending in (Ending.MISSED, Ending.PARTLY_ANSWERED, Ending.STOPPED):
        _mark(work, who, talk, "missed" if ending is Ending.MISSED else "answered", reason=ending.value)


def _mark(work: Work, who: Person, talk: Conversation, outcome: str, reason: str | None = None) -> None:
    day = check_in.of_conversation(work.tx, who.id, talk.id)
    if day is not None:
        check_in.mark(
            work.tx, who.id, day.local_date, outcome, reason=reason, conversation=talk.id, at=work.at
        )


def _post_invitation(work: Work, who: Person, talk: Conversation) -> None:
    spoken = Spoken(conversation=talk.id)
    _put_invitation(work, who, spoken, talk)
    silence = work.library.edition(talk.bundle).script(talk.script).no_answer or NoAnswer(
        give_up_after=timedelta(days=1)
    )
    post_spoken(
        work,
        who,
        spoken,
        Lane.NUDGE,
        kind="invitation",
        silent=is_quiet(work, who),
        expires_at=work.at + min(INVITATION_LASTS, silence.give_up_after),
        nudge_after=silence.nudge_after,
        give_up_after=silence.give_up_after,
        is_question=True,
    )


def _put_invitation(work: Work, who: Person, spoken: Spoken, talk: Conversation) -> None:
    name = who.name or work.library.own("bot.friend", who.locale)
    if talk.script == work.library.current.bundle.programme.follow_up_script:
        words = work.library.own("bot.invitation_back", who.locale, name=name)
    else:
        variant = work.at.toordinal() % INVITATION_VARIANTS  # another wording each day
        line = Line(text=TextId("bot.invitation"), variant=variant, values={"name": name})
        words = work.library.current.say(line, who.locale)
    spoken.texts.append(words)
    _add_begin_button(work, who, spoken, talk)


def _add_begin_button(work: Work, who: Person, spoken: Spoken, talk: Conversation) -> None:
    data = write(AnswerButton(conversation=talk.id, turn=0, choice=BEGIN))
    spoken.add_button(work.library.own("bot.invitation_button", who.locale), data)


def is_quiet(work: Work, who: Person) -> bool:
    """Return whether it is a time of day, where the person is, when phones should not ring."""
    programme = work.library.current.bundle.programme
    return in_quiet_hours(work.at, who.zone, programme.quiet_from, programme.quiet_until)
