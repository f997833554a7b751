"""When a shift has nobody, people who leave the team, and whose hands are full."""

from datetime import timedelta

from bot.cadence import local
from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, away, declined, member, person, shift, timer
from bot.turns.buttons import StaffButton, write
from bot.turns.serving.next_coach import assign, next_coach
from bot.turns.work import Work
from tests.stories.editors import staff
from tests.stories.test_duty import id_of, in_crisis, in_hands
from tests.stories.walking import (
    administrator,
    another_coach,
    does,
    joins,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
)
from tests.world import World

NOBODY_FROM = "Nobody is on duty from"
NOBODY_NOW = "Nobody is on duty now"


async def test_a_shift_with_nobody_is_told_once_and_again_when_it_begins(world: World) -> None:
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await does(world, world.sam, "/roster every day 00:00-24:00")
    await passes(world, rosa, minutes=61)
    before = newest(rosa)
    await does(world, world.sam, "/away tomorrow")

    told = text(await passes(world, rosa, seconds=2))
    told = told or text(since(rosa, before))

    assert told.count(NOBODY_FROM) == 1
    assert "Usually there: Sam" in told
    for _ in range(3):
        assert NOBODY_FROM not in text(await passes(world, rosa, hours=1)), "once is enough"
    came = [text(await passes(world, rosa, hours=1)) for _ in range(24)]
    assert sum(one.count(NOBODY_NOW) for one in came) == 1


async def test_a_gap_that_somebody_fills_is_not_told_again(world: World) -> None:
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await does(world, world.sam, "/roster every day 00:00-24:00")
    await does(world, world.sam, "/away tomorrow")
    assert NOBODY_FROM in text(await passes(world, rosa, seconds=2)) + text(since(rosa, 0))
    ana = await another_coach(world, language="en")
    await does(world, ana, "/roster every day 00:00-24:00")
    before = newest(rosa)

    for _ in range(26):
        await passes(world, rosa, hours=1)

    assert NOBODY_NOW not in text(since(rosa, before))


async def test_who_goes_off_in_the_middle_of_a_shift_leaves_a_gap_that_is_told_at_once(world: World) -> None:
    office = await administrator(world)
    await does(world, world.sam, "/roster every day 00:00-24:00")
    before = newest(office)
    await does(world, world.sam, "/offduty 09:00")
    await passes(world, office, seconds=2)

    assert text(since(office, before)).count(NOBODY_NOW) == 1, "without supervisors, administrators hear"


async def test_a_gap_longer_than_anybody_looks_ahead_is_told_once_and_when_it_begins(world: World) -> None:
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await does(world, world.sam, "/roster every day 00:00-24:00")
    today = local(world.clock.now(), "America/Chicago").date()
    days = f"{today + timedelta(days=1)} to {today + timedelta(days=30)}"
    await does(world, world.sam, f"/away {days}")
    came = [text(await passes(world, rosa, seconds=2))]
    came += [text(await passes(world, rosa, hours=1)) for _ in range(30)]

    assert sum(one.count("nobody is on duty for a week or longer") for one in came) == 1
    assert sum(one.count("Nobody is on duty now, nor in the next week") for one in came) == 1


async def test_the_same_gap_is_told_anew_when_it_had_been_filled(world: World) -> None:
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await does(world, world.sam, "/roster every day 00:00-24:00")
    told = []
    for what in ("/offduty", "/onduty", "/offduty"):
        before = newest(rosa)
        await does(world, world.sam, what)
        await passes(world, rosa, seconds=3)
        told.append(text(since(rosa, before)).count(NOBODY_NOW))

    assert told == [1, 0, 1]


async def test_days_away_are_a_gap_also_where_nobody_has_written_a_week(world: World) -> None:
    rosa = await staff(world, "Rosa", 820, "supervisor")
    today = local(world.clock.now(), "America/Chicago").date()
    before = newest(rosa)
    await does(world, world.sam, f"/away {today + timedelta(days=2)}")
    for _ in range(3):
        await passes(world, rosa, hours=24)

    told = text(since(rosa, before))
    assert NOBODY_FROM in told, "the programme's duty hours need somebody"
    assert "9:00 PM. Nights are not counted." in told, "nobody comes when they end"


