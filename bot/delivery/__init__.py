"""SENDS: from the outbox to the phones, in lanes, at a pace, each outcome committed; first aid; a second way.

`Messenger` and the closed list of its outcomes live here; `telegram/` implements it. Never decides what to
say, never opens a conversation; tells `cases/` through a timer row that is due at once.
"""

from bot.delivery.body import from_body, to_body, uncovered
from bot.delivery.clearing import Clearing
from bot.delivery.delivery import Delivery
from bot.delivery.first_aid import FirstAid
from bot.delivery.lanes import LANES_THAT_CAN_WAIT
from bot.delivery.messenger import (
    Accepted,
    Button,
    CopiedMessage,
    Cover,
    Deletion,
    FileMessage,
    Gone,
    InlineKeyboard,
    Keyboard,
    MenuKeyboard,
    Message,
    Messenger,
    Moved,
    NotKnown,
    NotReached,
    Outcome,
    RemoveMenu,
    TextMessage,
    TooFast,
    Unauthorized,
    Wrong,
)
from bot.delivery.second_way import SecondWay
from bot.delivery.ways import Alarm, Tries, Ways
from bot.storage.lane import Lane

__all__ = [
    "LANES_THAT_CAN_WAIT",
    "Accepted",
    "Alarm",
    "Button",
    "Clearing",
    "CopiedMessage",
    "Cover",
    "Deletion",
    "Delivery",
    "FileMessage",
    "FirstAid",
    "Gone",
    "InlineKeyboard",
    "Keyboard",
    "Lane",
    "MenuKeyboard",
    "Message",
    "Messenger",
    "Moved",
    "NotKnown",
    "NotReached",
    "Outcome",
    "RemoveMenu",
    "SecondWay",
    "TextMessage",
    "TooFast",
    "Tries",
    "Unauthorized",
    "Ways",
    "Wrong",
    "from_body",
    "to_body",
    "uncovered",
]
