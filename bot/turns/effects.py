"""Each effect of a turn into rows, and into what the turn says. Words are rendered here, in the turn."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, assert_never

from bot.cadence import later
from bot.cases import Raised, is_called_out
from bot.delivery import FileMessage
from bot.engine import (
    Ask,
    Control,
    CorrectSignal,
    Do,
    DropAnswer,
    Effect,
    Ending,
    ExplainWhoSees,
    Finish,
    KeepRemark,
    Line,
    RaiseSignal,
    SaveAnswer,
    SaveReferral,
    SaveScore,
    Say,
    ScheduleScript,
    SendPicture,
    SendSound,
    SetWait,
    Show,
    Skipped,
    StartNow,
    State,
    Value,
)
from bot.engine.agreement import consent_script
from bot.signals import Level
from bot.storage import answer, case, referral, timer
from bot.storage.conversation import Conversation
from bot.storage.lane import Lane
from bot.texts import question_words
from bot.turns import acting
from bot.turns.buttons import AnswerButton, write
from bot.turns.library import Edition
from bot.turns.play import Play, in_every_language, keep_remark, own_in_every_language
from bot.turns.spoken import keyboard_rows
from bot.turns.staffing.seeing import lines_about
from bot.turns.welcoming.guests import is_guest


@dataclass(slots=True, kw_only=True)
class Scene:
    """One conversation's part of a turn. `used` collects {text id: variants} that were said."""

    play: Play
    talk: Conversation
    edition: Edition
    state: State
    used: dict[str, list[int]] = field(default_factory=dict)

    def render(self, line: Line) -> str:
        """Return the line's words for the person, and remember which variant was used."""
        self.used.setdefault(line.text, []).append(line.variant)
        return self.edition.say(line, self.play.who.locale)


# What asks for another answer, in place of one that does not fit.
_ASK_ONCE_MORE: Final = ("bot.thanks_for_words", "bot.thanks_try_again")


def _said(scene: Scene, line: Line) -> str:
    """Return the line's words; whoever waits for a human in a crisis is not told how to answer a question."""
    work = scene.play.work
    held = case.open_of(work.tx, scene.play.who.id) if line.text in _ASK_ONCE_MORE else None
    if held is not None and is_called_out(work.desk, held):
        return scene.play.own("bot.heard_while_calling")
    return scene.render(line)


def carry_out(scene: Scene, effect: Effect) -> None:
    """Write what the effect asks for; texts are added to the turn's message."""
    play, talk = scene.play, scene.talk
    work, spoken = play.work, play.spoken
    match effect:
        case Say(line=line):
            spoken.texts.append(_said(scene, line))
        case Show(resource=resource, crisis=crisis):
            _show(play, resource, crisis)
        case SendPicture(file=file, described=described):
            path = str(work.library.media / file)
            spoken.files.append(FileMessage(how="photo", caption=scene.render(described), path=path))
        case SendSound(file=file, described=described):
            path = str(work.library.media / file)
            spoken.files.append(FileMessage(how="voice", caption=scene.render(described), path=path))
        case Ask():
            _ask(scene, effect)
        case SetWait(turn=number, after=after):
            _set_wait(scene, number, after)
        case SaveAnswer(key=key, value=value, unit=unit):
            _save_answer(scene, key, value, unit)
        case SaveScore(key=key, value=score):
            _save_answer(scene, key, score, None)
        case DropAnswer(key=key):
            answer.drop(work.tx, talk.id, key)
        case KeepRemark(words=words):
            keep_remark(play, talk.id, words)
        case RaiseSignal(level=level, why=why, tell=tell):
            play.raised.append(Raised(level=level, why=why, told=in_every_language(scene.edition, tell)))
        case CorrectSignal(why=why):
            _correct(play, why)
        case ScheduleScript():
            _schedule(play, effect)
        case Do(action=action, values=values):
            play.who = acting.carry_out(work, play.who, scene.edition, action, values)
        case SaveReferral(need=need, service=service):
            if not is_guest(work, play.who):
                referral.add(
                    work.tx, id=work.new_id(), person=play.who.id, need=need, service=service, at=work.at
                )
        case Finish(ending=ending):
            play.ended = ending
            if talk.script != scene.edition.bundle.programme.welcome:  # its last words carry the menu
                play.ended_talk = talk.id
            _offer_change(scene, ending)
        case ExplainWhoSees(stack=stack):
            lines = lines_about(work, play.who, scene.edition, stack)
            spoken.texts.extend(scene.render(line) for line in lines)
        case StartNow():
            raise AssertionError("the caller begins what `start now` names")
        case _:
            assert_never(effect)


