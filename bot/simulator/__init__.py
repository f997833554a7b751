"""STANDS IN for Telegram on this machine: a Bot API server with phones, for the demo, tests and benchmarks.

It answers as Telegram's own server does (shapes, limits, words of refusal), shows the phones in a browser
and in Python, breaks on purpose, and logs every call. It never leaves the machine, keeps nothing on disk and
knows nothing of Holdfast. Not here: webhooks, markup languages (text is shown as sent), inline mode,
payments, edits of captions, and Telegram's 24 hours after which updates are dropped.
"""

from bot.simulator.crowd import Crowd, Habits
from bot.simulator.faults import Fault, FaultKind, FaultPlan
from bot.simulator.log import Call, Log
from bot.simulator.phone import NotSeenError, Phone
from bot.simulator.screen import ScreenButton, ScreenMessage
from bot.simulator.simulator import Simulator, TimeControl

__all__ = [
    "Call",
    "Crowd",
    "Fault",
    "FaultKind",
    "FaultPlan",
    "Habits",
    "Log",
    "NotSeenError",
    "Phone",
    "ScreenButton",
    "ScreenMessage",
    "Simulator",
    "TimeControl",
]
