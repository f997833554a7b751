"""What `doctor` finds inside the database: whether the bot keeps up, what is in force, who hears a call."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from bot.app import BEAT
from bot.cases import Roster, SecondWays
from bot.cases.health import Finding, findings
from bot.commands.office import Office
from bot.commands.signs import GOOD, LOOK, MEND, Sign
from bot.config import Settings
from bot.engine import Bundle
from bot.errors import ScriptError
from bot.publishing import files_of, in_force
from bot.scripts import load
from bot.storage import Transaction, meta, timer
from bot.storage.sqlite import FileLock
from bot.texts import Catalogs, own
from bot.turns.staffing.roll import call_roll

# The bot carries out what is due each second; so late, it hangs or nobody has started it.
OVERDUE: Final = timedelta(minutes=2)
# It says each minute that it is well: that it hears Telegram, and the database takes what it keeps.
DEAF: Final = timedelta(minutes=3)


def inside(office: Office) -> Iterator[Sign]:
    """Yield what a look into the database shows."""
    at = office.clock.now()

    def look(tx: Transaction) -> tuple[dict[str, str] | None, timedelta, str | None]:
        standing, due = in_force(tx), timer.next_due(tx)
        files = None if standing is None else files_of(tx, standing.bundle)
        return files, timedelta(0) if due is None else at - due.due_at, meta.get(tx, BEAT)

    files, behind, beat = office.read(look)
    if beat is not None:
        yield from _heartbeat(office, at - datetime.fromisoformat(beat))
    if behind > OVERDUE:
        yield Sign(
            code="overdue",
            state=MEND,
            what=f"Something has been due for {_span(behind)} and was not carried out.",
            where="timers",
            mend="See whether the bot runs and what its log says; start it again.",
        )
    if files is None:
        yield Sign(
            code="set",
            state=MEND,
            what="No conversations are in force yet.",
            where="conversations",
            mend="Start the bot once, or run: python -m bot publish",
        )
        return
    try:
        bundle = load(files)
    except ScriptError:
        yield Sign(
            code="set",
            state=MEND,
            what="The conversations in force cannot be read by this version.",
            where="conversations",
            mend="See what is wrong with: python -m bot check. Then publish them: python -m bot publish",
        )
        return
    say = own_words(office.settings)
    found = office.read(lambda tx: _findings(tx, bundle, office))
    for one in found:
        yield told(one, say, _WHERE.get(one.code, "the team"))
    if not found:
        yield Sign(
            code="team", state=GOOD, what="Somebody is there to hear a call for help.", where="the team"
        )


def _heartbeat(office: Office, ago: timedelta) -> Iterator[Sign]:
    """Yield what the bot's last sign of life says; a file is locked while a bot lives, a server is not."""
    is_well = ago <= DEAF
    if office.settings.database_url.startswith("sqlite:"):
        if not is_well and FileLock(office.file).is_held():
            yield Sign(
                code="deaf",
                state=MEND,
                what=f"The bot runs, and has heard nothing from Telegram or its database for {_span(ago)}.",
                where="bot",
                mend="See whether this machine reaches Telegram and what the bot's log says; start it again.",
            )
    elif is_well:
        yield Sign(code="bot", state=GOOD, what="The bot is running.", where="DATABASE_URL")
    else:
        yield Sign(
            code="bot",
            state=LOOK,
            what=f"The bot has given no sign of life for {_span(ago)}.",
            where="DATABASE_URL",
            mend="Start it: python -m bot run",
        )


def _findings(tx: Transaction, bundle: Bundle, office: Office) -> tuple[Finding, ...]:
    programme = bundle.programme
    roll, settings = call_roll(tx, zone=programme.zone), office.settings
    roster = Roster(roll.colleagues, written=roll.written)
    roster.second_ways = SecondWays(
        mail=bool(settings.smtp_url), emails=settings.alert_email_to, url=bool(settings.alert_url)
    )
    return findings(
        tx,
        roster,
        programme,
        office.clock.now(),
        second_way=True,  # said from the settings already, also without a database
        resources=bundle.resources,
    )


# Where to look, by the code of a finding; the others are about the team.
_WHERE: Final = {
    "second_failed": ".env",
    "unsent": "outbox",
    "unheard": "/cases",
    "no_drill": "python -m bot drill",
    "drill_missed": "python -m bot drill --last",
    "lines_old": "resources.yaml",
}


def own_words(settings: Settings) -> Callable[..., str]:
    """Return what renders the bot's own words in English, the language of the command line."""
    catalogs = Catalogs.load(settings.locales_folder, ("en",))

    def say(name: str, **values: str | int) -> str:
        return own(name, "en", catalogs, variant=0, **values)

    return say


def told(one: Finding, say: Callable[..., str], where: str) -> Sign:
    """Return the sign of a finding, in words."""
    return Sign(
        code=one.code,
        state=MEND if one.red else LOOK,
        what=say(one.words, **one.values),
        where=where,
        mend=say(one.remedy, **one.values),
    )


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"
