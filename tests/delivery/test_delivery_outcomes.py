"""House rules, section 6: the table from error to action, row by row."""

import asyncio
import itertools
import logging
from datetime import timedelta

import pytest

from bot.delivery import (
    LANES_THAT_CAN_WAIT,
    Button,
    CopiedMessage,
    FileMessage,
    Gone,
    InlineKeyboard,
    Lane,
    Moved,
    NotKnown,
    NotReached,
    TextMessage,
    TooFast,
    Unauthorized,
    Wrong,
    to_body,
)
from bot.storage import Transaction, conversation, person, timer
from tests.delivery.conftest import Post

MAYA, SAM, NOOR = 1001, 1002, 1003
FOUR_LANES = [lane for lane in Lane if lane is not Lane.CRISIS]
BLOCKED = Gone(reason="forbidden")
DOWN = NotReached(reason="ClientConnectorError")
TIMED_OUT = NotKnown(reason="TimeoutError")
BAD = Wrong(reason="400")


async def test_too_fast_holds_that_chat_for_as_long_as_telegram_says(post: Post) -> None:
    post.phone.scripted[MAYA] = [TooFast(seconds=7)]
    await post.start()
    first, second, other = post.new(MAYA, "first"), post.new(MAYA, "second"), post.new(SAM, "other")
    await post.send(first)
    await post.send(second, other)

    assert post.phone.said == ["first", "other"]
    assert await post.states(first, second) == ["queued", "queued"]
    await post.watch.pass_by(6.9)
    assert len(post.phone.calls) == 2
    await post.watch.pass_by(0.2)
    assert post.phone.said == ["first", "other", "first", "second"]


async def test_two_chats_refused_within_two_seconds_hold_all_but_crisis(post: Post) -> None:
    post.phone.scripted = {MAYA: [TooFast(seconds=10)], SAM: [TooFast(seconds=30)]}
    await post.start()
    await post.send(post.new(MAYA, "maya"))
    await post.watch.pass_by(1.5)
    await post.send(post.new(SAM, "sam"))
    await post.send(*(post.new(3000 + lane, f"lane {lane}", lane) for lane in FOUR_LANES))
    await post.send(*(post.new(4000 + n, f"crisis {n}", Lane.CRISIS) for n in range(3)))
    await post.watch.pass_by(10)

    assert post.phone.said == ["maya", "sam", "crisis 0", "crisis 1", "crisis 2"]
    tries = [at for at, _, words in post.phone.calls if words.startswith("crisis")]
    assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(tries))
    await post.watch.pass_by(18)
    assert len(post.phone.calls) == 5  # the later of the two deadlines counts
    await post.watch.pass_by(3)
    assert post.phone.said[5:] == ["lane 1", "maya", "sam", "lane 2", "lane 3", "lane 4"]


async def test_two_chats_refused_further_apart_hold_only_themselves(post: Post) -> None:
    post.phone.scripted = {MAYA: [TooFast(seconds=10)], SAM: [TooFast(seconds=30)]}
    await post.start()
    await post.send(post.new(MAYA, "maya"))
    await post.watch.pass_by(2.5)
    await post.send(post.new(SAM, "sam"))
    await post.send(post.new(NOOR, "noor"))

    assert post.phone.said == ["maya", "sam", "noor"]


async def test_who_blocked_the_bot_is_unreachable_and_a_human_hears_of_it(post: Post) -> None:
    maya = await post.person(MAYA)
    post.phone.gates[MAYA] = asyncio.Event()
    post.phone.always[MAYA] = BLOCKED
    await post.start()
    first = post.new(MAYA, "question", person=maya)
    waiting = [post.new(MAYA, f"lane {lane}", lane, person=maya) for lane in LANES_THAT_CAN_WAIT]
    alert = post.new(MAYA, "alert", Lane.CASE, person=maya)
    await post.send(first)
    await post.send(*waiting)
    post.phone.gates[MAYA].set()
    await post.watch.rest()
    await post.send(alert)

    assert await post.states(first, alert, *waiting) == ["refused", "refused", *["withdrawn"] * 3]
    assert post.phone.said == ["question", "alert"]
    assert await post.told() == [first.id, alert.id]
    found = await post.database.read(lambda tx: person.get(tx, maya))
    assert found is not None
    assert not found.reachable


