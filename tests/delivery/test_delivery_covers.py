"""A message that nobody is known to wait for leaves as neutral words, and is brought by a tap."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery import (
    Button,
    CopiedMessage,
    Cover,
    FileMessage,
    InlineKeyboard,
    Lane,
    Message,
    TextMessage,
    Wrong,
    from_body,
    to_body,
    uncovered,
)
from bot.storage import covered, outbox
from bot.storage.outbox import PASSING, NewMessage
from tests.delivery.conftest import Post

MAYA = 1001
READ = InlineKeyboard(rows=((Button(label="Read", data="5:read:abc"),),))


def cover(post: Post, **ahead: float) -> Cover:
    """Return what stands for a message that leaves later than so far ahead."""
    until = post.clock.now() + timedelta(**ahead)
    return Cover(text="You have a message.", label="Read", data="5:read:abc", until=until)


def held_back(post: Post, stands_for_it: Cover, *, silent: bool = False) -> NewMessage:
    """Return a row with words that are not for a locked screen."""
    words = TextMessage(text="Did you drink today?", keyboard=READ, silent=silent, cover=stands_for_it)
    return replace(post.new(MAYA, "", Lane.CRISIS), body=to_body(words))


async def test_words_that_come_in_time_are_not_covered(post: Post) -> None:
    await post.start()
    await post.send(held_back(post, cover(post, minutes=2)))
    await post.watch.rest()

    assert post.phone.said == ["Did you drink today?"]


async def test_words_that_come_later_leave_as_their_cover_with_one_button(post: Post) -> None:
    row = held_back(post, cover(post, minutes=2))
    post.clock.warp(timedelta(minutes=3))
    await post.start()
    await post.send(row)
    await post.watch.rest()

    assert post.phone.messages == [TextMessage(text="You have a message.", keyboard=READ)]


@pytest.mark.parametrize("silent", [True, False])
async def test_a_cover_is_as_loud_as_what_it_stands_for(post: Post, silent: bool) -> None:
    await post.start()
    await post.send(held_back(post, cover(post, minutes=-1), silent=silent))
    await post.watch.rest()

    assert [message.silent for message in post.phone.messages] == [silent]


async def test_a_cover_that_telegram_refuses_never_becomes_the_words_behind_it(post: Post) -> None:
    post.phone.scripted[MAYA] = [Wrong(reason="400"), Wrong(reason="400")]
    await post.start()
    await post.send(held_back(post, cover(post, minutes=-1)))
    await post.watch.rest()

    assert post.phone.said == ["You have a message."] * 2


async def test_what_left_covered_waits_to_be_read_and_is_brought_once(post: Post) -> None:
    row = held_back(post, cover(post, minutes=-1))
    await post.start()
    await post.send(row, post.new(MAYA, "nothing to hide"))
    await post.watch.rest()
    waiting = await post.database.read(lambda tx: covered.unread(tx, MAYA))
    twice = [await post.database.run(lambda tx: covered.read(tx, row.id)) for _ in range(2)]

    assert [one.id for one in waiting] == [row.id]
    assert twice == [True, False]
    assert await post.database.read(lambda tx: covered.unread(tx, MAYA)) == ()


async def test_what_was_only_passing_is_kept_behind_its_cover_until_it_is_read(post: Post) -> None:
    row = replace(held_back(post, cover(post, minutes=-1)), kind=PASSING)
    await post.start()
    await post.send(row)
    await post.watch.rest()
    waiting = await post.database.read(lambda tx: covered.unread(tx, MAYA))
    await post.database.run(lambda tx: covered.read(tx, row.id))

    assert [one.id for one in waiting] == [row.id]
    assert await post.database.read(lambda tx: outbox.get(tx, row.id)) is None


@pytest.mark.parametrize(
    "message",
    [
        TextMessage(text="words", silent=True),
        FileMessage(how="photo", caption="a wave", path="wave.png"),
        CopiedMessage(from_chat=7, message_id=8, protected=True),
    ],
)
def test_every_kind_of_message_keeps_its_cover_in_the_outbox(post: Post, message: Message) -> None:
    with_cover = replace(message, cover=cover(post, minutes=2))

    assert from_body(to_body(with_cover)) == with_cover
    assert uncovered(from_body(to_body(with_cover))) == message
