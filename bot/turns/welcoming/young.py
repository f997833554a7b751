"""Somebody who says that they are younger than this programme is for: lines for young people and a human.

Nothing more is asked or kept. For somebody who had agreed the check-ins rest until one of the team decides.
"""

from bot.delivery import Button
from bot.engine import Ending, Resumed, is_crisis_script
from bot.engine.script import AskEachStep, AskStep, NumberAnswer, ScaleAnswer
from bot.signals import Level, said_age
from bot.storage import case, case_event
from bot.storage.conversation import Conversation
from bot.storage.person import Person
from bot.turns import acting
from bot.turns.buttons import OwnButton, write
from bot.turns.check_ins import ended_check_in
from bot.turns.play import Play, keep_remark
from bot.turns.playing import set_status, state_of
from bot.turns.standing import Standing, play_on
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import Work

# The resource that editors write for young people.
YOUTH_LINES = "youth_lines"
# In the button under those lines: nothing was kept, and whoever comes should know.
YOUNG = "young"
# Why the case was told.
UNDER_AGE = "under_age"


def told_us(play: Play, standing: Standing, words: str) -> bool:
    """Answer words that tell an age below the programme's; return whether they do."""
    age = said_age(words)
    if age is None or age.years >= play.work.library.current.bundle.programme.minimum_age:
        return False
    if not age.surely and _asks_for_a_number(play.work, standing.open):
        return False
    if is_guest(play.work, play.who):
        _meet(play, standing, words)
    else:
        _let_rest(play, standing, words)
    return True


def a_coach_was_told(play: Play, standing: Standing, words: str) -> None:
    """The check-ins of somebody who told a coach that they are that young rest; she answers herself."""
    age = said_age(words)
    minimum = play.work.library.current.bundle.programme.minimum_age
    if age is not None and age.surely and age.years < minimum and not is_guest(play.work, play.who):
        _rest(play, standing)


def ask_for_person(play: Play) -> None:
    """Call the team for somebody who said that they are that young; they hear it with the call."""
    play.raise_own(Level.URGENT, "asked_under_age", "bot.staff.asked_under_age")
    play.tells_whom = "bot.person_asked_for"


def waits_for_decision(work: Work, who: Person) -> bool:
    """Return whether a human has still to decide how it goes on with somebody that young."""
    held = case.open_of(work.tx, who.id)
    return held is not None and any(event.why == UNDER_AGE for event in case_event.of(work.tx, held.id))


def _meet(play: Play, standing: Standing, words: str) -> None:
    """A guest: the welcome ends, nothing is kept; in the middle of help that help goes on."""
    talk, bundle = standing.open, play.work.library.current.bundle
    if standing.held is not None:
        keep_remark(play, None, words)  # whoever takes the case has to know
    _tell_with_age(play, "bot.young")
    if talk is not None and talk.status == "open" and is_crisis_script(bundle, talk.script):
        play_on(play, talk, Resumed())
        return
    if talk is not None:
        set_status(play.work, talk, Ending.STOPPED.value)
    if play.who.state == "consenting":
        play.who = play.work.change(play.who, state="new")
    play.passing = True
    person = Button(label=play.own("bot.menu_person"), data=write(OwnButton(verb="person", detail=YOUNG)))
    play.spoken.rows = (*play.spoken.rows, (person,))


def _let_rest(play: Play, standing: Standing, words: str) -> None:
    """Somebody who had agreed: what is open ends, unless it is help; a human decides."""
    talk, bundle = standing.open, play.work.library.current.bundle
    keep_remark(play, None, words)
    _rest(play, standing)
    _tell_with_age(play, "bot.young_rests")
    play.tells_whom = "bot.when_called"
    if talk is None:
        return
    if talk.status == "open" and is_crisis_script(bundle, talk.script):
        play_on(play, talk, Resumed())
    else:
        set_status(play.work, talk, Ending.STOPPED.value)
        ended_check_in(play.work, play.who, talk, Ending.STOPPED)


def _rest(play: Play, standing: Standing) -> None:
    if standing.held is not None and waits_for_decision(play.work, play.who):
        return
    play.who = acting.pause(play.work, play.who, None) if play.who.state == "active" else play.who
    play.raise_own(Level.URGENT, UNDER_AGE, "bot.staff.under_age")


def _tell_with_age(play: Play, text: str) -> None:
    play.say(text, minimum_age=play.work.library.current.bundle.programme.minimum_age)
    _say_lines(play)


def _say_lines(play: Play) -> None:
    """Say the lines for young people; a programme without any of its own has those for everybody."""
    play.spoken.texts.append(play.work.library.resource(YOUTH_LINES, play.who.locale))


def _asks_for_a_number(work: Work, talk: Conversation | None) -> bool:
    """Return whether the open question is one that "I'm 15" could be the answer to."""
    if talk is None or talk.status != "open" or not (stack := state_of(talk).stack):
        return False
    kind = work.library.edition(talk.bundle).script(stack[-1].script).steps[stack[-1].step].kind
    asked = kind.question.kind if isinstance(kind, AskStep | AskEachStep) else None
    return isinstance(asked, ScaleAnswer | NumberAnswer)
