"""WORDS: text ids become words in a person's language; times, days, numbers and places as it says them.

Holds the bot's own words. Never decides what is said, and never sends it.
"""

from bot.texts.catalogs import Catalogs
from bot.texts.message import LONGEST_MESSAGE, joined, pieces, question_words, resource_words
from bot.texts.numbers import number_words
from bot.texts.places import language_name, language_names, zone_names
from bot.texts.times import (
    clock_face,
    clock_words,
    date_words,
    day_words,
    long_date_words,
    short_date_words,
    span_words,
    weekday_words,
)
from bot.texts.words import LONGEST_BUTTON, OWN_SOURCE, key_words, label_id, own, when_missing_id, words

__all__ = [
    "LONGEST_BUTTON",
    "LONGEST_MESSAGE",
    "OWN_SOURCE",
    "Catalogs",
    "clock_face",
    "clock_words",
    "date_words",
    "day_words",
    "joined",
    "key_words",
    "label_id",
    "language_name",
    "language_names",
    "long_date_words",
    "number_words",
    "own",
    "pieces",
    "question_words",
    "resource_words",
    "short_date_words",
    "span_words",
    "weekday_words",
    "when_missing_id",
    "words",
    "zone_names",
]
