"""What has been kept long enough goes, and nothing else does."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import pytest

from bot.engine import Bundle, Phase, from_document
from bot.errors import DatabaseUnavailableError
from bot.ids import Ids
from bot.keeping import Night, keep_house
from bot.keeping.nightly import LARGEST_SLICE, SMALLEST_SLICE, _next_size
from bot.keeping.people import find_gone, forget
from bot.keeping.times import Times, id_at
from bot.scripts import load, read_folder
from bot.storage import (
    Database,
    Transaction,
    answer,
    audit,
    case,
    concern,
    consent,
    conversation,
    gone,
    outbox,
    person,
    remark,
    task,
    timer,
    way_in,
)
from bot.storage.tables import METADATA
from tests.keeping.lives import MARK, Life, a_life, a_talk, count, ids_at, opened, rows_about
from tests.storage.conftest import AT

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
DAYS_100, YEARS_3 = AT + timedelta(days=100), AT + timedelta(days=3 * 365)


@cache
def bundle() -> Bundle:
    """The conversations as they come: 90 days, 24 months, reasons kept with the person."""
    return load(read_folder(ROOT / "conversations", ROOT / "locales"))


async def night(database: Database, at: datetime, with_: Bundle | None = None) -> Night:
    """Let one night pass."""
    return await keep_house(database, with_ or bundle(), at, ids_at(at), breath=0)


async def test_after_the_first_months_own_words_are_gone_and_the_record_stays(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001, closed=True))
    await database.run(_nothing_waits)
    before = await database.read(lambda tx: rows_about(tx, life.person))
    await night(database, DAYS_100)
    rows, left = await database.read(lambda tx: (rows_about(tx, life.person), _words_left(tx, life)))

    assert left == {"name", "goal", "site", "clear_word", "reach", "reason_1"}
    gone_with_words = {"remark", "outbox", "received", "way_in", "note", "task", "concern"}
    assert {name for name, number in rows.items() if not number} == gone_with_words
    assert {name: rows[name] for name in rows if name not in gone_with_words} == {
        name: before[name] for name in rows if name not in gone_with_words
    }


async def test_young_words_stay(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001))
    before = await database.read(lambda tx: rows_about(tx, life.person))
    taken = (await night(database, AT + timedelta(days=1))).taken

    assert not any(taken.values())
    assert await database.read(lambda tx: rows_about(tx, life.person)) == before


async def test_reasons_that_somebody_wrote_for_themselves_stay_as_long_as_they_do(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001, closed=True))
    await database.run(lambda tx: person.change(tx, life.person, seen_on=YEARS_3.date()))
    await night(database, DAYS_100)
    await night(database, YEARS_3)
    history = await database.read(lambda tx: answer.history(tx, life.person, ("reason_1", "win", "mood")))

    assert [value for _, value in history["reason_1"]] == [MARK]
    assert set(history) == {"reason_1"}


async def test_an_answer_whose_words_went_reads_as_skipped(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001))
    await night(database, DAYS_100)
    history = await database.read(lambda tx: answer.history(tx, life.person, ("win", "mood")))

    assert [value for _, value in history["win"]] == [None]
    assert [value for _, value in history["mood"]] == ["good"]


async def test_what_was_not_right_and_what_is_still_to_be_done_wait_until_they_are(
    database: Database,
) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001))
    new_id, soon = ids_at(AT), DAYS_100 + timedelta(days=1)

    def more(tx: Transaction) -> None:
        concern.add(tx, id=new_id(), person=life.person, words=MARK, at=AT)
        task.add(
            tx, id=new_id(), person=life.person, member=life.coach, by=life.coach, words=MARK, due_at=soon
        )

    await database.run(more)
    await night(database, DAYS_100)
    (open_one,) = await database.read(concern.open_)
    (to_do,) = await database.read(lambda tx: task.open_about(tx, life.person))

    assert (open_one.words, to_do.words) == (MARK, MARK)
    await database.run(lambda tx: concern.close(tx, open_one.id, DAYS_100))
    await database.run(lambda tx: task.done(tx, to_do.id, DAYS_100))
    await night(database, DAYS_100 + timedelta(days=1))
    left = await database.read(lambda tx: rows_about(tx, life.person))
    assert (left["concern"], left["task"]) == (0, 0)


@pytest.mark.parametrize("status", ["completed", "open", "parked"])
async def test_a_talk_keeps_where_it_stood_and_no_words(sqlite: Database, status: str) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001, status=status))
    await sqlite.run(
        lambda tx: timer.set(
            tx, id=ids_at(AT)(), kind="nudge", subject=life.talk, number=2, due_at=AT, person=life.person
        )
    )
    await night(sqlite, DAYS_100)
    talk = await sqlite.read(lambda tx: conversation.get(tx, life.talk))
    assert talk is not None
    state = from_document(json.loads(talk.document))

    assert (state.phase, state.given, state.script) == (Phase.ENDED, (), "daily_checkin")
    assert talk.status == ("completed" if status == "completed" else "missed")
    clocks = [
        one for one in await sqlite.read(lambda tx: timer.of_person(tx, life.person)) if one.kind == "nudge"
    ]
    assert bool(clocks) == (status == "completed")
    assert await sqlite.run(lambda tx: conversation.take_before_stop(tx, life.talk)) is None


async def test_a_talk_that_nobody_can_read_is_emptied_all_the_same(sqlite: Database) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001))
    await sqlite.run(
        lambda tx: tx.execute(METADATA.tables["conversation"].update().values(document=b"\x00" * 40)).rowcount
    )
    await night(sqlite, DAYS_100)
    talk = await sqlite.read(lambda tx: conversation.get(tx, life.talk))

    assert talk is not None
    assert talk.document == "{}"


async def test_after_the_record_s_time_only_what_is_still_needed_is_there(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001, closed=True))
    await database.run(lambda tx: person.change(tx, life.person, seen_on=YEARS_3.date()))
    await database.run(_nothing_waits)
    await night(database, YEARS_3)
    rows = await database.read(lambda tx: rows_about(tx, life.person))

    assert {name for name, number in rows.items() if number} == {
        "person", "consent", "reach", "timer", "wording", "answer", "conversation", "declined",
    }  # fmt: skip
    assert (rows["answer"], rows["conversation"]) == (1, 1)  # a reason, and the talk it was said in


async def test_the_number_of_check_ins_never_shrinks(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001, closed=True))

    def two_more(tx: Transaction) -> None:
        tx.execute(METADATA.tables["answer"].delete())
        for day in (1, 2):
            a_talk(tx, ids_at(AT)(), life.person, AT + timedelta(days=day), MARK, None, "completed")
        a_talk(tx, ids_at(AT)(), life.person, AT, MARK, None, "missed")
        a_talk(tx, ids_at(YEARS_3)(), life.person, YEARS_3, MARK, None, "completed")
        person.change(tx, life.person, seen_on=YEARS_3.date())

    def done(tx: Transaction) -> int:
        who = person.get(tx, life.person)
        assert who is not None
        return conversation.completed(tx, life.person, ("daily_checkin",)) + (who.earlier_check_ins or 0)

    await database.run(two_more)
    before = await database.read(done)
    await night(database, YEARS_3 - timedelta(days=100))
    await night(database, YEARS_3)

    assert before == 4
    assert await database.read(done) == before
    assert await database.read(lambda tx: count(tx, "conversation")) == 1


async def test_an_open_case_stays_with_its_person_however_old(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001))
    await night(database, YEARS_3)

    assert await database.read(lambda tx: case.open_of(tx, life.person)) is not None


async def test_the_consent_that_stands_stays_and_older_ones_go(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001, closed=True))

    def agree_again(tx: Transaction) -> None:
        new = ids_at(AT + timedelta(days=1))()
        consent.give(tx, id=new, person=life.person, name="care", text_hash="new", language="es", at=AT)
        person.change(tx, life.person, seen_on=YEARS_3.date())

    await database.run(agree_again)
    await night(database, YEARS_3)
    standing = await database.read(lambda tx: consent.current(tx, life.person, "care"))

    assert standing is not None
    assert standing.text_hash == "new"
    assert await database.read(lambda tx: count(tx, "consent")) == 1


async def test_whoever_was_not_heard_from_for_the_record_s_time_is_forgotten(database: Database) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001, closed=True))
    other = await database.run(lambda tx: a_life(tx, 2002, mark="Somebody-Else", closed=True))
    await database.run(lambda tx: person.change(tx, other.person, seen_on=YEARS_3.date()))
    taken = (await night(database, YEARS_3)).taken

    assert taken["people who were not heard from"] == 1
    assert await database.read(lambda tx: person.get(tx, life.person)) is None
    assert await database.read(lambda tx: person.get(tx, other.person)) is not None
    assert MARK not in await database.read(lambda tx: opened(tx).replace("Somebody-Else", ""))
    (tombstone,) = await database.read(lambda tx: audit.of(tx, "erased person", life.person))
    assert tombstone.role == "retention"


async def test_whoever_writes_while_the_night_passes_stays(sqlite: Database) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001, closed=True))
    times = Times.of(bundle(), YEARS_3)
    found = await sqlite.read(lambda tx: find_gone(tx, times, -1))
    await sqlite.run(lambda tx: person.change(tx, life.person, seen_on=YEARS_3.date()))

    assert found.ids == [life.person]
    assert not await sqlite.run(lambda tx: forget(tx, life.person, times, ids_at(YEARS_3)))
    assert not await sqlite.run(lambda tx: forget(tx, 1, times, ids_at(YEARS_3)))
    assert await sqlite.read(lambda tx: person.get(tx, life.person)) is not None


async def test_a_guest_is_forgotten_after_a_month_without_a_line(database: Database) -> None:
    def come(tx: Transaction) -> tuple[int, int]:
        gone_long, here = ids_at(AT)(), ids_at(AT)()
        person.add(tx, id=gone_long, chat=1, locale="en", zone="Etc/UTC", at=AT)
        person.add(tx, id=here, chat=2, locale="en", zone="Etc/UTC", at=AT)
        person.change(tx, here, seen_on=(AT + timedelta(days=20)).date())
        return gone_long, here

    passed_by, here = await database.run(come)
    await night(database, AT + timedelta(days=31))

    assert await database.read(lambda tx: person.get(tx, passed_by)) is None
    assert await database.read(lambda tx: person.get(tx, here)) is not None
    assert await database.read(lambda tx: count(tx, "audit")) == 0


async def test_how_a_fire_drill_went_is_kept_as_long_as_a_record(database: Database) -> None:
    """Whoever it was made up for never agreed to anything, and is nobody's guest."""

    def drill(tx: Transaction) -> int:
        who, held = ids_at(AT)(), ids_at(AT)()
        person.add(tx, id=who, chat=-1, locale="en", zone="Etc/UTC", at=AT, drill="D01")
        case.add(tx, id=held, person=who, level=3, at=AT, drill=True)
        case.change(tx, held, state="closed", closed_at=AT, outcome="answered")
        return who

    made_up = await database.run(drill)
    await night(database, DAYS_100)
    assert [one.code for one in await database.read(case.drills)] == ["D01"]

    await night(database, YEARS_3)
    assert await database.read(case.drills) == ()
    assert await database.read(lambda tx: person.get(tx, made_up)) is None
    assert await database.read(lambda tx: audit.of(tx, "erased person", made_up)) == ()


