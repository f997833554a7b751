"""`/start TOKEN` from somebody who is not of the team: what the link opens, and for whom.

| the link         | a chat that is new, or a guest's               | a chat of somebody who agreed        |
|------------------|------------------------------------------------|--------------------------------------|
| a card           | language, coach, place, release; then the door | all but the language; then greeted   |
| a new phone      | goes on as whom it was made for                | refused kindly; the link stays good  |
| joining the team | a member, if nothing has begun here            | refused kindly                       |
| used, old, odd   | said so, and the door opens all the same       | greeted                              |

Whoever taps the link that they came by once more is told nothing: people do.
"""

from dataclasses import dataclass, replace

from bot.delivery import TextMessage, to_body
from bot.storage import case, invite, person, way_in
from bot.storage.lane import Lane
from bot.storage.outbox import PASSING, NewMessage
from bot.storage.person import Person
from bot.storage.way_in import NEW_PHONE, WayIn
from bot.turns.incoming import Commanded
from bot.turns.posting import body_for, post_letters, queue
from bot.turns.serving import caseload
from bot.turns.staffing import moving, team
from bot.turns.welcoming import newcomers
from bot.turns.welcoming.guests import is_guest
from bot.turns.welcoming.releasing import begin_first_days
from bot.turns.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """`who` is the person this chat belongs to now, None for a member or nobody yet.

    `came` is what is still to be carried out, a plain /start; None when all is said.
    """

    who: Person | None
    came: Commanded | None


def opened(work: Work, came: Commanded, who: Person | None) -> Opened:
    """Carry out what the link brings along."""
    way = way_in.look(work.tx, came.rest, at=work.at)
    plain = replace(came, rest="", words=f"/{came.name}")
    if way is None and who is not None and way_in.was_used_by(work.tx, came.rest, who.id):
        return Opened(who=who, came=plain)
    if way is None:
        return _of_the_team(work, came, plain, who)
    if way.kind == NEW_PHONE:
        moved = moving.move(work, way, came, who)
        if moved is not None:
            return Opened(who=moved, came=None)
        _say_over(work, came, who)
        return Opened(who=who, came=plain)
    return Opened(who=_by_card(work, way, came, who), came=plain)


def _of_the_team(work: Work, came: Commanded, plain: Commanded, who: Person | None) -> Opened:
    """A link for the team is for somebody who has begun nothing here, and whom nobody was called for."""
    if who is None or (who.state == "new" and case.open_of(work.tx, who.id) is None):
        locale = work.library.language_for(came.sender.language)
        if team.join(work, came.chat, came.sender.first_name, locale, came.rest):
            return Opened(who=None, came=None)
    elif invite.is_good(work.tx, came.rest, at=work.at):
        _say(work, came, who, "bot.staff.invite_is_participant")
        return Opened(who=who, came=None)
    if who is None or is_guest(work, who):
        _say_over(work, came, who)
    return Opened(who=who, came=plain)


def _by_card(work: Work, way: WayIn, came: Commanded, who: Person | None) -> Person:
    """The person has what the card brings along; their coach hears that they are here."""
    library = work.library
    locale = way.locale if way.locale in library.current.bundle.programme.languages else None
    if who is None:
        locale = locale or library.language_for(came.sender.language)
        zone = library.current.bundle.programme.zone
        who = person.add(work.tx, id=work.new_id(), chat=came.chat, locale=locale, zone=zone, at=work.at)
    elif locale is not None and is_guest(work, who):
        who = work.change(who, locale=locale)
    way_in.use(work.tx, came.rest, at=work.at, by_person=who.id)
    coach = work.roster.get(way.coach)
    who = work.change(
        who,
        coach=coach.id if coach is not None else who.coach,
        site=way.site or who.site,
        welcomed_at=who.welcomed_at or work.at,
    )
    newcomers.is_welcome(work, who)
    if way.release_day is not None:
        # A guest has first days once they have agreed: until then the day waits with them.
        guest = is_guest(work, who)
        who = (
            work.change(who, release_day=way.release_day)
            if guest
            else begin_first_days(work, who, way.release_day)
        )
    work.on_record(who, "came by a card")
    if coach is not None:
        newcomers.tell(work, coach, "bot.staff.came_by_card", about=who, code=who.code)
        caseload.warn(work, coach)
        _say(work, came, who, "bot.came_by_card", coach=coach.name)
    return who


def _say_over(work: Work, came: Commanded, who: Person | None) -> None:
    _say(work, came, who, "bot.link_over")


def _say(work: Work, came: Commanded, who: Person | None, text: str, **values: str) -> None:
    """Queue the bot's own words ahead of what follows; nothing of them is kept."""
    post_letters(work)
    locale = who.locale if who is not None else work.library.language_for(came.sender.language)
    row, message = work.new_id(), TextMessage(text=work.library.own(text, locale, **values))
    queue(
        work,
        NewMessage(
            id=row,
            person=who.id if who is not None else None,
            chat=came.chat,
            lane=int(Lane.REPLY),
            kind=PASSING,
            body=to_body(message) if who is None else body_for(work, who, row, message),
            created_at=work.at,
        ),
    )
