"""A week of shifts as people write it: "Mon-Fri 9:00-17:00, Sat 22:00-06:00", "lunes a viernes 9 a 17".

`read_week` returns the shifts, or what it could not understand; half a week is never returned. A shift is
duty unless "backup" or "on call" stands before it, up to the next comma behind its hours.
"""

import re
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Final

from bot.engine import fold
from bot.engine.folding import words_of

DUTY: Final = "duty"
BACKUP: Final = "backup"
ON_CALL: Final = "on call"
# More stretches in one week than anybody works: a pasted page is not a week.
MOST_SHIFTS: Final = 60
# Letters of what was not understood that are said back.
LONGEST_PIECE: Final = 40
# "9-5" is hardly a night of twenty hours: what is not sure and as long as this is asked about.
LONGEST_UNSURE: Final = timedelta(hours=14)

_DAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "mon mondays monday lun lunes lu",
            "tue tues tuesdays tuesday mar martes ma",
            "wed weds wednesdays wednesday mie miercoles mi",
            "thu thur thurs thursdays thursday jue jueves ju",
            "fri fridays friday vie viernes vi",
            "sat saturdays saturday sab sabado sabados sa",
            "sun sundays sunday dom domingo domingos do",
        )
    )
    for name in names.split()
}
_SPANS: Final = {
    "weekdays": (0, 1, 2, 3, 4),
    "weekday": (0, 1, 2, 3, 4),
    "entre semana": (0, 1, 2, 3, 4),
    "dias de semana": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
    "weekend": (5, 6),
    "fines de semana": (5, 6),
    "fin de semana": (5, 6),
    "every day": (0, 1, 2, 3, 4, 5, 6),
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "todos los dias": (0, 1, 2, 3, 4, 5, 6),
    "cada dia": (0, 1, 2, 3, 4, 5, 6),
    "a diario": (0, 1, 2, 3, 4, 5, 6),
}
_KINDS: Final = {
    "back up": BACKUP,
    "backup": BACKUP,
    "de respaldo": BACKUP,
    "respaldo": BACKUP,
    "suplente": BACKUP,
    "on call": ON_CALL,
    "oncall": ON_CALL,
    "de guardia": ON_CALL,
    "guardia": ON_CALL,
    "disponible": ON_CALL,
    "on duty": DUTY,
    "duty": DUTY,
    "de turno": DUTY,
    "turno": DUTY,
}
_CLOCKS: Final = {"noon": time(12), "mediodia": time(12), "midnight": time(0), "medianoche": time(0)}
# Words that carry nothing: "from 9 to 17", "de 9 a 17", "the".
_FILLERS: Final = words_of("from de del the los las el la at a y and hours horas")
_TO: Final = frozenset(("-", "to", "a", "al", "until", "till", "through", "hasta"))

