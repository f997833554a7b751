"""Whom a coach's words are for: the person whose message they answer, else the code in them, else the one
person she has. Whenever that is not clear she is asked, and nothing leaves meanwhile.

Words for somebody whose case she does not have are never guessed to be for one that she has. Nor are words of
whoever has just talked to another, or had one until others were called: the thumb is quicker than the eye.
An answer to something that the bot has said of nobody in particular is asked about, too.
"""

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Final

from bot.cases.desk import Desk, Letters
from bot.cases.letter import Letter, Offer
from bot.cases.relaying import wrote_it
from bot.cases.roster import Colleague
from bot.storage import case, case_event, case_message, draft, outbox, person
from bot.storage.case import Case
from bot.storage.case_event import CaseEvent
from bot.storage.lane import Lane

_CODE = re.compile(r"\b[A-Za-z]\d{1,6}\b")
# Somebody she wrote to, or closed or gave away, this lately may be whom she still means.
STILL_MEANT = timedelta(minutes=10)
# So long after others were called, her next words may still be for the person she had: she may not know yet.
STILL_HERS: Final = timedelta(hours=2)
# Among a member's drafts: what waits until she has said whom it is for, and where an album goes.
RELAY: Final = draft.RELAY
ALBUM: Final = "album"
# That somebody whose case she had is deleted: nothing of them says any more that she meant them.
DELETED: Final = "deleted"
# Items of one album, Bot API.
LONGEST_ALBUM = 10
# Albums whose way is known still: the items of two of them can come mixed.
ALBUMS_KNOWN: Final = 5
# What shows whom she had in mind last, beside what she wrote herself.
_WROTE: Final = ("coach wrote", "coach sent")
_LETS_GO: Final = ("freed", "closed", "accepted")
_TAKES: Final = ("acknowledged", "accepted")
_MOMENT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`held` is whose it is, else it could be any of `among`; `not_hers` is a case she does not have."""

    held: Case | None = None
    among: tuple[Case, ...] = ()
    not_hers: Case | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a coach wrote or sent: `message` is its id in her chat, `what` the kind of media, None for words.

    `answers` is the message it replies to; `group` the album it belongs to, `others` its other items.
    """

    words: str
    message: int | None = None
    what: str | None = None
    answers: int | None = None
    group: str | None = None
    others: tuple[int, ...] = ()


def which_case(desk: Desk, coach: Colleague, reply_to: int | None, words: str) -> Found:
    """Return the case that the coach's words belong to, or all they could belong to."""
    mine = case.held_by(desk.tx, coach.id)
    meant = _named(desk, words)
    if reply_to is not None:
        answered = _person_of(desk, coach, reply_to)
        meant = meant if answered is None else meant | {answered}
    if len(meant) == 1:
        return _about(desk, next(iter(meant)), mine)
    if meant or reply_to is not None or _names_nobody(desk, words):
        return Found(among=mine)
    if len(mine) == 1 and not _may_mean_another(desk, coach, mine[0]):
        return Found(held=mine[0])
    return Found(among=mine)


def wrote_in(desk: Desk, coach: Colleague, message: int) -> Case | None:
    """Return the case in which this message of the coach's own was passed on, if she still has it."""
    for held in case.held_by(desk.tx, coach.id):
        rows = case_message.relayed(desk.tx, held.id, message, person=True)
        if any(wrote_it(desk, held.id, coach, row.created_at) for row in rows):
            return held
    return None


def ask_which(desk: Desk, coach: Colleague, candidates: tuple[Case, ...], kept: Kept) -> Letters:
    """Keep what she wrote until the coach has said whom it is for; an album is asked about once."""
    if kept.group is not None and _joins_album(desk, coach, kept):
        return ()
    made = desk.new_id()
    draft.add(desk.tx, id=made, member=coach.id, words=written(kept), at=desk.at, kind=RELAY)
    offers = tuple(
        (Offer(label=held.code, verb="for", subject=made, detail=held.code),) for held in candidates
    )
    nobody = desk.say("bot.staff.button_for_nobody", coach.locale)
    offers += ((Offer(label=nobody, verb="fornobody", subject=made),),)
    text = desk.say("bot.staff.which_case", coach.locale)
    return (
        Letter(chat=coach.chat, lane=Lane.REPLY, kind="staff", text=text, offers=offers, member=coach.id),
    )


def take_kept(desk: Desk, coach: Colleague, id: int) -> Kept | None:
    """Return what waited and remove it; None if it was taken before, or is another's."""
    found = draft.take(desk.tx, id, coach.id)
    return read_kept(found.words) if found is not None and found.kind in (RELAY, None) else None


def keep_changed(desk: Desk, coach: Colleague, message: int, words: str) -> bool:
    """What still waits says something else now; False when this message is not what waits."""
    waiting = draft.of(desk.tx, coach.id, RELAY)
    kept = read_kept(waiting.words) if waiting is not None else None
    if waiting is None or kept is None or kept.message != message:
        return False
    draft.take(desk.tx, waiting.id, coach.id)
    now = written(replace(kept, words=words))
    draft.add(desk.tx, id=waiting.id, member=coach.id, words=now, at=desk.at, kind=RELAY)
    return True


