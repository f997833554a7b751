"""Which commands, buttons, timers and typed words this room takes in."""

from collections.abc import Mapping

from bot.turns.rooms import Answer, Command, OwnVerb, Timed, Verb
from bot.turns.serving import (
    absence,
    asking,
    choosing,
    gaps,
    handing_over,
    off_duty,
    offering,
    on_duty,
    profile,
    swapping,
    week,
)

# {command of the team: what carries it out}
COMMANDS: Mapping[str, Command] = {
    "onduty": on_duty.commanded,
    "offduty": off_duty.commanded,
    "roster": week.commanded,
    "away": absence.commanded,
    "me": profile.commanded,
    "handover": handing_over.commanded,
    "assign": choosing.commanded,
}
# {verb of a button under what staff read: what carries it out; each asks what the member may do}
VERBS: Mapping[str, Verb] = {
    absence.TAKE_BACK: absence.take_back,
    **dict.fromkeys(profile.VERBS, profile.pressed),
    **dict.fromkeys(off_duty.VERBS, off_duty.pressed),
    **dict.fromkeys(handing_over.VERBS, handing_over.pressed),
    **dict.fromkeys(swapping.VERBS, swapping.pressed),
    **dict.fromkeys(choosing.VERBS, choosing.pressed),
}
# {verb of a person's own button: what carries it out}
OWN_VERBS: Mapping[str, OwnVerb] = {}
# {kind of timer: what it does when it falls due}
TIMERS: Mapping[str, Timed] = {gaps.TIMER: gaps.fell_due, offering.TIMER: offering.fell_due}
# What looks at words that a member typed before they count as words for a person.
ANSWERS: tuple[Answer, ...] = (asking.late, profile.typed, handing_over.typed)
