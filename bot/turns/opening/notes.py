"""[Add a note]: the next words are kept about somebody, for the team and for the person's own copy."""

from datetime import timedelta
from typing import Final

from bot.cases import ON_SCREEN_FOR, Colleague, Letter, Offer
from bot.storage import case, draft, note, person
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed, Typed
from bot.turns.opening.wording import when_words
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import say
from bot.turns.talking.unclear import came_late
from bot.turns.work import ChoiceShown, Work

# What waits for the words of a note, among a member's drafts: it holds the person's number.
ASKED: Final = "note"
# About words typed later than this after the question she is asked whom they are for.
WAITS_FOR: Final = timedelta(minutes=10)
LONGEST: Final = 1500  # letters: two of them fit in the message that shows the latest
NEVER_MIND: Final = "o_not"


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Ask for the words."""
    about = _about(work, who, button.subject)
    if about is None:
        return
    draft.add(work.tx, id=work.new_id(), member=who.id, words=str(about.id), at=work.at, kind=ASKED)
    label = work.library.own("bot.staff.button_never_mind", who.locale)
    offers = ((Offer(label=label, verb=NEVER_MIND, subject=about.id),),)
    say(work, who, "bot.staff.note_ask", offers, code=about.code)


def never_mind(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """What is typed next is for whoever it was for before."""
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    say(work, who, "bot.staff.note_not")


def nothing_is_asked(work: Work, who: Colleague) -> None:
    """Whoever goes on to something else is asked no more."""
    draft.drop(work.tx, who.id, ASKED)


def typed(work: Work, who: Colleague, came: Typed) -> bool:
    """Keep these words as the note that was asked for; return whether one was.

    An answer to a message is meant for whoever wrote that, and never a note.
    """
    asked = draft.of(work.tx, who.id, ASKED) if came.reply_to is None else None
    if asked is None:
        return False
    nothing_is_asked(work, who)
    if work.at - asked.at > WAITS_FOR:
        return came_late(work, who, came)
    about = _about(work, who, int(asked.words))
    if about is not None:
        _keep(work, who, about, came.words)
    return True


def shortened_to_keep(work: Work, who: Colleague, words: str) -> str:
    """Return as much of the words as is kept; when that is not all, she is told."""
    words = words.strip()
    if len(words) > LONGEST:
        say(work, who, "bot.staff.words_cut", most=LONGEST)
    return words[:LONGEST]


def _about(work: Work, who: Colleague, number: int) -> Person | None:
    """Return whom it is about; None when the member has been told why not."""
    about = person.get(work.tx, number)
    if about is None:
        say(work, who, "bot.staff.not_here_any_more")
        return None
    if not may(who, Act.KEEP_NOTES, about, case.open_of(work.tx, about.id)):
        refuse(work, who, Act.KEEP_NOTES, about)
        return None
    return about


def _keep(work: Work, who: Colleague, about: Person, words: str) -> None:
    held = case.open_of(work.tx, about.id)
    note.add(
        work.tx,
        id=work.new_id(),
        person=about.id,
        case=held.id if held is not None else None,
        by=who.id,
        words=shortened_to_keep(work, who, words),
        at=work.at,
    )
    work.desk.audit(who, "wrote a note", "person", about.id)
    text = work.library.own(
        "bot.staff.note_kept", who.locale, code=about.code, when=when_words(work, who, work.at)
    )
    letter = Letter(
        chat=who.chat,
        lane=Lane.REPLY,
        kind="staff",
        text=text,
        member=who.id,
        about=about.id,
        protected=True,
        clear_after=ON_SCREEN_FOR,
    )
    work.post((letter,))
