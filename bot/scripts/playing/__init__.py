"""PLAYS: a script without a chat. What a person does goes in; what the bot says and whom it tells comes out.

Pure: no clock, no chance, no file. Never sends or stores; the same engine runs it as in the bot.
"""

from bot.scripts.playing.coverage import Reached
from bot.scripts.playing.dialogues import run_tests
from bot.scripts.playing.life import usual_facts
from bot.scripts.playing.player import Input, Player, replay
from bot.scripts.playing.reply import Reply, Scheduled, Shown, Told
from bot.scripts.playing.voice import Voice

__all__ = [
    "Input",
    "Player",
    "Reached",
    "Reply",
    "Scheduled",
    "Shown",
    "Told",
    "Voice",
    "replay",
    "run_tests",
    "usual_facts",
]
