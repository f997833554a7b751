"""Who of the team may do what: a closed list of acts and roles, and the one place that decides.

| whose      | is true of                                         |
|------------|----------------------------------------------------|
| everybody  | any participant, or an act that is about nobody    |
| own        | the people whose coach the member is               |
| open case  | whoever has an open case at this moment            |
| held       | whoever has an open case that the member has taken |

What is not in the list is refused. What is refused is written to the audit log and explained. A sheltered
record is opened by its own coach and by supervisors alone: others who take its case see the case, without
the name, the answers and the words of before, and make no link that would bring it to another phone.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final

from bot.cases import CALLED_ROLES, Colleague
from bot.joining import COACHING_ROLES
from bot.publishing import MAY_PUBLISH
from bot.storage.case import Case
from bot.storage.member import ROLES
from bot.storage.person import Person
from bot.turns.staffing.telling import tell
from bot.turns.work import Work


class Act(StrEnum):
    """What a member may want to do, in the words of the audit log."""

    LIST_CASES = "list the open cases"
    OPEN_CASE = "open a case"
    READ_RECORD = "read a record"
    TAKE_CASE = "take a case"
    WRITE_TO_PERSON = "write to a person"
    CLOSE_CASE = "close a case"
    READ_WAYS = "read ways to reach somebody"
    LOWER_LEVEL = "lower the level of a case"
    DECIDE_WELFARE = "decide about a welfare check"
    KEEP_NOTES = "keep notes about a person"
    KEEP_TASKS = "keep tasks"
    LIST_PEOPLE = "list people"
    NEW_PHONE = "make a link for a new phone"
    INVITE_PERSON = "invite a participant"
    WELCOME_PERSON = "welcome somebody new"
    INVITE_MEMBER = "invite a member"
    SEE_TEAM = "see the team"
    CHANGE_TEAM = "change the team"
    CHANGE_SCRIPTS = "change conversations"
    SET_NAME = "set the name people see"
    LEAVE_TEAM = "leave the team"
    GO_ON_DUTY = "go on and off duty"
    OWN_WEEK = "change her own week"
    OTHERS_WEEK = "change somebody's week"
    OWN_PROFILE = "change her own profile"
    HAND_OVER = "hand over a case"
    TAKE_OVER = "take over a case"
    SWAP_OFF = "be swapped off"
    CHOOSE_COACH = "choose a coach for somebody"
    LEAD = "see how calls are answered"
    SEE_OWN_TIMES = "see one's own times"
    SUPERVISE = "see a coach's times"
    SAY_HELLO = "say hello"
    READ_CONCERNS = "read what was not right"
    WRITE_QUICK_REPLIES = "write quick replies"


class Whose(Enum):
    """About whom an act is allowed."""

    EVERYBODY = "everybody"
    OWN = "own"
    OPEN_CASE = "open case"
    HELD = "held"


Table = Mapping[Act, Mapping[str, frozenset[Whose]]]


def _each(*roles: str, **other: tuple[Whose, ...]) -> Mapping[str, frozenset[Whose]]:
    """Return `roles` with an act allowed about everybody, and `other` roles as they are given."""
    everybody = {role: frozenset((Whose.EVERYBODY,)) for role in roles}
    return MappingProxyType(everybody | {role: frozenset(whose) for role, whose in other.items()})


# Whoever an alert calls must be able to act on it, also the one administrator of a small programme.
ALLOWED: Final[Table] = MappingProxyType(
    {
        Act.LIST_CASES: _each(*CALLED_ROLES),
        Act.OPEN_CASE: _each(**dict.fromkeys(CALLED_ROLES, (Whose.OPEN_CASE,))),
        Act.READ_RECORD: _each("supervisor", coach=(Whose.OWN, Whose.OPEN_CASE), admin=(Whose.OPEN_CASE,)),
        Act.TAKE_CASE: _each(**dict.fromkeys(CALLED_ROLES, (Whose.OPEN_CASE,))),
        Act.WRITE_TO_PERSON: _each(**dict.fromkeys(CALLED_ROLES, (Whose.HELD,))),
        Act.CLOSE_CASE: _each(**dict.fromkeys(CALLED_ROLES, (Whose.HELD,))),
        Act.READ_WAYS: _each("supervisor", coach=(Whose.OWN, Whose.HELD), admin=(Whose.HELD,)),
        Act.LOWER_LEVEL: _each("supervisor", coach=(Whose.HELD,), admin=(Whose.HELD,)),
        Act.DECIDE_WELFARE: _each("supervisor", "admin"),
        Act.KEEP_NOTES: _each("supervisor", coach=(Whose.OWN, Whose.HELD), admin=(Whose.HELD,)),
        Act.KEEP_TASKS: _each(*CALLED_ROLES),
        Act.LIST_PEOPLE: _each(*CALLED_ROLES),
        Act.NEW_PHONE: _each("supervisor", coach=(Whose.OWN, Whose.HELD), admin=(Whose.HELD,)),
        Act.INVITE_PERSON: _each(*CALLED_ROLES),
        Act.WELCOME_PERSON: _each(*COACHING_ROLES),
        Act.INVITE_MEMBER: _each("admin"),
        Act.SEE_TEAM: _each("admin"),
        Act.CHANGE_TEAM: _each("admin"),
        Act.CHANGE_SCRIPTS: _each(*MAY_PUBLISH),
        Act.SET_NAME: _each(*ROLES),
        Act.LEAVE_TEAM: _each(*ROLES),
        Act.GO_ON_DUTY: _each(*CALLED_ROLES),
        Act.OWN_WEEK: _each(*CALLED_ROLES),
        Act.OTHERS_WEEK: _each("supervisor", "admin"),
        Act.OWN_PROFILE: _each(*CALLED_ROLES),
        Act.HAND_OVER: _each("supervisor", coach=(Whose.HELD,), admin=(Whose.HELD,)),
        Act.TAKE_OVER: _each(**dict.fromkeys(CALLED_ROLES, (Whose.OPEN_CASE,))),
        Act.SWAP_OFF: _each(
            coach=(Whose.OWN, Whose.HELD), supervisor=(Whose.OWN, Whose.HELD), admin=(Whose.OWN, Whose.HELD)
        ),
        Act.CHOOSE_COACH: _each("supervisor"),
        Act.LEAD: _each("supervisor", "admin"),
        Act.SEE_OWN_TIMES: _each(*CALLED_ROLES),
        Act.SUPERVISE: _each("supervisor"),
        Act.SAY_HELLO: _each(**dict.fromkeys(CALLED_ROLES, (Whose.OWN,))),
        Act.READ_CONCERNS: _each("supervisor", "admin"),  # admins: where no other supervisor is
        Act.WRITE_QUICK_REPLIES: _each("supervisor", "admin"),
    }
)

# What a sheltered record is kept from: whoever opens a link for a new phone has the whole of it.
_OPENS_RECORD: Final = frozenset((Act.READ_RECORD, Act.NEW_PHONE))

# Why something was refused, in the bot's own words; any other act: a supervisor can.
_EXPLAINED: Final[Mapping[Act, str]] = MappingProxyType(
    {
        Act.READ_WAYS: "bot.staff.not_allowed_person",
        Act.KEEP_NOTES: "bot.staff.not_allowed_person",
        Act.NEW_PHONE: "bot.staff.not_allowed_person",
        Act.READ_RECORD: "bot.staff.not_allowed_person",
        Act.INVITE_MEMBER: "bot.staff.not_allowed_team",
        Act.SEE_TEAM: "bot.staff.not_allowed_team",
        Act.CHANGE_TEAM: "bot.staff.not_allowed_team",
        Act.CHANGE_SCRIPTS: "bot.staff.not_allowed_scripts",
        Act.SAY_HELLO: "bot.staff.not_allowed_hello",
        Act.READ_CONCERNS: "bot.staff.not_allowed_concerns",
    }
)


def roles_for(act: Act) -> tuple[str, ...]:
    """Return the roles that may do this about somebody at least, in the order of storage's ROLES."""
    return tuple(role for role in ROLES if role in ALLOWED[act])


