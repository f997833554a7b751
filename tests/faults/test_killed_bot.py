"""SIGKILL at random moments while two thousand updates wait: none lost, none taken twice."""

import asyncio
import contextlib
import os
import random
import signal
import sys
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.engine.agreement import asking
from bot.scripts import load, read_folder
from bot.simulator import Simulator
from bot.simulator.chats import Chat, Entry, Happening
from bot.simulator.crowd import add_stranger, write
from bot.storage import Database, Transaction, Vault, consent, conversation, inbox, outbox, person, remark
from bot.texts import Catalogs
from bot.turns.library import Edition
from bot.turns.welcoming.agreeing import version_of
from tests.faults.trouble import eventually

# This walk is long: it starts the program eight times.
ROOT = Path(__file__).parents[2]
CONVERSATIONS, LOCALES = ROOT / "conversations", ROOT / "locales"
TOKEN = "123456:" + "A" * 35
KEY = Vault.new_key()
PEOPLE = 400
GUESTS = 100  # of them; all others have agreed, and what they write is kept
UPDATES = 2000
KILLS = 6
FIRST = 10_000
# A doubled tap on the first answer, and three texts that were written before the next question was asked.
TEXTS = ("I slept badly", "but I went out", "and it was fine")
SECONDS = 100  # for the whole walk, on a slow machine