async def test_a_guest_whom_somebody_is_talking_to_stays(database: Database) -> None:
    def come(tx: Transaction) -> int:
        who = person.add(tx, id=ids_at(AT)(), chat=1, locale="en", zone="Etc/UTC", at=AT).id
        case.add(tx, id=ids_at(AT)(), person=who, level=3, at=AT, without_consent=True)
        return who

    who = await database.run(come)
    await night(database, AT + timedelta(days=60))

    assert await database.read(lambda tx: person.get(tx, who)) is not None


async def test_nobody_of_before_is_forgotten_because_their_last_day_was_not_written_down(
    database: Database,
) -> None:
    life = await database.run(lambda tx: a_life(tx, 1001, closed=True))
    await database.run(lambda tx: person.change(tx, life.person, seen_on=None))
    await night(database, YEARS_3)
    who = await database.read(lambda tx: person.get(tx, life.person))

    assert who is not None
    assert who.seen_on == YEARS_3.date()


async def test_a_person_whom_no_key_opens_is_forgotten_too(sqlite: Database) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001, closed=True))
    await sqlite.run(
        lambda tx: tx.execute(METADATA.tables["person"].update().values(name=b"\x00" * 40)).rowcount
    )
    await night(sqlite, YEARS_3)

    assert set((await sqlite.read(lambda tx: rows_about(tx, life.person))).values()) == {0}


