"""`publish`, `approve`, `history`, `diff` and `rollback` without a running bot: what they say and do."""

import asyncio
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.commands.approve import approve_set
from bot.commands.diff import print_diff
from bot.commands.history import print_history
from bot.commands.publish import publish_folder
from bot.commands.rollback import roll_back_to
from bot.commands.sets import Sets
from bot.config import Settings
from bot.errors import RefusedError, SettingError
from bot.scripts import load, read_folder
from bot.scripts.lock import LOCK, locked
from bot.storage import Database, Transaction, Vault, bundle, member, publication
from tests.publishing.sets import AT, GOOD, GUARDED, HARMLESS, Edit
from tests.world import KEY

ROOT = Path(__file__).parents[2]
Says = Callable[[], str]


@pytest.fixture(autouse=True)
def own_words_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot's own words are no part of a set; tests/texts looks after them."""
    monkeypatch.setattr("bot.commands.publish.read_own_catalogs", lambda _: None)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A programme in English with a folder and a database of its own."""
    folder = tmp_path / "conversations"
    shutil.copytree(GOOD, folder)
    programme = folder / "programme.yaml"
    programme.write_text(programme.read_text("utf-8").replace("[en, es]", "[en]"), "utf-8")
    return Settings(
        _env_file=None,
        encryption_key=KEY,
        database_url=f"sqlite:///{tmp_path / 'data' / 'bot.sqlite'}",
        conversations_folder=folder,
        locales_folder=tmp_path / "locales",
    )


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Says:
    """Return what was printed since the last look."""
    return lambda: capsys.readouterr().out


def publish(settings: Settings, name: str | None = None, *, yes: bool = True) -> int:
    """Publish the folder."""
    return publish_folder(None, None, name, yes=yes, settings=settings)


def edit(settings: Settings, *edits: Edit) -> None:
    """Change files of the folder."""
    for file, old, new in edits:
        path = settings.conversations_folder / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")


async def team(settings: Settings) -> None:
    """Pam edits, Ros supervises."""
    database = Database.open(settings.database_url, Vault.from_setting(KEY))

    def add(tx: Transaction) -> None:
        for id, name, role in ((1, "Pam", "editor"), (2, "Ros", "supervisor")):
            member.add(tx, id=id, chat=900 + id, name=name, role=role, locale="en", at=AT)

    await database.run(add)
    database.close()


def test_the_first_set_is_published_and_its_keys_are_locked(settings: Settings, says: Says) -> None:
    assert publish(settings) == 0

    said = says()
    assert "The first set: " in said
    assert "Published as" in said
    lock = (settings.conversations_folder / LOCK).read_text("utf-8")
    assert json.loads(lock)["craving"]["range"] == [0, 10]
    assert len(lock.splitlines()) == len(json.loads(lock)) + 2
    assert publish(settings) == 0
    assert "Nothing to publish" in says()


def test_a_set_with_an_error_is_never_published(settings: Settings, says: Says) -> None:
    publish(settings)
    edit(settings, ("daily_checkin.yaml", "      7 or more: urge_help\n", "      7 or more: urge_hlep\n"))
    says()

    assert publish(settings) == 1
    assert "E201" in says()
    print_history(5, settings)
    assert len(says().splitlines()) == 1


def test_what_changes_is_said_before_it_is_published(settings: Settings, says: Says) -> None:
    publish(settings)
    edit(settings, HARMLESS)
    says()

    assert publish(settings) == 0
    assert "The reply to 'hard' of the question 'mood' in daily_checkin changed from" in says()


def test_a_key_that_changes_its_meaning_is_refused_without_the_file_too(
    settings: Settings, says: Says
) -> None:
    publish(settings)
    (settings.conversations_folder / LOCK).unlink()
    edit(settings, ("keys.yaml", "better: lower", "better: higher"))
    says()

    assert publish(settings) == 1
    assert "E304" in says()


def test_what_a_crisis_reaches_waits_for_a_second_member(settings: Settings, says: Says) -> None:
    publish(settings)
    asyncio.run(team(settings))
    edit(settings, GUARDED)
    with pytest.raises(RefusedError, match="two members"):
        publish(settings)
    says()

    assert publish(settings, "Pam") == 0
    said = says()
    assert "! The question 'with_you' in crisis_help changed" in said
    assert "Proposed as" in said
    print_history(5, settings)
    waits = says().splitlines()[-1]
    assert "waits for a second member" in waits
    hash = waits.split()[0]
    with pytest.raises(RefusedError, match="has to be named"):
        approve_set(hash, None, yes=True, settings=settings)
    with pytest.raises(RefusedError, match="cannot approve it"):
        approve_set(hash, "pam", yes=True, settings=settings)

    approve_set(hash, "Ros", yes=True, settings=settings)

    assert "Approved and published" in says()
    print_history(5, settings)
    newest = says().splitlines()[0]
    assert newest.startswith(hash)
    assert "published by Pam, approved by Ros  (in force)" in newest
    approve_set(None, None, yes=True, settings=settings)
    assert says() == "Nothing waits for a second member.\n"


def test_going_back_shows_what_changes_and_names_who_when_a_crisis_is_reached(
    settings: Settings, says: Says
) -> None:
    publish(settings)
    asyncio.run(team(settings))
    edit(settings, GUARDED)
    publish(settings, "Pam")
    print_history(1, settings)
    hash = says().splitlines()[-1].split()[0]
    approve_set(hash, "Ros", yes=True, settings=settings)
    with pytest.raises(RefusedError, match="has to be named"):
        roll_back_to(None, None, yes=True, settings=settings)
    says()

    roll_back_to(None, "Ros", yes=True, settings=settings)

    assert "is in force again" in says()
    print_history(1, settings)
    assert "rolled back by Ros" in says()


def test_sets_are_compared_by_name_by_hash_and_by_folder(
    settings: Settings, says: Says, tmp_path: Path
) -> None:
    publish(settings)
    print_history(1, settings)
    first = says().splitlines()[-1].split()[0]
    other = tmp_path / "other"
    shutil.copytree(settings.conversations_folder, other)
    edit(settings, HARMLESS)
    publish(settings)
    says()

    print_diff(first, "now", settings=settings)
    by_hash = says()
    print_diff(str(other), str(settings.conversations_folder), settings=settings)
    assert by_hash == says()
    assert "changed from" in by_hash
    print_diff("now", "folder", settings=settings)
    assert says() == "Both are the same.\n"


def test_two_folders_are_compared_without_a_database(settings: Settings, says: Says, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(settings.conversations_folder, other)
    edit(settings, ("daily_checkin.yaml", "  craving:\n", "  # a comment\n  craving:\n"))

    print_diff(str(other), "folder", settings=settings)

    assert "only comments" in says()
    assert not (tmp_path / "data").exists()


def test_looking_before_anything_was_published_is_one_sentence(settings: Settings) -> None:
    with pytest.raises(SettingError, match="Nothing has been published yet"):
        print_history(5, settings)
    with pytest.raises(SettingError, match="Nothing has been published yet"):
        print_diff("now", "folder", settings=settings)
    assert not Path(settings.database_url.removeprefix("sqlite:///")).exists()


def test_lines_that_nobody_has_dialled_are_asked_about_once(settings: Settings, says: Says) -> None:
    edit(
        settings,
        ("resources.yaml", 'en: {text: "Call or text 988, day and night.", verified on: 2026-11-01, by: Sam}',
         'en: {text: "Call or text 988, day and night."}'),
    )  # fmt: skip

    with pytest.raises(RefusedError, match="confirmed") as refusal:
        publish(settings, yes=False)
    assert "--yes" in refusal.value.remedy
    assert "W610" in says()
    assert publish(settings, yes=True) == 0


@pytest.mark.parametrize(("answer", "published"), [("y", True), ("", False), ("no", False)])
def test_on_a_terminal_one_yes_is_asked_for(
    settings: Settings, says: Says, monkeypatch: pytest.MonkeyPatch, answer: str, published: bool
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    if published:
        assert publish(settings, yes=False) == 0
    else:
        with pytest.raises(RefusedError, match="Nothing was changed"):
            publish(settings, yes=False)


def test_a_picture_that_is_not_there_is_named(settings: Settings) -> None:
    step = "  waves:\n    picture: waves.jpg\n    described as: Slow waves\n\n  thanks:\n"
    edit(settings, ("daily_checkin.yaml", "  thanks:\n", step))

    with pytest.raises(RefusedError, match=r"'waves' in daily_checkin sends waves\.jpg"):
        publish(settings)
    (settings.conversations_folder / "waves.jpg").write_bytes(b"\xff\xd8\xff")
    assert publish(settings) == 0


def test_a_folder_that_cannot_be_written_is_published_all_the_same(
    settings: Settings, says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sets, "keep_lock", lambda *_: False)

    assert publish(settings) == 0
    assert "the database keeps it all the same" in says()


def test_a_name_nobody_has_is_refused(settings: Settings) -> None:
    publish(settings)
    edit(settings, HARMLESS)

    with pytest.raises(RefusedError, match="No editor"):
        publish(settings, "Nobody")


def test_the_shipped_keys_are_locked_as_they_are() -> None:
    files = read_folder(ROOT / "conversations", ROOT / "locales")
    lock = files[LOCK]

    assert locked(load(files).keys, lock) == lock, "python -m bot publish brings it up to date"


async def test_a_set_that_follows_an_unreadable_one_can_be_approved(settings: Settings, says: Says) -> None:
    await asyncio.to_thread(publish, settings)
    await team(settings)
    at = AT

    def break_it(tx: Transaction) -> None:
        bundle.keep(tx, "f" * 64, {"programme.yaml": "format: 9\n"}, at)
        publication.add(tx, bundle="f" * 64, kind="published", at=at, by=None, approved_by=None)

    database = Database.open(settings.database_url, Vault.from_setting(KEY))
    await database.run(break_it)
    database.close()
    edit(settings, HARMLESS)
    assert await asyncio.to_thread(publish, settings, "Pam") == 0
    (hash,) = re.findall(r"Proposed as ([0-9a-f]+)", says())

    await asyncio.to_thread(approve_set, hash, "Ros", yes=True, settings=settings)

    assert "cannot be compared" in says()
    await asyncio.to_thread(print_history, 1, settings)
    assert "approved by Ros  (in force)" in says()
