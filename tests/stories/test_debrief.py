"""After a crisis somebody asks the coach how she is. Nothing of it is kept."""

from sqlalchemy import text as sql

from bot.signals import Level
from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, case, case_event, person
from bot.turns.buttons import StaffButton, write
from bot.turns.leading.debrief import TALK
from bot.turns.work import Work
from tests.stories.drills import becomes
from tests.stories.leading import closes, colleague, supervisor, walks_with
from tests.stories.walking import another_coach, does, joins, menu, newest, passes, quiet, since, text
from tests.world import World

ASKS = "That was a hard one, and you were there."


async def after_a_crisis(world: World, *, hers: bool = False) -> str:
    """Maya was in a crisis, and Sam closed it; return her code."""
    await joins(world, world.maya)
    if hers:
        await walks_with(world, world.sam, world.maya)
    await does(world, world.maya, "I want to die")
    code = (await world.person_at(world.maya)).code
    await closes(world, world.sam, code)
    return code


async def kept(world: World) -> list[tuple[str, int]]:
    """Return how many rows stand in each table that remembers what people did or were told."""

    def look(tx: Transaction) -> list[tuple[str, int]]:
        names = ("outbox", "audit", "case_event", "timer", "draft", "note", "task", "errand")
        return [(name, tx.execute(sql(f"SELECT count(*) FROM {name}")).scalar_one()) for name in names]

    return await world.read(look)


async def bodies(world: World) -> list[str]:
    """Return every message to Sam that the outbox holds."""
    from bot.storage import outbox

    def look(tx: Transaction) -> list[str]:
        rows = tx.execute(sql("SELECT id FROM outbox")).all()
        found = (outbox.get(tx, row[0]) for row in rows)
        return [one.body for one in found if one is not None]

    return await world.read(look)


def asked(phone: Phone, before: int = 0) -> bool:
    return any(one.text.startswith(ASKS) for one in since(phone, before))


async def test_whoever_closed_a_crisis_is_asked_how_she_is(world: World) -> None:
    await another_coach(world)
    await after_a_crisis(world)

    said = next(one for one in reversed(world.sam.screen) if one.text.startswith(ASKS))

    assert said.labels == ("I am okay", "Talk to Ana")
    assert "Nothing you tap here is kept, and nobody counts it." in said.text


async def test_nothing_of_it_is_kept_whatever_is_tapped(world: World) -> None:
    ana = await another_coach(world)
    await after_a_crisis(world)
    before = await kept(world)
    assert not any(ASKS in body for body in await bodies(world))

    said = await does(world, world.sam, "Talk to Ana")
    assert text(said) == "Ana knows that you would like to talk. You can also write or call first."

    assert await kept(world) == before
    rows = await world.read(lambda tx: audit.by(tx, colleague(world, world.sam).id))
    assert not any("debrief" in row.action or "talk" in row.action for row in rows)
    assert not any("hard hour" in body for body in await bodies(world))
    assert ana.last is not None
    assert ana.last.text.startswith("Sam has just been there for somebody in a hard hour")


async def test_the_colleague_is_told_nothing_of_the_person(world: World) -> None:
    ana = await another_coach(world)
    code = await after_a_crisis(world)
    before = newest(ana)

    await does(world, world.sam, "Talk to Ana")

    (told,) = since(ana, before)
    assert code not in told.text
    assert "Maya" not in told.text


async def test_i_am_okay_is_taken_at_her_word(world: World) -> None:
    ana = await another_coach(world)
    await after_a_crisis(world)
    before, rows = newest(ana), await kept(world)

    assert text(await does(world, world.sam, "I am okay")) == "Good. Be kind to yourself today."

    assert since(ana, before) == []
    assert await kept(world) == rows


async def test_somebody_alone_is_asked_too_and_offered_nobody_who_is_not_there(world: World) -> None:
    await after_a_crisis(world)

    said = next(one for one in reversed(world.sam.screen) if one.text.startswith(ASKS))

    assert said.labels == ("I am okay",)


async def test_where_no_coach_is_on_duty_a_supervisor_is_named(world: World) -> None:
    await supervisor(world)
    await after_a_crisis(world)

    said = next(one for one in reversed(world.sam.screen) if one.text.startswith(ASKS))

    assert "Talk to Eva" in said.labels


async def test_her_own_person_can_walk_with_somebody_else_from_now_on(world: World) -> None:
    await another_coach(world)
    await after_a_crisis(world, hers=True)
    assert world.sam.last is not None

    await does(world, world.sam, "Swap me off this one")
    sure = world.sam.last
    assert sure is not None
    world.sam.tap((sure.id, sure.labels[0]))
    await quiet(world)

    who = await world.person_at(world.maya)
    ana = world.app.roster.at_chat(801)
    assert ana is not None
    assert who.coach == ana.id


async def test_a_false_alarm_of_a_crisis_was_hard_as_well(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    code = (await world.person_at(world.maya)).code
    await closes(world, world.sam, code, "False alarm")

    assert asked(world.sam)


async def test_an_urgent_case_ends_without_it(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await closes(world, world.sam, code)

    assert not asked(world.sam)


async def test_a_case_that_silence_has_opened_again_is_no_second_crisis(world: World) -> None:
    code = await after_a_crisis(world)
    who = await world.person_at(world.maya)
    (held,) = await world.read(lambda tx: case.of_person(tx, who.id))

    def falls_silent(work: Work) -> None:
        case.reopen(work.tx, held.id, level=int(Level.URGENT), at=work.at)
        work.desk.write_down(held.id, "reopened", level=Level.URGENT)

    await passes(world, world.sam, days=1)
    await world.app.turns.act(falls_silent)
    before = newest(world.sam)
    await closes(world, world.sam, code)

    assert not asked(world.sam, before)


async def test_an_editor_cannot_send_a_colleague_to_herself_with_a_forged_button(world: World) -> None:
    ana = await another_coach(world)
    await becomes(world, world.sam, "editor")
    await does(world, world.sam, "/help")
    before, last = newest(ana), world.sam.last
    assert last is not None

    world.sam.tap_data(last.id, write(StaffButton(subject=colleague(world, ana).id, verb=TALK)))
    await quiet(world)

    assert since(ana, before) == []


async def test_words_with_her_own_person_count_as_a_hello(world: World) -> None:
    await after_a_crisis(world, hers=True)

    who = await world.person_at(world.maya)

    assert who.touched_at is not None
    (held,) = await world.read(lambda tx: case.of_person(tx, who.id))
    events = await world.read(lambda tx: case_event.of(tx, held.id))
    assert [one.kind for one in events].count("closed") == 1
    assert await world.read(lambda tx: person.get(tx, who.id)) is not None
