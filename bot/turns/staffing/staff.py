"""What a member of the team sends: commands, buttons under alerts and cases, words for a participant."""

from bot.cases import (
    ANYWAY,
    NOT_REACHED,
    OUTCOMES,
    Colleague,
    ask_outcome,
    close,
    close_unanswered,
    look_before_closing,
)
from bot.engine import Ending, is_crisis_script
from bot.storage import case, conversation, member, person
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.buttons import StaffButton, read
from bot.turns.climbing import doors as climbing
from bot.turns.commands import help_words
from bot.turns.drilling import answering
from bot.turns.drilling import doors as drilling
from bot.turns.editing import door
from bot.turns.incoming import Commanded, Edited, Pressed, SentMedia, Typed
from bot.turns.leading import debrief
from bot.turns.leading import doors as leading
from bot.turns.opening import doors as opening
from bot.turns.opening.record import opened
from bot.turns.owning.uncovering import bring_to_coach
from bot.turns.play import Play, offer_to_go_on
from bot.turns.playing import set_status
from bot.turns.posting import post_letters, post_spoken
from bot.turns.serving import doors as serving
from bot.turns.staffing import inviting, new_phone, reaching, team
from bot.turns.staffing.allowed import Act, ever_may, may, refuse, refused
from bot.turns.staffing.on_case import not_hers
from bot.turns.staffing.seen_before import looks_first
from bot.turns.staffing.taking import a_person_is_here, takes
from bot.turns.staffing.telling import say, tell
from bot.turns.talking import doors as talking
from bot.turns.talking import guessing, quick, saying
from bot.turns.welcoming import newcomers
from bot.turns.welcoming.forgetting import end_help
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import ChoiceShown, TapAnswer, Work

# What each button under a case asks for.
_ACTS = {
    "open": Act.OPEN_CASE,
    "take": Act.TAKE_CASE,
    "close": Act.CLOSE_CASE,
    "closed": Act.CLOSE_CASE,
    ANYWAY: Act.CLOSE_CASE,
    "read": Act.WRITE_TO_PERSON,
}
# The drill looks first: its words and taps never become a real person's.
_ROOMS = (drilling, climbing, serving, talking, opening, leading)
# Commands of those rooms: each asks by itself what the member may do.
_COMMANDS = {name: act for room in _ROOMS for name, act in room.COMMANDS.items()}
# Buttons that ask by themselves what the member may do.
_BY_THEMSELVES = {
    **{verb: act for room in _ROOMS for verb, act in room.VERBS.items()},
    **dict.fromkeys(inviting.VERBS, inviting.pressed),
    **dict.fromkeys(new_phone.VERBS, new_phone.pressed),
    **dict.fromkeys(newcomers.VERBS, newcomers.pressed),
    reaching.NEVER_MIND: reaching.never_mind,
}


def take_in(work: Work, who: Colleague, came: Typed | Commanded | Pressed | SentMedia | Edited) -> None:
    """Carry out what a colleague sent."""
    if door.take_in(work, who, came):
        return
    match came:
        case Commanded():
            _nothing_is_asked(work, who)
            quick.nothing_is_written(work, who)
            _commanded(work, who, came)
        case Pressed():
            _nothing_is_asked(work, who)
            quick.other_button(work, who, came)
            _pressed(work, who, came)
        case Typed():
            _typed(work, who, came)
        case SentMedia():
            saying.media(work, who, came)
        case Edited():
            saying.edited(work, who, came)


