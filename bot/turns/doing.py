"""What an update does: who sent it, and which door it goes through. One call, one transaction."""

import logging
from dataclasses import replace
from typing import assert_never

from bot.cadence import Pace
from bot.cases import second_way
from bot.delivery import TextMessage, to_body
from bot.engine import fold
from bot.signals import listen
from bot.storage import case, person
from bot.storage.lane import Lane
from bot.storage.outbox import NewMessage
from bot.storage.person import Person
from bot.turns import climbing, participant
from bot.turns.drilling.answering import give_way
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
from bot.turns.staffing import staff, team
from bot.turns.talking import guessing
from bot.turns.welcoming import by_link
from bot.turns.work import Done, Work

log = logging.getLogger(__name__)


def carry_out(work: Work, came: Incoming, menu: MenuWords) -> Done:
    """Carry out one update; everything it says and does is in this transaction."""
    who: Person | None = None
    match came:
        case Typed() | Commanded() | Pressed() | SentMedia() | Edited():
            who = _from_person_or_team(work, came, menu)
        case BlockedBot(chat=chat):
            climbing.blocked(work, chat)
            who = person.find(work.tx, chat)
            if who is not None and who.reachable:
                who = work.change(who, reachable=False)
                if who.state == "active" or case.open_of(work.tx, who.id) is not None:
                    tell_unreachable(work, who)
        case UnblockedBot(chat=chat):
            climbing.back(work, chat)
            who = person.find(work.tx, chat)
            if who is not None and not who.reachable:
                who = work.change(who, reachable=True)
                climbing.person_is_back(work, who)
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
    rang = {row.case for row in work.queued if row.kind == "alert" and row.lane == Lane.CRISIS}
    give_way(work, frozenset(about for about in rang if about is not None))
    post_letters(work)
    done = Done(
        queued=tuple(work.queued),
        courtesies=tuple(work.courtesies),
        forgotten=frozenset(work.forgotten),
        copies=frozenset(work.copies),
        team_changed=work.team_changed,
        errands=work.errands,
        clears=work.clears,
        second_ways=second_way.LEFT in work.left,
    )
    return replace(done, chat=who.chat, locale=who.locale, code=who.code) if who is not None else done


def _from_person_or_team(
    work: Work, came: Typed | Commanded | Pressed | SentMedia | Edited, menu: MenuWords
) -> Person | None:
    work.acted_in, work.acted_at = came.chat, came.at
    if isinstance(came, Commanded):  # in whatever language it was written
        came = replace(came, name=work.library.current.commands.get(fold(came.name), came.name))
    colleague = team.current(work, came.chat)
    if colleague is not None:
        climbing.back(work, came.chat)
        staff.take_in(work, colleague, came)
        return None
    if isinstance(came, Pressed) and guessing.refuse_outsider(work, came):
        return None
    who = person.find(work.tx, came.chat)
    if isinstance(came, Commanded) and _brings_a_link(work, came):
        link = by_link.opened(work, came, who)
        if link.came is None:
            return link.who
        who, came = link.who, link.came
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
    if who.seen_on != work.at.date():
        who = work.change(who, seen_on=work.at.date())
    if work.first_aid is not None:
        record_first_aid(work, who, work.first_aid)
    participant.take_in(work, who, came, menu)
    return person.get(work.tx, who.id)


def _brings_a_link(work: Work, came: Commanded) -> bool:
    """Return whether somebody opens a link; words about danger behind the slash are heard as such."""
    if came.name != "start" or not came.rest or work.pace is not Pace.FINE:
        return False
    return listen(came.words, work.library.current.bundle.phrases) is None


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
