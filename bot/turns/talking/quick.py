"""/quick: answers that supervisors write once, in every language, for coaches to send with one tap.

Whoever has a case is shown them in the person's language, whatever her own is. A language that is missing is
said when they are written, and those who read it are not offered the answer.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Final

from bot.cases import Colleague, Offer
from bot.storage import draft, quick_reply
from bot.storage.quick_reply import QuickReply
from bot.texts import language_name
from bot.turns.buttons import StaffButton, read
from bot.turns.incoming import Pressed, Typed
from bot.turns.staffing.allowed import Act, ever_may, refuse
from bot.turns.staffing.telling import say, tell
from bot.turns.talking.unclear import came_late
from bot.turns.work import ChoiceShown, Work

# What is being written, among a member's drafts.
WRITING: Final = "quick"
# About what is typed later she is asked whom it is for.
ASKED_FOR = timedelta(minutes=10)
LONGEST_NAME = 24  # letters that fit on a button of a narrow phone
LONGEST_WORDS = 1000  # one screen
_QUOTES: Final = "\"'“”„«»‘’ "  # around a name that somebody quotes; the bot writes its own
MOST = 30  # buttons that are still found with the eyes
# What is asked for first; then the programme's languages, by their codes.
_NAME: Final = "name"
SHOW, ADD, CHANGE = "qr", "qr-add", "qr-change"
REMOVE, SURE, SKIP, STOP = "qr-remove", "qr-sure", "qr-skip", "qr-stop"
VERBS: Final = (SHOW, ADD, CHANGE, REMOVE, SURE, SKIP, STOP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """An answer so far: `asks` is what the next words are, `id` the answer that is changed, None for new."""

    asks: str
    id: int | None = None
    name: str = ""
    words: dict[str, str] = field(default_factory=dict)


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """List the answers; add one, change one, remove one."""
    if not ever_may(who, Act.WRITE_QUICK_REPLIES):
        refuse(work, who, Act.WRITE_QUICK_REPLIES)
        return
    replies = quick_reply.all_(work.tx)
    own = work.library.own
    lines = [own("bot.staff.quick_list" if replies else "bot.staff.quick_none", who.locale)]
    lines += [_line(work, who, one) for one in replies]
    offers = [(Offer(label=one.name, verb=SHOW, subject=one.id),) for one in replies[:MOST]]
    if len(replies) < MOST:
        offers.append((Offer(label=own("bot.staff.quick_add", who.locale), verb=ADD, subject=0),))
    tell(work, who, "\n".join(lines), tuple(offers))


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Show, change or remove one answer, or go on with one that is being written."""
    if not ever_may(who, Act.WRITE_QUICK_REPLIES):
        refuse(work, who, Act.WRITE_QUICK_REPLIES)
        return
    if button.verb != SHOW:
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    match button.verb:
        case "qr-add":
            _ask(work, who, Writing(asks=_NAME))
            return
        case "qr-skip":
            _skip(work, who)
            return
        case "qr-stop":
            draft.drop(work.tx, who.id, WRITING)
            say(work, who, "bot.staff.quick_stays")
            return
    one = quick_reply.get(work.tx, button.subject)
    if one is None:
        say(work, who, "bot.staff.quick_gone")
        return
    match button.verb:
        case "qr-change":
            _ask(work, who, Writing(asks=_NAME, id=one.id, name=one.name, words=dict(one.words)))
        case "qr-remove":
            own = work.library.own
            sure = Offer(label=own("bot.staff.quick_remove", who.locale), verb=SURE, subject=one.id)
            stay = Offer(label=own("bot.staff.quick_never_mind", who.locale), verb=STOP, subject=0)
            say(work, who, "bot.staff.quick_sure", ((sure,), (stay,)), name=one.name)
        case "qr-sure":
            quick_reply.remove(work.tx, one.id)
            say(work, who, "bot.staff.quick_removed", name=one.name)
        case _:
            _show(work, who, one)


def typed(work: Work, who: Colleague, came: Typed) -> bool:
    """Take these words as what was asked for; return whether anything was.

    An answer to a message is meant for whoever wrote that.
    """
    waiting = draft.of(work.tx, who.id, WRITING) if came.reply_to is None else None
    if waiting is None:
        return False
    draft.drop(work.tx, who.id, WRITING)
    if not ever_may(who, Act.WRITE_QUICK_REPLIES):
        return False
    if work.at - waiting.at > ASKED_FOR:
        return came_late(work, who, came)
    writing = Writing(**json.loads(waiting.words))
    if writing.asks == _NAME:
        name = " ".join(came.words.split()).strip(_QUOTES)[:LONGEST_NAME].rstrip()
        if not name:
            _ask(work, who, writing)
            return True
        _next(work, who, Writing(asks=_NAME, id=writing.id, name=name, words=writing.words))
    else:
        said = came.words.strip()
        if len(said) > LONGEST_WORDS:
            say(work, who, "bot.staff.quick_too_long", count=len(said), most=LONGEST_WORDS)
            _ask(work, who, writing)
            return True
        words = {**writing.words, writing.asks: said}
        _next(work, who, Writing(asks=writing.asks, id=writing.id, name=writing.name, words=words))
    return True


