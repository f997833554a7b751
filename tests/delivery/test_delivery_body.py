"""What is kept in the outbox is what is sent."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import (
    Button,
    CopiedMessage,
    Cover,
    FileMessage,
    InlineKeyboard,
    MenuKeyboard,
    Message,
    RemoveMenu,
    TextMessage,
    from_body,
    to_body,
)

words = st.text(max_size=30)
rows_of_buttons = st.lists(
    st.lists(st.builds(Button, label=words, data=words), max_size=3).map(tuple), max_size=3
).map(tuple)
keyboards = st.one_of(
    st.none(),
    st.builds(InlineKeyboard, rows=rows_of_buttons),
    st.builds(MenuKeyboard, rows=st.lists(st.lists(words, max_size=3).map(tuple), max_size=3).map(tuple)),
    st.just(RemoveMenu()),
)
covers = st.none() | st.builds(
    Cover, text=words, label=words, data=words, until=st.datetimes(timezones=st.just(UTC))
)
replies = st.none() | st.integers(0)
messages = st.one_of(
    st.builds(
        TextMessage,
        text=words,
        keyboard=keyboards,
        silent=st.booleans(),
        protected=st.booleans(),
        cover=covers,
        reply_to=replies,
    ),
    st.builds(
        FileMessage,
        how=st.sampled_from(["photo", "voice"]),
        caption=words,
        path=st.none() | words,
        cover=covers,
        reply_to=replies,
    ),
    st.builds(FileMessage, how=st.just("photo"), caption=words, content=st.binary(max_size=30), name=words),
    st.builds(
        CopiedMessage,
        from_chat=st.integers(),
        message_id=st.integers(0),
        caption=st.none() | words,
        cover=covers,
        reply_to=replies,
    ),
)


@given(messages)
def test_every_message_comes_back_as_it_was(message: Message) -> None:
    assert from_body(to_body(message)) == message


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", "{}", '{"text":1}', '{"text":"x","keys":{}}', '{"text":"x","cover":{}}']
)
def test_a_broken_row_is_a_value_error_without_its_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not a message$"):
        from_body(text)
