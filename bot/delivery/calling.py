"""One row, one call (or two, if the first was too rich for Telegram), one outcome."""

import logging
from datetime import datetime

from bot.delivery.backlog import Parcel
from bot.delivery.body import from_body, leaving, plain
from bot.delivery.messenger import Gone, Messenger, NotKnown, NotReached, Outcome, Unauthorized, Wrong

log = logging.getLogger(__name__)


async def send(messenger: Messenger, parcel: Parcel, at: datetime) -> tuple[Outcome, bool]:
    """Return how sending `parcel` at `at` turned out, and whether only its cover left; never raises.

    What is wrong goes once more as plain words.
    """
    try:
        message, covered = leaving(from_body(parcel.body), at)
    except ValueError:
        return _logged(parcel, Wrong(reason="unreadable row")), False
    try:
        outcome = await messenger.send(parcel.chat, message)
        if isinstance(outcome, Wrong) and (words := plain(message)) is not None:
            outcome = await messenger.send(parcel.chat, words)
    except Exception as error:
        # The door: a bug in sending one message leaves it in doubt and the others alone. The error's own text
        # may hold words, so only its kind is written.
        return _logged(parcel, NotKnown(reason=type(error).__name__)), covered
    return _logged(parcel, outcome), covered


def _logged(parcel: Parcel, outcome: Outcome) -> Outcome:
    if isinstance(outcome, Unauthorized):
        log.error("token_not_accepted", extra={"row": parcel.row})
    if isinstance(outcome, Gone | Wrong | NotReached | NotKnown):
        log.warning(
            "message_not_sent",
            extra={"row": parcel.row, "outcome": type(outcome).__name__, "reason": outcome.reason},
        )
    return outcome
