"""TALKS: the only importer of the Telegram library. Raw updates in, messages out; decides and stores nothing.

Two wires: one for the long poll, one for everything else. Importing this room does not import
python-telegram-bot; `warm_up` does, beside the running loop, after the first getUpdates has left.
"""

from bot.telegram.archive import TelegramArchive
from bot.telegram.arrivals import WANTED_UPDATES, arrival
from bot.telegram.parse import parse, warm_up
from bot.telegram.polling import Poller
from bot.telegram.profile import ChatCommands, Profile, set_chat_commands, set_profile
from bot.telegram.sender import TelegramMessenger
from bot.telegram.wire import TELEGRAM_API, Wire, bot_name, bot_names, token_is_refused

__all__ = [
    "TELEGRAM_API",
    "WANTED_UPDATES",
    "ChatCommands",
    "Poller",
    "Profile",
    "TelegramArchive",
    "TelegramMessenger",
    "Wire",
    "arrival",
    "bot_name",
    "bot_names",
    "parse",
    "set_chat_commands",
    "set_profile",
    "token_is_refused",
    "warm_up",
]
