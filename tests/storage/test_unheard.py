"""Cases that climb, change hands and open again; what the team writes down about people."""

import asyncio
import re
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

import bot
from bot.storage import (
    Database,
    Transaction,
    case,
    case_event,
    case_message,
    concern,
    declined,
    note,
    outbox,
    person,
    second_alert,
    task,
    timer,
)
from tests.storage.conftest import AT
from tests.storage.rows import a_coach, a_message, someone

NewId = Callable[[], int]
LATER = AT + timedelta(hours=1)


async def test_a_case_that_nobody_has_can_be_taken_and_one_that_was_freed_too(
    database: Database, new_id: NewId
) -> None:
    def walk(tx: Transaction) -> list[object]:
        sam, ana = a_coach(tx, new_id), a_coach(tx, new_id, 2002)
        held = case.add(tx, id=new_id(), person=someone(tx, new_id).id, level=3, at=AT)
        steps: list[object] = [case.take(tx, held.id, sam.id, AT), case.take(tx, held.id, ana.id, AT)]
        steps.append([one.id == held.id for one in case.held_by(tx, sam.id)])
        case.change(tx, held.id, coach=None, acknowledged_at=None, state="new")
        steps += [case.held_by(tx, sam.id), case.take(tx, held.id, ana.id, LATER)]
        now = case.get(tx, held.id)
        assert now is not None
        return [*steps, now.coach == ana.id, now.acknowledged_at == LATER]

    assert await database.run(walk) == [True, False, [True], (), True, True, True]


async def test_a_closed_case_opens_again_as_new_unless_another_is_open(
    database: Database, new_id: NewId
) -> None:
    def walk(tx: Transaction) -> tuple[case.Case | None, list[bool], int]:
        sam, who = a_coach(tx, new_id), someone(tx, new_id)
        held = case.add(tx, id=new_id(), person=who.id, level=3, at=AT)
        tried = [case.reopen(tx, held.id, level=2, at=LATER)]
        case.take(tx, held.id, sam.id, AT)
        case.change(
            tx,
            held.id,
            state="closed",
            closed_at=AT,
            outcome="talked",
            attempts=2,
            rung=3,
            attempted_at=AT,
            reached_at=AT,
            told_at=AT,
            offered_to=sam.id,
            next_contact_at=LATER,
        )
        between = len(case.closed_between(tx, AT, LATER))
        other = case.add(tx, id=new_id(), person=who.id, level=1, at=AT)
        tried.append(case.reopen(tx, held.id, level=2, at=LATER))
        case.change(tx, other.id, state="closed", closed_at=LATER, outcome="talked")
        tried.append(case.reopen(tx, held.id, level=2, at=LATER))
        return case.get(tx, held.id), tried, between

    now, tried, between = await database.run(walk)

    assert tried == [False, False, True]
    assert between == 1
    assert now is not None
    assert (now.state, now.level, now.climbing_since) == ("new", 2, LATER)
    assert (now.attempts, now.rung, now.coach, now.outcome, now.closed_at) == (0, 0, None, None, None)
    assert (now.acknowledged_at, now.attempted_at, now.reached_at) == (None, None, None)
    assert (now.told_at, now.offered_to, now.next_contact_at) == (None, None, None)


async def test_who_was_called_is_kept_and_counting_opens_no_words(database: Database, new_id: NewId) -> None:
    def write(tx: Transaction) -> tuple[int, int]:
        sam = a_coach(tx, new_id)
        held = case.add(tx, id=new_id(), person=someone(tx, new_id).id, level=3, at=AT)
        case_event.add(tx, id=new_id(), case=held.id, kind="called", at=AT, to=sam.id, why="0")
        case_event.add(tx, id=new_id(), case=held.id, kind="person wrote", at=LATER, words="Zebulon")
        return held.id, sam.id

    held, sam = await database.run(write)
    every = await database.read(lambda tx: case_event.between(tx, AT, LATER + timedelta(seconds=1)))
    calls = await database.read(lambda tx: case_event.between(tx, AT, LATER, ("called",)))
    full = await database.read(lambda tx: case_event.of(tx, held))

    assert [(one.kind, one.to, one.words) for one in every] == [
        ("called", sam, None),
        ("person wrote", None, None),
    ]
    assert [one.why for one in calls] == ["0"]
    assert full[1].words == "Zebulon"


def test_every_kind_of_event_the_program_writes_is_known() -> None:
    written = set()
    for file in Path(bot.__file__).parent.rglob("*.py"):
        written |= set(re.findall(r'write_down\(\s*[\w.]+,\s*"([^"]+)"', file.read_text("utf-8")))

    assert len(written) > 10
    assert written <= set(case_event.KINDS)


