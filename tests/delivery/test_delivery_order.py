"""House rules, section 6: what goes first, what waits, what is taken back."""

import asyncio
from datetime import timedelta

from bot.delivery import LANES_THAT_CAN_WAIT, Delivery, Lane
from bot.storage import outbox
from tests.delivery.conftest import Post

MAYA, SAM, COACH = 1001, 1002, 2001


async def test_a_message_is_sending_in_the_table_before_telegram_hears_of_it(post: Post) -> None:
    post.phone.gates[MAYA] = asyncio.Event()
    hello = post.new(MAYA, "hello")
    await post.start()
    await post.send(hello)

    assert post.phone.said == ["hello"]
    assert await post.states(hello) == ["sending"]


async def test_a_sent_message_is_kept_with_its_number(post: Post) -> None:
    hello = post.new(MAYA, "hello")
    await post.start()
    await post.send(hello)

    row = await post.row(hello)
    assert (row.state, row.message_id) == ("sent", 1)
    assert row.sent_at is not None


async def test_messages_of_one_chat_and_lane_go_one_after_the_other(post: Post) -> None:
    post.phone.gates[MAYA] = asyncio.Event()
    await post.start()
    messages = [post.new(MAYA, words) for words in ("one", "two", "three")]
    await post.send(*reversed(messages))

    assert post.phone.said == ["one"]
    post.phone.gates[MAYA].set()
    await post.watch.rest()
    assert post.phone.said == ["one", "two", "three"]


async def test_a_crisis_message_overtakes_everything_that_waits(post: Post) -> None:
    await post.start(pace=1)
    await post.send(*(post.new(chat, f"nudge {chat}", Lane.NUDGE) for chat in range(3000, 3005)))
    await post.send(post.new(MAYA, "reply"), post.new(COACH, "alert", Lane.CASE))
    await post.send(post.new(SAM, "crisis", Lane.CRISIS))
    await post.watch.until(lambda: len(post.phone.calls) == 8)

    assert post.phone.said[:4] == ["nudge 3000", "crisis", "alert", "reply"]


async def test_a_crisis_message_does_not_wait_for_a_reply_that_hangs(post: Post) -> None:
    post.phone.gates[MAYA] = asyncio.Event()
    await post.start()
    await post.send(post.new(MAYA, "reply"))
    await post.send(post.new(MAYA, "crisis", Lane.CRISIS), post.new(MAYA, "second reply"))

    assert post.phone.said == ["reply", "crisis"]


async def test_a_lower_lane_never_passes_a_higher_one_that_is_on_its_way(post: Post) -> None:
    post.phone.gates[MAYA] = asyncio.Event()
    await post.start()
    await post.send(post.new(MAYA, "crisis", Lane.CRISIS))
    await post.send(post.new(MAYA, "nudge", Lane.NUDGE))

    assert post.phone.said == ["crisis"]


async def test_at_most_eight_rows_are_ever_in_doubt(post: Post) -> None:
    chats = range(3000, 3020)
    post.phone.gates = {chat: asyncio.Event() for chat in chats}
    await post.start()
    messages = [post.new(chat, "hello") for chat in chats]
    await post.send(*messages)

    assert (await post.states(*messages)).count("sending") == 8
    for chat in chats:
        post.phone.gates[chat].set()
    await post.watch.rest()
    assert post.phone.most_in_flight == 8
    assert set(await post.states(*messages)) == {"sent"}


async def test_a_crisis_does_not_wait_for_calls_that_hang(post: Post) -> None:
    chats = range(3000, 3020)
    post.phone.gates = {chat: asyncio.Event() for chat in chats}
    await post.start()
    await post.send(*(post.new(chat, "hello", Lane.NUDGE) for chat in chats))
    lines, alert = post.new(MAYA, "lines", Lane.CRISIS), post.new(SAM, "alert", Lane.CRISIS)
    await post.send(lines, alert)

    assert await post.states(lines, alert) == ["sent", "sent"]
    assert post.phone.said == ["hello"] * 8 + ["lines", "alert"]


