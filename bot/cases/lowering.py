"""Only a human lowers a level; it is audited, and the case goes by the rules of its new level."""

from typing import Final

from bot.cases.calling import start
from bot.cases.desk import OF_A_HOLDER, Desk, Letters
from bot.cases.letter import Letter, Offer
from bot.cases.moving import owes_a_word
from bot.cases.roster import Colleague
from bot.cases.taking import note
from bot.signals import Level
from bot.storage import timer
from bot.storage.case import Case

# What only a crisis has while somebody has it: the hourly truth, and calls that a yes alone did not stop.
_OF_A_CRISIS: Final = ("tell", "rung", "unaccepted")


def ask_level(desk: Desk, held: Case, coach: Colleague) -> Letters:
    """Ask which of the levels below it is now."""
    below = [level for level in (Level.URGENT, Level.WATCH) if level < held.level]
    offers = tuple(
        (Offer(label=desk.level_word(one, coach.locale), verb="lowered", subject=held.id, detail=one.word),)
        for one in below
    )
    return (note(coach, desk.say("bot.staff.lower_which", coach.locale, code=held.code), held, offers),)


def lower(desk: Desk, held: Case, coach: Colleague, level: Level) -> Letters:
    """The case has this lower level from now on, and whoever has it is told if it was not her."""
    if level < Level.WATCH:
        return ()
    if level >= held.level:  # an old button: it says how things stand
        word = desk.level_word(held.level, coach.locale)
        return (
            note(coach, desk.say("bot.staff.level_stands", coach.locale, code=held.code, level=word), held),
        )
    desk.audit(
        coach, "lowered the level", "person", held.person, reason=f"{Level(held.level).word} > {level.word}"
    )
    desk.write_down(held.id, "lowered", by=coach.id, level=level)
    # Who was called so far was called by its old level: the ladder of the new one begins now.
    held = desk.change(held, level=int(level), climbing_since=desk.at, rung=0)
    holder = desk.holder(held)
    letters: list[Letter] = []
    if holder is None:
        letters += start(desk, held)
    else:
        for kind in (*_OF_A_CRISIS, *(OF_A_HOLDER if level < Level.URGENT else ())):
            timer.remove_of(desk.tx, kind, held.id)
        if held.attempted_at is None:  # a first word is owed still, in the time that this level gives
            timer.remove_of(desk.tx, "unanswered", held.id)
            owes_a_word(desk, held)
    for one in dict.fromkeys((coach, *((holder,) if holder is not None else ()))):
        word = desk.level_word(level, one.locale)
        letters.append(note(one, desk.say("bot.staff.lowered", one.locale, code=held.code, level=word), held))
    return tuple(letters)
