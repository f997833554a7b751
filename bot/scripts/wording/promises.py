"""Finds what promises a person's act, or a time by which somebody acts: "a coach will call you", "enseguida".

A promise has the programme or a person as its subject ("we", "your coach", "somebody", "help"), or none ("you
will be called"), and a future act or a time. Not a promise: what the reader is asked to do ("call 911 right
away"), a question, what somebody may or can do, what the bot itself does ("I will be here tomorrow"), and a
sentence that says that nobody knows ("I cannot say when they will answer").
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from bot.scripts.wording import promises_in_english as english
from bot.scripts.wording import promises_in_spanish as spanish
from bot.scripts.wording.tokens import Sentence

LONGEST_SPARED = 30  # letters of "nobody from " and the like, right before a promise


class _Rules(NamedTuple):
    telling: frozenset[str]  # a promise holds one of these words,
    endings: re.Pattern[str]  # or a word with such an ending
    unknown: re.Pattern[str]  # the sentence says that it is not known
    spared: re.Pattern[str]  # right before a promise, it makes it none
    by_somebody: re.Pattern[str]  # somebody will act
    others: re.Pattern[str]  # somebody acts by a time; what is done to the reader; "always"


def _rules(telling: str, endings: str, unknown: str, spared: str, by_somebody: str, others: str) -> _Rules:
    def whole_words(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)

    before = re.compile(rf"(?<!\w)(?:{spared})\s+$", re.IGNORECASE)
    words, ends = frozenset(telling.split()), re.compile(rf"{endings}(?!\w)")
    return _Rules(words, ends, whole_words(unknown), before, whole_words(by_somebody), whole_words(others))


@cache
def _rules_of(language: str) -> _Rules | None:
    """Return the rules, made when they are first needed: a running bot checks nothing."""
    match language:
        case "en":
            return _rules(
                english.TELLING,
                english.ENDINGS,
                english.UNKNOWN,
                english.SPARED,
                english.BY_SOMEBODY,
                english.OTHERS,
            )
        case "es":
            return _rules(
                spanish.TELLING,
                spanish.ENDINGS,
                spanish.UNKNOWN,
                spanish.SPARED,
                spanish.BY_SOMEBODY,
                spanish.OTHERS,
            )
    return None


def promises(parts: Collection[Sentence], language: str, *, on_a_button: bool = False) -> Iterator[str]:
    """Return the words of each sentence that promise what a person does, or when.

    On a button the person speaks ("I will try today"), so only what somebody else will do counts there.
    Nothing is said of a language without rules.
    """
    rules = _rules_of(language)
    if rules is None:
        return
    for sentence in parts:
        if rules.telling.isdisjoint(sentence.words) and not rules.endings.search(sentence.written):
            continue
        if not sentence.asks and (said := _promised(rules, sentence.written, on_a_button=on_a_button)):
            yield said


def _promised(rules: _Rules, written: str, *, on_a_button: bool) -> str:
    """Return the first words that promise something, or nothing."""
    written = " ".join(written.replace("’", "'").split())
    for pattern in (rules.by_somebody,) if on_a_button else (rules.by_somebody, rules.others):
        for match in pattern.finditer(written):
            if not _is_spared(rules, written, match.start()):
                return "" if rules.unknown.search(written) else match.group()
    return ""


def _is_spared(rules: _Rules, written: str, start: int) -> bool:
    return rules.spared.search(written[max(0, start - LONGEST_SPARED) : start]) is not None
