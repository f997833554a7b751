"""What a colleague does about a fire drill. It never takes what is for a real person's case."""

from bot.cases import Colleague, drilling
from bot.storage import case, outbox
from bot.storage.case import Case
from bot.storage.timer import Timer
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed, Typed
from bot.turns.staffing.allowed import Act, ever_may, refused
from bot.turns.staffing.telling import say
from bot.turns.work import ChoiceShown, TapAnswer, Work


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> bool:
    """Carry out a tap under a drill; return whether it was one."""
    held = case.get(work.tx, button.subject)
    if held is None or not held.drill:
        return False
    if not ever_may(who, Act.TAKE_CASE):
        words = refused(work, who, Act.TAKE_CASE)
        work.courtesies.append(TapAnswer(tap_id=came.tap_id, words=words))
        return True
    work.courtesies.append(TapAnswer(tap_id=came.tap_id))
    if held.closed_at is not None:
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        say(work, who, "bot.staff.drill_past", code=held.code)
    elif button.verb == "take":
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        busy = bool(case.held_by(work.tx, who.id))
        work.post(drilling.take(work.desk, held, who, busy=busy))
    else:
        work.post(drilling.show(work.desk, held, who))
    return True


def typed(work: Work, who: Colleague, came: Typed) -> bool:
    """Take words as the line that ends the drill; return whether they were about a drill at all.

    Words that answer something else are for whoever that came from; words that answer nothing are for the
    people whose cases she has, if there are any.
    """
    held = _answered(work, who, came.reply_to) if came.reply_to is not None else drilling.running(work.tx)
    if held is None or not held.drill:
        return False
    if came.reply_to is None and (held.coach != who.id or case.held_by(work.tx, who.id)):
        return False
    if held.closed_at is not None:
        say(work, who, "bot.staff.drill_no_more", code=held.code)
    elif held.coach == who.id:
        work.post(drilling.wrote(work.desk, held, who))
    elif ever_may(who, Act.TAKE_CASE):
        work.post(drilling.show(work.desk, held, who))
    return True


def time_is_up(work: Work, due: Timer) -> None:
    """Nobody answered the drill within its time: it ends, and whoever runs the programme hears so."""
    held = case.get(work.tx, due.subject)
    if held is not None and held.closed_at is None:
        work.post(drilling.over(work.desk, held))


def give_way(work: Work, alerted: frozenset[int]) -> None:
    """A drill ends as soon as a real crisis is called out: no phone rings for two things at once."""
    held = drilling.running(work.tx) if alerted else None
    if held is not None and alerted - {held.id}:
        work.post(drilling.break_off(work.desk, held))


def _answered(work: Work, who: Colleague, reply_to: int) -> Case | None:
    row = outbox.by_message(work.tx, who.chat, reply_to)
    return case.get(work.tx, row.case) if row is not None and row.case is not None else None
