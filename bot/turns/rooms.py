"""What a room of `turns/` offers to the doors: commands, buttons, timers, and who looks at typed words."""

from collections.abc import Callable

from bot.cases import Colleague
from bot.storage.timer import Timer
from bot.turns.buttons import OwnButton, StaffButton
from bot.turns.incoming import Pressed, Typed
from bot.turns.play import Play
from bot.turns.standing import Standing
from bot.turns.work import Work

# What stands behind a command's name: "/case A17" is called with "A17".
Command = Callable[[Work, Colleague, str], None]
# A button under what staff read; its spinner has been stopped.
Verb = Callable[[Work, Colleague, StaffButton, Pressed], None]
# A button of a person's own; its spinner has been stopped.
OwnVerb = Callable[[Play, Standing, OwnButton, Pressed], None]
# The timer's row is gone already; what it does is in the same transaction.
Timed = Callable[[Work, Timer], None]
# Returns whether the words were an answer to what the bot asked the member.
Answer = Callable[[Work, Colleague, Typed], bool]
