"""keys.lock: a fresh checkout and a phone are guarded as the folder is that published last."""

import json
from datetime import date

from bot.publishing import lock_kept, with_lock
from bot.scripts.check import check
from bot.scripts.lock import LOCK
from bot.storage import Database
from tests.publishing.sets import changed, good


def codes(files: dict[str, str]) -> set[str]:
    """Return the codes of the errors."""
    return {problem.code for problem in check(files, today=date(2026, 11, 21)).errors}


async def test_a_checkout_without_keys_lock_is_guarded_by_the_database(begun: Database) -> None:
    kept = await begun.read(lock_kept)
    edited = changed(
        ("keys.yaml", "better: lower", "better: higher"),
    )

    assert "E304" not in codes(edited)
    assert "E304" in codes(with_lock(edited, kept))


async def test_keys_that_nobody_touched_mean_what_they_meant(begun: Database) -> None:
    assert not codes(with_lock(good(), await begun.read(lock_kept))) & {"E304", "E305", "E308"}


def test_where_the_two_locks_differ_the_database_is_right_and_nothing_is_lost() -> None:
    kept = '{"mood": {"kind": "one of", "values": ["good"]}}'
    here = {LOCK: '{"mood": {"kind": "scale", "values": ["bad"]}, "other": {"kind": "date"}}'}

    joined = json.loads(with_lock(here, kept)[LOCK])
    assert joined["mood"]["kind"] == "one of"
    assert joined["mood"]["values"] == ["bad", "good"]
    assert joined["other"]["kind"] == "date"


def test_without_any_lock_there_is_none() -> None:
    assert with_lock({"keys.yaml": ""}, "") == {"keys.yaml": ""}


def test_a_lock_nobody_can_read_is_left_for_the_check_to_name() -> None:
    assert with_lock({LOCK: "not json"}, "")[LOCK] == "not json"