async def test_links_drafts_and_numbers_of_messages_go_when_they_are_of_no_use(database: Database) -> None:
    await database.run(lambda tx: a_life(tx, 1001))

    def one_that_works(tx: Transaction) -> None:
        ends = AT + timedelta(days=60)
        way_in.add(tx, id=ids_at(AT)(), token="t", kind="join", made_by=None, at=AT, expires_at=ends)

    await database.run(one_that_works)
    await night(database, AT + timedelta(days=40))
    left = await database.read(
        lambda tx: [count(tx, name) for name in ("way_in", "draft", "received", "inbox")]
    )

    assert left == [1, 0, 0, 1]
    await night(database, DAYS_100)
    assert await database.read(lambda tx: count(tx, "inbox")) == 0


async def test_a_message_that_still_waits_is_not_taken_away(database: Database) -> None:
    await database.run(lambda tx: a_life(tx, 1001))
    await night(database, DAYS_100)

    assert len(await database.read(outbox.queued)) == 2


async def test_the_report_says_how_many_of_what_went_and_adds_up_a_night(database: Database) -> None:
    await database.run(lambda tx: a_life(tx, 1001))
    await database.run(lambda tx: a_life(tx, 2002))
    await night(database, DAYS_100)
    report = {one.what: one.count for one in await database.read(gone.latest) if one.day == DAYS_100.date()}

    assert report["answers in own words"] == 2
    assert report["remarks, with their words"] == 2
    assert report["talks emptied of their words"] == 2
    assert MARK not in str(report)


