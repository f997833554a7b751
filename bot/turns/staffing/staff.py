"""What a member of the team sends: commands, buttons under alerts and cases, words for a participant."""

from bot.cases import (
    OUTCOMES,
    Colleague,
    Portrait,
    ask_outcome,
    ask_which,
    close,
    list_cases,
    media_to_person,
    open_case,
    take,
    to_person,
    which_case,
)
from bot.engine import PersonArrived, Phase
from bot.storage import answer, case, conversation, draft, member, person, remark
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.texts import clock_words, language_name
from bot.turns.buttons import StaffButton, read
from bot.turns.commands import help_words
from bot.turns.editing import door
from bot.turns.incoming import Commanded, Edited, Pressed, SentMedia, Typed
from bot.turns.owning.uncovering import bring_to_coach, note_sent
from bot.turns.play import Play, call_people, offer_to_go_on
from bot.turns.playing import state_of, take_turn
from bot.turns.posting import post_letters, post_spoken
from bot.turns.staffing import inviting, new_phone, reaching, team
from bot.turns.staffing.allowed import Act, ever_may, may, refuse, refused, seen_by
from bot.turns.staffing.seeing import CLOSED_KINDS
from bot.turns.staffing.telling import say, tell
from bot.turns.welcoming import newcomers
from bot.turns.welcoming.forgetting import end_help
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import ChoiceShown, TapAnswer, Work

# How many of the latest answers to a question stand on the card.
ANSWERS_ON_CARD = 5
# How many of the latest words that answered no question are looked through.
REMARKS_ON_CARD = 8

# What each button under a case asks for.
_ACTS = {
    "open": Act.OPEN_CASE,
    "take": Act.TAKE_CASE,
    "close": Act.CLOSE_CASE,
    "closed": Act.CLOSE_CASE,
    "read": Act.WRITE_TO_PERSON,
    "for": Act.WRITE_TO_PERSON,
}
# Buttons about somebody who comes in: each asks by itself what the member may do.
_WAYS_IN = {
    **dict.fromkeys(inviting.VERBS, inviting.pressed),
    **dict.fromkeys(new_phone.VERBS, new_phone.pressed),
    **dict.fromkeys(newcomers.VERBS, newcomers.pressed),
}


def take_in(work: Work, who: Colleague, came: Typed | Commanded | Pressed | SentMedia | Edited) -> None:
    """Carry out what a colleague sent."""
    if door.take_in(work, who, came):
        return
    match came:
        case Commanded():
            reaching.nothing_is_asked(work, who)
            _commanded(work, who, came)
        case Pressed():
            reaching.nothing_is_asked(work, who)
            _pressed(work, who, came)
        case Typed():
            _typed(work, who, came)
        case SentMedia():
            _media(work, who, came)
        case Edited():
            say(work, who, "bot.staff.edited")


def _commanded(work: Work, who: Colleague, came: Commanded) -> None:
    match came.name:
        case "start" if came.rest:
            say(work, who, "bot.staff.already_member")
        case "start":
            role = "admin" if who.role == "admin" else "coach"
            say(work, who, f"bot.staff.welcome_{role}", name=who.name)
        case "invite":
            inviting.commanded(work, who, came.rest)
        case "newphone":
            new_phone.commanded(work, who, came.rest)
        case "cases" if may(who, Act.LIST_CASES):
            work.post(list_cases(work.desk, who))
        case "cases":
            refuse(work, who, Act.LIST_CASES)
        case "reach":
            reaching.commanded(work, who, came.rest)
        case "team":
            team.show(work, who)
        case "leave":
            team.ask_to_leave(work, who)
        case "name":
            _rename(work, who, came.rest)
        case "try" | "draft" | "scripts":
            refuse(work, who, Act.CHANGE_SCRIPTS)  # whoever may was heard by the editors' door
        case _:
            _help(work, who)


def _help(work: Work, who: Colleague) -> None:
    told = [help_words(work.library, who.locale, who.role)]
    if ever_may(who, Act.WRITE_TO_PERSON):
        told.append(work.library.own("bot.staff.help_case", who.locale))
    tell(work, who, "\n\n".join(told))


def _rename(work: Work, who: Colleague, name: str) -> None:
    name = " ".join(name.split())[: team.LONGEST_NAME]
    if not name:
        say(work, who, "bot.staff.name_how")
        return
    member.change(work.tx, who.id, name=name)
    work.team_changed = True
    say(work, who, "bot.staff.name_set", name=name)


def _pressed(work: Work, who: Colleague, came: Pressed) -> None:
    button = read(came.data)
    act = _ACTS.get(button.verb) if isinstance(button, StaffButton) else None
    if isinstance(button, StaffButton) and button.verb in team.VERBS:
        team.pressed(work, who, button, came)
        return
    way_in = _WAYS_IN.get(button.verb) if isinstance(button, StaffButton) else None
    if isinstance(button, StaffButton) and way_in is not None:
        work.courtesies.append(TapAnswer(tap_id=came.tap_id))
        way_in(work, who, button, came)
        return
    if not isinstance(button, StaffButton) or act is None:
        words = work.library.own("bot.toast_not_yours", who.locale)
        work.courtesies.append(TapAnswer(tap_id=came.tap_id, words=words))
        return
    if not ever_may(who, act):
        work.courtesies.append(TapAnswer(tap_id=came.tap_id, words=refused(work, who, act)))
        return
    work.courtesies.append(TapAnswer(tap_id=came.tap_id))
    if button.verb == "for":
        _send_draft(work, who, button, came)
        return
    held = case.get(work.tx, button.subject)
    about = person.get(work.tx, held.person) if held is not None else None
    if held is None or about is None:
        say(work, who, "bot.staff.no_case")
    elif held.state == "closed":
        say(work, who, "bot.staff.already_closed", code=held.code)
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    elif may(who, act, about, held):
        _act(work, who, held, about, button, came)
    else:
        _not_hers(work, who, held, about, act)


