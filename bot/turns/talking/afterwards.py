"""Words right after a talk has ended: whoever writes them may think that somebody still reads along."""

from datetime import timedelta
from typing import Final

from bot.delivery import Button
from bot.storage import case
from bot.turns.buttons import OwnButton, write
from bot.turns.play import Play

# So long after a talk, words are most likely meant for whoever it was with.
STILL_MEANT: Final = timedelta(hours=1)


def answer(play: Play) -> bool:
    """Say that nobody reads along now, and offer a person; False when no talk has ended lately."""
    work = play.work
    ended = [one for one in case.of_person(work.tx, play.who.id) if one.closed_at is not None]
    last = max(ended, key=lambda one: one.closed_at or one.opened_at, default=None)
    coach = work.roster.get(last.coach) if last is not None else None
    if last is None or last.closed_at is None or coach is None:
        return False
    if work.at - last.closed_at > STILL_MEANT:
        return False
    play.say("bot.talk_over", coach=coach.name)
    person = Button(label=play.own("bot.menu_person"), data=write(OwnButton(verb="person")))
    play.spoken.rows = (*play.spoken.rows, (person,))
    return True
