"""The second way of an alert: a row for each e-mail and for the one HTTP call, in the commit of the rung.

Code and level, never a word about the person. Supervisors and the programme's own addresses hear at once;
everybody else whom Telegram has not accepted the alert for within half a minute (`unaccepted`).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.cases.desk import Desk, OwnWords
from bot.cases.roster import Colleague, Roster
from bot.signals import Level
from bot.storage import case_message, second_alert, timer
from bot.storage.case import Case

# What Telegram has not taken by then is taken for broken (issue: 30 s).
UNACCEPTED_AFTER = timedelta(seconds=30)
EMAIL: Final = "email"
URL: Final = "url"
# Left in the desk: after the commit somebody is to be woken.
LEFT: Final = "second way"
# In the case's history, and before what belongs to a fire drill.
EVENT: Final = "second way"
MARK: Final = "bot.staff.drill_mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One alert on its second way. `member` is whose it is, None: the programme's own address."""

    way: str
    address: str
    member: int | None
    subject: str
    text: str


def plan(desk: Desk, held: Case, rung: int, members: Collection[int]) -> None:
    """This rung of a crisis also leaves by every way that is set up; half a minute later somebody looks.

    `members` are those whom the rung calls by Telegram.
    """
    if not desk.roster.second_ways.any or held.level < Level.CRISIS:
        return
    at_once = [one for one in desk.roster.called() if _hears_at_once(desk, one, rung, members)]
    _write(desk, held, rung, alarms(desk.say, desk.roster, held.code, at_once, drill=held.drill))
    if members:
        timer.set(
            desk.tx,
            id=desk.new_id(),
            kind="unaccepted",
            subject=held.id,
            number=rung,
            due_at=desk.at + UNACCEPTED_AFTER,
            person=held.person,
        )


def unaccepted(desk: Desk, about: int, rung: int, since: datetime) -> None:
    """Whoever was called since then and whose alert Telegram has not taken hears another way.

    When none of them has an e-mail, the one call is made once more. A case in hand needs neither.
    """
    held = desk.get_open(about)
    if held is None or desk.has_it(held) is not None:
        return
    missed = _missed(desk, held, since)
    if not missed:
        return
    told = {one.to for one in desk.history(held.id) if one.kind == EVENT and one.at >= since}
    nobody_has_mail = not (desk.roster.second_ways.mail and any(one.email for one in missed))
    by_mail = [one for one in missed if one.id not in told]
    planned = alarms(desk.say, desk.roster, held.code, by_mail, drill=held.drill, programme=nobody_has_mail)
    _write(desk, held, rung, [one for one in planned if one.member is not None or one.way == URL])


def alarms(
    say: OwnWords,
    roster: Roster,
    code: str,
    members: Iterable[Colleague],
    *,
    text: str = "bot.staff.second_text",
    drill: bool = False,
    programme: bool = True,
) -> tuple[Alarm, ...]:
    """Return the alerts to these members' own addresses, and with `programme` to the programme's."""
    ways = roster.second_ways
    found: list[tuple[str, str, int | None, str]] = []
    if ways.mail:
        found += [(EMAIL, one.email, one.id, one.locale) for one in members if one.email]
    if programme and ways.mail:
        found += [(EMAIL, address, None, ways.locale) for address in ways.emails]
    if programme and ways.url:
        found.append((URL, "", None, ways.locale))
    made = []
    for way, address, member, locale in found:
        subject, body = _words(say, locale, code, text, drill=drill)
        made.append(Alarm(way=way, address=address, member=member, subject=subject, text=body))
    return tuple(made)


def _words(say: OwnWords, locale: str, code: str, text: str, *, drill: bool) -> tuple[str, str]:
    level = say(f"bot.staff.level_{Level.CRISIS.word}", locale)
    subject = say("bot.staff.second_subject", locale, code=code, level=level)
    body = say(text, locale, code=code, level=level)
    if not drill:
        return subject, body
    return say(MARK, locale, words=subject), say(MARK, locale, words=body)


def _hears_at_once(desk: Desk, one: Colleague, rung: int, members: Collection[int]) -> bool:
    """A supervisor, and whoever Telegram does not reach and would be called by now: on duty, or later on."""
    if one.role == "supervisor":
        return True
    return one.unreachable and (rung > 0 or not members or desk.roster.is_on(one, desk.at))


def _missed(desk: Desk, held: Case, since: datetime) -> list[Colleague]:
    """Return who was called about the case since then, and has no alert that Telegram has taken."""
    alerts = case_message.alerts_of(desk.tx, held.id, since)
    arrived = {member for _, member, state, _ in alerts if state == "sent"}
    waiting = sorted({member for _, member, _, _ in alerts if member is not None} - arrived)
    return [one for one in map(desk.roster.get, waiting) if one is not None]


def _write(desk: Desk, held: Case, rung: int, planned: Iterable[Alarm]) -> None:
    for one in planned:
        second_alert.add(
            desk.tx,
            id=desk.new_id(),
            case=held.id,
            rung=rung,
            member=one.member,
            way=one.way,
            address=one.address,
            subject=one.subject,
            text=one.text,
            at=desk.at,
        )
        desk.write_down(held.id, EVENT, why=one.way, to=one.member)
        desk.left.add(LEFT)
