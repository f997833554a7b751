"""`audit verify` and `audit show`: what an operator is told about the record, and what they are not."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.clock import Clock
from bot.commands.auditing import shorten_log, show_log, verify_log
from bot.commands.line import line
from bot.config import Settings
from bot.errors import DatabaseInUseError, RefusedError
from bot.ids import Ids
from bot.storage import Database, Transaction, Vault, audit, member, person
from tests.world import KEY

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
NAME = "Zebulon Quimby"
WORDS = "his mother called"
Says = Callable[[], str]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Ana and Ros look after Zebulon; what they did is on record. Ros has left."""
    made = Settings(
        _env_file=None, encryption_key=KEY, database_url=f"sqlite:///{tmp_path / 'data' / 'bot.sqlite'}"
    )
    asyncio.run(fill(made))
    return made


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Says:
    """Return what was printed since the last look."""
    return lambda: capsys.readouterr().out


async def fill(settings: Settings) -> None:
    ids = Ids()

    def lived(tx: Transaction) -> None:
        for id, name, role in ((1, "Ana", "coach"), (2, "Ros", "supervisor")):
            member.add(tx, id=id, chat=900 + id, name=name, role=role, locale="en", at=AT)
        member.leave(tx, 2, AT)
        whose = person.add(tx, id=3, chat=770099881, locale="en", zone="UTC", at=AT)
        person.change(tx, whose.id, name=NAME)
        acts = (
            (1, "coach", "opened case", "person", 3, None),
            (2, "supervisor", "opened ways to reach", "person", 3, WORDS),
            (1, "coach", "took case", "person", 3, None),
            (None, "operator", "removed a member", "member", 2, None),
            (None, "person", "erased", "person", 404, None),
        )
        for minute, (who, role, action, kind, subject, reason) in enumerate(acts):
            audit.add(
                tx,
                id=ids.new(AT),
                at=AT + timedelta(minutes=minute),
                who=who,
                role=role,
                action=action,
                subject_kind=kind,
                subject=subject,
                reason=reason,
            )

    database = Database.open(settings.database_url, Vault.from_setting(KEY))
    await database.run(lived)
    database.close()


def file_of(settings: Settings) -> Path:
    return Path(settings.database_url.removeprefix("sqlite:///"))


def tamper(settings: Settings, statement: str) -> None:
    """Somebody with the file gets around Holdfast."""
    with sqlite3.connect(file_of(settings)) as connection:
        for act in ("update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS audit_refuses_{act}")
        connection.execute(statement)
    connection.close()


def code(settings: Settings) -> str:
    with sqlite3.connect(file_of(settings)) as connection:
        (found,) = connection.execute("SELECT code FROM person").fetchone()
    connection.close()
    return str(found)


def test_a_whole_log_is_called_whole(settings: Settings, says: Says) -> None:
    assert verify_log("", settings) == 0

    said = says()
    assert "The audit log is whole: 5 entries" in said
    assert said.splitlines()[-1].startswith("5:")


def test_a_changed_entry_is_named_by_its_number(settings: Settings, says: Says) -> None:
    tamper(settings, "UPDATE audit SET who = 2 WHERE number = 3")

    assert verify_log("", settings) == 1
    assert "the chain breaks at entry 3 of 5 entries" in says()


def test_an_old_copy_of_the_database_is_found_by_what_was_noted_down(settings: Settings, says: Says) -> None:
    before = file_of(settings).read_bytes()
    asyncio.run(one_more(settings))
    verify_log("", settings)
    noted = says().splitlines()[-1]

    assert noted.startswith("6:")
    assert verify_log(noted, settings) == 0
    file_of(settings).write_bytes(before)
    says()
    assert verify_log("", settings) == 0  # by itself, an old copy is whole
    assert verify_log(noted, settings) == 1
    assert "not the one you looked at" in says()


async def one_more(settings: Settings) -> None:
    database = Database.open(settings.database_url, Vault.from_setting(KEY))
    await database.run(
        lambda tx: audit.add(
            tx, id=10**18, at=AT, who=1, role="coach", action="a", subject_kind="person", subject=3
        )
    )
    database.close()


