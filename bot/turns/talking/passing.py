"""What a person says in a case that somebody has goes to that coach, all of it. Off duty, nothing rings."""

from datetime import datetime

from bot.cadence import local
from bot.cases import (
    NOT_PASSED,
    TOLD_OFF_DUTY,
    Colleague,
    Letter,
    Raised,
    is_off_duty,
    media_to_coach,
    owes_a_word,
    raise_signals,
    to_coach,
    was_told,
    words_now,
)
from bot.ids import from_base62, to_base62
from bot.signals import Level
from bot.storage import case
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.texts import clock_words, date_words
from bot.turns.buttons import OwnButton, write
from bot.turns.incoming import Commanded, Edited, Pressed, SentMedia, Typed
from bot.turns.play import Play, own_in_every_language
from bot.turns.standing import Standing
from bot.turns.work import ChoiceShown

# The answers to "does this need somebody now?"
NOW, LATER = "need_now", "can_wait"
# Changes all by itself while it lasts, and nobody has written anything.
_LIVE = "location"


def pass_on(play: Play, standing: Standing, came: Typed | Commanded | SentMedia | Edited) -> bool:
    """Give it to whoever has the case; return whether somebody has it.

    What is never passed on is said to stay here.
    """
    held = standing.held
    if held is None or not standing.with_coach:
        return False
    work, who = play.work, play.who
    match came:
        case SentMedia(what=what) | Edited(what=str(what)) if what in NOT_PASSED:
            play.say("bot.not_passed_on")
            return True
        case SentMedia():
            letters = media_to_coach(
                work.desk,
                held,
                who,
                came.message_id,
                came.what,
                caption=came.caption,
                answers=came.reply_to,
            )
        case Edited(what=str(what)) if what != _LIVE:
            letters = media_to_coach(
                work.desk, held, who, came.message_id, what, caption=came.words, changed=True
            )
        case Edited(words=str(words)) if words:
            letters = to_coach(work.desk, held, who, words, source=came.message_id, changed=True)
        case Edited():
            return True
        case Typed():
            letters = to_coach(
                work.desk, held, who, came.words, source=came.message_id, answers=came.reply_to
            )
        case Commanded():
            letters = to_coach(work.desk, held, who, came.words, source=came.message_id)
    work.post(letters)
    return True


def keep_for_who_comes(play: Play, standing: Standing, came: SentMedia) -> bool:
    """Keep a voice note or picture for whoever comes, if people were called; return whether they were."""
    held = standing.held
    if held is None or standing.with_coach or held.level < Level.URGENT:
        return False
    play.work.post(
        media_to_coach(play.work.desk, held, play.who, came.message_id, came.what, caption=came.caption)
    )
    return True


def ask_if_it_can_wait(play: Play, standing: Standing, *, asked_for: bool = False) -> None:
    """Tell somebody whose coach is off duty when she is back, once, and ask whether it needs somebody now.

    Whoever has `asked_for` a person is asked each time; a coach who is on duty owes them an answer.
    """
    held = standing.held
    holder = play.work.desk.holder(held) if held is not None else None
    desk = play.work.desk
    if held is None or holder is None:
        return
    if not is_off_duty(desk, held, holder, play.who):
        if asked_for:
            owes_a_word(desk, held)
        return
    if was_told(desk, held, holder) and not asked_for:
        return
    desk.write_down(held.id, "told", why=TOLD_OFF_DUTY)
    play.spoken.texts.append(_when_back(play, holder))
    play.say("bot.off_duty_now")
    for answer, label in ((NOW, "bot.off_duty_need_now"), (LATER, _can_wait(play, holder))):
        data = write(OwnButton(verb=answer, detail=to_base62(held.id)))
        play.spoken.add_button(play.own(label), data)


def answered(play: Play, standing: Standing, button: OwnButton, came: Pressed) -> None:
    """[Now]: whoever is on duty is called, and the case is free. [Tomorrow is fine]: it waits for her."""
    work = play.work
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    held = standing.held
    holder = work.desk.holder(held) if held is not None else None
    if held is None or not _is_about(held, button) or (button.verb == LATER and holder is None):
        play.say("bot.off_duty_over")
    elif button.verb == LATER and holder is not None:
        play.say("bot.off_duty_waits", coach=holder.name)
    else:
        _call(play, held, holder)


def _call(play: Play, held: Case, holder: Colleague | None) -> None:
    """Call somebody now: the coach herself if she is back meanwhile, else whoever is on duty."""
    work = play.work
    is_back = holder is not None and not is_off_duty(work.desk, held, holder, play.who)
    if holder is not None and not is_back:
        work.desk.free(held, TOLD_OFF_DUTY)
        words = work.library.own("bot.staff.off_duty_handed_on", holder.locale, code=held.code)
        work.post((quiet_note(holder, held, words),))
    told = own_in_every_language(work, "bot.off_duty_now_tell")
    signal = Raised(level=Level.URGENT, why="needs_somebody_now", told=told)
    work.post(raise_signals(work.desk, play.who, [signal]))
    now = case.open_of(work.tx, play.who.id)
    if now is None:
        return
    if holder is not None and is_back:
        owes_a_word(work.desk, now)
        play.say("bot.off_duty_back", coach=holder.name)
    else:
        play.spoken.texts.append(words_now(work.desk, now, play.who))


def quiet_note(to: Colleague, held: Case, words: str) -> Letter:
    """Return words to whoever has the case that ring nowhere."""
    return Letter(
        chat=to.chat, lane=Lane.CASE, kind="staff", text=words, member=to.id, case=held.id, silent=True
    )


def _when_back(play: Play, holder: Colleague) -> str:
    who = play.who
    back = play.work.roster.back(holder, play.work.at)
    if back is None:
        return play.own("bot.off_duty_nobody_knows", coach=holder.name)
    time = clock_words(back, who.zone, who.locale)
    if _days_until(play, back) == 0:
        return play.own("bot.off_duty_back_at", coach=holder.name, time=time)
    day = date_words(back, who.zone, who.locale)
    return play.own("bot.off_duty_back_on", coach=holder.name, day=day, time=time)


def _can_wait(play: Play, holder: Colleague) -> str:
    """Return the label that says it can wait, for as long as it truly is."""
    back = play.work.roster.back(holder, play.work.at)
    if back is None:
        return "bot.off_duty_can_wait"
    days = {0: "bot.off_duty_later_today", 1: "bot.off_duty_tomorrow"}
    return days.get(_days_until(play, back), "bot.off_duty_can_wait")


def _days_until(play: Play, at: datetime) -> int:
    zone = play.who.zone
    return (local(at, zone).date() - local(play.work.at, zone).date()).days


def _is_about(held: Case, button: OwnButton) -> bool:
    try:
        return from_base62(button.detail or "") == held.id
    except ValueError:
        return False
