"""/reach: other ways to reach somebody whose phone is silent, shown only with a reason that goes on record.

The reason comes behind the code, or as the next words of whoever asked. It is never passed on to anybody but
the audit log, where the person can read it.
"""

from datetime import timedelta
from typing import Final

from bot.cases import ON_SCREEN_FOR, Colleague, Letter, Offer
from bot.storage import case, draft, person, reach
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed, Typed
from bot.turns.opening.flags import warnings_of
from bot.turns.serving import asking
from bot.turns.staffing.allowed import Act, ever_may, may, refuse
from bot.turns.staffing.telling import say, tell
from bot.turns.talking.unclear import came_late
from bot.turns.work import ChoiceShown, Work

# What waits for a reason, among a member's drafts: it holds the code.
REASON: Final = "reason"
NEVER_MIND: Final = "s_not"
# About what is typed later she is asked whom it is for.
ASKED_FOR = timedelta(minutes=10)
# Letters: "no" or "?" tells nobody later why a number was opened.
SHORTEST_REASON = 8
LONGEST_REASON = 500


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """Ask why, or show the ways when the reason stands behind the code."""
    code, _, reason = rest.strip().partition(" ")
    if not ever_may(who, Act.READ_WAYS):
        refuse(work, who, Act.READ_WAYS)
    elif not code:
        say(work, who, "bot.staff.reach_how")
    else:
        _open(work, who, code.upper(), reason)


def nothing_is_asked(work: Work, who: Colleague) -> None:
    """Whoever goes on to something else is asked no more: their next words are for a person."""
    draft.drop(work.tx, who.id, REASON)
    asking.nothing_is_asked(work, who)


def never_mind(work: Work, who: Colleague, _: StaffButton, came: Pressed) -> None:
    """What is typed next is for whoever it was for before."""
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    say(work, who, "bot.staff.reach_not")


def typed(work: Work, who: Colleague, came: Typed) -> bool:
    """Take these words as the reason that was asked for; return whether one was.

    An answer to a message is meant for whoever wrote that, and never a reason.
    """
    asked = draft.of(work.tx, who.id, REASON) if came.reply_to is None else None
    if asked is None:
        return False
    draft.drop(work.tx, who.id, REASON)
    if work.at - asked.at > ASKED_FOR:
        return came_late(work, who, came)
    _open(work, who, asked.words, came.words)
    return True


def _open(work: Work, who: Colleague, code: str, reason: str) -> None:
    about = person.by_code(work.tx, code)
    if about is None:
        say(work, who, "bot.staff.reach_unknown")
        return
    if not may(who, Act.READ_WAYS, about, case.open_of(work.tx, about.id)):
        refuse(work, who, Act.READ_WAYS, about)
        return
    if not reach.of(work.tx, about.id):
        none = work.library.own("bot.staff.reach_none", who.locale, code=about.code)
        tell(work, who, "\n\n".join([*_first(work, who, about), none]))
        return
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if len(reason) < SHORTEST_REASON:
        draft.add(work.tx, id=work.new_id(), member=who.id, words=code, at=work.at, kind=REASON)
        asked = work.library.own("bot.staff.reach_why", who.locale, code=code)
        label = work.library.own("bot.staff.button_never_mind", who.locale)
        not_now = ((Offer(label=label, verb=NEVER_MIND, subject=about.id),),)
        tell(work, who, "\n\n".join([*_first(work, who, about), asked]), not_now)
        return
    work.desk.audit(who, "opened ways to reach", "person", about.id, reason=reason)
    _show(work, who, about)


def _first(work: Work, who: Colleague, about: Person) -> list[str]:
    """Return what stands above everything, because a call or a visit comes next."""
    return ["\n".join(lines)] if (lines := warnings_of(work, about, who.locale)) else []


def _show(work: Work, who: Colleague, about: Person) -> None:
    own = work.library.own
    blocks = [
        *_first(work, who, about),
        own("bot.staff.reach", who.locale, code=about.code),
    ]
    for way in reach.of(work.tx, about.id):
        kind = own(f"bot.staff.reach_{way.kind.replace(' ', '_')}", who.locale)
        may_say = way.may_say or own("bot.staff.reach_nothing", who.locale)
        blocks.append(own("bot.staff.reach_line", who.locale, kind=kind, words=way.words, may_say=may_say))
    blocks.append(own("bot.staff.reach_on_record", who.locale))
    letter = Letter(
        chat=who.chat,
        lane=Lane.CASE,
        kind="card",
        text="\n\n".join(blocks),
        member=who.id,
        about=about.id,
        protected=True,
        clear_after=ON_SCREEN_FOR,
    )
    work.post((letter,))
