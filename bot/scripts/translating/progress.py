"""How far a language is: how many texts of each conversation are translated, doubtful or missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.messages.catalog import Catalog

from bot.engine.bundle import Bundle
from bot.errors import ScriptError
from bot.scripts.translating.catalog import read_catalog
from bot.scripts.translating.translations import strings_of
from bot.scripts.translating.wanted import OWN_PREFIX, Wanted, own_wanted, wanted_of
from bot.texts import OWN_SOURCE
from bot.texts.catalogs import CONVERSATIONS, OWN_WORDS, catalog_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One conversation (or "keys", or "bot": the bot's own words) in one language.

    `crisis` says that a crisis can reach it, so that everything in it has to be translated.
    """

    language: str
    part: str
    crisis: bool
    texts: int
    translated: int
    doubtful: int

    @property
    def missing(self) -> int:
        """Return how many texts nobody has translated yet."""
        return self.texts - self.translated - self.doubtful

    @property
    def percent(self) -> int:
        """Return how much is translated; 100 only when nothing is left to do."""
        return self.translated * 100 // self.texts if self.texts else 100

    @property
    def stops(self) -> bool:
        """Whether this keeps the set from being published."""
        return self.crisis and self.translated < self.texts


def catalogs_of(bundle: Bundle, language: str) -> Mapping[str, Wanted]:
    """Return {name of the catalog: what it has to hold}: none for what was written in this language."""
    wanted: dict[str, Wanted] = {}
    conversations = wanted_of(bundle, language)
    if conversations.entries:
        wanted[CONVERSATIONS] = conversations
    if language != OWN_SOURCE:
        wanted[OWN_WORDS] = own_wanted(language)
    return wanted


def progress(bundle: Bundle, language: str, catalogs: Mapping[str, str]) -> tuple[Progress, ...]:
    """Return how far each part is, what a crisis can reach first. `catalogs` is {its name: its text}.

    Raises ScriptError when a catalog cannot be read.
    """
    found: list[Progress] = []
    for name, wanted in catalogs_of(bundle, language).items():
        try:
            catalog = read_catalog(catalogs.get(name, ""), language)
        except ScriptError as error:
            words = str(error).removeprefix("conversations.po")
            raise ScriptError(f"{catalog_file(language, name)}{words}") from None
        found.extend(_parts(wanted, catalog))
    return tuple(sorted(found, key=lambda one: (not one.crisis, one.part != OWN_PREFIX, one.part)))


def _parts(wanted: Wanted, catalog: Catalog) -> Iterator[Progress]:
    counts: dict[str, list[int]] = {}
    for entry in wanted.entries:
        count = counts.setdefault(entry.id.partition(".")[0], [0, 0, 0])
        count[0] += 1
        message = catalog.get(entry.msgid, context=entry.id)
        strings = strings_of(message)
        if message is not None and strings and all(strings):
            count[2 if message.fuzzy else 1] += 1
    for part, (texts, translated, doubtful) in counts.items():
        yield Progress(
            language=wanted.language,
            part=part,
            crisis=part in wanted.urgent,
            texts=texts,
            translated=translated,
            doubtful=doubtful,
        )


def languages_of(bundle: Bundle) -> tuple[str, ...]:
    """Return the programme's languages in which anything has to be translated."""
    return tuple(one for one in bundle.programme.languages if catalogs_of(bundle, one))
