"""What a member of the team sends: commands, buttons under alerts and cases, words for a participant."""

import secrets
from datetime import timedelta

from bot.cases import (
    CALLED_ROLES,
    OUTCOMES,
    Colleague,
    Letter,
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
from bot.storage import answer, case, conversation, draft, invite, member, person, remark
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.texts import clock_words
from bot.turns.buttons import StaffButton, read
from bot.turns.editing import door
from bot.turns.incoming import Commanded, Edited, Pressed, SentMedia, Typed
from bot.turns.play import Play, call_people, offer_to_go_on
from bot.turns.playing import state_of, take_turn
from bot.turns.posting import post_letters, post_spoken
from bot.turns.seeing import CLOSED_KINDS, OPENING_ROLES
from bot.turns.work import ChoiceShown, TapAnswer, Work

# An invitation that lies around in a chat is a way in for somebody else.
INVITATION_IS_GOOD_FOR = timedelta(days=7)
# Whom a link can be made for.
INVITED_ROLES = ("coach", "editor")
# What participants read before every message of their coach.
LONGEST_NAME = 32
# How many of the latest answers to a question stand on the card.
ANSWERS_ON_CARD = 5
# How many of the latest words that answered no question are looked through.
REMARKS_ON_CARD = 8


def take_in(work: Work, who: Colleague, came: Typed | Commanded | Pressed | SentMedia | Edited) -> None:
    """Carry out what a colleague sent."""
    if door.take_in(work, who, came):
        return
    match came:
        case Commanded():
            _commanded(work, who, came)
        case Pressed():
            _pressed(work, who, came)
        case Typed():
            _typed(work, who, came)
        case SentMedia():
            _media(work, who, came)
        case Edited():
            _say(work, who, "bot.staff.edited")


def join(work: Work, chat: int, name: str, locale: str, token: str) -> bool:
    """Make whoever brings a good invitation what it says; False when it was used, is too old or never was."""
    used = invite.use(work.tx, token, at=work.at)
    if used is None:
        return False
    made = work.new_id()
    name = name[:LONGEST_NAME] or work.library.own("bot.our_team", locale)
    member.add(work.tx, id=made, chat=chat, name=name, role=used.role, locale=locale, at=work.at)
    work.team_changed = True
    joined = Colleague(id=made, chat=chat, name=name, role=used.role, locale=locale)
    work.desk.audit(joined, "joined", "member", made)
    welcome = "bot.staff.editor_welcome" if used.role == "editor" else "bot.staff.welcome_coach"
    _say(work, joined, welcome, name=name)
    return True


def _commanded(work: Work, who: Colleague, came: Commanded) -> None:
    match came.name:
        case "start" if came.rest:
            _say(work, who, "bot.staff.already_member")
        case "start":
            role = "admin" if who.role == "admin" else "coach"
            _say(work, who, f"bot.staff.welcome_{role}", name=who.name)
        case "invite" if who.role == "admin":
            _invite(work, who, came.rest.lower() or "coach")
        case "invite":
            _say(work, who, "bot.staff.not_allowed")
        case "cases" if who.role in OPENING_ROLES:
            work.post(list_cases(work.desk, who))
        case "cases":
            _say(work, who, "bot.staff.not_allowed")
        case "name":
            _rename(work, who, came.rest)
        case _:
            _say(work, who, "bot.staff.help")


def _invite(work: Work, who: Colleague, role: str) -> None:
    if role not in INVITED_ROLES:
        _say(work, who, "bot.staff.editor_help_admin")
        return
    token = secrets.token_urlsafe(18)
    made = work.new_id()
    invite.add(
        work.tx,
        id=made,
        token=token,
        role=role,
        by=who.id,
        at=work.at,
        expires_at=work.at + INVITATION_IS_GOOD_FOR,
    )
    work.desk.audit(who, "invited a coach" if role == "coach" else "invited an editor", "invite", made)
    text = "bot.staff.invite_made" if role == "coach" else "bot.staff.editor_invite_made"
    _say(work, who, text, link=work.library.link(token))


def _rename(work: Work, who: Colleague, name: str) -> None:
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        _say(work, who, "bot.staff.name_how")
        return
    member.change(work.tx, who.id, name=name)
    work.team_changed = True
    _say(work, who, "bot.staff.name_set", name=name)


def _pressed(work: Work, who: Colleague, came: Pressed) -> None:
    button = read(came.data)
    if not isinstance(button, StaffButton) or who.role not in OPENING_ROLES:
        words = work.library.own("bot.toast_not_yours", who.locale)
        work.courtesies.append(TapAnswer(tap_id=came.tap_id, words=words))
        return
    work.courtesies.append(TapAnswer(tap_id=came.tap_id))
    if button.verb == "for":
        _send_draft(work, who, button, came)
        return
    held = case.get(work.tx, button.subject)
    about = person.get(work.tx, held.person) if held is not None else None
    if held is None or about is None:
        _say(work, who, "bot.staff.no_case")
        return
    if held.state == "closed":
        _say(work, who, "bot.staff.already_closed", code=held.code)
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        return
    _act(work, who, held, about, button, came)


def _act(work: Work, who: Colleague, held: Case, about: Person, button: StaffButton, came: Pressed) -> None:
    match button.verb:
        case "open":
            work.post(open_case(work.desk, held, who, _portrait(work, who, about, held)))
        case "take":
            work.post(take(work.desk, held, about, who))
            _a_person_is_here(work, about)
            work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        case "close" if held.coach == who.id:
            work.post(ask_outcome(work.desk, held, who))
        case "closed" if held.coach == who.id and button.detail in OUTCOMES:
            work.post(close(work.desk, held, about, who, button.detail))
            work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
            _go_on_without_coach(work, about)
        case _:
            holder = work.desk.holder(held)
            name = holder.name if holder else work.library.own("bot.staff.card_nobody", who.locale)
            _say(work, who, "bot.staff.other_has_it", coach=name, code=held.code)


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
    """Offer the person the conversation that stood still while the coach was there."""
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
        own("bot.staff.about_name", who.locale, name=about.name or "–"),
        own(
            "bot.staff.about_language",
            who.locale,
            language=work.library.languages.get(about.locale, about.locale),
        ),
        own("bot.staff.about_time", who.locale, time=clock_words(work.at, about.zone, who.locale)),
    ]
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
    if who.role not in CALLED_ROLES:
        _say(work, who, "bot.staff.not_allowed")
        return
    found = which_case(work.desk, who, came.reply_to, came.words)
    if isinstance(found, tuple):
        if found:
            work.post(ask_which(work.desk, who, found, came.words))
        else:
            _say(work, who, "bot.staff.no_case")
        return
    about = person.get(work.tx, found.person)
    if about is not None:
        work.post(to_person(work.desk, found, about, who, came.words))


def _media(work: Work, who: Colleague, came: SentMedia) -> None:
    if who.role not in CALLED_ROLES:
        _say(work, who, "bot.staff.not_allowed")
        return
    found = which_case(work.desk, who, came.reply_to, came.caption or "")
    if isinstance(found, tuple):
        _say(work, who, "bot.staff.media_needs_case" if found else "bot.staff.no_case")
        return
    about = person.get(work.tx, found.person)
    if about is not None:
        work.post(media_to_person(work.desk, found, about, who, came.message_id))


def _send_draft(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    kept = draft.take(work.tx, button.subject)
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    found = next(
        (one for one in case.open_cases(work.tx) if one.code == button.detail and one.coach == who.id), None
    )
    about = person.get(work.tx, found.person) if found is not None else None
    if kept is None or kept.member != who.id or found is None or about is None:
        _say(work, who, "bot.staff.no_case")
        return
    work.post(to_person(work.desk, found, about, who, kept.words))
    _say(work, who, "bot.staff.sent_to", code=found.code)


def _say(work: Work, who: Colleague, text: str, **values: str | int) -> None:
    words = work.library.own(text, who.locale, **values)
    work.post((Letter(chat=who.chat, lane=Lane.REPLY, kind="staff", text=words, member=who.id),))
