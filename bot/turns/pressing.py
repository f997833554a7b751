"""A pressed button: the answer to the open question, or something from before, which is never an answer."""

from bot.engine import (
    Began,
    Control,
    Event,
    Resumed,
    Tapped,
    can_change,
    crisis_script_for,
    first_lines,
    is_crisis_script,
)
from bot.signals import Level
from bot.storage import conversation
from bot.storage.conversation import Conversation
from bot.storage.person import Person
from bot.turns.buttons import BEGIN, RESUME, AnswerButton, OwnButton, read
from bot.turns.check_ins import began_check_in
from bot.turns.doors import press_own
from bot.turns.incoming import Pressed
from bot.turns.library import HELP_NOW_KIND
from bot.turns.play import Play
from bot.turns.playing import begin, set_status, state_of
from bot.turns.standing import Standing, ask_for_person, play_on, set_aside, start_help
from bot.turns.talking import guessing, reading_along
from bot.turns.welcoming.asking_again import asks_first
from bot.turns.work import ChoiceShown, TapAnswer, Work


def pressed(play: Play, standing: Standing, came: Pressed) -> None:
    """Carry out what the button means now, if it is this person's."""
    work = play.work
    button = read(came.data)
    if isinstance(button, OwnButton):
        press_own(play, standing, button, came)
        return
    talk = conversation.get(work.tx, button.conversation) if isinstance(button, AnswerButton) else None
    if talk is None and isinstance(button, AnswerButton) and button.alarm is not None:
        _danger_late(play, standing, button.alarm, came)  # such as after an older backup was put back
        return
    if not isinstance(button, AnswerButton) or talk is None or talk.person != play.who.id:
        if talk is not None or guessing.is_button_of_the_team(came.data):
            work.on_record(play.who, guessing.ANOTHERS if talk is not None else guessing.BUTTON)
        _note(work, play.who, came, "bot.toast_not_yours")
        return
    event = _event_of(talk, button, work)
    if isinstance(event, Began) and asks_first(play, talk):
        _put_aside_others(play, standing, talk)
        work.courtesies.append(TapAnswer(tap_id=came.tap_id))
        work.courtesies.append(choice_shown(work, came, play.who.locale))
        return
    if event is not None:
        if isinstance(event, Began | Resumed):
            began_check_in(work, play.who, talk)
        said = reading_along.words_of(play, standing, talk, button) if isinstance(event, Tapped) else None
        play_on(play, talk, event)
        if said is not None and not play.nothing_happened:
            reading_along.relay(play, standing, said, came)
    if event is None or play.nothing_happened:
        _pressed_late(play, standing, talk, button, came)
        return
    helping = standing.open if standing.open is not None and standing.open.status == "open" else None
    if button.choice == Control.CHANGE and play.spoken.ask is None and helping is not None:
        # A wrong tap had started this help: it is only noted, and what is open asks again.
        play_on(play, helping, Resumed())
    _put_aside_others(play, standing, talk)
    work.courtesies.append(TapAnswer(tap_id=came.tap_id))
    if button.choice != Control.WHO_SEES:  # a question about the question: its buttons stay
        work.courtesies.append(choice_shown(work, came, play.who.locale))


def _pressed_late(
    play: Play, standing: Standing, talk: Conversation, button: AnswerButton, came: Pressed
) -> None:
    """An old button answers nothing; one that asks for a person or names a danger is always heard."""
    work = play.work
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    if button.choice == Control.PERSON and not standing.with_coach:
        work.courtesies.append(TapAnswer(tap_id=came.tap_id))
        ask_for_person(play, standing)
    elif button.alarm is not None and not _is_being_helped(play, standing):
        _danger_late(play, standing, button.alarm, came)
    elif button.choice == BEGIN and _may_begin_late(play, standing, talk):
        work.courtesies.append(TapAnswer(tap_id=came.tap_id))
        if not asks_first(play, talk):
            begin(play, talk.script)
    else:
        answered = button.choice not in (BEGIN, RESUME) and (
            button.turn < talk.turn or talk.ended_at is not None
        )
        _note(work, play.who, came, "bot.toast_answered" if answered else "bot.toast_old_button")


def _danger_late(play: Play, standing: Standing, alarm: str, came: Pressed) -> None:
    """Call people and begin the help whose lines the button names."""
    play.work.courtesies.append(TapAnswer(tap_id=came.tap_id))
    play.raise_own(Level.CRISIS, "late_tap", "bot.staff.late_tap")
    script = _help_that_shows(play.work, alarm)
    set_aside(play, standing, script)
    start_help(play, script)


def _may_begin_late(play: Play, standing: Standing, talk: Conversation) -> bool:
    """Somebody who is ready a day late is welcome: the missed day stays missed, and the talk begins anew."""
    known = talk.script in play.work.library.current.bundle.scripts
    waits_for_it = talk.status == "missed" and play.who.state == "active"
    return waits_for_it and known and standing.open is None and not standing.with_coach


def _is_being_helped(play: Play, standing: Standing) -> bool:
    bundle = play.work.library.current.bundle
    talk = standing.open
    return talk is not None and talk.script in bundle.scripts and is_crisis_script(bundle, talk.script)


def _help_that_shows(work: Work, resource: str) -> str | None:
    bundle = work.library.current.bundle
    helps = (name for name in bundle.scripts if is_crisis_script(bundle, name))
    fitting = (name for name in helps if first_lines(bundle, name) == resource)
    return next(fitting, crisis_script_for(bundle, HELP_NOW_KIND))


def _event_of(talk: Conversation, button: AnswerButton, work: Work) -> Event | None:
    """Return what a button means now, or None when its time is over: an old tap is never the next answer."""
    if button.choice == BEGIN:
        return Began() if talk.status in ("invited", "parked") and talk.turn == 0 else None
    if button.choice == RESUME:
        return Resumed() if talk.status in ("open", "parked") else None
    changes = button.choice == Control.CHANGE.value and can_change(state_of(talk), work.at)
    return Tapped(turn=button.turn, choice=button.choice) if talk.status == "open" or changes else None


def _put_aside_others(play: Play, standing: Standing, talk: Conversation) -> None:
    now = conversation.get(play.work.tx, talk.id)
    if now is None or now.ended_at is not None:
        return
    if standing.open is not None and standing.open.id != talk.id:
        set_status(play.work, standing.open, "parked")


def choice_shown(work: Work, came: Pressed, locale: str) -> ChoiceShown:
    """The pressed message shows what was chosen, and its keyboard goes away."""
    if not came.shown or not came.label:
        return ChoiceShown(chat=came.chat, message_id=came.message_id)
    chosen = work.library.own("bot.chosen", locale, label=came.label.removeprefix("✓ "))
    return ChoiceShown(chat=came.chat, message_id=came.message_id, text=f"{came.shown}\n\n{chosen}")


def _note(work: Work, who: Person, came: Pressed, text: str) -> None:
    work.courtesies.append(TapAnswer(tap_id=came.tap_id, words=work.library.own(text, who.locale)))
