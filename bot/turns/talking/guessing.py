"""Commands and buttons of the team in other hands: nothing happens, it is on record, and it is said."""

from typing import Final

from bot.cases import Colleague
from bot.storage import member, person
from bot.turns.buttons import StaffButton, TrialButton, TryButton, read
from bot.turns.commands import FOR_EVERYBODY, FOR_THE_TEAM
from bot.turns.incoming import Pressed
from bot.turns.play import Play
from bot.turns.work import TapAnswer, Work

# Commands that only the team has; the others mean something for everybody.
_FOR_THE_TEAM: Final = frozenset(
    name for names in FOR_THE_TEAM.values() for name in names if name not in FOR_EVERYBODY
)
_OF_THE_TEAM = StaffButton | TrialButton | TryButton
# How the audit log calls it.
COMMAND: Final = "refused: use a command of the team"
BUTTON: Final = "refused: press a button of the team"
ANOTHERS: Final = "refused: press somebody else's button"
UNKNOWN: Final = "refused: press a button that does nothing"


def is_for_the_team(name: str) -> bool:
    """Return whether a command of this name is the team's alone."""
    return name in _FOR_THE_TEAM


def refuse_command(play: Play) -> None:
    """Tell a participant that this is for the team; what stood behind it is passed on to nobody."""
    play.work.on_record(play.who, COMMAND)
    play.say("bot.for_the_team")


def is_button_of_the_team(data: str) -> bool:
    """Return whether a button with this data stands on phones of the team only."""
    return isinstance(read(data), _OF_THE_TEAM)


def refuse_outsider(work: Work, came: Pressed) -> bool:
    """Refuse a button of the team to who has left it, or is known to nobody; return whether that is so.

    Nobody becomes known by such a press.
    """
    if not is_button_of_the_team(came.data):
        return False
    former = member.find(work.tx, came.chat)
    if former is not None:
        who = Colleague(
            id=former.id, chat=former.chat, name=former.name, role=former.role, locale=former.locale
        )
        work.desk.audit(who, BUTTON, "member", who.id)
        _note(work, came, "bot.staff.toast_former", who.locale)
        return True
    if person.find(work.tx, came.chat) is not None:
        return False
    _note(work, came, "bot.toast_not_yours", work.library.language_for(came.sender.language))
    return True


def _note(work: Work, came: Pressed, text: str, locale: str) -> None:
    work.courtesies.append(TapAnswer(tap_id=came.tap_id, words=work.library.own(text, locale)))
