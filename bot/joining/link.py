"""Making a way in. Only a hash of its token is kept: whoever has lost the link needs another one."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.storage import Transaction, way_in
from bot.storage.way_in import JOIN, NEW_PHONE

# Long enough for a card to be printed and carried to somebody; a card that was lost for longer leads nowhere.
CARD_IS_GOOD_FOR: Final = timedelta(days=30)
# A link that opens somebody's whole history is handed over and opened on the same day.
NEW_PHONE_IS_GOOD_FOR: Final = timedelta(hours=24)
# Nobody plans a release for longer, and a wrong year is found out.
LATEST_RELEASE: Final = timedelta(days=366)
# As far back as there are first days.
EARLIEST_RELEASE: Final = timedelta(days=30)
LONGEST_SITE: Final = 60  # letters
TOKEN_BYTES: Final = 18  # random; 24 letters that a link can carry


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What was just made. `token` is nowhere else any more; `expires_at` is aware UTC."""

    id: int
    token: str
    expires_at: datetime


def make_join(
    tx: Transaction,
    *,
    new_id: Callable[[], int],
    at: datetime,
    made_by: int | None,
    coach: int | None,
    locale: str | None,
    site: str | None = None,
    release_day: date | None = None,
) -> Link:
    """Whoever opens the link comes in with this coach, language, site and release day; once.

    A card can be made before the release: it is good for as long after that day as any other after today.
    """
    link = Link(id=new_id(), token=_token(), expires_at=good_until(at, release_day))
    way_in.add(
        tx,
        id=link.id,
        token=link.token,
        kind=JOIN,
        made_by=made_by,
        at=at,
        expires_at=link.expires_at,
        coach=coach,
        locale=locale,
        site=plain_site(site),
        release_day=release_day,
    )
    return link


def make_new_phone(
    tx: Transaction, *, new_id: Callable[[], int], at: datetime, made_by: int, person: int
) -> Link:
    """Whoever opens the link goes on as this person, once. Links of theirs that were made before are dead."""
    way_in.withdraw(tx, person, at)
    link = Link(id=new_id(), token=_token(), expires_at=at + NEW_PHONE_IS_GOOD_FOR)
    way_in.add(
        tx,
        id=link.id,
        token=link.token,
        kind=NEW_PHONE,
        made_by=made_by,
        at=at,
        expires_at=link.expires_at,
        person=person,
    )
    return link


def good_until(at: datetime, release_day: date | None) -> datetime:
    """Return the moment after which a card leads nowhere."""
    if release_day is None or release_day <= at.date():
        return at + CARD_IS_GOOD_FOR
    return at + (release_day - at.date()) + CARD_IS_GOOD_FOR


def is_release(day: date, today: date) -> bool:
    """Return whether this can be the day of a release that has first days, ahead or going on."""
    return -EARLIEST_RELEASE <= day - today <= LATEST_RELEASE


def plain_site(site: str | None) -> str | None:
    """Return the name of a place in one line, cut where no name is longer; None for an empty one."""
    return " ".join((site or "").split())[:LONGEST_SITE] or None


def _token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)
