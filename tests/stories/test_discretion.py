"""What a locked screen shows of a discreet person's talk, and of a coach's phone that lies on a table."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.simulator.phone import Phone
from bot.simulator.screen import ScreenMessage
from bot.storage import answer, audit, covered, outbox, person
from bot.storage.audit import Entry
from bot.storage.outbox import OutboxRow
from tests.stories.walking import (
    Came,
    does,
    events,
    invited,
    joins,
    ledger,
    live,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    talk_of,
    text,
    to_timer,
)
from tests.world import World

COVER = "You have a message. Tap to read."
READ = "Read"
LATE = 22  # o'clock: the programme's quiet hours have begun, and last longer than any of its pauses


async def discreet(world: World, phone: Phone, language: str = "en") -> None:
    """Somebody has joined and wants nothing read over their shoulder."""
    await joins(world, phone, language)
    who = await world.person_at(phone)
    await world.app.database.run(lambda tx: person.change(tx, who.id, discreet=True))


async def with_coach(world: World, phone: Phone) -> str:
    """Somebody has joined and asked for a person, and Sam has taken the case; return its code."""
    await joins(world, phone)
    await menu(world, phone, "Talk to a person")
    held = await world.case_of(phone)
    assert held is not None
    await taken(world, world.sam, held.code)
    return held.code


def only(came: Came) -> ScreenMessage:
    """Return the one message that came."""
    assert len(came) == 1, [message.text for message in came]
    return came[0]


async def test_an_invitation_opens_neutral_and_speaks_after_the_tap(world: World) -> None:
    await discreet(world, world.maya)
    cover = await invited(world, world.maya)
    brought = only(await does(world, world.maya, READ))

    assert (cover.text, cover.labels) == (COVER, (READ,))
    assert brought.button("I am ready") is not None
    assert not any(message.button(READ) for message in world.maya.screen)


async def test_a_week_on_the_lock_screen_of_somebody_discreet_says_one_thing(world: World) -> None:
    await discreet(world, world.maya)
    shown: list[str] = []
    for _ in range(7):
        world.maya.read()
        await invited(world, world.maya)
        await to_timer(world, world.maya, "nudge")
        shown += world.maya.lock_screen
        await does(world, world.maya, READ)
        await does(world, world.maya, "I am ready")
        await does(world, world.maya, "Stop for now")

    assert len(shown) == 14
    assert set(shown) == {COVER}


async def test_whoever_is_not_discreet_reads_the_invitation_at_once(world: World) -> None:
    await joins(world, world.maya)
    invitation = await invited(world, world.maya)

    assert invitation.button("I am ready") is not None


async def test_a_whole_check_in_behind_covers_goes_as_it_would_in_the_open(world: World) -> None:
    await discreet(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, READ)
    question = only(await does(world, world.maya, "I am ready"))
    day = (await ledger(world, world.maya))[0]

    assert question.text != COVER, "it answers a tap of this moment"
    assert day.outcome == "answered"
    assert [status for _, status in await live(world, world.maya)] == ["open"]


async def test_a_reminder_is_covered_too_in_the_middle_of_a_talk(world: World) -> None:
    await discreet(world, world.maya)
    await invited(world, world.maya)
    first = only(await to_timer(world, world.maya, "nudge"))
    await does(world, world.maya, READ)
    await does(world, world.maya, "I am ready")
    second = only(await to_timer(world, world.maya, "nudge"))

    assert [first.text, second.text] == [COVER, COVER]


async def test_one_tap_brings_everything_that_stands_covered_in_order(world: World) -> None:
    await discreet(world, world.maya)
    await invited(world, world.maya)
    await to_timer(world, world.maya, "nudge")
    brought = await does(world, world.maya, READ)

    assert len(brought) == 2
    assert all(message.button("I am ready") for message in brought)
    assert not any(message.button(READ) for message in world.maya.screen)


async def test_an_invitation_that_nobody_reads_is_still_given_up_in_time(world: World) -> None:
    await discreet(world, world.maya)
    await invited(world, world.maya)
    await to_timer(world, world.maya, "give_up")
    day = (await ledger(world, world.maya))[0]

    assert day.outcome == "missed"


async def test_words_typed_before_a_covered_question_was_read_are_no_answer(world: World) -> None:
    await discreet(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, READ)
    await away_for_an_hour(world, world.maya, "I am ready")
    covered_question = world.maya.last
    said = only(await does(world, world.maya, "7"))
    talk = await talk_of(world, world.maya)
    given = await world.read(lambda tx: answer.of(tx, talk.id))
    await does(world, world.maya, said.labels[0])
    then = await world.read(lambda tx: answer.of(tx, talk.id))

    assert covered_question is not None
    assert covered_question.text == COVER
    assert given == ()
    assert said.text != COVER, "somebody who writes is asked again, in the open"
    assert len(then) == 1


async def away_for_an_hour(world: World, phone: Phone, tap: str) -> None:
    """The bot is away while somebody taps, and comes back an hour later."""
    await world.stop_bot()
    phone.tap(tap)
    world.clock.warp(timedelta(hours=1))
    await world.start_bot()
    await quiet(world)


async def test_a_crisis_rings_at_night_with_neutral_words(world: World) -> None:
    await discreet(world, world.maya)
    await to_night(world, world.maya)
    await does(world, world.maya, "I want to die")
    cover = only(await to_timer(world, world.maya, "nudge"))
    brought = only(await does(world, world.maya, READ))

    assert (cover.text, cover.rang) == (COVER, True)
    assert "The lines above answer now" in brought.text


async def test_a_reminder_at_night_makes_no_sound_and_names_nothing(world: World) -> None:
    await discreet(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, READ)
    await to_night(world, world.maya)
    await does(world, world.maya, "I am ready")
    cover = only(await to_timer(world, world.maya, "nudge"))

    assert (cover.text, cover.rang) == (COVER, False)


async def to_night(world: World, phone: Phone) -> None:
    """Let it be late in the evening where the person is; what falls due meanwhile has not been looked at."""
    who = await world.person_at(phone)
    local = world.clock.now().astimezone(ZoneInfo(who.zone))
    night = local.replace(hour=LATE, minute=0) + timedelta(days=local.hour >= LATE)
    world.clock.warp(night - local)


async def test_help_that_answers_a_cry_of_this_moment_is_never_covered(world: World) -> None:
    await discreet(world, world.maya)
    came = await does(world, world.maya, "I want to die")

    assert "988" in text(came)
    assert COVER not in text(came)


async def test_a_coachs_words_come_covered_and_are_read_with_a_tap(world: World) -> None:
    await with_coach(world, world.maya)
    who = await world.person_at(world.maya)
    await world.app.database.run(lambda tx: person.change(tx, who.id, discreet=True))
    before = newest(world.maya)
    await does(world, world.sam, "I am here. What do you need?")
    (cover,) = since(world.maya, before)  # that Sam is here, and what Sam says
    (brought,) = await does(world, world.maya, READ)

    assert cover.text == COVER
    assert brought.text == "Sam is here.\n\nSam: I am here. What do you need?"


async def test_a_cover_is_read_by_its_own_person_only(world: World) -> None:
    await discreet(world, world.maya)
    await joins(world, world.luz)
    cover = await invited(world, world.maya)
    data = cover.button(READ)
    assert data is not None
    assert data.data is not None
    before = newest(world.luz)
    world.luz.tap_data(world.luz.screen[-1].id, data.data)
    await quiet(world)

    assert since(world.luz, before) == []
    assert await _covered(world, world.maya) != ()


async def test_what_is_brought_counts_in_the_record_once(world: World) -> None:
    await discreet(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, READ)
    rows = await _latest_rows(world, world.maya)

    assert [row.reason for row in rows[:2]] == [None, covered.WAS_READ]


async def test_a_busy_thumb_reads_a_message_once(world: World) -> None:
    await discreet(world, world.maya)
    cover = await invited(world, world.maya)
    button = cover.button(READ)
    assert button is not None
    assert button.data is not None
    before = newest(world.maya)
    for _ in range(3):
        world.maya.tap_data(cover.id, button.data)
    await quiet(world)

    assert len(since(world.maya, before)) == 1


async def test_an_answer_that_comes_late_is_covered(world: World) -> None:
    """What answers a tap of an hour ago lights up a phone that nobody holds."""
    await discreet(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, READ)
    before = newest(world.maya)
    await away_for_an_hour(world, world.maya, "I am ready")
    cover = only(since(world.maya, before))
    question = only(await does(world, world.maya, READ))
    await does(world, world.maya, question.labels[0])
    talk = await talk_of(world, world.maya)

    assert cover.text == COVER
    assert len(await world.read(lambda tx: answer.of(tx, talk.id))) == 1


async def test_a_message_that_waited_for_the_bot_is_answered_behind_a_cover(world: World) -> None:
    await discreet(world, world.maya)
    await world.stop_bot()
    world.maya.write("hello")
    world.clock.warp(timedelta(hours=1))
    before = newest(world.maya)
    await world.start_bot()
    await quiet(world)

    assert {message.text for message in since(world.maya, before)} == {COVER}


# A coach's phone


async def test_words_reach_a_coach_who_is_there_as_they_are(world: World) -> None:
    code = await with_coach(world, world.maya)
    before = newest(world.sam)
    await does(world, world.maya, "I am at the bus stop")
    relayed = only(since(world.sam, before))

    assert relayed.text == f"I am at the bus stop\n\n{code}"
    assert relayed.protected


async def test_after_five_idle_minutes_a_coachs_phone_shows_only_who_wrote(world: World) -> None:
    code = await with_coach(world, world.maya)
    await passes(world, world.maya, minutes=6)
    before = newest(world.sam)
    await does(world, world.maya, "I am at the bus stop")
    await does(world, world.maya, "Please write")
    covers = since(world.sam, before)
    brought = await does(world, world.sam, READ)

    assert [message.text for message in covers] == [f"{code} wrote."] * 2
    assert all(message.protected for message in covers)
    assert [message.text for message in brought] == [
        f"I am at the bus stop\n\n{code}",
        f"Please write\n\n{code}",
    ]
    assert all(message.protected for message in brought)


async def test_after_reading_the_talk_goes_on_in_the_open(world: World) -> None:
    code = await with_coach(world, world.maya)
    await passes(world, world.maya, minutes=6)
    await does(world, world.maya, "I am at the bus stop")
    await does(world, world.sam, READ)
    before = newest(world.sam)
    await does(world, world.maya, "Still here")

    assert only(since(world.sam, before)).text == f"Still here\n\n{code}"


async def test_reading_what_stood_covered_is_written_down(world: World) -> None:
    await with_coach(world, world.maya)
    await passes(world, world.maya, minutes=6)
    await does(world, world.maya, "I am at the bus stop")
    before = len(await _audited(world, "read words"))
    await does(world, world.sam, READ)
    entries = await _audited(world, "read words")
    kinds = [event.kind for event in await events(world, world.maya)]

    assert (before, len(entries)) == (0, 1)
    assert kinds[-2:] == ["covered", "read"]


async def test_an_answer_to_what_stood_covered_finds_its_case(world: World) -> None:
    await with_coach(world, world.maya)
    await passes(world, world.maya, minutes=6)
    await does(world, world.maya, "I am at the bus stop")
    brought = only(await does(world, world.sam, READ))
    before = newest(world.maya)
    world.sam.write("On my way to the phone", reply_to=brought.id)
    await quiet(world)

    assert since(world.maya, before)[-1].text == "Sam: On my way to the phone"


async def test_a_voice_message_stands_covered_as_words_do(world: World) -> None:
    code = await with_coach(world, world.maya)
    await passes(world, world.maya, minutes=6)
    before = newest(world.sam)
    world.maya.send_voice()
    await quiet(world)
    cover = only(since(world.sam, before))
    brought = only(await does(world, world.sam, READ))

    assert cover.text == f"{code} wrote."
    assert brought.kind == "voice"


async def test_closing_brings_what_was_never_read_before_it_asks_how_it_went(world: World) -> None:
    code = await with_coach(world, world.maya)
    await passes(world, world.maya, minutes=6)
    await does(world, world.maya, "I am at the bus stop")
    came = await does(world, world.sam, "Close")

    assert came[0].text == f"I am at the bus stop\n\n{code}"
    assert "How did it go" in came[-1].text


async def test_another_coach_cannot_read_what_stands_on_a_colleagues_phone(world: World) -> None:
    await with_coach(world, world.maya)
    ana = world.sim.phone("Ana", 801, "en")
    await world.coach_joins(ana)
    await quiet(world)
    await passes(world, world.maya, minutes=6)
    before = newest(world.sam)
    await does(world, world.maya, "I am at the bus stop")
    button = only(since(world.sam, before)).button(READ)
    assert button is not None
    assert button.data is not None
    ana.tap_data(ana.screen[-1].id, button.data)
    await quiet(world)

    assert not ana.shows("bus stop")


async def test_what_was_said_leaves_the_coachs_chat_within_44_hours_and_stays_on_record(world: World) -> None:
    code = await with_coach(world, world.maya)
    await does(world, world.maya, "I am at the bus stop")
    await does(world, world.sam, "I hear you")
    kept = await _words_on_record(world, world.maya)
    await world.later(hours=44, minutes=1)

    assert not world.sam.shows("bus stop")
    assert not world.sam.shows("I hear you")
    assert not world.sam.shows("Maya")
    assert world.maya.shows("Sam: I hear you"), "the person's own screen is theirs to clear"
    assert kept == ["I am at the bus stop", "I hear you"] == await _words_on_record(world, world.maya)
    assert (await world.case_of(world.maya)) is not None, code


async def test_closing_clears_the_coachs_chat_at_once(world: World) -> None:
    code = await with_coach(world, world.maya)
    await does(world, world.maya, "I am at the bus stop")
    await does(world, world.sam, "I hear you")
    await does(world, world.sam, "Close")
    await does(world, world.sam, "We talked")
    await quiet(world)

    assert not world.sam.shows("bus stop")
    assert not world.sam.shows("I hear you")
    assert world.sam.shows(f"{code} is closed")


async def test_what_was_said_to_one_person_stays_when_anothers_case_is_closed(world: World) -> None:
    await with_coach(world, world.maya)
    noor = world.sim.phone("Noor", 102, "en")
    await joins(world, noor)
    await menu(world, noor, "Talk to a person")
    held = await world.case_of(noor)
    assert held is not None
    await taken(world, world.sam, held.code)
    await does(world, world.maya, "I am at the bus stop")
    await does(world, noor, "I am at home")
    button = next(
        m for m in reversed(world.sam.screen) if m.text.startswith("You have") and held.code in m.text
    )
    world.sam.tap((button.id, "Close"))
    await quiet(world)
    await does(world, world.sam, "We talked")
    await quiet(world)

    assert not world.sam.shows("I am at home")
    assert world.sam.shows("bus stop")


@pytest.mark.parametrize("minutes", [4, 5])
async def test_a_talk_with_short_pauses_stays_open(world: World, minutes: int) -> None:
    code = await with_coach(world, world.maya)
    for number in range(3):
        await passes(world, world.maya, minutes=minutes - 0.5)
        before = newest(world.sam)
        await does(world, world.maya, f"part {number}")
        assert only(since(world.sam, before)).text == f"part {number}\n\n{code}"


async def _covered(world: World, phone: Phone) -> tuple[OutboxRow, ...]:
    return await world.read(lambda tx: covered.unread(tx, phone.id))


async def _latest_rows(world: World, phone: Phone) -> tuple[OutboxRow, ...]:
    who = await world.person_at(phone)
    return await world.read(lambda tx: outbox.of_person(tx, who.id, 5))


async def _audited(world: World, action: str) -> list[Entry]:
    who = await world.person_at(world.maya)
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    return [row for row in rows if row.action == action]


async def _words_on_record(world: World, phone: Phone) -> list[str]:
    told = ("person wrote", "coach wrote")
    return [event.words or "" for event in await events(world, phone) if event.kind in told]
