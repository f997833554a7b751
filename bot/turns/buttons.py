"""What is written into a button: `1:<conversation>:<turn>:<choice>[!resource]`, numbers in base 62.

A button carries no words and no person. Who may press it is checked in the database. `!resource` names the
crisis resource that a tap alone calls for, so that first aid needs no database. Staff buttons are
`2:<subject>:<verb>[:<detail>]`; those of a conversation that a member only tries are
`3:<trial>:<number>:<choice>`, and those that begin one `4:<manuscript or 0>:<script>:<language or ->`.
What a person does outside of any conversation is `5:<verb>[:<detail>][!resource]`: it belongs to whoever's
chat it stands in.
"""

import re
from dataclasses import dataclass

from bot.ids import from_base62, to_base62

# Telegram refuses more than 64 bytes of button data.
LONGEST_DATA = 64

BEGIN = "go"  # the button under an invitation
RESUME = "on"  # goes on with a parked or held conversation

_CHOICE = re.compile(r"[0-9A-Za-z_-]{1,16}")
_SCRIPT = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LANGUAGE = re.compile(r"[A-Za-z_]{2,6}")
_RESOURCE = re.compile(r"[a-z][a-z0-9_]{0,31}")
_DETAIL = re.compile(r"[0-9A-Za-z_-]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerButton:
    """A button under a question or an invitation."""

    conversation: int
    turn: int
    choice: str
    alarm: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffButton:
    """A button under an alert or a case; `detail` is a second id or an outcome."""

    subject: int
    verb: str
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialButton:
    """A button of a trial; `number` counts what was put in before it, so that an old one is known as old."""

    trial: int
    number: int
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TryButton:
    """Begins a trial: of a draft (0: of what is in force); `language` None is her own."""

    manuscript: int
    script: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnButton:
    """A button of a person's own, outside of any conversation; `alarm` names the crisis lines it calls."""

    verb: str
    detail: str | None = None
    alarm: str | None = None


# Behind the number in the detail of `clear`: it is the number of a case, not of a conversation.
OF_CASE = "_c"

Button = AnswerButton | StaffButton | TrialButton | TryButton | OwnButton


def write(button: Button) -> str:
    """Return the button's data, at most 64 bytes."""
    match button:
        case AnswerButton(conversation=conversation, turn=turn, choice=choice, alarm=alarm):
            data = f"1:{to_base62(conversation)}:{to_base62(turn)}:{choice}"
            if alarm and len(data) + 1 + len(alarm) <= LONGEST_DATA:
                data += f"!{alarm}"
        case StaffButton(subject=subject, verb=verb, detail=detail):
            data = f"2:{to_base62(subject)}:{verb}" + (f":{detail}" if detail else "")
        case TrialButton(trial=trial, number=number, choice=choice):
            data = f"3:{to_base62(trial)}:{to_base62(number)}:{choice}"
        case TryButton(manuscript=manuscript, script=script, language=language):
            data = f"4:{to_base62(manuscript)}:{script}:{language or '-'}"
        case OwnButton(verb=verb, detail=detail, alarm=alarm):
            data = f"5:{verb}" + (f":{detail}" if detail else "") + (f"!{alarm}" if alarm else "")
    if len(data.encode()) > LONGEST_DATA:
        raise ValueError("button data over 64 bytes")
    return data


def read(data: str) -> Button | None:
    """Return what `write` wrote, or None for anything else: data comes from outside and can be forged."""
    parts = data.split(":")
    try:
        if parts[0] == "1" and len(parts) == 4:
            choice, _, alarm = parts[3].partition("!")
            if not _CHOICE.fullmatch(choice) or (alarm and not _RESOURCE.fullmatch(alarm)):
                return None
            return AnswerButton(
                conversation=from_base62(parts[1]),
                turn=from_base62(parts[2]),
                choice=choice,
                alarm=alarm or None,
            )
        if parts[0] == "2" and len(parts) in (3, 4):
            if not all(_CHOICE.fullmatch(part) for part in parts[2:]):
                return None
            detail = parts[3] if len(parts) == 4 else None
            return StaffButton(subject=from_base62(parts[1]), verb=parts[2], detail=detail)
        if parts[0] == "3" and len(parts) == 4 and _CHOICE.fullmatch(parts[3]):
            trial, number = from_base62(parts[1]), from_base62(parts[2])
            return TrialButton(trial=trial, number=number, choice=parts[3])
        if parts[0] == "4" and len(parts) == 4 and _SCRIPT.fullmatch(parts[2]):
            language = None if parts[3] == "-" else parts[3]
            if language is not None and not _LANGUAGE.fullmatch(language):
                return None
            return TryButton(manuscript=from_base62(parts[1]), script=parts[2], language=language)
        if parts[0] == "5" and len(parts) in (2, 3):
            return _own(data)
    except (ValueError, IndexError):
        return None
    return None


def _own(data: str) -> OwnButton | None:
    rest, _, alarm = data.partition("!")
    _, verb, *more = rest.split(":")
    if not _CHOICE.fullmatch(verb) or not all(_DETAIL.fullmatch(part) for part in more):
        return None
    if alarm and not _RESOURCE.fullmatch(alarm):
        return None
    return OwnButton(verb=verb, detail=more[0] if more else None, alarm=alarm or None)