def note_album(desk: Desk, coach: Colleague, group: str | None, held: Case) -> None:
    """The rest of an album goes where its first item went."""
    if group is None:
        return
    known = {**_albums(desk, coach), group: held.id}
    words = json.dumps(list(known.items())[-ALBUMS_KNOWN:])
    draft.drop(desk.tx, coach.id, ALBUM)
    draft.add(desk.tx, id=desk.new_id(), member=coach.id, words=words, at=desk.at, kind=ALBUM)


def of_album(desk: Desk, coach: Colleague, group: str | None) -> Case | None:
    """Return where the items of this album go, if one of it has gone there and she still has the case."""
    about = _albums(desk, coach).get(group) if group is not None else None
    held = case.get(desk.tx, about) if about is not None else None
    return held if held is not None and held.closed_at is None and held.coach == coach.id else None


def _albums(desk: Desk, coach: Colleague) -> dict[str, int]:
    """Return {album: the case it goes to} of the latest ones, the oldest first."""
    noted = draft.of(desk.tx, coach.id, ALBUM)
    return {group: int(about) for group, about in json.loads(noted.words)} if noted is not None else {}


def _about(desk: Desk, about: int, mine: tuple[Case, ...]) -> Found:
    hers = next((held for held in mine if held.person == about), None)
    if hers is not None:
        return Found(held=hers)
    other = case.open_of(desk.tx, about)
    return Found(not_hers=other) if other is not None else Found(among=mine)


def _named(desk: Desk, words: str) -> set[int]:
    """Return the people whose codes stand in the words."""
    codes = {code.upper() for code in _CODE.findall(words)}
    found = (person.by_code(desk.tx, code) for code in codes)
    return {one.id for one in found if one is not None}


def _names_nobody(desk: Desk, words: str) -> bool:
    """Return whether the words begin with a code that is nobody's: mistyped, or of somebody deleted."""
    first = _CODE.match(words.strip())
    return first is not None and person.by_code(desk.tx, first[0].upper()) is None


def note_deleted(desk: Desk, holder: Colleague) -> None:
    """Somebody whose case she has is deleted in this commit: her next words may still be meant for them."""
    draft.drop(desk.tx, holder.id, DELETED)
    draft.add(desk.tx, id=desk.new_id(), member=holder.id, words="", at=desk.at, kind=DELETED)


def _person_of(desk: Desk, coach: Colleague, message: int) -> int | None:
    """Return the person whom this message in her chat was from, about, or for."""
    row = outbox.by_message(desk.tx, coach.chat, message)
    if row is None:
        own = wrote_in(desk, coach, message)
        return own.person if own is not None else None
    about = case.get(desk.tx, row.case) if row.case is not None else None
    return about.person if about is not None else row.about


def _may_mean_another(desk: Desk, coach: Colleague, held: Case) -> bool:
    """Return whether she may have in mind somebody who is hers no longer.

    That is whom she wrote to a moment ago, or whose case has left her hands since she last wrote to this one.
    """
    found = case_event.between(desk.tx, desk.at - STILL_HERS, desk.at + _MOMENT, (*_WROTE, *_LETS_GO))
    deleted = draft.of(desk.tx, coach.id, DELETED)
    if deleted is not None and desk.at - deleted.at <= STILL_MEANT:
        since = (one for one in found if one.kind in _WROTE and one.by == coach.id and one.at > deleted.at)
        if next(since, None) is None:
            return True
    for event in sorted(found, key=lambda one: one.id, reverse=True):
        lasts = STILL_HERS if event.kind == "freed" else STILL_MEANT
        if desk.at - event.at > lasts or not _was_hers(desk, coach, event):
            continue
        if event.case != held.id or event.kind in _WROTE:
            return event.case != held.id
    return False


def _was_hers(desk: Desk, coach: Colleague, event: CaseEvent) -> bool:
    """Return whether she did this, or had the case that somebody else has accepted."""
    if event.kind != "accepted":
        return event.by == coach.id
    before = (one for one in case_event.of(desk.tx, event.case) if one.id < event.id)
    return event.by != coach.id and any(one.kind in _TAKES and one.by == coach.id for one in before)


def _joins_album(desk: Desk, coach: Colleague, kept: Kept) -> bool:
    waiting = draft.of(desk.tx, coach.id, RELAY)
    first = read_kept(waiting.words) if waiting is not None else None
    if waiting is None or first is None or first.group != kept.group or kept.message is None:
        return False
    if len(first.others) + 1 < LONGEST_ALBUM:
        draft.take(desk.tx, waiting.id, coach.id)
        more = written(replace(first, others=(*first.others, kept.message)))
        draft.add(desk.tx, id=waiting.id, member=coach.id, words=more, at=desk.at, kind=RELAY)
    return True


def written(kept: Kept) -> str:
    """Return it as a draft holds it."""
    return json.dumps(asdict(kept), ensure_ascii=False)


def read_kept(words: str) -> Kept:
    """Return what `written` wrote; what an older version kept are words alone."""
    try:
        found = json.loads(words)
        return Kept(**{**found, "others": tuple(found["others"])})
    except (ValueError, TypeError, KeyError):
        return Kept(words=words)
