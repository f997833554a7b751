"""/away: days on which somebody is not there, whatever the roster says. Each can be taken back by a tap."""

from typing import Final

from bot.cadence import local
from bot.cases import Colleague, Offer
from bot.ids import from_base62, to_base62
from bot.storage import away
from bot.storage.away import Away
from bot.texts import long_date_words
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.serving import off_duty
from bot.turns.serving.changing import hours_changed
from bot.turns.serving.days_in_words import read_days
from bot.turns.serving.naming import told_apart, whom
from bot.turns.serving.week import the_one
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import say, tell
from bot.turns.work import ChoiceShown, Work

TAKE_BACK: Final = "aw-back"
# Why days were not understood. {why: what is told}
_WHY: Final = {
    "words": "bot.staff.away_words",
    "backward": "bot.staff.away_backward",
    "over": "bot.staff.away_over",
    "long": "bot.staff.away_long",
}


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """List days away, or write some down."""
    whose = the_one(work, who, meant := whom(work, who, rest))
    if whose is None:
        return
    if meant.rest:
        _write(work, who, whose, meant.rest)
    else:
        _show(work, who, whose)


def take_back(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """These days are ordinary again: for whoever they are, and for whoever writes everybody's weeks."""
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    whose = work.roster.get(_number(button.detail))
    act = Act.OWN_WEEK if whose is not None and whose.id == who.id else Act.OTHERS_WEEK
    if not may(who, act):
        refuse(work, who, act)
        return
    hers = away.of(work.tx, whose.id) if whose is not None else ()
    days = next((one for one in hers if one.id == button.subject), None)
    if whose is None or days is None:
        say(work, who, "bot.staff.away_gone")
        return
    away.remove(work.tx, days.id, whose.id)
    say(work, who, "bot.staff.away_taken_back")
    if whose.id != who.id:
        name = told_apart(work, who)
        say(work, whose, "bot.staff.away_taken_back_by", name=name, days=span_words(days, whose))
    _changed(work, who, whose)


def _write(work: Work, who: Colleague, whose: Colleague, words: str) -> None:
    today = local(work.at, whose.zone).date()
    days = read_days(words, today=today, locale=who.locale)
    if isinstance(days, str):
        why = work.library.own(_WHY[days], who.locale)
        tell(work, who, f"{why}\n\n{work.library.own('bot.staff.away_example', who.locale)}")
        return
    if days.first <= today and whose.id == who.id and off_duty.holds_back(work, who):
        say(work, who, "bot.staff.away_not_yet")
        return
    made = work.new_id()
    away.add(work.tx, id=made, member=whose.id, first=days.first, last=days.last)
    one = Away(id=made, member=whose.id, first=days.first, last=days.last)
    words = span_words(one, who)
    if whose.id == who.id:
        say(work, who, "bot.staff.away_set", (_button(work, who, one),), days=words)
    else:
        name = told_apart(work, whose)
        say(work, who, "bot.staff.away_set_for", (_button(work, who, one),), name=name, days=words)
        say(work, whose, "bot.staff.away_set_by", name=told_apart(work, who), days=span_words(one, whose))
    _changed(work, who, whose)


def _show(work: Work, who: Colleague, whose: Colleague) -> None:
    today = local(work.at, whose.zone).date()
    coming = [one for one in away.of(work.tx, whose.id) if one.last >= today]
    own = work.library.own
    if coming:
        head = own("bot.staff.away_list", who.locale, name=told_apart(work, whose))
        lines = [head, *(f"• {span_words(one, who)}" for one in coming), ""]
    else:
        lines = [own("bot.staff.away_none", who.locale, name=told_apart(work, whose)), ""]
    lines.append(own("bot.staff.away_how", who.locale))
    offers = tuple(_button(work, who, one, named=len(coming) > 1) for one in coming)
    tell(work, who, "\n".join(lines), offers)


def span_words(one: Away, reader: Colleague) -> str:
    """Return the days with their year: "December 24, 2026 – January 2, 2027"."""
    first, last = (long_date_words(day, reader.zone, reader.locale) for day in (one.first, one.last))
    return first if first == last else f"{first} – {last}"


def _button(work: Work, who: Colleague, one: Away, *, named: bool = False) -> tuple[Offer, ...]:
    label = work.library.own("bot.staff.button_take_back", who.locale)
    if named:
        label = f"{label}: {long_date_words(one.first, who.zone, who.locale)}"
    return (Offer(label=label, verb=TAKE_BACK, subject=one.id, detail=to_base62(one.member)),)


def _changed(work: Work, who: Colleague, whose: Colleague) -> None:
    work.desk.audit(who, "changed days away", "member", whose.id)
    hours_changed(work)


def _number(detail: str | None) -> int | None:
    try:
        return from_base62(detail) if detail else None
    except ValueError:
        return None
