"""Which file of the programme a sent file is."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath

from bot.texts.catalogs import CONVERSATIONS, catalog_file

# A phone that saves a file again calls it "daily_checkin (1).yaml".
_AGAIN = re.compile(r"\s*\(\d{1,3}\)(?=\.[a-z]+$)")
_SCRIPT = re.compile(r"^script:[ \t]*['\"]?([a-z][a-z0-9_]{0,63})", re.MULTILINE)
_GOOD_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\.yaml")
_LANGUAGE = re.compile(r'"Language: ([A-Za-z_]{2,10})\\n"')
_FIRST_LINE = re.compile(r"\ufeff?\s*format:[ \t]*1[ \t]*(\r?\n|$)")


def plain_name(name: str) -> str:
    """Return the name as the programme would write it: no folder, no "(1)", `.yml` and `.txt` put right."""
    name = PurePosixPath(name.replace("\\", "/")).name.strip()
    for wrong, right in (
        (".yaml.txt", ".yaml"),
        (".yml.txt", ".yaml"),
        (".po.txt", ".po"),
        (".yml", ".yaml"),
    ):
        if name.lower().endswith(wrong):
            name = name[: -len(wrong)] + right
    lower = name.lower()
    return _AGAIN.sub("", lower if lower.endswith((".yaml", ".po", ".lock")) else name)


def is_manuscript(name: str) -> bool:
    """Return whether a file of this name is one of conversations or of translations."""
    return plain_name(name).endswith((".yaml", ".po"))


def is_pasted(words: str) -> bool:
    """Return whether words in the chat are a whole file: they begin as every file does."""
    return _FIRST_LINE.match(words) is not None


def place_of(name: str, words: str, files: Collection[str], languages: Collection[str]) -> str | None:
    """Return the file's place in the programme, such as "daily_checkin.yaml"; None when nobody can tell.

    `files` are the names of the set in force, `languages` those that are translated into. Under a name that
    no conversation can have ("daily check-in - Copy.yaml"), a file has the place that it names itself.
    """
    name = plain_name(name)
    if name.endswith(".po"):
        language = _language_of(name, words, languages)
        return catalog_file(language, CONVERSATIONS) if language else None
    if not _GOOD_NAME.fullmatch(name):
        found = _SCRIPT.search(words)
        return f"{found.group(1)}.yaml" if found else name or None
    with_yml = f"{name.removesuffix('.yaml')}.yml"
    return with_yml if with_yml in files and name not in files else name


def _language_of(name: str, words: str, languages: Collection[str]) -> str | None:
    stem = name.removesuffix(".po").replace("-", "_")
    for part in (stem, *stem.split(".")):
        found = next((one for one in languages if one.lower() == part), None)
        if found:
            return found
    told = _LANGUAGE.search(words)
    if told and told.group(1) in languages:
        return told.group(1)
    return next(iter(languages)) if len(languages) == 1 else None
