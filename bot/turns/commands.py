"""The commands that Telegram offers when somebody types a slash: which, for whom, in which language."""

from bot.texts.own import OWN
from bot.texts.own_commands import COMMAND_NAME, SLASH
from bot.turns.library import Library

# What anybody who writes to the bot is offered.
FOR_EVERYBODY = ("start", "menu", "help", "stop", "coach", "concern", "mydata", "whosaw")
_ON_SHIFT = ("onduty", "offduty", "cases", "people", "case", "tasks", "times")
_WAYS_IN = ("reach", "invite", "newphone")
_LEADS = (*_ON_SHIFT, "alarms", "concerns", "quick", *_WAYS_IN)
_WEEK = ("handover", "roster", "away", "me")
FOR_ANY_MEMBER = ("name", "leave", "help")
# What a member of the team is offered, by role; who is of no such role is offered what any member is.
FOR_THE_TEAM = {
    "coach": (*_ON_SHIFT, *_WAYS_IN, *_WEEK, *FOR_ANY_MEMBER),
    "supervisor": (*_LEADS, "try", "draft", "assign", *_WEEK, *FOR_ANY_MEMBER),
    "admin": (*_LEADS, "team", "try", "draft", *_WEEK, *FOR_ANY_MEMBER),
    "editor": ("try", "draft", "scripts", *FOR_ANY_MEMBER),
}

_KNOWN = frozenset((*FOR_EVERYBODY, *(name for names in FOR_THE_TEAM.values() for name in names)))


def is_command(name: str) -> bool:
    """Return whether a command of this name does anything, for whomever; `name` is the English one."""
    return name in _KNOWN


def offered(library: Library, locale: str, role: str | None = None) -> tuple[tuple[str, str], ...]:
    """Return (name without slash, words) of what a member of this role, or anybody, is offered."""
    names = FOR_EVERYBODY if role is None else FOR_THE_TEAM.get(role, FOR_ANY_MEMBER)
    return tuple(
        (_name(library, name, locale), library.own(_words(name, role), locale))
        for name in names
        if _words(name, role) in OWN
    )


def help_words(library: Library, locale: str, role: str) -> str:
    """Return what a member of this role can do: a line for each command that they are offered."""
    lines = [f"/{name} · {words}" for name, words in offered(library, locale, role)]
    return "\n".join([library.own("bot.staff.help", locale), *lines])


def _words(name: str, role: str | None) -> str:
    """Return the id of what a command does; for the team, help means something else."""
    return "bot.command_help_team" if name == "help" and role is not None else f"bot.command_{name}"


def _name(library: Library, name: str, locale: str) -> str:
    """Return the command's name in this language; one that Telegram refuses would take all others along."""
    said = library.own(SLASH + name, locale)
    return said if COMMAND_NAME.fullmatch(said) else name