async def test_where_no_supervisor_can_be_reached_administrators_hear_of_a_gap(world: World) -> None:
    rosa = await staff(world, "Rosa", 820, "supervisor")
    office = await administrator(world)
    await does(world, world.sam, "/roster every day 00:00-24:00")
    rosa.block()
    await quiet(world)
    before = newest(office)
    await does(world, world.sam, "/offduty 09:00")
    await passes(world, office, seconds=3)

    assert text(since(office, before)).count(NOBODY_NOW) == 1


async def test_the_look_goes_on_after_a_restart(world: World) -> None:
    await world.stop_bot()
    await world.start_bot()
    await world.settled()
    rows = await world.read(lambda tx: timer.of(tx, "roster", 0))
    assert len(rows) == 1


async def removed(world: World, name: str) -> Phone:
    """An administrator removes somebody from the team; return the administrator's phone."""
    office = await administrator(world)
    await does(world, office, "/team")
    await does(world, office, name)
    await does(world, office, "Remove")
    await does(world, office, "Yes, remove")
    return office


async def test_who_leaves_has_no_shifts_any_more_and_the_gap_is_told(world: World) -> None:
    await does(world, world.sam, "/roster every day 00:00-24:00")
    await does(world, world.sam, "/away 2099-12-24")
    ana = await another_coach(world, language="en")
    await does(world, ana, "/roster Mon 00:00-24:00")
    sam = await id_of(world, world.sam)
    await removed(world, "Sam")

    assert await world.read(lambda tx: shift.of(tx, sam)) == ()
    assert await world.read(lambda tx: away.of(tx, sam)) == ()
    assert [one.name for one in world.app.roster.everybody()] == ["Ana", "Office"]


