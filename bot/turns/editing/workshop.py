"""Does the errands that turns have left: fetches files, has them checked, published, played.

Each member's errands are done in order, members side by side. An errand's row is removed in the transaction
that answers it, so a restart takes up what was not answered and repeats nothing that was.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.cadence import local
from bot.cases import Colleague, Roster
from bot.clock import Clock
from bot.errors import DatabaseUnavailableError, HoldfastError, ScriptError
from bot.joining import draw
from bot.publishing import Plan, files_of, in_force, lock_kept, make_plan, with_lock
from bot.scripts import load
from bot.storage import Database, Transaction, bundle, errand, manuscript, trial
from bot.storage.errand import Errand
from bot.turns.editing.answering import checked, decided, played
from bot.turns.editing.backroom import Backroom, WorkFailedError
from bot.turns.editing.deciding import still_waits
from bot.turns.editing.door import LARGEST_FILE
from bot.turns.editing.examining import Examined, examine
from bot.turns.editing.naming import place_of
from bot.turns.editing.rehearsing import Played, rehearse
from bot.turns.editing.telling import say
from bot.turns.editing.trying import changed_scripts
from bot.turns.fetching import Archive, Fetched, NotGiven, NotNow, TooLarge
from bot.turns.leading import hours_picture
from bot.turns.library import Library
from bot.turns.opening import picture
from bot.turns.opening.chart import draw as draw_chart
from bot.turns.serving import week_picture
from bot.turns.serving.week_chart import draw as draw_week
from bot.turns.staffing import cards
from bot.turns.work import Work

log = logging.getLogger(__name__)

# An errand that was begun so often and never ended is one that ends this program.
MOST_TRIES = 3
# Telegram or the database is away: looked at again after so many seconds.
LOOK_AGAIN = 5.0

# A file that cannot be fetched for so long is better sent again.
FETCHED_FOR = timedelta(hours=1)

Act = Callable[[Callable[[Work], None]], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """How one kind of picture is made: its errand's body becomes a chart, that is drawn and handed over."""

    chart_in: Callable[[Mapping[str, Any]], Any]
    draw: Callable[[Any], bytes]
    hand_over: Callable[[Work, Colleague, Mapping[str, Any], bytes], None]


# {kind of errand: how it is drawn}
PICTURES: Mapping[str, Picture] = {
    picture.ERRAND: Picture(chart_in=picture.chart_in, draw=draw_chart, hand_over=picture.hand_over),
    week_picture.ERRAND: Picture(
        chart_in=week_picture.chart_in, draw=draw_week, hand_over=week_picture.hand_over
    ),
    hours_picture.ERRAND: Picture(
        chart_in=hours_picture.chart_in, draw=draw_chart, hand_over=hours_picture.hand_over
    ),
}


class LaterError(HoldfastError):
    """The errand cannot be done now: it stays and is begun again after a pause."""


class MovedError(HoldfastError):
    """What the errand was begun on has changed: it stays and is begun again at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a check begins on: the set in force, keys.lock, and the files she has changed so far."""

    base: str
    lock: str
    kept: Mapping[str, str]


