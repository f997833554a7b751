"""What has been said, newest first, each word once: by the person to the bot, and by both through it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.cases import Colleague, kind_word, sent_what
from bot.storage import remark
from bot.storage.case_event import CaseEvent
from bot.storage.person import Person
from bot.turns.opening.wording import shortened, when_words
from bot.turns.work import Work

# How many of the latest words that answered no question are looked through.
REMARKS: Final = 12
# How much of what was said is on the card; the rest is in the case.
LATEST: Final = 10
LONGEST: Final = 1200  # letters of one of them: the message holds ten
# What was sent and cannot be shown again as words.
_SENT: Final = ("person sent", "coach sent")


def words_of(
    work: Work, about: Person, events: Sequence[CaseEvent], *, before: bool
) -> tuple[tuple[datetime, str], ...]:
    """Return (aware UTC, words) of the person, each once; those outside of the case only with `before`."""
    wrote = [(one.at, one.words) for one in events if one.kind == "person wrote" and one.words]
    if before:
        wrote += [(one.at, one.words) for one in remark.of(work.tx, about.id, REMARKS)]
    return tuple(dict.fromkeys(sorted(wrote)))


def said(
    work: Work,
    who: Colleague,
    events: Sequence[CaseEvent],
    words: Sequence[tuple[datetime, str]],
    name: str,
) -> list[str]:
    """Return lines of the talk, newest first. `words` are the person's.

    Danger words and changed words of somebody who has a coach are kept twice, once by each door they came
    through: in the same moment, so that they are one here.
    """
    lines = [(at, name, wrote) for at, wrote in words]
    own = work.library.own
    for one in events:
        if one.kind == "coach wrote" and one.words:
            lines.append((one.at, _name(work, who, one.by), one.words))
        elif one.kind in _SENT:
            by = name if one.kind == "person sent" else _name(work, who, one.by)
            lines.append((one.at, by, _sent(work, who, one)))
    lines.sort(key=lambda line: line[0], reverse=True)
    return [
        own(
            "bot.staff.said_line",
            who.locale,
            who=by,
            when=when_words(work, who, at),
            words=shortened(wrote, LONGEST),
        )
        for at, by, wrote in lines[:LATEST]
    ]


def _sent(work: Work, who: Colleague, one: CaseEvent) -> str:
    """Return what it was, in brackets, and the words under it."""
    found = sent_what(one)
    what = found[0] if found is not None else one.why or ""
    return f"[{kind_word(work.desk, what, who)}] {one.words or ''}".rstrip()


def _name(work: Work, who: Colleague, member: int | None) -> str:
    found = work.roster.get(member)
    return found.name if found is not None else work.library.own("bot.staff.said_team", who.locale)
