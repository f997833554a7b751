"""STOP, PARA, ALTO, BAJA: alone in a message they work at once, whatever is open, and can be taken back.

HELP and AYUDA, alone in a message, are the lines at once.
"""

from datetime import timedelta

import pytest

from bot.simulator.phone import Phone
from bot.simulator.screen import ScreenMessage
from bot.storage import case_event, conversation, member, person
from bot.turns import acting
from bot.turns.work import Work
from tests.stories.walking import (
    HELLO,
    READY,
    Came,
    another_coach,
    does,
    events,
    invited,
    joins,
    leaves_team,
    ledger,
    live,
    menu,
    newest,
    passes,
    since,
    taken,
    talk_of,
    text,
    through,
    timers,
)
from tests.world import COACH, World

WORDS = [
    "STOP",
    "stop",
    "Stop!",
    "PARA",
    "para.",
    "ALTO",
    "BAJA",
    "/stop",
    "/parar",
    "/alto",
    "/baja",
    "/para",
]
MEANT = {"en": "I did not mean that", "es": "No quise decir eso"}


async def at_a_question(world: World) -> Came:
    """Maya joins, and her check-in asks how she is."""
    await joins(world, world.maya)
    await invited(world, world.maya)
    return await does(world, world.maya, READY["en"])


def labels(came: Came) -> set[str]:
    return {label for message in came for label in message.labels}


async def state(world: World, phone: Phone | None = None) -> str:
    return (await world.person_at(phone or world.maya)).state


@pytest.mark.parametrize("word", WORDS)
async def test_a_stop_word_ends_the_question_at_once_and_can_be_taken_back(world: World, word: str) -> None:
    (asked,) = await at_a_question(world)

    stopped = await does(world, world.maya, word)

    assert "we stop here" in text(stopped)
    assert "write STOP once more" in text(stopped)
    assert MEANT["en"] in labels(stopped)
    assert await live(world, world.maya) == []
    assert await state(world) == "active"

    again = await does(world, world.maya, MEANT["en"])

    assert text(again).startswith("All right, everything is as it was.")
    assert set(asked.labels) <= labels(again)
    await does(world, world.maya, "Going well")
    assert (await live(world, world.maya))[0][1] == "open"


@pytest.mark.parametrize(
    "words",
    [
        "I stopped yesterday",
        "stop it please",
        "nothing can stop me now",
        "para mi hijo",
        "un alto en el camino",
    ],
)
async def test_a_stop_word_among_others_stops_nothing(world: World, words: str) -> None:
    await at_a_question(world)
    said = await does(world, world.maya, words)
    assert "we stop here" not in text(said)
    assert (await live(world, world.maya))[0][1] == "open"


@pytest.mark.parametrize("word", ["STOP", "baja"])
async def test_with_nothing_open_the_check_ins_end_and_come_back(world: World, word: str) -> None:
    await joins(world, world.maya)

    stopped = await does(world, world.maya, word)

    assert "no more check-ins" in text(stopped)
    assert await state(world) == "stopped"
    assert await timers(world, world.maya, "check_in") == []
    await does(world, world.maya, MEANT["en"])
    assert await state(world) == "active"
    assert (await invited(world, world.maya)).button(READY["en"]) is not None


