"""Somebody with a row in every table about people, and words that can be looked for afterwards."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import func, select

from bot.engine import Phase, State, to_document
from bot.engine.state import Frame, Given
from bot.ids import Ids
from bot.keeping.belonging import about_people, rows_of
from bot.storage import (
    Transaction,
    answer,
    audit,
    case,
    case_event,
    check_in,
    concern,
    consent,
    conversation,
    declined,
    draft,
    inbox,
    member,
    note,
    outbox,
    person,
    reach,
    received,
    referral,
    remark,
    second_alert,
    task,
    timer,
    way_in,
    wording,
)
from bot.storage.tables import METADATA
from tests.storage.conftest import AT

MARK = "Zebulon-Quimby"
MONTHS_AGO = AT - timedelta(days=100)
YEARS_AGO = AT - timedelta(days=800)


@dataclass(frozen=True, kw_only=True)
class Life:
    """Who was made, the coach who had their case, that case, and a conversation."""

    person: int
    coach: int
    case: int
    talk: int


def ids_at(at: datetime) -> Callable[[], int]:
    """Return what makes the ids of rows that were written then."""
    ids = Ids()
    return lambda: ids.new(at)


def a_life(
    tx: Transaction,
    chat: int,
    *,
    at: datetime = AT,
    coach: int | None = None,
    mark: str = MARK,
    closed: bool = False,
    status: str = "completed",
) -> Life:
    """Write somebody who agreed, talked, was in a case, and of whom every table about people knows."""
    new_id = ids_at(at)
    if coach is None:
        made = member.add(tx, id=new_id(), chat=chat + 5000, name="Sam", role="coach", locale="en", at=at)
        coach = made.id
    who = person.add(tx, id=new_id(), chat=chat, locale="en", zone="Europe/Madrid", at=at).id
    person.change(
        tx,
        who,
        name=mark,
        goal=mark,
        site=mark,
        clear_word=mark,
        coach=coach,
        state="active",
        check_in_at=time(9, 30),
        began_at=at,
        release_day=at.date(),
        seen_on=at.date(),
        welcomed_at=at,
        discreet=True,
        sheltered=True,
        wants_woman=True,
        wants_been_in_prison=True,
        safe_to_call=True,
        no_family=True,
        touched_at=at,
    )
    consent.give(tx, id=new_id(), person=who, name="care", text_hash="h", language="en", at=at)
    held = case.add(tx, id=new_id(), person=who, level=3, at=at)
    case.change(tx, held.id, coach=coach, acknowledged_at=at, state="acknowledged")
    talk = a_talk(tx, new_id(), who, at, mark, held.id, status).id
    for key, words in (("win", True), ("reason_1", True), ("mood", False)):
        answer.save(
            tx,
            id=new_id(),
            person=who,
            conversation=talk,
            key=key,
            value=mark if words else "good",
            free_text=words,
            unit=None,
            bundle="b",
            language="en",
            at=at,
        )
    told = json.dumps({"en": mark})
    case_event.add(tx, id=new_id(), case=held.id, kind="signal", at=at, level=3, why="x.y", words=told)
    case_event.add(tx, id=new_id(), case=held.id, kind="person wrote", at=at, words=mark)
    check_in.plan(tx, id=new_id(), person=who, local_date=at.date(), due_at=at)
    check_in.mark(tx, who, at.date(), "answered", conversation=talk, at=at)
    referral.add(tx, id=new_id(), person=who, need="housing", service="shelter", at=at, conversation=talk)
    remark.add(tx, id=new_id(), person=who, conversation=talk, words=mark, at=at)
    reach.add(tx, id=new_id(), person=who, kind="number", words=mark, may_say=mark, at=at)
    wording.note(tx, who, {mark: (1,)}, at)
    due = at + timedelta(days=1)
    timer.set(tx, id=new_id(), kind="check_in", subject=who, number=1, due_at=due, person=who, note=mark)
    _messages(tx, new_id, Life(person=who, coach=coach, case=held.id, talk=talk), chat, at, mark)
    received.add(tx, id=new_id(), chat=chat, message_id=5, at=at, person=who)
    received.add(tx, id=new_id(), chat=chat + 5000, message_id=6, at=at, member=coach, case=held.id)
    ends = at + timedelta(days=2)
    way_in.add(
        tx,
        id=new_id(),
        token=f"t{chat}",
        kind="new phone",
        made_by=coach,
        at=at,
        expires_at=ends,
        person=who,
        site=mark,
    )
    draft.add(tx, id=new_id(), member=coach, words=mark, at=at)
    _by_the_team(tx, new_id, Life(person=who, coach=coach, case=held.id, talk=talk), at, mark)
    inbox.keep(tx, [inbox.Kept(update_id=chat, chat=chat, body=mark)], at)
    inbox.bury(tx, chat, at, "ValueError")
    audit.add(
        tx,
        id=new_id(),
        at=at,
        who=coach,
        role="coach",
        action="opened case",
        subject_kind="person",
        subject=who,
    )
    if closed:
        case.change(tx, held.id, state="closed", closed_at=at, outcome="better")
    return Life(person=who, coach=coach, case=held.id, talk=talk)


def a_talk(
    tx: Transaction, id: int, who: int, at: datetime, mark: str, held: int | None, status: str
) -> conversation.Conversation:
    """Write a conversation in which words were said."""
    stack = (Frame(script="daily_checkin", step="win"),)
    given = Given(slot="win", value=mark, stack=stack, turn=1, key="win")
    state = State(
        conversation=id,
        bundle="b",
        script="daily_checkin",
        seed=1,
        stack=stack,
        turn=2,
        phase=Phase.ASKING,
        given=(given,),
    )
    document = json.dumps(to_document(state))
    made = conversation.add(
        tx,
        id=id,
        person=who,
        bundle="b",
        script="daily_checkin",
        status="open",
        document=document,
        turn=2,
        at=at,
        case=held,
    )
    ended = None if status in conversation.LIVE else at
    conversation.save(tx, id, status=status, document=document, turn=2, ended_at=ended)
    conversation.keep_before_stop(tx, id, document, "open")
    return made


def _by_the_team(tx: Transaction, new_id: Callable[[], int], life: Life, at: datetime, mark: str) -> None:
    """Write what coaches and supervisors keep about them, done with, so that only its age counts."""
    note.add(tx, id=new_id(), person=life.person, case=life.case, by=life.coach, words=mark, at=at)
    todo, complaint = new_id(), new_id()
    due = at + timedelta(hours=1)
    task.add(tx, id=todo, person=life.person, member=life.coach, by=life.coach, words=mark, due_at=due)
    task.done(tx, todo, due)
    concern.add(tx, id=complaint, person=life.person, about=life.coach, words=mark, at=at)
    concern.close(tx, complaint, due)
    declined.add(tx, id=new_id(), person=life.person, member=life.coach, at=at)
    second_alert.add(
        tx,
        id=new_id(),
        case=life.case,
        rung=0,
        member=life.coach,
        way="email",
        address=mark,
        subject=mark,
        text=mark,
        at=at,
    )


def _messages(
    tx: Transaction, new_id: Callable[[], int], life: Life, chat: int, at: datetime, mark: str
) -> None:
    body = json.dumps({"text": mark})
    waiting = outbox.NewMessage(
        id=new_id(), chat=chat, lane=2, kind="turn", body=body, created_at=at, person=life.person
    )
    outbox.queue(tx, waiting)
    said = outbox.NewMessage(
        id=new_id(),
        chat=chat,
        lane=2,
        kind="turn",
        body=body,
        created_at=at,
        person=life.person,
        conversation=life.talk,
    )
    outbox.queue(tx, said)
    outbox.sent(tx, said.id, 1, at)
    card = outbox.NewMessage(
        id=new_id(),
        chat=chat + 5000,
        lane=1,
        kind="card",
        body=body,
        created_at=at,
        member=life.coach,
        case=life.case,
    )
    outbox.queue(tx, card)
    outbox.sent(tx, card.id, 2, at)
    ways = outbox.NewMessage(
        id=new_id(),
        chat=chat + 5000,
        lane=1,
        kind="staff",
        body=body,
        created_at=at,
        member=life.coach,
        about=life.person,
    )
    outbox.queue(tx, ways)


def count(tx: Transaction, table: str) -> int:
    """Return how many rows the table has."""
    return int(tx.execute(select(func.count()).select_from(METADATA.tables[table])).scalar_one())


def rows_about(tx: Transaction, who: int) -> dict[str, int]:
    """Return {table: rows about this person}."""
    return {
        table.name: int(
            tx.execute(select(func.count()).select_from(table).where(rows_of(table, who))).scalar_one()
        )
        for table in about_people()
    }


def opened(tx: Transaction) -> str:
    """Return every sealed field of the whole database, opened: what somebody with the key could read."""
    found: list[str] = []
    for table in METADATA.tables.values():
        key = next(iter(table.primary_key.columns))
        for row in tx.execute(select(table)).mappings():
            for column in table.columns:
                value = row[column.name]
                if isinstance(value, bytes) and isinstance(row[key.name], int):
                    found.append(tx.vault.opened(table.name, column.name, row[key.name], value) or "")
                elif isinstance(value, str):
                    found.append(value)
    return "\n".join(found)