async def test_what_was_offered_to_somebody_who_left_goes_to_the_next(world: World) -> None:
    await another_coach(world, language="en")
    kim = await another_coach(world, "Kim", 802, "en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    await does(world, world.sam, "/offduty")
    await does(world, world.sam, "Ana · on duty")
    await removed(world, "Ana")
    before = newest(kim)
    await passes(world, kim, minutes=6)

    assert f"take over {held.code}" in text(since(kim, before))


async def test_a_removed_coachs_old_buttons_do_nothing(world: World) -> None:
    ana = await another_coach(world, language="en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    await does(world, world.sam, "/offduty")
    await does(world, world.sam, "Ana · on duty")
    await removed(world, "Ana")
    last = ana.last
    assert last is not None
    sam, before_maya = await id_of(world, world.sam), newest(world.maya)
    for verb in ("ho-take", "ho-no", "ho-ask", "sw-sure", "od-sure", "me-woman", "take", "open"):
        before, notes = newest(ana), len(ana.notes)
        ana.tap_data(last.id, write(StaffButton(subject=held.id, verb=verb)))
        await quiet(world)
        assert since(ana, before) or len(ana.notes) > notes, f"{verb} is explained"
        assert held.code not in text(since(ana, before))

    now = await world.case_of(world.maya)
    assert now is not None
    assert now.coach == sam
    assert since(world.maya, before_maya) == []


async def coach(world: World, name: str, number: int, **fields: bool | str) -> int:
    """Somebody is a coach of whom this is known; return the member's id."""
    phone = await staff(world, name, number, "coach", str(fields.pop("locale", "en")))
    me = await id_of(world, phone)
    await world.app.database.run(lambda tx: member.change(tx, me, **fields))  # type: ignore[arg-type]
    await world.app.turns.reload_team()
    return me


async def chosen(world: World, who: int, *without: int) -> int | None:
    """Return who would walk with this person next."""
    found: list[int | None] = []

    def look(work: Work) -> None:
        about = person.get(work.tx, who)
        assert about is not None
        one = next_coach(work, about, exclude=without)
        found.append(one.id if one is not None else None)

    await world.app.turns.act(look)
    return found[-1]


async def test_the_next_coach_speaks_the_language_then_is_who_was_wished_for(world: World) -> None:
    sam = await id_of(world, world.sam)
    eva = await coach(world, "Eva", 831, locale="es", languages="es en")
    ida = await coach(world, "Ida", 832, woman=True)
    await joins(world, world.maya)
    await joins(world, world.luz, "es")
    maya, luz = await world.person_at(world.maya), await world.person_at(world.luz)

    assert await chosen(world, luz.id) == eva
    assert await chosen(world, luz.id, eva) in (sam, ida)
    await world.app.database.run(lambda tx: person.change(tx, maya.id, wants_woman=True))
    assert await chosen(world, maya.id) == ida

    def not_her(tx: Transaction) -> None:
        declined.add(tx, id=tx.new_id(world.clock.now()), person=maya.id, member=ida, at=world.clock.now())

    await world.app.database.run(not_her)
    assert await chosen(world, maya.id) in (sam, eva)
    assert await chosen(world, maya.id, sam, eva) is None


async def test_whoever_has_a_crisis_in_hand_is_asked_last(world: World) -> None:
    ana = await another_coach(world, language="en")
    await joins(world, world.maya)
    await joins(world, world.luz, "es")
    held = await in_crisis(world, world.luz)
    await taken(world, world.sam, held.code)
    maya = await world.person_at(world.maya)

    assert await chosen(world, maya.id) == await id_of(world, ana)


async def test_supervisors_hear_when_somebodys_hands_are_full_and_of_each_one_too_many(world: World) -> None:
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await does(world, rosa, "/me")
    sam = await id_of(world, world.sam)
    now = world.clock.now()

    def many(tx: Transaction, first: int, last: int) -> None:
        for number in range(first, last):
            made = person.add(tx, id=tx.new_id(now), chat=7000 + number, locale="en", zone="UTC", at=now)
            person.change(tx, made.id, coach=sam, state="active")

    async def walks_with_one_more(number: int) -> str:
        before = newest(rosa)

        def give(work: Work) -> None:
            about = person.add(
                work.tx, id=work.new_id(), chat=8000 + number, locale="en", zone="UTC", at=work.at
            )
            colleague = work.roster.get(sam)
            assert colleague is not None
            assign(work, about, colleague)

        await world.app.turns.act(give)
        await world.settled()
        return text(since(rosa, before))

    await world.app.database.run(lambda tx: many(tx, 0, 18))
    assert await walks_with_one_more(1) == ""
    assert "walks with 20 people" in await walks_with_one_more(2)
    assert await walks_with_one_more(3) == ""
    await world.app.database.run(lambda tx: many(tx, 18, 26))
    assert "too many" in await walks_with_one_more(4)
    assert "walks with 31 people" in await walks_with_one_more(5)


async def test_names_to_choose_a_coach_from_say_how_many_people_each_walks_with(world: World) -> None:
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await does(world, rosa, "/invite")
    came = await does(world, rosa, "English")

    assert "Sam · walks with 0" in came[-1].labels


async def test_a_supervisor_chooses_who_walks_with_somebody_and_both_are_told(world: World) -> None:
    await another_coach(world, language="en")
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    before_sam, before_maya = newest(world.sam), newest(world.maya)
    asked = await does(world, rosa, f"/assign {who.code.lower()}")
    assert f"Who can walk with {who.code}" in text(asked)
    assert {"Sam · walks with 0", "Ana · walks with 0"} <= set(asked[-1].labels)

    said = text(await does(world, rosa, "Sam · walks with 0"))

    assert f"Sam walks with {who.code} from now on" in said
    assert f"{who.code} walks with you" in text(since(world.sam, before_sam))
    assert "Sam is your coach from now on: a person from our team." in text(since(world.maya, before_maya))
    assert (await world.person_at(world.maya)).coach == await id_of(world, world.sam)
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert [row.action for row in rows][-1] == "changed coach"
    assert "chose who walks with you" in text(await does(world, world.maya, "/whosaw"))


async def test_a_guessed_code_or_a_coach_without_the_right_chooses_nobody(world: World) -> None:
    rosa = await staff(world, "Rosa", 820, "supervisor")
    assert "I know nobody by this code" in text(await does(world, rosa, "/assign Z999999"))
    assert "/assign" in text(await does(world, rosa, "/assign"))
    await joins(world, world.maya)
    who = await world.person_at(world.maya)

    assert "Your role cannot do this" in text(await does(world, world.sam, f"/assign {who.code}"))
    assert (await world.person_at(world.maya)).coach is None
