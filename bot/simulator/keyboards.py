"""Reply markup as Telegram reads it: inline keyboards, menus in the keyboard's place, and their limits."""

from typing import Any

from bot.simulator.chats import Chat
from bot.simulator.params import Params
from bot.simulator.refusals import (
    BUTTON_DATA,
    BUTTON_WITHOUT_ACTION,
    BUTTON_WITHOUT_TEXT,
    KEYBOARD_JSON,
    KEYBOARD_OBJECT,
    KEYBOARD_ROWS,
    MENU_ROWS,
    bad,
)

LARGEST_DATA = 64  # bytes, Bot API InlineKeyboardButton.callback_data
ACTIONS = frozenset(
    {
        "url",
        "login_url",
        "web_app",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "copy_text",
        "pay",
    }
)


def read_markup(params: Params) -> dict[str, Any] | None:
    """Return the markup that came with a message, None for none; refuse what Telegram refuses."""
    markup = params.document("reply_markup", KEYBOARD_JSON)
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad(KEYBOARD_OBJECT)
    for row in _rows(markup, "inline_keyboard", KEYBOARD_ROWS):
        for button in row:
            _check(button)
    _rows(markup, "keyboard", MENU_ROWS)
    return markup


def _rows(markup: dict[str, Any], name: str, refusal: str) -> list[list[Any]]:
    rows = markup.get(name, [])
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        raise bad(refusal)
    return rows


def _check(button: Any) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"]:
        raise bad(BUTTON_WITHOUT_TEXT)
    data = button.get("callback_data")
    if data is None:
        if not ACTIONS & button.keys():
            raise bad(BUTTON_WITHOUT_ACTION)
    elif not 1 <= len(str(data).encode()) <= LARGEST_DATA:
        raise bad(BUTTON_DATA)


def inline(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return only what a message keeps: its inline keyboard without empty rows, None for none."""
    if markup is None:
        return None
    rows = [row for row in markup.get("inline_keyboard", []) if row]
    return {"inline_keyboard": rows} if rows else None


def show_menu(chat: Chat, markup: dict[str, Any] | None) -> None:
    """The phone's menu is what `markup` asks for; an inline keyboard leaves it as it was."""
    if markup is None:
        return
    if markup.get("remove_keyboard"):
        chat.menu, chat.placeholder = (), ""
        chat.touch("menu")
    elif markup.get("keyboard"):
        chat.menu = tuple(tuple(_label(key) for key in row) for row in markup["keyboard"])
        chat.placeholder = str(markup.get("input_field_placeholder", ""))
        chat.touch("menu")


def _label(key: Any) -> str:
    return key if isinstance(key, str) else str(key.get("text", ""))
