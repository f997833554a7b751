"""What a member of the team is told: letters of the turn that made it true."""

from bot.cases import Colleague, Letter, Offer
from bot.storage.lane import Lane
from bot.turns.work import Work

Offers = tuple[tuple[Offer, ...], ...]


def say(work: Work, who: Colleague, text: str, /, offers: Offers = (), **values: str | int) -> None:
    """Post one of the bot's own texts."""
    tell(work, who, work.library.own(text, who.locale, **values), offers)


def tell(
    work: Work,
    who: Colleague,
    words: str,
    offers: Offers = (),
    *,
    kind: str = "staff",
    silent: bool = False,
) -> None:
    """Post words, with buttons under the last of them."""
    letter = Letter(
        chat=who.chat,
        lane=Lane.REPLY,
        kind=kind,
        text=words,
        offers=offers,
        member=who.id,
        silent=silent,
    )
    work.post((letter,))
