"""Whether somebody who has stopped the bot may still be contacted: the case stays, and a human decides."""

from bot.cases.desk import Desk, Letters
from bot.cases.letter import Letter
from bot.signals import Level
from bot.storage.case import Case
from bot.storage.lane import Lane


def told_about_contact(desk: Desk, held: Case, languages: tuple[str, ...], *, may: bool) -> Letters:
    """Write the answer into the case; return a letter to whoever has it, else to everybody who is called.

    The level stays as it is: only a human lowers it.
    """
    answer = "yes" if may else "no"
    told = {language: desk.say(f"bot.contact_{answer}_tell", language) for language in languages}
    desk.note_signal(held.id, Level.NONE, f"contact_{answer}", told)
    holder = desk.holder(held)
    return tuple(
        Letter(
            chat=one.chat,
            lane=Lane.CASE,
            kind="case",
            text=desk.say(f"bot.staff.contact_{answer}", one.locale, code=held.code),
            offers=((desk.open_offer(held, one),),),
            member=one.id,
            case=held.id,
            silent=holder is None,
        )
        for one in ((holder,) if holder is not None else desk.roster.called())
    )
