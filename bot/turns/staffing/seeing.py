""" "Who sees this?": the roles as they are decided here and now, handed to what computes the words."""

from bot.cases import CALLED_ROLES
from bot.engine import AskEachStep, Frame, Line
from bot.scripts.explaining import OWN_COACH, Roles, who_sees
from bot.storage.person import Person
from bot.turns.facts import duty_of
from bot.turns.library import Edition
from bot.turns.staffing.allowed import ALLOWED, Act, Whose, roles_for
from bot.turns.work import Work

# Who is let near a case at all.
OPENING_ROLES = roles_for(Act.OPEN_CASE)
# Kinds of answer that the card of an opened case leaves out.
CLOSED_KINDS = frozenset(("free text",))


def roles_now(work: Work, who: Person) -> Roles:
    """Return what the team may see of this person, and whether anybody of it can be called."""
    duty = duty_of(work, who)
    return Roles(
        called=CALLED_ROLES,
        opens=_openers(work, who),
        closed=CLOSED_KINDS,
        coach=duty.coach if duty.taken else None,
        reachable=any(not one.unreachable for one in work.roster.called()),
        rings=duty.called > 0,
    )


def _openers(work: Work, who: Person) -> tuple[str, ...]:
    """Return the roles that a record opens for; a sheltered one opens for its own coach and supervisors."""
    if not who.sheltered:
        return OPENING_ROLES
    always = tuple(role for role, whose in ALLOWED[Act.READ_RECORD].items() if Whose.EVERYBODY in whose)
    return always if work.roster.get(who.coach) is None else (*always, OWN_COACH)


def lines_about(work: Work, who: Person, edition: Edition, stack: tuple[Frame, ...]) -> tuple[Line, ...]:
    """Return who sees the answer to the question on top of `stack`, and what it starts."""
    *callers, top = stack
    kind = edition.script(top.script).steps[top.step].kind
    key = list(kind.texts)[top.part] if isinstance(kind, AskEachStep) else None
    roles = roles_now(work, who)
    return who_sees(edition.bundle, top.script, top.step, key, roles, callers=tuple(callers))
