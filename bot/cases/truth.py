"""What somebody who waits is told: who has been called, when somebody can answer, which lines answer now.

Only what is true at that moment, and never a promise. People are named when the person knows them: their own
coach, and whoever has their message. It comes at 0, 15 and 30 minutes, at every change, then each hour until
a human is there; after half an hour the bot asks whether it got worse.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.cadence import ASK_WORSE_AFTER, CaseState, Who, evening, local, next_telling, tellings_due
from bot.cases.desk import Desk, Letters
from bot.cases.letter import Choice, Letter
from bot.ids import to_base62
from bot.signals import Level
from bot.storage import case_event, person, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.texts import clock_words, date_words

# In the first hour the phone rings with it; from then on it comes silently, by night too: whoever looks finds
# the truth, and nobody is woken to hear that nobody has come yet.
RINGS_FOR: Final = timedelta(hours=1)
# Two tellings closer together than this would say the same thing twice.
TOO_SOON: Final = timedelta(minutes=3)
# The buttons under the question whether it got worse, in their order.
FEELINGS: Final = ("worse", "same", "better")
# A human is there.
_THERE = (CaseState.ATTEMPTED, CaseState.REACHED, CaseState.PLAN)
# Why a signal says that nobody may write to the person, and that they may again.
_NOT_WANTED, _WANTED_AGAIN = "contact_no", ("contact_yes", "stop_taken_back")


def members_called(desk: Desk, held: Case) -> frozenset[int]:
    """Return whom the running ladder has called, without those whose alert could not be delivered."""
    members: set[int] = set()
    for event in case_event.of(desk.tx, held.id):
        if held.climbing_since is None or event.at < held.climbing_since or event.to is None:
            continue
        if event.kind == "called":
            members.add(event.to)
        elif event.kind == "alert not delivered":
            members.discard(event.to)
    return frozenset(members)


def human_is_there(desk: Desk, held: Case) -> bool:
    """Return whether somebody has the case and has tried to reach the person: nothing is called out then."""
    return desk.holder(held) is not None and CaseState(held.state) in _THERE


def tell_later(desk: Desk, held: Case, *, told: int) -> None:
    """The next telling is planned; `told` of them have been."""
    since = held.climbing_since or held.opened_at
    timer.remove_of(desk.tx, "tell", held.id)
    timer.set(
        desk.tx,
        id=desk.new_id(),
        kind="tell",
        subject=held.id,
        number=told,
        due_at=next_telling(since, desk.at, told),
        person=held.person,
    )


def tell_when_due(desk: Desk, about: int, told: int) -> Letters:
    """Tell the person how it stands, and plan the next time; nothing once a human is there."""
    held = desk.get_open(about)
    who = person.get(desk.tx, held.person) if held is not None else None
    if held is None or who is None or held.level < Level.CRISIS or human_is_there(desk, held):
        return ()
    since = held.climbing_since or held.opened_at
    tell_later(desk, held, told=max(told + 1, tellings_due(since, desk.at)))
    asks = desk.at - since >= ASK_WORSE_AFTER
    asked_first = ASK_WORSE_AFTER <= desk.at - since < ASK_WORSE_AFTER + TOO_SOON
    if not asked_first and held.told_at is not None and desk.at - held.told_at < TOO_SOON:
        return ()
    minutes = int((desk.at - since).total_seconds()) // 60
    return _tell(desk, held, who, why=str(minutes), asks=asks)


def tell_change(desk: Desk, held: Case, who: Person) -> Letters:
    """Return what is true for the person now that something has changed."""
    return _tell(desk, held, who, why="change")


def tell_in_the_evening(desk: Desk, held: Case) -> None:
    """Whoever asked when nobody was on duty hears from the bot before the night; at once when it is night."""
    who = person.get(desk.tx, held.person)
    if who is None or held.without_consent:
        return
    timer.remove_of(desk.tx, "evening", held.id)
    timer.set(
        desk.tx,
        id=desk.new_id(),
        kind="evening",
        subject=held.id,
        number=0,
        due_at=evening(desk.at, who.zone),
        person=who.id,
    )


def good_night(desk: Desk, about: int) -> Letters:
    """Return the evening's words for somebody whose urgent case nobody has yet."""
    held = desk.get_open(about)
    who = person.get(desk.tx, held.person) if held is not None else None
    if held is None or who is None or desk.holder(held) is not None or held.level >= Level.CRISIS:
        return ()
    if not _may_tell(desk, held, who):
        return ()
    text = "\n\n".join(
        (
            desk.say("bot.evening", who.locale),
            when_somebody_answers(desk, who),
            desk.say("bot.truth_lines", who.locale, lines=_lines(desk, held, who)),
            desk.say("bot.truth_how_is_it", who.locale),
        )
    )
    return _posted(desk, held, who, text, why="evening", asks=True)


def said_at_once(desk: Desk, held: Case, who: Person) -> str:
    """Return what is true in the moment in which a crisis is called out: said below the lines."""
    count = len(members_called(desk, held))
    holder = desk.holder(held)
    if holder is not None:
        return desk.say("bot.when_taken", who.locale, coach=holder.name)
    if not count:
        return desk.say("bot.nobody_to_call", who.locale)
    said = [desk.say("bot.people_called", who.locale, count=count)]
    own = desk.roster.get(who.coach)
    if own is not None and own.id in members_called(desk, held):
        said.append(desk.say("bot.truth_own_coach", who.locale, coach=own.name))
    if not desk.roster.on_duty(desk.at):
        said.append(when_somebody_answers(desk, who))
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
        desk.say("bot.truth_lines", who.locale, lines=_lines(desk, held, who)),
    )
    return " ".join(said)


