"""What Holdfast is measured against: python-telegram-bot's own ConversationHandler, as its users run it.

State in memory, the default client, Updater and handlers: nothing is kept, so everything is lost with the
process. The conversation is the beginning of our welcome: as many questions, words and buttons, and each tap
gets the same three calls (answer the tap, show the choice in the message, send the next question).
"""

import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
)

FIRST_SCREEN, AGE, WHAT_I_AM = range(3)

QUESTIONS = (
    (
        "Hi, I am Holdfast. I am a bot, not a person. If you need help now, tap that button: you get lines "
        "that answer day and night, and I try to reach our team. You can also look around first. Until you "
        "decide more, I keep only this chat, your language and the day.\n\nEn español: toca Español.",
        ("Start", "Look around first", "I need help now", "English", "Español"),
    ),
    ("Good that you are here. One thing first, are you 18 or older?", ("Yes", "No")),
    (
        "1/3 · I am a bot, not a person. At first I ask a few short questions each day. In a hard moment I "
        "have something to try, and a way to a person of our team.\n\nI am not an emergency service, and I "
        "can be slow or get things wrong. If a life is in danger, call 911.",
        ("Next", "More about this"),
    ),
)


def _question(number: int) -> tuple[str, InlineKeyboardMarkup]:
    text, labels = QUESTIONS[number]
    rows = [
        [InlineKeyboardButton(label, callback_data=f"{number}:{place}")] for place, label in enumerate(labels)
    ]
    rows.append([InlineKeyboardButton("Talk to a person", callback_data="p")])
    return text, InlineKeyboardMarkup(rows)


async def _start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    assert update.effective_chat is not None
    text, keyboard = _question(FIRST_SCREEN)
    await context.bot.send_message(update.effective_chat.id, text, reply_markup=keyboard)
    return FIRST_SCREEN


async def _tapped(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    tap = update.callback_query
    assert tap is not None
    assert update.effective_chat is not None
    assert context.user_data is not None
    asked = int((tap.data or "0").partition(":")[0])
    context.user_data[asked] = tap.data
    await tap.answer()
    await tap.edit_message_text(f"{QUESTIONS[asked][0]}\n\n✓ {tap.data}")
    text, keyboard = _question(asked + 1)
    await context.bot.send_message(update.effective_chat.id, text, reply_markup=keyboard)
    return asked + 1


def main(token: str, api: str) -> None:
    """Poll until interrupted."""
    tap: BaseHandler[Update, ContextTypes.DEFAULT_TYPE, object] = CallbackQueryHandler(
        _tapped, pattern=r"^\d"
    )
    conversation = ConversationHandler(
        entry_points=[CommandHandler("start", _start)],
        states={FIRST_SCREEN: [tap], AGE: [tap], WHAT_I_AM: [tap]},
        fallbacks=[],
        per_message=False,
    )
    application = Application.builder().token(token).base_url(f"{api}/bot").build()
    application.add_handler(conversation)
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:3])
