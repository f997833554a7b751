"""Which commands, buttons, timers and typed words this room takes in."""

from collections.abc import Mapping

from bot.turns.drilling import answering, beginning, second_ways
from bot.turns.rooms import Answer, Command, OwnVerb, Timed, Verb

# {command of the team: what carries it out}
COMMANDS: Mapping[str, Command] = {}
# {verb of a button under what staff read: what carries it out; each asks what the member may do}
VERBS: Mapping[str, Verb] = {}
# {verb of a person's own button: what carries it out}
OWN_VERBS: Mapping[str, OwnVerb] = {}
# {kind of timer: what it does when it falls due}
TIMERS: Mapping[str, Timed] = {
    "unaccepted": second_ways.unaccepted,
    beginning.KIND: beginning.fall_due,
    "drill_over": answering.time_is_up,
}
# What looks at words that a member typed before they count as words for a person.
ANSWERS: tuple[Answer, ...] = (answering.typed,)
