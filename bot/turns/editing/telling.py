"""What editors are told: rows of the outbox, in the transaction that made it true."""

from bot.cases import Colleague
from bot.delivery import Button, FileMessage, InlineKeyboard, TextMessage, to_body
from bot.storage.lane import Lane
from bot.storage.outbox import SHEET, NewMessage
from bot.texts import pieces
from bot.turns.posting import queue
from bot.turns.work import Work

Rows = tuple[tuple[Button, ...], ...]


def say(work: Work, who: Colleague, text: str, /, rows: Rows = (), **values: str | int) -> None:
    """Queue one of the bot's own texts."""
    tell(work, who, work.library.own(text, who.locale, **values), rows)


def tell(work: Work, who: Colleague, words: str, rows: Rows = ()) -> None:
    """Queue words, with buttons under the last of them."""
    keyboard = InlineKeyboard(rows=rows) if rows else None
    texts = pieces(words)
    for number, text in enumerate(texts, start=1):
        message = TextMessage(text=text, keyboard=keyboard if number == len(texts) else None)
        _queue(work, who, to_body(message), "staff")


def hand(work: Work, who: Colleague, file: FileMessage) -> None:
    """Queue a picture or a document."""
    _queue(work, who, to_body(file), SHEET)


def _queue(work: Work, who: Colleague, body: str, kind: str) -> None:
    queue(
        work,
        NewMessage(
            id=work.new_id(),
            member=who.id,
            chat=who.chat,
            lane=int(Lane.REPLY),
            kind=kind,
            body=body,
            created_at=work.at,
        ),
    )
