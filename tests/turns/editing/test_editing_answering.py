"""What an answer of the checker brings along."""

import struct

import pytest

from bot.turns.editing.answering import _photo
from bot.turns.editing.examining import Picture


def png(wide: int, high: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", wide, high)


@pytest.mark.parametrize(
    ("wide", "high", "how"),
    [
        (1_200, 5_700, "photo"),
        (1_200, 5_701, "document"),  # Telegram would keep 2,560 pixels of it: nobody could read the words
        (5_701, 1_200, "document"),
        (200, 3_601, "document"),  # refused as a photo: more than 18 times as high as wide
    ],
)
def test_a_flow_that_nobody_could_read_as_a_photo_comes_as_a_document(wide: int, high: int, how: str) -> None:
    message = _photo(Picture(script="daily", content=png(wide, high)), "The flow")

    assert message.how == how
    assert message.name == "daily.png"