def nothing_is_written(work: Work, who: Colleague) -> None:
    """Whoever goes on to something else writes no answer any more: her next words are for a person."""
    draft.drop(work.tx, who.id, WRITING)


def other_button(work: Work, who: Colleague, came: Pressed) -> None:
    """The same when she presses a button that has nothing to do with it."""
    button = read(came.data)
    if not isinstance(button, StaffButton) or button.verb not in VERBS:
        nothing_is_written(work, who)


def missing(work: Work, words: dict[str, str]) -> tuple[str, ...]:
    """Return the programme's languages that an answer does not have."""
    languages = work.library.current.bundle.programme.languages
    return tuple(one for one in languages if not words.get(one))


def _skip(work: Work, who: Colleague) -> None:
    waiting = draft.of(work.tx, who.id, WRITING)
    if waiting is None:
        say(work, who, "bot.staff.quick_gone")
        return
    draft.drop(work.tx, who.id, WRITING)
    writing = Writing(**json.loads(waiting.words))
    if writing.asks == _NAME and not writing.name:
        _ask(work, who, writing)
    else:
        _next(work, who, writing)


def _next(work: Work, who: Colleague, writing: Writing) -> None:
    asked = (_NAME, *work.library.current.bundle.programme.languages)
    place = asked.index(writing.asks) + 1 if writing.asks in asked else len(asked)
    if place < len(asked):
        _ask(
            work,
            who,
            Writing(asks=asked[place], id=writing.id, name=writing.name, words=writing.words),
        )
    else:
        _keep(work, who, writing)


def _ask(work: Work, who: Colleague, writing: Writing) -> None:
    nothing_is_written(work, who)
    words = json.dumps(asdict(writing), ensure_ascii=False)
    draft.add(work.tx, id=work.new_id(), member=who.id, words=words, at=work.at, kind=WRITING)
    own = work.library.own
    now = writing.name if writing.asks == _NAME else writing.words.get(writing.asks, "")
    if writing.asks == _NAME:
        asked = own("bot.staff.quick_ask_name", who.locale)
    else:
        language = language_name(writing.asks, who.locale)
        asked = own("bot.staff.quick_ask_words", who.locale, language=language, name=writing.name)
    offers = []
    if now or writing.asks != _NAME:
        text = "bot.staff.quick_keep" if now else "bot.staff.quick_leave_out"
        offers.append((Offer(label=own(text, who.locale), verb=SKIP, subject=0),))
    offers.append((Offer(label=own("bot.staff.quick_never_mind", who.locale), verb=STOP, subject=0),))
    blocks = [asked, *([own("bot.staff.quick_now", who.locale, words=now)] if now else [])]
    tell(work, who, "\n\n".join(blocks), tuple(offers))


def _keep(work: Work, who: Colleague, writing: Writing) -> None:
    words = {language: said for language, said in writing.words.items() if said}
    if not words:
        say(work, who, "bot.staff.quick_without_words")
        return
    if writing.id is None or not quick_reply.replace(
        work.tx, writing.id, name=writing.name, words=words, by=who.id, at=work.at
    ):
        made = work.new_id()
        quick_reply.add(work.tx, id=made, name=writing.name, words=words, by=who.id, at=work.at)
    told = [work.library.own("bot.staff.quick_kept", who.locale, name=writing.name)]
    told += _missing_words(work, who, words)
    tell(work, who, "\n\n".join(told))


def _show(work: Work, who: Colleague, one: QuickReply) -> None:
    own = work.library.own
    blocks = [one.name]
    for language, words in one.words.items():
        blocks.append(f"{language_name(language, who.locale)}:\n{words}")
    blocks += _missing_words(work, who, dict(one.words))
    change = Offer(label=own("bot.staff.quick_change", who.locale), verb=CHANGE, subject=one.id)
    remove = Offer(label=own("bot.staff.quick_remove", who.locale), verb=REMOVE, subject=one.id)
    tell(work, who, "\n\n".join(blocks), ((change,), (remove,)))


def _line(work: Work, who: Colleague, one: QuickReply) -> str:
    gone = [language_name(language, who.locale) for language in missing(work, dict(one.words))]
    if not gone:
        return f"• {one.name}"
    said = work.library.own("bot.staff.quick_line_missing", who.locale, languages=", ".join(gone))
    return f"• {one.name} · {said}"


def _missing_words(work: Work, who: Colleague, words: dict[str, str]) -> list[str]:
    return [
        work.library.own("bot.staff.quick_missing", who.locale, language=language_name(language, who.locale))
        for language in missing(work, words)
    ]