async def test_what_a_crisis_turn_withdrew_is_not_sent(post: Post) -> None:
    post.phone.gates[MAYA] = asyncio.Event()
    await post.start()
    first = post.new(MAYA, "first")
    later = [post.new(MAYA, "question"), post.new(MAYA, "nudge", Lane.NUDGE)]
    await post.send(first, *later)

    # The crisis turn commits while "first" is on its way.
    at = post.clock.now()
    crisis = post.new(MAYA, "crisis", Lane.CRISIS)
    await post.database.run(lambda tx: outbox.withdraw(tx, MAYA, LANES_THAT_CAN_WAIT, at))
    await post.send(crisis)
    post.phone.gates[MAYA].set()
    await post.watch.rest()

    assert post.phone.said == ["first", "crisis"]
    assert await post.states(*later) == ["withdrawn", "withdrawn"]
    assert post.delivery is not None
    assert post.delivery.waiting == 0


async def test_what_was_withdrawn_costs_the_crisis_that_follows_no_time(post: Post) -> None:
    post.phone.gates[MAYA] = asyncio.Event()
    await post.start(pace=25)
    await post.send(*(post.new(MAYA, str(n)) for n in range(6)))
    at = post.clock.now()
    await post.database.run(lambda tx: outbox.withdraw(tx, MAYA, LANES_THAT_CAN_WAIT, at))
    post.phone.gates[MAYA].set()
    await post.watch.rest()
    await post.send(*(post.new(MAYA, f"crisis {n}", Lane.CRISIS) for n in range(2)))

    assert post.phone.said == ["0", "crisis 0", "crisis 1"]
    assert post.phone.times() == [0, 0, 0]


async def test_an_invitation_that_is_too_late_expires_and_costs_nobody_time(post: Post) -> None:
    await post.start(pace=1)
    soon = post.clock.now() + timedelta(minutes=5)
    late = [post.new(chat, "come", Lane.NUDGE, expires_at=soon) for chat in range(3000, 3250)]
    await post.keep(*late)
    post.clock.warp(timedelta(minutes=6))
    hello = post.new(MAYA, "hello")
    await post.keep(hello)
    assert post.delivery is not None
    post.delivery.wake([*late, hello])
    await post.watch.pass_by(1)  # one message's worth of pace for 250 that nobody gets

    assert post.phone.said == ["hello"]
    assert set(await post.states(*late)) == {"expired"}
    assert await post.told() == []


async def test_a_row_that_nobody_handed_over_is_found_by_looking(post: Post) -> None:
    older = post.new(MAYA, "older")  # its id is made first, its transaction commits last
    post.clock.warp(timedelta(seconds=30))
    await post.start()
    await post.send(post.new(SAM, "newer"))
    await post.keep(older)
    assert post.delivery is not None
    post.delivery.wake()
    await post.watch.rest()

    assert post.phone.said == ["newer", "older"]


async def test_the_same_row_handed_over_twice_is_sent_once(post: Post) -> None:
    post.phone.gates[MAYA] = asyncio.Event()
    await post.start()
    hello = post.new(MAYA, "hello")
    await post.send(hello)
    assert isinstance(post.delivery, Delivery)
    post.delivery.wake([hello])
    post.delivery.wake()
    post.phone.gates[MAYA].set()
    await post.watch.rest()
    post.delivery.wake([hello])
    await post.watch.rest()

    assert post.phone.said == ["hello"]


async def test_first_aid_that_was_only_written_down_is_not_sent_again(post: Post) -> None:
    await post.start()
    given = post.new(MAYA, "lines", Lane.CRISIS, kind="first_aid", state="sent", message_id=7)
    await post.send(given)

    assert post.phone.said == []


async def test_a_message_for_later_waits(post: Post) -> None:
    await post.start()
    later = post.new(MAYA, "later", not_before=post.clock.now() + timedelta(seconds=30))
    await post.send(later)

    await post.watch.pass_by(29)
    assert post.phone.said == []
    await post.watch.pass_by(2)
    assert post.phone.said == ["later"]