class Bot:
    """`python -m bot run` as a process of its own, started again after each kill."""

    def __init__(self, sim: Simulator, database_url: str) -> None:
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BOT_TOKEN": sim.token,
            "TELEGRAM_API_URL": sim.url,
            "ADMIN_TELEGRAM_IDS": "900",
            "ENCRYPTION_KEY": KEY,
            "DATABASE_URL": database_url,
            "CONVERSATIONS_FOLDER": str(CONVERSATIONS),
            "LOCALES_FOLDER": str(LOCALES),
            "MESSAGES_PER_SECOND": "0",
            "LOG_LEVEL": "error",
        }
        self._process: Process | None = None
        self.starts = 0
        self.kills = 0

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=self._environment
        )
        self.starts += 1

    def kill(self) -> None:
        """It ends at once, wherever it is; harmless when it has ended."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)

    def stop(self) -> None:
        """It is asked to finish, as a service manager does."""
        assert self._process is not None
        self._process.terminate()

    async def end(self) -> int:
        """Return how the process ended."""
        assert self._process is not None
        return await self._process.wait()


class Reaper:
    """Kills the bot at a moment that chance has chosen: in a send, or as a batch is fetched."""

    def __init__(self, sim: Simulator, bot: Bot, chance: random.Random) -> None:
        self._bot = bot
        self._chance = chance
        self._updates = sim.world.updates
        self._take = self._updates.take
        sim.world.updates.take = self._fetching  # type: ignore[method-assign]  # the moment is between two calls
        self.messages = 0
        self._at_message: int | None = None
        self._at_fetch: int | None = None

    def watch(self, chats: Sequence[Chat]) -> None:
        for chat in chats:
            chat.watchers.append(self._arrived)

    def choose(self) -> None:
        """The next kill comes after so many more messages, or fetches."""
        if len(self._updates) > 600 and self._chance.random() < 0.4:
            self._at_fetch = self._chance.randint(2, 4)
        else:
            self._at_message = self.messages + self._chance.randint(5, 120)

    def _arrived(self, chat: Chat, happening: Happening, entry: Entry | None) -> None:
        if happening != "new" or entry is None or entry.mine:
            return
        self.messages += 1
        if self._at_message is not None and self.messages >= self._at_message:
            self._at_message = None
            self._bot.kill()

    async def _fetching(self, offset: int, limit: int, seconds: float) -> list[bytes]:
        if self._at_fetch is not None:
            self._at_fetch -= 1
            if self._at_fetch == 0:
                self._at_fetch = None
                self._bot.kill()
        return await self._take(offset, limit, seconds)


def asked(chat: Chat) -> list[str]:
    """Return what the bot wrote to a chat."""
    return [str(entry.body["text"]) for entry in chat.entries.values() if not entry.mine]


def press(sim: Simulator, chat: Chat, label: str) -> None:
    """Tap a button of the newest message of a chat."""
    entry = list(chat.entries.values())[-1]
    rows = entry.body["reply_markup"]["inline_keyboard"]
    button = next(one for row in rows for one in row if one["text"] == label)
    assert chat.person is not None
    sim.world.tap(chat, chat.person, entry, button["callback_data"])


async def agree(url: str, chats: Sequence[Chat]) -> None:
    """Write down, before the bot runs, that they take part and have agreed to all that the welcome asks."""
    files = read_folder(CONVERSATIONS, LOCALES)
    edition = Edition(load(files), Catalogs.from_bundle_files(files))
    versions = {
        name: version_of(edition, asking(edition.bundle, name), "en") for name in sorted(edition.consents)
    }
    assert versions
    at, zone = datetime.now(UTC), edition.bundle.programme.zone

    def write_down(tx: Transaction) -> None:
        for chat in chats:
            who = person.add(tx, id=tx.new_id(at), chat=chat.id, locale="en", zone=zone, at=at).id
            person.change(tx, who, name="Maya", state="active", began_at=at, welcomed_at=at)
            for name, version in versions.items():
                consent.give(
                    tx, id=tx.new_id(at), person=who, name=name, text_hash=version, language="en", at=at
                )

    database = Database.open(url, Vault.from_setting(KEY))
    try:
        await database.run(write_down)
    finally:
        database.close()


async def state_of(url: str, chats: Sequence[Chat]) -> tuple[dict[int, tuple[int, int, list[str]]], int, int]:
    """Return {chat: (conversations, turn, remarks)}, and how many updates are open and dead."""
    database = Database.open(url, Vault.from_setting(KEY))

    def look(tx: Transaction) -> tuple[dict[int, tuple[int, int, list[str]]], int, int]:
        found: dict[int, tuple[int, int, list[str]]] = {}
        for chat in chats:
            who = person.find(tx, chat.id)
            assert who is not None
            talks = conversation.open_of(tx, who.id)
            remarks = [one.words for one in reversed(remark.of(tx, who.id))]
            found[chat.id] = (len(talks), talks[0].turn, remarks)
        return found, inbox.count_open(tx), inbox.count_dead(tx)

    try:
        return await database.read(look)
    finally:
        database.close()


async def doubts_of(url: str) -> Counter[str]:
    """Return how many messages of the outbox are in which state."""
    database = Database.open(url, Vault.from_setting(KEY))
    try:
        rows = await database.read(lambda tx: tx.execute(outbox._OUTBOX.select()).mappings().all())
    finally:
        database.close()
    return Counter(row["state"] for row in rows)


@pytest.mark.timeout(SECONDS + 20)
@pytest.mark.parametrize("seed", [20261121])
async def test_no_update_is_lost_or_taken_twice_over_kills(tmp_path: Path, seed: int) -> None:
    url = f"sqlite:///{tmp_path / 'killed.sqlite'}"
    sim = Simulator(lambda: datetime.now(UTC), token=TOKEN, limits=False)
    await sim.start()
    bot = Bot(sim, url)
    try:
        async with asyncio.timeout(SECONDS):
            chats = [add_stranger(sim.world, FIRST + number) for number in range(PEOPLE)]
            guests, agreed = chats[:GUESTS], chats[GUESTS:]
            await agree(url, agreed)
            for chat in guests:
                write(sim.world, chat, "hello")
            for chat in agreed:
                write(sim.world, chat, "My check-ins")
            await bot.start()
            await eventually(lambda: all(len(asked(chat)) == 1 for chat in chats), SECONDS)
            for chat in guests:
                press(sim, chat, "Start")
            await eventually(lambda: all(len(asked(chat)) == 2 for chat in guests), SECONDS)
            await eventually(lambda: len(sim.world.updates) == 0, SECONDS)
            bot.kill()
            await bot.end()

            queued = 0
            before = {chat.id: len(asked(chat)) for chat in chats}
            answers = [(chat, "Yes") for chat in guests] + [(chat, "Another time") for chat in agreed]
            random.Random(seed).shuffle(answers)
            for chat, label in answers:
                for _ in range(2):
                    press(sim, chat, label)
                for text in TEXTS:
                    write(sim.world, chat, text)
                queued += 2 + len(TEXTS)
            assert queued == UPDATES

            reaper = Reaper(sim, bot, random.Random(seed))
            reaper.watch(chats)
            for _ in range(KILLS):
                reaper.choose()
                await bot.start()
                assert await bot.end() == -signal.SIGKILL
            await bot.start()
            await eventually(lambda: all(len(asked(chat)) > before[chat.id] for chat in chats), SECONDS)
            await eventually(lambda: len(sim.world.updates) == 0, SECONDS)
            await drained(sim)
            bot.kill()
            await bot.end()
    finally:
        bot.kill()
        await sim.stop()

    state, still_open, dead = await state_of(url, chats)
    assert (still_open, dead) == (0, 0)
    # Of words that answer nothing, nothing is kept before somebody has agreed, and everything once after.
    for some, kept in ((guests, []), (agreed, list(TEXTS))):
        wrong = {chat.id: state[chat.id] for chat in some if state[chat.id] != (1, 2, kept)}
        assert wrong == {}
    # What was in flight at a kill may come twice, eight messages a kill at most; an answer is taken once.
    repeated = sum(len(asked(chat)) - before[chat.id] - 1 for chat in chats)
    assert repeated <= 8 * (KILLS + 1)
    assert (await doubts_of(url))["queued"] == 0


async def drained(sim: Simulator) -> None:
    """The bot fetches and finds nothing, and nothing more is on its way."""
    await sim.idle()
    calls = -1
    while calls != len(sim.log):
        calls = len(sim.log)
        await asyncio.sleep(0.3)


async def test_a_bot_that_is_told_to_stop_finishes_and_ends_with_zero(tmp_path: Path) -> None:
    sim = Simulator(lambda: datetime.now(UTC), token=TOKEN, limits=False)
    await sim.start()
    bot = Bot(sim, f"sqlite:///{tmp_path / 'stopped.sqlite'}")
    maya = sim.phone("Maya", FIRST, "en")
    try:
        await bot.start()
        maya.write("hello")
        await maya.see("language", timeout=20)
        bot.stop()
        assert await bot.end() == 0
    finally:
        bot.kill()
        await sim.stop()

    assert (
        await doubts_of(f"sqlite:///{tmp_path / 'stopped.sqlite'}")
    ) == Counter()  # of the first screen nothing is kept
