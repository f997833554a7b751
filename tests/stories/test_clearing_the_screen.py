"""A screen that somebody else may see: it is cleared where Telegram allows it, and the record stays."""

from datetime import timedelta

import pytest

from bot.simulator.phone import Phone
from bot.storage import Transaction, conversation, outbox, person, received, remark
from tests.stories.walking import (
    WELCOME,
    Came,
    does,
    invited,
    joins,
    live,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    talk_of,
    text,
    through,
)
from tests.world import World

CLEAR = "Clear this from the screen"
CLEARED = "I am clearing this from the screen"
STILL_THERE = "Telegram did not let me clear"
WORD = "sunflower"


async def with_word(world: World, phone: Phone, word: str = WORD) -> list[str]:
    """Somebody has joined and chosen a clear word; return what stood on the screen before they agreed."""
    await does(world, phone, "hello")
    as_a_guest = words_on(phone)
    await through(world, phone, *WELCOME["en"])
    who = await world.person_at(phone)
    await world.app.database.run(lambda tx: person.change(tx, who.id, clear_word=word))
    return as_a_guest


async def whole_talk(world: World, phone: Phone) -> Came:
    """Take up the next check-in and stop it after the first question; return what came last."""
    await invited(world, phone)
    await does(world, phone, "I am ready")
    return await does(world, phone, "Stop for now")


def newest_words(phone: Phone) -> str:
    """Return what the bot said last."""
    return next(message.text for message in reversed(phone.screen) if not message.mine)


def words_on(phone: Phone) -> list[str]:
    """Return everything that stands on the screen, of both sides."""
    return [message.text for message in phone.screen]


async def test_every_talk_ends_with_a_way_to_clear_it(world: World) -> None:
    await joins(world, world.maya)
    came = await whole_talk(world, world.maya)

    assert came[-1].button(CLEAR) is not None


async def test_the_talk_leaves_the_screen_and_what_came_before_it_stays(world: World) -> None:
    await joins(world, world.maya)
    before = words_on(world.maya)
    await whole_talk(world, world.maya)
    said = await does(world, world.maya, CLEAR)

    assert words_on(world.maya) == [*before, *(message.text for message in said)]
    assert CLEARED in text(said)
    assert "/mydata" in text(said), "it says that the record stays, and where it can be seen"


async def test_what_the_person_wrote_leaves_too(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, "I am ready")
    await does(world, world.maya, "it is a long story")
    await does(world, world.maya, "Stop for now")
    await does(world, world.maya, CLEAR)

    assert not world.maya.shows("long story")


async def test_the_record_stays_when_the_screen_is_cleared(world: World) -> None:
    await joins(world, world.maya)
    await whole_talk(world, world.maya)
    talk = await talk_of(world, world.maya)
    who = await world.person_at(world.maya)
    kept = await world.read(lambda tx: [row.body for row in outbox.of_person(tx, who.id, 50)])
    await does(world, world.maya, CLEAR)
    rows = await world.read(lambda tx: [row.body for row in outbox.of_person(tx, who.id, 50)])

    assert rows[1:] == kept, "one more message, and nothing less"
    assert await world.read(lambda tx: conversation.get(tx, talk.id)) == talk


async def test_a_question_that_came_later_is_not_cleared_with_the_talk_before(world: World) -> None:
    await joins(world, world.maya)
    await whole_talk(world, world.maya)
    invitation = await invited(world, world.maya)
    question = (await does(world, world.maya, "I am ready"))[-1]
    button = next(message for message in world.maya.screen if message.button(CLEAR))
    world.maya.tap((button.id, CLEAR))
    await quiet(world)
    left = {message.id for message in world.maya.screen}

    assert button.id not in left
    assert {invitation.id, question.id} <= left


async def test_what_is_older_than_two_days_stays_and_that_is_said(world: World) -> None:
    await joins(world, world.maya)
    came = await whole_talk(world, world.maya)
    await world.app.turns.tick()
    world.clock.warp(_days(2.1))
    before = newest(world.maya)
    world.maya.tap((came[-1].id, CLEAR))
    await quiet(world)
    said = text(since(world.maya, before))

    assert came[-1].id in {message.id for message in world.maya.screen}
    assert CLEARED in said
    assert STILL_THERE in said


async def test_a_talk_with_a_coach_ends_with_a_way_to_clear_it_too(world: World) -> None:
    await joins(world, world.maya)
    before = words_on(world.maya)
    await passes(world, world.maya, hours=1)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    await does(world, world.maya, "my landlord wrote again")
    await does(world, world.sam, "I am with you")
    await through(world, world.sam, "Close", "We talked")
    ended = newest_words(world.maya)

    said = await does(world, world.maya, CLEAR)

    assert "Sam has ended this talk" in ended
    assert CLEARED in text(said)
    assert words_on(world.maya) == [*before, *(message.text for message in said)]


async def test_the_button_of_a_talk_with_a_coach_clears_nobody_elses_screen(world: World) -> None:
    await joins(world, world.luz, "es")
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    await through(world, world.sam, "Close", "We talked")
    mine = next(button for message in world.maya.screen if (button := message.button(CLEAR)))
    assert mine.data is not None
    before = words_on(world.luz)
    assert world.luz.last is not None
    world.luz.tap_data(world.luz.last.id, mine.data)
    await quiet(world)

    assert words_on(world.luz) == before


async def test_a_clear_button_works_for_its_own_person_only(world: World) -> None:
    await joins(world, world.maya)
    await joins(world, world.luz)
    button = (await whole_talk(world, world.maya))[-1].button(CLEAR)
    assert button is not None
    assert button.data is not None
    before, words = newest(world.luz), words_on(world.maya)
    world.luz.tap_data(world.luz.screen[-1].id, button.data)
    await quiet(world)

    assert since(world.luz, before) == []
    assert words_on(world.maya) == words


