"""What is kept about somebody is theirs: to see, take, correct and delete. So is the yes they gave."""

import json
from datetime import date

import pytest

from bot.errors import DatabaseUnavailableError
from bot.ids import to_base62
from bot.keeping import as_json, gather
from bot.simulator.phone import Phone
from bot.simulator.screen import ScreenMessage
from bot.storage import Transaction, audit, consent, member, person, reach, remark, timer
from bot.turns.owning.copying import ask_again, hand_out
from tests.stories.arriving import card_from, opens
from tests.stories.walking import (
    WELCOME,
    another_coach,
    checks_in,
    does,
    events,
    invited,
    joins,
    leaves_team,
    live,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    through,
    timers,
    to_timer,
)
from tests.traces import traces
from tests.world import World

OWN_WORDS = "the bus driver smiled at me"


async def tap_newest(world: World, phone: Phone, label: str) -> list[ScreenMessage]:
    """Tap the newest button of this name; return what came."""
    before = newest(phone)
    phone.tap(label)
    await quiet(world)
    return since(phone, before)


async def has_answered(world: World, phone: Phone) -> None:
    """Somebody has joined and done one check-in, with words of their own."""
    await joins(world, phone)
    await checks_in(world, phone, "Going well", "3", "No", OWN_WORDS)


def content(world: World, message: ScreenMessage) -> str:
    """Return what is in a document."""
    assert message.file_id is not None
    return world.sim.world.files[message.file_id].upload.content.decode()


async def test_what_is_kept_is_told_in_plain_words(world: World) -> None:
    await has_answered(world, world.maya)

    first = (await does(world, world.maya, "/mydata"))[-1]
    said = text(await tap_newest(world, world.maya, "See it"))

    assert first.buttons == (
        ("See it", "Take a copy"),
        ("Correct it", "Who saw it"),
        ("Take my yes back", "Delete it"),
    )
    assert "Your name here: Maya" in said
    assert "Your language: English" in said
    assert "9:30 AM" in said
    assert "answers of yours" in said
    assert "after 90 days" in said
    assert OWN_WORDS not in said  # a screen that somebody may look over a shoulder at


async def test_everything_is_handed_out_as_a_page_and_as_json(world: World) -> None:
    await has_answered(world, world.maya)
    await does(world, world.maya, "/mydata")

    came = await tap_newest(world, world.maya, "Take a copy")

    page, for_machines = (one for one in came if one.file_id is not None)
    assert page.file_name is not None
    assert for_machines.file_name is not None
    assert page.file_name.endswith(".html")
    assert for_machines.file_name.endswith(".json")
    assert "Maya" in content(world, page)
    assert OWN_WORDS in content(world, page)
    assert OWN_WORDS in content(world, for_machines)
    assert json.loads(content(world, for_machines))
    who = await world.person_at(world.maya)
    (entry,) = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert (entry.role, entry.action) == ("participant", "took data out")
    assert "You: took a copy of everything" in text(await does(world, world.maya, "/whosaw"))


async def test_a_question_that_calls_somebody_by_name_does_so_in_their_copy(world: World) -> None:
    await joins(world, world.maya)
    await checks_in(world, world.maya, "Going well", "0", "Yes", "I am okay")
    await does(world, world.maya, "/mydata")

    page = content(world, (await tap_newest(world, world.maya, "Take a copy"))[0])

    assert "<h3>Thank you for telling me, Maya." in page


async def test_a_copy_that_a_kill_came_between_is_handed_over_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object) -> None:
        """Nothing is done any more."""

    await has_answered(world, world.maya)
    await does(world, world.maya, "/mydata")
    with monkeypatch.context() as patch:
        patch.setattr("bot.turns.turns.hand_out", killed)
        assert await tap_newest(world, world.maya, "Take a copy") == []

    came = await passes(world, world.maya, minutes=3)

    assert sum(one.file_id is not None for one in came) == 2
    assert await timers(world, world.maya, "copy") == []
    assert await passes(world, world.maya, minutes=30) == []


async def test_a_copy_that_never_works_is_said_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a table nobody thought of")

    monkeypatch.setattr("bot.turns.owning.copying.gather", broken)
    await joins(world, world.maya)
    await does(world, world.maya, "/mydata")
    came = await tap_newest(world, world.maya, "Take a copy")
    for _ in range(5):
        came += await passes(world, world.maya, minutes=3)

    assert [one.text.partition(".")[0] for one in came] == [
        "Something on my side did not work, so your copy did not come"
    ]
    assert await timers(world, world.maya, "copy") == []


