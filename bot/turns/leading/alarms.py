"""/alarms: what called people, how often, and how often that was a false alarm. Rule by rule.

Nothing is learned from it: a rule calls on as it is written until an editor changes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.cases import Colleague, Offer
from bot.engine import TellCoachStep, TextId
from bot.errors import BrokenConversationError
from bot.signals import Level
from bot.storage import case, case_event, person
from bot.texts.own import OWN
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.leading.saying import own_of
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import Offers, say, tell
from bot.turns.work import ChoiceShown, Work

SHOW: Final = "alms"
MARK: Final = "was_false"
# How far back is counted.
LOOKS_BACK: Final = timedelta(days=90)
# Rules on one screen of a phone.
PAGE: Final = 8
FALSE_ALARM: Final = "false_alarm"
# Words of signals that no script raises. {why: text id}; what was heard in words is bot.heard_<kind>.
_OWN_WORDS: Final = {
    "unreachable": "bot.staff.unreachable",
    "failed_turn": "bot.staff.failed_turn",
    "limit": "bot.staff.alarm_limit",
    "getting_worse": "bot.worse_tell",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One rule: `called` people in so many cases, of which so many were closed as a `false_alarm`."""

    why: str
    called: int
    false_alarms: int


def commanded(work: Work, who: Colleague, _: str) -> None:
    """Show the first page."""
    show(work, who, 0)


def pressed(work: Work, who: Colleague, button: StaffButton, _: Pressed) -> None:
    """Show another page."""
    show(work, who, button.subject)


def show(work: Work, who: Colleague, page: int) -> None:
    """Show a page of rules, those with most false alarms first."""
    if not may(who, Act.LEAD):
        refuse(work, who, Act.LEAD)
        return
    own = own_of(work, who)
    counts = counted(work)
    page = page if page * PAGE < len(counts) else 0
    shown = counts[page * PAGE : (page + 1) * PAGE]
    blocks = [own("bot.staff.alarms" if counts else "bot.staff.alarms_none", days=LOOKS_BACK.days)]
    blocks += [
        own(
            "bot.staff.alarm_line",
            words=rule_words(work, who, one.why),
            rule=one.why,
            count=one.called,
            wrong=one.false_alarms,
        )
        for one in shown
    ]
    if counts:
        blocks.append(own("bot.staff.alarms_not_learned"))
    offers: Offers = ()
    if (page + 1) * PAGE < len(counts):
        more = own("bot.staff.button_live_next", count=len(counts) - (page + 1) * PAGE)
        offers = ((Offer(label=more, verb=SHOW, subject=page + 1),),)
    tell(work, who, "\n\n".join(blocks), offers)


def marked(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """A case that was closed another way was a false alarm after all: one tap of whoever closed it."""
    held = case.get(work.tx, button.subject)
    about = person.get(work.tx, held.person) if held is not None else None
    if held is None or (held.coach != who.id and not may(who, Act.LEAD)):
        refuse(work, who, Act.CLOSE_CASE, about)
        return
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    if held.closed_at is None:
        say(work, who, "bot.staff.false_alarm_not", code=held.code)
        return
    if held.outcome != FALSE_ALARM:
        case.change(work.tx, held.id, outcome=FALSE_ALARM)
        work.desk.write_down(held.id, "closed", by=who.id, why=FALSE_ALARM)
    say(work, who, "bot.staff.false_alarm_marked", code=held.code)


def counted(work: Work) -> list[Count]:
    """Return how often each rule called people, the most false alarms first, then the most calls.

    A rule counts once a case: a case is closed as a false alarm, not each of its signals.
    """
    since = work.at - LOOKS_BACK
    closed = case.closed_between(work.tx, since, work.at)
    wrong = {one.id for one in closed if one.outcome == FALSE_ALARM}
    cases: dict[str, set[int]] = {}
    for event in case_event.between(work.tx, since, work.at, kinds=("signal",)):
        if event.why is not None and (event.level or 0) >= Level.URGENT:
            cases.setdefault(event.why, set()).add(event.case)
    counts = [
        Count(why=why, called=len(those), false_alarms=len(those & wrong)) for why, those in cases.items()
    ]
    return sorted(counts, key=lambda one: (-one.false_alarms, -one.called, one.why))


def rule_words(work: Work, who: Colleague, why: str) -> str:
    """Return what the rule tells coaches, without anybody's answers; its name where it is gone."""
    for text in _texts(work, why):
        try:
            return work.library.current.text(text, who.locale)
        except BrokenConversationError:
            continue
    return why


def _texts(work: Work, why: str) -> Iterator[TextId]:
    """Yield the ids under which the words of this rule can stand in the set in force."""
    script = work.library.current.bundle.scripts.get(why.partition(".")[0])
    name = why.partition(".")[2]
    if script is not None and name in script.risk:
        yield script.risk[name].tell_coach
    step = script.steps.get(name) if script is not None else None
    if step is not None and isinstance(step.kind, TellCoachStep):
        yield step.kind.text
    for own in (_OWN_WORDS.get(why), f"bot.heard_{why}", f"bot.{why}", f"bot.staff.{why}", f"bot.{why}_tell"):
        if own is not None and own in OWN:
            yield TextId(own)