async def test_alerts_and_relays_of_a_case_are_found_without_their_words(
    database: Database, new_id: NewId
) -> None:
    def write(tx: Transaction) -> tuple[int, int]:
        sam, who = a_coach(tx, new_id), someone(tx, new_id)
        held = case.add(tx, id=new_id(), person=who.id, level=3, at=AT)
        alert = a_message(new_id, 2001, 0, member=sam.id, case=held.id, kind="alert")
        outbox.queue(tx, alert)
        outbox.sent(tx, alert.id, 9, LATER)
        outbox.queue(
            tx, a_message(new_id, 2001, 1, member=sam.id, case=held.id, kind="relay", source_message=5)
        )
        outbox.queue(
            tx, a_message(new_id, 1001, 1, person=who.id, case=held.id, kind="relay", source_message=5)
        )
        return held.id, sam.id

    held, sam = await database.run(write)
    alerts = await database.read(lambda tx: case_message.alerts_of(tx, held, AT))
    to_staff = await database.read(lambda tx: case_message.relayed(tx, held, 5, person=False))
    to_person = await database.read(lambda tx: case_message.relayed(tx, held, 5, person=True))

    assert [(who, state, sent) for _, who, state, sent in alerts] == [(sam, "sent", LATER)]
    assert await database.read(lambda tx: case_message.alerts_of(tx, held, LATER)) == []
    assert [(row.chat, row.source_message) for row in to_staff] == [(2001, 5)]
    assert [(row.chat, row.member) for row in to_person] == [(1001, None)]


async def test_notes_come_newest_first_and_tasks_soonest_first(database: Database, new_id: NewId) -> None:
    def write(tx: Transaction) -> tuple[int, int, int]:
        sam, who = a_coach(tx, new_id), someone(tx, new_id)
        for words in ("first", "second", "third"):
            note.add(tx, id=new_id(), person=who.id, by=sam.id, words=words, at=AT)
        done = new_id()
        for id, words, due in ((new_id(), "later", LATER), (done, "soon", AT)):
            task.add(tx, id=id, person=who.id, member=sam.id, by=sam.id, words=words, due_at=due)
        task.add(tx, id=new_id(), member=sam.id, by=sam.id, words="for nobody", due_at=AT)
        return sam.id, who.id, done

    sam, who, done = await database.run(write)
    notes = await database.read(lambda tx: note.of(tx, who, 2))
    to_do = await database.read(lambda tx: task.open_of(tx, sam))

    assert [one.words for one in notes] == ["third", "second"]
    assert {one.words for one in to_do} == {"soon", "for nobody", "later"}
    assert to_do[-1].words == "later"
    assert [one.words for one in await database.read(lambda tx: task.open_about(tx, who))] == [
        "soon",
        "later",
    ]
    assert await database.run(lambda tx: task.done(tx, done, AT))
    assert not await database.run(lambda tx: task.done(tx, done, LATER))
    assert [one.words for one in await database.read(lambda tx: task.open_about(tx, who))] == ["later"]


async def test_a_note_of_no_kind_is_refused(database: Database, new_id: NewId) -> None:
    with pytest.raises(ValueError, match="not a kind of note"):
        await database.run(
            lambda tx: note.add(tx, id=new_id(), person=1, by=1, words="x", at=AT, kind="gossip")
        )


async def test_what_was_not_right_is_open_until_it_is_dealt_with(database: Database, new_id: NewId) -> None:
    def write(tx: Transaction) -> tuple[int, int]:
        sam, who = a_coach(tx, new_id), someone(tx, new_id)
        number = new_id()
        concern.add(tx, id=number, person=who.id, about=sam.id, words="Zebulon", at=AT)
        return number, sam.id

    number, sam = await database.run(write)

    assert await database.run(lambda tx: concern.seen(tx, number, sam, AT))
    assert not await database.run(lambda tx: concern.seen(tx, number, 77, LATER))
    (found,) = await database.read(concern.open_)
    assert (found.words, found.about, found.seen_by, found.seen_at) == ("Zebulon", sam, sam, AT)
    assert await database.run(lambda tx: concern.close(tx, number, LATER))
    assert not await database.run(lambda tx: concern.close(tx, number, LATER))
    assert await database.read(concern.open_) == ()


async def test_not_this_one_counts_once_however_often_it_is_said(database: Database, new_id: NewId) -> None:
    def write(tx: Transaction) -> tuple[int, int]:
        sam, who = a_coach(tx, new_id), someone(tx, new_id)
        for _ in range(2):
            declined.add(tx, id=new_id(), person=who.id, member=sam.id, at=AT)
        return who.id, sam.id

    who, sam = await database.run(write)

    assert await database.read(lambda tx: declined.of(tx, who)) == {sam}


async def test_wishes_of_a_person_are_kept(database: Database, new_id: NewId) -> None:
    who = await database.run(lambda tx: someone(tx, new_id))
    await database.run(
        lambda tx: person.change(
            tx,
            who.id,
            wants_woman=True,
            wants_been_in_prison=True,
            safe_to_call=False,
            no_family=True,
            touched_at=AT,
        )
    )
    now = await database.read(lambda tx: person.get(tx, who.id))

    assert (who.wants_woman, who.safe_to_call, who.no_family, who.drill) == (False, None, False, False)
    assert now is not None
    assert (now.wants_woman, now.wants_been_in_prison, now.no_family) == (True, True, True)
    assert (now.safe_to_call, now.touched_at) == (False, AT)


