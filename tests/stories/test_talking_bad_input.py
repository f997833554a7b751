"""Forged, old and foreign buttons, guessed commands, a coach who has left: refused, on record, explained."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import SQLModel

from bot.ids import to_base62
from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, concern, conversation, draft, quick_reply
from bot.storage.audit import Entry
from bot.turns.commands import FOR_EVERYBODY, FOR_THE_TEAM
from bot.turns.doing import carry_out
from bot.turns.incoming import Pressed, Sender
from bot.turns.staffing import staff as door
from bot.turns.staffing import team
from tests.stories.editors import staff
from tests.stories.talks import in_hand, who_is
from tests.stories.walking import another_coach, does, joins, leaves_team, newest, quiet, since, text
from tests.world import World

# What a refusal may leave behind: that it was refused, and what is said about it.
MAY_CHANGE = ("inbox", "outbox", "received", "meta")  # meta holds the end of the chain of the audit log
# What any coach may do about a case that a colleague has.
OPEN_TO_COACHES = ("open", "take")


class Rolled(Exception):  # noqa: N818 - it is no error: nothing of a try is kept
    """The transaction is taken back; `what` changed in it."""

    def __init__(self, what: list[str]) -> None:
        super().__init__()
        self.what = what


def rows_of(tx: Transaction) -> dict[str, list[str]]:
    """Return {table: its rows}, those left out that a refusal may change."""
    tables = SQLModel.metadata.tables.items()
    return {
        name: sorted(str(tuple(row)) for row in tx.execute(select(table)).fetchall())
        for name, table in tables
        if name not in MAY_CHANGE and not name.startswith("audit")
    }


async def changed_by(world: World, phone: Phone, data: str) -> list[str]:
    """Return the tables in which a press with this data changes anything; nothing of it is kept."""
    turns = world.app.turns
    came = Pressed(
        chat=phone.id,
        message_id=newest(phone) or 1,
        sender=Sender(user=phone.id, first_name=phone.name, language="en"),
        tap_id="1",
        data=data,
        at=world.clock.now(),
    )

    def press(tx: Transaction) -> None:
        before = rows_of(tx)
        carry_out(turns._work(tx), came, turns._menu)
        after = rows_of(tx)
        raise Rolled([name for name, rows in after.items() if rows != before[name]])

    with pytest.raises(Rolled) as rolled:
        await world.app.database.run(press)
    return rolled.value.what


async def holds(world: World, phone: Phone, datas: st.SearchStrategy[str]) -> None:
    """No press of `phone` with any of this data changes anything."""
    loop = asyncio.get_running_loop()

    @given(datas)
    def check(data: str) -> None:
        changed = asyncio.run_coroutine_threadsafe(changed_by(world, phone, data), loop).result(30)
        assert changed == [], data

    await asyncio.to_thread(check)


def presses(ids: Sequence[int], verbs: Sequence[str], details: Sequence[str]) -> st.SearchStrategy[str]:
    """Buttons of staff that look right, about these ids and others."""
    subject = st.sampled_from([to_base62(one) for one in ids]) | st.integers(0, 2**62).map(to_base62)
    detail = st.sampled_from(["", *(f":{one}" for one in details)])
    return st.builds("2:{}:{}{}".format, subject, st.sampled_from(verbs), detail)


def garbage() -> st.SearchStrategy[str]:
    """Data of no button, and of buttons that are nearly right."""
    some = st.text(max_size=40)
    return some | st.builds("{}:{}:{}:{}".format, st.sampled_from("1234"), some, some, some)


VERBS = sorted({*door._ACTS, *door._BY_THEMSELVES, *team.VERBS})


async def ids_in(world: World) -> tuple[list[int], list[str]]:
    """Return the ids that stand in the database, and codes and ids that a button's detail could have."""
    maya, luz = await world.person_at(world.maya), await world.person_at(world.luz)
    sam = await who_is(world, world.sam)
    held = await world.case_of(world.maya)
    assert held is not None
    now = world.clock.now()
    made: list[int] = []

    def write(tx: Transaction) -> None:
        made[:] = [tx.new_id(now) for _ in range(3)]
        draft.add(tx, id=made[0], member=sam.id, words="hello", at=now)
        quick_reply.add(tx, id=made[1], name="Soon", words={"en": "soon"}, by=sam.id, at=now)
        concern.add(tx, id=made[2], person=maya.id, words="money", at=now, about=sam.id)

    await world.app.database.run(write)
    ids = [maya.id, luz.id, sam.id, held.id, *made]
    return ids, [held.code, "talked", "coach", *(to_base62(one) for one in ids)]