@pytest.mark.parametrize("lane", list(Lane))
async def test_a_wrong_message_goes_once_as_plain_words_and_then_never_again(post: Post, lane: Lane) -> None:
    post.phone.always[MAYA] = BAD
    keyboard = InlineKeyboard(rows=((Button(label="yes", data="1:a:b:yes"),),))
    wrong = post.new(MAYA, "", lane, body=to_body(TextMessage(text="hello", keyboard=keyboard)))
    await post.start()
    await post.send(wrong)
    await post.watch.pass_by(300)

    assert post.phone.messages == [TextMessage(text="hello", keyboard=keyboard), TextMessage(text="hello")]
    assert await post.states(wrong) == ["refused"]
    assert await post.told() == ([wrong.id] if lane in (Lane.CRISIS, Lane.CASE) else [])


async def test_plain_words_can_save_a_message(post: Post) -> None:
    post.phone.scripted[MAYA] = [BAD]
    picture = FileMessage(how="photo", caption="a wave", path="wave.png", silent=True)
    sent = post.new(MAYA, "", body=to_body(picture))
    await post.start()
    await post.send(sent)

    assert post.phone.messages == [picture, TextMessage(text="a wave", silent=True)]
    assert await post.states(sent) == ["sent"]


async def test_words_that_are_already_plain_are_not_tried_twice(post: Post) -> None:
    post.phone.always[MAYA] = BAD
    copied = CopiedMessage(from_chat=SAM, message_id=5)
    await post.start()
    await post.send(post.new(MAYA, "plain"), post.new(MAYA, "", body=to_body(copied)))

    assert post.phone.said == ["plain", "CopiedMessage"]


async def test_a_chat_that_moved_is_followed(post: Post) -> None:
    maya = await post.person(MAYA)
    post.phone.always[MAYA] = Moved(chat=-5005)
    await post.start()
    first, second = post.new(MAYA, "first", person=maya), post.new(MAYA, "second", person=maya)
    await post.send(first, second)

    assert [(chat, words) for _, chat, words in post.phone.calls] == [
        (MAYA, "first"),
        (-5005, "first"),
        (-5005, "second"),
    ]
    found = await post.database.read(lambda tx: person.get(tx, maya))
    assert found is not None
    assert found.chat == -5005
    assert (await post.row(second)).chat == -5005


