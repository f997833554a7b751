"""A coach's week, the days she is away, and what she says about herself."""

from bot.simulator.phone import Phone
from bot.storage import audit, away, draft, member, shift
from bot.storage.member import Member
from tests.stories.editors import staff
from tests.stories.walking import another_coach, does, joins, menu, newest, since, taken, text
from tests.world import World

OFFICE = "/roster Mon-Fri 09:00-17:00, Sat 22:00-06:00"


async def member_at(world: World, phone: Phone) -> Member:
    found = await world.read(lambda tx: member.find(tx, phone.id))
    assert found is not None
    return found


async def week_of(world: World, phone: Phone) -> list[tuple[int, str, int, int]]:
    """Return (weekday, kind, first hour, last hour) of somebody's shifts."""
    me = await member_at(world, phone)
    rows = await world.read(lambda tx: shift.of(tx, me.id))
    return [(row.weekday, row.kind, row.begins.hour, row.ends.hour) for row in rows]


async def test_a_coach_writes_her_week_in_plain_words_and_sees_it_as_a_table(world: World) -> None:
    assert "No shifts yet." in text(await does(world, world.sam, "/roster"))

    said = text(await does(world, world.sam, OFFICE))

    assert "Mon: 9:00 AM–5:00 PM" in said
    assert "Sat: 10:00 PM–6:00 AM" in said
    assert "Sun: –" in said
    assert await week_of(world, world.sam) == [
        *((day, "duty", 9, 17) for day in range(5)),
        (5, "duty", 22, 6),
    ]
    assert world.app.roster.written
    me = await member_at(world, world.sam)
    assert [row.action for row in await world.read(lambda tx: audit.of(tx, "member", me.id))][
        -1
    ] == "changed a week"


async def test_a_new_week_takes_the_place_of_the_old_one_which_can_be_written_again(world: World) -> None:
    await does(world, world.sam, OFFICE)
    said = text(await does(world, world.sam, "/roster on call Sun 10:00-18:00"))
    assert await week_of(world, world.sam) == [(6, "on call", 10, 18)]
    line = next(one for one in said.splitlines() if one.startswith("/roster"))

    await does(world, world.sam, line)

    assert (5, "duty", 22, 6) in await week_of(world, world.sam)
    await does(world, world.sam, "/roster none")
    assert await week_of(world, world.sam) == []


async def test_a_week_in_spanish_is_shown_in_spanish_and_its_line_is_read_again(world: World) -> None:
    ana = await another_coach(world)
    ana_es = await staff(world, "Eva", 812, "coach", "es")
    said = text(await does(world, ana_es, "/roster de lunes a viernes de 9 a 17, respaldo sáb 10:00-14:00"))
    assert "lun: 9:00–17:00" in said
    before = await week_of(world, ana_es)
    said = text(await does(world, ana_es, "/roster dom 10:00-18:00"))
    line = next(one for one in said.splitlines() if one.startswith("/roster"))
    await does(world, ana_es, line)
    assert await week_of(world, ana_es) == before
    assert await week_of(world, ana) == []


async def test_what_cannot_be_read_changes_nothing_and_comes_back_with_an_example(world: World) -> None:
    await does(world, world.sam, OFFICE)
    before = await week_of(world, world.sam)
    for odd, piece in (("Mon-Fri nine to five", "nine"), ("Mon 9-5", "9-5"), ("09:00-17:00", "09:00")):
        said = text(await does(world, world.sam, f"/roster {odd}"))
        assert piece in said
        assert "Your week is as it was" in said
        assert "/roster Mon-Fri 09:00-17:00" in said

    assert await week_of(world, world.sam) == before


async def test_a_supervisor_writes_for_others_and_sees_everybody_and_who_is_there(world: World) -> None:
    rosa = await staff(world, "Rosa", 820, "supervisor")
    before = newest(world.sam)
    said = text(await does(world, rosa, "/roster Sam: every day 00:00-24:00"))
    assert "The week of Sam" in said
    assert "Rosa has written your week" in text(since(world.sam, before))
    assert len(await week_of(world, world.sam)) == 7

    came = await does(world, rosa, "/roster")
    said = text(came)
    assert "Sam (" in said
    assert came[-1].kind == "photo", "and a picture of the week"
    assert "The next 7 days" in came[-1].text
    assert "Mon-Sun 00:00-24:00" in said
    assert said.count("Sam 24 h") == 7, "one line for each of the next seven days"
    assert "I know nobody called Kim" in text(await does(world, rosa, "/roster Kim: Mon 9:00-17:00"))
    assert "The week of Sam" in text(await does(world, rosa, "/roster sam"))


