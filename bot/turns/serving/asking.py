"""A question to a member whose answer is typed: what waits for words, and which words are its answer.

While one waits, the next words go to it and to nobody else; a command or a tap ends it. After ten minutes she
is asked for whom they are: a line about a person must not reach that person.
"""

from datetime import timedelta
from typing import Final

from bot.cases import Colleague
from bot.storage import draft, outbox
from bot.storage.draft import Draft
from bot.turns.incoming import Typed
from bot.turns.staffing.telling import Offers, tell
from bot.turns.talking.unclear import came_late
from bot.turns.work import Work

# What can wait for words, among a member's drafts.
ZONE: Final = "zone"
EMAIL: Final = "email"
NOTE: Final = "handover"
KINDS: Final = (ZONE, EMAIL, NOTE)
# After so long, what is typed may be for somebody else again.
WAITS_FOR: Final = timedelta(minutes=10)
QUESTION: Final = "asked"  # the kind of a message that asks


def ask(work: Work, who: Colleague, kind: str, words: str, offers: Offers = (), *, about: str = "-") -> None:
    """The next words of this member are the answer; `about` is kept beside the question."""
    nothing_is_asked(work, who)
    draft.add(work.tx, id=work.new_id(), member=who.id, words=about, at=work.at, kind=kind)
    tell(work, who, words, offers, kind=QUESTION)


def asked(work: Work, who: Colleague, came: Typed) -> Draft | None:
    """Return the question these words answer, which waits on; None when they are meant for somebody else."""
    waiting = _waiting(work, who)
    if waiting is not None and came.reply_to is not None:
        answered = outbox.by_message(work.tx, who.chat, came.reply_to)
        if answered is None or answered.kind != QUESTION:
            return None
    return waiting


def late(work: Work, who: Colleague, came: Typed) -> bool:
    """Ask for whom words are that come when the question is old; return whether one was still open."""
    waiting = _waiting(work, who)
    if waiting is None or came.reply_to is not None or work.at - waiting.at <= WAITS_FOR:
        return False
    nothing_is_asked(work, who)
    return came_late(work, who, came)


def _waiting(work: Work, who: Colleague) -> Draft | None:
    return next((one for kind in KINDS if (one := draft.of(work.tx, who.id, kind)) is not None), None)


def nothing_is_asked(work: Work, who: Colleague) -> None:
    """Whoever goes on to something else is asked no more: their next words are for a person."""
    for kind in KINDS:
        draft.drop(work.tx, who.id, kind)
