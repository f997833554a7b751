"""Talking through the bot. A coach's account and hours stay hidden, and so does the participant's account.

What goes to a coach ends with the case code, each message of it, so that several people are never mixed up. A
reply is carried to the matching message on the other side, an edit arrives marked ✎ as a reply to what it
changes. To whoever is off duty nothing rings, and nothing stands uncovered.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.cadence import Happening
from bot.cases.desk import Desk, Letters
from bot.cases.letter import ON_SCREEN_FOR, Front, Letter
from bot.cases.moving import coach_tried, person_answered
from bot.cases.off_duty import is_off_duty
from bot.cases.roster import Colleague
from bot.storage import case_event, case_message, outbox
from bot.storage.case import Case
from bot.storage.case_event import CaseEvent
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.texts import pieces

# After so long without a message or a tap, nobody knows who sees the coach's phone.
IDLE_AFTER = timedelta(minutes=5)
# Stands before what somebody has changed.
CHANGED: Final = "✎"
# Kinds of media that carry words under them; with all others the code comes in a message of its own.
CAPTIONED: Final = frozenset(("photo", "video", "animation", "audio", "document", "voice"))
# What is never passed on: each shows an account, a number, or who has voted.
NOT_PASSED: Final = frozenset(("contact", "story", "game", "poll", "checklist"))
# Words under media, Bot API; what is longer leaves as a message before it.
LONGEST_CAPTION = 1024
# Letters of one message to a coach; the rest of what Telegram takes is for its code.
ROOM = 2000
# Media sent while nobody had the case that whoever opens it is given at once.
MEDIA_BROUGHT = 10
# Events that show whether the two are talking at this moment, and the one that shows what waits unread.
_TALK = ("person wrote", "person sent", "coach wrote", "coach sent", "acknowledged", "opened", "read")
_BY_COACH = ("coach wrote", "coach sent")
COVERED = "covered"
_MOMENT = timedelta(microseconds=1)


def to_coach(
    desk: Desk,
    held: Case,
    person: Person,
    words: str,
    *,
    source: int | None = None,
    answers: int | None = None,
    changed: bool = False,
) -> Letters:
    """Pass the person's words on to whoever has the case; nobody has it: they wait in the case.

    `source` is the message's id in the person's chat, `answers` the one it replies to. `changed`: it says now
    what it did not say before.
    """
    person_answered(desk, held)
    words = f"{CHANGED} {words}" if changed else words
    desk.write_down(held.id, "person wrote", words=words)
    way = _way_to_holder(desk, held, person, source if changed else answers, own=changed)
    if way is None:
        return ()
    texts = [
        desk.say("bot.staff.relayed", way.to.locale, words=part, code=held.code)
        for part in pieces(words, ROOM)
    ]
    further = replace(way, reply_to=None)
    return tuple(
        _to_holder(held, further if number else way, text, source) for number, text in enumerate(texts)
    )


def media_to_coach(
    desk: Desk,
    held: Case,
    person: Person,
    message: int,
    what: str,
    *,
    caption: str | None = None,
    answers: int | None = None,
    changed: bool = False,
) -> Letters:
    """Copy a voice note, picture or sticker to whoever has the case, with the code beside it."""
    person_answered(desk, held)
    desk.write_down(held.id, "person sent", why=f"{what} {message}", words=caption)
    way = _way_to_holder(desk, held, person, message if changed else answers, own=changed)
    if way is None:
        return ()
    said = f"{CHANGED} {caption or ''}".rstrip() if changed else caption
    return _copies(desk, held, way, person, message, what, said)


def bring_media(desk: Desk, held: Case, person: Person, reader: Colleague) -> Letters:
    """Return copies of what the person sent in this case that `reader` has not been given, each once.

    A voice note that came before anybody had the case is heard by whoever opens it. Of very many the latest
    come first, and opening the case again brings the next.
    """
    found = (sent_what(event) for event in desk.history(held.id))
    sent = {one[1]: one for one in found if one is not None}  # {message: as it was changed last}
    missing = [one for one in sent.values() if not _was_given(desk, held, reader, one[1])]
    letters: list[Letter] = []
    for what, message, caption in missing[-MEDIA_BROUGHT:]:
        letters += _copies(desk, held, _Way(to=reader), person, message, what, caption)
    if len(missing) > MEDIA_BROUGHT:
        count = len(missing) - MEDIA_BROUGHT
        more = desk.say("bot.staff.more_media", reader.locale, code=held.code, count=count)
        letters.append(_to_holder(held, _Way(to=reader, quiet=True), more, None))
    return tuple(letters)


def _was_given(desk: Desk, held: Case, reader: Colleague, message: int) -> bool:
    rows = case_message.relayed(desk.tx, held.id, message, person=False)
    return any(row.chat == reader.chat for row in rows)


def sent_what(event: CaseEvent) -> tuple[str, int, str | None] | None:
    """Return (kind of media, its message id in the person's chat, its caption); None for other events."""
    if event.kind != "person sent" or event.why is None:
        return None
    what, _, number = event.why.partition(" ")
    return (what, int(number), event.words) if number.isdecimal() else None


def to_person(
    desk: Desk,
    held: Case,
    person: Person,
    coach: Colleague,
    words: str,
    *,
    source: int | None = None,
    answers: int | None = None,
    changed: bool = False,
) -> Letters:
    """Pass the coach's words on under the name that participants see."""
    here = coach_tried(desk, held, person, Happening.COACH_WROTE)
    if here is None:
        return _is_closed(desk, held, coach)
    words = f"{CHANGED} {words}" if changed else words
    desk.write_down(held.id, "coach wrote", by=coach.id, words=words)
    reply_to = in_persons_chat(desk, held, person, coach, source if changed else answers, own=changed)
    text = desk.say("bot.coach_says", person.locale, coach=coach.name, words=words)
    here, text = _under_one_cover(person, here, text)
    return (*here, _to_them(held, person, text, source, reply_to))


def media_to_person(
    desk: Desk,
    held: Case,
    person: Person,
    coach: Colleague,
    message: int,
    what: str = "photo",
    *,
    caption: str | None = None,
    answers: int | None = None,
    changed: bool = False,
) -> Letters:
    """Copy the coach's voice note or picture to the person, under the name that participants see."""
    here = coach_tried(desk, held, person, Happening.COACH_WROTE)
    if here is None:
        return _is_closed(desk, held, coach)
    said = f"{CHANGED} {caption or ''}".rstrip() if changed else caption
    desk.write_down(held.id, "coach sent", by=coach.id, why=what, words=said)
    reply_to = in_persons_chat(desk, held, person, coach, message if changed else answers, own=changed)
    under = coach.name
    if said:
        under = desk.say("bot.coach_says", person.locale, coach=coach.name, words=said)
    if what in CAPTIONED:
        here, under = _under_one_cover(person, here, under)
    letters: list[Letter] = [*here]
    if len(under) > LONGEST_CAPTION:
        letters.append(_to_them(held, person, under, message, reply_to))
        under, reply_to = coach.name, None
    copied = Letter(
        chat=person.chat,
        lane=Lane.CASE,
        kind="relay",
        text=under if what in CAPTIONED else "",
        person=person.id,
        case=held.id,
        from_chat=coach.chat,
        copy_of=message,
        source=message,
        reply_to=reply_to,
    )
    return (*letters, copied)


def in_coachs_chat(
    desk: Desk, held: Case, person: Person, coach: Colleague, message: int | None, *, own: bool = False
) -> int | None:
    """Return the id in the coach's chat of what message `message` of the person's chat is or relays.

    `own`: it is known to be the person's own.
    """
    if message is None:
        return None
    row = None if own else outbox.by_message(desk.tx, person.chat, message)
    if row is not None:
        theirs = row.case is not None and wrote_it(desk, row.case, coach, row.created_at)
        return row.source_message if theirs else None
    rows = case_message.relayed(desk.tx, held.id, message, person=False)
    return next((one.message_id for one in rows if one.chat == coach.chat and one.message_id), None)


def in_persons_chat(
    desk: Desk, held: Case, person: Person, coach: Colleague, message: int | None, *, own: bool = False
) -> int | None:
    """Return the id in the person's chat of what message `message` of the coach's chat is or relays."""
    if message is None:
        return None
    row = None if own else outbox.by_message(desk.tx, coach.chat, message)
    if row is not None:
        return row.source_message
    rows = case_message.relayed(desk.tx, held.id, message, person=True)
    return next(
        (
            one.message_id
            for one in rows
            if one.chat == person.chat and one.message_id and wrote_it(desk, held.id, coach, one.created_at)
        ),
        None,
    )


def wrote_it(desk: Desk, about: int, coach: Colleague, at: datetime) -> bool:
    """Return whether what was passed on in case `about` at that moment was written by this coach.

    Two coaches who had the same case one after the other may each have a message of the same number.
    """
    latest = case_event.latest(desk.tx, about, before=at + _MOMENT)
    return any(kind in _BY_COACH and when == at and by == coach.id for kind, when, by in latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How something reaches a coach: what a locked screen shows for it, and what it answers in her chat."""

    to: Colleague
    front: Front | None = None
    quiet: bool = False
    reply_to: int | None = None


def _way_to_holder(desk: Desk, held: Case, person: Person, answers: int | None, *, own: bool) -> _Way | None:
    """Return how it reaches whoever has the case; None when nobody has it."""
    holder = desk.holder(held)
    if holder is None:
        return None
    quiet = is_off_duty(desk, held, holder, person)
    return _Way(
        to=holder,
        front=_front(desk, held, holder, quiet=quiet),
        quiet=quiet,
        reply_to=in_coachs_chat(desk, held, person, holder, answers, own=own),
    )


def _copies(
    desk: Desk, held: Case, way: _Way, person: Person, message: int, what: str, caption: str | None
) -> Letters:
    """Return the copy with the code under it, or after a message that has the code and the words."""
    locale = way.to.locale
    whose = desk.say("bot.staff.relayed_media", locale, what=kind_word(desk, what, way.to), code=held.code)
    under = desk.say("bot.staff.relayed", locale, words=caption, code=whose) if caption else whose
    letters: list[Letter] = []
    if what not in CAPTIONED or len(under) > LONGEST_CAPTION:
        before = whose if what not in CAPTIONED else under
        letters += (_to_holder(held, way, text, message) for text in pieces(before, ROOM))
        under, way = (whose if what in CAPTIONED else ""), replace(way, reply_to=None)
    copied = replace(_to_holder(held, way, under, message), from_chat=person.chat, copy_of=message)
    return (*letters, copied)


def kind_word(desk: Desk, what: str, reader: Colleague) -> str:
    """Return what a reader calls this kind of media."""
    known = what if what in _KINDS else "other"
    return desk.say(f"bot.staff.what_{known}", reader.locale)


_KINDS = frozenset(
    ("voice", "video_note", "video", "photo", "animation", "audio", "sticker", "document", "location",
     "forward")
)  # fmt: skip


def _to_holder(held: Case, way: _Way, text: str, source: int | None) -> Letter:
    return Letter(
        chat=way.to.chat,
        lane=Lane.CASE,
        kind="relay",
        text=text,
        member=way.to.id,
        case=held.id,
        silent=way.quiet,
        protected=True,
        front=way.front,
        clear_after=ON_SCREEN_FOR,
        source=source,
        reply_to=way.reply_to,
    )


def _to_them(held: Case, person: Person, text: str, source: int | None, reply_to: int | None) -> Letter:
    return Letter(
        chat=person.chat,
        lane=Lane.CASE,
        kind="relay",
        text=text,
        person=person.id,
        case=held.id,
        source=source,
        reply_to=reply_to,
    )


def _under_one_cover(person: Person, here: Letters, text: str) -> tuple[Letters, str]:
    """Return what goes before the coach's words, and the words; a discreet person gets all of it in one."""
    if not person.discreet:
        return here, text
    return (), "\n\n".join((*(one.text for one in here), text))


def _is_closed(desk: Desk, held: Case, coach: Colleague) -> Letters:
    text = desk.say("bot.staff.already_closed", coach.locale, code=held.code)
    return (Letter(chat=coach.chat, lane=Lane.REPLY, kind="staff", text=text, member=coach.id),)


def _front(desk: Desk, held: Case, holder: Colleague, *, quiet: bool) -> Front:
    """Return what stands for the person's words on a locked screen: at once, when the talk has been idle."""
    idle = quiet or _is_idle(desk, held)
    if idle:
        desk.write_down(held.id, COVERED)
    return Front(
        text=desk.say("bot.staff.wrote", holder.locale, code=held.code),
        label=desk.say("bot.staff.button_read", holder.locale),
        until=desk.at if idle else desk.at + IDLE_AFTER,
    )


def _is_idle(desk: Desk, held: Case) -> bool:
    """Return whether the coach may be away from her phone.

    What still stands there unread keeps the next words covered, too: two messages in a row are no talk.
    """
    for kind, at, by in case_event.latest(desk.tx, held.id, before=desk.at):
        if kind == COVERED:
            return True
        if kind in _TALK and by in (None, held.coach):
            return desk.at - at > IDLE_AFTER
    return True
