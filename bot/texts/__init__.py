"""WORDS: text ids become words in a person's language; times, days, numbers and places as it says them.

Holds the bot's own words. Never decides what is said, and never sends it.
"""

from bot.texts.catalogs import Catalogs
from bot.texts.places import language_names, zone_names
from bot.texts.times import clock_words, date_words, long_date_words
from bot.texts.words import LONGEST_BUTTON, own, when_missing_id, words

__all__ = [
    "LONGEST_BUTTON",
    "Catalogs",
    "clock_words",
    "date_words",
    "language_names",
    "long_date_words",
    "own",
    "when_missing_id",
    "words",
    "zone_names",
]
