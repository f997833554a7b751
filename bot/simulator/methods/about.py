"""Methods about the bot itself, its chats and its files."""

import re
from typing import Any

from bot.simulator.params import Params
from bot.simulator.refusals import (
    COMMAND_DESCRIPTION_INVALID,
    COMMANDS_INVALID,
    DESCRIPTION_TOO_LONG,
    FILE_ID_INVALID,
    FILE_ID_MISSING,
    FILE_TOO_BIG_TO_GIVE,
    bad,
)
from bot.simulator.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}\Z")  # Bot API BotCommand
LONGEST_COMMAND_DESCRIPTION = 256  # characters, Bot API BotCommand
MOST_COMMANDS = 100  # Bot API setMyCommands
LONGEST_DESCRIPTION = 512  # characters, Bot API setMyDescription
LONGEST_SHORT_DESCRIPTION = 120  # characters, Bot API setMyShortDescription
LARGEST_GIVEN = 20 * 1024 * 1024  # bytes, Bot API getFile
UNREADABLE_COMMANDS = "Bad Request: can't parse commands specified"


def get_me(world: World, params: Params) -> dict[str, Any]:
    """Return the bot as Telegram describes it."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: Params) -> dict[str, Any]:
    """Return what Telegram tells about a chat."""
    chat = world.chat(params)
    return {**chat.body, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}


NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_file(world: World, params: Params) -> dict[str, Any]:
    """Return where a held file can be fetched."""
    file_id = params.words("file_id")
    if not file_id:
        raise bad(FILE_ID_MISSING)
    stored = world.files.get(file_id)
    if stored is None:
        raise bad(FILE_ID_INVALID)
    if len(stored.upload.content) > LARGEST_GIVEN:
        raise bad(FILE_TOO_BIG_TO_GIVE)
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.upload.content),
        "file_path": stored.path,
    }


def set_my_commands(world: World, params: Params) -> bool:
    """The menu of commands is kept for this scope and language."""
    commands = params.document("commands", UNREADABLE_COMMANDS)
    if not isinstance(commands, list) or len(commands) > MOST_COMMANDS:
        raise bad(UNREADABLE_COMMANDS)
    for command in commands:
        if not COMMAND.match(str(command.get("command", "")).removeprefix("/")):
            raise bad(COMMANDS_INVALID)
        if not 1 <= len(str(command.get("description", ""))) <= LONGEST_COMMAND_DESCRIPTION:
            raise bad(COMMAND_DESCRIPTION_INVALID)
    world.profile["commands", _scope(params), params.words("language_code")] = commands
    return True


def get_my_commands(world: World, params: Params) -> list[dict[str, str]]:
    """Return the commands kept for exactly this scope and language."""
    kept: list[dict[str, str]] = world.profile.get(
        ("commands", _scope(params), params.words("language_code")), []
    )
    return kept


def delete_my_commands(world: World, params: Params) -> bool:
    """The commands of this scope and language are forgotten."""
    world.profile.pop(("commands", _scope(params), params.words("language_code")), None)
    return True


def set_my_description(world: World, params: Params) -> bool:
    """The words of an empty chat are kept for this language."""
    return _describe(world, params, "description", LONGEST_DESCRIPTION)


def set_my_short_description(world: World, params: Params) -> bool:
    """The words of the bot's profile are kept for this language."""
    return _describe(world, params, "short_description", LONGEST_SHORT_DESCRIPTION)


def get_my_description(world: World, params: Params) -> dict[str, str]:
    """Return the words of an empty chat in this language, else in none."""
    for language in (params.words("language_code"), ""):
        kept = world.profile.get(("description", "", language))
        if kept:
            return {"description": kept}
    return {"description": ""}


def get_webhook_info(world: World, params: Params) -> dict[str, Any]:
    """Return that no webhook is set: this server is for polling."""
    return {"url": "", "has_custom_certificate": False, "pending_update_count": len(world.updates)}


def delete_webhook(world: World, params: Params) -> bool:
    """There is no webhook; waiting updates are dropped when that is asked for."""
    if params.flag("drop_pending_updates"):
        world.updates.drop()
    return True


def _describe(world: World, params: Params, what: str, longest: int) -> bool:
    words = params.words(what)
    if len(words) > longest:
        raise bad(DESCRIPTION_TOO_LONG)
    world.profile[what, "", params.words("language_code")] = words
    return True


def _scope(params: Params) -> str:
    scope = params.document("scope", "Bad Request: can't parse BotCommandScope JSON object") or {}
    kind = str(scope.get("type", "default"))
    chat = scope.get("chat_id")
    return kind if chat is None else f"{kind}:{chat}"


METHODS = {
    "getMe": get_me,
    "getChat": get_chat,
    "getFile": get_file,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getWebhookInfo": get_webhook_info,
    "deleteWebhook": delete_webhook,
}
