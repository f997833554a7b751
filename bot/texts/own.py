"""The bot's own words in English, by text id. Translations stand in locales/<lang>/LC_MESSAGES/bot.po.

These are the words no programme writes: buttons that are always there, what is said when nothing is open,
and all that staff read. They promise nothing about what a person will do or when, and never name what a
person takes. A value in {braces} is filled in when the words are rendered.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.engine.script import Text, TextId
from bot.texts.own_answers import ANSWERS
from bot.texts.own_climbing import CLIMBING
from bot.texts.own_commands import COMMANDS
from bot.texts.own_discretion import DISCRETION
from bot.texts.own_drilling import DRILLING
from bot.texts.own_editor import EDITOR
from bot.texts.own_entrance import ENTRANCE
from bot.texts.own_heard import HEARD
from bot.texts.own_joining import JOINING
from bot.texts.own_keeping import KEEPING
from bot.texts.own_leading import LEADING
from bot.texts.own_mydata import MYDATA
from bot.texts.own_opening import OPENING
from bot.texts.own_participant import PARTICIPANT
from bot.texts.own_publishing import PUBLISHING
from bot.texts.own_serving import SERVING
from bot.texts.own_staff import STAFF
from bot.texts.own_stopping import STOPPING
from bot.texts.own_talking import TALKING
from bot.texts.own_team import TEAM
from bot.texts.own_who_sees import WHO_SEES

OWN: Mapping[TextId, Text] = MappingProxyType(
    {
        TextId(name): text
        for room in (
            ANSWERS,
            PARTICIPANT,
            HEARD,
            STAFF,
            PUBLISHING,
            WHO_SEES,
            COMMANDS,
            DISCRETION,
            EDITOR,
            ENTRANCE,
            JOINING,
            KEEPING,
            MYDATA,
            STOPPING,
            TEAM,
            CLIMBING,
            DRILLING,
            LEADING,
            OPENING,
            SERVING,
            TALKING,
        )
        for name, text in room.items()
    }
)