def _act(work: Work, who: Colleague, held: Case, about: Person, button: StaffButton, came: Pressed) -> None:
    match button.verb:
        case "open":
            portrait = _portrait(work, who, about, held)
            programme = work.library.current.bundle.programme.name
            work.post(open_case(work.desk, held, who, portrait, programme=programme))
        case "take":
            work.post(take(work.desk, held, seen_by(who, about, held), who))
            _a_person_is_here(work, about)
            work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        case "read":
            if not bring_to_coach(work, who, held):
                work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        case "close":
            bring_to_coach(work, who, held)  # what was never read does not leave the screen with the rest
            work.post(ask_outcome(work.desk, held, who))
        case "closed" if button.detail in OUTCOMES:
            work.post(close(work.desk, held, about, who, button.detail))
            work.ask_to_clear()
            work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
            _go_on_without_coach(work, about)


def _not_hers(work: Work, who: Colleague, held: Case, about: Person, act: Act) -> None:
    """Somebody else has the case: whose it is explains why nothing happens."""
    refused(work, who, act, about)
    holder = work.desk.holder(held)
    name = holder.name if holder else work.library.own("bot.staff.card_nobody", who.locale)
    say(work, who, "bot.staff.other_has_it", coach=name, code=held.code)


def _a_person_is_here(work: Work, about: Person) -> None:
    """Let a conversation that held on until a person came go on; what it says follows the coach's name."""
    for talk in conversation.open_of(work.tx, about.id):
        if talk.status == "open" and state_of(talk).phase is Phase.HOLDING:
            post_letters(work)
            play = Play(work=work, who=about)
            take_turn(play, talk, PersonArrived())
            call_people(play)
            post_spoken(work, about, play.spoken, Lane.CASE)


def _go_on_without_coach(work: Work, about: Person) -> None:
    """Offer the person what stood still while the coach was there; a guest is asked nothing more."""
    if is_guest(work, about):
        end_help(work, about)
        return
    _a_person_is_here(work, about)
    post_letters(work)
    waiting = next(iter(conversation.open_of(work.tx, about.id)), None)
    if waiting is None or waiting.status == "invited":
        return
    play = Play(work=work, who=about)
    offer_to_go_on(play, waiting)
    post_spoken(work, about, play.spoken, Lane.CASE)


def _portrait(work: Work, who: Colleague, about: Person, held: Case) -> Portrait:
    own = work.library.own
    edition = work.library.current
    lines = [
        own("bot.staff.about_name", who.locale, name=seen_by(who, about, held).name or "–"),
        own(
            "bot.staff.about_language",
            who.locale,
            language=language_name(about.locale, who.locale),
        ),
        own("bot.staff.about_time", who.locale, time=clock_words(work.at, about.zone, who.locale)),
    ]
    if not may(who, Act.READ_RECORD, about, held):
        return Portrait(about=[*lines, own("bot.staff.card_sheltered", who.locale)], answers=())
    lines += newcomers.where_from(work, who, about)
    keys = [key for key in edition.bundle.keys.values() if key.kind not in CLOSED_KINDS and not key.retired]
    history = answer.history(
        work.tx, about.id, [key.name for key in keys], before_conversation=None, limit_per_key=ANSWERS_ON_CARD
    )
    answers = [
        own(
            "bot.staff.answer_line",
            who.locale,
            label=key.label,
            values=", ".join("–" if value is None else str(value) for _, value in history[key.name]),
        )
        for key in keys
        if history.get(key.name)
    ]
    # What came later is in the case itself.
    latest = remark.of(work.tx, about.id, REMARKS_ON_CARD)
    words = [one.words for one in reversed(latest) if one.at <= held.opened_at]
    return Portrait(about=lines, answers=answers, words=words)


def _typed(work: Work, who: Colleague, came: Typed) -> None:
    if not ever_may(who, Act.WRITE_TO_PERSON):
        refuse(work, who, Act.WRITE_TO_PERSON)
        return
    if reaching.typed(work, who, came) or inviting.typed(work, who, came):
        return
    found = which_case(work.desk, who, came.reply_to, came.words)
    if isinstance(found, tuple):
        if found:
            note_sent(work, who, None, came.message_id)
            work.post(ask_which(work.desk, who, found, came.words))
        else:
            say(work, who, "bot.staff.no_case")
        return
    about = person.get(work.tx, found.person)
    if about is not None:
        note_sent(work, who, found, came.message_id)
        work.post(to_person(work.desk, found, about, who, came.words))


def _media(work: Work, who: Colleague, came: SentMedia) -> None:
    if not ever_may(who, Act.WRITE_TO_PERSON):
        refuse(work, who, Act.WRITE_TO_PERSON)
        return
    found = which_case(work.desk, who, came.reply_to, came.caption or "")
    if isinstance(found, tuple):
        say(work, who, "bot.staff.media_needs_case" if found else "bot.staff.no_case")
        return
    about = person.get(work.tx, found.person)
    if about is not None:
        note_sent(work, who, found, came.message_id)
        work.post(media_to_person(work.desk, found, about, who, came.message_id))


def _send_draft(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    kept = draft.take(work.tx, button.subject, who.id)
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    found = next(
        (one for one in case.open_cases(work.tx) if one.code == button.detail and one.coach == who.id), None
    )
    about = person.get(work.tx, found.person) if found is not None else None
    if kept is None or found is None or about is None:
        say(work, who, "bot.staff.no_case")
        return
    work.post(to_person(work.desk, found, about, who, kept.words))
    say(work, who, "bot.staff.sent_to", code=found.code)
