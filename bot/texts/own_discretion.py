"""What stands on a locked screen in the place of words, and what is said when a screen is cleared.

Whoever is near may read these, so they say nothing of what a programme is about.
"""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

DISCRETION: Mapping[str, Text] = {
    "bot.cover": Words(source="You have a message. Tap to read."),
    "bot.cover_button": Words(source="Read"),
    "bot.toast_read_before": Words(source="You have this message already."),
    "bot.button_clear_this": Words(source="Clear this from the screen"),
    "bot.screen_cleared": Words(
        source="All right, I am clearing this from the screen. What you told me is still kept, and /mydata "
        "shows it. I cannot clear what is older than two days, or from before you agreed. You can: hold a "
        "message, then tap Delete."
    ),
    "bot.screen_not_cleared": Plural(
        count="count",
        one="Telegram did not let me clear one message here. You can clear it yourself: hold the message, "
        "then tap Delete.",
        other="Telegram did not let me clear {count} messages here. You can clear them yourself: hold a "
        "message, then tap Delete.",
    ),
    # for a coach, whose phone lies on a table
    "bot.staff.wrote": Words(source="{code} wrote."),
    "bot.staff.button_read": Words(source="Read"),
}
