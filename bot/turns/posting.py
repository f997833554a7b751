"""From what a turn says, and what its cases want sent, to rows of the outbox. Nothing is sent here."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cases import Letter
from bot.cases.second_way import MARK
from bot.delivery import Button, CopiedMessage, Cover, InlineKeyboard, Message, TextMessage, to_body
from bot.ids import to_base62
from bot.storage import case, outbox, person
from bot.storage.lane import Lane
from bot.storage.outbox import NewMessage
from bot.storage.person import Person
from bot.texts import pieces
from bot.turns.buttons import OF_CASE, OwnButton, StaffButton, write
from bot.turns.spoken import Spoken
from bot.turns.work import FirstAidGiven, Work

# What the programme sends by itself and is no longer of use after this: an invitation read at night would
# ask about a day that is over.
INVITATION_LASTS = timedelta(hours=6)
# What a crisis puts aside: replies, nudges and announcements that no longer fit what the person said.
WITHDRAWN_BY_CRISIS = (Lane.REPLY, Lane.NUDGE, Lane.BULK)
# So long after somebody has done something, they are taken to look at the phone still.
LOOKS_FOR = timedelta(minutes=2)


def post_spoken(
    work: Work,
    who: Person,
    spoken: Spoken,
    lane: Lane,
    *,
    kind: str = "turn",
    silent: bool = False,
    expires_at: datetime | None = None,
    nudge_after: timedelta | None = None,
    give_up_after: timedelta | None = None,
    is_question: bool = False,
) -> None:
    """Queue a turn's messages; the last one carries the question and starts its clocks when it is sent.

    A crisis turn first withdraws what was still waiting for this chat in the lower lanes, and it rings.
    """
    if lane is Lane.CRISIS:
        outbox.withdraw(work.tx, who.chat, WITHDRAWN_BY_CRISIS, work.at)
        silent = False
    turn = 0  # an invitation
    if spoken.waits is not None:
        is_question, turn = True, spoken.waits
    if spoken.ask is not None:
        is_question, turn = True, spoken.ask.turn
        nudge_after, give_up_after = spoken.ask.nudge_after, spoken.ask.give_up_after
    messages = spoken.messages(silent=silent)
    for number, message in enumerate(messages, start=1):
        last, row = number == len(messages), work.new_id()
        queue(
            work,
            NewMessage(
                id=row,
                person=who.id,
                chat=who.chat,
                lane=int(lane),
                kind=kind,
                body=body_for(work, who, row, message),
                conversation=spoken.conversation,
                turn=turn if last and is_question else None,
                nudge_after=_seconds(nudge_after) if last else None,
                give_up_after=_seconds(give_up_after) if last else None,
                expires_at=expires_at,
                created_at=work.at,
            ),
        )


def post_letters(work: Work) -> None:
    """Queue the letters so far, in order: what is queued after this arrives after them."""
    for letter in work.letters:
        post_letter(work, letter)
    work.letters.clear()


def post_letter(work: Work, letter: Letter) -> None:
    """Queue what a case wants sent: a name or a code beside a message of full length makes it two."""
    who = person.get(work.tx, letter.person) if letter.person is not None else None
    letter = _marked(work, letter)
    for message in _messages(letter):
        row = work.new_id()
        body = to_body(_fronted(letter, row, message)) if who is None else body_for(work, who, row, message)
        queue(
            work,
            NewMessage(
                id=row,
                person=letter.person,
                member=letter.member,
                chat=letter.chat,
                lane=int(letter.lane),
                kind=letter.kind,
                body=body,
                case=letter.case,
                about=letter.about,
                clear_after=letter.clear_after,
                source_message=letter.source,
                created_at=work.at,
            ),
        )


def record_first_aid(work: Work, who: Person, given: FirstAidGiven) -> None:
    """Keep what went out before anything was written: the record is what was said."""
    queue(
        work,
        NewMessage(
            id=work.new_id(),
            person=who.id,
            chat=who.chat,
            lane=int(Lane.CRISIS),
            kind="first_aid",
            body=to_body(TextMessage(text=given.words)),
            created_at=work.at,
            state="sent",
            message_id=given.message_id,
            sent_at=work.at,
        ),
    )


def body_for(work: Work, who: Person, row: int, message: Message) -> str:
    """Return the body of row `row`; for a discreet person with the cover that stands for the message.

    What answers their own act is not covered while they are taken to look at the phone.
    """
    if not who.discreet:
        return to_body(message)
    act = work.acted_at if work.acted_in == who.chat else None
    cover = Cover(
        text=work.library.own("bot.cover", who.locale),
        label=work.library.own("bot.cover_button", who.locale),
        data=write(OwnButton(verb="read", detail=to_base62(row))),
        until=act + LOOKS_FOR if act is not None else work.at,
    )
    return to_body(replace(message, cover=cover))


def _fronted(letter: Letter, row: int, message: Message) -> Message:
    """Return a letter to a colleague with what stands for it on a locked screen, if it has that."""
    if letter.front is None or letter.case is None:
        return message
    data = write(StaffButton(subject=letter.case, verb="read", detail=to_base62(row)))
    front = letter.front
    return replace(message, cover=Cover(text=front.text, label=front.label, data=data, until=front.until))


def _marked(work: Work, letter: Letter) -> Letter:
    """Return the letter; to a colleague about a fire drill, it begins with that word."""
    if letter.member is None or letter.case is None:
        return letter
    about, to = case.get(work.tx, letter.case), work.roster.get(letter.member)
    if about is None or to is None or not about.drill:
        return letter
    return replace(letter, text=work.library.own(MARK, to.locale, words=letter.text))


def queue(work: Work, row: NewMessage) -> None:
    """Write the row; after the commit delivery is handed the same row, so that it need not look for it.

    Behind a fire drill there is nobody: what would go to the person made up for it goes nowhere.
    """
    if row.person is not None and row.chat < 0:
        return
    outbox.queue(work.tx, row)
    work.queued.append(row)


def _messages(letter: Letter) -> list[Message]:
    if letter.copy_of is not None and letter.from_chat is not None:
        copied = CopiedMessage(
            from_chat=letter.from_chat,
            message_id=letter.copy_of,
            caption=letter.text or None,
            silent=letter.silent,
            protected=letter.protected,
            reply_to=letter.reply_to,
        )
        return [copied]
    rows = tuple(
        tuple(
            Button(
                label=offer.label,
                data=write(StaffButton(subject=offer.subject, verb=offer.verb, detail=offer.detail)),
            )
            for offer in row
        )
        for row in letter.offers
    )
    for choice in letter.choices:
        own = OwnButton(verb=choice.verb, detail=choice.detail, alarm=choice.alarm)
        rows += ((Button(label=choice.label, data=write(own)),),)
    if letter.clears is not None and letter.case is not None:
        clear = write(OwnButton(verb="clear", detail=f"{to_base62(letter.case)}{OF_CASE}"))
        rows += ((Button(label=letter.clears, data=clear),),)
    keyboard = InlineKeyboard(rows=rows) if rows else None
    texts = pieces(letter.text)
    return [
        TextMessage(
            text=text,
            keyboard=keyboard if number == len(texts) else None,
            silent=letter.silent,
            protected=letter.protected,
            reply_to=letter.reply_to if number == 1 else None,
        )
        for number, text in enumerate(texts, start=1)
    ]


def _seconds(after: timedelta | None) -> int | None:
    return int(after.total_seconds()) if after is not None else None
