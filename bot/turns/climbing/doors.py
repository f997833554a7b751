"""Which commands, buttons, timers and typed words this room takes in."""

from collections.abc import Mapping

from bot.turns.climbing import disclosing, feeling, following_up, steps, waiting
from bot.turns.rooms import Answer, Command, OwnVerb, Timed, Verb

# {command of the team: what carries it out}
COMMANDS: Mapping[str, Command] = {}
# {verb of a button under what staff read: what carries it out; each asks what the member may do}
VERBS: Mapping[str, Verb] = {
    **dict.fromkeys(steps.VERBS, steps.pressed),
    "disclose": disclosing.asked,
}
# {verb of a person's own button: what carries it out}
OWN_VERBS: Mapping[str, OwnVerb] = dict.fromkeys(feeling.VERBS, feeling.pressed)
# {kind of timer: what it does when it falls due}
TIMERS: Mapping[str, Timed] = {
    "rung": waiting.climb,
    "tell": waiting.tell,
    "evening": waiting.good_night,
    "unanswered": waiting.without_a_word,
    "unreached": waiting.look_again,
    "follow_up": following_up.fall_due,
}
# What looks at words that a member typed before they count as words for a person.
ANSWERS: tuple[Answer, ...] = (disclosing.typed,)
