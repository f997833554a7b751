"""The bundles in memory: the newest one, and every older one that somebody's conversation still stands on.

Crisis resources, safety phrases and the bot's own words always come from the newest.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from bot.engine import Bundle, Line, Script, TextId, keys_looked_at
from bot.errors import BrokenConversationError
from bot.texts import Catalogs, language_names, words, zone_names


class Edition:
    """One bundle with its translations."""

    def __init__(self, bundle: Bundle, catalogs: Catalogs) -> None:
        self.bundle = bundle
        self.catalogs = catalogs
        self._keys: dict[str, frozenset[str]] = {}

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
    def check_ins(self) -> frozenset[str]:
        """Return the names of the scripts that the programme uses as check-ins."""
        return frozenset(stage.check_in for stage in self.bundle.programme.stages)


class Library:
    """`current` is what new conversations start on."""

    def __init__(
        self, current: Edition, older: Iterable[Edition] = (), *, media: Path = Path("conversations")
    ) -> None:
        self.media = media  # where the pictures and sounds of scripts are
        self.bot_name = ""  # known once Telegram has said who we are
        self.current = current
        self._editions: dict[str, Edition] = {edition.bundle.hash: edition for edition in older}
        self._editions[current.bundle.hash] = current
        languages = current.bundle.programme.languages
        self.places: Mapping[str, str] = zone_names(languages)
        self.languages: Mapping[str, str] = language_names(languages)

    def edition(self, bundle_hash: str) -> Edition:
        """Return the edition a conversation stands on; raises BrokenConversationError when it is gone."""
        found = self._editions.get(bundle_hash)
        if found is None:
            raise BrokenConversationError("a conversation stands on a bundle that is no longer kept")
        return found

    def link(self, token: str) -> str:
        """Return the address that opens this bot and brings `token` along."""
        return f"https://t.me/{self.bot_name}?start={token}"

    def own(self, text: str, locale: str, /, **values: str | int) -> str:
        """Return the bot's own words."""
        return self.current.say(Line(text=TextId(text), values=values), locale)

    def resource(self, name: str, locale: str) -> str:
        """Return a resource's words in `locale`, else in the source language, else the built-in lines.

        Somebody who asks for help is never shown nothing.
        """
        programme = self.current.bundle.programme
        found = self.current.bundle.resources.get(name)
        if found is not None:
            texts = found.texts.get(programme.country) or next(iter(found.texts.values()), {})
            for language in (locale, locale.partition("_")[0], programme.source_language):
                if language in texts:
                    return texts[language].text
        return self.own("bot.builtin_lines", locale)

    def first_aid(self, resource: str, locale: str) -> str:
        """Return what goes out before anything is written: the lines, and thanks.

        The one question follows at once, with its buttons, in the turn's own message.
        """
        return f"{self.resource(resource, locale)}\n\n{self.own('bot.first_aid', locale)}"

    def language_for(self, wish: str | None) -> str:
        """Return the programme's language nearest to a wish such as "es-MX", else the source language."""
        programme = self.current.bundle.programme
        short = (wish or "").replace("-", "_").partition("_")[0].lower()
        return short if short in programme.languages else programme.source_language
