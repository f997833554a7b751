"""KEEPS AND LETS GO: hands over everything about a person, erases it, lets it go when its time is over.

Walks the tables by their privacy labels, so that a new one is neither forgotten nor left out. Works inside a
transaction it is given, or beside the running bot in slices; it never sends.
"""

from bot.keeping.counting import amounts
from bot.keeping.emptying import skip_answers
from bot.keeping.erasing import Erased, erase, forget_case, forget_guest
from bot.keeping.gathering import Gathered, as_json, file_name, gather
from bot.keeping.ledger import Ledger
from bot.keeping.nightly import Night, keep_house
from bot.keeping.page import as_page
from bot.keeping.people import GUESTS_KEPT

__all__ = [
    "GUESTS_KEPT",
    "Erased",
    "Gathered",
    "Ledger",
    "Night",
    "amounts",
    "as_json",
    "as_page",
    "erase",
    "file_name",
    "forget_case",
    "forget_guest",
    "gather",
    "keep_house",
    "skip_answers",
]