class CutOff(Database):
    """A database that goes away after so many transactions."""

    def __init__(self, inner: Database, after: int) -> None:
        self._inner = inner
        self._left = after

    async def run(self, work: Callable[[Transaction], T], *, first: bool = False) -> T:
        """Return what `work` returned, as long as it is there."""
        self._left -= 1
        if self._left < 0:
            raise DatabaseUnavailableError
        return await self._inner.run(work, first=first)

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Return what `work` read."""
        return await self._inner.read(work)


async def test_a_yes_that_was_taken_back_stays_on_record_from_then_on(database: Database) -> None:
    """It may have stood for years: what was agreed to must be provable after it ended."""
    life = await database.run(lambda tx: a_life(tx, 1001))
    ended = YEARS_3 - timedelta(days=1)
    await database.run(lambda tx: person.change(tx, life.person, seen_on=YEARS_3.date()))
    await database.run(lambda tx: consent.withdraw(tx, life.person, "care", ended))
    await night(database, YEARS_3)
    soon = await database.read(lambda tx: count(tx, "consent"))
    await database.run(
        lambda tx: person.change(tx, life.person, seen_on=(ended + timedelta(days=740)).date())
    )
    await night(database, ended + timedelta(days=740))

    assert (soon, await database.read(lambda tx: count(tx, "consent"))) == (1, 0)


async def test_a_yes_that_another_replaced_stays_on_record_from_then_on(sqlite: Database) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001))
    replaced = YEARS_3 - timedelta(days=1)
    await sqlite.run(lambda tx: person.change(tx, life.person, seen_on=YEARS_3.date()))
    again = ids_at(replaced)
    await sqlite.run(
        lambda tx: consent.give(
            tx, id=again(), person=life.person, name="care", text_hash="new", language="en", at=replaced
        )
    )
    await night(sqlite, YEARS_3)

    assert await sqlite.read(lambda tx: count(tx, "consent")) == 2


@pytest.mark.parametrize("after", [1, 2, 4, 7])
async def test_a_night_that_is_cut_off_is_gone_on_with(sqlite: Database, after: int) -> None:
    lives = [await sqlite.run(partial(a_life, chat=chat)) for chat in range(1, 4)]
    with pytest.raises(DatabaseUnavailableError):
        await night(CutOff(sqlite, after), DAYS_100)
    await night(sqlite, DAYS_100)
    report = {one.what: one.count for one in await sqlite.read(gone.latest)}

    assert report["answers in own words"] == report["talks emptied of their words"] == len(lives)
    for life in lives:
        assert await sqlite.read(partial(_words_left, life=life)) == {
            "name", "goal", "site", "clear_word", "reach", "reason_1", "outbox",
        }  # fmt: skip


async def test_a_slice_is_small_and_everybody_else_comes_in_between(sqlite: Database) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001))

    def many(tx: Transaction) -> None:
        new_id = ids_at(AT)
        for _ in range(3 * LARGEST_SLICE):
            remark.add(tx, id=new_id(), person=life.person, words="old", at=AT)

    await sqlite.run(many)
    passed = await night(sqlite, DAYS_100)

    assert passed.taken["remarks, with their words"] == 3 * LARGEST_SLICE + 1
    assert passed.slices > 3
    assert await sqlite.read(lambda tx: count(tx, "remark")) == 0


def test_slices_follow_how_fast_the_machine_is() -> None:
    assert _next_size(20, 0.001, 100) == 40  # at most twice as many
    assert _next_size(80, 0.001, 100) == 100  # and never more than that
    assert _next_size(100, 0.1, 100) == SMALLEST_SLICE
    assert _next_size(100, 0.016, 100) == 50
    assert _next_size(1, 0.5, 1) == 1  # people are taken one by one


async def test_nothing_goes_twice(database: Database) -> None:
    for chat in range(1, 6):
        await database.run(partial(a_life, chat=chat))
    await night(database, DAYS_100)
    again = (await night(database, DAYS_100 + timedelta(days=1))).taken

    assert not any(again.values())


async def test_a_programme_says_how_long(sqlite: Database) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001))
    short = replace(bundle(), programme=replace(bundle().programme, words_kept_days=7))
    await night(sqlite, AT + timedelta(days=8), short)

    assert _no_words(await sqlite.read(lambda tx: answer.history(tx, life.person, ("win",))))


def test_the_time_of_a_row_is_read_from_its_id() -> None:
    ids = Ids()
    before, after = ids.new(AT - timedelta(milliseconds=1)), ids.new(AT)

    assert before < id_at(AT) <= after


def _nothing_waits(tx: Transaction) -> None:
    outbox.withdraw(tx, 1001, (0, 1, 2, 3, 4), AT)
    outbox.withdraw(tx, 6001, (0, 1, 2, 3, 4), AT)


def _no_words(history: object) -> bool:
    return MARK not in str(history)


def _words_left(tx: Transaction, life: Life) -> set[str]:
    """Return in which places the person's words can still be read."""
    found = {
        f"{name}"
        for name in ("name", "goal", "site", "clear_word")
        if getattr(person.get(tx, life.person), name) == MARK
    }
    text = {
        name
        for name in (
            "answer",
            "case_event",
            "conversation",
            "outbox",
            "remark",
            "reach",
            "draft",
            "inbox",
            "way_in",
        )
        if any(MARK in words for words in _opened_of(tx, name))
    }
    if "answer" in text:
        kept = answer.history(tx, life.person, ("win", "reason_1"))
        text = text - {"answer"} | {key for key, values in kept.items() if MARK in str(values)}
    return found | text


def _opened_of(tx: Transaction, name: str) -> list[str]:
    table = METADATA.tables[name]
    key = next(iter(table.primary_key.columns)).name
    return [
        tx.vault.opened(name, column, row[key], value) or ""
        for row in tx.execute(table.select()).mappings()
        for column, value in row.items()
        if isinstance(value, bytes)
    ]
