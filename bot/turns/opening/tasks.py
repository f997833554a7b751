"""[Add a task] and /tasks: what a member means to do, and a reminder that rings at the hour she has chosen.

Her words are kept at once, and an hour is only added to them. The reminder shows a code, because it may ring
on a locked screen; the words open on a tap.
"""

from datetime import datetime
from typing import Final

from bot.cases import ON_SCREEN_FOR, Colleague, Letter, Offer
from bot.ids import from_base62, to_base62
from bot.storage import case, draft, person, task, timer
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.storage.task import Task
from bot.storage.timer import Timer
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed, Typed
from bot.turns.opening.notes import NEVER_MIND, WAITS_FOR, shortened_to_keep
from bot.turns.opening.offers import TASK
from bot.turns.opening.times import CHOICES, moment, written
from bot.turns.opening.wording import when_words
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import Offers, say
from bot.turns.talking.unclear import came_late
from bot.turns.work import ChoiceShown, Work

# What waits for words, among a member's drafts.
ASKED: Final = "task"
NEVER: Final = "never"  # in place of an hour: no reminder
REMINDER: Final = "reminder"  # the kind of timer: its subject is the task
WHEN, DONE, LATER, SHOW, LIST = "o_when", "o_done", "o_later", "o_show", "o_tasks"
# A row of two buttons each: more would not fit on a phone, the rest is on the next page.
PAGE: Final = 8
NOBODY: Final = 0  # the subject of a task that is about nobody


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """Show what the member means to do."""
    if not may(who, Act.KEEP_TASKS):
        refuse(work, who, Act.KEEP_TASKS)
    else:
        _list(work, who, 0)


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Carry out a button about tasks."""
    if not may(who, Act.KEEP_TASKS):
        refuse(work, who, Act.KEEP_TASKS)
        return
    match button.verb:
        case "o_task":
            _ask(work, who, button.subject)
        case "o_when":
            _set(work, who, button, came)
        case "o_tasks":
            work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
            _list(work, who, button.subject)
        case _:
            _about_one(work, who, button, came)


def typed(work: Work, who: Colleague, came: Typed) -> bool:
    """Take these words as the task that was asked for; return whether one was."""
    asked = draft.of(work.tx, who.id, ASKED) if came.reply_to is None else None
    if asked is None:
        return False
    nothing_is_asked(work, who)
    if work.at - asked.at > WAITS_FOR:
        return came_late(work, who, came)
    _keep(work, who, int(asked.words), shortened_to_keep(work, who, came.words))
    return True


def nothing_is_asked(work: Work, who: Colleague) -> None:
    """Whoever goes on to something else is asked no more."""
    draft.drop(work.tx, who.id, ASKED)


def ring(work: Work, due: Timer) -> None:
    """The task's hour has come: its member is told. One that is done, or whose member has left, is silent."""
    found = task.get(work.tx, due.subject)
    who = work.roster.get(found.member) if found is not None else None
    if found is None or found.done_at is not None or who is None:
        return
    text = "bot.staff.reminder" if found.person is not None else "bot.staff.reminder_own"
    letter = Letter(
        chat=who.chat,
        lane=Lane.REPLY,
        kind="reminder",
        text=work.library.own(text, who.locale, code=_code(work, found) or ""),
        offers=(
            (_button(work, who, "bot.staff.button_show", SHOW, found.id),),
            (
                _button(work, who, "bot.staff.button_done", DONE, found.id),
                _button(work, who, "bot.staff.button_later", LATER, found.id),
            ),
        ),
        member=who.id,
        about=found.person,
    )
    work.post((letter,))


def _ask(work: Work, who: Colleague, number: int) -> None:
    about = person.get(work.tx, number) if number else None
    if number and not _may_about(work, who, about):
        return
    draft.add(work.tx, id=work.new_id(), member=who.id, words=str(number), at=work.at, kind=ASKED)
    offers = ((_button(work, who, "bot.staff.button_never_mind", NEVER_MIND, number),),)
    text = "bot.staff.task_ask" if about is not None else "bot.staff.task_ask_own"
    say(work, who, text, offers, code=about.code if about is not None else "")


def _may_about(work: Work, who: Colleague, about: Person | None) -> bool:
    if about is None:
        say(work, who, "bot.staff.not_here_any_more")
        return False
    if not may(who, Act.KEEP_NOTES, about, case.open_of(work.tx, about.id)):
        refuse(work, who, Act.KEEP_NOTES, about)
        return False
    return True


def _keep(work: Work, who: Colleague, number: int, words: str) -> None:
    """Keep the task, and ask when; an hour that stands in the words is the first that is offered."""
    about = person.get(work.tx, number) if number else None
    if number and not _may_about(work, who, about):
        return
    made = work.new_id()
    subject = about.id if about is not None else None
    task.add(work.tx, id=made, person=subject, member=who.id, by=who.id, words=words, due_at=work.at)
    if subject is not None:
        work.desk.audit(who, "noted a task", "person", subject)
    offers = [
        *_hours(work, who, made),
        (_button(work, who, "bot.staff.button_no_reminder", WHEN, made, NEVER),),
    ]
    if (said := written(words, work.at, who.zone, who.locale)) is not None:
        label, detail = when_words(work, who, said[0]), to_base62(int(said[0].timestamp()))
        offers.insert(0, (Offer(label=label, verb=WHEN, subject=made, detail=detail),))
    say(work, who, "bot.staff.task_noted", tuple(offers))


