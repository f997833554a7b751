"""What the bot's page and its menu of commands say, in each language. The words come from outside."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from bot.telegram.wire import Wire

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One language's words. `language` None is what everybody else sees.

    `commands` are (name without slash, words) in order; `description` stands in the empty chat (512
    characters at most), `short_description` on the bot's page (120 at most).
    """

    language: str | None
    commands: tuple[tuple[str, str], ...]
    description: str
    short_description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatCommands:
    """What one chat is offered in the place of what everybody is: `commands` are as in Profile.

    Without any, it is offered what everybody is.
    """

    chat: int
    commands: tuple[tuple[str, str], ...]


async def set_chat_commands(wire: Wire, chats: Sequence[ChatCommands]) -> None:
    """Tell Telegram what each of these chats is offered. One that has not begun yet is left; no harm done."""
    transport = await asyncio.to_thread(import_module, "bot.telegram.transport")
    bot = transport.library_bot(wire)
    from telegram import BotCommandScopeChat
    from telegram.error import TelegramError

    for one in chats:
        try:
            scope = BotCommandScopeChat(one.chat)
            if one.commands:
                await bot.set_my_commands(one.commands, scope=scope)
            else:
                await bot.delete_my_commands(scope=scope)
        except TelegramError as error:
            log.warning("chat_commands_not_set", extra={"reason": type(error).__name__})


async def set_profile(wire: Wire, profiles: Sequence[Profile]) -> bool:
    """Tell Telegram every profile; return whether all of it was taken. Failing is harmless."""
    # In a thread: the library's import takes half a second, and the first updates are coming in.
    transport = await asyncio.to_thread(import_module, "bot.telegram.transport")
    bot = transport.library_bot(wire)
    from telegram.error import TelegramError

    try:
        for profile in profiles:
            language = profile.language
            await bot.set_my_commands(profile.commands, language_code=language)
            await bot.set_my_description(profile.description, language_code=language)
            await bot.set_my_short_description(profile.short_description, language_code=language)
    except TelegramError as error:
        log.warning("profile_not_set", extra={"reason": type(error).__name__})
        return False
    return True
