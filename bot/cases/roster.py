"""Who can be called, and when. Held in memory, so that an alert needs no look-up and first aid no database.

Who is on is asked with the time as it is: a shift that begins needs nothing to be loaded anew.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.cadence import Hours, around_the_clock, is_on, next_on, on_until

# The three kinds of a shift.
DUTY, BACKUP, ON_CALL = "duty", "backup", "on call"
# Nobody has said where she is: hours without a zone of their own are the programme's.
NO_HOURS: Final = Hours(zone="UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A member of the team: `role` is coach, supervisor or admin; `name` is what participants see.

    `zone` is where she is (IANA), `languages` what she speaks (codes), `hours` when she works. `woman` and
    `been_in_prison` are None while she has not said. `always_call`: also off duty, for her own people.
    `unreachable`: Telegram does not bring her anything.
    """

    id: int
    chat: int
    name: str
    role: str
    locale: str
    zone: str = "UTC"
    languages: tuple[str, ...] = ()
    woman: bool | None = None
    been_in_prison: bool | None = None
    always_call: bool = False
    email: str | None = field(default=None, repr=False)
    unreachable: bool = False
    hours: Hours = NO_HOURS


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondWays:
    """What leaves beside Telegram: `mail` to members and to the programme's `emails`, `url` by one HTTP call.

    `locale` is the language of what goes to the programme's own addresses.
    """

    mail: bool = False
    emails: tuple[str, ...] = field(default=(), repr=False)
    url: bool = False
    locale: str = "en"

    @property
    def any(self) -> bool:
        """Return whether there is a second way at all."""
        return self.mail or self.url


# Who is called when an answer says "now". Editors and evaluators see no person's data.
CALLED_ROLES = ("coach", "supervisor", "admin")
# Who walks with people, and is on duty where the programme has written no roster.
ON_BY_DEFAULT = ("coach",)


class Roster:
    """The team as of the last commit that changed it."""

    def __init__(self, colleagues: Iterable[Colleague] = (), *, written: bool = False) -> None:
        self._by_id: dict[int, Colleague] = {}
        self._written = written
        self.second_ways = SecondWays()  # what the settings say; set once, where the bot is put together
        self.replace(colleagues, written=written)

    def replace(self, colleagues: Iterable[Colleague], *, written: bool = False) -> None:
        """Hold exactly `colleagues` from now on; `written`: somebody's shifts of duty are known."""
        self._by_id = {colleague.id: colleague for colleague in colleagues}
        self._written = written

    @property
    def written(self) -> bool:
        """Return whether there is a roster. Without one, each coach is on unless she has said otherwise."""
        return self._written

    def everybody(self) -> tuple[Colleague, ...]:
        """Return the whole team."""
        return tuple(self._by_id.values())

    def called(self) -> tuple[Colleague, ...]:
        """Return everybody an alert can go to, on duty or not."""
        return tuple(colleague for colleague in self._by_id.values() if colleague.role in CALLED_ROLES)

    def supervisors(self) -> tuple[Colleague, ...]:
        """Return the supervisors."""
        return self._of_role("supervisor")

    def admins(self) -> tuple[Colleague, ...]:
        """Return the administrators."""
        return self._of_role("admin")

    def leads(self, *, but: Collection[int] = ()) -> tuple[Colleague, ...]:
        """Return the supervisors who can be reached, without `but`; where there is none, administrators."""
        for group in (self.supervisors(), self.admins()):
            found = tuple(one for one in group if one.id not in but and not one.unreachable)
            if found:
                return found
        return ()

    def is_on(self, one: Colleague, at: datetime) -> bool:
        """Return whether she is on duty: by a shift, by what she said, or because nobody wrote a roster."""
        if one.role not in CALLED_ROLES:
            return False
        return is_on(one.hours, at, by_default=self._on_by_default(one))

    def on_duty(self, at: datetime) -> tuple[Colleague, ...]:
        """Return who is on duty and can be reached: coaches, and whoever else has a shift or said so."""
        return tuple(one for one in self.called() if not one.unreachable and self.is_on(one, at))

    def backup(self, at: datetime) -> tuple[Colleague, ...]:
        """Return who is the second to be called at this time."""
        return self._in_shift(BACKUP, at)

    def on_call(self, at: datetime) -> tuple[Colleague, ...]:
        """Return who can be called at this time although nobody expects it."""
        return self._in_shift(ON_CALL, at)

    def next_on(self, at: datetime) -> tuple[Colleague, datetime] | None:
        """Return whose duty begins next and when (aware UTC); None when nothing says so."""
        coming = [
            (begins, one.id, one)
            for one in self.called()
            if not one.unreachable and (begins := self.back(one, at)) is not None
        ]
        if not coming:
            return None
        begins, _, one = min(coming, key=lambda found: found[:2])
        return one, begins

    def back(self, one: Colleague, at: datetime) -> datetime | None:
        """Return when her next stretch of duty begins (aware UTC); None when nothing says so."""
        return next_on(around_the_clock(one.hours) if self._on_by_default(one) else one.hours, at)

    def until(self, at: datetime) -> datetime | None:
        """Return until when somebody of those on duty now is on (aware UTC); None when no end is known."""
        ends = [self.on_until(one, at) for one in self.on_duty(at)]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None

    def on_until(self, one: Colleague, at: datetime) -> datetime | None:
        """Return when she is off again (aware UTC); None when she is off, or no end is known."""
        return None if self._on_by_default(one) else on_until(one.hours, at)

    def get(self, member: int | None) -> Colleague | None:
        """Return the colleague with this id, or None when there is none (any more)."""
        return self._by_id.get(member) if member is not None else None

    def at_chat(self, chat: int) -> Colleague | None:
        """Return the colleague behind this chat, or None."""
        return next((one for one in self._by_id.values() if one.chat == chat), None)

    def _on_by_default(self, one: Colleague) -> bool:
        return not self._written and one.role in ON_BY_DEFAULT

    def _of_role(self, role: str) -> tuple[Colleague, ...]:
        return tuple(one for one in self._by_id.values() if one.role == role)

    def _in_shift(self, kind: str, at: datetime) -> tuple[Colleague, ...]:
        return tuple(one for one in self.called() if not one.unreachable and is_on(one.hours, at, kind=kind))