async def test_what_went_a_second_way_goes_with_its_case_s_person(database: Database, new_id: NewId) -> None:
    def write(tx: Transaction) -> int:
        held = case.add(tx, id=new_id(), person=someone(tx, new_id).id, level=3, at=AT)
        second_alert.add(
            tx,
            id=new_id(),
            case=held.id,
            rung=0,
            member=None,
            way="url",
            address="",
            subject="K7",
            text="crisis",
            at=AT,
        )
        return held.id

    held = await database.run(write)
    (row,) = await database.read(lambda tx: second_alert.of_case(tx, held))

    assert (row.case, row.rung, row.state) == (held, 0, "queued")


async def test_who_holds_a_crisis_is_known_and_what_is_less_or_closed_does_not_count(
    database: Database, new_id: NewId
) -> None:
    def walk(tx: Transaction) -> list[bool]:
        sam, ana = a_coach(tx, new_id), a_coach(tx, new_id, 2002)
        crisis = case.add(tx, id=new_id(), person=someone(tx, new_id).id, level=3, at=AT)
        urgent = case.add(tx, id=new_id(), person=someone(tx, new_id, 3003).id, level=2, at=AT)
        case.take(tx, crisis.id, sam.id, AT)
        case.take(tx, urgent.id, ana.id, AT)
        held = case.holders_of(tx, 3)
        case.change(tx, crisis.id, state="closed", closed_at=LATER)
        return [held == {sam.id}, case.holders_of(tx, 3) == set()]

    assert await database.run(walk) == [True, True]


async def test_two_who_take_a_case_in_the_same_moment_are_one_who_has_it(
    database: Database, new_id: NewId
) -> None:
    def begin(tx: Transaction) -> tuple[int, list[int]]:
        coaches = [a_coach(tx, new_id, 2000 + number).id for number in range(6)]
        return case.add(tx, id=new_id(), person=someone(tx, new_id).id, level=3, at=AT).id, coaches

    held, coaches = await database.run(begin)
    got = await asyncio.gather(
        *(database.run(partial(case.take, id=held, member=one, at=AT)) for one in coaches)
    )
    now = await database.read(lambda tx: case.get(tx, held))

    assert got.count(True) == 1
    assert now is not None
    assert now.coach == coaches[got.index(True)]


async def test_a_case_that_opens_again_while_another_opens_leaves_one_open(
    database: Database, new_id: NewId
) -> None:
    """A follow-up that nobody answered, and a new call for help, in the same moment."""

    def begin(tx: Transaction) -> tuple[int, int]:
        who = someone(tx, new_id).id
        held = case.add(tx, id=new_id(), person=who, level=3, at=AT)
        case.change(tx, held.id, state="closed", closed_at=AT, outcome="no_answer")
        return who, held.id

    who, closed = await database.run(begin)
    both_have_looked, looked = threading.Barrier(2), set[str]()

    def look(tx: Transaction, name: str) -> bool:
        found = case.open_of(tx, who) is not None
        if name not in looked and tx.connection.dialect.name == "postgresql":
            looked.add(name)
            both_have_looked.wait(10)
        return found

    def again(tx: Transaction) -> bool:
        return not look(tx, "again") and case.reopen(tx, closed, level=2, at=LATER)

    def anew(tx: Transaction) -> bool:
        return not look(tx, "anew") and bool(case.add(tx, id=new_id(), person=who, level=3, at=LATER))

    got = await asyncio.gather(database.run(again), database.run(anew))

    assert sorted(got) == [False, True]
    assert len(await database.read(case.open_cases)) == 1


async def test_a_case_of_somebody_with_another_phone_takes_its_notes_and_plans_along(
    database: Database, new_id: NewId
) -> None:
    def walk(tx: Transaction) -> list[object]:
        sam, guest, maya = a_coach(tx, new_id), someone(tx, new_id), someone(tx, new_id, 1002)
        held = case.add(tx, id=new_id(), person=guest.id, level=3, at=AT, without_consent=True)
        note.add(tx, id=new_id(), person=guest.id, case=held.id, by=sam.id, words="in it", at=AT)
        note.add(tx, id=new_id(), person=guest.id, by=sam.id, words="outside of it", at=AT)
        for kind, subject in (("unanswered", held.id), ("check_in", guest.id)):
            timer.set(tx, id=new_id(), kind=kind, subject=subject, number=0, due_at=LATER, person=guest.id)
        case.belongs_to(tx, held.id, maya.id, without_consent=False)
        return [
            [one.id for one in case.of_person(tx, maya.id)] == [held.id],
            [one.words for one in note.of(tx, maya.id)],
            [one.kind for one in timer.of_person(tx, maya.id)],
            [one.kind for one in timer.of_person(tx, guest.id)],
        ]

    assert await database.run(walk) == [True, ["in it"], ["unanswered"], ["check_in"]]
