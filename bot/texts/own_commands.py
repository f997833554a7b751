"""What stands behind the slash of each command. Neutral: the list is seen over a shoulder.

The id ends with the name that the program uses, and the English text is the same word; a translation is one
word of a to z, digits and _ . What a command does is said beside it by `bot.command_...`.
"""

import re
from collections.abc import Mapping

from bot.engine.script import Text, Words

SLASH = "bot.slash_"  # the beginning of the ids of the names
COMMAND_NAME = re.compile(r"[a-z0-9_]{1,32}")  # what Telegram takes as the name of a command

COMMANDS: Mapping[str, Text] = {
    "bot.slash_start": Words(source="start"),
    "bot.slash_menu": Words(source="menu"),
    "bot.slash_help": Words(source="help"),
    "bot.slash_stop": Words(source="stop"),
    "bot.slash_cases": Words(source="cases"),
    "bot.slash_name": Words(source="name"),
    "bot.slash_invite": Words(source="invite"),
    "bot.slash_mydata": Words(source="mydata"),
    "bot.slash_whosaw": Words(source="whosaw"),
    "bot.command_help_team": Words(source="What you can do here"),
}
