"""Talking through the bot. A coach's account and hours stay hidden, and so does the participant's account.

What goes to a coach ends with the case code, so that her answer can be matched by the message it answers,
else by the code, else by the one case she has; when that is unclear the bot asks. Words for somebody whose
case she does not have are never guessed to be for the one that she has.
"""

import re
from datetime import timedelta

from bot.cadence import CaseState, Happening, after
from bot.cases.desk import Desk, Letters
from bot.cases.letter import ON_SCREEN_FOR, Front, Letter, Offer
from bot.cases.roster import Colleague
from bot.storage import case, case_event, draft, outbox
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person

_CODE = re.compile(r"\b[A-Za-z]\d{1,6}\b")

# After so long without a message or a tap, nobody knows who sees the coach's phone.
IDLE_AFTER = timedelta(minutes=5)
# Events that show whether the two are talking at this moment, and the one that shows what waits unread.
_TALK = ("person wrote", "person sent", "coach wrote", "coach sent", "acknowledged", "opened", "read")
COVERED = "covered"


def to_coach(desk: Desk, held: Case, person: Person, words: str) -> Letters:
    """Pass the person's words on to whoever has the case; nobody has it: they wait in the case."""
    _move(desk, held, Happening.PERSON_ANSWERED)
    desk.write_down(held.id, "person wrote", words=words)
    holder = desk.holder(held)
    if holder is None:
        return ()
    front = _front(desk, held, holder)
    return (
        Letter(
            chat=holder.chat,
            lane=Lane.CASE,
            kind="relay",
            text=desk.say("bot.staff.relayed", holder.locale, words=words, code=held.code),
            member=holder.id,
            case=held.id,
            protected=True,
            front=front,
            clear_after=ON_SCREEN_FOR,
        ),
    )


def media_to_coach(desk: Desk, held: Case, person: Person, message: int, what: str) -> Letters:
    """Copy a voice note, picture or sticker to whoever has the case, with the code beside it."""
    _move(desk, held, Happening.PERSON_ANSWERED)
    desk.write_down(held.id, "person sent", why=what)
    holder = desk.holder(held)
    if holder is None:
        return ()
    front = _front(desk, held, holder)
    caption = desk.say("bot.staff.relayed_media", holder.locale, what=what, code=held.code)
    return (
        Letter(
            chat=holder.chat,
            lane=Lane.CASE,
            kind="relay",
            text=caption,
            member=holder.id,
            case=held.id,
            from_chat=person.chat,
            copy_of=message,
            protected=True,
            front=front,
            clear_after=ON_SCREEN_FOR,
        ),
    )


def to_person(desk: Desk, held: Case, person: Person, coach: Colleague, words: str) -> Letters:
    """Pass the coach's words on under the name that participants see."""
    if not _move(desk, held, Happening.COACH_WROTE):
        text = desk.say("bot.staff.already_closed", coach.locale, code=held.code)
        return (Letter(chat=coach.chat, lane=Lane.REPLY, kind="staff", text=text, member=coach.id),)
    desk.write_down(held.id, "coach wrote", by=coach.id, words=words)
    return (
        Letter(
            chat=person.chat,
            lane=Lane.CASE,
            kind="relay",
            text=desk.say("bot.coach_says", person.locale, coach=coach.name, words=words),
            person=person.id,
            case=held.id,
        ),
    )


def media_to_person(desk: Desk, held: Case, person: Person, coach: Colleague, message: int) -> Letters:
    """Copy the coach's voice note or picture to the person, under the name that participants see."""
    if not _move(desk, held, Happening.COACH_WROTE):
        text = desk.say("bot.staff.already_closed", coach.locale, code=held.code)
        return (Letter(chat=coach.chat, lane=Lane.REPLY, kind="staff", text=text, member=coach.id),)
    desk.write_down(held.id, "coach sent", by=coach.id)
    return (
        Letter(
            chat=person.chat,
            lane=Lane.CASE,
            kind="relay",
            text=coach.name,
            person=person.id,
            case=held.id,
            from_chat=coach.chat,
            copy_of=message,
        ),
    )


def which_case(desk: Desk, coach: Colleague, reply_to: int | None, words: str) -> Case | tuple[Case, ...]:
    """Return the case that the coach's words belong to, or all they could belong to."""
    cases = case.open_cases(desk.tx)
    mine = tuple(held for held in cases if held.coach == coach.id)
    if reply_to is not None:
        answered = outbox.by_message(desk.tx, coach.chat, reply_to)
        about = case.get(desk.tx, answered.case) if answered is not None and answered.case else None
        if about is not None:
            return next((held for held in mine if held.person == about.person), mine)
    codes = {code.upper() for code in _CODE.findall(words)}
    named = [held for held in cases if held.code in codes]
    if named:
        return named[0] if len(named) == 1 and named[0] in mine else mine
    return mine[0] if len(mine) == 1 else mine


def ask_which(desk: Desk, coach: Colleague, candidates: tuple[Case, ...], words: str) -> Letters:
    """Keep the words until the coach has said whom they are for."""
    kept = desk.new_id()
    draft.add(desk.tx, id=kept, member=coach.id, words=words, at=desk.at)
    offers = tuple(
        (Offer(label=held.code, verb="for", subject=kept, detail=held.code),) for held in candidates
    )
    text = desk.say("bot.staff.which_case", coach.locale)
    return (
        Letter(chat=coach.chat, lane=Lane.REPLY, kind="staff", text=text, offers=offers, member=coach.id),
    )


def _front(desk: Desk, held: Case, holder: Colleague) -> Front:
    """Return what stands for the person's words on a locked screen: at once, when the talk has been idle."""
    idle = _is_idle(desk, held)
    if idle:
        desk.write_down(held.id, COVERED)
    return Front(
        text=desk.say("bot.staff.wrote", holder.locale, code=held.code),
        label=desk.say("bot.staff.button_read", holder.locale),
        until=desk.at if idle else desk.at + IDLE_AFTER,
    )


def _is_idle(desk: Desk, held: Case) -> bool:
    """Return whether the coach may be away from her phone.

    What still stands there unread keeps the next words covered, too: two messages in a row are no talk.
    """
    for kind, at, by in case_event.latest(desk.tx, held.id, before=desk.at):
        if kind == COVERED:
            return True
        if kind in _TALK and by in (None, held.coach):
            return desk.at - at > IDLE_AFTER
    return True


def _move(desk: Desk, held: Case, happening: Happening) -> bool:
    state = after(CaseState(held.state), happening)
    if state is None:
        return False
    if state.value != held.state:
        if state is CaseState.ATTEMPTED:
            case.change(desk.tx, held.id, state=state.value, attempted_at=desk.at)
        else:
            case.change(desk.tx, held.id, state=state.value)
    return True
