"""/times: how long calls waited for a human, as a supervisor sees it for all, and each coach for herself.

One coach's times are hers. In supervision a supervisor opens them one by one, on purpose: that is written
down and the coach is told. There is no list to compare by.
"""

from datetime import timedelta
from typing import Final

from bot.cases import CALLED_ROLES, Colleague, Offer
from bot.signals import Level
from bot.storage import audit
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.leading import hours_picture
from bot.turns.leading.answering import Call, Span, of_member
from bot.turns.leading.saying import own_of
from bot.turns.leading.summary import calls_of_days, level_block
from bot.turns.serving.naming import told_apart
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import Offers, say, tell
from bot.turns.work import Work

SHOW: Final = "tms"
WHO: Final = "tms_who"
PICTURE: Final = "tms_pic"
# What is looked at, in the order of the buttons. {letter in a button: days back}
PERIODS: Final = {"w": 7, "m": 30}
# {letter in a button: which wait of a call}
MEASURES: Final[dict[str, Span]] = {
    "t": lambda call: call.taken_after,
    "s": lambda call: call.spoken_after,
}
EVERYBODY: Final = 0  # whose times: the programme's
OPENED: Final = "opened a coach's times"
# Looking at them from another side within this is the same looking.
ONE_LOOK: Final = timedelta(hours=1)


def commanded(work: Work, who: Colleague, _: str) -> None:
    """Show a supervisor the programme's times, and a coach her own."""
    if may(who, Act.LEAD):
        _show(work, who, EVERYBODY, "w", "t")
    elif may(who, Act.SEE_OWN_TIMES):
        _show(work, who, who.id, "w", "t")
    else:
        refuse(work, who, Act.SEE_OWN_TIMES)


def pressed(work: Work, who: Colleague, button: StaffButton, _: Pressed) -> None:
    """Show another stretch of time, the other wait, or somebody's times."""
    if button.verb == WHO:
        _ask_whose(work, who)
        return
    period, measure = (button.detail or "wt")[:1], (button.detail or "wt")[1:]
    if period not in PERIODS or measure not in MEASURES:
        period, measure = "w", "t"
    subject = button.subject
    act = {EVERYBODY: Act.LEAD, who.id: Act.SEE_OWN_TIMES}.get(subject, Act.SUPERVISE)
    if not may(who, act):
        refuse(work, who, act)
        return
    if act is Act.SUPERVISE and not _opened(work, who, subject):
        return
    if button.verb == PICTURE:
        _draw(work, who, subject, period, measure)
    else:
        _show(work, who, subject, period, measure)


def _opened(work: Work, who: Colleague, member: int) -> bool:
    """Write down that these times are opened, and tell whose they are, once; False when she is gone."""
    one = work.roster.get(member)
    if one is None:
        say(work, who, "bot.staff.team_not_there")
        return False
    before = (row for row in audit.of(work.tx, "member", one.id) if row.action == OPENED)
    is_told = any(row.who == who.id and work.at - row.at < ONE_LOOK for row in before)
    work.desk.audit(who, OPENED, "member", one.id)
    if not is_told:
        say(work, one, "bot.staff.times_opened", name=who.name)
    return True


def _ask_whose(work: Work, who: Colleague) -> None:
    if not may(who, Act.SUPERVISE):
        refuse(work, who, Act.SUPERVISE)
        return
    coaches = sorted(
        (one for one in work.roster.everybody() if one.role in CALLED_ROLES and one.id != who.id),
        key=lambda one: one.name.casefold(),
    )
    offers = tuple(
        (Offer(label=told_apart(work, one), verb=SHOW, subject=one.id, detail="wt"),) for one in coaches
    )
    say(work, who, "bot.staff.times_whose" if offers else "bot.staff.times_nobody_else", offers)


def _draw(work: Work, who: Colleague, subject: int, period: str, measure: str) -> None:
    """The same as a picture, soon; of nothing there is none."""
    own = own_of(work, who)
    title = own(f"bot.staff.times_head_{period}{measure}")
    calls = _calls(work, subject, period)
    if not hours_picture.ask_for(work, who, title, calls, MEASURES[measure]):
        say(work, who, "bot.staff.times_none")


def _calls(work: Work, subject: int, period: str) -> tuple[Call, ...]:
    calls = calls_of_days(work, PERIODS[period])
    return calls if subject == EVERYBODY else of_member(calls, subject)


def _show(work: Work, who: Colleague, subject: int, period: str, measure: str) -> None:
    calls = _calls(work, subject, period)
    one = work.roster.get(subject)
    own = own_of(work, who)
    blocks = [own(f"bot.staff.times_head_{period}{measure}")]
    if subject == who.id:
        blocks.append(own("bot.staff.times_yours"))
    elif one is not None:
        blocks.append(own("bot.staff.times_of", name=told_apart(work, one)))
    for level in (Level.CRISIS, Level.URGENT):
        those = [call for call in calls if call.level == level]
        blocks += level_block(work, who, level, those, MEASURES[measure])
    if not calls:
        blocks.append(own("bot.staff.times_none"))
    else:
        blocks.append(own("bot.staff.times_how_to_read"))
    tell(work, who, "\n\n".join(blocks), _buttons(work, who, subject, period, measure))


def _buttons(work: Work, who: Colleague, subject: int, period: str, measure: str) -> Offers:
    own = own_of(work, who)
    other_period = next(one for one in PERIODS if one != period)
    other_measure = next(one for one in MEASURES if one != measure)
    rows: list[tuple[Offer, ...]] = [
        (
            Offer(
                label=own(f"bot.staff.button_times_{other_period}"),
                verb=SHOW,
                subject=subject,
                detail=f"{other_period}{measure}",
            ),
            Offer(
                label=own(f"bot.staff.button_times_{other_measure}"),
                verb=SHOW,
                subject=subject,
                detail=f"{period}{other_measure}",
            ),
        )
    ]
    picture = own("bot.staff.button_times_picture")
    rows.append((Offer(label=picture, verb=PICTURE, subject=subject, detail=f"{period}{measure}"),))
    if subject != who.id and may(who, Act.SEE_OWN_TIMES):
        mine = own("bot.staff.button_times_mine")
        rows.append((Offer(label=mine, verb=SHOW, subject=who.id, detail=f"{period}{measure}"),))
    if subject != EVERYBODY and may(who, Act.LEAD):
        everybody = own("bot.staff.button_times_all")
        rows.append((Offer(label=everybody, verb=SHOW, subject=EVERYBODY, detail=f"{period}{measure}"),))
    if may(who, Act.SUPERVISE):
        rows.append((Offer(label=own("bot.staff.button_times_who"), verb=WHO, subject=EVERYBODY),))
    return tuple(rows)
