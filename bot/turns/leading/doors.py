"""Which commands, buttons, timers and typed words this room takes in."""

from collections.abc import Mapping

from bot.turns.leading import alarms, debrief, digest, due, hello, live, times
from bot.turns.rooms import Answer, Command, OwnVerb, Timed, Verb

# {command of the team: what carries it out}
COMMANDS: Mapping[str, Command] = {
    "cases": live.commanded,
    "times": times.commanded,
    "alarms": alarms.commanded,
}
# {verb of a button under what staff read: what carries it out; each asks what the member may do}
VERBS: Mapping[str, Verb] = {
    live.SHOW: live.pressed,
    times.SHOW: times.pressed,
    times.WHO: times.pressed,
    times.PICTURE: times.pressed,
    alarms.SHOW: alarms.pressed,
    alarms.MARK: alarms.marked,
    debrief.OKAY: debrief.pressed,
    debrief.TALK: debrief.pressed,
    due.HELLO: hello.pressed,
    hello.DONE: hello.pressed,
}
# {verb of a person's own button: what carries it out}
OWN_VERBS: Mapping[str, OwnVerb] = {}
# {kind of timer: what it does when it falls due}
TIMERS: Mapping[str, Timed] = {digest.DIGEST: digest.fall_due, hello.TIMER: hello.looked_at}
# What looks at words that a member typed before they count as words for a person.
ANSWERS: tuple[Answer, ...] = ()
