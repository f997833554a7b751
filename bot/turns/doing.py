"""What an update does: who sent it, and which door it goes through. One call, one transaction."""

import logging
from dataclasses import replace
from typing import assert_never

from bot.delivery import TextMessage, to_body
from bot.engine import fold
from bot.storage import case, invite, person
from bot.storage.lane import Lane
from bot.storage.outbox import NewMessage
from bot.storage.person import Person
from bot.turns import participant, staff
from bot.turns.due import tell_unreachable
from bot.turns.incoming import (
    BlockedBot,
    Commanded,
    Edited,
    Incoming,
    InGroup,
    Pressed,
    SentMedia,
    Typed,
    UnblockedBot,
    Unused,
)
from bot.turns.menu import MenuWords
from bot.turns.posting import post_letters, queue, record_first_aid
from bot.turns.work import Done, Work

log = logging.getLogger(__name__)


def carry_out(work: Work, came: Incoming, menu: MenuWords) -> Done:
    """Carry out one update; everything it says and does is in this transaction."""
    who: Person | None = None
    match came:
        case Typed() | Commanded() | Pressed() | SentMedia() | Edited():
            who = _from_person_or_team(work, came, menu)
        case BlockedBot(chat=chat):
            who = person.find(work.tx, chat)
            if who is not None and who.reachable:
                who = work.change(who, reachable=False)
                if who.state == "active" or case.open_of(work.tx, who.id) is not None:
                    tell_unreachable(work, who)
        case UnblockedBot(chat=chat):
            who = person.find(work.tx, chat)
            if who is not None:
                who = work.change(who, reachable=True)
        case InGroup(chat=chat):
            _say_private_only(work, chat)
        case Unused(what=what):
            log.info("update_not_used", extra={"what": what})
        case _:
            assert_never(came)
    return finished(work, who)


def finished(work: Work, who: Person | None = None) -> Done:
    """Write the letters of this transaction into the outbox; return what is left for after the commit."""
    post_letters(work)
    done = Done(
        queued=tuple(work.queued),
        courtesies=tuple(work.courtesies),
        team_changed=work.team_changed,
        errands=work.errands,
    )
    return replace(done, chat=who.chat, locale=who.locale, code=who.code) if who is not None else done


def _from_person_or_team(
    work: Work, came: Typed | Commanded | Pressed | SentMedia | Edited, menu: MenuWords
) -> Person | None:
    if isinstance(came, Commanded):  # in whatever language it was written
        came = replace(came, name=work.library.current.commands.get(fold(came.name), came.name))
    colleague = work.roster.at_chat(came.chat)
    if colleague is not None:
        staff.take_in(work, colleague, came)
        return None
    who = person.find(work.tx, came.chat)
    if isinstance(came, Commanded) and came.name == "start" and came.rest:
        if who is None or who.state == "new":
            locale = work.library.language_for(came.sender.language)
            if staff.join(work, came.chat, came.sender.first_name, locale, came.rest):
                return None
            _queue_own(work, came.chat, "bot.staff.invite_invalid", came.sender.language)
        elif invite.is_good(work.tx, came.rest, at=work.at):
            _queue_own(work, came.chat, "bot.staff.invite_is_participant", who.locale)
            return who
    if who is None:
        who = person.add(
            work.tx,
            id=work.new_id(),
            chat=came.chat,
            locale=work.library.language_for(came.sender.language),
            zone=work.library.current.bundle.programme.zone,
            at=work.at,
        )
    elif not who.reachable:
        who = work.change(who, reachable=True)
    if work.first_aid is not None:
        record_first_aid(work, who, work.first_aid)
    participant.take_in(work, who, came, menu)
    return person.get(work.tx, who.id)


def _say_private_only(work: Work, chat: int) -> None:
    _queue_own(work, chat, "bot.private_only", None)


def _queue_own(work: Work, chat: int, text: str, language: str | None) -> None:
    words = work.library.own(text, work.library.language_for(language))
    queue(
        work,
        NewMessage(
            id=work.new_id(),
            chat=chat,
            lane=int(Lane.REPLY),
            kind="notice",
            body=to_body(TextMessage(text=words)),
            created_at=work.at,
        ),
    )
