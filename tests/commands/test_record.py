"""`export`, `erase` and `privacy` on a machine where no bot runs."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from bot.commands.privacy import print_privacy
from bot.commands.record import erase_record, export_record
from bot.commands.writing import NotWrittenError
from bot.config import Settings
from bot.errors import RefusedError, SettingError
from bot.publishing import begin
from bot.storage import Database, Transaction, Vault, audit, gone, outbox, person
from tests.keeping.lives import MARK, Life, a_life, opened
from tests.publishing.sets import AT, GOOD, plan_of
from tests.storage.conftest import migrated, sqlite, sqlite_url, vault
from tests.world import KEY

__all__ = ["migrated", "sqlite", "sqlite_url", "vault"]
T = TypeVar("T")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A programme with a database of its own."""
    return Settings(
        _env_file=None,
        encryption_key=KEY,
        database_url=f"sqlite:///{tmp_path / 'bot.sqlite'}",
        conversations_folder=GOOD,
        locales_folder=ROOT / "locales",
    )


@pytest.fixture
def life(settings: Settings) -> Life:
    """Somebody in this programme, of whom every table knows; a set is in force."""
    return asyncio.run(_filled(settings))


async def _filled(settings: Settings) -> Life:
    database = Database.open(settings.database_url, Vault.from_setting(KEY))
    plan = await plan_of(database)
    await database.run(lambda tx: begin(tx, plan, at=AT))
    made = await database.run(lambda tx: a_life(tx, 1001))
    database.close()
    return made


def look(settings: Settings, work: Callable[[Transaction], T]) -> T:
    """Return what the database says."""

    async def looked() -> T:
        database = Database.open(settings.database_url, Vault.from_setting(KEY))
        try:
            return await database.read(work)
        finally:
            database.close()

    return asyncio.run(looked())


def code_of(settings: Settings, life: Life) -> str:
    """Return what staff call the person."""
    return str(look(settings, lambda tx: person.code_of(tx, life.person)))


def test_both_files_are_written_for_their_owner_alone(
    settings: Settings, life: Life, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = code_of(settings, life)
    export_record(code, tmp_path / "out", settings)
    files = sorted((tmp_path / "out").iterdir())

    assert [file.name.split("-")[0] for file in files] == [code, code]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert all(MARK in file.read_text("utf-8") for file in files)
    assert capsys.readouterr().out.splitlines() == [str(files[1]), str(files[0])]


def test_what_is_there_already_is_not_written_over(settings: Settings, life: Life, tmp_path: Path) -> None:
    code = code_of(settings, life)
    export_record(code, tmp_path, settings)

    with pytest.raises(NotWrittenError, match="is there already"):
        export_record(code, tmp_path, settings)
    taken = [one for one in look(settings, audit.latest) if one.action == "took data out"]
    assert len(taken) == 1  # the log says of nobody that data were taken out when they were not


def test_a_page_that_is_there_already_leaves_no_half_of_a_record(
    settings: Settings, life: Life, tmp_path: Path
) -> None:
    code = code_of(settings, life)
    export_record(code, tmp_path, settings)
    for file in tmp_path.glob("*.json"):
        file.unlink()

    with pytest.raises(NotWrittenError, match="html is there already"):
        export_record(code, tmp_path, settings)
    assert not list(tmp_path.glob("*.json"))


def test_without_yes_nothing_is_deleted(settings: Settings, life: Life) -> None:
    code = code_of(settings, life)
    with pytest.raises(RefusedError, match="for good") as refusal:
        erase_record(code, yes=False, settings=settings)

    assert refusal.value.remedy.endswith(f"python -m bot erase {code} --yes")
    assert look(settings, lambda tx: person.get(tx, life.person)) is not None


def test_a_deleted_record_is_gone_and_its_coach_reads_of_it_at_the_next_start(
    settings: Settings, life: Life, capsys: pytest.CaptureFixture[str]
) -> None:
    code = code_of(settings, life)
    erase_record(f" {code.lower()} ", yes=True, settings=settings)
    said = capsys.readouterr().out
    (letter,) = look(settings, outbox.queued)
    (tombstone,) = look(settings, lambda tx: audit.of(tx, "erased person", life.person))

    assert MARK not in str(look(settings, opened))
    assert isinstance(letter, outbox.OutboxRow)
    assert (letter.chat, letter.member) == (6001, life.coach)
    assert f"Everything that was kept about {code} has been deleted" in letter.body
    assert tombstone.role == "operator"
    assert f"Everything about {code} is deleted." in said
    assert settings.erased_list.is_file()


def test_a_code_that_nobody_goes_by_is_refused(settings: Settings, life: Life, tmp_path: Path) -> None:
    assert life
    with pytest.raises(RefusedError, match="Nobody goes by this code"):
        export_record("Q0", tmp_path, settings)
    with pytest.raises(RefusedError, match="Nobody goes by this code"):
        erase_record("Q0", yes=True, settings=settings)


def test_before_the_first_start_it_is_said_what_to_do(settings: Settings) -> None:
    with pytest.raises(SettingError, match="is not there"):
        erase_record("K7", yes=True, settings=settings)


def test_the_guide_is_written_once_and_then_left_alone(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "privacy.md"
    print_privacy(write=True, out=out, settings=settings)
    print_privacy(write=True, out=out, settings=settings)
    said = capsys.readouterr().out.splitlines()

    assert said == [f"{out}: written.", f"{out}: as it should be already."]
    assert out.read_text("utf-8").startswith("# Privacy")


def test_the_report_shows_the_last_nights_newest_first(
    settings: Settings, life: Life, capsys: pytest.CaptureFixture[str]
) -> None:
    assert life

    async def two_nights() -> None:
        database = Database.open(settings.database_url, Vault.from_setting(KEY))

        def went(tx: Transaction) -> None:
            for id, day, count in ((1, 20, 1200), (2, 21, 3)):
                gone.add(tx, id=id, day=AT.date().replace(day=day), what="remarks", count=count, at=AT)

        await database.run(went)
        database.close()

    asyncio.run(two_nights())
    print_privacy(write=False, settings=settings)
    said = capsys.readouterr().out.splitlines()

    assert said[-3:] == [
        "What went in the last nights:",
        "2026-11-21  3 remarks",
        "2026-11-20  1,200 remarks",
    ]


def test_a_quiet_database_says_that_nothing_had_to_go(
    settings: Settings, life: Life, capsys: pytest.CaptureFixture[str]
) -> None:
    assert life
    print_privacy(write=False, settings=settings)

    assert capsys.readouterr().out.splitlines()[-1] == "Nothing has had to go yet."
