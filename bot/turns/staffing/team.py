"""The team as it is managed from a phone: who comes in by a link, who has which role, and who leaves."""

from dataclasses import replace
from typing import Final

from bot.cases import Colleague, Offer
from bot.cases.roster import ON_BY_DEFAULT
from bot.storage import invite, member
from bot.storage.member import ROLES, Member
from bot.texts import long_date_words
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.staffing.allowed import Act, may, refuse, refused
from bot.turns.staffing.parting import leaves, takes_role
from bot.turns.staffing.telling import say, tell
from bot.turns.work import ChoiceShown, TapAnswer, Work

SHOW: Final = "tm"
ROLE: Final = "tm-role"
REMOVE: Final = "tm-remove"
SURE: Final = "tm-sure"
KEEP: Final = "tm-keep"
LEAVE: Final = "tm-leave"
VERBS: Final = (SHOW, ROLE, REMOVE, SURE, KEEP, LEAVE)

# What participants read before every message of their coach.
LONGEST_NAME = 32
# Letters of a name on a button of a narrow phone.
NAME_ON_BUTTON = 24


def join(work: Work, chat: int, name: str, locale: str, token: str) -> bool:
    """Make whoever brings a good invitation what it says; False when it was used, is too old or never was."""
    used = invite.use(work.tx, token, at=work.at)
    if used is None:
        return False
    name = name[:LONGEST_NAME] or work.library.own("bot.our_team", locale)
    former = member.find(work.tx, chat)
    if former is None:
        made = work.new_id()
        member.add(work.tx, id=made, chat=chat, name=name, role=used.role, locale=locale, at=work.at)
    else:  # whoever left comes back as who they were on record, with nothing else of before
        made = former.id
        member.change(work.tx, made, name=name, role=used.role, locale=locale, active=True)
    work.team_changed = True
    joined = Colleague(id=made, chat=chat, name=name, role=used.role, locale=locale)
    work.desk.audit(joined, "joined", "member", made)
    welcome = "bot.staff.editor_welcome" if used.role == "editor" else "bot.staff.welcome_coach"
    say(work, joined, welcome, name=name)
    if work.roster.written and used.role in ON_BY_DEFAULT:
        say(work, joined, "bot.staff.weeks_count")
    return True


def current(work: Work, chat: int) -> Colleague | None:
    """Return the member behind this chat as the database has them now.

    The roster in memory is one commit behind: whoever was removed a moment ago is nobody already.
    """
    known = work.roster.at_chat(chat)
    found = member.get(work.tx, known.id) if known is not None else None
    if known is None or found is None or not found.active:
        return None
    return replace(known, name=found.name, role=found.role, locale=found.locale)


def show(work: Work, who: Colleague) -> None:
    """Tell an administrator who is on the team; each name opens what can be done."""
    if not may(who, Act.SEE_TEAM):
        refuse(work, who, Act.SEE_TEAM)
        return
    everybody = member.active(work.tx)
    own = work.library.own
    lines = [own("bot.staff.team", who.locale, count=len(everybody))]
    lines += [_line(work, who, one) for one in everybody]
    offers = [Offer(label=one.name[:NAME_ON_BUTTON], verb=SHOW, subject=one.id) for one in everybody]
    pairs = tuple(tuple(offers[start : start + 2]) for start in range(0, len(offers), 2))
    tell(work, who, "\n".join(lines), pairs)


