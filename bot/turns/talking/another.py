"""I would like another coach: nobody asks why, and what is wished for is looked for.

The earlier coach hears only that somebody else walks with this person now. A case in her hands is handed on.
"""

from typing import Final

from bot.cases import Colleague, Letter, Raised, raise_signals, words_now
from bot.ids import to_base62
from bot.signals import Level
from bot.storage import case, declined
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.buttons import OwnButton, write
from bot.turns.incoming import Pressed
from bot.turns.play import Play, own_in_every_language
from bot.turns.serving.next_coach import assign, next_coach
from bot.turns.staffing.telling import say
from bot.turns.standing import Standing
from bot.turns.talking.always import ANOTHER
from bot.turns.talking.concerns import readers
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import ChoiceShown

# What can be wished for, in the order of the buttons; `none` is [Never mind].
WOMAN, PRISON, ANYBODY, NONE = "woman", "prison", "any", "none"
_WISHES: Final = (WOMAN, PRISON, ANYBODY, NONE)
# In a button: nobody walks with the person yet.
_NOBODY: Final = "0"


def start(play: Play, standing: Standing) -> None:
    """Ask what the person wishes for; with two coaches in question, first which of them it is about."""
    coaches = _theirs(play, standing)
    if len(coaches) > 1:
        play.say("bot.another_which")
        for one in coaches:
            _button(play, one.name, f"who_{to_base62(one.id)}")
        _button(play, play.own("bot.another_none"), f"{NONE}_{_NOBODY}")
        return
    _ask(play, coaches[0] if coaches else None)


def pressed(play: Play, standing: Standing, button: OwnButton, came: Pressed) -> None:
    """Carry out what was wished for."""
    play.work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    if button.detail is None:
        start(play, standing)
        return
    what, _, number = button.detail.partition("_")
    coaches = _theirs(play, standing)
    about = next((one for one in coaches if to_base62(one.id) == number), None)
    if what == NONE:
        play.say("bot.another_stays")
    elif (about is None and (number != _NOBODY or coaches)) or what not in (*_WISHES, "who"):
        play.say("bot.another_over")
    elif what == "who":
        _ask(play, about)
    else:
        _change(play, standing, about, what)


def _ask(play: Play, about: Colleague | None) -> None:
    if about is None:
        play.say("bot.another_nobody_yet")
    else:
        play.say("bot.another_ask", coach=about.name)
    number = _NOBODY if about is None else to_base62(about.id)
    for wish in _WISHES:
        _button(play, play.own(f"bot.another_{wish}"), f"{wish}_{number}")


def _change(play: Play, standing: Standing, about: Colleague | None, wish: str) -> None:
    work = play.work
    if wish == WOMAN:
        play.who = work.change(play.who, wants_woman=True)
    elif wish == PRISON:
        play.who = work.change(play.who, wants_been_in_prison=True)
    if about is not None:
        declined.add(work.tx, id=work.new_id(), person=play.who.id, member=about.id, at=work.at)
    who = play.who
    found = next_coach(work, who, exclude=(about.id,) if about is not None else ())
    above = readers(work, frozenset((about.id,)) if about is not None else frozenset())
    walks = who.coach is None or (about is not None and who.coach == about.id)
    if walks and found is not None and not is_guest(work, who):
        play.who = assign(work, who, found)  # which tells the two of them
        play.say("bot.another_found_is_not_wished" if _misses(play.who, found) else "bot.another_found")
    elif walks:
        if who.coach is not None:
            play.who = work.change(who, coach=None)
        play.say("bot.another_nobody" if above else "bot.another_nobody_above")
    else:
        play.say("bot.another_kept_in_mind")
    if about is not None:
        say(work, about, "bot.staff.another_walks", code=who.code)
        _hand_on(play, standing, about)
    _tell_above(play, above, looked=walks)


def _hand_on(play: Play, standing: Standing, about: Colleague) -> None:
    """The case leaves this coach's hands; whoever walks with the person now, or is on duty, hears."""
    work, held = play.work, standing.held
    if held is None or held.coach != about.id:
        return
    work.desk.free(held, "another coach")
    if held.level < Level.URGENT:
        _offer_case(play, about)
    told = own_in_every_language(work, "bot.another_tell")
    signal = Raised(level=Level(held.level), why="another_coach", told=told)
    work.post(raise_signals(work.desk, play.who, [signal]))
    now = case.open_of(work.tx, play.who.id)
    if now is not None and now.level >= Level.URGENT:
        play.spoken.texts.append(words_now(work.desk, now, play.who))


def _offer_case(play: Play, about: Colleague) -> None:
    """A talk that is not urgent rings nowhere by itself: the new coach can open it, else whoever leads."""
    work, held = play.work, case.open_of(play.work.tx, play.who.id)
    new = work.roster.get(play.who.coach)
    if held is None:
        return
    asked = (new,) if new is not None and not new.unreachable else work.roster.leads(but=(about.id,))
    for one in asked:
        offers = ((work.desk.open_offer(held, one),),)
        say(work, one, "bot.staff.another_case", offers, code=held.code)


def _tell_above(play: Play, above: tuple[Colleague, ...], *, looked: bool) -> None:
    """Who leads hears what changed, but not the one it is about, and nobody is told why."""
    work, coach = play.work, play.work.roster.get(play.who.coach)
    if coach is None:
        text = "bot.staff.another_nobody"
    else:
        text = "bot.staff.another_now" if looked else "bot.staff.another_stays"
    name = coach.name if coach is not None else ""
    for one in above:
        words = work.library.own(text, one.locale, code=play.who.code, coach=name)
        work.post(
            (Letter(chat=one.chat, lane=Lane.CASE, kind="staff", text=words, member=one.id, silent=True),)
        )


def _misses(who: Person, found: Colleague) -> bool:
    """Return whether the one who was found is not what was wished for: that is said."""
    return (who.wants_woman and not found.woman) or (who.wants_been_in_prison and not found.been_in_prison)


def _theirs(play: Play, standing: Standing) -> tuple[Colleague, ...]:
    """Return who talks with the person now, and who walks with them, if that is somebody else."""
    holder = play.work.desk.holder(standing.held) if standing.held is not None else None
    both = (holder, play.work.roster.get(play.who.coach))
    return tuple(dict.fromkeys(one for one in both if one is not None))


def _button(play: Play, label: str, detail: str) -> None:
    play.spoken.add_button(label, write(OwnButton(verb=ANOTHER, detail=detail)))