async def test_a_coach_writes_nobody_elses_week(world: World) -> None:
    ana = await another_coach(world, language="en")
    me = await member_at(world, ana)
    for words in ("/roster Sam: Mon 9:00-17:00", "/roster Sam", "/away Sam: tomorrow"):
        assert "Your role cannot do this" in text(await does(world, ana, words))

    assert await week_of(world, world.sam) == []
    rows = await world.read(lambda tx: audit.by(tx, me.id, 50))
    assert sum(row.action == "refused: change somebody's week" for row in rows) == 3


async def test_days_away_are_listed_and_can_be_taken_back(world: World) -> None:
    await does(world, world.sam, "/roster every day 00:00-24:00")
    sam = await member_at(world, world.sam)
    assert "No days away" in text(await does(world, world.sam, "/away"))
    said = text(await does(world, world.sam, "/away Dec 24 to Jan 2"))
    assert "December 24" in said
    assert "January 2" in said
    listed = text(await does(world, world.sam, "/away"))
    assert "December 24" in listed

    await does(world, world.sam, "/away today")
    colleague = world.app.roster.get(sam.id)
    assert colleague is not None
    assert not world.app.roster.is_on(colleague, world.clock.now())
    await does(world, world.sam, "Take back")
    colleague = world.app.roster.get(sam.id)
    assert colleague is not None
    assert world.app.roster.is_on(colleague, world.clock.now())
    assert len(await world.read(lambda tx: away.of(tx, sam.id))) == 1


async def test_days_that_cannot_be_meant_change_nothing(world: World) -> None:
    sam = await member_at(world, world.sam)
    for odd in ("banana", "31.12-24.12", "yesterday", "2026-12-24 to 2032-12-24"):
        said = text(await does(world, world.sam, f"/away {odd}"))
        assert "Nothing has changed" in said
        assert "/away 24.12-31.12" in said
    assert await world.read(lambda tx: away.of(tx, sam.id)) == ()


async def test_a_coach_says_where_she_is_and_what_a_person_can_wish_for(world: World) -> None:
    said = text(await does(world, world.sam, "/me"))
    assert "E-mail for alerts: –" in said
    await does(world, world.sam, "My city")
    assert "I do not know this city" in text(await does(world, world.sam, "Atlantis"))
    assert "Madrid" in text(await does(world, world.sam, "madrid"))
    await does(world, world.sam, "E-mail for alerts")
    assert "does not look like" in text(await does(world, world.sam, "sam at example"))
    assert "sam@example.org" in text(await does(world, world.sam, "sam@example.org"))
    await does(world, world.sam, "I am a woman")
    await does(world, world.sam, "I have been in prison")
    await does(world, world.sam, "Call me for my people")

    me = await member_at(world, world.sam)
    assert (me.zone, me.email, me.woman, me.been_in_prison) == (
        "Europe/Madrid",
        "sam@example.org",
        True,
        True,
    )
    colleague = world.app.roster.get(me.id)
    assert colleague is not None
    assert (colleague.zone, colleague.always_call, colleague.woman) == ("Europe/Madrid", True, True)
    await does(world, world.sam, 'Take back "I am a woman"')
    await does(world, world.sam, "No e-mail")
    me = await member_at(world, world.sam)
    assert (me.woman, me.email) == (None, None)


async def test_languages_are_tapped_on_and_off(world: World) -> None:
    await does(world, world.sam, "/me")
    await does(world, world.sam, "My languages")
    await does(world, world.sam, "Español")
    assert (await member_at(world, world.sam)).languages == "en es"
    await does(world, world.sam, "✓ English")
    assert (await member_at(world, world.sam)).languages == "es"
    colleague = world.app.roster.at_chat(world.sam.id)
    assert colleague is not None
    assert colleague.languages == ("es",)


async def test_an_address_with_a_slip_goes_to_no_person_even_with_a_case_in_hand(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    held = await world.case_of(world.maya)
    assert held is not None
    await taken(world, world.sam, held.code)
    await does(world, world.sam, "/me")
    await does(world, world.sam, "E-mail for alerts")
    before = newest(world.maya)
    said = text(await does(world, world.sam, "sam.example.org"))

    assert "went to nobody" in said
    assert since(world.maya, before) == []
    await does(world, world.sam, "Never mind")
    await does(world, world.sam, "Hello Maya")
    assert "Hello Maya" in text(since(world.maya, before))
    me = await member_at(world, world.sam)
    assert await world.read(lambda tx: draft.of(tx, me.id, "email")) is None