class Workshop:
    """Runs from `start` to `stop`. `wake` is called from the event loop after a commit that left errands."""

    def __init__(
        self,
        *,
        database: Database,
        library: Library,
        roster: Roster,
        archive: Archive,
        act: Act,
        clock: Clock,
        locales: Path,
        backroom: Backroom | None = None,
    ) -> None:
        self._database = database
        self._library = library
        self._roster = roster
        self._archive = archive
        self._act = act
        self._clock = clock
        self._locales = locales
        self._backroom = backroom or Backroom()
        self._stir = asyncio.Event()
        self._stir.set()  # what the last start has left waits to be looked for
        self._looking = False
        self._stopped = False
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._loop: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Take up what waits, from now on until `stop`."""
        self._loop = asyncio.create_task(self._run(), name="workshop")

    def wake(self) -> None:
        """Look for errands now."""
        self._stir.set()

    async def stop(self) -> None:
        """Leave what is under way as it is; the next start takes it up again."""
        self._stopped = True
        tasks = [task for task in (self._loop, *self._busy.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.to_thread(self._backroom.close)
        await asyncio.gather(*tasks, return_exceptions=True)

    async def idle(self) -> None:
        """Return when no errand waits: for tests."""
        while not self._stopped and (self._stir.is_set() or self._looking or self._busy):  # noqa: ASYNC110
            await asyncio.sleep(0.005)

    async def _run(self) -> None:
        while True:
            await self._stir.wait()
            self._stir.clear()
            self._looking = True
            try:
                rows = await self._database.read(errand.waiting)
            except DatabaseUnavailableError:
                asyncio.get_running_loop().call_later(LOOK_AGAIN, self._stir.set)
                rows = ()
            for member in dict.fromkeys(row.member for row in rows):
                if member not in self._busy:
                    self._busy[member] = asyncio.create_task(self._of_member(member), name="errands")
            self._looking = False

    async def _of_member(self, member: int) -> None:
        try:
            while (row := await self._next_of(member)) is not None:
                await self._do(row)
        except (DatabaseUnavailableError, LaterError):
            await asyncio.sleep(LOOK_AGAIN)  # still busy: else the look below would begin it again at once
        finally:
            del self._busy[member]
            if not self._stopped:
                self._stir.set()  # what came since the last look would else be found by nobody

    async def _next_of(self, member: int) -> Errand | None:
        rows = await self._database.read(errand.waiting)
        return next((row for row in rows if row.member == member), None)

    async def _do(self, row: Errand) -> None:
        who = self._roster.get(row.member)
        if who is None or row.tries >= MOST_TRIES:
            await self._finish(row, who, lambda work, who: _failed(work, who, row))
            return
        try:
            match row.kind:
                case "read":
                    await self._read(row, who)
                case "publish":
                    await self._publish(row, who)
                case cards.ERRAND:
                    await self._card(row, who)
                case kind if kind in PICTURES:
                    await self._picture(row, who)
                case _:
                    await self._play(row, who)
        except (DatabaseUnavailableError, LaterError):
            raise
        except MovedError:
            return
        except WorkFailedError as error:
            log.error("errand_failed", extra={"row": row.id, "error": str(error)})
            await self._finish(row, who, lambda work, who: say(work, who, "bot.staff.editor_failed"))
        except Exception as error:
            # The door of one errand: it is put aside in the end, and the next one is done. Counted here too,
            # because what failed before it was begun would else be tried for ever.
            log.error("errand_failed", extra={"row": row.id, "error": type(error).__name__})
            await self._begin(row)

    async def _begin(self, row: Errand) -> None:
        """Count a try before the part that could end this program, so that none does so for ever."""
        await self._database.run(lambda tx: errand.begin(tx, row.id))

    async def _finish(
        self, row: Errand, who: Colleague | None, tell: Callable[[Work, Colleague], None]
    ) -> None:
        """Answer the errand and remove it, in one transaction; one that is gone was answered before."""

        def do(work: Work) -> None:
            if errand.done(work.tx, row.id) and who is not None:
                tell(work, who)

        await self._act(do)

    async def _say(self, row: Errand, who: Colleague, text: str) -> None:
        await self._finish(row, who, lambda work, who: say(work, who, text))

    # a file

    async def _read(self, row: Errand, who: Colleague) -> None:
        words = row.body.get("words")
        if words is None:
            words = await self._fetched(row, who, str(row.body["file"]))
            if words is None:
                return
        await self._begin(row)
        ground, standing = await self._database.read(lambda tx: self._standing(tx, who.id))
        kept = ground.kept
        languages = [one for one in self._library.languages if one != self._source]
        name = place_of(str(row.body["name"]), words, standing, languages)
        if name is None:
            await self._say(row, who, "bot.staff.editor_which_file")
            return
        mine = {**kept, name: words}
        files = {**standing, **mine}
        today = local(self._clock.now(), self._library.current.bundle.programme.zone).date()
        # Only the first few are drawn: what she has just sent is among them.
        shown = dict.fromkeys((*changed_scripts([name]), *changed_scripts(mine)))
        found = await self._backroom.do(examine, files, tuple(mine), tuple(shown), today)
        plan = await self._plan(files, found)

        def tell(work: Work, who: Colleague) -> None:
            if self._ground(work.tx, who.id) != ground:
                raise MovedError  # she discarded her draft, or somebody published, while this was checked
            checked(work, who, mine, name.rpartition("/")[2] if name.endswith(".yaml") else name, found, plan)

        await self._finish(row, who, tell)

    async def _fetched(self, row: Errand, who: Colleague, file_id: str) -> str | None:
        """Return the file's words; None when the member has been told why there are none."""
        match await self._archive.fetch(file_id, LARGEST_FILE):
            case Fetched(content=content):
                try:
                    return content.decode("utf-8-sig")
                except UnicodeDecodeError:
                    await self._say(row, who, "bot.staff.editor_not_utf8")
            case TooLarge():
                await self._say(row, who, "bot.staff.editor_too_large")
            case NotGiven():
                await self._say(row, who, "bot.staff.editor_not_given")
            case NotNow():
                if self._clock.now() - row.at > FETCHED_FOR:
                    await self._say(row, who, "bot.staff.editor_not_given")
                else:
                    raise LaterError
        return None

    @property
    def _source(self) -> str:
        return self._library.current.bundle.programme.source_language

    def _ground(self, tx: Transaction, member: int) -> Ground:
        found = in_force(tx)
        base = found.bundle if found is not None else self._library.current.bundle.hash
        draft = manuscript.open_of(tx, member)
        return Ground(base=base, lock=lock_kept(tx), kept=dict(draft.files) if draft else {})

    def _standing(self, tx: Transaction, member: int) -> tuple[Ground, dict[str, str]]:
        """Return what a check begins on, and the files in force with the lock."""
        ground = self._ground(tx, member)
        return ground, with_lock(files_of(tx, ground.base), ground.lock)

    async def _plan(self, files: Mapping[str, str], found: Examined) -> Plan | None:
        return None if found.bundle is None else await make_plan(self._database, files, found.bundle)

    # a card

    async def _card(self, row: Errand, who: Colleague) -> None:
        await self._begin(row)
        try:
            picture = await self._backroom.do(draw, cards.card_in(row.body))
        except WorkFailedError as error:
            log.error("card_not_drawn", extra={"row": row.id, "error": str(error)})
            await self._say(row, who, "bot.staff.card_failed")
            return
        await self._finish(row, who, lambda work, who: cards.hand_over(work, who, row.body, picture))

    # a picture under what stands above it in words already

    async def _picture(self, row: Errand, who: Colleague) -> None:
        """All of it is in the words above, so that nothing is said when it cannot be drawn."""
        how = PICTURES[row.kind]
        await self._begin(row)
        try:
            drawn = await self._backroom.do(how.draw, how.chart_in(row.body))
        except WorkFailedError as error:
            log.error("picture_not_drawn", extra={"row": row.id, "error": str(error)})
            await self._finish(row, who, lambda work, who: None)
            return
        await self._finish(row, who, lambda work, who: how.hand_over(work, who, row.body, drawn))

    # publishing

    async def _publish(self, row: Errand, who: Colleague) -> None:
        draft_id, wanted, ask = row.body["manuscript"], str(row.body["bundle"]), bool(row.body["ask"])
        await self._begin(row)
        files = await self._database.read(lambda tx: bundle.load(tx, wanted))
        try:
            new = await asyncio.to_thread(load, files or {})
        except ScriptError:
            await self._say(row, who, "bot.staff.editor_not_this_one")
            return
        plan = await make_plan(self._database, files or {}, new)

        def tell(work: Work, who: Colleague) -> None:
            draft = manuscript.get(work.tx, int(draft_id))
            if draft is None or draft.state != "open" or draft.bundle != wanted or draft.errors:
                say(work, who, "bot.staff.editor_not_this_one")
            elif draft.base != plan.base:
                say(work, who, "bot.staff.editor_moved")
                again: dict[str, Any] = dict(draft.files)
                name, words = again.popitem()
                body = {"name": name, "words": words}
                errand.add(work.tx, id=work.new_id(), member=who.id, kind="read", body=body, at=work.at)
                work.errands = True
            elif still_waits(work, draft, ask=ask):
                say(work, who, "bot.staff.editor_still_waits")  # two taps before the first was answered
            else:
                decided(work, who, draft, plan, ask=ask)

        await self._finish(row, who, tell)

    # a trial

    async def _play(self, row: Errand, who: Colleague) -> None:
        await self._begin(row)
        now = await self._database.read(lambda tx: trial.of(tx, who.id))
        if now is None or now.id != row.body["trial"] or len(now.inputs) != row.body["number"]:
            await self._finish(row, who, lambda work, who: None)  # she has gone on, or stopped
            return

        async def ask(files: Mapping[str, str] | None) -> Played | None:
            return await self._backroom.do(
                rehearse,
                now.bundle,
                files,
                str(self._locales),
                now.script,
                now.language,
                who.locale,
                now.inputs,
            )

        found = await ask(None)
        if found is None:
            found = await ask(await self._database.read(lambda tx: bundle.load(tx, now.bundle)) or {})

        def tell(work: Work, who: Colleague) -> None:
            standing = trial.of(work.tx, who.id)
            if standing is None or standing.id != now.id or len(standing.inputs) != len(now.inputs):
                return
            if found is None or found.unknown:
                trial.end(work.tx, who.id)
                say(work, who, "bot.staff.try_unknown", script=now.script)
            else:
                played(work, who, standing, found)

        await self._finish(row, who, tell)


def _failed(work: Work, who: Colleague, row: Errand) -> None:
    """Whoever waits for an answer is told that none comes; for a picture under a card nobody waits."""
    if row.kind not in PICTURES:
        say(work, who, "bot.staff.editor_failed")
