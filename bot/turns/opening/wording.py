"""What was stored, as a reader says it: the question, the label of a button, a day, never a stored value."""

import re
from datetime import datetime

from bot.cadence import local
from bot.cases import Colleague
from bot.engine import AskEachStep, AskStep, ChoicesAnswer, ChooseAnyAnswer, Line, Question, TextId
from bot.storage.answer import Answerable
from bot.texts import clock_words, day_words, number_words
from bot.turns.library import Edition
from bot.turns.work import Work

# From the end of a sentence to a question mark.
_QUESTION = re.compile(r"[^.!?\n]*\?")


def question_for(edition: Edition, key: str, script: str, locale: str) -> str | None:
    """Return the question whose answer is saved under `key`: that of `script`, else the first of any."""
    scripts = edition.bundle.scripts
    first = [scripts[script]] if script in scripts else []
    for each in (*first, *scripts.values()):
        for step in each.steps.values():
            match step.kind:
                case AskStep(text=text, question=Question(save=saved)) if saved == key:
                    return asked(edition.say(Line(text=text), locale))
                case AskEachStep(texts=texts) if key in texts:
                    return asked(edition.say(Line(text=texts[key]), locale))
    return None


def asked(words: str) -> str:
    """Return the question itself, without what was said kindly before it; without one, all of the words."""
    found = _QUESTION.findall(words)
    return found[-1].strip() if found else words


def value_words(edition: Edition, key: str, value: Answerable | None, locale: str) -> str:
    """Return an answer as the person's button read, in the reader's language; None was skipped."""
    if value is None:
        return edition.text(TextId("bot.staff.value_skipped"), locale)
    if isinstance(value, tuple):
        return ", ".join(_chosen(edition, key, one, locale) for one in value)
    if isinstance(value, str):
        return _chosen(edition, key, value, locale)
    return number_words(value, locale)


def _chosen(edition: Edition, key: str, value: str, locale: str) -> str:
    saver = edition.bundle.savers.get(key)
    if saver is not None and isinstance(saver.kind, ChoicesAnswer | ChooseAnyAnswer):
        label = saver.kind.choices.get(value)
        return edition.text(label, locale) if label is not None else value
    if value in ("yes", "no"):
        return edition.text(TextId(f"bot.{value}"), locale)
    return value


def shortened(words: str, most: int) -> str:
    """Return the words if they have at most so many letters, else their beginning and dots."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def when_words(work: Work, who: Colleague, at: datetime) -> str:
    """Return a moment on the reader's own clock: the hour alone when it is today."""
    clock = clock_words(at, who.zone, who.locale)
    day = local(at, who.zone).date()
    if day == local(work.at, who.zone).date():
        return clock
    return work.library.own("bot.staff.day_and_hour", who.locale, day=day_words(day, who.locale), hour=clock)
