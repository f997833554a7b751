"""What is always there beside help: another coach, and something was not right."""

from typing import Final

from bot.delivery import Button
from bot.turns.buttons import OwnButton, write
from bot.turns.menu import menu_for
from bot.turns.play import Play
from bot.turns.posting import post_spoken
from bot.turns.spoken import Spoken
from bot.turns.welcoming.guests import is_guest

# What the two buttons ask for.
ANOTHER: Final = "another"
CONCERN: Final = "concern"


def offer(play: Play) -> None:
    """Put both buttons, side by side, under what is said; a guest has neither a coach nor a record."""
    if is_guest(play.work, play.who):
        return
    row = tuple(
        Button(label=play.own(label), data=write(OwnButton(verb=verb)))
        for verb, label in ((ANOTHER, "bot.another_button"), (CONCERN, "bot.concern_button"))
    )
    play.spoken.rows = (*play.spoken.rows, row)


def show_menu(play: Play) -> None:
    """Bring the menu, and both buttons in a message of their own: one message carries one keyboard."""
    if is_guest(play.work, play.who):
        play.say("bot.menu")
        return
    menu = Spoken(texts=[play.own("bot.menu")], menu=menu_for(play.work.library, play.who))
    post_spoken(play.work, play.who, menu, play.lane)
    play.say("bot.always_offer")
    offer(play)