def words_now(desk: Desk, held: Case, who: Person, *, asks: bool = False, lines: bool = True) -> str:
    """Return the truth in whole sentences: who has it or was called, who can answer, which lines do.

    `lines` is False where they already stand above these words.
    """
    locale, holder = who.locale, desk.has_it(held)
    if holder is not None and human_is_there(desk, held):
        return desk.say("bot.truth_here", locale, coach=holder.name)
    if holder is not None:
        said = [desk.say("bot.truth_has_it", locale, coach=holder.name)]
    else:
        said = [who_was_called(desk, held, who), when_somebody_answers(desk, who)]
    if lines:
        said.append(desk.say("bot.truth_lines", locale, lines=_lines(desk, held, who)))
    phone = crisis_phone(desk, held)
    if phone is not None:
        said.append(desk.say("bot.truth_phone", locale, phone=phone))
    if asks:
        said.append(desk.say("bot.truth_how_is_it", locale))
    return "\n\n".join(said)


def who_was_called(desk: Desk, held: Case, who: Person) -> str:
    """Return the sentence that says who has been called, by name only the person's own coach."""
    members = members_called(desk, held)
    called = [one for one in desk.roster.called() if one.id in members]
    if not called:
        return desk.say("bot.truth_nobody", who.locale)
    named = [one.name for one in called if one.id == who.coach]
    parts = list(named)
    for role in ("coach", "supervisor", "admin"):
        count = sum(1 for one in called if one.role == role and one.id != who.coach)
        if count:
            more = "more_" if named and role == "coach" else ""
            parts.append(desk.say(f"bot.truth_{more}{role}", who.locale, count=count))
    *first, last = parts
    people = last
    if first:
        people = desk.say("bot.truth_and", who.locale, first=", ".join(first), last=last)
    return desk.say("bot.truth_called", who.locale, people=people)


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


def _lines(desk: Desk, held: Case, who: Person) -> str:
    """Return which lines answer now, for what the person was called out for last and for everybody."""
    signals = (event for event in reversed(case_event.of(desk.tx, held.id)) if event.kind == "signal")
    grave = (event.why or "" for event in signals if (event.level or 0) >= Level.URGENT)
    return desk.lines(who.locale, grave)


def _time(desk: Desk, who: Person, at: datetime) -> str:
    """Return a time on the person's own wall, with its day when that is another than today."""
    time = clock_words(at, who.zone, who.locale)
    if local(at, who.zone).date() == local(desk.at, who.zone).date():
        return time
    day = date_words(at, who.zone, who.locale)
    return desk.say("bot.truth_day_and_time", who.locale, day=day, time=time)


def crisis_phone(desk: Desk, held: Case) -> str | None:
    """Return the programme's own crisis phone once the ladder has come to the rung that shows it."""
    phone = desk.programme.crisis_phone if desk.programme is not None else None
    shown_from = _phone_rung(desk)
    if phone is None or held.level < Level.CRISIS or shown_from is None or held.climbing_since is None:
        return None
    waited = desk.at - held.climbing_since >= desk.ladder.crisis[shown_from].after
    return phone if waited or held.rung >= shown_from else None


def _phone_rung(desk: Desk) -> int | None:
    rungs = enumerate(desk.ladder.crisis)
    return next((number for number, rung in rungs if Who.CRISIS_PHONE in rung.who), None)


def _tell(desk: Desk, held: Case, who: Person, *, why: str, asks: bool = False) -> Letters:
    if not _may_tell(desk, held, who):
        return ()
    return _posted(desk, held, who, words_now(desk, held, who, asks=asks), why=why, asks=asks)


def _posted(desk: Desk, held: Case, who: Person, text: str, *, why: str, asks: bool) -> Letters:
    held = desk.change(held, told_at=desk.at)
    desk.write_down(held.id, "told", why=why)
    since = held.climbing_since or held.opened_at
    return (
        Letter(
            chat=who.chat,
            lane=Lane.CRISIS if held.level >= Level.CRISIS else Lane.CASE,
            kind="case",
            text=text,
            choices=_feelings(desk, held, who) if asks else (),
            person=who.id,
            case=held.id,
            silent=desk.at - since > RINGS_FOR or who.state == "stopped",
        ),
    )


def _feelings(desk: Desk, held: Case, who: Person) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            label=desk.say(f"bot.feels_{how}", who.locale),
            verb=how,
            detail=to_base62(held.id),
            alarm=desk.alarm if how == "worse" else None,
        )
        for how in FEELINGS
    )


def _may_tell(desk: Desk, held: Case, who: Person) -> bool:
    """Nothing comes by itself to whoever cannot be reached, or has said that nobody may write to them."""
    if not who.reachable:
        return False
    for event in reversed(case_event.of(desk.tx, held.id)):
        if event.kind != "signal":
            continue
        if event.why == _NOT_WANTED:
            return False
        if event.why in _WANTED_AGAIN or (event.level or 0) >= Level.URGENT:
            return True
    return True
