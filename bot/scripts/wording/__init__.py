"""What may not stand in a text: words that hurt, promises, a gender, words that are hard to read.

It applies to everything the programme says, translations too. What a person writes is never looked at here.
"""

from bot.scripts.wording.faults import IN_TRANSLATION, Wording, faults_of_words, words_to_avoid
from bot.scripts.wording.gender import Voice
from bot.scripts.wording.programme import check_wording
from bot.scripts.wording.translation import CatalogWording

__all__ = [
    "IN_TRANSLATION",
    "CatalogWording",
    "Voice",
    "Wording",
    "check_wording",
    "faults_of_words",
    "words_to_avoid",
]
