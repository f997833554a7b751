"""How things stand with a person when something comes in, and what any door may do about it."""

from dataclasses import dataclass

from bot.engine import AskedForPerson, Ending, Event
from bot.signals import Level
from bot.storage import case, conversation
from bot.storage.case import Case
from bot.storage.conversation import Conversation
from bot.storage.person import Person
from bot.turns.check_ins import ended_check_in
from bot.turns.play import Play
from bot.turns.playing import begin, set_status, take_turn
from bot.turns.welcoming.asking_again import go_on
from bot.turns.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How things stand with a person when something comes in."""

    open: Conversation | None
    parked: tuple[Conversation, ...]
    held: Case | None  # an open case
    with_coach: bool  # somebody of the team has it in hand


def standing_of(work: Work, who: Person) -> Standing:
    """Return the person's open and parked conversations and their case."""
    rows = conversation.open_of(work.tx, who.id)
    running = next((talk for talk in rows if talk.status in ("open", "invited")), None)
    parked = tuple(talk for talk in rows if talk.status == "parked")
    held = case.open_of(work.tx, who.id)
    with_coach = held is not None and work.desk.holder(held) is not None
    return Standing(open=running, parked=parked, held=held, with_coach=with_coach)


def play_on(play: Play, talk: Conversation, event: Event) -> None:
    """Play the event; a check-in that it ended is noted in the ledger."""
    take_turn(play, talk, event)
    if play.ended is not None:
        ended_check_in(play.work, play.who, talk, play.ended)
        go_on(play, talk)


def set_aside(play: Play, standing: Standing, script: str | None) -> None:
    """Park what is open; the same script is not parked but begun anew: its first question may matter now."""
    if standing.open is not None:
        again = standing.open.script == script and standing.open.status == "open"
        set_status(play.work, standing.open, Ending.REPLACED.value if again else "parked")


def start_help(play: Play, script: str | None) -> None:
    """Begin the script that helps; a programme without one still gives the lines."""
    if script is None:
        play.spoken.crisis.append(play.own("bot.builtin_lines"))
    else:
        begin(play, script)


def ask_for_person(play: Play, standing: Standing) -> None:
    """Call the team, and say truly who hears of it; an open question stands."""
    if standing.open is not None and standing.open.status == "open":
        play_on(play, standing.open, AskedForPerson())
        return
    play.raise_own(Level.URGENT, "asked_for_person", "bot.asked_for_person")
    play.tells_whom = "bot.person_asked_for"