async def test_what_did_not_reach_telegram_is_tried_after_1_2_4_and_at_most_60_seconds(post: Post) -> None:
    post.phone.always[MAYA] = DOWN
    await post.start()
    reply = post.new(MAYA, "reply")
    await post.send(reply)
    await post.watch.until(lambda: len(post.phone.calls) == 10)

    times = post.phone.times()
    assert [round(b - a) for a, b in itertools.pairwise(times)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    row = await post.row(reply)
    assert (row.state, row.tries) == ("queued", 10)


async def test_a_crisis_message_is_tried_at_least_every_5_seconds(post: Post) -> None:
    post.phone.always[MAYA] = DOWN
    await post.start()
    await post.send(post.new(MAYA, "crisis", Lane.CRISIS))
    await post.watch.until(lambda: len(post.phone.calls) == 8)

    times = post.phone.times()
    assert max(b - a for a, b in itertools.pairwise(times)) <= 5


async def test_while_the_line_is_down_one_message_a_second_tries_the_most_urgent_first(post: Post) -> None:
    chats = range(3000, 3040)
    post.phone.always = dict.fromkeys((*chats, MAYA), DOWN)
    await post.start()
    await post.send(*(post.new(chat, "nudge", Lane.NUDGE) for chat in chats))
    tried = len(post.phone.calls)
    assert tried <= 10  # not all forty

    await post.send(post.new(MAYA, "crisis", Lane.CRISIS))
    await post.watch.pass_by(10)
    assert len(post.phone.calls) - tried <= 10
    assert "crisis" in post.phone.said[tried : tried + 2]


async def test_when_the_line_is_back_everything_goes_at_once(post: Post) -> None:
    chats = range(3000, 3020)
    post.phone.always = dict.fromkeys(chats, DOWN)
    await post.start()
    await post.send(*(post.new(chat, "reply") for chat in chats))
    await post.watch.pass_by(300)
    post.phone.always.clear()
    post.phone.calls.clear()
    began = post.watch.now
    await post.watch.until(lambda: len(post.phone.calls) == len(chats))

    assert post.watch.now - began <= 1.1


async def test_one_message_that_a_server_stumbles_over_does_not_slow_the_others(post: Post) -> None:
    post.phone.always[MAYA] = NotReached(reason="500")
    await post.start()
    await post.send(post.new(MAYA, "poison"))
    await post.send(*(post.new(chat, "hello") for chat in range(3000, 3100)))

    assert post.phone.said.count("hello") == 100
    assert post.phone.said.count("poison") == 1


@pytest.mark.parametrize("lane", [Lane.CRISIS, Lane.CASE, Lane.REPLY])
async def test_an_unknown_outcome_in_lanes_0_to_2_is_sent_again(post: Post, lane: Lane) -> None:
    post.phone.scripted[MAYA] = [TIMED_OUT]
    await post.start()
    message = post.new(MAYA, "words", lane)
    await post.send(message)
    await post.watch.until(lambda: len(post.phone.calls) == 2)

    assert await post.states(message) == ["sent"]


@pytest.mark.parametrize("lane", [Lane.NUDGE, Lane.BULK])
async def test_an_unknown_outcome_in_lanes_3_and_4_is_not_repeated(post: Post, lane: Lane) -> None:
    post.phone.scripted[MAYA] = [TIMED_OUT]
    await post.start()
    message = post.new(MAYA, "words", lane)
    await post.send(message)
    await post.watch.pass_by(600)

    assert post.phone.said == ["words"]
    assert await post.states(message) == ["unknown"]


async def test_a_line_that_swallows_every_answer_does_not_fill_a_phone(post: Post) -> None:
    post.phone.always[MAYA] = TIMED_OUT
    await post.start()
    crisis = post.new(MAYA, "crisis", Lane.CRISIS)
    await post.send(crisis)
    await post.watch.pass_by(3600)

    assert post.phone.said == ["crisis"] * 6
    assert await post.states(crisis) == ["unknown"]
    assert await post.told() == [crisis.id]


async def test_a_token_that_is_not_accepted_is_tried_every_5_seconds(
    post: Post,
) -> None:
    post.phone.always = {MAYA: Unauthorized(), SAM: Unauthorized()}
    await post.start()
    hello, other = post.new(MAYA, "hello"), post.new(SAM, "other")
    await post.send(hello)
    await post.send(other)
    await post.watch.pass_by(14)
    assert sorted(set(post.phone.times())) == [0, 5, 10]
    assert await post.states(hello, other) == ["queued", "queued"]
    post.phone.always.clear()
    await post.watch.pass_by(6)

    assert await post.states(hello, other) == ["sent", "sent"]


async def test_a_bug_in_one_message_leaves_the_others_alone_and_its_words_out_of_the_log(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.phone.scripted[MAYA] = [RuntimeError("I drank")]
    await post.start()
    broken, fine = post.new(MAYA, "I drank", Lane.NUDGE), post.new(SAM, "fine")
    unreadable = post.new(NOOR, "", Lane.CASE, body="{")
    with caplog.at_level(logging.DEBUG):
        await post.send(broken, fine, unreadable)

    assert await post.states(broken, fine, unreadable) == ["unknown", "sent", "refused"]
    assert await post.told() == [unreadable.id]
    assert "I drank" not in caplog.text
    assert str(MAYA) not in caplog.text


async def test_nobody_hears_of_a_message_whose_person_has_deleted_everything(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    """They delete their record and block the bot while something is on its way to them."""
    maya = await post.person(MAYA)
    post.phone.gates[MAYA] = asyncio.Event()
    post.phone.always[MAYA] = BLOCKED
    await post.start()
    on_its_way, other = post.new(MAYA, "question", person=maya), post.new(SAM, "other")
    await post.send(on_its_way)

    def delete(tx: Transaction) -> None:
        tx.driver.execute("DELETE FROM outbox")
        tx.driver.execute("DELETE FROM person")

    await post.database.run(delete)
    post.phone.gates[MAYA].set()
    await post.watch.rest()
    await post.send(other)

    assert await post.told() == []
    assert await post.states(other) == ["sent"]
    assert "mark" not in caplog.text


async def test_a_question_s_clocks_start_when_it_is_marked_as_sent(post: Post) -> None:
    maya, at = await post.person(MAYA), post.clock.now()
    asked = post.ids.new(at)

    def open_conversation(tx: Transaction) -> None:
        conversation.add(
            tx,
            id=asked,
            person=maya,
            bundle="b",
            script="daily_checkin",
            status="open",
            document="{}",
            at=at,
            turn=3,
        )

    await post.database.run(open_conversation)
    post.phone.scripted[MAYA] = [DOWN]
    await post.start()
    question = post.new(
        MAYA, "how are you?", person=maya, conversation=asked, turn=3, nudge_after=60.0, give_up_after=600.0
    )
    await post.send(question)
    assert await post.database.read(timer.next_due) is None
    await post.watch.pass_by(1)

    sent = await post.row(question)
    first = await post.database.read(timer.next_due)
    assert first is not None
    assert sent.sent_at is not None
    assert (first.kind, first.subject, first.number) == ("nudge", asked, 3)
    assert first.due_at == sent.sent_at + timedelta(seconds=60)
