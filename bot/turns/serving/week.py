"""/roster: the week of whoever asks, everybody's for supervisors, and a new week in plain words.

What is not understood changes nothing, and is told with an example. A week belongs to the zone of whoever
works it; the days ahead are shown in the reader's.
"""

from dataclasses import replace
from typing import Final

from bot.cases import Colleague
from bot.engine import fold
from bot.engine.folding import words_of
from bot.storage import shift
from bot.storage.shift import NewShift, Shift
from bot.turns.serving import ahead, week_picture
from bot.turns.serving.changing import hours_changed
from bot.turns.serving.naming import Meant, place, told_apart, week_line, week_table, whom
from bot.turns.serving.weeks_in_words import NotUnderstood, Written, read_week
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import say, tell
from bot.turns.work import Work

# Words that take all shifts away.
NOTHING: Final = words_of("none nothing empty clear ninguno ninguna nada vacio borrar -")
# Why a week was not understood. {why: what is told}
_WHY: Final = {
    "words": "bot.staff.roster_words",
    "hours": "bot.staff.roster_hours",
    "days": "bot.staff.roster_days",
    "unclear": "bot.staff.roster_unclear",
    "many": "bot.staff.roster_many",
}


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """Show a week, or write it."""
    meant = whom(work, who, rest)
    whose = the_one(work, who, meant)
    if whose is None:
        return
    if not rest.strip():
        _show_own(work, who)
        if may(who, Act.OTHERS_WEEK):
            _show_everybody(work, who)
    elif meant.rest:
        _write(work, who, whose, meant.rest)
    else:
        _show(work, who, whose, shift.of(work.tx, whose.id))


def the_one(work: Work, who: Colleague, meant: Meant) -> Colleague | None:
    """Return the one colleague who is meant, and whose week this member may write; else say why not."""
    if who.id in {one.id for one in meant.whom} and not may(who, Act.OTHERS_WEEK):
        meant = replace(meant, whom=(who,))  # her own name, whoever else has it
    about_others = meant.unknown is not None or any(one.id != who.id for one in meant.whom)
    act = Act.OTHERS_WEEK if about_others else Act.OWN_WEEK
    if not may(who, act):
        refuse(work, who, act)
        return None
    if meant.unknown is not None:
        names = ", ".join(told_apart(work, one) for one in work.roster.called())
        say(work, who, "bot.staff.whom_unknown", name=meant.unknown, names=names)
        return None
    if len(meant.whom) > 1:
        names = ", ".join(told_apart(work, one) for one in meant.whom)
        say(work, who, "bot.staff.whom_several", name=meant.whom[0].name, names=names)
        return None
    return meant.whom[0]


def _write(work: Work, who: Colleague, whose: Colleague, words: str) -> None:
    read: tuple[Written, ...] | NotUnderstood = () if _is_nothing(words) else read_week(words)
    if isinstance(read, NotUnderstood):
        why = work.library.own(_WHY[read.why], who.locale, piece=read.piece)
        example = work.library.own("bot.staff.roster_example", who.locale)
        tell(work, who, f"{why}\n\n{example}")
        return
    before = shift.of(work.tx, whose.id)
    new = [
        NewShift(id=work.new_id(), kind=one.kind, weekday=one.weekday, begins=one.begins, ends=one.ends)
        for one in read
    ]
    shift.replace(work.tx, whose.id, new)
    work.desk.audit(who, "changed a week", "member", whose.id)
    _show(work, who, whose, shift.of(work.tx, whose.id), before=before)
    if whose.id != who.id:
        own = work.library.own
        told = own("bot.staff.roster_written_for_you", whose.locale, name=who.name)
        tell(work, whose, f"{told}\n\n{_table(work, whose, whose, shift.of(work.tx, whose.id))}")
    hours_changed(work)


def _is_nothing(words: str) -> bool:
    return fold(words.strip(" .!")) in NOTHING or words.strip() == "-"


def _show_own(work: Work, who: Colleague) -> None:
    mine = shift.of(work.tx, who.id)
    own = work.library.own
    tell(work, who, f"{_table(work, who, who, mine)}\n\n{own('bot.staff.roster_how', who.locale)}")


def _show(
    work: Work,
    who: Colleague,
    whose: Colleague,
    shifts: tuple[Shift, ...],
    before: tuple[Shift, ...] | None = None,
) -> None:
    own = work.library.own
    blocks = [_table(work, who, whose, shifts)]
    if before is not None:
        blocks.insert(0, own("bot.staff.roster_set", who.locale))
        if before:
            name = "" if whose.id == who.id else f"{told_apart(work, whose)}: "
            line = f"/roster {name}{week_line(work, before, who.locale)}"
            blocks.append(own("bot.staff.roster_before", who.locale, line=line))
    tell(work, who, "\n\n".join(blocks))


def _table(work: Work, who: Colleague, whose: Colleague, shifts: tuple[Shift, ...]) -> str:
    """Return somebody's week under its heading."""
    own = work.library.own
    if whose.id == who.id:
        head = own("bot.staff.roster_yours", who.locale, place=place(whose.zone))
    else:
        name = told_apart(work, whose)
        head = own("bot.staff.roster_of", who.locale, name=name, place=place(whose.zone))
    if not shifts:
        return f"{head}\n{own('bot.staff.roster_empty', who.locale)}"
    return f"{head}\n{week_table(work, shifts, who.locale)}"


def _show_everybody(work: Work, who: Colleague) -> None:
    """Tell a supervisor everybody's week in a line, and who is there on each of the days ahead."""
    own = work.library.own
    by_member: dict[int, list[Shift]] = {}
    for one in shift.all_of(work.tx):
        by_member.setdefault(one.member, []).append(one)
    if not by_member:
        say(work, who, "bot.staff.roster_nobody_written")
        return
    lines = [own("bot.staff.roster_everybody", who.locale)]
    for colleague in work.roster.called():
        week = by_member.get(colleague.id)
        line = week_line(work, week, who.locale) if week else own("bot.staff.roster_empty", who.locale)
        lines.append(f"{told_apart(work, colleague)} ({place(colleague.zone)}): {line}")
    lines += ["", own("bot.staff.roster_ahead", who.locale, place=place(who.zone))]
    lines += ahead.in_words(work, who)
    lines += ["", own("bot.staff.roster_how_others", who.locale)]
    tell(work, who, "\n".join(lines))
    week_picture.ask_for(work, who)