async def test_on_a_discreet_screen_the_copy_comes_at_once_too(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "My screen")
    await does(world, world.maya, "Be discreet")
    await does(world, world.maya, "/mydata")

    came = await tap_newest(world, world.maya, "Take a copy")

    assert sum(one.file_id is not None for one in came) == 2


async def test_an_impatient_thumb_gets_one_copy(world: World) -> None:
    await joins(world, world.maya)
    asked = (await does(world, world.maya, "/mydata"))[-1]
    take = asked.button("Take a copy")
    assert take is not None
    assert take.data is not None
    before = newest(world.maya)
    for _ in range(4):
        world.maya.tap_data(asked.id, take.data)
    await quiet(world)

    files = [one for one in since(world.maya, before) if one.file_id is not None]
    assert len(files) % 2 == 0
    assert 2 <= len(files) <= 8
    assert await timers(world, world.maya, "copy") == []


async def test_name_place_and_hour_are_corrected_in_a_conversation(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "/mydata")
    await tap_newest(world, world.maya, "Correct it")

    await tap_newest(world, world.maya, "Name, place or hour")

    assert await live(world, world.maya) == [("my_details", "open")]


async def test_whatever_else_is_wrong_reaches_the_team_in_the_persons_words(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "/mydata")
    await tap_newest(world, world.maya, "Correct it")
    code = (await world.person_at(world.maya)).code
    before = newest(world.sam)

    said = text(await tap_newest(world, world.maya, "Something else"))
    rang = since(world.sam, before)
    await does(world, world.maya, "That answer last week was my sister's")

    assert "In the morning our team sees that you wish to correct" in said
    assert rang == []
    assert f"{code} · watch" in text(await does(world, world.sam, "/cases"))
    assert [one.words for one in await events(world, world.maya) if one.kind == "person wrote"] == [
        "That answer last week was my sister's"
    ]
    card = text(await tap_newest(world, world.sam, f"Open {code}"))
    assert "Wishes to correct something" in card
    assert "my sister's" in card


async def test_deleting_says_first_what_goes_and_what_stays(world: World) -> None:
    await has_answered(world, world.maya)
    who = await world.person_at(world.maya)
    await does(world, world.maya, "/mydata")

    said = await tap_newest(world, world.maya, "Delete it")

    assert "Nobody can bring it back" in text(said)
    assert "This stays for 6 years" in text(said)
    assert said[-1].labels == ("Yes, delete it all", "Take a copy", "Keep it")
    await tap_newest(world, world.maya, "Keep it")
    assert await world.read(lambda tx: person.get(tx, who.id)) == who


