"""Who comes without a link, and the yes of the staff.

| joining             | without a link                                                                  |
|---------------------|---------------------------------------------------------------------------------|
| open                | everything at once                                                              |
| by link             | help, lines, looking around; [Start] says why, and can let the team know        |
| open, staff welcome | everything at once                                                              |

Where staff say welcome, and somebody has agreed who has no coach, the team hears of them: also of who came by
a card that names nobody, or a coach who has left. A yes makes whoever says it their coach. Until somebody
does, the team is reminded once a day for three days.
"""

from datetime import timedelta
from typing import Final

from bot.cadence import in_quiet_hours
from bot.cases import Colleague, Letter, Offer
from bot.engine.bundle import BY_LINK, OPEN
from bot.storage import case, person, timer
from bot.storage.lane import Lane
from bot.storage.outbox import PASSING
from bot.storage.person import Person
from bot.storage.timer import Timer
from bot.texts import language_name, long_date_words
from bot.turns.buttons import OwnButton, StaffButton, write
from bot.turns.incoming import Pressed
from bot.turns.menu import menu_for
from bot.turns.play import Play
from bot.turns.posting import post_spoken
from bot.turns.serving import caseload
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import ChoiceShown, Work

WAITS: Final = "newcomer"  # the kind of timer that is there while somebody waits for a welcome
REMIND_AFTER: Final = timedelta(days=1)
MOST_REMINDERS: Final = 3  # after that the team has decided by not answering; asking anew tells it again
WELCOME: Final = "welcome"
VERBS: Final = frozenset((WELCOME,))


def may_begin(work: Work, who: Person) -> bool:
    """Return whether the welcome may begin: by link only, staff have to have said yes."""
    if work.library.current.bundle.programme.joining != BY_LINK:
        return True
    return who.welcomed_at is not None or not is_guest(work, who)


def ask_first(play: Play) -> None:
    """Say that a person says welcome before anything begins, and offer to let the team know."""
    play.passing = True
    if _waits(play.work, play.who):
        play.say("bot.welcome_waits")
        return
    play.say("bot.welcome_first", code=play.who.code)
    play.spoken.add_button(play.own("bot.welcome_first_button"), write(OwnButton(verb="join")))


def join(play: Play, came: Pressed) -> None:
    """Let the team know that somebody asks to come in; asking again while they wait tells nobody again."""
    work, who = play.work, play.who
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    play.passing = True
    if who.welcomed_at is not None or not is_guest(work, who):
        play.say("bot.offer_to_go_on")
        play.spoken.add_button(play.own("bot.entrance_start_button"), write(OwnButton(verb="start")))
    elif _waits(work, who):
        play.say("bot.welcome_waits")
    elif told := _tell(work, who, "bot.staff.newcomer_asks"):
        _remind_later(work, who, 1)
        play.say("bot.welcome_asked", count=told)
    else:
        play.say("bot.welcome_nobody")


def tell_team(work: Work, who: Person) -> None:
    """The team hears of somebody new who has no coach, where staff say welcome."""
    if work.library.current.bundle.programme.joining == OPEN or _coach_of(work, who) is not None:
        return
    if not _waits(work, who) and _tell(work, who, "bot.staff.newcomer"):
        _remind_later(work, who, 1)


def remind(work: Work, due: Timer) -> None:
    """Tell the team once more while nobody has said welcome; nothing for whoever is gone or has stopped."""
    who = person.get(work.tx, due.subject)
    if who is None or _coach_of(work, who) is not None or who.state == "stopped":
        return
    if _somebody_was_there(work, who):
        _remind_later(work, who, due.number)
        return
    _tell(work, who, "bot.staff.newcomer_waits")
    if due.number < MOST_REMINDERS:
        _remind_later(work, who, due.number + 1)


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Somebody of the staff says welcome, and is their coach from now on; whoever comes later is told."""
    person.lock(work.tx, [button.subject])
    about = person.get(work.tx, button.subject)
    if about is None:
        tell(work, who, "bot.staff.not_here_any_more")
    elif not may(who, Act.WELCOME_PERSON, about):
        refuse(work, who, Act.WELCOME_PERSON, about)
        return
    elif (coach := _coach_of(work, about)) is not None:
        tell(work, who, "bot.staff.welcomed_by", about=about, coach=coach.name, code=about.code)
    else:
        _welcome(work, who, about)
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))


def is_welcome(work: Work, who: Person) -> None:
    """Nobody is reminded any more: somebody said yes, or a card has brought them."""
    timer.remove_of(work.tx, WAITS, who.id)


def where_from(work: Work, reader: Colleague, about: Person) -> list[str]:
    """Return what a card brought along about somebody, a line each, in the reader's language."""
    own, lines = work.library.own, []
    if about.site is not None:
        lines.append(own("bot.staff.about_site", reader.locale, site=about.site))
    if about.release_day is not None:
        day = long_date_words(about.release_day, about.zone, reader.locale)
        lines.append(own("bot.staff.about_release", reader.locale, day=day))
    return lines


