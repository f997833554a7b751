"""Who comes to the door: help now, the welcome, and who comes back."""

from bot.engine import Resumed, crisis_script_for
from bot.signals import Level
from bot.turns import acting
from bot.turns.library import HELP_NOW_KIND
from bot.turns.play import Play, offer_to_go_on
from bot.turns.playing import begin
from bot.turns.standing import Standing, play_on, set_aside, start_help
from bot.turns.welcoming import newcomers, young
from bot.turns.welcoming.guests import is_guest


def ask_for_help_now(play: Play, standing: Standing) -> None:
    """Lines first, people called, and one direct question: for whoever asks, agreed to anything or not."""
    play.raise_own(Level.CRISIS, "asked_for_help_now", "bot.staff.asked_for_help_now")
    script = crisis_script_for(play.work.library.current.bundle, HELP_NOW_KIND)
    set_aside(play, standing, script)
    start_help(play, script)


def come_in(play: Play, standing: Standing) -> None:
    """Begin the welcome, or go on with it; who is past it is greeted.

    Where nobody comes in without a link, staff have to say welcome first. Somebody may have agreed and left
    before the last question: the welcome is theirs to go on with.
    """
    if not newcomers.may_begin(play.work, play.who):
        newcomers.ask_first(play)
    elif play.who.state in ("new", "consenting") or is_guest(play.work, play.who):
        _welcome(play, standing)
    else:
        _welcome_back(play, standing)


def _welcome(play: Play, standing: Standing) -> None:
    """Go on with a welcome that was set aside, else begin it."""
    play.who = play.work.change(play.who, state="consenting")
    script = play.work.library.current.bundle.programme.welcome
    waiting = next((talk for talk in standing.parked if talk.script == script), None)
    if standing.open is not None and standing.open.script == script and standing.open.status == "open":
        play_on(play, standing.open, Resumed())
    elif waiting is not None:
        play_on(play, waiting, Resumed())
    else:
        set_aside(play, standing, script)
        begin(play, script)


def _welcome_back(play: Play, standing: Standing) -> None:
    """Greet; who had stopped gets check-ins again, unless a human has still to decide."""
    if play.who.state in ("paused", "stopped"):
        if young.waits_for_decision(play.work, play.who):
            play.say("bot.young_waits")
            return
        play.who = acting.start_check_ins(play.work, play.who)
    play.say("bot.welcome_back", name=play.who.name or play.own("bot.friend"))
    if standing.open is None and standing.parked:
        offer_to_go_on(play, standing.parked[0])
