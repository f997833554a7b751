"""Which commands, buttons, timers and typed words this room takes in."""

from collections.abc import Mapping

from bot.cases import Colleague
from bot.turns.opening import flags, notes, people, places, record, tasks
from bot.turns.opening.offers import NOTE, PLACES, TASK
from bot.turns.rooms import Answer, Command, OwnVerb, Timed, Verb
from bot.turns.work import Work

# {command of the team: what carries it out}
COMMANDS: Mapping[str, Command] = {
    "case": record.commanded,
    "people": people.commanded,
    "tasks": tasks.commanded,
}
# {verb of a button under what staff read: what carries it out; each asks what the member may do}
VERBS: Mapping[str, Verb] = {
    record.RECORD: record.pressed,
    people.PEOPLE: people.pressed,
    flags.FLAGS: flags.pressed,
    NOTE: notes.pressed,
    PLACES: places.pressed,
    notes.NEVER_MIND: notes.never_mind,
    **dict.fromkeys((TASK, tasks.WHEN, tasks.DONE, tasks.LATER, tasks.SHOW, tasks.LIST), tasks.pressed),
}
# {verb of a person's own button: what carries it out}
OWN_VERBS: Mapping[str, OwnVerb] = {}
# {kind of timer: what it does when it falls due}
TIMERS: Mapping[str, Timed] = {tasks.REMINDER: tasks.ring}
# What looks at words that a member typed before they count as words for a person.
ANSWERS: tuple[Answer, ...] = (notes.typed, tasks.typed)


def nothing_is_asked(work: Work, who: Colleague) -> None:
    """Whoever goes on to something else is asked no more: their next words are for a person."""
    notes.nothing_is_asked(work, who)
    tasks.nothing_is_asked(work, who)
