"""Somebody leaves the team, or no longer sees people: what was in their hands and in their chat goes back.

What they did stays on record. Whoever has left and writes again is a stranger; a new link lets them come
back, without the people and the cases they had.
"""

from bot.cases import CALLED_ROLES, Colleague, free_cases
from bot.joining import COACHING_ROLES
from bot.storage import away, case, covered, duty, member, outbox, person, received, shift
from bot.storage.clearing import DELETABLE
from bot.storage.lane import Lane
from bot.turns.serving.changing import hours_changed
from bot.turns.staffing.telling import say
from bot.turns.work import Work


def leaves(work: Work, leaver: Colleague, by: Colleague) -> None:
    """The leaver is no member any more; the team, the people they had and they themselves are told."""
    hands_back(work, leaver)
    member.leave(work.tx, leaver.id, work.at)
    hours_changed(work)
    if leaver.id == by.id:
        work.desk.audit(by, "left the team", "member", leaver.id)
    else:
        work.desk.audit(by, "removed a member", "member", leaver.id, reason=leaver.role)
    say(work, leaver, "bot.staff.team_left")


def takes_role(work: Work, who: Colleague, role: str, by: Colleague) -> None:
    """The member has this role from now on, and is told; in one that sees nobody, they hand people back."""
    if who.role in CALLED_ROLES and role not in CALLED_ROLES:
        hands_back(work, who)
    elif role not in COACHING_ROLES:
        person.leave_coach(work.tx, who.id)  # cases stay in their hands, people need a coach
    member.change(work.tx, who.id, role=role)
    hours_changed(work)
    work.desk.audit(by, "changed a role", "member", who.id, reason=f"{who.role} > {role}")
    say(work, who, "bot.staff.team_your_role", role=work.library.own(f"bot.staff.role_{role}", who.locale))


def hands_back(work: Work, who: Colleague) -> None:
    """Nobody is this member's any more, and what their chat shows goes as far as Telegram lets it."""
    work.post(free_cases(work.desk, who))
    person.leave_coach(work.tx, who.id)
    _leaves_roster(work, who)
    outbox.withdraw(work.tx, who.chat, tuple(Lane), work.at)
    covered.clear_when_sent_to_member(work.tx, who.id)
    since = work.at - DELETABLE
    outbox.clear_now(work.tx, since=since, at=work.at, member=who.id)
    received.clear_now(work.tx, since=since, at=work.at, member=who.id)
    work.ask_to_clear()


def _leaves_roster(work: Work, who: Colleague) -> None:
    """Their shifts are nobody's, and nothing waits for their answer.

    What they said last about being on duty or off it ends here: whoever comes back begins anew.
    """
    shift.remove_of(work.tx, who.id)
    duty.remove_of(work.tx, who.id)
    for days in away.of(work.tx, who.id):
        away.remove(work.tx, days.id, who.id)
    for held in case.open_cases(work.tx):
        if held.offered_to == who.id:
            case.change(work.tx, held.id, offered_to=None)
