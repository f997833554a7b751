"""Who walks with somebody next, who takes over a case next, and that they all know."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from bot.cadence import Candidate, Wishes, order
from bot.cases import Colleague, Letter
from bot.signals import Level
from bot.storage import case, case_event, declined, person
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.serving import caseload
from bot.turns.serving.naming import told_apart
from bot.turns.staffing.telling import tell
from bot.turns.welcoming import newcomers
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import Work

# A crisis that was longer ago than this no longer weighs on anybody's turn.
REMEMBERED = timedelta(days=30)
# With these a case comes into somebody's hands.
_TAKES = ("acknowledged", "accepted")


def next_coach(work: Work, about: Person, *, exclude: Collection[int] = ()) -> Colleague | None:
    """Return who is to walk with them next: a coach, where there is none a supervisor, else nobody."""
    free = [one for one in work.roster.called() if one.id not in exclude]
    for role in ("coach", "supervisor"):
        found = ranked(work, about, [one for one in free if one.role == role])
        if found:
            return found[0]
    return None


def ranked(work: Work, about: Person, among: Sequence[Colleague]) -> tuple[Colleague, ...]:
    """Return those of `among` who can be reached and whom the person has not said no to, best first."""
    known = {one.id: one for one in among if not one.unreachable}
    last = _last_crises(work)
    held = case.open_cases(work.tx)
    candidates = []
    for one in known.values():
        hers = [each for each in held if each.coach == one.id]
        candidates.append(
            Candidate(
                id=one.id,
                languages=one.languages,
                woman=one.woman,
                been_in_prison=one.been_in_prison,
                on=work.roster.is_on(one, work.at),
                busy=any(each.level >= Level.CRISIS for each in hers),
                open_cases=len(hers),
                last_crisis=last.get(one.id),
                caseload=person.caseload(work.tx, one.id),
            )
        )
    wishes = Wishes(
        language=about.locale,
        woman=about.wants_woman,
        been_in_prison=about.wants_been_in_prison,
        not_these=declined.of(work.tx, about.id),
    )
    _, too_many = work.library.current.bundle.programme.caseload
    return tuple(known[id] for id in order(candidates, wishes, too_many=too_many))


def assign(work: Work, about: Person, coach: Colleague, *, by: Colleague | None = None) -> Person:
    """The person's coach is this one from now on; all whom it concerns are told, and supervisors when it
    becomes many.

    `by` is who decided it, and tells nobody of it again; None is the bot, by the rules of next_coach.
    """
    if about.coach == coach.id:
        return about
    before = work.roster.get(about.coach)
    about = work.change(about, coach=coach.id, welcomed_at=about.welcomed_at or work.at)
    newcomers.is_welcome(work, about)
    if by is None:
        work.on_record(about, "changed coach", role="bot")
    else:
        work.desk.audit(by, "changed coach", "person", about.id)
    _tell(work, coach, "bot.staff.walks_with_you", code=about.code)
    if before is not None and by is not None and before.id != by.id:
        name = told_apart(work, coach)
        _tell(work, before, "bot.staff.walks_with_other", code=about.code, name=name)
    caseload.warn(work, coach)
    if hears_of_it(work, about):
        words = work.library.own("bot.new_coach", about.locale, coach=coach.name)
        work.post((Letter(chat=about.chat, lane=Lane.REPLY, kind="welcome", text=words, person=about.id),))
    return about


def hears_of_it(work: Work, about: Person) -> bool:
    """Return whether the person is told who walks with them: not who has stopped, or cannot be reached."""
    return not is_guest(work, about) and about.state != "stopped" and about.reachable


def _tell(work: Work, who: Colleague, text: str, **values: str | int) -> None:
    """Nothing of this is urgent: to whoever is off duty it comes without a sound."""
    words = work.library.own(text, who.locale, **values)
    tell(work, who, words, silent=not work.roster.is_on(who, work.at))


def _last_crises(work: Work) -> Mapping[int, datetime]:
    """Return {member: when they took a crisis last} as far as it is remembered."""
    found: dict[int, datetime] = {}
    crises: dict[int, bool] = {}
    for event in case_event.between(work.tx, work.at - REMEMBERED, work.at, _TAKES):
        if event.by is None:
            continue
        if event.case not in crises:
            about = case.get(work.tx, event.case)
            crises[event.case] = about is not None and about.level >= Level.CRISIS
        if crises[event.case]:
            found[event.by] = event.at
    return found
