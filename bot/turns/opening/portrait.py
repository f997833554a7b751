"""Everything a coach sees of somebody on Open, in the reader's language and only as far as she may."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.cases import Colleague, Portrait
from bot.storage import answer, case_event, note, reach, task
from bot.storage.case import Case
from bot.storage.person import Person
from bot.texts import clock_words, language_name
from bot.turns.library import Edition
from bot.turns.opening.flags import warnings_of
from bot.turns.opening.past import Row, bar_lines, rows_of
from bot.turns.opening.places import place_lines
from bot.turns.opening.protocol import lines_for
from bot.turns.opening.reasons import reasons
from bot.turns.opening.said import said, words_of
from bot.turns.opening.strengths import strengths
from bot.turns.opening.wording import value_words, when_words
from bot.turns.staffing.allowed import Act, may, seen_by
from bot.turns.staffing.seeing import CLOSED_KINDS
from bot.turns.welcoming import newcomers
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import Work

# How many of the latest answers to a question stand on the card.
ANSWERS: Final = 5
# The latest few; more would push the talk out of the message.
NOTES: Final = 5


def portrait_of(
    work: Work, who: Colleague, about: Person, held: Case | None
) -> tuple[Portrait, tuple[Row, ...]]:
    """Return what the card says, and the rows of the last check-ins for the picture."""
    edition, locale = work.library.current, who.locale
    events = case_event.of(work.tx, held.id) if held is not None else ()
    signals = [event for event in events if event.kind == "signal"]
    reads = may(who, Act.READ_RECORD, about, held)
    guest = is_guest(work, about)
    words = words_of(work, about, events, before=reads)
    why, beside = reasons(work, who, about, signals, words, answers=reads and not guest)
    name = seen_by(who, about, held).name or about.code
    rows = rows_of(work, about, edition, locale) if reads and not guest else ()
    portrait = Portrait(
        warnings=warnings_of(work, about, locale),
        about=_about(work, who, about, held),
        why=why,
        steps=lines_for(edition, signals, locale) if held is not None else (),
        talk=said(work, who, events, [one for one in words if one not in beside], name),
    )
    if not reads:
        sheltered = work.library.own("bot.staff.card_sheltered", locale)
        return replace(portrait, about=[*portrait.about, sheltered]), ()
    if guest:
        return portrait, ()
    return (
        replace(
            portrait,
            strengths=strengths(work, who, about, rows, signals),
            check_ins=bar_lines(work, rows, locale),
            wishes=_wishes(work, who, about),
            answers=_answers(work, who, about, edition, rows),
            tasks=_tasks(work, who, about),
            notes=_notes(work, who, about),
            places=place_lines(work, who, about),
        ),
        rows,
    )


def _about(work: Work, who: Colleague, about: Person, held: Case | None) -> list[str]:
    own, locale = work.library.own, who.locale
    name = seen_by(who, about, held).name
    line = own(
        "bot.staff.about_line",
        locale,
        name=name or "–",
        language=language_name(about.locale, locale),
        time=clock_words(work.at, about.zone, locale),
    )
    return [line]


def _wishes(work: Work, who: Colleague, about: Person) -> list[str]:
    """Return what they wish, and what helps whoever writes to them or calls."""
    own, locale = work.library.own, who.locale
    lines = newcomers.where_from(work, who, about)
    told = {
        "bot.staff.wish_woman": about.wants_woman,
        "bot.staff.wish_prison": about.wants_been_in_prison,
        "bot.staff.wish_safe_call": about.safe_to_call is True,
        "bot.staff.wish_quiet": about.discreet,
        "bot.staff.wish_sheltered": about.sheltered,
    }
    lines += [own(text, locale) for text, so in told.items() if so]
    ways = len(reach.of(work.tx, about.id))
    if ways:
        lines.append(own("bot.staff.ways_count", locale, count=ways, code=about.code))
    coach = work.roster.get(about.coach)
    if coach is not None and coach.id != who.id:
        lines.append(own("bot.staff.about_coach", locale, coach=coach.name))
    return lines


def _answers(work: Work, who: Colleague, about: Person, edition: Edition, rows: Sequence[Row]) -> list[str]:
    """Return the last answers that are not shown as bars, oldest first."""
    drawn = {row.key for row in rows}
    keys = [
        key.name
        for key in edition.bundle.keys.values()
        if key.kind not in CLOSED_KINDS and not key.retired and not key.keep_with_them
        if key.name not in drawn
    ]
    history = answer.history(work.tx, about.id, keys, limit_per_key=ANSWERS)
    return [
        work.library.own(
            "bot.staff.answer_line",
            who.locale,
            label=edition.label(key, who.locale),
            values=", ".join(value_words(edition, key, value, who.locale) for _, value in history[key]),
        )
        for key in keys
        if history.get(key)
    ]


def _notes(work: Work, who: Colleague, about: Person) -> list[str]:
    own = work.library.own
    lines = []
    for one in note.of(work.tx, about.id, NOTES):
        by = work.roster.get(one.by)
        name = by.name if by is not None else own("bot.staff.said_team", who.locale)
        when = when_words(work, who, one.at)
        lines.append(own("bot.staff.said_line", who.locale, who=name, when=when, words=one.words))
    return lines


def _tasks(work: Work, who: Colleague, about: Person) -> list[str]:
    own = work.library.own
    lines = []
    for one in task.open_about(work.tx, about.id):
        by = work.roster.get(one.member)
        name = by.name if by is not None else own("bot.staff.said_team", who.locale)
        when = when_words(work, who, one.due_at)
        lines.append(own("bot.staff.said_line", who.locale, who=name, when=when, words=one.words))
    return lines
