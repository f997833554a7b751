"""What a coach says to somebody: words, media and edits reach the one person they are for, or nobody."""

from typing import Final

from bot.cases import (
    NOT_PASSED,
    Colleague,
    Found,
    Kept,
    change_late,
    freed_lately,
    keep_changed,
    note_album,
    of_album,
    take_kept,
    which_case,
    wrote_in,
)
from bot.signals import listen
from bot.storage import case, draft, person
from bot.storage.case import Case
from bot.storage.person import Person
from bot.turns.buttons import StaffButton
from bot.turns.climbing.disclosing import DISCLOSURE
from bot.turns.incoming import Edited, Pressed, SentMedia, Typed
from bot.turns.opening import notes, tasks
from bot.turns.owning.uncovering import note_sent
from bot.turns.serving import asking
from bot.turns.staffing.allowed import Act, ever_may, may, refuse, refused
from bot.turns.staffing.reaching import REASON
from bot.turns.staffing.telling import say
from bot.turns.talking import quick, too_late, unclear
from bot.turns.talking.delivering import pass_on
from bot.turns.work import ChoiceShown, Work

# Changes all by itself while it lasts, and nobody has written anything.
_LIVE = "location"
# Drafts of questions whose answer is typed: a photo that comes instead may be meant for that alone.
_TYPED: Final = (notes.ASKED, tasks.ASKED, quick.WRITING, DISCLOSURE, REASON, *asking.KINDS)


def typed(work: Work, who: Colleague, came: Typed) -> None:
    """Words for a person go to that person; when it is not clear whom they are for, she says so."""
    found = which_case(work.desk, who, came.reply_to, came.words)
    kept = Kept(words=came.words, message=came.message_id, answers=came.reply_to)
    _deliver(work, who, found, kept)


def media(work: Work, who: Colleague, came: SentMedia) -> None:
    """The same for everything that is not text; an album goes to one person as a whole."""
    if not ever_may(who, Act.WRITE_TO_PERSON):
        refuse(work, who, Act.WRITE_TO_PERSON)
        return
    if came.what in NOT_PASSED:
        say(work, who, "bot.staff.not_passed_on")
        return
    begun = of_album(work.desk, who, came.group)
    if begun is not None:
        found = Found(held=begun)
    elif came.reply_to is None and any(draft.of(work.tx, who.id, kind) for kind in _TYPED):
        found = Found(among=case.held_by(work.tx, who.id))
    else:
        found = which_case(work.desk, who, came.reply_to, came.caption or "")
    kept = Kept(
        words=came.caption or "",
        message=came.message_id,
        what=came.what,
        answers=came.reply_to,
        group=came.group,
    )
    _deliver(work, who, found, kept)


def edited(work: Work, who: Colleague, came: Edited) -> None:
    """What she changes reaches whoever had it as a change; what went nowhere goes nowhere."""
    if came.what == _LIVE or (came.what is None and not came.words):
        return
    if not ever_may(who, Act.WRITE_TO_PERSON):
        refuse(work, who, Act.WRITE_TO_PERSON)
        return
    desk, words = work.desk, came.words or ""
    if keep_changed(desk, who, came.message_id, words) or change_late(desk, who, came.message_id, words):
        return
    held = wrote_in(work.desk, who, came.message_id)
    about = person.get(work.tx, held.person) if held is not None else None
    if held is None or about is None:
        say(work, who, "bot.staff.edit_went_nowhere")
        return
    kept = Kept(words=came.words or "", message=came.message_id, what=came.what)
    pass_on(work, who, held, about, kept, changed=True)


def chosen(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """She has said whom it is for: what waited goes there, once."""
    if not ever_may(who, Act.WRITE_TO_PERSON):
        refuse(work, who, Act.WRITE_TO_PERSON)
        return
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    about = person.by_code(work.tx, (button.detail or "").upper())
    held = case.open_of(work.tx, about.id) if about is not None else None
    if about is None or held is None or not may(who, Act.WRITE_TO_PERSON, about, held):
        freed = _freed(work, who, Found(not_hers=held)) if held is not None else None
        late = take_kept(work.desk, who, button.subject) if freed is not None else None
        if freed is not None and late is not None:
            too_late.ask(work, who, freed, late)
        else:
            _not_hers(work, who, held, about)
        return
    kept = take_kept(work.desk, who, button.subject)
    if kept is None:
        say(work, who, "bot.staff.sent_before")
        return
    note_album(work.desk, who, kept.group, held)
    pass_on(work, who, held, about, kept)
    say(work, who, "bot.staff.sent_to", code=held.code)


def for_nobody(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """It was for nobody: what waited is gone."""
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    if take_kept(work.desk, who, button.subject) is not None:
        say(work, who, "bot.staff.went_to_nobody")


def _deliver(work: Work, who: Colleague, found: Found, kept: Kept) -> None:
    freed = _freed(work, who, found)
    about = person.get(work.tx, found.held.person) if found.held is not None else None
    if found.held is not None and about is not None:
        if kept.message is not None:
            note_sent(work, who, found.held, kept.message)
        note_album(work.desk, who, kept.group, found.held)
        pass_on(work, who, found.held, about, kept)
    elif freed is not None:
        too_late.ask(work, who, freed, kept)
    elif found.not_hers is not None:
        _not_hers(work, who, found.not_hers, person.get(work.tx, found.not_hers.person))
    else:
        unclear.ask(work, who, kept, found.among)
        if not found.among:
            _lines_for_her(work, who, kept)


def _freed(work: Work, who: Colleague, found: Found) -> Case | None:
    """Return the case that these words are for, and that others were called for because of her silence."""
    if found.held is not None or (found.among and found.not_hers is None):
        return None
    freed = freed_lately(work.desk, who)
    if found.not_hers is not None:
        return next((one for one in freed if one.id == found.not_hers.id), None)
    return next(iter(freed), None)


def _lines_for_her(work: Work, who: Colleague, kept: Kept) -> None:
    """Words of danger that went to nobody may be her own: whoever helps others gets the lines, too."""
    danger = listen(kept.words, work.library.current.bundle.phrases)
    if danger is not None:
        lines = work.library.short_lines(who.locale, (danger.kind,))
        say(work, who, "bot.staff.lines_for_you", lines=lines)


def _not_hers(work: Work, who: Colleague, held: Case | None, about: Person | None) -> None:
    """Somebody else has the case, or nobody: it went to nobody, and she is told why."""
    if about is None or held is None:
        say(work, who, "bot.staff.no_case")
        return
    refused(work, who, Act.WRITE_TO_PERSON, about)
    holder = work.desk.holder(held)
    if holder is not None:
        say(work, who, "bot.staff.not_passed_other_has_it", coach=holder.name, code=held.code)
        return
    offers = ((work.desk.open_offer(held, who),),)
    say(work, who, "bot.staff.not_passed_nobody_has_it", offers, code=held.code)
