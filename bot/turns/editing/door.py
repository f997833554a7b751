"""What a member who may change conversations sends: files, commands and buttons about them.

Everything here only writes down what is wanted; `workshop` does it after the commit.
"""

from bot.cases import Colleague
from bot.delivery import FileMessage
from bot.publishing import files_of
from bot.scripts.lock import LOCK
from bot.storage import errand, manuscript, outbox
from bot.turns.buttons import StaffButton, TrialButton, TryButton, read
from bot.turns.commands import help_words
from bot.turns.editing import deciding, trying
from bot.turns.editing.naming import is_manuscript, is_pasted, plain_name
from bot.turns.editing.telling import hand, say, tell
from bot.turns.incoming import Commanded, Edited, Pressed, SentMedia, Typed
from bot.turns.staffing.allowed import Act, ever_may, may
from bot.turns.work import TapAnswer, Work

# A conversation has ten thousand letters, a catalog of a large programme some hundred thousand.
LARGEST_FILE = 1_000_000  # bytes
# Telegram cuts what somebody types or pastes at 4,096 letters into several messages.
LONGEST_PASTED = 4_000


def take_in(work: Work, who: Colleague, came: Typed | Commanded | Pressed | SentMedia | Edited) -> bool:
    """Carry out what is about conversations and not about people; return whether it was."""
    if not may(who, Act.CHANGE_SCRIPTS):
        return False
    match came:
        case Commanded():
            return _commanded(work, who, came)
        case Pressed():
            return _pressed(work, who, came)
        case SentMedia() | Typed() if _is_about_a_case(work, who, came.reply_to):
            return False
        case SentMedia():
            return _sent(work, who, came)
        case Typed() if is_pasted(came.words):
            _pasted(work, who, came.words)
        case Typed() if trying.typed(work, who, came.words):
            pass
        case Typed() if not ever_may(who, Act.WRITE_TO_PERSON):
            say(work, who, "bot.staff.editor_help")
        case _:
            return False
    return True


def _is_about_a_case(work: Work, who: Colleague, reply_to: int | None) -> bool:
    """An answer to somebody's words goes to that person, whatever it looks like."""
    if reply_to is None or not ever_may(who, Act.WRITE_TO_PERSON):
        return False
    answered = outbox.by_message(work.tx, who.chat, reply_to)
    return answered is not None and answered.case is not None


def _sent(work: Work, who: Colleague, came: SentMedia) -> bool:
    file = came.file
    if file is None or not (is_manuscript(file.name) or plain_name(file.name) == LOCK):
        if ever_may(who, Act.WRITE_TO_PERSON):
            return False
        say(work, who, "bot.staff.editor_wrong_kind")
    elif plain_name(file.name) == LOCK:
        say(work, who, "bot.staff.editor_lock")
    elif file.size is not None and file.size > LARGEST_FILE:
        say(work, who, "bot.staff.editor_too_large")
    else:
        _read(work, who, {"name": file.name, "file": file.id})
        say(work, who, "bot.staff.editor_reading", file=plain_name(file.name))
    return True


def _pasted(work: Work, who: Colleague, words: str) -> None:
    if len(words) > LONGEST_PASTED:
        say(work, who, "bot.staff.editor_pasted_too_long")
    else:
        _read(work, who, {"name": "", "words": words})
        say(work, who, "bot.staff.editor_reading_pasted")


def _read(work: Work, who: Colleague, body: dict[str, str]) -> None:
    errand.add(work.tx, id=work.new_id(), member=who.id, kind="read", body=body, at=work.at)
    work.errands = True


def _commanded(work: Work, who: Colleague, came: Commanded) -> bool:
    match came.name:
        case "scripts" if came.rest.strip():
            _give(work, who, came.rest)
        case "try" | "scripts":
            trying.commanded(work, who, came.rest)
        case "draft":
            deciding.show_draft(work, who)
        case "start" if who.role == "editor" and not came.rest:
            say(work, who, "bot.staff.editor_welcome", name=who.name)
        case "help" if not ever_may(who, Act.WRITE_TO_PERSON):
            say(work, who, "bot.staff.editor_help")
        case "help":
            own = work.library.own
            told = [help_words(work.library, who.locale, who.role)]
            told += [own("bot.staff.help_case", who.locale), own("bot.staff.editor_help_files", who.locale)]
            if may(who, Act.INVITE_MEMBER):
                told.append(own("bot.staff.editor_help_admin", who.locale))
            tell(work, who, "\n\n".join(told))
        case _:
            return False
    return True


def _give(work: Work, who: Colleague, wish: str) -> None:
    """Send a file as it stands in her draft, or else in the set in force, so that a phone can change it."""
    name = plain_name(wish).lower()
    name = name if name.endswith(".yaml") else f"{name}.yaml"
    draft = manuscript.open_of(work.tx, who.id)
    mine = draft.files.get(name) if draft is not None else None
    words = mine or files_of(work.tx, work.library.current.bundle.hash).get(name)
    if words is None:
        say(work, who, "bot.staff.try_unknown", script=name.removesuffix(".yaml"))
        return
    text = "bot.staff.editor_file_of_draft" if mine else "bot.staff.editor_file_in_force"
    caption = work.library.own(text, who.locale)
    hand(work, who, FileMessage(how="document", caption=caption, content=words.encode(), name=name))


def _pressed(work: Work, who: Colleague, came: Pressed) -> bool:
    match read(came.data):
        case TrialButton() as button:
            trying.pressed(work, who, button, came)
        case TryButton() as button:
            work.courtesies.append(TapAnswer(tap_id=came.tap_id))
            trying.begin(work, who, button.manuscript, button.script, button.language)
        case StaffButton(verb=verb) as button if verb in deciding.VERBS:
            deciding.pressed(work, who, button, came)
        case _:
            return False
    return True
