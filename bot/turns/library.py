"""The bundles in memory: the newest one, and every older one that somebody's conversation still stands on.

Crisis resources, safety phrases and the bot's own words always come from the newest.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from bot.engine import (
    Bundle,
    Line,
    Script,
    TextId,
    crisis_script_for,
    first_lines,
    fold,
    keys_looked_at,
    lines_about,
)
from bot.engine.agreement import asked_by_welcome
from bot.errors import BrokenConversationError
from bot.joining import link_of
from bot.texts import Catalogs, key_words, language_names, resource_words, words, zone_names
from bot.texts.own import OWN
from bot.texts.own_buttons import ALWAYS_THERE
from bot.texts.own_commands import SLASH

# "I need help now" opens the same help as words about dying: the lines, and one direct question.
HELP_NOW_KIND = "suicide"
# No resource has this name: the library then gives the built-in lines.
BUILT_IN_LINES = "built_in_lines"


class Edition:
    """One bundle with its translations."""

    def __init__(self, bundle: Bundle, catalogs: Catalogs) -> None:
        self.bundle = bundle
        self.catalogs = catalogs
        self._keys: dict[str, frozenset[str]] = {}
        self.versions: dict[tuple[str, str], str] = {}  # {(script, language): hash of its words}

    def script(self, name: str) -> Script:
        """Return the script; raises BrokenConversationError when this bundle has none of that name."""
        found = self.bundle.scripts.get(name)
        if found is None:
            raise BrokenConversationError("a conversation names a script that its bundle does not have")
        return found

    def say(self, line: Line, locale: str) -> str:
        """Return the line's words in `locale`."""
        return words(self.bundle, self.catalogs, line, locale)

    def text(self, text: TextId, locale: str) -> str:
        """Return a text without values, such as the label of a button."""
        return self.say(Line(text=text), locale)

    def label(self, key: str, locale: str) -> str:
        """Return what a key is called where staff read it."""
        return key_words(self.bundle, self.catalogs, key, locale)

    def keys_for(self, script: str) -> frozenset[str]:
        """Return the keys whose history the script may look at."""
        if script not in self._keys:
            self._keys[script] = keys_looked_at(self.bundle, script)
        return self._keys[script]

    @cached_property
    def menu(self) -> tuple[Script, ...]:
        """Return the scripts that a menu button starts, in file order."""
        return tuple(
            script
            for script in self.bundle.scripts.values()
            if script.starts == "menu button" and script.button
        )

    @cached_property
    def commands(self) -> Mapping[str, str]:
        """Return {what stands behind the slash, folded: the command that is meant}, of every language."""
        names = [text_id.removeprefix(SLASH) for text_id in OWN if text_id.startswith(SLASH)]
        meant = {fold(name): name for name in names}
        for language in self.bundle.programme.languages:
            for name in names:
                meant.setdefault(fold(self.text(TextId(SLASH + name), language)), name)
        return meant

    @cached_property
    def consents(self) -> frozenset[str]:
        """Return the names of the consents that are asked for on the way through the welcome."""
        return asked_by_welcome(self.bundle)

    @cached_property
    def check_ins(self) -> frozenset[str]:
        """Return the names of the scripts that the programme uses as check-ins."""
        return frozenset(stage.check_in for stage in self.bundle.programme.stages)