def ever_may(who: Colleague, act: Act) -> bool:
    """Return whether this role may do it about somebody at least: for lists, and before anybody is named."""
    return who.role in ALLOWED[act]


def may(who: Colleague, act: Act, about: Person | None = None, held: Case | None = None) -> bool:
    """Return whether the member may do this now; `held` is the open case of `about`, if there is one."""
    whose = ALLOWED[act].get(who.role, frozenset())
    if Whose.EVERYBODY in whose:
        return True
    if about is None:
        return False
    if Whose.OWN in whose and about.coach == who.id:
        return True
    if held is None or held.closed_at is not None or (about.sheltered and act in _OPENS_RECORD):
        return False
    return Whose.OPEN_CASE in whose or (Whose.HELD in whose and held.coach == who.id)


def seen_by(who: Colleague, about: Person, held: Case | None) -> Person:
    """Return the person as this member may see them: of a sheltered record, without name and goal."""
    return about if may(who, Act.READ_RECORD, about, held) else replace(about, name=None, goal=None)


def refused(work: Work, who: Colleague, act: Act, about: Person | None = None) -> str:
    """Write the refusal to the audit log; return why, in the member's language."""
    kind, subject = ("member", who.id) if about is None else ("person", about.id)
    work.desk.audit(who, f"refused: {act.value}", kind, subject)
    return work.library.own(_EXPLAINED.get(act, "bot.staff.not_allowed"), who.locale)


def refuse(work: Work, who: Colleague, act: Act, about: Person | None = None) -> None:
    """Write the refusal to the audit log, and tell the member why."""
    tell(work, who, refused(work, who, act, about))
