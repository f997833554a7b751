"""/concerns: what people found not right, for whoever looks after coaches. Never for whom it is about.

It opens on a tap, and that tap is audited. The person hears that it was read, and by whom.
"""

from bot.cases import ON_SCREEN_FOR, Colleague, Letter, Offer
from bot.storage import concern, person
from bot.storage.concern import Concern
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.texts import date_words
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.staffing.allowed import Act, ever_may, refuse
from bot.turns.staffing.telling import say, tell
from bot.turns.talking.concerns import readers
from bot.turns.work import ChoiceShown, Work

# More than these are on no phone's screen; the oldest come first.
LISTED = 20


def show(work: Work, who: Colleague, rest: str) -> None:
    """List what this colleague may read, codes and days only."""
    if not ever_may(who, Act.READ_CONCERNS):
        refuse(work, who, Act.READ_CONCERNS)
        return
    found = readable(work, who)
    if not found:
        say(work, who, "bot.staff.concerns_none")
        return
    own = work.library.own
    lines = [own("bot.staff.concerns", who.locale, count=len(found))]
    offers = []
    for one, about in found[:LISTED]:
        text = "bot.staff.concern_line" if one.seen_at is None else "bot.staff.concern_line_read"
        day = date_words(one.at, who.zone, who.locale)
        lines.append(own(text, who.locale, code=about.code, day=day))
        label = f"{own('bot.staff.button_open', who.locale)} {about.code}"
        offers.append((Offer(label=label, verb="cn-open", subject=one.id),))
    if len(found) > LISTED:
        lines.append(own("bot.staff.concerns_more", who.locale, count=len(found) - LISTED))
    tell(work, who, "\n".join(lines), tuple(offers))


def readable(work: Work, who: Colleague) -> list[tuple[Concern, Person]]:
    """Return what is open and this colleague may read, and whose it is, oldest first."""
    return [(one, about) for one in concern.open_(work.tx) if (about := _readable(work, who, one))]


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """[Open], [I have read it] and [Close], for whoever may read this one."""
    one = concern.get(work.tx, button.subject)
    about = person.get(work.tx, one.person) if one is not None else None
    if not ever_may(who, Act.READ_CONCERNS) or (one is not None and _readable(work, who, one) is None):
        refuse(work, who, Act.READ_CONCERNS, about)
        return
    if one is None or about is None:
        say(work, who, "bot.staff.concern_gone")
        return
    match button.verb:
        case "cn-open":
            _open(work, who, one, about)
        case "cn-read":
            _read(work, who, one, about)
        case "cn-close":
            work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
            if concern.close(work.tx, one.id, work.at):
                work.desk.audit(who, "closed concern", "person", about.id)
            say(work, who, "bot.staff.concern_closed", code=about.code)


def _open(work: Work, who: Colleague, one: Concern, about: Person) -> None:
    own = work.library.own
    work.desk.audit(who, "opened concern", "person", about.id)
    seen = work.roster.get(one.seen_by)
    blocks = [
        own("bot.staff.concern", who.locale, code=about.code, day=date_words(one.at, who.zone, who.locale)),
        one.words,
    ]
    if seen is not None:
        blocks.append(own("bot.staff.concern_seen_by", who.locale, name=seen.name))
    blocks.append(own("bot.staff.card_opened_audited", who.locale))
    offers = []
    if one.closed_at is None:
        for verb in ("read", "close") if one.seen_at is None else ("close",):
            label = own(f"bot.staff.concern_button_{verb}", who.locale)
            offers.append((Offer(label=label, verb=f"cn-{verb}", subject=one.id),))
    letter = Letter(
        chat=who.chat,
        lane=Lane.CASE,
        kind="card",
        text="\n\n".join(blocks),
        offers=tuple(offers),
        member=who.id,
        about=about.id,
        protected=True,
        clear_after=ON_SCREEN_FOR,
    )
    work.post((letter,))


def _read(work: Work, who: Colleague, one: Concern, about: Person) -> None:
    """The person is told, once, who has read it."""
    first = work.roster.get(one.seen_by)
    if not concern.seen(work.tx, one.id, who.id, work.at):
        name = first.name if first is not None else work.library.own("bot.staff.said_team", who.locale)
        say(work, who, "bot.staff.concern_read_before", name=name)
    elif not about.reachable or about.state == "stopped":
        say(work, who, "bot.staff.concern_read_quietly", code=about.code)
    else:
        words = work.library.own("bot.concern_was_read", about.locale, name=who.name)
        work.post(
            (Letter(chat=about.chat, lane=Lane.REPLY, kind="turn", text=words, person=about.id, silent=True),)
        )
        say(work, who, "bot.staff.concern_read", code=about.code)


def _readable(work: Work, who: Colleague, one: Concern) -> Person | None:
    """Return whose concern it is if this colleague may read it: neither whom it is about, nor their coach."""
    about = person.get(work.tx, one.person)
    if about is None:
        return None
    kept_from = frozenset(member for member in (one.about, about.coach) if member is not None)
    if who.id in kept_from:
        return None
    may_read = who.role == "supervisor" or who in readers(work, kept_from)
    return about if may_read else None