class Library:
    """`current` is what new conversations start on."""

    def __init__(
        self, current: Edition, older: Iterable[Edition] = (), *, media: Path = Path("conversations")
    ) -> None:
        self.media = media  # where the pictures and sounds of scripts are
        self.bot_name = self.bot_title = ""  # known once Telegram has said who we are
        self.current = current
        self._editions: dict[str, Edition] = {edition.bundle.hash: edition for edition in older}
        self._unused: frozenset[str] = frozenset()
        self.renew(current)

    def renew(self, edition: Edition) -> None:
        """What begins from now on begins on this edition; the ones before stay for who stands on them."""
        # A new mapping, never a changed one: turns look things up in another thread.
        self._editions = {**self._editions, edition.bundle.hash: edition}
        languages = edition.bundle.programme.languages
        self.places: Mapping[str, str] = zone_names(languages)
        self.languages: Mapping[str, str] = language_names(languages)
        self.menu_labels = frozenset(fold(label) for one in languages for label in _menu_labels(edition, one))
        self.current = edition

    def let_go(self, in_use: Collection[str]) -> None:
        """Editions that nobody stands on, now and when this was last asked, are forgotten.

        Once would not do: a turn under way may just be writing the first row that names one.
        """
        unused = frozenset(self._editions) - {*in_use, self.current.bundle.hash}
        gone = unused & self._unused
        self._editions = {hash: one for hash, one in self._editions.items() if hash not in gone}
        self._unused = unused - gone

    def known(self, bundle_hash: str) -> Edition | None:
        """Return the edition if it is in memory."""
        return self._editions.get(bundle_hash)

    @property
    def older(self) -> tuple[Edition, ...]:
        """Return the editions that are in memory and not current."""
        return tuple(one for one in self._editions.values() if one is not self.current)

    def edition(self, bundle_hash: str) -> Edition:
        """Return the edition a conversation stands on; raises BrokenConversationError when it is gone."""
        found = self._editions.get(bundle_hash)
        if found is None:
            raise BrokenConversationError("a conversation stands on a bundle that is no longer kept")
        return found

    def link(self, token: str) -> str:
        """Return the address that opens this bot and brings `token` along."""
        return link_of(self.bot_name, token)

    def own(self, text: str, locale: str, /, **values: str | int) -> str:
        """Return the bot's own words."""
        return self.current.say(Line(text=TextId(text), values=values), locale)

    def resource(self, name: str, locale: str) -> str:
        """Return a resource's words in `locale`, else in the source language, else the built-in lines.

        Somebody who asks for help is never shown nothing.
        """
        return resource_words(
            self.current.bundle, name, locale, lambda: self.own("bot.builtin_lines", locale)
        )

    @property
    def lines_now(self) -> str:
        """Return the name of the crisis resource whose lines are shown to whoever asks for help now."""
        script = crisis_script_for(self.current.bundle, HELP_NOW_KIND)
        return (first_lines(self.current.bundle, script) if script else None) or BUILT_IN_LINES

    def short_lines(self, locale: str, dangers: Iterable[str] = ()) -> str:
        """Return in one line of text what helps now, for the first of `dangers` that has lines and for all.

        Of each resource the first line: it may come again each hour, and somebody else may see the phone.
        """
        found = (lines_about(self.current.bundle, why) for why in dangers)
        names = dict.fromkeys(
            (next((one for one in found if one is not None), self.lines_now), self.lines_now)
        )
        spoken = (self.resource(name, locale).strip().splitlines()[:1] for name in names)
        return " ".join(line for lines in spoken for line in lines)

    def first_aid(self, resource: str, locale: str) -> str:
        """Return what goes out before anything is written: the lines, and thanks.

        The one question follows at once, with its buttons, in the turn's own message.
        """
        return f"{self.resource(resource, locale)}\n\n{self.own('bot.first_aid', locale)}"

    def language_for(self, wish: str | None) -> str:
        """Return the programme's language nearest to a wish such as "es-MX", else the source language."""
        programme = self.current.bundle.programme
        whole = (wish or "").replace("-", "_").lower()
        short = whole.partition("_")[0]
        known = {language.lower(): language for language in programme.languages}
        for near in (whole, short, *(one for one in known if one.partition("_")[0] == short)):
            if near in known:
                return known[near]
        return programme.source_language


def _menu_labels(edition: Edition, language: str) -> Iterator[str]:
    """Yield every label that can stand on the menu, loud or quiet."""
    for script in edition.menu:
        for button in (script.button, script.quiet_button):
            if button is not None:
                yield edition.text(button, language)
    for text_id in OWN:
        if text_id.startswith(ALWAYS_THERE):
            yield edition.text(TextId(text_id), language)
