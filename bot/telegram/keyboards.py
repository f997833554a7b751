"""Delivery's keyboards as the Bot API's reply_markup.

Plain dictionaries: python-telegram-bot's own classes take 150 µs for a scale of 0 to 10, these take 2. The
tests hold them against those classes.
"""

from typing import Any, assert_never

from bot.delivery.messenger import InlineKeyboard, Keyboard, MenuKeyboard, RemoveMenu

LONGEST_DATA = 64  # bytes of callback_data, Bot API


def markup(keyboard: Keyboard) -> dict[str, Any]:
    """Return the reply_markup of `keyboard`; raises ValueError for one that Telegram would refuse."""
    match keyboard:
        case InlineKeyboard(rows=rows):
            for button in (button for row in rows for button in row):
                if not button.label or not 1 <= len(button.data.encode()) <= LONGEST_DATA:
                    raise ValueError("a button needs a label and 1 to 64 bytes of data")
            return {
                "inline_keyboard": [
                    [{"text": button.label, "callback_data": button.data} for button in row] for row in rows
                ]
            }
        case MenuKeyboard(rows=rows):
            if not any(rows) or not all(label for row in rows for label in row):
                raise ValueError("a menu needs labels")
            return {
                "keyboard": [[{"text": label} for label in row] for row in rows],
                "resize_keyboard": True,
                "is_persistent": True,
            }
        case RemoveMenu():
            return {"remove_keyboard": True}
        case _:
            assert_never(keyboard)