_CLOCK = r"(?:\d{4}|\d{1,2}(?:[:.]\d{2})?)(?:\s?[ap]\.?m\b\.?|\s?hr?s?\b)?"
_TOKEN = re.compile(
    rf"(?P<clock>{_CLOCK})|(?P<word>[a-z]+)|(?P<dash>-)|(?P<end>[,;\n])|(?P<space>[\s:.()]+)|(?P<other>.)"
)
_READ_CLOCK = re.compile(r"(\d{1,2}?)(?:[:.]?(\d{2}))?\s?(?:([ap])\.?m\.?|(hr?s?))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One stretch of a week: `weekday` 0 is Monday; ending no later than it begins means the next day."""

    weekday: int
    kind: str
    begins: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """Why nothing was read: `why` is one of "words", "hours", "days", "unclear", "many"; `piece` is what."""

    why: str
    piece: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    kind: str  # day, span, to, clock, kind, end, filler, other
    text: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    wall: time
    sure: bool  # minutes, am, pm, "h", or a number over 12 says which half of the day


def read_week(words: str) -> tuple[Written, ...] | NotUnderstood:
    """Return the shifts in the order of the week, each once; or what was not understood."""
    tokens = _tokens(words)
    shifts: list[Written] = []
    kind, named, place = DUTY, False, 0  # `named`: the kind stands before what comes next
    days: tuple[int, ...] = ()
    fresh, latest = False, 0  # `fresh`: the next day begins a new list; `latest`: how many shifts came last
    while place < len(tokens):
        token = tokens[place]
        match token.kind:
            case "kind" if fresh and (place + 1 == len(tokens) or tokens[place + 1].kind == "end"):
                shifts[-latest:] = [replace(one, kind=_KINDS[token.text]) for one in shifts[-latest:]]
                place += 1
            case "kind":
                kind, named = _KINDS[token.text], True
                place += 1
            case "end":
                named = named and not fresh
                place += 1
            case "span" | "day":
                if fresh and not named:
                    kind = DUTY
                found, place = _days(tokens, place)
                days = found if fresh else tuple(dict.fromkeys((*days, *found)))
                fresh, named = False, True
            case "clock":
                hours = _hours(tokens, place)
                if isinstance(hours, NotUnderstood):
                    return hours
                if not days:
                    return NotUnderstood(why="days", piece=_piece(words, token))
                begins, ends, place = hours
                shifts += [Written(weekday=day, kind=kind, begins=begins, ends=ends) for day in days]
                fresh, latest = True, len(days)
            case "filler":
                place += 1
            case _:
                return NotUnderstood(why="words", piece=_piece(words, token))
    if not shifts or not fresh:
        return NotUnderstood(why="hours", piece=words.strip()[:LONGEST_PIECE])
    if len(shifts) > MOST_SHIFTS:
        return NotUnderstood(why="many", piece=str(MOST_SHIFTS))
    return tuple(sorted(dict.fromkeys(shifts), key=lambda one: (one.weekday, one.begins, one.kind)))


def _tokens(words: str) -> list[_Token]:
    """Return what the words consist of, names of several words as one."""
    text = _plain(words)
    found: list[_Token] = []
    place = 0
    named = sorted((*_SPANS, *_KINDS), key=len, reverse=True)
    while place < len(text):
        name = next((one for one in named if _stands_at(text, place, one)), None)
        if name is not None:
            found.append(_Token(kind="span" if name in _SPANS else "kind", text=name, at=place))
            place += len(name)
            continue
        token = _TOKEN.match(text, place)
        assert token is not None
        if token.lastgroup != "space":
            found.append(_Token(kind=_kind_of(token), text=token[0], at=place))
        place = token.end()
    return found


def _kind_of(token: re.Match[str]) -> str:
    word = token[0]
    match token.lastgroup:
        case "word" if word in _DAYS:
            return "day"
        case "word" if word in _CLOCKS:
            return "clock"
        case "word" if word in _TO:
            return "to"
        case "word" if word in _FILLERS:
            return "filler"
        case "dash":
            return "to"
        case "clock" | "end" as group:
            return group
    return "other"


def _plain(words: str) -> str:
    """Return the words letter by letter without accents and capitals, so that places stay the same."""
    return "".join(_letter(one) for one in words)


def _letter(one: str) -> str:
    if one in "–—−‐‑~":
        return "-"
    folded = fold(one)
    return folded if len(folded) == 1 else one


def _stands_at(text: str, place: int, name: str) -> bool:
    end = place + len(name)
    before = place == 0 or not text[place - 1].isalpha()
    return before and text.startswith(name, place) and (end == len(text) or not text[end].isalpha())


def _days(tokens: list[_Token], place: int) -> tuple[tuple[int, ...], int]:
    """Return the days that begin here, and the place behind them: "Mon", "Mon-Fri", "lunes a viernes"."""
    token = tokens[place]
    if token.kind == "span":
        return _SPANS[token.text], place + 1
    first = _DAYS[token.text]
    if place + 2 < len(tokens) and tokens[place + 1].kind == "to" and tokens[place + 2].kind == "day":
        last = _DAYS[tokens[place + 2].text]
        return tuple((first + step) % 7 for step in range((last - first) % 7 + 1)), place + 3
    return (first,), place + 1


def _hours(tokens: list[_Token], place: int) -> tuple[time, time, int] | NotUnderstood:
    """Return begin and end of the hours that begin here, and the place behind them."""
    begins = _clock(tokens[place].text)
    behind = place + 1
    if begins is None:
        return NotUnderstood(why="hours", piece=tokens[place].text)
    if behind >= len(tokens) or tokens[behind].kind != "to":
        return NotUnderstood(why="hours", piece=tokens[place].text)
    while behind < len(tokens) and tokens[behind].kind in ("to", "filler"):
        behind += 1
    ends = _clock(tokens[behind].text) if behind < len(tokens) and tokens[behind].kind == "clock" else None
    if ends is None:
        return NotUnderstood(why="hours", piece=tokens[place].text)
    if not (begins.sure and ends.sure) and _lasts(begins.wall, ends.wall) >= LONGEST_UNSURE:
        return NotUnderstood(why="unclear", piece=f"{tokens[place].text}-{tokens[behind].text}")
    return begins.wall, ends.wall, behind + 1


def _lasts(begins: time, ends: time) -> timedelta:
    """Return how long such a stretch lasts, into the next day if it must."""
    minutes = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
    return timedelta(minutes=minutes if minutes > 0 else minutes + 24 * 60)


def _clock(text: str) -> _Clock | None:
    if text in _CLOCKS:
        return _Clock(wall=_CLOCKS[text], sure=True)
    found = _READ_CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if minute > 59 or hour > 24 or (hour == 24 and minute) or (half and not 1 <= hour <= 12):
        return None
    sure = bool(found[2] or half or found[4]) or hour > 12 or hour == 0
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return _Clock(wall=time(hour % 24, minute), sure=sure)


def _piece(words: str, token: _Token) -> str:
    """Return the word around a token, as it was written."""
    return (words[token.at :].split() or [token.text])[0].strip(",;")[:LONGEST_PIECE] or token.text


def read_clock(words: str) -> time | None:
    """Return the one time of day in these words, if it is sure which half of the day is meant; else None."""
    tokens = [one for one in _tokens(words) if one.kind not in ("filler", "to", "kind", "end")]
    if len(tokens) != 1 or tokens[0].kind != "clock":
        return None
    found = _clock(tokens[0].text)
    return found.wall if found is not None and found.sure else None
