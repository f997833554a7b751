"""CONDITION, from words to clauses: "craving is 8 or more and craving is higher than usual"."""

import re
from collections.abc import Callable

from bot.engine.condition import (
    Answered,
    AverageIs,
    BeenInARow,
    BesideUsual,
    ChangedBy,
    Clause,
    Condition,
    GoneInARow,
    Includes,
    Is,
    NoAnswerCame,
    Otherwise,
)
from bot.scripts.reading.answer import read_answer

MOST_IN_A_ROW = 60  # answers; the engine is given no longer a history of a key
MOST_DAYS = 366  # days an average may look back

_KEY = r"(?P<key>[a-z][a-z0-9_]{0,39})"
_ROW = r"(?P<times>\d{1,2}) check-ins? in a row"
_NUMBER = r"\d{1,6}(?:\.\d{1,4})?"

Found = re.Match[str]


def read_condition(words: str) -> Condition | None:
    """Return the condition, or None when one of its clauses is not in the grammar."""
    source = " ".join(words.split())
    clauses = [read_clause(part) for part in source.split(" and ")]
    known = tuple(clause for clause in clauses if clause is not None)
    return Condition(clauses=known, source=source) if len(known) == len(clauses) else None


def read_clause(words: str) -> Clause | None:
    """Return one clause, or None."""
    for pattern, make in _CLAUSES:
        match = pattern.fullmatch(words)
        if match is not None:
            return make(match)
    return None


def in_words(words: str) -> str:
    """Return the condition with signs turned into words ("craving >= 8": "craving is 8 or more"), or ""."""
    match = re.fullmatch(
        rf"\s*{_KEY}\s*(?P<sign>>=|<=|==?|!=|>|<|≥|≤)\s*(?P<value>{_NUMBER}|[a-z_]+)\s*", words
    )
    if match is None:
        return ""
    key, sign, value = match.group("key", "sign", "value")
    more, less = f"{key} is {value} or more", f"{key} is {value} or less"
    if value.isdigit() and sign == ">":
        more = f"{key} is {int(value) + 1} or more"
    if value.isdigit() and sign == "<" and int(value):
        less = f"{key} is {int(value) - 1} or less"
    by_sign = {
        ">=": more,
        "≥": more,
        ">": more,
        "<=": less,
        "≤": less,
        "<": less,
        "!=": f"{key} is not {value}",
    }
    return by_sign.get(sign, f"{key} is {value}")


def _is(match: Found) -> Clause | None:
    answer = read_answer(match.group("answer"))
    if answer is None or isinstance(answer, Otherwise):
        return None
    return Is(key=match.group("key"), match=answer, negated=match.group("no") is not None)


def _been(match: Found) -> Clause | None:
    answer, times = read_answer(match.group("answer")), int(match.group("times"))
    if answer is None or isinstance(answer, Otherwise) or not 1 <= times <= MOST_IN_A_ROW:
        return None
    return BeenInARow(key=match.group("key"), match=answer, times=times)


def _gone(match: Found) -> Clause | None:
    times = int(match.group("times"))
    if not 1 <= times < MOST_IN_A_ROW:
        return None
    return GoneInARow(key=match.group("key"), up=match.group("way") == "up", times=times)


def _average(match: Found) -> Clause | None:
    answer, days = read_answer(match.group("answer")), int(match.group("days"))
    if answer is None or isinstance(answer, Otherwise) or not 1 <= days <= MOST_DAYS:
        return None
    return AverageIs(key=match.group("key"), days=days, match=answer)


def _includes(match: Found) -> Clause:
    return Includes(key=match.group("key"), value=match.group("value"), negated=match.group("no") is not None)


def _changed(match: Found) -> Clause:
    return ChangedBy(key=match.group("key"), up=match.group("way") == "up", by=float(match.group("by")))


def _beside_usual(match: Found) -> Clause:
    return BesideUsual(key=match.group("key"), higher=match.group("way") == "higher")


# the most particular first: "is higher than usual" would also read as "is ANSWER"
_CLAUSES: tuple[tuple[re.Pattern[str], Callable[[Found], Clause | None]], ...] = (
    (re.compile(r"no answer"), lambda match: NoAnswerCame()),
    (re.compile(rf"{_KEY} was answered"), lambda match: Answered(key=match.group("key"))),
    (re.compile(rf"{_KEY} was skipped"), lambda match: Answered(key=match.group("key"), skipped=True)),
    (re.compile(rf"{_KEY} has gone (?P<way>up|down) {_ROW}"), _gone),
    (re.compile(rf"{_KEY} has been (?P<answer>.+) {_ROW}"), _been),
    (re.compile(rf"{_KEY} is (?P<way>up|down) by (?P<by>{_NUMBER}) or more since last time"), _changed),
    (re.compile(rf"{_KEY} is (?P<way>higher|lower) than usual"), _beside_usual),
    (re.compile(rf"average {_KEY} over (?P<days>\d{{1,3}}) days? is (?P<answer>.+)"), _average),
    (
        re.compile(rf"{_KEY} (?:does (?P<no>not) include|includes) (?P<value>[a-z][a-z0-9_]{{0,39}})"),
        _includes,
    ),
    (re.compile(rf"{_KEY} is (?:(?P<no>not) )?(?P<answer>.+)"), _is),
)