@pytest.mark.parametrize("data", ["5:clear:zzzzzzzzzzz", "5:clear:-", "5:read:-", "5:read", "5:read:zzzzzzz"])
async def test_a_button_that_names_nothing_does_nothing(world: World, data: str) -> None:
    await joins(world, world.maya)
    before, words = newest(world.maya), words_on(world.maya)
    world.maya.tap_data(world.maya.screen[-1].id, data)
    await quiet(world)

    assert since(world.maya, before) == []
    assert words_on(world.maya) == words
    assert world.maya.notes


# The clear word


@pytest.mark.parametrize("written", [WORD, "Sunflower", " SUNFLOWER. "])
async def test_the_clear_word_clears_the_last_two_days_at_any_moment(world: World, written: str) -> None:
    as_a_guest = await with_word(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, "I am ready")
    said = await does(world, world.maya, written)

    assert words_on(world.maya) == [*as_a_guest, *(message.text for message in said)]
    assert CLEARED in text(said)
    assert world.maya.menu, "the buttons are still there"


async def test_the_clear_word_itself_is_no_answer_and_is_kept_nowhere(world: World) -> None:
    await with_word(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, "I am ready")
    await does(world, world.maya, WORD)
    who = await world.person_at(world.maya)
    kept = await world.read(lambda tx: [one.words for one in remark.of(tx, who.id, 20)])

    assert kept == []
    assert not world.maya.shows(WORD)


async def test_what_was_asked_is_put_aside_with_the_screen_and_offered_again(world: World) -> None:
    await with_word(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, "I am ready")
    await does(world, world.maya, WORD)
    aside = await live(world, world.maya)
    back = await does(world, world.maya, "hello")

    assert [status for _, status in aside] == ["parked"]
    assert any(message.button("Go on") for message in back)


async def test_the_clear_word_works_in_the_middle_of_a_crisis_and_people_still_know(world: World) -> None:
    await with_word(world, world.maya)
    await does(world, world.maya, "I want to die")
    seen_before = world.maya.shows("988")
    await does(world, world.maya, WORD)

    assert seen_before
    assert not world.maya.shows("988"), "also what left before anything was written down"
    assert not world.maya.shows("die")
    assert await world.case_of(world.maya) is not None


async def test_the_clear_word_does_not_go_to_the_coach(world: World) -> None:
    await with_word(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    held = await world.case_of(world.maya)
    assert held is not None
    await taken(world, world.sam, held.code)
    await does(world, world.maya, "He is in the next room")
    await does(world, world.maya, WORD)

    assert not world.sam.shows(WORD)
    assert world.sam.shows("He is in the next room")
    assert not world.maya.shows("He is in the next room")


async def test_a_word_that_contains_the_clear_word_is_not_the_clear_word(world: World) -> None:
    await with_word(world, world.maya)
    await does(world, world.maya, f"I saw a {WORD} today")

    assert world.maya.shows(f"I saw a {WORD} today")


async def test_a_line_that_is_away_clears_the_screen_when_it_is_back(world: World) -> None:
    await with_word(world, world.maya)
    await does(world, world.maya, "something private")
    world.sim.faults.add("500", method="deleteMessages")
    await does(world, world.maya, WORD)
    while_away = world.maya.shows("something private")
    await passes(world, world.maya, seconds=31)

    assert while_away
    assert not world.maya.shows("something private")


async def test_what_is_known_of_a_guests_messages_is_nothing(world: World) -> None:
    await does(world, world.maya, "hello")

    def known(tx: Transaction) -> int:
        return len(tx.driver.execute("SELECT id FROM received").fetchall())

    assert await world.read(known) == 0


async def test_what_is_known_of_messages_is_their_number_and_never_their_words(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "something private")
    who = await world.person_at(world.maya)
    rows = await world.read(lambda tx: received.of_person(tx, who.id, who.created_at - _days(1)))

    assert [row.message_id for row in rows][-1] == max(m.id for m in world.maya.screen if m.mine)


def _days(days: float) -> timedelta:
    return timedelta(days=days)


async def test_a_clear_word_that_names_a_danger_by_now_calls_people(world: World) -> None:
    """An editor may add a phrase that somebody had chosen long before."""
    await with_word(world, world.maya, "I want to die")
    await does(world, world.maya, "I want to die")

    assert await world.case_of(world.maya) is not None


async def test_a_coachs_words_that_were_never_read_are_offered_again(world: World) -> None:
    """Their cover goes with the rest of the screen; the words must not go with it."""
    await with_word(world, world.maya)
    who = await world.person_at(world.maya)
    await world.app.database.run(lambda tx: person.change(tx, who.id, discreet=True))
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, who.code)
    await passes(world, world.maya, minutes=10)
    await does(world, world.sam, "I can drive you there")
    said = await does(world, world.maya, WORD)
    nothing_hinted = world.maya.shows("I can drive you there")
    brought = await does(world, world.maya, "Read")

    assert said[-1].button("Read") is not None
    assert not nothing_hinted
    assert "I can drive you there" in text(brought)
    assert (await does(world, world.maya, WORD))[-1].button("Read") is None


async def test_a_voice_message_that_the_coach_has_not_opened_reaches_her_before_it_is_cleared(
    world: World,
) -> None:
    await with_word(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    await passes(world, world.maya, minutes=10)
    before = newest(world.sam)
    world.maya.send_voice()
    await quiet(world)
    covered = [message.kind for message in since(world.sam, before)]
    await does(world, world.maya, WORD)
    await passes(world, world.maya, minutes=2)

    assert covered == ["text"]
    assert since(world.sam, before)[-1].kind == "voice"
    assert not any(message.kind == "voice" for message in world.maya.screen)
