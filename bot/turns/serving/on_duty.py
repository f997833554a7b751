"""/onduty: she is on from now, and one screen says how things stand: cases, news, what is due, who else.

Codes and levels only; each case opens on a tap. A shift of the roster needs no command: then it is only the
screen.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.cadence import Mark, is_on, local
from bot.cases import ON_SCREEN_FOR, Colleague, Letter, Offer
from bot.signals import Level
from bot.storage import case, case_event, duty, member, person, task, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.texts import span_words
from bot.turns.leading.due import what_is_due
from bot.turns.serving import off_duty
from bot.turns.serving.changing import hours_changed
from bot.turns.serving.naming import told_apart
from bot.turns.serving.shift_words import moment, read_moment
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import say
from bot.turns.work import Work

# Whoever comes in outside of a written shift is on for a working day, unless she says until when.
ON_FOR: Final = timedelta(hours=8)
# What happened before this is no news to anybody.
LOOKED_BACK: Final = timedelta(days=14)
FIRST_LOOK: Final = timedelta(days=1)
MOST_CASES: Final = 15
MOST_CLOSED: Final = 8
MOST_DUE: Final = 8
MOST_BUTTONS: Final = 12
# What makes an open case new to somebody who was not there.
_NEWS: Final = (
    "signal",
    "person wrote",
    "person sent",
    "freed",
    "reopened",
    "lowered",
    "alert not delivered",
)


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """She is on duty from now on, if she was not; the screen says how things stand."""
    if not may(who, Act.GO_ON_DUTY):
        refuse(work, who, Act.GO_ON_DUTY)
        return
    until = read_moment(rest, who, work.at) if rest.strip() else None
    if rest.strip() and until is None:
        say(work, who, "bot.staff.on_how")
        return
    who = _goes_on(work, who, until)
    show(work, who)


def _goes_on(work: Work, who: Colleague, until: datetime | None) -> Colleague:
    """Return her with the hours she has now; a mark is written only where it changes something."""
    roster = work.roster
    if until is None and roster.is_on(who, work.at):
        return who
    without_mark = replace(who, hours=replace(who.hours, mark=None))
    by_shift = is_on(without_mark.hours, work.at)
    if until is None:
        until = roster.on_until(without_mark, work.at) if by_shift else work.at + ON_FOR
    duty.add(work.tx, id=work.new_id(), member=who.id, on=True, at=work.at, until=until)
    work.desk.audit(who, "went on duty", "member", who.id)
    hours_changed(work)
    return replace(who, hours=replace(who.hours, mark=Mark(on=True, at=work.at, until=until)))


def show(work: Work, who: Colleague) -> None:
    """Tell her how things stand, and remember that she has seen it."""
    me = member.get(work.tx, who.id)
    since = me.seen_at if me is not None and me.seen_at is not None else work.at - FIRST_LOOK
    since = max(since, work.at - LOOKED_BACK)
    cases = [one for one in case.open_cases(work.tx) if one.level > Level.NONE and not one.drill]
    cases.sort(key=lambda one: (-one.level, one.opened_at))
    due, hellos = _due(work, who)
    blocks = [
        _until(work, who),
        _others(work, who),
        _cases(work, who, cases, since),
        _closed(work, who, since),
        due,
    ]
    member.change(work.tx, who.id, seen_at=work.at)
    own = work.library.own
    opens = [work.desk.open_offer(one, who, named=True) for one in cases[:MOST_BUTTONS]]
    rows = [tuple(opens[start : start + 3]) for start in range(0, len(opens), 3)]
    rows += [(one,) for one in hellos]
    rows.append((Offer(label=own("bot.staff.button_off", who.locale), verb=off_duty.ASK, subject=who.id),))
    work.post(
        (
            Letter(
                chat=who.chat,
                lane=Lane.REPLY,
                kind="staff",
                text="\n\n".join(block for block in blocks if block),
                offers=tuple(rows),
                member=who.id,
                protected=True,
                clear_after=ON_SCREEN_FOR,
            ),
        )
    )


def _until(work: Work, who: Colleague) -> str:
    end = work.roster.on_until(who, work.at)
    own = work.library.own
    if end is None:
        return own("bot.staff.on_now", who.locale)
    return own("bot.staff.on_until", who.locale, time=moment(end, who, work.at))


def _others(work: Work, who: Colleague) -> str:
    """Return who else is on, or who comes next when nobody is."""
    own, lines = work.library.own, []
    for one in work.roster.on_duty(work.at):
        if one.id == who.id:
            continue
        end = work.roster.on_until(one, work.at)
        if end is None:
            lines.append(told_apart(work, one))
        else:
            time = moment(end, who, work.at)
            lines.append(own("bot.staff.on_name_until", who.locale, name=told_apart(work, one), time=time))
    if lines:
        return own("bot.staff.on_with", who.locale, names=", ".join(lines))
    coming = work.roster.next_on(work.at)
    alone = own("bot.staff.on_alone", who.locale)
    if coming is None or coming[0].id == who.id:
        return alone
    time = moment(coming[1], who, work.at)
    name = told_apart(work, coming[0])
    return f"{alone} {own('bot.staff.on_next', who.locale, name=name, time=time)}"


def _cases(work: Work, who: Colleague, cases: list[Case], since: datetime) -> str:
    own = work.library.own
    if not cases:
        return own("bot.staff.on_no_cases", who.locale)
    lines = [own("bot.staff.on_cases", who.locale, count=len(cases))]
    lines += [_line(work, who, one, since) for one in cases[:MOST_CASES]]
    if len(cases) > MOST_CASES:
        lines.append(own("bot.staff.on_more_cases", who.locale, count=len(cases) - MOST_CASES))
    return "\n".join(lines)


def _line(work: Work, who: Colleague, one: Case, since: datetime) -> str:
    """Return "R8 · CRISIS · 2 hours · Ana · new"."""
    own, holder = work.library.own, work.desk.holder(one)
    parts = [
        one.code,
        work.desk.level_word(one.level, who.locale),
        span_words(work.at - one.opened_at, who.locale),
        holder.name if holder is not None else own("bot.staff.card_nobody", who.locale),
    ]
    if one.opened_at > since:
        parts.append(own("bot.staff.on_new", who.locale))
    elif any(event.kind in _NEWS and event.at > since for event in case_event.of(work.tx, one.id)):
        parts.append(own("bot.staff.on_changed", who.locale))
    return "• " + " · ".join(parts)


def _closed(work: Work, who: Colleague, since: datetime) -> str:
    own = work.library.own
    closed = [
        one
        for one in case.closed_between(work.tx, since, work.at)
        if one.level > Level.NONE and not one.drill
    ]
    if not closed:
        return ""
    codes = [one.code for one in closed[-MOST_CLOSED:]]
    return own("bot.staff.on_closed", who.locale, count=len(closed), codes=", ".join(codes))


def _due(work: Work, who: Colleague) -> tuple[str, list[Offer]]:
    """Return what is due to her and her people, follow-ups to milestones; and the first buttons."""
    lines = [*_follow_ups(work, who), *_tasks(work, who)]
    hellos: list[Offer] = []
    for due in what_is_due(work, who):
        lines.append(f"• {due.words}")
        if len(hellos) < 3:
            hellos.append(due.offer)
    if not lines:
        return "", []
    head = work.library.own("bot.staff.on_due", who.locale)
    shown = lines[:MOST_DUE]
    if len(lines) > MOST_DUE:
        shown.append(work.library.own("bot.staff.on_more_due", who.locale, count=len(lines) - MOST_DUE))
    return "\n".join([head, *shown]), hellos


def _follow_ups(work: Work, who: Colleague) -> list[str]:
    """Return a line for each person of hers whom the bot asks today how it has been since their case."""
    tonight = work.at + timedelta(days=1)
    whose = {one.id: one.code for one in person.of_coach(work.tx, who.id)}
    for one in case.closed_between(work.tx, work.at - LOOKED_BACK, work.at):
        if one.coach == who.id:
            whose.setdefault(one.person, one.code)
    lines = []
    for id, code in whose.items():
        for row in timer.of_person(work.tx, id):
            if row.kind == "follow_up" and row.due_at <= tonight:
                time = moment(row.due_at, who, work.at)
                lines.append(
                    f"• {work.library.own('bot.staff.on_follow_up', who.locale, code=code, time=time)}"
                )
    return lines


def _tasks(work: Work, who: Colleague) -> list[str]:
    """Return how much she means to do today: what, stands behind /tasks, where reading it is on record."""
    today = local(work.at, who.zone).date()
    due = [one for one in task.open_of(work.tx, who.id) if local(one.due_at, who.zone).date() <= today]
    return [f"• {work.library.own('bot.staff.on_tasks', who.locale, count=len(due))}"] if due else []
