"""What is true for somebody who waits: who was called, who can answer when, which lines answer now.

People are named when the person knows them: their own coach, and whoever has their message. Nothing here is a
promise, and nothing is sent.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.cadence import CaseState, Who, local
from bot.cases.desk import Desk
from bot.signals import Level
from bot.storage.case import Case
from bot.storage.person import Person
from bot.texts import clock_words, date_words

# Below this a wait is told in minutes.
_IN_MINUTES = timedelta(hours=2)
# A human is there.
_THERE = (CaseState.ATTEMPTED, CaseState.REACHED, CaseState.PLAN)


def members_called(desk: Desk, held: Case) -> frozenset[int]:
    """Return whom the running ladder has called, without those whose alert could not be delivered."""
    members: set[int] = set()
    for event in desk.history(held.id):
        if held.climbing_since is None or event.at < held.climbing_since or event.to is None:
            continue
        if event.kind == "called":
            members.add(event.to)
        elif event.kind == "alert not delivered":
            members.discard(event.to)
    return frozenset(members)


def is_called_out(desk: Desk, held: Case) -> bool:
    """Return whether people are being called for a crisis that nobody has in hand."""
    return held.level >= Level.CRISIS and desk.has_it(held) is None and bool(members_called(desk, held))


def human_is_there(desk: Desk, held: Case) -> bool:
    """Return whether somebody has the case and has tried to reach the person: nothing is called out then."""
    return desk.holder(held) is not None and CaseState(held.state) in _THERE


def said_at_once(desk: Desk, held: Case, who: Person) -> str:
    """Return what is true in the moment in which a crisis is called out: said below the lines."""
    called = members_called(desk, held)
    holder = desk.has_it(held)
    if holder is not None:
        return desk.say("bot.when_taken", who.locale, coach=holder.name)
    if not called:
        return desk.say("bot.nobody_to_call", who.locale)
    said = [desk.say("bot.people_called", who.locale, count=len(called))]
    own = desk.roster.get(who.coach)
    if own is not None and own.id in called:
        said.append(desk.say("bot.truth_own_coach", who.locale, coach=own.name))
    if not desk.roster.on_duty(desk.at):
        said.append(when_somebody_answers(desk, who))
    phone = crisis_phone(desk, held)
    if phone is not None:
        said.append(desk.say("bot.truth_phone", who.locale, phone=phone))
    return " ".join(said)


def said_to_who_asks(desk: Desk, held: Case, who: Person, text: str) -> str:
    """Return what is true for somebody who would like a human: `text` when phones ring (its count: how many).

    Nobody on duty: when somebody is, and which lines answer until then.
    """
    holder, count = desk.has_it(held), len(members_called(desk, held))
    if holder is not None:
        return desk.say("bot.when_taken", who.locale, coach=holder.name)
    if count:
        return desk.say(text, who.locale, count=count)
    return said_to_who_waits(desk, held, who)


def said_to_who_waits(desk: Desk, held: Case, who: Person) -> str:
    """Return what is true for somebody whose call rings on no phone before somebody is on duty."""
    said = (
        desk.say("bot.truth_written_down", who.locale),
        when_somebody_answers(desk, who),
        lines_now(desk, held, who),
    )
    return " ".join(said)


def words_now(
    desk: Desk,
    held: Case,
    who: Person,
    *,
    asks: bool = False,
    lines: bool = True,
    called: bool = True,
    new: Collection[int] = (),
    waited: timedelta | None = None,
) -> str:
    """Return the truth in whole sentences: who has it or was called, who can answer, which lines do.

    `lines` is False where they already stand above these words, and `called` where it has just been said that
    people are called. `new` are those who were called just now, besides whom the person knows of; `waited` is
    told where nothing else is new.
    """
    locale, holder = who.locale, desk.has_it(held)
    if holder is not None and human_is_there(desk, held):
        return desk.say("bot.truth_here", locale, coach=holder.name)
    if holder is not None:
        said = [desk.say("bot.truth_has_it", locale, coach=holder.name)]
    else:
        said = [when_somebody_answers(desk, who)]
        if called or not members_called(desk, held):
            said.insert(0, who_was_called(desk, held, who, new=new))
        if waited is not None:
            said.insert(0, desk.say("bot.truth_waiting", locale, time=_span(desk, waited, locale)))
    if lines:
        said.append(lines_now(desk, held, who))
    phone = crisis_phone(desk, held)
    if phone is not None:
        said.append(desk.say("bot.truth_phone", locale, phone=phone))
    if asks:
        said.append(desk.say("bot.truth_how_is_it", locale))
    return "\n\n".join(said)


def who_was_called(desk: Desk, held: Case, who: Person, *, new: Collection[int] = ()) -> str:
    """Return the sentence that says who has been called, or who was just now besides those of before."""
    called = members_called(desk, held)
    if not any(one.id in called for one in desk.roster.called()):
        return desk.say("bot.truth_nobody", who.locale)
    lately = called.intersection(new)
    people = _people(desk, who, lately or called)
    return desk.say("bot.truth_called_too" if lately else "bot.truth_called", who.locale, people=people)


def when_somebody_answers(desk: Desk, who: Person) -> str:
    """Return what the duty roster truly says about when somebody can answer."""
    if desk.roster.on_duty(desk.at):
        until = desk.roster.until(desk.at)
        if until is None:
            return desk.say("bot.truth_on_duty", who.locale)
        return desk.say("bot.truth_on_until", who.locale, time=_time(desk, who, until))
    found = desk.roster.next_on(desk.at)
    if found is None:
        return desk.say("bot.truth_nobody_on", who.locale)
    coach, at = found
    time = _time(desk, who, at)
    if coach.id == who.coach:
        return desk.say("bot.truth_own_on_at", who.locale, coach=coach.name, time=time)
    return desk.say("bot.truth_on_at", who.locale, time=time)


def lines_now(desk: Desk, held: Case, who: Person) -> str:
    """Return which lines answer now, for what the person was called out for last and for everybody."""
    signals = (event for event in reversed(desk.history(held.id)) if event.kind == "signal")
    grave = (event.why or "" for event in signals if (event.level or 0) >= Level.URGENT)
    return desk.say("bot.truth_lines", who.locale, lines=desk.lines(who.locale, grave))


def crisis_phone(desk: Desk, held: Case) -> str | None:
    """Return the programme's own crisis phone once the ladder has come to the rung that shows it."""
    phone = desk.programme.crisis_phone if desk.programme is not None else None
    shown_from = _phone_rung(desk)
    if phone is None or held.level < Level.CRISIS or shown_from is None or held.climbing_since is None:
        return None
    waited = desk.at - held.climbing_since >= desk.ladder.crisis[shown_from].after
    return phone if waited or held.rung >= shown_from else None


