"""What a timer row does when it falls due. Removing the row and its effects are one transaction.

Each kind has its guard: what no longer applies is a logged no-op, never a message out of place.
"""

import logging
from collections.abc import Mapping
from datetime import date, timedelta

from bot.cases import UNREACHABLE, Letter, Raised, raise_signals
from bot.engine import Event, GiveUpFellDue, NudgeFellDue, WaitRanOut
from bot.signals import Level
from bot.storage import case, conversation, outbox, person, timer
from bot.storage.conversation import Conversation
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.storage.timer import Timer
from bot.turns import acting
from bot.turns.check_ins import invite, invite_to_check_in, is_quiet, missed, remind
from bot.turns.climbing import doors as climbing
from bot.turns.climbing import not_delivered
from bot.turns.drilling import doors as drilling
from bot.turns.leading import doors as leading
from bot.turns.opening import doors as opening
from bot.turns.owning import copying
from bot.turns.participant import finish
from bot.turns.play import Play, own_in_every_language
from bot.turns.posting import post_letter
from bot.turns.rooms import Timed
from bot.turns.serving import doors as serving
from bot.turns.standing import play_on
from bot.turns.talking import doors as talking
from bot.turns.talking import not_passed
from bot.turns.welcoming import newcomers
from bot.turns.welcoming.forgetting import forget_if_guest
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import Work

log = logging.getLogger(__name__)

# A script that must wait until another conversation ends looks again after this.
LOOK_AGAIN = timedelta(minutes=10)
# A conversation whose person is with a coach or out of reach goes on later; its clock looks again after this.
HELD_LOOK_AGAIN = timedelta(hours=1)

# {kind of timer: what it does}, each in the room that sets it.
_IN_ROOMS: Mapping[str, Timed] = {
    **climbing.TIMERS,
    **serving.TIMERS,
    **talking.TIMERS,
    **opening.TIMERS,
    **leading.TIMERS,
    **drilling.TIMERS,
}


def fall_due(work: Work, due: Timer) -> None:
    """Carry out one timer; a row that is gone was carried out or taken back before."""
    if not timer.remove(work.tx, due.id):
        return
    match due.kind:
        case "nudge" | "give_up" | "wait":
            _silence(work, due)
        case "check_in":
            who = person.get(work.tx, due.subject)
            if who is not None:
                invite_to_check_in(work, who, date.fromordinal(due.number), due.due_at)
        case "pause_end":
            who = person.get(work.tx, due.subject)
            if who is not None and who.state == "paused":
                acting.start_check_ins(work, who)
        case "start_script":
            _start_script(work, due)
        case "newcomer":
            newcomers.remind(work, due)
        case "undeliverable":
            _undeliverable(work, due)
        case "forget_guest":
            forget_if_guest(work, due)
        case "copy":
            copying.ask_again(work, due)
        case kind if kind in _IN_ROOMS:
            _IN_ROOMS[kind](work, due)
        case _:
            log.error("timer_kind_unknown", extra={"timer": due.id})


def _silence(work: Work, due: Timer) -> None:
    talk = conversation.get(work.tx, due.subject)
    if talk is None or talk.turn != due.number or talk.status not in ("open", "invited", "parked"):
        log.info("timer_out_of_date", extra={"timer": due.id, "conversation": due.subject})
        return
    who = person.get(work.tx, talk.person)
    if who is None:
        return
    held = case.open_of(work.tx, who.id)
    if held is not None and work.desk.holder(held) is not None:
        # The script is silent while a human has the talk: what it asked stands, a pause goes on afterwards.
        if due.kind != "nudge":
            set_again(work, due, HELD_LOOK_AGAIN if due.kind == "give_up" else LOOK_AGAIN)
        return
    if not who.reachable and due.kind != "give_up":
        if due.kind == "wait":
            set_again(work, due, HELD_LOOK_AGAIN)
        return
    if due.kind == "nudge" and _is_over(work, who, due):
        return  # after an outage: a reminder and the farewell at once would be one too many
    if talk.status == "invited":
        (remind if due.kind == "nudge" else missed)(work, who, talk)
    elif talk.status == "open" or due.kind == "give_up":
        _play(work, who, talk, due)


def _is_over(work: Work, who: Person, nudge: Timer) -> bool:
    """Return whether the conversation's time has run out as well."""
    return any(
        one.kind == "give_up" and one.subject == nudge.subject and one.due_at <= work.at
        for one in timer.of_person(work.tx, who.id)
    )


