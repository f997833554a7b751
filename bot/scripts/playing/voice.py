"""A bundle's words in any of its languages, each wording without values rendered once."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from bot.engine import HELP_WORDS, Bundle, Line, Option, Script, TextId, fold
from bot.texts import Catalogs, language_names, resource_words, words, zone_names

# The buttons that stand in the place of the phone's keyboard, beside those of the scripts.
MENU_PERSON = "bot.menu_person"
MENU_HELP_NOW = "bot.menu_help_now"


class Voice:
    """Shared by all players of a bundle: what one of them has rendered the others need not."""

    def __init__(self, bundle: Bundle, catalogs: Catalogs) -> None:
        self.bundle = bundle
        self.catalogs = catalogs
        self.languages = bundle.programme.languages
        self._plain: dict[tuple[str, int, str], str] = {}
        self._folded: dict[tuple[str, int], tuple[str, ...]] = {}

    def say(self, line: Line, language: str) -> str:
        """Return the line's words in `language`."""
        if line.values:
            return words(self.bundle, self.catalogs, line, language)
        known = (line.text, line.variant, language)
        found = self._plain.get(known)
        if found is None:
            found = self._plain[known] = words(self.bundle, self.catalogs, line, language)
        return found

    def own(self, name: str, language: str, **values: str | int) -> str:
        """Return the bot's own words called `name` ("bot.menu")."""
        return self.say(Line(text=TextId(name), values=values), language)

    def label(self, option: Option, language: str) -> str:
        """Return what stands on a button."""
        return option.label if isinstance(option.label, str) else self.say(option.label, language)

    def resource(self, name: str, language: str) -> str:
        """Return the words of a resource, never nothing."""
        return resource_words(self.bundle, name, language, lambda: self.own("bot.builtin_lines", language))

    def table(self, options: Iterable[Option]) -> dict[str, str]:
        """Return {folded words: choice} of buttons, in every language; the last of two alike counts."""
        return {folded: option.choice for option in options for folded in self._labels(option.label)}

    def _labels(self, label: Line | str) -> tuple[str, ...]:
        """Return what a label reads like in each language, folded."""
        known = (label, 0) if isinstance(label, str) else (label.text, label.variant)
        if isinstance(label, Line) and label.values:
            return tuple(fold(self.say(label, language)) for language in self.languages)
        found = self._folded.get(known)
        if found is None:
            if isinstance(label, str):
                found = (fold(label),)
            else:
                found = tuple(fold(self.say(label, language)) for language in self.languages)
            self._folded[known] = found
        return found

    @cached_property
    def menu(self) -> Mapping[str, str]:
        """Return {folded words of a menu button, loud or quiet: its script, or the id of its text}."""
        meant: dict[str, str] = {}
        for language in self.languages:
            for script in self.menu_scripts:
                for button in (script.button, script.quiet_button):
                    if button is not None:
                        meant[fold(self.say(Line(text=button), language))] = script.name
            for always in (MENU_PERSON, MENU_HELP_NOW):
                meant[fold(self.own(always, language))] = always
        return {**meant, **dict.fromkeys(HELP_WORDS, MENU_HELP_NOW)}

    @cached_property
    def menu_scripts(self) -> tuple[Script, ...]:
        """Return the scripts that a menu button starts, in file order."""
        scripts = self.bundle.scripts.values()
        return tuple(script for script in scripts if script.starts == "menu button" and script.button)

    @cached_property
    def check_ins(self) -> frozenset[str]:
        """Return the names of the scripts that the programme uses as check-ins."""
        return frozenset(stage.check_in for stage in self.bundle.programme.stages)

    @cached_property
    def language_names(self) -> Mapping[str, str]:
        """Return {code: the language's own name}."""
        return language_names(self.languages)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Return {folded name of a city: its zone}; read only when a question asks for a place."""
        return Places(self.languages)


class Places(Mapping[str, str]):
    """The cities of the world, looked up when the first one is asked for: few scripts ever do."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self._languages = languages

    @cached_property
    def _found(self) -> Mapping[str, str]:
        return zone_names(self._languages)

    def __getitem__(self, name: str) -> str:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