def _hours(work: Work, who: Colleague, number: int) -> Offers:
    return tuple((_button(work, who, f"bot.staff.button_{name}", WHEN, number, name),) for name in CHOICES)


def _set(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """The hour is chosen, or that none is wanted: of a new task, or of one that rings again."""
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    detail = button.detail or ""
    found, due = _to_do(work, who, button.subject), _due(work, who, detail)
    if found is not None and detail == NEVER:
        timer.remove_of(work.tx, REMINDER, found.id)
        say(work, who, "bot.staff.task_silent")
    elif found is None or due is None:
        say(work, who, "bot.staff.task_over")
    else:
        of_words = None if detail in CHOICES else written(found.words, work.at, who.zone, who.locale)
        words = of_words[1] if of_words is not None else found.words
        task.plan(work.tx, found.id, words, due)
        timer.remove_of(work.tx, REMINDER, found.id)
        timer.set(
            work.tx,
            id=work.new_id(),
            kind=REMINDER,
            subject=found.id,
            number=0,
            due_at=due,
            person=found.person,
        )
        say(work, who, "bot.staff.task_kept", when=when_words(work, who, due))


def _due(work: Work, who: Colleague, detail: str) -> datetime | None:
    """Return the moment that a button names, aware UTC; None for a forged one, or one that is over."""
    if detail in CHOICES:
        return moment(detail, work.at, who.zone)
    try:
        said = datetime.fromtimestamp(from_base62(detail), work.at.tzinfo)
    except (ValueError, OverflowError, OSError):
        return None
    return said if said > work.at else None


def _about_one(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    found = _to_do(work, who, button.subject)
    if found is None:
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        say(work, who, "bot.staff.task_over")
        return
    match button.verb:
        case "o_show":
            _read(work, who, (found,))
            _post(work, who, _line(work, who, found), about=found.person)
        case "o_done":
            work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
            timer.remove_of(work.tx, REMINDER, found.id)
            if task.done(work.tx, found.id, work.at) and found.person is not None:
                work.desk.audit(who, "did a task", "person", found.person)
            say(work, who, "bot.staff.task_done")
        case "o_later":
            work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
            say(work, who, "bot.staff.task_when", _hours(work, who, found.id))


def _to_do(work: Work, who: Colleague, number: int) -> Task | None:
    """Return the task with this number if it is hers and not done yet."""
    found = task.get(work.tx, number)
    return found if found is not None and found.member == who.id and found.done_at is None else None


def _list(work: Work, who: Colleague, page: int) -> None:
    """Show a page of the member's own tasks, the soonest first."""
    found = task.open_of(work.tx, who.id)
    begin = min(page, max(0, len(found) - 1) // PAGE) * PAGE
    shown = found[begin : begin + PAGE]
    _read(work, who, shown)
    own, locale = work.library.own, who.locale
    lines = [own("bot.staff.tasks" if found else "bot.staff.tasks_none", locale, count=len(found))]
    rows: list[tuple[Offer, ...]] = []
    for number, one in enumerate(shown, start=begin + 1):
        lines.append(f"{number}. {_line(work, who, one)}")
        label = own("bot.staff.button_done_number", locale, number=number)
        later = own("bot.staff.button_later_number", locale, number=number)
        rows.append(
            (
                Offer(label=label, verb=DONE, subject=one.id),
                Offer(label=later, verb=LATER, subject=one.id),
            )
        )
    if begin + PAGE < len(found):
        rows.append((_button(work, who, "bot.staff.button_more", LIST, begin // PAGE + 1),))
    rows.append((_button(work, who, "bot.staff.button_task", TASK, NOBODY),))
    _post(work, who, "\n".join(lines), tuple(rows))


def _read(work: Work, who: Colleague, tasks: tuple[Task, ...]) -> None:
    """That the words are read stands in the log of everybody they are about."""
    for about in dict.fromkeys(one.person for one in tasks if one.person is not None):
        work.desk.audit(who, "read tasks", "person", about)


def _line(work: Work, who: Colleague, one: Task) -> str:
    """Return whom it is about, the words, and the hour while a reminder is to ring."""
    rings = bool(timer.of(work.tx, REMINDER, one.id))
    return work.library.own(
        "bot.staff.task_line" if rings else "bot.staff.task_line_silent",
        who.locale,
        code=_code(work, one) or work.library.own("bot.staff.task_own", who.locale),
        words=one.words,
        **({"when": when_words(work, who, one.due_at)} if rings else {}),
    )


def _code(work: Work, one: Task) -> str | None:
    return person.code_of(work.tx, one.person) if one.person is not None else None


def _post(work: Work, who: Colleague, text: str, offers: Offers = (), *, about: int | None = None) -> None:
    letter = Letter(
        chat=who.chat,
        lane=Lane.REPLY,
        kind="staff",
        text=text,
        offers=offers,
        member=who.id,
        about=about,
        protected=True,
        clear_after=ON_SCREEN_FOR,
    )
    work.post((letter,))


def _button(
    work: Work, who: Colleague, text: str, verb: str, subject: int, detail: str | None = None
) -> Offer:
    return Offer(label=work.library.own(text, who.locale), verb=verb, subject=subject, detail=detail)