def test_a_note_that_is_none_is_refused(settings: Settings) -> None:
    with pytest.raises(RefusedError, match="--known"):
        verify_log("5:abc", settings)


def test_an_empty_log_is_whole_and_shows_nothing(tmp_path: Path, says: Says) -> None:
    empty = Settings(_env_file=None, encryption_key=KEY, database_url=f"sqlite:///{tmp_path / 'bot.sqlite'}")
    Database.open(empty.database_url, Vault.from_setting(KEY)).close()

    assert verify_log("", empty) == 0
    assert "whole: 0 entries" in says()
    show_log(person="", member="", last=5, settings=empty)
    assert says() == "Nothing of this kind is in the audit log.\n"


def test_the_log_shows_codes_and_never_who_a_person_is(settings: Settings, says: Says) -> None:
    show_log(person="", member="", last=50, settings=settings)
    said = says()
    lines = [line.split(maxsplit=4) for line in said.splitlines()]

    assert [line[0] for line in lines] == ["1", "2", "3", "4", "5"]
    assert "coach Ana" in said
    assert said.splitlines()[0].endswith(code(settings))
    assert said.splitlines()[1].endswith(f"{code(settings)}  (with a reason)")
    assert said.splitlines()[3].split()[-1] == "Ros"
    assert said.splitlines()[4].endswith("a person whose record was deleted")
    for trace in (NAME, "Zebulon", WORDS, "770099881"):
        assert trace not in said


@pytest.mark.parametrize(
    ("about", "who", "last", "expected"),
    [
        ("code", "", 50, ["1", "2", "3"]),
        ("code", "", 1, ["3"]),
        ("", "ana", 50, ["1", "3"]),
        ("", "Ros", 50, ["2"]),
        ("code", "Ana", 50, ["1", "3"]),
        ("", "", 2, ["4", "5"]),
    ],
)
def test_the_log_is_shown_of_one_person_one_member_or_the_newest(
    settings: Settings, says: Says, about: str, who: str, last: int, expected: list[str]
) -> None:
    show_log(person=code(settings).lower() if about else "", member=who, last=last, settings=settings)

    assert [line.split()[0] for line in says().splitlines()] == expected


def test_a_code_or_a_name_that_nobody_has_is_said(settings: Settings) -> None:
    with pytest.raises(RefusedError, match="Nobody goes by the code Z9999"):
        show_log(person="Z9999", member="", last=5, settings=settings)
    with pytest.raises(RefusedError, match="Nobody of the team"):
        show_log(person="", member="Ursula", last=5, settings=settings)


def test_what_is_over_six_years_old_goes_when_it_is_meant(
    settings: Settings, says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify_log("", settings)
    noted = says().splitlines()[-1]
    with pytest.raises(RefusedError, match="confirmed"):
        shorten_log(yes=False, settings=settings)
    shorten_log(yes=True, settings=settings)
    assert says() == "Nothing is that old.\n"
    monkeypatch.setattr(Clock, "now", lambda _: AT + timedelta(days=6 * 366))

    shorten_log(yes=True, settings=settings)

    assert says() == "5 entries went: none is over six years old now.\n"
    assert verify_log(noted, settings) == 0  # what was noted down went after its time
    assert says().splitlines()[-1].startswith("6:")
    show_log(person="", member="", last=50, settings=settings)
    assert "shortened the log" in says()


def test_the_log_of_a_running_bot_is_not_shortened(settings: Settings) -> None:
    running = Database.open(settings.database_url, Vault.from_setting(KEY))
    with pytest.raises(DatabaseInUseError):
        shorten_log(yes=True, settings=settings)
    running.close()


def test_the_command_line_verifies_and_shows(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("ENCRYPTION_KEY", KEY)
    runner = CliRunner()

    assert runner.invoke(line, ["audit", "verify"]).exit_code == 0
    assert "opened case" in runner.invoke(line, ["audit", "show", "--last", "9"]).output
    assert "Nothing is that old." in runner.invoke(line, ["audit", "shorten", "--yes"]).output
    tamper(settings, "DELETE FROM audit WHERE number = 5")
    assert runner.invoke(line, ["audit", "verify"]).exit_code == 1
