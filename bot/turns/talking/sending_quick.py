"""[Quick replies] under a case: what supervisors wrote, in the person's language; one tap sends it, once."""

from typing import Final

from bot.cases import Colleague, Offer, to_person
from bot.ids import from_base62, to_base62
from bot.storage import draft, quick_reply
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.staffing.allowed import Act, ever_may, refuse
from bot.turns.staffing.on_case import case_for
from bot.turns.staffing.seen_before import looks_first_at
from bot.turns.staffing.telling import say, tell
from bot.turns.work import ChoiceShown, Work

# Under a case, and under the list of answers.
QUICK, SEND = "quick", "quick-send"
# One list sends one answer: a second tap of the same thumb finds it used. It holds the case.
LIST: Final = "quick list"
# So much of an answer is shown before it is sent.
SHOWN = 300


def words_for(one_words: dict[str, str], locale: str) -> str | None:
    """Return an answer's words in this language, or in the one it is a kind of."""
    return one_words.get(locale) or one_words.get(locale.partition("_")[0])


def show(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """List the answers in the person's language, a button each."""
    found = case_for(work, who, button.subject, Act.WRITE_TO_PERSON)
    if found is None:
        return
    held, about = found
    replies = [
        (one, words)
        for one in quick_reply.all_(work.tx)
        if (words := words_for(dict(one.words), about.locale)) is not None
    ]
    if not replies:
        say(work, who, "bot.staff.quick_none_for", code=held.code)
        return
    made = work.new_id()
    draft.drop(work.tx, who.id, LIST)
    draft.add(work.tx, id=made, member=who.id, words=str(held.id), at=work.at, kind=LIST)
    lines = [work.library.own("bot.staff.quick_for", who.locale, code=held.code)]
    lines += [f"{one.name}:\n{words[:SHOWN]}" for one, words in replies]
    offers = tuple(
        (Offer(label=one.name, verb=SEND, subject=made, detail=to_base62(one.id)),) for one, _ in replies
    )
    tell(work, who, "\n\n".join(lines), offers)


def send(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Send the answer as the coach's own words."""
    if not ever_may(who, Act.WRITE_TO_PERSON):
        refuse(work, who, Act.WRITE_TO_PERSON)
        return
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    waiting = draft.take(work.tx, button.subject, who.id)
    if waiting is None or waiting.kind != LIST:
        say(work, who, "bot.staff.quick_used")
        return
    found = case_for(work, who, int(waiting.words), Act.WRITE_TO_PERSON)
    if found is None:
        return
    held, about = found
    if looks_first_at(work, who, held, came, since=waiting.at):
        return
    one = quick_reply.get(work.tx, _number(button.detail))
    words = words_for(dict(one.words), about.locale) if one is not None else None
    if one is None or words is None:
        say(work, who, "bot.staff.quick_gone")
        return
    work.post(to_person(work.desk, held, about, who, words))
    say(work, who, "bot.staff.quick_sent", name=one.name, code=held.code)


def _number(detail: str | None) -> int:
    try:
        return from_base62(detail or "")
    except ValueError:
        return 0