def _nothing_is_asked(work: Work, who: Colleague) -> None:
    reaching.nothing_is_asked(work, who)
    opening.nothing_is_asked(work, who)


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
        case name if name in _COMMANDS:
            _COMMANDS[name](work, who, came.rest)
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
    if isinstance(button, StaffButton) and answering.pressed(work, who, button, came):
        return
    elsewhere = _BY_THEMSELVES.get(button.verb) if isinstance(button, StaffButton) else None
    if isinstance(button, StaffButton) and elsewhere is not None:
        work.courtesies.append(TapAnswer(tap_id=came.tap_id))
        elsewhere(work, who, button, came)
        return
    if not isinstance(button, StaffButton) or act is None:
        work.desk.audit(who, guessing.UNKNOWN, "member", who.id)
        words = work.library.own("bot.toast_not_yours", who.locale)
        work.courtesies.append(TapAnswer(tap_id=came.tap_id, words=words))
        return
    if not ever_may(who, act):
        work.courtesies.append(TapAnswer(tap_id=came.tap_id, words=refused(work, who, act)))
        return
    work.courtesies.append(TapAnswer(tap_id=came.tap_id))
    held = case.get(work.tx, button.subject)
    about = person.get(work.tx, held.person) if held is not None else None
    if held is None or about is None:
        work.desk.audit(who, guessing.UNKNOWN, "member", who.id)
        say(work, who, "bot.staff.no_case")
    elif held.state == "closed":
        say(work, who, "bot.staff.already_closed", code=held.code)
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    elif may(who, act, about, held):
        _act(work, who, held, about, button, came)
    else:
        not_hers(work, who, held, about, act)


def _act(work: Work, who: Colleague, held: Case, about: Person, button: StaffButton, came: Pressed) -> None:
    match button.verb:
        case "open":
            opened(work, who, held, about)
        case "take":
            takes(work, who, held, about, came)
        case "read":
            if not bring_to_coach(work, who, held):
                work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        case "close":
            bring_to_coach(work, who, held)  # what was never read does not leave the screen with the rest
            work.post(ask_outcome(work.desk, held, who))
        case "closed" if button.detail in OUTCOMES and not looks_first(work, who, held, came):
            if button.detail == NOT_REACHED:
                _closes_unanswered(work, who, held, about, came, anyway=False)
            else:
                work.post(close(work.desk, held, about, who, button.detail))
                _is_over(work, who, held, about, button.detail, came)
        case verb if verb == ANYWAY and not looks_first(work, who, held, came):
            _closes_unanswered(work, who, held, about, came, anyway=True)


def _closes_unanswered(
    work: Work, who: Colleague, held: Case, about: Person, came: Pressed, *, anyway: bool
) -> None:
    """Close it because nobody answers, or ask first; `anyway` says that she was asked."""
    asked = look_before_closing(work.desk, held, about, who, anyway=anyway)
    if asked:
        work.post(asked)
        return
    work.post(close_unanswered(work.desk, held, about, who))
    _is_over(work, who, held, about, NOT_REACHED, came)


def _is_over(work: Work, who: Colleague, held: Case, about: Person, outcome: str, came: Pressed) -> None:
    """What follows when a case is closed: a word to whoever closed it, and what stood still goes on."""
    debrief.after_closing(work, who, held, outcome)
    work.ask_to_clear()
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    _go_on_without_coach(work, about)


def _go_on_without_coach(work: Work, about: Person) -> None:
    """Offer the person what stood still while the coach was there; a guest is asked nothing more."""
    if is_guest(work, about):
        end_help(work, about)
        return
    _help_is_over(work, about)
    a_person_is_here(work, about)
    post_letters(work)
    waiting = next(iter(conversation.open_of(work.tx, about.id)), None)
    if waiting is None or waiting.status == "invited" or not about.reachable:
        return
    play = Play(work=work, who=about)
    offer_to_go_on(play, waiting)
    post_spoken(work, about, play.spoken, Lane.CASE)


def _help_is_over(work: Work, about: Person) -> None:
    """End what helped until a human came: left open, its silence would call people once more tomorrow."""
    for talk in conversation.open_of(work.tx, about.id):
        bundle = work.library.edition(talk.bundle).bundle
        if talk.script in bundle.scripts and is_crisis_script(bundle, talk.script):
            set_status(work, talk, Ending.REPLACED.value)


def _typed(work: Work, who: Colleague, came: Typed) -> None:
    if not ever_may(who, Act.WRITE_TO_PERSON):
        refuse(work, who, Act.WRITE_TO_PERSON)
        return
    if reaching.typed(work, who, came) or inviting.typed(work, who, came):
        return
    if any(answers(work, who, came) for room in _ROOMS for answers in room.ANSWERS):
        return
    saying.typed(work, who, came)
