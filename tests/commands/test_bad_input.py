"""What is wrong at start is one sentence with the repair on stderr, exit code 2 or 3, never a traceback."""

import asyncio
import os
import re
import shutil
import socket
import sqlite3
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.simulator import Simulator
from bot.storage import Database, Vault

ROOT = Path(__file__).parents[2]
TOKEN = "123456:" + "A" * 35
KEY = Vault.new_key()
SECONDS = 40  # for one command, on a machine that has a lot to do


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    def says_in_one_sentence(self, code: int, *words: str) -> None:
        """The exit code is `code`; stderr is one line that has all of `words` and no secret."""
        assert self.code == code, self.err
        assert "Traceback" not in self.out + self.err
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert all(word in lines[0] for word in words), lines[0]
        assert TOKEN not in self.err
        assert KEY not in self.err


async def bot(folder: Path, *words: str, **environment: str) -> Ended:
    """Run `python -m bot words` in `folder`, with nothing set but `environment`, until it ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(SECONDS):
            out, err = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        raise
    assert process.returncode is not None
    return Ended(code=process.returncode, out=out.decode(), err=err.decode())


def good(folder: Path) -> dict[str, str]:
    """Return settings that are enough, with nobody listening where Telegram should be."""
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": "http://127.0.0.1:9",
        "ENCRYPTION_KEY": KEY,
        "ADMIN_TELEGRAM_IDS": "900",
        "DATABASE_URL": f"sqlite:///{folder / 'bot.sqlite'}",
        "CONVERSATIONS_FOLDER": str(ROOT / "conversations"),
        "LOCALES_FOLDER": str(ROOT / "locales"),
        "LOG_LEVEL": "error",
    }


SETTINGS: Mapping[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "no token": ({"TELEGRAM_BOT_TOKEN": ""}, ("TELEGRAM_BOT_TOKEN is missing", "@BotFather")),
    "a token that is none": ({"TELEGRAM_BOT_TOKEN": "secretsecret"}, ("TELEGRAM_BOT_TOKEN", "@BotFather")),
    "no key": ({"ENCRYPTION_KEY": ""}, ("ENCRYPTION_KEY is missing", "make key")),
    "a key that is none": ({"ENCRYPTION_KEY": "not base64!"}, ("encryption key is not base64",)),
    "a short key": ({"ENCRYPTION_KEY": "c2hvcnQ="}, ("32 bytes",)),
    "no administrator": ({"ADMIN_TELEGRAM_IDS": ""}, ("ADMIN_TELEGRAM_IDS is missing",)),
    "an address that is none": ({"DATABASE_URL": "the cellar"}, ("database address", "sqlite:///")),
    "a database of another kind": ({"DATABASE_URL": "mysql://a@b/c"}, ("SQLite or PostgreSQL", "sqlite:///")),
    "a folder that is not there": ({"DATABASE_URL": "sqlite:////no/where/b.sqlite"}, ("DATABASE_URL",)),
    "no conversations": ({"CONVERSATIONS_FOLDER": "elsewhere"}, ("CONVERSATIONS_FOLDER",)),
    "a pace that is none": ({"MESSAGES_PER_SECOND": "fast"}, ("MESSAGES_PER_SECOND",)),
    "an address of Telegram that is none": ({"TELEGRAM_API_URL": "telegram"}, ("TELEGRAM_API_URL", "http")),
}


@pytest.mark.parametrize("what", SETTINGS)
async def test_a_setting_that_cannot_be_is_one_sentence(tmp_path: Path, what: str) -> None:
    wrong, words = SETTINGS[what]

    ended = await bot(tmp_path, "run", **{**good(tmp_path), **wrong})

    ended.says_in_one_sentence(2, *words)


async def test_nothing_at_all_names_the_token_first(tmp_path: Path) -> None:
    (await bot(tmp_path, "run")).says_in_one_sentence(2, "TELEGRAM_BOT_TOKEN is missing")


async def test_an_env_file_of_junk_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00\x81")

    (await bot(tmp_path, "run", **good(tmp_path))).says_in_one_sentence(2, ".env", "UTF-8")


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    notes = tmp_path / "bot.sqlite"
    notes.write_text("my notes, not a database\n" * 100)
    before = notes.read_bytes()

    (await bot(tmp_path, "run", **good(tmp_path))).says_in_one_sentence(2, "not a Holdfast database")
    assert notes.read_bytes() == before


async def test_another_key_is_recognised_and_nothing_is_written(tmp_path: Path) -> None:
    url = good(tmp_path)["DATABASE_URL"]
    Database.open(url, Vault.from_setting(KEY)).close()
    before = dump(tmp_path / "bot.sqlite")

    other = {"ENCRYPTION_KEY": Vault.new_key()}
    ended = await bot(tmp_path, "run", **{**good(tmp_path), **other})

    ended.says_in_one_sentence(2, "another encryption key", "ENCRYPTION_KEY")
    assert dump(tmp_path / "bot.sqlite") == before


async def test_a_second_bot_on_the_same_database_is_told_so(tmp_path: Path) -> None:
    database = Database.open(good(tmp_path)["DATABASE_URL"], Vault.from_setting(KEY))
    try:
        (await bot(tmp_path, "run", **good(tmp_path))).says_in_one_sentence(2, "Another Holdfast")
    finally:
        database.close()


async def test_a_database_that_somebody_locks_is_one_sentence(tmp_path: Path) -> None:
    Database.open(good(tmp_path)["DATABASE_URL"], Vault.from_setting(KEY)).close()
    other = sqlite3.connect(tmp_path / "bot.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        (await bot(tmp_path, "run", **good(tmp_path))).says_in_one_sentence(
            2, "cannot be used now", "start again"
        )
    finally:
        other.close()


@pytest.mark.parametrize("command", ["run", "check"])
async def test_a_broken_script_is_file_line_and_column(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "conversations"
    shutil.copytree(ROOT / "conversations", folder)
    script = folder / "daily_checkin.yaml"
    script.write_text(script.read_text("utf-8").replace("answer: scale 0 to 10", "answer: scale 0 to banana"))

    ended = await bot(tmp_path, command, **{**good(tmp_path), "CONVERSATIONS_FOLDER": str(folder)})

    assert ended.code == (2 if command == "run" else 1)
    said = ended.err if command == "run" else ended.out
    assert re.search(r"daily_checkin\.yaml:\d+:\d+: error: ", said)
    assert "Traceback" not in ended.out + ended.err


async def test_a_token_that_telegram_refuses_ends_with_three(tmp_path: Path) -> None:
    sim = Simulator(lambda: datetime.now(UTC), token="654321:" + "B" * 35)
    await sim.start()
    try:
        ended = await bot(tmp_path, "run", **{**good(tmp_path), "TELEGRAM_API_URL": sim.url})
    finally:
        await sim.stop()

    assert ended.code == 3
    assert "Traceback" not in ended.err
    assert ended.err.strip().splitlines()[-1].startswith("Telegram does not accept the token.")
    assert "@BotFather" in ended.err
    assert TOKEN not in ended.err


async def test_a_port_that_is_taken_is_said_with_another_one(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = await bot(ROOT, "demo", "--port", str(port))

    ended.says_in_one_sentence(2, f"Port {port} is taken", "--port")


@pytest.mark.parametrize("words", [("dance",), ("run", "--faster"), ("demo", "--port", "soon")])
async def test_a_command_that_is_none_ends_with_two(tmp_path: Path, words: tuple[str, ...]) -> None:
    ended = await bot(tmp_path, *words)

    assert ended.code == 2
    assert "Traceback" not in ended.out + ended.err
    assert ended.err.strip()


@pytest.mark.parametrize("port", ["-1", "0x50", "70000"])
async def test_a_port_that_cannot_be_is_refused(tmp_path: Path, port: str) -> None:
    ended = await bot(ROOT, "demo", "--port", port)

    assert ended.code == 2
    assert "Traceback" not in ended.out + ended.err


async def test_check_of_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    ended = await bot(tmp_path, "check", "nowhere")

    ended.says_in_one_sentence(2, "nowhere")


async def test_a_new_key_is_one_line_for_the_env_file(tmp_path: Path) -> None:
    ended = await bot(tmp_path, "key")

    name, _, key = ended.out.strip().partition("=")
    assert (ended.code, name) == (0, "ENCRYPTION_KEY")
    Vault.from_setting(key)


def dump(file: Path) -> list[str]:
    """Return everything in a SQLite file as SQL."""
    connection = sqlite3.connect(file)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()
