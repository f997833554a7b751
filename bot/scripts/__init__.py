"""READS: files that editors wrote become one frozen bundle, or all their problems at once.

What loads is safe for the engine to run; what the check lets pass has been proven and played. Never sends or
stores; never reads anything but the files it is given.
"""

from bot.scripts.check import Report, check
from bot.scripts.load import content_hash, load, problems_of
from bot.scripts.problem import Problem
from bot.scripts.reading.folder import read_folder, read_own_catalogs
from bot.scripts.translating.catalog import update_catalog, update_own_catalog
from bot.scripts.translating.extract import Entry, entries, own_entries
from bot.scripts.translating.translations import missing_own_translations, missing_translations

__all__ = [
    "Entry",
    "Problem",
    "Report",
    "check",
    "content_hash",
    "entries",
    "load",
    "missing_own_translations",
    "missing_translations",
    "own_entries",
    "problems_of",
    "read_folder",
    "read_own_catalogs",
    "update_catalog",
    "update_own_catalog",
]
