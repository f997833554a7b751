"""Orders for a running bot: each is taken once, by a bot, while somebody waits for it."""

import json
import stat
import threading
from pathlib import Path

import pytest

from bot.errors import RefusedError, StorageError
from bot.storage import counter as handover
from bot.storage.counter import Counter

ORDER = {"kind": "erase", "code": "K7"}
DONE = {"code": "K7"}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where a database would be."""
    return tmp_path / "holdfast.sqlite"


def serve(database: Path, how: str = "") -> threading.Thread:
    """A bot that takes one order and answers it, or refuses it with `how`."""

    def run() -> None:
        counter = Counter(database)
        while (asked := counter.take()) is None:
            pass
        assert asked.document == ORDER
        if how:
            counter.refuse(asked.number, RefusedError(how, remedy="Do something else."))
        else:
            counter.done(asked.number, DONE)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_an_order_is_answered_and_nothing_is_left_behind(database: Path) -> None:
    bot = serve(database)
    outcome = Counter(database).ask(ORDER)
    bot.join()

    assert outcome == DONE
    assert list(database.parent.iterdir()) == []


def test_a_refusal_reaches_whoever_asked(database: Path) -> None:
    bot = serve(database, "Not like this.")
    with pytest.raises(RefusedError, match="Not like this") as refusal:
        Counter(database).ask(ORDER)
    bot.join()

    assert refusal.value.remedy == "Do something else."


def test_without_a_bot_the_order_is_taken_back(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "TAKEN_WITHIN_SECONDS", 0.0)

    with pytest.raises(StorageError, match="Nothing was changed"):
        Counter(database).ask(ORDER)
    assert list(database.parent.iterdir()) == []


def test_a_bot_that_takes_it_and_dies_is_said(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "TAKEN_WITHIN_SECONDS", 0.0)
    monkeypatch.setattr(handover, "DONE_WITHIN_SECONDS", 0.2)
    counter = Counter(database)
    monkeypatch.setattr("bot.storage.counter.time.sleep", lambda _: counter.take())

    def taken_at_once(self: Counter, mine: Path) -> None:
        put(self, mine)
        assert self.take() is not None

    put = Counter._put
    monkeypatch.setattr(Counter, "_put", taken_at_once)
    with pytest.raises(StorageError, match="did not answer"):
        Counter(database).ask(ORDER)


def test_an_order_of_somebody_who_died_never_fires(database: Path) -> None:
    left = database.with_name("holdfast.sqlite.request")
    left.write_text(json.dumps({"number": "1", "order": ORDER}))

    assert Counter(database).take() is None
    assert not left.exists()


def test_an_order_left_behind_does_not_keep_the_next_one_away(database: Path) -> None:
    database.with_name("holdfast.sqlite.request").write_text("{}")
    database.with_name("holdfast.sqlite.answer").write_text('{"number": "old"}')
    bot = serve(database)

    assert Counter(database).ask(ORDER) == DONE
    bot.join()


def test_two_at_once_are_one_too_many(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counter = Counter(database)

    def meanwhile(_: float) -> None:
        with pytest.raises(RefusedError, match="Somebody else"):
            Counter(database).ask(ORDER)
        monkeypatch.setattr(handover, "TAKEN_WITHIN_SECONDS", 0.0)

    monkeypatch.setattr("bot.storage.counter.time.sleep", meanwhile)
    with pytest.raises(StorageError):
        counter.ask(ORDER)


def test_only_the_owner_can_read_an_order(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "TAKEN_WITHIN_SECONDS", 0.0)
    rights: list[int] = []
    put = Counter._put

    def look(self: Counter, mine: Path) -> None:
        put(self, mine)
        rights.extend(stat.S_IMODE(one.stat().st_mode) for one in database.parent.iterdir())

    monkeypatch.setattr(Counter, "_put", look)
    with pytest.raises(StorageError):
        Counter(database).ask(ORDER)
    assert set(rights) == {0o600}