def _welcome(work: Work, who: Colleague, about: Person) -> None:
    about = work.change(about, coach=who.id, welcomed_at=about.welcomed_at or work.at)
    is_welcome(work, about)
    work.desk.audit(who, "welcomed", "person", about.id)
    caseload.warn(work, who)
    tell(work, who, "bot.staff.you_welcomed", about=about, code=about.code)
    for other in _welcomers(work):
        if other.id != who.id:
            tell(
                work,
                other,
                "bot.staff.welcomed_by",
                about=about,
                silent=True,
                coach=who.name,
                code=about.code,
            )
    play = Play(work=work, who=about, passing=is_guest(work, about))
    if play.passing:
        play.say("bot.team_welcomes", coach=who.name)
        play.spoken.add_button(play.own("bot.entrance_start_button"), write(OwnButton(verb="start")))
    else:
        play.say("bot.coach_welcomes", coach=who.name)
        play.spoken.menu = menu_for(work.library, about)
    kind = PASSING if play.passing else "welcome"
    programme = work.library.current.bundle.programme
    silent = in_quiet_hours(work.at, about.zone, programme.quiet_from, programme.quiet_until)
    post_spoken(work, about, play.spoken, Lane.REPLY, kind=kind, silent=silent)


def _coach_of(work: Work, who: Person) -> Colleague | None:
    return work.roster.get(who.coach)


def _waits(work: Work, who: Person) -> bool:
    return any(one.kind == WAITS for one in timer.of_person(work.tx, who.id))


def _somebody_was_there(work: Work, who: Person) -> bool:
    """Return whether somebody is called for them, or was there a day ago: a welcome can wait."""
    closings = (one.closed_at for one in case.of_person(work.tx, who.id))
    return any(at is None or work.at - at < REMIND_AFTER for at in closings)


def _remind_later(work: Work, who: Person, number: int) -> None:
    timer.set(
        work.tx,
        id=work.new_id(),
        kind=WAITS,
        subject=who.id,
        number=number,
        due_at=work.at + REMIND_AFTER,
        person=who.id,
    )


def _welcomers(work: Work) -> tuple[Colleague, ...]:
    return tuple(one for one in work.roster.everybody() if may(one, Act.WELCOME_PERSON))


def _tell(work: Work, who: Person, text: str) -> int:
    """Send everybody who can say welcome the code and the language, no more; return how many that are.

    It can wait for a day: it rings for nobody who is off duty.
    """
    told = _welcomers(work)
    for one in told:
        language = language_name(who.locale, one.locale)
        label = work.library.own("bot.staff.button_welcome", one.locale)
        offer = Offer(label=label, verb=WELCOME, subject=who.id)
        silent = not work.roster.is_on(one, work.at)
        tell(work, one, text, about=who, offers=((offer,),), silent=silent, code=who.code, language=language)
    return len(told)


def tell(
    work: Work,
    who: Colleague,
    text: str,
    *,
    about: Person | None = None,
    offers: tuple[tuple[Offer, ...], ...] = (),
    silent: bool = False,
    **values: str,
) -> None:
    """Post one of the bot's own texts to a colleague, about somebody who comes in."""
    words = work.library.own(text, who.locale, **values)
    letter = Letter(
        chat=who.chat,
        lane=Lane.REPLY,
        kind="newcomer",
        text=words,
        offers=offers,
        member=who.id,
        about=about.id if about is not None else None,
        silent=silent,
    )
    work.post((letter,))
