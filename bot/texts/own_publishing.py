"""What admins read about the set of conversations that is in force."""

from collections.abc import Mapping

from bot.engine.script import Text, Words

PUBLISHING: Mapping[str, Text] = {
    "bot.staff.older_set": Words(
        source="The conversations that were published last cannot be read by this version of Holdfast. "
        "I am using the newest ones before them that can be read. On the machine: python -m bot check, "
        "then python -m bot publish."
    ),
}
