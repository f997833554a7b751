"""How many people each coach walks with, and what supervisors hear when it becomes many.

Peers who walk with too many people burn out, and people wait (design, field.md 6): `caseload` in
programme.yaml says when somebody has no room left, and when it is too many.
"""

from bot.cases import Colleague
from bot.storage import person
from bot.turns.serving.naming import told_apart
from bot.turns.staffing.telling import tell
from bot.turns.work import Work


def label(work: Work, who: Colleague, one: Colleague) -> str:
    """Return how many people `one` walks with, for a button that `who` reads: "Sam · walks with 12"."""
    count = person.caseload(work.tx, one.id)
    return work.library.own("bot.staff.walks_with_count", who.locale, name=told_apart(work, one), count=count)


def warn(work: Work, coach: Colleague) -> None:
    """Supervisors hear when somebody has just become full, and of each one beyond too many."""
    full, too_many = work.library.current.bundle.programme.caseload
    count = person.caseload(work.tx, coach.id)
    if count == full or count >= too_many:
        for one in work.roster.leads():
            tell(work, one, _words(work, coach, one, count))


def words_if_full(work: Work, coach: Colleague, reader: Colleague) -> str | None:
    """Return what whoever gives her somebody new can know; None while she has room."""
    count = person.caseload(work.tx, coach.id)
    full, _ = work.library.current.bundle.programme.caseload
    return _words(work, coach, reader, count) if count >= full else None


def _words(work: Work, coach: Colleague, reader: Colleague, count: int) -> str:
    full, too_many = work.library.current.bundle.programme.caseload
    text = "bot.staff.caseload_too_many" if count >= too_many else "bot.staff.caseload_full"
    return work.library.own(
        text, reader.locale, name=told_apart(work, coach), count=count, full=full, many=too_many
    )
