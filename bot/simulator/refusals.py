"""How Telegram says no: the codes and words of its Bot API server, written once.

Words are those of tdlib/telegram-bot-api `Client.cpp` and of answers of the public server.
"""

from typing import Any

from bot.errors import HoldfastError


class RefusedError(HoldfastError):
    """The Bot API answers `ok: false` with this code and these words."""

    def __init__(self, code: int, words: str, *, parameters: dict[str, int] | None = None) -> None:
        super().__init__(words)
        self.code = code
        self.words = words
        self.parameters = parameters

    def document(self) -> dict[str, Any]:
        """Return what goes over the wire: {ok, error_code, description, parameters?}."""
        document: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.words}
        if self.parameters:
            document["parameters"] = self.parameters
        return document


BLOCKED = "Forbidden: bot was blocked by the user"
DEACTIVATED = "Forbidden: user is deactivated"
KICKED = "Forbidden: bot was kicked from the group chat"
UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"
CHAT_EMPTY = "Bad Request: chat_id is empty"
CHAT_NOT_FOUND = "Bad Request: chat not found"
TEXT_EMPTY = "Bad Request: message text is empty"
TEXT_TOO_LONG = "Bad Request: message is too long"
CAPTION_TOO_LONG = "Bad Request: message caption is too long"
BUTTON_DATA = "Bad Request: BUTTON_DATA_INVALID"
BUTTON_WITHOUT_ACTION = (
    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
)
BUTTON_WITHOUT_TEXT = 'Bad Request: can\'t parse inline keyboard button: Field "text" must be of type String'
KEYBOARD_JSON = "Bad Request: can't parse reply keyboard markup JSON object"
KEYBOARD_OBJECT = "Bad Request: object expected as reply markup"
KEYBOARD_ROWS = 'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
MENU_ROWS = 'Bad Request: field "keyboard" must be an Array of Arrays'
REPLY_NOT_FOUND = "Bad Request: message to be replied not found"
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
MESSAGE_ID_MISSING = "Bad Request: message identifier is not specified"
MESSAGE_IDS_MISSING = "Bad Request: message identifiers are not specified"
EDIT_NOT_FOUND = "Bad Request: message to edit not found"
EDIT_FORBIDDEN = "Bad Request: message can't be edited"
EDIT_NO_TEXT = "Bad Request: there is no text in the message to edit"
DELETE_NOT_FOUND = "Bad Request: message to delete not found"
DELETE_TOO_LATE = "Bad Request: message can't be deleted for everyone"
COPY_NOT_FOUND = "Bad Request: message to copy not found"
COPY_FORBIDDEN = "Bad Request: message can't be copied"
PIN_NOT_FOUND = "Bad Request: message to pin not found"
UNPIN_NOT_FOUND = "Bad Request: message to unpin not found"
TAP_TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
TAP_WORDS_TOO_LONG = "Bad Request: MESSAGE_TOO_LONG"
FILE_ID_MISSING = "Bad Request: file_id not specified"
FILE_ID_INVALID = "Bad Request: invalid file_id"
FILE_ID_WRONG = "Bad Request: wrong file identifier/HTTP URL specified"
FILE_EMPTY = "Bad Request: file must be non-empty"
FILE_TOO_BIG_TO_GIVE = "Bad Request: file is too big"
FILE_TOO_BIG = "Request Entity Too Large"
ACTION_WRONG = "Bad Request: wrong parameter action in request"
COMMANDS_INVALID = "Bad Request: BOT_COMMAND_INVALID"
COMMAND_DESCRIPTION_INVALID = "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
DESCRIPTION_TOO_LONG = "Bad Request: description is too long"
POLLED_TWICE = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
UNAUTHORIZED = "Unauthorized"
NOT_FOUND = "Not Found"
METHOD_NOT_FOUND = "Not Found: method not found"


def too_fast(seconds: int) -> RefusedError:
    """Return Telegram's request to wait `seconds` (1 or more)."""
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", parameters={"retry_after": seconds})


def bad(words: str) -> RefusedError:
    """Return a refusal with code 400 and these words."""
    return RefusedError(400, words)
