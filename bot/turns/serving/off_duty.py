"""/offduty: nobody goes while a crisis is in their hands: it goes to a named person first, who accepts.

Other cases can stay with her, or go the same way. Off lasts until the time she says, else until her next
written shift, or until /onduty; it is about every kind of shift.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.cadence import Mark, is_on
from bot.cases import Colleague, Offer
from bot.cases.roster import BACKUP, ON_CALL
from bot.ids import from_base62, to_base62
from bot.signals import Level
from bot.storage import case, duty, person
from bot.storage.case import Case
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.serving import offering
from bot.turns.serving.changing import hours_changed
from bot.turns.serving.naming import told_apart
from bot.turns.serving.shift_words import moment, read_moment
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import say, tell
from bot.turns.work import ChoiceShown, Work

ASK: Final = "od-ask"
SURE: Final = "od-sure"
VERBS: Final = (ASK, SURE)
# A time without a day is at most so far ahead, on a day on which clocks change.
LONGEST_SAID: Final = timedelta(hours=25)


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """She goes off duty, if nothing is in her hands that cannot wait."""
    if not may(who, Act.GO_ON_DUTY):
        refuse(work, who, Act.GO_ON_DUTY)
        return
    until = read_moment(rest, who, work.at) if rest.strip() else None
    if rest.strip() and until is None:
        say(work, who, "bot.staff.off_how")
        return
    _wants_off(work, who, until, asks=True)


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """The button under the screen of her shift, and the one that says she is sure."""
    if not may(who, Act.GO_ON_DUTY):
        refuse(work, who, Act.GO_ON_DUTY)
        return
    if button.verb == SURE:
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    _wants_off(work, who, _said(work, button.detail), asks=button.verb == ASK)


def _wants_off(work: Work, who: Colleague, until: datetime | None, *, asks: bool) -> None:
    if holds_back(work, who):  # also who took it outside of her hours
        return
    if not _is_expected(work, who):
        _already_off(work, who)
        return
    mine = [one for one in case.held_by(work.tx, who.id) if one.level > Level.NONE and not one.drill]
    if mine and asks:
        _ask_about_the_rest(work, who, mine, until)
    else:
        _goes_off(work, who, until)


def _is_expected(work: Work, who: Colleague) -> bool:
    """Return whether she is on duty, or in a shift as backup or on call."""
    kinds = (BACKUP, ON_CALL)
    return work.roster.is_on(who, work.at) or any(is_on(who.hours, work.at, kind=kind) for kind in kinds)


def _said(work: Work, detail: str | None) -> datetime | None:
    """Return the time she had said before she was asked about what is in her hands; None when it is over."""
    try:
        until = datetime.fromtimestamp(from_base62(detail), UTC) if detail else None
    except (ValueError, OverflowError, OSError):
        return None
    return until if until is not None and work.at < until <= work.at + LONGEST_SAID else None


def holds_back(work: Work, who: Colleague) -> bool:
    """Return whether a crisis is in her hands; then she is asked who is to take it."""
    crises = [one for one in case.held_by(work.tx, who.id) if one.level >= Level.CRISIS and not one.drill]
    _hand_them_over(work, who, crises)
    return bool(crises)


def _hand_them_over(work: Work, who: Colleague, crises: list[Case]) -> None:
    """Each crisis goes to somebody who accepts, before she goes; what has been offered is only said again."""
    for held in crises:
        about = person.get(work.tx, held.person)
        if about is None:
            continue
        asked = work.roster.get(held.offered_to)
        if asked is not None:
            label = work.library.own("bot.staff.button_ask_another", who.locale)
            another = Offer(label=label, verb=offering.ASK, subject=held.id)
            name = told_apart(work, asked)
            say(work, who, "bot.staff.off_waits", ((another,),), code=held.code, name=name)
        else:
            first = work.library.own("bot.staff.off_crisis", who.locale, code=held.code)
            offering.ask_whom(work, who, held, about, first=first)


def _ask_about_the_rest(work: Work, who: Colleague, mine: list[Case], until: datetime | None) -> None:
    own = work.library.own
    lines = [own("bot.staff.off_rest", who.locale, count=len(mine))]
    lines += [f"• {one.code} · {work.desk.level_word(one.level, who.locale)}" for one in mine]
    said = to_base62(int(until.timestamp())) if until is not None else None
    keep = Offer(label=own("bot.staff.button_off_keep", who.locale), verb=SURE, subject=who.id, detail=said)
    hand = tuple(
        (
            Offer(
                label=own("bot.staff.button_hand_over", who.locale, code=one.code),
                verb=offering.ASK,
                subject=one.id,
            ),
        )
        for one in mine
    )
    tell(work, who, "\n".join(lines), ((keep,), *hand))


def _goes_off(work: Work, who: Colleague, until: datetime | None) -> None:
    mark = Mark(on=False, at=work.at, until=until)
    duty.add(work.tx, id=work.new_id(), member=who.id, on=False, at=work.at, until=until)
    work.desk.audit(who, "went off duty", "member", who.id)
    hours_changed(work)
    off = replace(who, hours=replace(who.hours, mark=mark))
    own = work.library.own
    back = work.roster.back(off, work.at)
    lines = [
        own("bot.staff.off_until", who.locale, time=moment(back, who, work.at))
        if back is not None
        else own("bot.staff.off_open", who.locale)
    ]
    others = [told_apart(work, one) for one in work.roster.on_duty(work.at) if one.id != who.id]
    if others:
        lines.append(own("bot.staff.off_others", who.locale, names=", ".join(others)))
    else:
        lines.append(own("bot.staff.off_nobody", who.locale))
    lines.append(own("bot.staff.off_thanks", who.locale))
    tell(work, who, "\n".join(lines))


def _already_off(work: Work, who: Colleague) -> None:
    back = work.roster.back(who, work.at)
    if back is None:
        say(work, who, "bot.staff.off_already")
    else:
        say(work, who, "bot.staff.off_already_until", time=moment(back, who, work.at))
