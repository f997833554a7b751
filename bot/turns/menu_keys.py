"""A key of the menu, pressed: it begins what it says, also while a coach has the talk.

What comes by itself is silent in a talk; what somebody presses is their own wish.
"""

from dataclasses import replace

from bot.cases import ON_SCREEN_FOR
from bot.turns.menu import Chosen, MenuScript, name_of
from bot.turns.play import Play
from bot.turns.playing import begin
from bot.turns.standing import Standing, set_aside
from bot.turns.talking.passing import quiet_note
from bot.turns.welcoming.guests import is_guest


def begins(play: Play, standing: Standing, chosen: Chosen | None) -> bool:
    """Begin the key's script; False when it is no key of a script, or a guest's, who has no menu."""
    if not isinstance(chosen, MenuScript) or is_guest(play.work, play.who):
        return False
    _tell_holder(play, standing, chosen.script)
    set_aside(play, standing, chosen.script)
    begin(play, chosen.script)
    return True


def _tell_holder(play: Play, standing: Standing, script: str) -> None:
    """Whoever has the talk reads what was opened, and by whom: it explains a pause. It rings nowhere."""
    work, held = play.work, standing.held
    holder = work.desk.holder(held) if held is not None else None
    if held is None or holder is None:
        return
    name = name_of(work.library, script, holder.locale)
    words = work.library.own("bot.staff.menu_opened", holder.locale, code=held.code, name=name)
    work.post((replace(quiet_note(holder, held, words), protected=True, clear_after=ON_SCREEN_FOR),))