def _show(play: Play, resource: str, crisis: bool) -> None:
    if resource in play.shown:
        return
    play.shown.add(resource)
    if crisis:
        play.lane = Lane.CRISIS
        if play.work.first_aid is not None and play.work.first_aid.resource == resource:
            return  # the person has just read it
    words = play.work.library.resource(resource, play.who.locale)
    (play.spoken.crisis if crisis else play.spoken.texts).append(words)


def _ask(scene: Scene, ask: Ask) -> None:
    spoken = scene.play.spoken
    question, hint = question_words(ask, scene.render)
    if hint is not None:
        question = f"{question}\n\n{scene.play.work.library.current.say(hint, scene.play.who.locale)}"
    spoken.question = question
    spoken.ask = ask
    spoken.conversation = scene.talk.id
    spoken.rows = keyboard_rows(ask, scene.talk.id, scene.render)


def _save_answer(scene: Scene, key: str, value: Value | Skipped, unit: str | None) -> None:
    play, work = scene.play, scene.play.work
    if is_guest(work, play.who):
        return  # nobody has agreed to a history
    kept = scene.edition.bundle.keys.get(key)
    answer.save(
        work.tx,
        id=work.new_id(),
        person=play.who.id,
        conversation=scene.talk.id,
        key=key,
        value=None if isinstance(value, Skipped) else value,
        free_text=isinstance(value, str) and (kept is None or kept.kind == "free text"),
        unit=unit,
        bundle=scene.talk.bundle,
        language=play.who.locale,
        at=work.at,
    )


def _offer_change(scene: Scene, ending: Ending) -> None:
    bundle = scene.edition.bundle
    if ending is not Ending.COMPLETED or scene.talk.script in (
        bundle.programme.welcome,
        consent_script(bundle),
    ):
        return  # these end with the menu or go on with a check-in, and a message carries one keyboard only
    offer_change(scene)


def offer_change(scene: Scene) -> None:
    """Put [Change that answer] below all other buttons of the turn, if there is an answer."""
    if scene.state.given:
        choice = AnswerButton(conversation=scene.talk.id, turn=scene.state.turn, choice=Control.CHANGE.value)
        scene.play.spoken.change = (scene.play.own("bot.change_answer"), write(choice))


def _schedule(play: Play, effect: ScheduleScript) -> None:
    work, who = play.work, play.who
    if effect.at_most is not None:
        timers = timer.of_person(work.tx, who.id)
        if sum(one.note == effect.script for one in timers) >= effect.at_most:
            return
    timer.set(
        work.tx,
        id=work.new_id(),
        kind="start_script",
        subject=who.id,
        number=work.new_id(),
        due_at=later(work.at, effect.after, who.zone, effect.at),
        person=who.id,
        note=effect.script,
    )


def _set_wait(scene: Scene, number: int, after: timedelta) -> None:
    work = scene.play.work
    scene.play.spoken.waits, scene.play.spoken.conversation = number, scene.talk.id
    timer.set(
        work.tx,
        id=work.new_id(),
        kind="wait",
        subject=scene.talk.id,
        number=number,
        due_at=work.at + after,
        person=scene.play.who.id,
    )


def _correct(play: Play, why: str) -> None:
    """Only a human lowers a level; the case just shows what the person says."""
    held = case.open_of(play.work.tx, play.who.id)
    if held is not None:
        told = own_in_every_language(play.work, "bot.staff.corrected")
        play.work.desk.note_signal(held.id, Level.NONE, why, told)