def _people(desk: Desk, who: Person, members: Collection[int]) -> str:
    """Return these members in words: the person's own coach by name, everybody else counted."""
    people = [one for one in desk.roster.called() if one.id in members]
    named = [one.name for one in people if one.id == who.coach]
    parts = list(named)
    for role in ("coach", "supervisor", "admin"):
        count = sum(1 for one in people if one.role == role and one.id != who.coach)
        if count:
            more = "more_" if named and role == "coach" else ""
            parts.append(desk.say(f"bot.truth_{more}{role}", who.locale, count=count))
    *first, last = parts
    return desk.say("bot.truth_and", who.locale, first=", ".join(first), last=last) if first else last


def _span(desk: Desk, waited: timedelta, locale: str) -> str:
    """Return how long somebody has waited, never more than it is."""
    if waited < _IN_MINUTES:
        return desk.say("bot.truth_minutes", locale, count=waited // timedelta(minutes=1))
    return desk.say("bot.truth_hours", locale, count=waited // timedelta(hours=1))


def _time(desk: Desk, who: Person, at: datetime) -> str:
    """Return a time on the person's own wall, with its day when that is another than today."""
    time = clock_words(at, who.zone, who.locale)
    if local(at, who.zone).date() == local(desk.at, who.zone).date():
        return time
    day = date_words(at, who.zone, who.locale)
    return desk.say("bot.truth_day_and_time", who.locale, day=day, time=time)


def _phone_rung(desk: Desk) -> int | None:
    rungs = enumerate(desk.ladder.crisis)
    return next((number for number, rung in rungs if Who.CRISIS_PHONE in rung.who), None)