async def test_a_pause_comes_back_as_the_pause_it_was(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    day = (world.clock.now() + timedelta(days=7)).date().isoformat()
    await world.app.turns.act(lambda work: _pause(work, who.id, day))
    (ends,) = await timers(world, world.maya, "pause_end")

    await does(world, world.maya, "STOP")
    assert (await state(world), await timers(world, world.maya, "pause_end")) == ("stopped", [])
    await does(world, world.maya, MEANT["en"])

    assert await state(world) == "paused"
    (again,) = await timers(world, world.maya, "pause_end")
    assert (again.due_at, again.number) == (ends.due_at, ends.number)


def _pause(work: Work, who: int, until: str | None) -> None:
    found = person.get(work.tx, who)
    assert found is not None
    acting.pause(work, found, until)


async def test_an_invitation_that_was_stopped_comes_back_with_its_button(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    assert "no more check-ins" in text(await does(world, world.maya, "STOP"))

    back = await does(world, world.maya, MEANT["en"])

    assert READY["en"] in labels(back)
    assert [day.outcome for day in await ledger(world, world.maya)] == ["invited"]
    assert await state(world) == "active"
    await does(world, world.maya, READY["en"])
    assert (await live(world, world.maya))[0][1] == "open"


async def test_what_was_answered_before_stays_and_the_ledger_shows_the_day_as_answered(world: World) -> None:
    await at_a_question(world)
    await through(world, world.maya, "Going well", "STOP")
    (day,) = await ledger(world, world.maya)
    assert (day.outcome, day.reason) == ("answered", "stopped")
    await does(world, world.maya, MEANT["en"])
    (day,) = await ledger(world, world.maya)
    assert (day.outcome, day.reason) == ("answered", None)


async def test_stop_twice_ends_the_check_ins_too_and_each_can_be_taken_back(world: World) -> None:
    await at_a_question(world)
    first = await does(world, world.maya, "STOP")
    second = await does(world, world.maya, "STOP")
    assert "no more check-ins" in text(second)
    assert await state(world) == "stopped"

    world.maya.tap((second[-1].id, MEANT["en"]))
    await passes(world, world.maya, seconds=1)
    assert await state(world) == "active"
    world.maya.tap((first[-1].id, MEANT["en"]))
    await passes(world, world.maya, seconds=1)
    assert (await live(world, world.maya))[0][1] == "open"


async def test_tapping_twice_does_it_once(world: World) -> None:
    await at_a_question(world)
    (stopped,) = await does(world, world.maya, "STOP")
    button = stopped.button(MEANT["en"])
    assert button is not None
    assert button.data is not None
    await does(world, world.maya, MEANT["en"])
    before, turn = newest(world.maya), (await talk_of(world, world.maya)).turn
    world.maya.tap_data(stopped.id, button.data)
    await passes(world, world.maya, seconds=1)
    assert text(since(world.maya, before)) == "All right, everything is as it was."
    assert (await talk_of(world, world.maya)).turn == turn


async def test_a_day_later_only_the_check_ins_come_back(world: World) -> None:
    await at_a_question(world)
    await does(world, world.maya, "STOP")
    await passes(world, world.maya, hours=25)
    said = await does(world, world.maya, MEANT["en"])
    assert "That talk is over by now." in text(said)
    statuses = [status for _, status in await live(world, world.maya)]
    assert "open" not in statuses


async def test_what_comes_back_waits_behind_what_was_begun_meanwhile(world: World) -> None:
    await at_a_question(world)
    stopped = await does(world, world.maya, "STOP")
    await does(world, world.maya, "help")  # help has begun
    world.maya.tap((stopped[-1].id, MEANT["en"]))
    before = newest(world.maya)
    await passes(world, world.maya, seconds=1)
    assert [status for _, status in await live(world, world.maya)] == ["open", "parked"]
    assert "We can go on where we were" in text(since(world.maya, before - 1))


async def test_nobody_brings_back_somebody_elses_conversation(world: World) -> None:
    await at_a_question(world)
    stopped = await does(world, world.maya, "STOP")
    button = stopped[-1].button(MEANT["en"])
    assert button is not None
    assert button.data is not None
    await joins(world, world.luz, "es")
    last = world.luz.last
    assert last is not None
    world.luz.tap_data(last.id, button.data)
    await passes(world, world.luz, seconds=1)
    assert await live(world, world.maya) == []
    assert await live(world, world.luz) == []


async def test_a_forged_button_brings_back_nothing(world: World) -> None:
    await at_a_question(world)
    await does(world, world.maya, "STOP")
    last = world.maya.last
    assert last is not None
    for forged in ("5:meant:-", "5:meant", "5:meant:0_pzzzzzzzzzzz", "5:meant:zzz_x"):
        world.maya.tap_data(last.id, forged)
        await passes(world, world.maya, seconds=1)
    assert await live(world, world.maya) == []
    assert await state(world) == "active"


async def test_a_pause_without_an_end_comes_back_without_one(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    await world.app.turns.act(lambda work: _pause(work, who.id, None))
    await through(world, world.maya, "STOP", MEANT["en"])
    assert (await state(world), await timers(world, world.maya, "pause_end")) == ("paused", [])


async def test_while_a_coach_is_there_what_comes_back_asks_nothing(world: World) -> None:
    await at_a_question(world)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    stopped = await does(world, world.maya, "STOP")
    world.maya.tap((stopped[-1].id, MEANT["en"]))
    before = newest(world.maya)
    await passes(world, world.maya, seconds=1)
    assert text(since(world.maya, before - 1)).endswith("All right, everything is as it was.")
    assert (await live(world, world.maya))[0][1] == "open"


async def test_the_word_itself_is_never_an_answer(world: World) -> None:
    await at_a_question(world)
    await does(world, world.maya, "PARA")
    talk = await talk_of(world, world.maya)
    assert talk.status == "stopped"
    assert (await world.read(lambda tx: conversation.get(tx, talk.id))) is not None


# somebody who has agreed to nothing


async def test_a_stranger_who_says_stop_is_left_alone_and_nothing_of_it_is_kept(world: World) -> None:
    stopped = await does(world, world.maya, "STOP")
    assert "we stop here" in text(stopped)
    assert labels(stopped) == {MEANT["en"]}

    def outbox_rows(tx: object) -> int:
        return int(tx.connection.exec_driver_sql("SELECT count(*) FROM outbox WHERE member IS NULL").scalar())  # type: ignore[attr-defined]

    assert await world.read(outbox_rows) == 0
    assert await passes(world, world.maya, days=2) == []
    shown = await does(world, world.maya, MEANT["en"])
    assert "I need help now" in labels(shown)


async def test_stop_in_the_welcome_ends_it_and_it_goes_on_where_it_was(world: World) -> None:
    await through(world, world.maya, HELLO["en"], "Start")
    asked = world.maya.last
    assert asked is not None
    await does(world, world.maya, "STOP")
    assert await live(world, world.maya) == []
    again = await does(world, world.maya, MEANT["en"])
    assert set(asked.labels) <= labels(again)


# beside an open case


async def told(world: World, phone: Phone, came: Came) -> list[ScreenMessage]:
    return [message for message in came if "May they still contact you?" in message.text]


async def test_with_an_open_case_the_person_is_asked_whether_a_human_may_still_write(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "I need help now")

    came = await does(world, world.maya, "STOP")

    assert "I have stopped. A person was told about what you wrote. May they still contact you?" in text(came)
    assert "988" in text(came)  # it was about a crisis: the lines once more
    assert came[-1].labels[:3] == ("Yes", "No", MEANT["en"])
    assert "Maya" not in text(came)
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.level == 3


@pytest.mark.parametrize(("answer", "may"), [("Yes", True), ("No", False)])
async def test_the_human_who_has_the_case_sees_the_answer_and_the_case_stays(
    world: World, answer: str, may: bool
) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    before = newest(world.sam)
    came = await does(world, world.maya, "stop")
    assert await told(world, world.maya, came)
    assert "stop" in text(since(world.sam, before))  # what is written reaches whoever has the case

    at_sam = newest(world.sam)
    said = await does(world, world.maya, answer)

    letter = since(world.sam, at_sam)[-1]
    if may:
        assert (
            letter.text
            == f"{code} has stopped the bot. A person may still contact them. The case stays open."
        )
        assert "a person may write to you here" in text(said)
    else:
        assert letter.text.startswith(f"{code} has stopped the bot and would rather not be contacted.")
        assert "you would rather not be contacted" in text(said)
        assert "988" in text(said)
    assert letter.labels == ("Open",)
    held = await world.case_of(world.maya)
    sam = await world.read(lambda tx: member.find(tx, COACH))
    assert held is not None
    assert sam is not None
    assert held.coach == sam.id
    card = text(await does(world, world.sam, "Open"))
    assert ("a person may still contact me" if may else "please do not contact me") in card


async def test_when_nobody_has_it_everybody_who_is_called_hears_the_answer_silently(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    before = newest(ana), newest(world.sam)
    await through(world, world.maya, "STOP", "No")
    for phone, last in zip((ana, world.sam), before, strict=True):
        letter = since(phone, last)[-1]
        assert "would rather not be contacted" in letter.text
        assert not letter.rang


async def test_when_nobody_is_on_duty_the_question_says_so(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    await leaves_team(world, world.sam)
    came = await does(world, world.maya, "STOP")
    assert "What you wrote is kept for a person from our team." in text(came)
    assert "was told" not in text(came)


async def test_an_answer_lowers_nothing_and_only_is_noted(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "I need help now")
    await through(world, world.maya, "STOP", "No", MEANT["en"])
    notes = [event.why for event in await events(world, world.maya) if event.kind == "signal"]
    assert notes[-2:] == ["contact_no", "stop_taken_back"]
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.level == 3


async def test_an_answer_after_the_case_was_closed_changes_nothing(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    held = await world.case_of(world.maya)
    assert held is not None
    asked = (await does(world, world.maya, "STOP"))[-1]
    await through(world, world.sam, "Close", "We talked")
    number = len(await world.read(lambda tx: case_event.of(tx, held.id)))
    world.maya.tap((asked.id, "No"))
    before = newest(world.maya)
    await passes(world, world.maya, seconds=1)
    assert "That talk has ended already." in world.maya.screen[-1].text or since(world.maya, before)
    assert len(await world.read(lambda tx: case_event.of(tx, held.id))) == number


# HELP and AYUDA


@pytest.mark.parametrize("word", ["HELP", "help!", "AYUDA", "ayuda", "/help", "/ayuda"])
async def test_help_alone_in_a_message_is_the_lines_at_once_in_any_state(world: World, word: str) -> None:
    first = await does(world, world.maya, word)
    assert "988" in text(first)
    assert await world.case_of(world.maya) is not None


async def test_help_leaves_before_anything_is_written_down(world: World) -> None:
    """First aid needs no database: the lines come as a message of their own, before the turn's."""
    await joins(world, world.maya)
    came = await does(world, world.maya, "AYUDA")
    assert "988" in came[0].text
    assert "I am glad you reached out" in came[0].text


async def test_help_in_the_middle_of_a_question_sets_it_aside(world: World) -> None:
    await at_a_question(world)
    came = await does(world, world.maya, "HELP")
    assert "988" in text(came)
    assert [status for _, status in await live(world, world.maya)] == ["open", "parked"]


async def test_help_among_other_words_is_an_answer_like_any_other(world: World) -> None:
    await at_a_question(world)
    await does(world, world.maya, "my sister can help")
    assert await world.case_of(world.maya) is None


@pytest.mark.parametrize("word", ["HELP", "ayuda", "/help"])
async def test_help_that_was_not_meant_is_taken_back_and_a_human_still_knows(world: World, word: str) -> None:
    await at_a_question(world)
    came = await does(world, world.maya, word)
    assert MEANT["en"] in labels(came)

    back = await does(world, world.maya, MEANT["en"])

    assert "did not mean it" in text(back)
    assert "Go on" in labels(back)
    assert [status for _, status in await live(world, world.maya)] == ["parked"]
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.level == 3
    assert [event.why for event in await events(world, world.maya)][-1] == "help_taken_back"
    code = (await world.person_at(world.maya)).code
    alert = next(m for m in reversed(world.sam.screen) if m.text.startswith(code))
    world.sam.tap((alert.id, "Open"))
    before = newest(world.sam)
    await passes(world, world.sam, seconds=1)
    assert "I did not mean to ask for help" in text(since(world.sam, before))


async def test_help_in_the_middle_of_help_goes_on_whatever_was_not_meant(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    (before,) = await live(world, world.maya)
    await does(world, world.maya, "HELP")

    said = await does(world, world.maya, MEANT["en"])

    assert "did not mean it" in text(said)
    assert await live(world, world.maya) == [before]


async def test_help_that_was_answered_goes_on_whatever_was_not_meant(world: World) -> None:
    await joins(world, world.maya)
    asked = (await does(world, world.maya, "HELP"))[-1]
    meant = asked.button(MEANT["en"])
    assert meant is not None
    assert meant.data is not None
    await does(world, world.maya, next(label for label in asked.labels if label != MEANT["en"]))
    there = await live(world, world.maya)

    world.maya.tap_data(asked.id, meant.data)
    await passes(world, world.maya, seconds=1)

    assert there
    assert await live(world, world.maya) == there


async def test_a_guest_takes_help_back_too(world: World) -> None:
    await does(world, world.luz, "AYUDA")
    back = await does(world, world.luz, MEANT["es"])

    assert "no quisiste" in text(back)
    held = await world.case_of(world.luz)
    assert held is not None
    assert [event.why for event in await events(world, world.luz)][-1] == "help_taken_back"


async def test_help_taken_back_after_the_case_was_closed_changes_nothing(world: World) -> None:
    await joins(world, world.maya)
    asked = (await does(world, world.maya, "HELP"))[-1]
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    held = await world.case_of(world.maya)
    assert held is not None
    await through(world, world.sam, "Close", "We talked")
    number = len(await world.read(lambda tx: case_event.of(tx, held.id)))

    world.maya.tap((asked.id, MEANT["en"]))
    await passes(world, world.maya, seconds=1)

    assert len(await world.read(lambda tx: case_event.of(tx, held.id))) == number


@pytest.mark.parametrize("word", ["ALTO", "PARA", "BAJA"])
async def test_in_spanish_it_says_so_in_spanish(world: World, word: str) -> None:
    await joins(world, world.luz, "es")
    came = await does(world, world.luz, word)
    assert "ya no te mandaré" in text(came)
    assert MEANT["es"] in labels(came)