async def test_one_sure_tap_and_nothing_of_the_person_is_left(world: World) -> None:
    await has_answered(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    who = await world.person_at(world.maya)
    await taken(world, world.sam, who.code)
    await does(world, world.maya, OWN_WORDS)
    await does(world, world.sam, "I read that")
    await does(world, world.maya, "/mydata")
    await tap_newest(world, world.maya, "Delete it")
    before = newest(world.sam)

    said = await tap_newest(world, world.maya, "Yes, delete it all")

    assert text(said).startswith("It is deleted.")
    assert world.maya.menu == ()
    left = await world.read(lambda tx: traces(tx, who.id, who.chat))
    # Who opened it stays on record, and the update itself until nobody could bring it a second time.
    assert set(left) <= {"audit", "inbox"}
    told = text(since(world.sam, before))
    assert told.startswith(f"{who.code} has deleted everything")
    assert "Maya" not in told
    assert world.app.turns._memory.of(who.chat) is None


async def test_nobody_on_the_team_can_open_what_was_deleted(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "I need help now")
    who = await world.person_at(world.maya)
    alert = next(one for one in reversed(world.sam.screen) if one.button("Open"))
    opens = alert.button("Open")
    assert opens is not None
    assert opens.data is not None
    await does(world, world.maya, "/mydata")
    await tap_newest(world, world.maya, "Delete it")
    await tap_newest(world, world.maya, "Yes, delete it all")

    assert alert.id not in [one.id for one in world.sam.screen]  # the alert has left the coach's chat
    before, shown = newest(world.sam), world.sam.last
    assert shown is not None
    world.sam.tap_data(shown.id, opens.data)
    await quiet(world)
    assert "no open case" in text(since(world.sam, before))
    assert f"{who.code} ·" not in text(await does(world, world.sam, "/cases"))
    assert await world.read(lambda tx: person.get(tx, who.id)) is None


async def test_after_deleting_nothing_comes_by_itself(world: World) -> None:
    await has_answered(world, world.maya)
    (due,) = await timers(world, world.maya, "check_in")
    await does(world, world.maya, "/mydata")
    await tap_newest(world, world.maya, "Delete it")
    await tap_newest(world, world.maya, "Yes, delete it all")

    came = await passes(world, world.maya, days=3)

    assert came == []
    assert await world.read(lambda tx: timer.of_person(tx, due.subject)) == ()


async def test_who_writes_after_deleting_is_a_stranger_at_the_entrance(world: World) -> None:
    await has_answered(world, world.maya)
    before = await world.person_at(world.maya)
    await does(world, world.maya, "/mydata")
    await tap_newest(world, world.maya, "Delete it")
    await tap_newest(world, world.maya, "Yes, delete it all")

    said = await does(world, world.maya, "hello")

    now = await world.person_at(world.maya)
    assert said[-1].button("I need help now")
    assert (now.name, now.state) == (None, "new")
    assert now.id != before.id


async def test_a_second_tap_of_a_quick_thumb_does_no_harm(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "/mydata")
    asked = (await tap_newest(world, world.maya, "Delete it"))[-1]
    sure = asked.button("Yes, delete it all")
    assert sure is not None
    assert sure.data is not None

    world.maya.tap_data(asked.id, sure.data)
    world.maya.tap_data(asked.id, sure.data)
    await quiet(world)

    assert "It is deleted" in text([world.maya.screen[-1]])
    assert await world.read(lambda tx: person.find(tx, world.maya.id)) is None


async def test_an_old_sure_button_asks_again(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "/mydata")
    await tap_newest(world, world.maya, "Delete it")
    await passes(world, world.maya, minutes=62)

    said = text(await tap_newest(world, world.maya, "Yes, delete it all"))

    assert "Nobody can bring it back" in said
    assert (await world.person_at(world.maya)).name == "Maya"


async def test_a_yes_is_taken_back_with_one_sure_tap(world: World) -> None:
    await has_answered(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, "/mydata")
    told = text(await tap_newest(world, world.maya, "Take my yes back"))

    said = text(await tap_newest(world, world.maya, "Yes, take it back"))

    who = await world.person_at(world.maya)
    assert "I stop the check-ins" in told
    assert "from this moment on" in said
    assert who.state == "stopped"
    assert await world.read(lambda tx: consent.current(tx, who.id, "programme")) is None
    assert await live(world, world.maya) == []
    assert await passes(world, world.maya, days=3) == []
    assert "You took your yes back" in text(await does(world, world.maya, "/mydata"))


async def test_who_leaves_it_as_it_is_still_agrees(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "/mydata")
    await tap_newest(world, world.maya, "Take my yes back")

    await tap_newest(world, world.maya, "Leave it as it is")

    assert (await world.person_at(world.maya)).state == "active"
    assert len(await timers(world, world.maya, "check_in")) == 1


async def test_an_old_button_that_takes_back_asks_again(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "/mydata")
    await tap_newest(world, world.maya, "Take my yes back")
    await passes(world, world.maya, minutes=62)

    await tap_newest(world, world.maya, "Yes, take it back")

    assert (await world.person_at(world.maya)).state == "active"


async def test_a_guest_is_told_how_little_is_kept_and_no_more_is_kept_for_it(world: World) -> None:
    await does(world, world.maya, "hello")
    said = await does(world, world.maya, "/mydata")
    files = await tap_newest(world, world.maya, "Take a copy")
    asked = text(await does(world, world.maya, "/whosaw"))

    who = await world.person_at(world.maya)
    assert "I keep very little" in text(said)
    assert said[-1].buttons == (("Take a copy",), ("Who saw it", "Delete it"))  # the words have said it all
    assert sum(one.file_id is not None for one in files) == 2
    assert "You: took a copy" in asked
    assert set(await world.read(lambda tx: traces(tx, who.id, who.chat))) <= {"person", "audit", "inbox"}


async def test_a_guest_is_told_what_a_card_brought_along(world: World) -> None:
    day = date(2026, 12, 1)
    token = await card_from(world, world.sam, "English", "County house", str(day))
    await opens(world, world.maya, token)
    who = await world.person_at(world.maya)
    said = text(await does(world, world.maya, "/mydata"))

    assert (who.site, who.release_day) == ("County house", day)
    assert "This came with you" in said
    assert "Your coach: Sam" in said
    assert "County house" in said
    assert "December 1" in said


async def test_a_guest_who_asked_for_help_is_told_that_those_words_are_kept(world: World) -> None:
    await does(world, world.maya, "I want to kill myself")

    said = text(await does(world, world.maya, "/mydata"))

    assert "what you wrote then" in said
    assert "72 hours after" in said


async def test_a_guest_deletes_too(world: World) -> None:
    await does(world, world.maya, "I want to kill myself")
    who = await world.person_at(world.maya)
    await does(world, world.maya, "/mydata")
    await tap_newest(world, world.maya, "Delete it")

    await tap_newest(world, world.maya, "Yes, delete it all")

    left = await world.read(lambda tx: traces(tx, who.id, who.chat))
    assert set(left) <= {"audit", "inbox"}
    assert world.sam.shows(f"{who.code} has deleted everything")


async def test_with_a_coach_there_the_command_is_still_the_persons_own(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    before = newest(world.sam)

    said = text(await does(world, world.maya, "/mydata"))

    assert "is yours" in said
    assert since(world.sam, before) == []


async def test_everybody_who_was_called_hears_of_it_when_nobody_had_taken_the_case(world: World) -> None:
    ana = await another_coach(world, "Ana", 801, "es")
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await does(world, world.maya, "/mydata")
    await tap_newest(world, world.maya, "Delete it")

    await tap_newest(world, world.maya, "Yes, delete it all")

    assert world.sam.shows(f"{code} has deleted everything")
    assert ana.shows(f"{code} borró todo")


async def test_it_speaks_spanish_from_the_command_to_the_file(world: World) -> None:
    await joins(world, world.luz, "es")

    first = (await does(world, world.luz, "/misdatos"))[-1]
    came = await tap_newest(world, world.luz, "Llevarme una copia")

    page = next(one for one in came if (one.file_name or "").endswith(".html"))
    assert first.text.startswith("Lo que guardo de ti es tuyo")
    assert 'lang="es"' in content(world, page)
    assert "Luz" in content(world, page)


async def test_words_that_were_kept_are_counted_with_the_rest(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "just so you know")
    who = await world.person_at(world.maya)
    await does(world, world.maya, "/mydata")

    said = text(await tap_newest(world, world.maya, "See it"))

    assert len(await world.read(lambda tx: remark.of(tx, who.id))) == 1
    assert "1 message in your own words" in said


async def test_a_guest_who_has_begun_is_told_that_this_is_kept_too(world: World) -> None:
    await does(world, world.maya, "hello")
    plain = text(await does(world, world.maya, "/mydata"))
    await tap_newest(world, world.maya, "Start")

    begun = text(await does(world, world.maya, "/mydata"))

    assert "30 days after I last hear from you" in plain
    assert "how far we are" not in plain
    assert "how far we are" in begun


async def test_a_way_to_be_reached_is_seen_and_taken_out_again(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, *WELCOME["en"])
    await to_timer(world, world.maya, "start_script")
    await through(world, world.maya, "I am ready", "Yes", "Another number", "555 0100", "Just to call back")
    await through(world, world.maya, "Yes", "A place", "The library", "You can speak openly", "No")
    await does(world, world.maya, "/mydata")
    seen = text(await tap_newest(world, world.maya, "See it"))
    shown = await tap_newest(world, world.maya, "Ways to reach me")

    left = await tap_newest(world, world.maya, "Take out number 1")

    who = await world.person_at(world.maya)
    assert "2 ways to reach you" in seen
    assert "1. 555 0100" in text(shown)
    assert "555 0100" not in text(left)
    assert "1. The library" in text(left)
    assert [one.words for one in await world.read(lambda tx: reach.of(tx, who.id))] == ["The library"]
    assert "No other way" in text(await tap_newest(world, world.maya, "Take out number 1"))


async def test_a_way_that_was_taken_out_is_not_read_in_the_talk_either(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "My check-ins")
    await through(
        world, world.maya, "How to reach me", "Yes", "Another number", "555 0100", "Just to call back"
    )
    await through(world, world.maya, "STOP", "/mydata", "See it", "Ways to reach me")
    who = await world.person_at(world.maya)
    before = await world.read(lambda tx: as_json(gather(tx, who, world.clock.now())))
    await does(world, world.maya, "Take out number 1")
    after = await world.read(lambda tx: as_json(gather(tx, who, world.clock.now())))

    assert b"555 0100" in before
    assert b"555 0100" not in after


async def test_a_way_that_belongs_to_somebody_else_is_left_alone(world: World) -> None:
    await joins(world, world.maya)
    await joins(world, world.sim.phone("Bea", 103, "en"))
    who = await world.person_at(world.maya)
    now = world.clock.now()
    number = now.microsecond + 1

    def keep(tx: Transaction) -> None:
        reach.add(tx, id=number, person=who.id, kind="place", words="The library", may_say=None, at=now)

    await world.app.database.run(keep)
    bea = world.sim.phones[103]
    assert bea.last is not None
    for detail in (to_base62(number), "a-b", "nothing"):
        bea.tap_data(bea.last.id, f"5:ways:{detail}")
        await quiet(world)

    assert len(await world.read(lambda tx: reach.of(tx, who.id))) == 1


async def test_a_script_that_is_not_there_is_not_begun(world: World) -> None:
    await joins(world, world.maya)
    assert world.maya.last is not None
    world.maya.tap_data(world.maya.last.id, "5:script:gone")
    await quiet(world)

    assert await live(world, world.maya) == []


async def test_whatever_is_set_is_told(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    sam = await world.read(lambda tx: member.find(tx, world.sam.id))
    assert sam is not None

    def set_all(tx: Transaction) -> None:
        person.change(
            tx,
            who.id,
            state="paused",
            name=None,
            check_in_at=None,
            coach=sam.id,
            site="Harbor House",
            release_day=date(2026, 11, 1),
            discreet=True,
            clear_word="tangerine",
            sheltered=True,
        )

    await world.app.database.run(set_all)
    await does(world, world.maya, "/mydata")
    said = text(await tap_newest(world, world.maya, "See it"))

    for line in (
        "No name",
        "on a break",
        "Your coach: Sam",
        "Harbor House",
        "November 1, 2026",
        "Quiet screen",
    ):
        assert line in said
    assert "Your own word that clears the screen: set" in said
    assert "tangerine" not in said
    assert "Only your own coach and the leaders" in said
    assert "Your check-in:" not in said


async def test_nobody_on_the_team_is_said_truly(world: World) -> None:
    await joins(world, world.maya)
    await leaves_team(world, world.sam)
    await does(world, world.maya, "/mydata")
    await tap_newest(world, world.maya, "Correct it")

    assert "Nobody from our team can be reached now" in text(
        await tap_newest(world, world.maya, "Something else")
    )


async def test_a_sure_button_that_nobody_made_asks_first(world: World) -> None:
    await joins(world, world.maya)
    assert world.maya.last is not None
    before = newest(world.maya)
    for data in ("5:delete_sure", "5:delete_sure:a-b", "5:withdraw_sure:zzzzzzzz"):
        world.maya.tap_data(world.maya.last.id, data)
    await quiet(world)

    assert text(since(world.maya, before)).count("Nobody can bring it back") == 2
    assert (await world.person_at(world.maya)).state == "active"


async def test_who_is_gone_before_the_copy_is_made_gets_none(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object) -> None:
        """Nothing is done any more."""

    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    await does(world, world.maya, "/mydata")
    with monkeypatch.context() as patch:
        patch.setattr("bot.turns.turns.hand_out", killed)
        await tap_newest(world, world.maya, "Take a copy")
    row = (await timers(world, world.maya, "copy"))[0]
    await tap_newest(world, world.maya, "Delete it")
    await tap_newest(world, world.maya, "Yes, delete it all")
    before = newest(world.maya)
    app = world.app
    await app.turns.act(lambda work: ask_again(work, row))
    await hand_out(app.database, app.library, app.turns.act, who.id, world.clock.now())
    await quiet(world)

    assert since(world.maya, before) == []


async def test_a_copy_waits_while_the_database_is_away(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    before = newest(world.maya)

    async def away(_: object) -> None:
        raise DatabaseUnavailableError

    await hand_out(world.app.database, world.app.library, away, who.id, world.clock.now())
    await quiet(world)

    assert since(world.maya, before) == []
