"""The card of a link that was just made: asked for in the turn, drawn after its commit, handed over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.cases import Colleague
from bot.delivery import FileMessage
from bot.errors import RefusedError
from bot.joining import Card, Link, card_of, lines_of
from bot.joining import carry_out as make_link
from bot.storage import errand
from bot.texts import long_date_words
from bot.turns.editing.telling import hand
from bot.turns.work import Work

ERRAND = "card"  # the kind of errand that draws one
FILE = "card.png"


def ask_for(work: Work, who: Colleague, link: Link, locale: str) -> None:
    """The card follows once this is committed, in the language of whoever the link is for."""
    library, zone = work.library, work.library.current.bundle.programme.zone
    card = card_of(
        library.own,
        bot_name=library.bot_name,
        title=library.bot_title,
        token=link.token,
        until=link.expires_at,
        zone=zone,
        locale=locale,
    )
    body = {
        "title": card.title,
        "address": card.address,
        "link": card.link,
        "lines": list(card.lines),
        "day": long_date_words(link.expires_at, zone, who.locale),
    }
    errand.add(work.tx, id=work.new_id(), member=who.id, kind=ERRAND, body=body, at=work.at)
    work.errands = True


def card_in(body: Mapping[str, Any]) -> Card:
    """Return the card that an errand asks for."""
    return Card(title=body["title"], address=body["address"], link=body["link"], lines=tuple(body["lines"]))


def hand_over(work: Work, who: Colleague, body: Mapping[str, Any], picture: bytes) -> None:
    """The member gets the picture; what the file is called names nobody."""
    caption = work.library.own("bot.staff.card_made", who.locale, day=body["day"])
    hand(work, who, FileMessage(how="photo", caption=caption, content=picture, name=FILE))


def order(work: Work, document: Mapping[str, Any]) -> dict[str, Any]:
    """Carry out the order of a link: return {"token", "good_until", "lines", "zone"}. Raises RefusedError."""
    programme = work.library.current.bundle.programme
    language = str(document.get("language") or programme.source_language)
    if language not in programme.languages:
        raise RefusedError(
            "This programme does not speak that language.",
            remedy=f"It speaks {', '.join(programme.languages)}.",
        )
    made = make_link(work.tx, {**document, "language": language}, at=work.at, new_id=work.new_id)
    until = datetime.fromisoformat(made["good_until"])
    lines = lines_of(work.library.own, until=until, zone=programme.zone, locale=language)
    return {**made, "lines": list(lines), "zone": programme.zone}