async def test_no_button_of_the_team_does_anything_for_a_participant(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    await joins(world, world.luz, "es")
    ids, details = await ids_in(world)
    await holds(world, world.luz, presses(ids, VERBS, details) | garbage())


async def test_no_button_does_anything_for_a_coach_who_has_left(world: World) -> None:
    ana = await another_coach(world)
    await in_hand(world, world.maya, world.sam)
    await joins(world, world.luz, "es")
    ids, details = await ids_in(world)
    await leaves_team(world, ana)
    await holds(world, ana, presses(ids, VERBS, details))


async def test_no_button_does_anything_for_somebody_nobody_knows(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    await joins(world, world.luz, "es")
    ids, details = await ids_in(world)
    stranger = world.sim.phone("Kai", 555, "en", started=True)
    await holds(world, stranger, presses(ids, VERBS, details))


async def test_no_button_of_a_case_does_anything_for_an_evaluator(world: World) -> None:
    eve = await staff(world, "Eve", 860, "evaluator")
    await in_hand(world, world.maya, world.sam)
    await joins(world, world.luz, "es")
    ids, details = await ids_in(world)
    verbs = [verb for verb in VERBS if verb not in team.VERBS]
    await holds(world, eve, presses(ids, verbs, details) | garbage())


async def test_what_a_colleague_has_is_hers_whatever_another_coach_presses(world: World) -> None:
    ana = await another_coach(world)
    await in_hand(world, world.maya, world.sam)
    await joins(world, world.luz, "es")
    ids, details = await ids_in(world)
    verbs = [
        "close",
        "closed",
        "read",
        "for",
        "fornobody",
        "quick",
        "quick-send",
        "cn-open",
        "cn-read",
        "qr-sure",
    ]
    await holds(world, ana, presses(ids, verbs, details) | garbage())


async def test_no_answer_of_somebody_else_can_be_given(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    await joins(world, world.luz, "es")
    maya = await world.person_at(world.maya)
    talks = await world.read(lambda tx: conversation.open_of(tx, maya.id))
    talk, turn = st.sampled_from([to_base62(one.id) for one in talks]), st.integers(0, 9).map(to_base62)
    choice = st.sampled_from(["0", "1", "go", "on", "yes", "no", "person", "stop", "back", "change"])
    await holds(world, world.luz, st.builds("1:{}:{}:{}".format, talk, turn, choice))


async def refusals(world: World, kind: str, subject: int) -> list[Entry]:
    """Return what was refused about this person or member."""
    rows = await world.read(lambda tx: audit.of(tx, kind, subject))
    return [row for row in rows if row.action.startswith("refused: ")]


async def test_a_participant_who_guesses_a_command_of_the_team_is_told_and_no_coach_reads_it(
    world: World,
) -> None:
    await in_hand(world, world.maya, world.sam)
    names = sorted({name for names in FOR_THE_TEAM.values() for name in names} - {*FOR_EVERYBODY})
    at_sam = newest(world.sam)
    for name in names:
        assert "That is for our team" in text(await does(world, world.maya, f"/{name} A17")), name

    who = await world.person_at(world.maya)
    assert since(world.sam, at_sam) == []
    assert len(await refusals(world, "person", who.id)) == len(names)


async def test_what_the_net_is_for_is_caught_in_it(world: World) -> None:
    ana = await another_coach(world)
    await in_hand(world, world.maya, world.sam)
    _, data = await old_button(ana, "Open")
    assert "case_event" in await changed_by(world, ana, data)


async def old_button(phone: Phone, label: str) -> tuple[int, str]:
    """Return (message, data) of a button that stands on the screen."""
    shown = next(one for one in reversed(phone.screen) if one.button(label))
    button = shown.button(label)
    assert button is not None
    assert button.data is not None
    return shown.id, button.data


async def test_a_coach_who_has_left_reads_why_old_buttons_are_dead(world: World) -> None:
    ana = await another_coach(world)
    code = await in_hand(world, world.maya, world.sam)
    message, data = await old_button(ana, "Open")
    hers = (await who_is(world, ana)).id
    await leaves_team(world, ana)
    before = newest(ana)
    ana.tap_data(message, data)
    await quiet(world)
    assert since(ana, before) == []
    assert "no longer part of this team" in ana.notes[-1]
    assert code not in ana.notes[-1]
    assert len(await refusals(world, "member", hers)) == 1


async def test_a_participant_with_a_coachs_button_is_told_and_it_is_on_record(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    await joins(world, world.luz, "es")
    _, data = await old_button(world.sam, "Close")
    world.luz.tap_data(world.luz.screen[-1].id, data)
    await quiet(world)
    who = await world.person_at(world.luz)
    assert world.luz.notes
    assert len(await refusals(world, "person", who.id)) == 1
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.state != "closed"


async def test_a_tap_on_somebody_elses_question_is_told_and_on_record(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    await joins(world, world.luz, "es")
    _, data = await old_button(world.maya, "Yes")
    world.luz.tap_data(world.luz.screen[-1].id, data)
    await quiet(world)
    who = await world.person_at(world.luz)
    assert world.luz.notes
    assert len(await refusals(world, "person", who.id)) == 1


async def test_in_a_group_nothing_is_said_but_that(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    at_sam = newest(world.sam)
    group = {"id": -100500, "type": "group", "title": "Home"}
    body = {"message_id": 99, "date": 1, "chat": group, "from": world.maya.person, "text": "hello Sam"}
    world.sim.world.updates.add("message", body)
    await quiet(world)
    assert since(world.sam, at_sam) == []
