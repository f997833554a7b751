"""Something was not right: the next words are sealed, and go past the coach to whoever looks after coaches.

It changes nothing about anybody's help. Words about danger are heard here as everywhere, and bring help; what
else is said in them stays sealed.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.cases import Choice, Colleague, Letter, Offer
from bot.storage import case, concern, person, timer
from bot.storage.lane import Lane
from bot.storage.timer import Timer
from bot.turns.buttons import OwnButton, write
from bot.turns.incoming import Edited, Pressed
from bot.turns.play import Play
from bot.turns.standing import Standing
from bot.turns.talking.always import CONCERN
from bot.turns.work import ChoiceShown, Work

_NOT_NOW: Final = "none"
# After so long, what is typed is for the coach again, or for whatever is open.
ASKED_FOR = timedelta(minutes=30)
# Telegram lets people change a message for so long; then the change is known to be about this one.
CHANGED_WITHIN = timedelta(hours=48)
# Whoever talked with the person so short a time ago may be whom it is about.
TALKED_LATELY: Final = timedelta(hours=48)
# The number of the timer that waits for words, and of the one that knows until when; others are messages.
_WAITS: Final = 0
_WAITED: Final = -1


def start(play: Play, standing: Standing) -> None:
    """Say truly who will read it, and wait for the words."""
    work, who = play.work, play.who
    who_reads = readers(
        work, frozenset(one for one in (_about(play, standing), who.coach) if one is not None)
    )
    _wait(work, who.id, _WAITS, ASKED_FOR)
    if who_reads:
        play.say("bot.concern_ask", names=_names(play, who_reads))
    else:
        play.say("bot.concern_ask_nobody")
    data = write(OwnButton(verb=CONCERN, detail=_NOT_NOW))
    play.spoken.add_button(play.own("bot.concern_not_now"), data)


def pressed(play: Play, standing: Standing, button: OwnButton, came: Pressed) -> None:
    """[Something was not right], and [Never mind] under what it asks."""
    if button.detail != _NOT_NOW:
        start(play, standing)
        return
    play.work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    forget(play)
    play.say("bot.concern_left")


def is_awaited(play: Play, at: datetime | None) -> bool:
    """Return whether words of that moment are about what was not right.

    What was sent before the person was told that nobody waits any more is, however late it is taken in.
    """
    for row in timer.of(play.work.tx, CONCERN, play.who.id):
        told_at = (row.due_at - CHANGED_WITHIN).replace(microsecond=0)  # Telegram dates messages in seconds
        if row.number == _WAITS or (row.number == _WAITED and at is not None and at < told_at):
            return True
    return False


def forget(play: Play) -> None:
    """Nobody waits for such words any more."""
    for row in timer.of(play.work.tx, CONCERN, play.who.id):
        if row.number in (_WAITS, _WAITED):
            timer.remove(play.work.tx, row.id)


def over(work: Work, due: Timer) -> None:
    """Nothing was written for so long: the person hears that the next words are read by the coach again."""
    who = person.get(work.tx, due.subject)
    if due.number != _WAITS or who is None:
        return
    _wait(work, who.id, _WAITED, CHANGED_WITHIN)
    if not who.reachable or who.state == "stopped":
        return
    held = case.open_of(work.tx, who.id)
    holder = work.desk.holder(held) if held is not None else None
    own, locale = work.library.own, who.locale
    if holder is not None:
        said = own("bot.concern_over", locale, coach=holder.name)
    else:
        said = own("bot.concern_over_nobody", locale)
    letter = Letter(
        chat=who.chat,
        lane=Lane.REPLY,
        kind="turn",
        text=said,
        choices=(Choice(label=own("bot.concern_button", locale), verb=CONCERN),),
        person=who.id,
        silent=True,
    )
    work.post((letter,))


def seal_media(play: Play, message: int) -> None:
    """A photo goes nowhere; words that are written under it later are sealed like the words themselves."""
    _wait(play.work, play.who.id, message, CHANGED_WITHIN)


def keep(play: Play, standing: Standing, words: str, message: int) -> None:
    """Seal the words, tell whoever reads them, and tell the person who that is."""
    work, who = play.work, play.who
    forget(play)
    about = _about(play, standing)
    made = work.new_id()
    concern.add(work.tx, id=made, person=who.id, words=words, at=work.at, about=about)
    _wait(work, who.id, message, CHANGED_WITHIN)
    who_reads = readers(work, frozenset(one for one in (about, who.coach) if one is not None))
    for one in who_reads:
        work.post((_alert(work, one, made, who.code),))
    if who_reads:
        play.say("bot.concern_kept", names=_names(play, who_reads))
    else:
        play.say("bot.concern_kept_nobody")


def changed(play: Play, standing: Standing, came: Edited) -> bool:
    """Keep what was changed in such words like the words themselves; return whether it was in them."""
    rows = timer.of(play.work.tx, CONCERN, play.who.id)
    if not any(row.number == came.message_id for row in rows):
        return False
    if came.words:
        keep(play, standing, f"✎ {came.words}", came.message_id)
    else:
        play.say("bot.concern_words_only")
    return True


def readers(work: Work, about: frozenset[int]) -> tuple[Colleague, ...]:
    """Return who hears of what is about these colleagues, and reads it: whoever leads and can be reached."""
    return work.roster.leads(but=about)


def _about(play: Play, standing: Standing) -> int | None:
    """Return who talks with the person now, else who did lately, else who walks with them."""
    work, held = play.work, standing.held
    holder = work.desk.holder(held) if held is not None else None
    if holder is not None:
        return holder.id
    lately = [
        one
        for one in case.of_person(work.tx, play.who.id)
        if one.coach is not None and one.closed_at is not None and work.at - one.closed_at < TALKED_LATELY
    ]
    return max(lately, key=lambda one: one.closed_at or work.at).coach if lately else play.who.coach


def _alert(work: Work, to: Colleague, about: int, code: str) -> Letter:
    offer = Offer(label=work.library.own("bot.staff.button_open", to.locale), verb="cn-open", subject=about)
    return Letter(
        chat=to.chat,
        lane=Lane.CASE,
        kind="staff",
        text=work.library.own("bot.staff.concern_new", to.locale, code=code),
        offers=((offer,),),
        member=to.id,
        silent=work.roster.written and not work.roster.is_on(to, work.at),
    )


def _names(play: Play, who_reads: tuple[Colleague, ...]) -> str:
    names = [one.name for one in who_reads]
    if len(names) == 1:
        return names[0]
    return play.own("bot.concern_names", first=", ".join(names[:-1]), last=names[-1])


def _wait(work: Work, person: int, number: int, after: timedelta) -> None:
    for row in timer.of(work.tx, CONCERN, person):
        if row.number == number:
            timer.remove(work.tx, row.id)
    timer.set(
        work.tx,
        id=work.new_id(),
        kind=CONCERN,
        subject=person,
        number=number,
        due_at=work.at + after,
        person=person,
    )