def ask_to_leave(work: Work, who: Colleague) -> None:
    """Tell a member what leaving means, and ask once more."""
    if _is_last_admin(work, who.id):
        say(work, who, "bot.staff.team_last_admin")
        return
    own = work.library.own
    sure = Offer(label=own("bot.staff.button_leave_sure", who.locale), verb=LEAVE, subject=who.id)
    tell(work, who, own("bot.staff.leave_sure", who.locale), ((sure,), (_keep(work, who),)))


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Carry out what the button means for the member it names, as they are now."""
    act = Act.LEAVE_TEAM if button.verb in (LEAVE, KEEP) else Act.CHANGE_TEAM
    if not may(who, act):
        work.courtesies.append(TapAnswer(tap_id=came.tap_id, words=refused(work, who, act)))
        return
    work.courtesies.append(TapAnswer(tap_id=came.tap_id))
    if button.verb != SHOW:
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    found = member.get(work.tx, button.subject)
    if button.verb == KEEP:
        say(work, who, "bot.staff.team_stays")
    elif found is None or not found.active:
        say(work, who, "bot.staff.team_not_there")
    elif button.verb == LEAVE and found.id == who.id:
        _leave(work, who)
    elif act is Act.CHANGE_TEAM:
        _change(work, who, found, button)


def _change(work: Work, who: Colleague, one: Member, button: StaffButton) -> None:
    own = work.library.own
    match button.verb, button.detail:
        case "tm-role", None:
            roles = tuple(
                (
                    Offer(
                        label=own(f"bot.staff.role_{role}", who.locale),
                        verb=ROLE,
                        subject=one.id,
                        detail=role,
                    ),
                )
                for role in ROLES
                if role != one.role
            )
            asked = own("bot.staff.team_which_role", who.locale, name=one.name)
            tell(work, who, asked, (*roles, (_keep(work, who),)))
        case "tm-role", role if role in ROLES and role != one.role:
            _set_role(work, who, one, role)
        case "tm-remove", _:
            sure = Offer(label=own("bot.staff.button_remove_sure", who.locale), verb=SURE, subject=one.id)
            asked = own("bot.staff.team_remove_sure", who.locale, name=one.name)
            tell(work, who, asked, ((sure,), (_keep(work, who),)))
        case "tm-sure", _:
            _remove(work, who, one)
        case _:
            _show_one(work, who, one)


def _show_one(work: Work, who: Colleague, one: Member) -> None:
    own = work.library.own
    day = long_date_words(one.added_at, work.library.current.bundle.programme.zone, who.locale)
    role = own(f"bot.staff.role_{one.role}", who.locale)
    told = own("bot.staff.team_member", who.locale, name=one.name, role=role, day=day)
    offers = (
        Offer(label=own("bot.staff.button_role", who.locale), verb=ROLE, subject=one.id),
        Offer(label=own("bot.staff.button_remove", who.locale), verb=REMOVE, subject=one.id),
    )
    tell(work, who, told, (offers,))


def _set_role(work: Work, who: Colleague, one: Member, role: str) -> None:
    if _is_last_admin(work, one.id):
        say(work, who, "bot.staff.team_last_admin")
        return
    takes_role(work, _colleague(one), role, by=who)
    words = work.library.own(f"bot.staff.role_{role}", who.locale)
    say(work, who, "bot.staff.team_role_set", name=one.name, role=words)


def _remove(work: Work, who: Colleague, one: Member) -> None:
    if _is_last_admin(work, one.id):
        say(work, who, "bot.staff.team_last_admin")
        return
    leaves(work, _colleague(one), by=who)
    if one.id != who.id:
        say(work, who, "bot.staff.team_removed", name=one.name)


def _leave(work: Work, who: Colleague) -> None:
    if _is_last_admin(work, who.id):
        say(work, who, "bot.staff.team_last_admin")
    else:
        leaves(work, who, by=who)


def _is_last_admin(work: Work, id: int) -> bool:
    """Without an administrator nobody could let anybody in again."""
    admins = member.active(work.tx, ("admin",))
    return [one.id for one in admins] == [id]


def _line(work: Work, who: Colleague, one: Member) -> str:
    role = work.library.own(f"bot.staff.role_{one.role}", who.locale)
    return work.library.own("bot.staff.team_line", who.locale, name=one.name, role=role)


def _keep(work: Work, who: Colleague) -> Offer:
    return Offer(label=work.library.own("bot.staff.button_keep", who.locale), verb=KEEP, subject=who.id)


def _colleague(one: Member) -> Colleague:
    return Colleague(id=one.id, chat=one.chat, name=one.name, role=one.role, locale=one.locale)
