"""[Read]: what stood covered is brought to whoever's screen it is. What a coach wrote is known as hers."""

from dataclasses import replace
from datetime import timedelta

from bot.cases import IDLE_AFTER, ON_SCREEN_FOR, Colleague
from bot.delivery import CopiedMessage, from_body, to_body, uncovered
from bot.ids import from_base62, to_base62
from bot.storage import case, conversation, covered, outbox, received, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.outbox import NewMessage, OutboxRow
from bot.storage.person import Person
from bot.turns.buttons import StaffButton, write
from bot.turns.posting import body_for, queue
from bot.turns.work import ChoiceShown, Work

# Long enough for a copy to be made of what is then taken off the screen it was sent from.
COPIED_WITHIN = timedelta(minutes=1)
# The clocks of a question; they start again when it is really asked.
_CLOCKS = ("nudge", "give_up")


def row_named(work: Work, detail: str | None) -> OutboxRow | None:
    """Return the message that a [Read] button names, None for anything else."""
    try:
        return outbox.get(work.tx, from_base62(detail or ""))
    except ValueError:
        return None


def bring_to_person(work: Work, who: Person) -> int:
    """Queue everything that stands covered on the person's screen; return how many messages that are.

    One tap brings all of it: somebody who is there now need not tap three times for three messages.
    """
    rows = [row for row in covered.unread(work.tx, who.chat) if row.person == who.id]
    for row in rows:
        new = work.new_id()
        asks = _still_asks(work, row)
        body = body_for(work, who, new, uncovered(from_body(row.body)))
        _queue_again(work, row, new, body, asks=asks)
    return len(rows)


def bring_to_coach(work: Work, who: Colleague, held: Case) -> int:
    """Queue what the person of this case wrote while the coach was away, and write down that she read it."""
    rows = [row for row in covered.unread(work.tx, who.chat) if row.case == held.id and row.member == who.id]
    for row in rows:
        new = work.new_id()
        message = from_body(row.body)
        if message.cover is not None:
            data = write(StaffButton(subject=held.id, verb="read", detail=to_base62(new)))
            until = (work.acted_at or work.at) + IDLE_AFTER
            message = replace(message, cover=replace(message.cover, data=data, until=until))
        _queue_again(work, row, new, to_body(message), clear_after=ON_SCREEN_FOR)
    if rows:
        work.desk.audit(who, "read words", "person", held.person)
        work.desk.write_down(held.id, "read", by=who.id)
    return len(rows)


def bring_copies(work: Work, who: Person) -> int:
    """Queue for their coach what this person sent and she has not opened yet; return how many messages.

    A voice message is copied when its cover is tapped. Once it has left the person's screen nobody could.
    """
    held = case.open_of(work.tx, who.id)
    holder = work.desk.holder(held) if held is not None else None
    if held is None or holder is None:
        return 0
    waiting = [
        (row, from_body(row.body)) for row in covered.unread(work.tx, holder.chat) if row.case == held.id
    ]
    copies = [(row, message) for row, message in waiting if isinstance(message, CopiedMessage)]
    for row, message in copies:
        _queue_again(work, row, work.new_id(), to_body(uncovered(message)), clear_after=ON_SCREEN_FOR)
    return len(copies)


def note_sent(work: Work, who: Colleague, held: Case | None, message_id: int) -> None:
    """Know a message that a coach wrote for somebody: it leaves her screen as what was written to her does.

    `held` is None while she has not said whom it is for.
    """
    at = work.acted_at or work.at
    received.add(
        work.tx,
        id=work.new_id(),
        member=who.id,
        case=held.id if held is not None else None,
        chat=who.chat,
        message_id=message_id,
        at=at,
        clear_at=at + ON_SCREEN_FOR,
    )


def _queue_again(
    work: Work,
    row: OutboxRow,
    new: int,
    body: str,
    *,
    asks: bool = False,
    clear_after: timedelta | None = None,
) -> None:
    """Queue the message itself, as a row of its own: its cover, now without a button, can be cleared, too."""
    covered.read(work.tx, row.id)
    if row.message_id is not None:
        work.courtesies.append(ChoiceShown(chat=row.chat, message_id=row.message_id))
    queue(
        work,
        NewMessage(
            id=new,
            person=row.person,
            member=row.member,
            chat=row.chat,
            lane=min(row.lane, int(Lane.REPLY)),  # it was only an invitation; now somebody waits for it
            kind=row.kind,
            body=body,
            conversation=row.conversation,
            turn=row.turn if asks else None,
            nudge_after=row.nudge_after,
            give_up_after=row.give_up_after,
            case=row.case,
            about=row.about,
            source_message=row.source_message,
            clear_after=clear_after,
            created_at=work.at,
        ),
    )


def _still_asks(work: Work, row: OutboxRow) -> bool:
    """Return whether the question of this message is still the open one; its clocks then start anew."""
    if row.conversation is None or row.turn is None:
        return False
    if not conversation.stands_at(work.tx, row.conversation, row.turn):
        return False
    for kind in _CLOCKS:
        timer.remove_of(work.tx, kind, row.conversation)
    return True