def _play(work: Work, who: Person, talk: Conversation, due: Timer) -> None:
    event: Event
    match due.kind:
        case "nudge":
            event = NudgeFellDue(turn=due.number)
        case "give_up":
            event = GiveUpFellDue(turn=due.number)
        case _:
            event = WaitRanOut(turn=due.number)
    play = Play(work=work, who=who)
    play_on(play, talk, event)
    reminds = due.kind == "nudge" and play.lane is Lane.REPLY  # in a crisis it rings at any hour
    if reminds:
        play.lane = Lane.NUDGE
    finish(play, kind=due.kind, silent=reminds and is_quiet(work, who))


def _start_script(work: Work, due: Timer) -> None:
    who = person.get(work.tx, due.subject)
    if who is None or due.note is None or who.state in ("paused", "stopped"):
        return
    held = case.open_of(work.tx, who.id)
    if due.note == work.library.current.bundle.programme.release_script:
        acting.plan_check_in(work, who)  # from the release on, days count anew, and check-ins come oftener
    running = any(talk.status in ("open", "invited") for talk in conversation.open_of(work.tx, who.id))
    if running or (held is not None and work.desk.holder(held) is not None):
        set_again(work, due, LOOK_AGAIN)
        return
    if not who.reachable:
        set_again(work, due, HELD_LOOK_AGAIN)
        return
    if due.note in work.library.current.bundle.scripts:
        invite(work, who, due.note)
    else:
        log.warning("scheduled_script_gone", extra={"timer": due.id})


def set_again(work: Work, due: Timer, after: timedelta) -> None:
    """Let the timer fall due once more, so much later."""
    timer.set(
        work.tx,
        id=work.new_id(),
        kind=due.kind,
        subject=due.subject,
        number=due.number,
        due_at=work.at + after,
        person=due.person,
        note=due.note,
    )


def _undeliverable(work: Work, due: Timer) -> None:
    """A message that Telegram will not take is a signal, not an error: somebody is told."""
    row = outbox.get(work.tx, due.subject)
    if row is None:
        return
    if row.person is not None:
        who = person.get(work.tx, row.person)
        if who is not None and row.kind == "relay" and who.reachable:
            not_passed.to_person(work, who)  # the phone is reached: this one message is what Telegram refuses
        elif who is not None:
            if row.kind == "relay":
                _tell_writer(work, who)
            if not _is_known(work, who):
                tell_unreachable(work, who)
    else:
        if row.kind == "relay" and row.case is not None:
            not_passed.to_coach(work, row.case)
        not_delivered(work, row)
        log.error("alert_not_delivered", extra={"case": row.case, "member": row.member})


def _tell_writer(work: Work, who: Person) -> None:
    """Tell the coach whose words did not arrive: silence would look like an answer."""
    held = case.open_of(work.tx, who.id)
    holder = work.desk.holder(held) if held is not None else None
    if held is None or holder is None:
        return
    words = work.library.own("bot.staff.not_delivered", holder.locale, code=held.code)
    post_letter(
        work,
        Letter(chat=holder.chat, lane=Lane.CASE, kind="staff", text=words, member=holder.id, case=held.id),
    )


def tell_unreachable(work: Work, who: Person) -> None:
    """Tell whoever has the case, or everybody, that this person no longer gets messages.

    Nobody is told of a guest without a case: they owe us nothing, and may look around and go.
    """
    held = case.open_of(work.tx, who.id)
    if held is None and is_guest(work, who):
        return
    told = own_in_every_language(work, "bot.staff.unreachable", code=who.code)
    level = Level(held.level) if held is not None and held.level >= Level.URGENT else Level.WATCH
    raised = [Raised(level=level, why=UNREACHABLE, told=told)]
    letters = raise_signals(work.desk, who, raised, without_consent=is_guest(work, who))
    for letter in letters:
        post_letter(work, letter)


def _is_known(work: Work, who: Person) -> bool:
    """Return whether it is the last thing noted of the person: three messages are one thing to know."""
    held = case.open_of(work.tx, who.id)
    if held is None:
        return False
    for event in reversed(work.desk.history(held.id)):
        if event.kind == "signal":
            return event.why == UNREACHABLE
        if event.kind in ("person wrote", "person sent", "reopened"):
            return False
    return False
