"""A guest's case is closed: nothing more is asked, and three days later what was said in it goes."""

import logging

from bot import keeping
from bot.engine import Ending, is_crisis_script
from bot.storage import case, conversation, person
from bot.storage.person import Person
from bot.storage.timer import Timer
from bot.turns.playing import set_status
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import Work

log = logging.getLogger(__name__)


def end_help(work: Work, who: Person) -> None:
    """A guest whose case was closed is asked nothing more: silence now tells nobody anything."""
    bundle = work.library.current.bundle
    for talk in conversation.open_of(work.tx, who.id):
        if talk.script in bundle.scripts and is_crisis_script(bundle, talk.script):
            set_status(work, talk, Ending.STOPPED.value)


def forget_if_guest(work: Work, due: Timer) -> None:
    """Forget what was kept in need, unless they have agreed meanwhile, or need somebody again.

    Of somebody who had agreed once and took it back only the cases since then go: for the rest of their
    record holds what they were told when they agreed.
    """
    who = person.get(work.tx, due.subject)
    if who is None or not is_guest(work, who) or case.open_of(work.tx, who.id) is not None:
        log.info("timer_out_of_date", extra={"timer": due.id})
    elif who.began_at is None:
        keeping.forget_guest(work.tx, who, work.at, zone=work.library.current.bundle.programme.zone)
    else:
        for held in case.of_person(work.tx, who.id):
            if held.without_consent:
                keeping.forget_case(work.tx, who, held, work.at)
