"""A new phone: history, days and an open case go on in the new chat, and the old one is cut off.

Nothing of the record moves: the person's row gets another chat. What waited for the old chat is sent to the
new one, what stood on its screen leaves it as far as Telegram allows, and what is open asks again.
"""

from dataclasses import replace

from bot.cases import Colleague
from bot.delivery import from_body
from bot.engine import Resumed
from bot.keeping import erase
from bot.storage import case, concern, conversation, covered, outbox, person, way_in
from bot.storage.conversation import Conversation
from bot.storage.outbox import NewMessage
from bot.storage.person import Person
from bot.storage.way_in import WayIn
from bot.turns.check_ins import invite_again
from bot.turns.incoming import Commanded
from bot.turns.owning.screen import clear_messages
from bot.turns.participant import finish
from bot.turns.play import Play
from bot.turns.posting import body_for, queue
from bot.turns.standing import play_on, standing_of
from bot.turns.welcoming import newcomers
from bot.turns.welcoming.agreeing import agrees
from bot.turns.work import Work


def move(work: Work, way: WayIn, came: Commanded, who: Person | None) -> Person | None:
    """Return whom this chat belongs to now, with all said; None when the link leads nowhere any more.

    A chat of somebody who agreed keeps its own; then the link stays good.
    """
    old = person.get(work.tx, way.person) if way.person is not None else None
    if old is None:
        return None
    if who is not None and (refusal := _refusal(work, old, who)) is not None:
        play = Play(work=work, who=who)
        play.say(refusal)
        finish(play)
        return who
    way_in.use(work.tx, came.rest, at=work.at, by_person=old.id)
    if who is not None:
        _guest_goes(work, old, who)
    return _moved(work, way, old, came.chat)


def _refusal(work: Work, old: Person, who: Person) -> str | None:
    if who.id == old.id:
        return "bot.move_same"
    if agrees(work, who):
        return "bot.move_has_own"
    if case.open_of(work.tx, who.id) is not None and case.open_of(work.tx, old.id) is not None:
        return "bot.move_has_case"
    return None


def _guest_goes(work: Work, old: Person, guest: Person) -> None:
    """What the chat was as a guest's is forgotten; an open case goes along, and what was not right there."""
    held = case.open_of(work.tx, guest.id)
    if held is not None:
        case.belongs_to(
            work.tx, held.id, old.id, without_consent=held.without_consent and not agrees(work, old)
        )
    concern.open_belong_to(work.tx, old.id, guest.id)
    erase(work.tx, guest, work.at, new_id=work.new_id, by="person", told=False)


def _moved(work: Work, way: WayIn, old: Person, chat: int) -> Person:
    open_now = standing_of(work, old).open
    work.forgotten.add(old.chat)
    clear_messages(work, old)
    waiting = sorted((*_unread(work, old), *outbox.cut_off(work.tx, old.chat, work.at)))
    person.move_chat(work.tx, old.id, chat)
    who = work.change(replace(old, chat=chat), reachable=True)
    work.on_record(who, "moved to new phone")
    play = Play(work=work, who=who)
    play.say("bot.moved_here")
    _ask_again(play, open_now)
    finish(play)
    _send_on(work, who, waiting, open_now)
    for colleague in _concerned(work, way, who):
        newcomers.tell(work, colleague, "bot.staff.moved_phone", about=who, code=who.code)
    return who


def _unread(work: Work, old: Person) -> list[int]:
    """Return what stood covered and unread on the old phone; from now on it counts as brought."""
    ids = [row.id for row in covered.unread(work.tx, old.chat) if row.person == old.id]
    for id in ids:
        covered.read(work.tx, id)
    return ids


def _ask_again(play: Play, talk: Conversation | None) -> None:
    """The open question, or an invitation, stands on the new phone."""
    if talk is None:
        return
    now = conversation.get(play.work.tx, talk.id)
    if now is not None and now.status == "invited":
        invite_again(play, now)
    elif now is not None and now.status == "open":
        play_on(play, now, Resumed())


def _send_on(work: Work, who: Person, waiting: list[int], asked: Conversation | None) -> None:
    """What waited for the old chat goes to the new one now; what was just asked again is not said twice."""
    for id in waiting:
        row = outbox.get(work.tx, id)
        if row is None or (asked is not None and row.conversation == asked.id and row.turn is not None):
            continue
        message, made = from_body(row.body), work.new_id()
        message = replace(message, cover=None)
        queue(
            work,
            NewMessage(
                id=made,
                person=row.person,
                chat=who.chat,
                lane=row.lane,
                kind=row.kind,
                body=body_for(work, who, made, message),
                expires_at=row.expires_at,
                conversation=row.conversation,
                turn=row.turn,
                nudge_after=row.nudge_after,
                give_up_after=row.give_up_after,
                case=row.case,
                created_at=work.at,
                source_message=row.source_message,
            ),
        )


def _concerned(work: Work, way: WayIn, who: Person) -> tuple[Colleague, ...]:
    """Return who made the link, their coach, and whoever has the open case: each once."""
    held = case.open_of(work.tx, who.id)
    found = (way.made_by, who.coach, held.coach if held is not None else None)
    members = (work.roster.get(one) for one in dict.fromkeys(found))
    return tuple(one for one in members if one is not None)
