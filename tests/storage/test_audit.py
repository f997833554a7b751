"""The audit log tells when somebody changed it: every way to tamper with it that we know is found."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.errors import StorageError
from bot.storage import Database, Transaction, Vault, audit, meta
from bot.storage.audit_chain import HEAD, START, Following, Verdict
from bot.storage.audit_shortening import shorten
from tests.storage.conftest import AT, KEY
from tests.storage.test_opening import NEXT_KEY

NewId = Callable[[], int]
Tamper = Callable[[Transaction], None]


def note(
    tx: Transaction,
    new_id: NewId,
    who: int = 5,
    *,
    reason: str | None = None,
    subject: int = 9,
    at: datetime = AT,
) -> None:
    """A coach opens a record."""
    audit.add(
        tx,
        id=new_id(),
        at=at,
        who=who,
        role="coach",
        action="opened case",
        subject_kind="person",
        subject=subject,
        reason=reason,
    )


def six(tx: Transaction, new_id: NewId) -> None:
    """Six entries, some with a reason."""
    for number in range(1, 7):
        note(tx, new_id, number, reason="she asked me to" if number % 2 else None)


def sql(*statements: str) -> Tamper:
    """Whoever has the file or the server gets around what the database refuses."""

    def tamper(tx: Transaction) -> None:
        if tx.connection.dialect.name == "sqlite":
            tx.driver.execute("DROP TRIGGER audit_refuses_update")
            tx.driver.execute("DROP TRIGGER audit_refuses_delete")
        else:
            tx.driver.execute("ALTER TABLE audit DISABLE TRIGGER audit_refuses")
        for each in statements:
            tx.driver.execute(each)

    return tamper


EVERY_COLUMN = "id, at, who, role, action, subject_kind, subject, reason, number, chain_hash"


def put_in(number: int) -> tuple[str, ...]:
    """An entry that never was stands under this number, and those behind it moved on by one."""
    copy = EVERY_COLUMN.replace("id,", "id + 500,", 1).replace("who", "77").replace(" number,", f" {number},")
    return (
        f"UPDATE audit SET number = -number - 1 WHERE number >= {number}",
        "UPDATE audit SET number = -number WHERE number < 0",
        f"INSERT INTO audit ({EVERY_COLUMN}) SELECT {copy} FROM audit WHERE number = {number - 1}",
    )


TAMPERING = {
    "another time": (sql("UPDATE audit SET at = at + 1 WHERE number = 3"), 3),
    "somebody else": (sql("UPDATE audit SET who = 99 WHERE number = 3"), 3),
    "nobody": (sql("UPDATE audit SET who = NULL WHERE number = 3"), 3),
    "another role": (sql("UPDATE audit SET role = 'supervisor' WHERE number = 3"), 3),
    "another act": (sql("UPDATE audit SET action = 'took case' WHERE number = 3"), 3),
    "another kind of subject": (sql("UPDATE audit SET subject_kind = 'member' WHERE number = 3"), 3),
    "another person": (sql("UPDATE audit SET subject = 10 WHERE number = 3"), 3),
    "another id": (sql("UPDATE audit SET id = id + 1000 WHERE number = 3"), 3),
    "no reason": (sql("UPDATE audit SET reason = NULL WHERE number = 3"), 3),
    "the reason of another": (
        sql("UPDATE audit SET reason = (SELECT reason FROM audit WHERE number = 1) WHERE number = 3"),
        3,
    ),
    "the proof of another": (
        sql("UPDATE audit SET chain_hash = (SELECT chain_hash FROM audit WHERE number = 2) WHERE number = 3"),
        3,
    ),
    "the first is gone": (sql("DELETE FROM audit WHERE number = 1"), 1),
    "one in the middle is gone": (sql("DELETE FROM audit WHERE number = 4"), 4),
    "one is gone and the rest closed up": (
        sql(
            "DELETE FROM audit WHERE number = 4",
            "UPDATE audit SET number = -number WHERE number > 4",
            "UPDATE audit SET number = -number - 1 WHERE number < 0",
        ),
        4,
    ),
    "the last is gone": (sql("DELETE FROM audit WHERE number = 6"), 6),
    "the end is gone": (sql("DELETE FROM audit WHERE number > 2"), 3),
    "all is gone": (sql("DELETE FROM audit"), 1),
    "all is gone and the head too": (
        sql("DELETE FROM audit", f"DELETE FROM meta WHERE key = '{HEAD}'"),
        1,
    ),
    "the head is gone": (sql(f"DELETE FROM meta WHERE key = '{HEAD}'"), 7),
    "the head is nonsense": (sql(f"UPDATE meta SET value = '6 zz zz' WHERE key = '{HEAD}'"), 7),
    "one was put in": (sql(*put_in(4)), 4),
    "one was put in at the end": (sql(*put_in(7)), 7),
    "two changed places": (
        sql(
            "UPDATE audit SET number = -3 WHERE number = 3",
            "UPDATE audit SET number = 3 WHERE number = 4",
            "UPDATE audit SET number = 4 WHERE number = -3",
        ),
        3,
    ),
}


async def tried(database: Database, tamper: Tamper) -> int | None:
    """Where the chain breaks after the tampering, which is then undone."""
    found: list[int | None] = []

    def try_it(tx: Transaction) -> None:
        tamper(tx)
        found.append(audit.verify(tx).first_bad)
        raise LookupError("undone")

    with pytest.raises(LookupError):
        await database.run(try_it)
    return found[-1]


async def test_a_log_that_nobody_touched_is_whole(database: Database, new_id: NewId) -> None:
    assert await database.read(audit.verify) == Verdict(entries=0, last=0, head="", first_bad=None)

    await database.run(lambda tx: six(tx, new_id))
    verdict = await database.read(audit.verify)

    assert (verdict.entries, verdict.last, verdict.first_bad) == (6, 6, None)
    assert verdict.head == await database.read(lambda tx: audit.proof_of(tx, 6))
    assert await database.read(lambda tx: audit.proof_of(tx, 7)) is None


@pytest.mark.parametrize("change", ["UPDATE audit SET who = 99", "DELETE FROM audit WHERE number = 2"])
async def test_the_log_is_only_ever_added_to(database: Database, new_id: NewId, change: str) -> None:
    await database.run(lambda tx: six(tx, new_id))

    with pytest.raises(StorageError, match="refused a statement"):
        await database.run(lambda tx: tx.driver.execute(change))

    assert (await database.read(audit.verify)).entries == 6


async def test_whoever_changes_the_log_is_found(database: Database, new_id: NewId) -> None:
    await database.run(lambda tx: six(tx, new_id))
    found = {how: await tried(database, tamper) for how, (tamper, _) in TAMPERING.items()}

    assert found == {how: first_bad for how, (_, first_bad) in TAMPERING.items()}
    assert (await database.read(audit.verify)).first_bad is None  # each was undone before the next


async def test_what_was_done_to_the_log_stays_found_when_it_goes_on(
    database: Database, new_id: NewId
) -> None:
    def and_on(tamper: Tamper) -> Tamper:
        def both(tx: Transaction) -> None:
            tamper(tx)
            note(tx, new_id, subject=10)

        return both

    await database.run(lambda tx: six(tx, new_id))
    found = {how: await tried(database, and_on(tamper)) for how, (tamper, _) in TAMPERING.items()}

    assert found == {how: first_bad for how, (_, first_bad) in TAMPERING.items()}


async def test_a_head_that_names_an_earlier_entry_is_not_believed(database: Database, new_id: NewId) -> None:
    def cut(tx: Transaction) -> None:
        sql("DELETE FROM audit WHERE number > 4")(tx)
        mine = str(meta.get(tx, HEAD)).split(" ")[2]
        meta.put(tx, HEAD, f"4 {audit.proof_of(tx, 4)} {mine}")

    await database.run(lambda tx: six(tx, new_id))
    await database.run(cut)

    assert (await database.read(audit.verify)).first_bad == 5


async def test_nobody_is_kept_from_helping_because_the_head_was_spoilt(
    database: Database, new_id: NewId
) -> None:
    await database.run(lambda tx: six(tx, new_id))
    await database.run(lambda tx: meta.put(tx, HEAD, "spoilt"))
    await database.run(lambda tx: note(tx, new_id, subject=11))
    verdict = await database.read(audit.verify)
    (entry,) = await database.read(lambda tx: audit.of(tx, "person", 11))

    assert entry.number == 7
    assert verdict.first_bad == 7


async def test_whoever_has_no_key_of_ours_cannot_go_on_writing_the_log(
    database: Database, new_id: NewId
) -> None:
    def forge(tx: Transaction) -> None:
        tx.vault = Vault.from_setting(Vault.new_key())
        note(tx, new_id)

    await database.run(lambda tx: six(tx, new_id))
    await database.run(forge)

    assert (await database.read(audit.verify)).first_bad == 7


async def test_the_log_goes_on_under_a_new_key(url: str, vault: Vault, new_id: NewId) -> None:
    for setting in (KEY, f"{NEXT_KEY},{KEY}"):
        database = Database.open(url, Vault.from_setting(setting))
        await database.run(lambda tx: six(tx, new_id))
        verdict = await database.read(audit.verify)
        database.close()

    assert (verdict.entries, verdict.first_bad) == (12, None)


async def test_an_act_that_failed_leaves_no_gap(database: Database, new_id: NewId) -> None:
    def fails(tx: Transaction) -> None:
        note(tx, new_id)
        raise LookupError("mine")

    await database.run(lambda tx: six(tx, new_id))
    with pytest.raises(LookupError):
        await database.run(fails)
    await database.run(lambda tx: note(tx, new_id))

    verdict = await database.read(audit.verify)
    assert (verdict.entries, verdict.first_bad) == (7, None)


async def test_many_at_the_same_moment_make_one_chain(database: Database, new_id: NewId) -> None:
    await asyncio.gather(*(database.run(lambda tx: note(tx, new_id)) for _ in range(60)))
    verdict = await database.read(audit.verify)

    assert (verdict.entries, verdict.first_bad) == (60, None)


async def test_a_long_log_is_followed_in_short_looks(
    sqlite: Database, new_id: NewId, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sqlite.run(lambda tx: six(tx, new_id))
    first = await sqlite.read(lambda tx: audit.follow(tx, Following(), 4))
    assert isinstance(first, Following)
    await sqlite.run(lambda tx: six(tx, new_id))  # the bot goes on writing meanwhile
    second = await sqlite.read(lambda tx: audit.follow(tx, first, 4))
    assert isinstance(second, Following)
    third = await sqlite.read(lambda tx: audit.follow(tx, second, 4))
    assert isinstance(third, Following)  # twelve entries exactly: the end is known at the next look
    verdict = await sqlite.read(lambda tx: audit.follow(tx, third, 4))
    assert isinstance(verdict, Verdict)

    assert (verdict.entries, verdict.first_bad) == (12, None)
    told: list[int] = []
    await sqlite.read(lambda tx: audit.verify(tx, told.append))
    assert told == [12]


async def test_entries_are_read_by_subject_by_member_and_page_by_page(
    database: Database, new_id: NewId
) -> None:
    await database.run(lambda tx: six(tx, new_id))
    numbers = {
        "page": await database.read(lambda tx: [e.number for e in audit.page(tx, 2, 3)]),
        "latest": await database.read(lambda tx: [e.number for e in audit.latest(tx, 2)]),
        "of": await database.read(lambda tx: [e.number for e in audit.of(tx, "person", 9)]),
        "by": await database.read(lambda tx: [e.number for e in audit.by(tx, 3)]),
    }

    assert numbers == {"page": [3, 4, 5], "latest": [6, 5], "of": [1, 2, 3, 4, 5, 6], "by": [3]}
    assert await database.read(audit.count) == 6
    assert [e.reason for e in await database.read(lambda tx: audit.page(tx, 4))] == ["she asked me to", None]


@pytest.mark.parametrize("reason", [None, "He wrote that he is in danger.\n\nIt was night."])
async def test_an_emergency_says_to_whom_by_whom_and_why(
    database: Database, new_id: NewId, reason: str | None
) -> None:
    about = {"recipient": "Coach Test", "discloser": "Holdfast", "nature": "words that\nsound like danger"}

    def opened(tx: Transaction) -> None:
        audit.add(
            tx,
            id=new_id(),
            at=AT + timedelta(minutes=1),
            who=5,
            role="coach",
            action="emergency, without consent",
            subject_kind="person",
            subject=9,
            reason=reason,
            about=about,
        )

    await database.run(opened)
    (entry,) = await database.read(lambda tx: audit.of(tx, "person", 9))

    assert entry.about == {**about, "nature": "words that sound like danger"}
    assert entry.reason == reason


async def test_a_reason_that_no_key_opens_hides_no_entry(
    sqlite_url: str, vault: Vault, new_id: NewId
) -> None:
    database = Database.open(sqlite_url, vault)
    await database.run(lambda tx: six(tx, new_id))
    await database.run(sql("UPDATE audit SET reason = 'spoilt' WHERE number = 1"))
    entries = await database.read(lambda tx: audit.page(tx))
    database.close()

    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5, 6]
    assert entries[0].reason is None


async def test_only_what_was_kept_for_six_years_can_be_taken_out(database: Database, new_id: NewId) -> None:
    years = timedelta(days=365)

    def lived(tx: Transaction) -> None:
        for number, at in enumerate((AT - 7 * years, AT - 6 * years - timedelta(days=9), AT - 5 * years, AT)):
            note(tx, new_id, number, at=at)

    await database.run(lived)
    gone = await database.run(lambda tx: shorten(tx, id=new_id(), at=AT))
    entries = await database.read(audit.page)
    verdict = await database.read(audit.verify)

    assert gone == 2
    assert [(e.number, e.action) for e in entries] == [
        (3, "opened case"),
        (4, "opened case"),
        (5, "shortened the log"),
    ]
    assert (verdict.entries, verdict.last, verdict.first_bad) == (3, 5, None)
    assert await database.run(lambda tx: shorten(tx, id=new_id(), at=AT)) == 0
    with pytest.raises(StorageError):  # locked again
        await database.run(lambda tx: tx.driver.execute("DELETE FROM audit"))
    await database.run(lambda tx: note(tx, new_id))
    await database.run(sql("DELETE FROM audit WHERE number = 3"))
    assert (await database.read(audit.verify)).first_bad == 3


async def test_a_log_that_is_old_from_end_to_end_still_says_so(database: Database, new_id: NewId) -> None:
    await database.run(lambda tx: six(tx, new_id))
    later = AT + timedelta(days=7 * 365)

    assert await database.run(lambda tx: shorten(tx, id=new_id(), at=later)) == 6
    verdict = await database.read(audit.verify)
    assert (verdict.entries, verdict.last, verdict.first_bad) == (1, 7, None)


async def test_nobody_without_a_key_can_say_that_entries_went_after_their_time(
    database: Database, new_id: NewId
) -> None:
    def forged(value: str | None) -> Tamper:
        def forge(tx: Transaction) -> None:
            sql("DELETE FROM audit WHERE number <= 2")(tx)
            meta.put(tx, START, str(meta.get(tx, HEAD)) if value is None else value)

        return forge

    await database.run(lambda tx: six(tx, new_id))

    assert [await tried(database, forged(value)) for value in ("", "2 00 00", None)] == [1, 1, 1]
