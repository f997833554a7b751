"""A day after a crisis, three after an urgent case, the bot asks how it is. Silence opens the case again."""

import logging
from datetime import timedelta
from typing import Final

from bot.cases import Letter, Raised, is_followed_up, open_again, raise_signals
from bot.cases.reopening import NO_ANSWER, NOT_REACHABLE
from bot.signals import Level
from bot.storage import case, conversation, person, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.storage.timer import Timer
from bot.turns.check_ins import invite, is_quiet, missed
from bot.turns.play import own_in_every_language
from bot.turns.playing import set_status
from bot.turns.work import Work

log = logging.getLogger(__name__)

# Numbers of the timer: ask how it is; look whether somebody has answered.
ASKS, LOOKS = 0, 1
# Silence for so long after the question opens the case again.
ANSWER_WITHIN: Final = timedelta(hours=24)
# Something else is open, or it is night where the person is: look again after this.
LOOK_AGAIN: Final = timedelta(minutes=10)
# What nobody has answered yet.
_UNANSWERED: Final = ("invited", "missed")


def fall_due(work: Work, due: Timer) -> None:
    """Ask, or look whether there was an answer; nothing when somebody is called for the person already.

    While a coach merely talks with the person the question waits: scripts are silent then.
    """
    held = case.get(work.tx, due.subject)
    who = person.get(work.tx, held.person) if held is not None else None
    now_open = case.open_of(work.tx, who.id) if who is not None else None
    called = now_open is not None and now_open.level >= Level.URGENT
    if held is None or who is None or held.closed_at is None or called:
        log.info("follow_up_out_of_date", extra={"timer": due.id})
    elif now_open is not None and work.desk.holder(now_open) is not None:
        _later(work, held, due.number, LOOK_AGAIN, due.note)
    elif due.number == ASKS:
        _ask(work, held, who)
    else:
        _look(work, held, who, due)


def _ask(work: Work, held: Case, who: Person) -> None:
    script = work.library.current.bundle.programme.follow_up_script
    if who.state == "stopped":
        _coach_looks(work, held)  # they want nothing that comes by itself: a human decides
    elif not who.reachable:
        _somebody_looks(work, held, who, NOT_REACHABLE)
    elif script is None or script not in work.library.current.bundle.scripts:
        _coach_looks(work, held)
    elif is_quiet(work, who) or _is_busy(work, held, who):
        _later(work, held, ASKS, LOOK_AGAIN)
    else:
        _make_room(work, who)
        talk = invite(work, who, script)
        work.desk.write_down(held.id, "follow up", why="asked")
        _later(work, held, LOOKS, ANSWER_WITHIN, note=str(talk.id))


def _look(work: Work, held: Case, who: Person, due: Timer) -> None:
    talk = conversation.get(work.tx, int(due.note)) if due.note is not None else None
    if talk is not None and talk.status not in _UNANSWERED:
        work.desk.write_down(held.id, "follow up", why="answered")
        return
    if talk is not None and talk.turn > 0:
        return
    _somebody_looks(work, held, who, NO_ANSWER)


def _somebody_looks(work: Work, held: Case, who: Person, why: str) -> None:
    """The case is open again; where another is open that was only watched, that one calls people now."""
    if not is_followed_up(held):
        return
    if case.open_of(work.tx, who.id) is None:
        work.post(open_again(work.desk, held, why))
        return
    told = own_in_every_language(work, "bot.no_answer_afterwards_tell")
    signal = Raised(level=Level.URGENT, why="no_answer_afterwards", told=told)
    work.post(raise_signals(work.desk, who, (signal,)))


def _coach_looks(work: Work, held: Case) -> None:
    """Whoever had the case last hears that it is time to look; nobody has left a word with the person."""
    work.desk.write_down(held.id, "follow up", why="a human looks")
    last = work.roster.get(held.coach)
    if last is not None and last.unreachable:
        last = None
    for one in (last,) if last is not None else work.roster.leads():
        words = work.library.own("bot.staff.follow_up_due", one.locale, code=held.code)
        letter = Letter(chat=one.chat, lane=Lane.CASE, kind="staff", text=words, member=one.id, case=held.id)
        work.post((letter,))


def _is_busy(work: Work, held: Case, who: Person) -> bool:
    """Return whether the person is in the middle of something; a day after the planned time no more."""
    if held.next_contact_at is not None and work.at - held.next_contact_at > ANSWER_WITHIN:
        return False
    return any(talk.status == "open" for talk in conversation.open_of(work.tx, who.id))


def _make_room(work: Work, who: Person) -> None:
    """An invitation that nobody took up gives way, and what stands open too long is set aside."""
    for talk in conversation.open_of(work.tx, who.id):
        if talk.status == "invited":
            missed(work, who, talk)
        elif talk.status == "open":
            set_status(work, talk, "parked")


def _later(work: Work, held: Case, number: int, after: timedelta, note: str | None = None) -> None:
    timer.set(
        work.tx,
        id=work.new_id(),
        kind="follow_up",
        subject=held.id,
        number=number,
        due_at=work.at + after,
        person=held.person,
        note=note,
    )
