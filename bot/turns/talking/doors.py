"""Which commands, buttons, timers and typed words this room takes in."""

from collections.abc import Mapping

from bot.turns.rooms import Answer, Command, OwnVerb, Timed, Verb
from bot.turns.talking import (
    another,
    concerns,
    passing,
    quick,
    reading_concerns,
    saying,
    sending_quick,
    too_late,
    voice,
)
from bot.turns.talking.always import ANOTHER, CONCERN

# {command of the team: what carries it out}
COMMANDS: Mapping[str, Command] = {"quick": quick.commanded, "concerns": reading_concerns.show}
# {verb of a button under what staff read: what carries it out; each asks what the member may do}
VERBS: Mapping[str, Verb] = {
    "for": saying.chosen,
    "fornobody": saying.for_nobody,
    too_late.SEND: too_late.send,
    too_late.NOBODY: too_late.for_nobody,
    sending_quick.QUICK: sending_quick.show,
    sending_quick.SEND: sending_quick.send,
    **dict.fromkeys(quick.VERBS, quick.pressed),
    **dict.fromkeys(("cn-open", "cn-read", "cn-close"), reading_concerns.pressed),
}
# {verb of a person's own button: what carries it out}
OWN_VERBS: Mapping[str, OwnVerb] = {
    ANOTHER: another.pressed,
    CONCERN: concerns.pressed,
    voice.LISTEN: voice.listen,
    passing.NOW: passing.answered,
    passing.LATER: passing.answered,
}
# {kind of timer: what it does when it falls due}
TIMERS: Mapping[str, Timed] = {"concern": concerns.over}
# What looks at words that a member typed before they count as words for a person.
ANSWERS: tuple[Answer, ...] = (quick.typed,)
