"""A card that is asked for at the command line: the order as plain JSON, and carrying it out."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from bot.errors import RefusedError
from bot.joining.link import is_release, make_join
from bot.storage import Transaction, audit, member

KIND: Final = "invite"
# Who may walk with somebody.
COACHING_ROLES: Final = ("coach", "supervisor")


def order(
    *, coach: str | None, language: str | None, site: str | None, release: date | None
) -> dict[str, Any]:
    """Return the order {"kind", "coach", "language", "site", "release"}.

    `coach` is a member's name; no language is the programme's own.
    """
    return {
        "kind": KIND,
        "coach": coach,
        "language": language,
        "site": site,
        "release": release.isoformat() if release is not None else None,
    }


def carry_out(
    tx: Transaction, document: Mapping[str, Any], *, at: datetime, new_id: Callable[[], int]
) -> dict[str, Any]:
    """The link is made; return {"token", "good_until"}. Raises RefusedError.

    `language` has to be one of the programme's: whoever asks knows them.
    """
    release = _release(document.get("release"), at.date())
    link = make_join(
        tx,
        new_id=new_id,
        at=at,
        made_by=None,
        coach=coach_named(tx, document.get("coach")),
        locale=str(document["language"]),
        site=document.get("site"),
        release_day=release,
    )
    audit.add(
        tx,
        id=new_id(),
        at=at,
        who=None,
        role="operator",
        action="made a card",
        subject_kind="way in",
        subject=link.id,
    )
    return {"token": link.token, "good_until": link.expires_at.isoformat()}


def coach_named(tx: Transaction, name: str | None) -> int | None:
    """Return the one coach or supervisor of this name, None for no name. Raises RefusedError."""
    if name is None:
        return None
    found = [one for one in member.active(tx, COACHING_ROLES) if one.name.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0].id
    if found:
        raise RefusedError(
            "Several coaches go by this name.", remedy="One of them can write /name to the bot to change it."
        )
    raise RefusedError(
        "No coach or supervisor goes by this name.", remedy="The names are those that participants see."
    )


def _release(words: str | None, today: date) -> date | None:
    if words is None:
        return None
    day = date.fromisoformat(words)
    if not is_release(day, today):
        raise RefusedError(
            "This release date is too long ago or too far ahead.",
            remedy="First days last 30 days, and a card can be made a year ahead.",
        )
    return day
