"""When somebody who waits is told how it stands: at 0, 15 and 30 minutes, at every change, then each hour.

Only what is true at that moment (`truth_words`), until a human is there; after half an hour the bot asks
whether it got worse.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Final

from bot.cadence import ASK_WORSE_AFTER, evening, next_telling, tellings_due
from bot.cases.desk import Desk, Letters
from bot.cases.letter import Choice, Letter
from bot.cases.truth_words import human_is_there, lines_now, when_somebody_answers, words_now
from bot.ids import to_base62
from bot.signals import Level
from bot.storage import person, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person

# In the first hour the phone rings with it; from then on it comes silently, by night too: whoever looks finds
# the truth, and nobody is woken to hear that nobody has come yet.
RINGS_FOR: Final = timedelta(hours=1)
# Two tellings closer together than this would say the same thing twice.
TOO_SOON: Final = timedelta(minutes=3)
# One word before each night, however many rungs wait for the morning.
ONE_EVENING: Final = timedelta(hours=12)
# How the case's history calls that word.
EVENING: Final = "evening"
# The buttons under the question whether it got worse, in their order.
FEELINGS: Final = ("worse", "same", "better")
# Why a signal says that nobody may write to the person, and that they may again.
_NOT_WANTED, _WANTED_AGAIN = "contact_no", ("contact_yes", "stop_taken_back")


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
    waited = desk.at - since
    tell_later(desk, held, told=max(told + 1, tellings_due(since, desk.at)))
    asks = waited >= ASK_WORSE_AFTER
    asked_first = ASK_WORSE_AFTER <= waited < ASK_WORSE_AFTER + TOO_SOON
    if not asked_first and held.told_at is not None and desk.at - held.told_at < TOO_SOON:
        return ()
    if not may_tell(desk, held, who):
        return ()
    text = words_now(desk, held, who, asks=asks, waited=waited)
    return _posted(desk, held, who, text, why=str(waited // timedelta(minutes=1)), asks=asks)


def tell_change(desk: Desk, held: Case, who: Person, *, new: Collection[int] = ()) -> Letters:
    """Return what is true for the person now that something has changed; `new` were called just now, too."""
    if not may_tell(desk, held, who):
        return ()
    return _posted(desk, held, who, words_now(desk, held, who, new=new), why="change")


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
    """Return the evening's words for somebody whose urgent case nobody has yet.

    After a night in which the bot was away they wait for the next evening: "in the morning" would be wrong.
    """
    held = desk.get_open(about)
    who = person.get(desk.tx, held.person) if held is not None else None
    if held is None or who is None or desk.holder(held) is not None or held.level != Level.URGENT:
        return ()
    if evening(desk.at, who.zone) > desk.at:
        tell_in_the_evening(desk, held)
        return ()
    if not may_tell(desk, held, who) or _told_lately(desk, held):
        return ()
    text = "\n\n".join(
        (
            desk.say("bot.evening", who.locale),
            when_somebody_answers(desk, who),
            lines_now(desk, held, who),
            desk.say("bot.truth_how_is_it", who.locale),
        )
    )
    return _posted(desk, held, who, text, why=EVENING, asks=True)


def may_tell(desk: Desk, held: Case, who: Person) -> bool:
    """Nothing comes by itself to whoever cannot be reached, or has said that nobody may write to them.

    Who writes again, or is in danger again, is answered again.
    """
    if not who.reachable:
        return False
    for event in reversed(desk.history(held.id)):
        if event.kind in ("person wrote", "person sent"):
            return True
        if event.kind != "signal":
            continue
        if event.why == _NOT_WANTED:
            return False
        if event.why in _WANTED_AGAIN or (event.level or 0) >= Level.URGENT:
            return True
    return True


def _told_lately(desk: Desk, held: Case) -> bool:
    """Return whether the person has just heard how it stands, or has had the evening's word."""
    if held.told_at is not None and desk.at - held.told_at < TOO_SOON:
        return True
    return any(
        event.kind == "told" and event.why == EVENING and desk.at - event.at < ONE_EVENING
        for event in desk.history(held.id)
    )


def _posted(desk: Desk, held: Case, who: Person, text: str, *, why: str, asks: bool = False) -> Letters:
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
