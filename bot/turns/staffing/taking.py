"""Somebody takes a case that nobody has, by [I have it] or by accepting what was offered to them before."""

from bot.cases import Colleague, take
from bot.engine import PersonArrived, Phase
from bot.storage import conversation
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.incoming import Pressed
from bot.turns.opening.record import taken
from bot.turns.play import Play, call_people
from bot.turns.playing import state_of, take_turn
from bot.turns.posting import post_letters, post_spoken
from bot.turns.staffing.allowed import seen_by
from bot.turns.work import Work


def takes(work: Work, who: Colleague, held: Case, about: Person, came: Pressed) -> None:
    """The case is theirs unless somebody was faster; what waited for a human goes on."""
    work.post(take(work.desk, held, seen_by(who, about, held), who))
    a_person_is_here(work, about)
    taken(work, who, held, came)


def a_person_is_here(work: Work, about: Person) -> None:
    """Let a conversation that held on until a person came go on; what it says follows the coach's name."""
    for talk in conversation.open_of(work.tx, about.id):
        if talk.status == "open" and state_of(talk).phase is Phase.HOLDING:
            post_letters(work)
            play = Play(work=work, who=about)
            take_turn(play, talk, PersonArrived())
            call_people(play)
            post_spoken(work, about, play.spoken, Lane.CASE)
