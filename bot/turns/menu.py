"""The buttons that are always there, in the place of the phone's keyboard."""

from dataclasses import dataclass
from enum import Enum

from bot.delivery import MenuKeyboard
from bot.engine import HELP_WORDS, Bundle, Script, TextId, crisis_script_for, first_lines, fold
from bot.storage.person import Person
from bot.turns.library import BUILT_IN_LINES, Library


class Always(Enum):
    """What can be asked for at any time, whatever the scripts are."""

    PERSON = "bot.menu_person"
    HELP_NOW = "bot.menu_help_now"


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuScript:
    """A script whose menu button was pressed."""

    script: str


Chosen = MenuScript | Always


def lines_for(bundle: Bundle, kind: str) -> str:
    """Return the name of the crisis resource that goes out first for a danger of this kind."""
    script = crisis_script_for(bundle, kind)
    return (first_lines(bundle, script) if script else None) or BUILT_IN_LINES


def menu_for(library: Library, who: Person) -> MenuKeyboard:
    """Return the person's menu in their language; in discreet mode with the quiet labels."""
    edition = library.current
    labels = [edition.text(_button(script, who.discreet), who.locale) for script in edition.menu]
    rows = [tuple(labels[start : start + 2]) for start in range(0, len(labels), 2)]
    rows.append(tuple(library.own(always.value, who.locale) for always in (Always.PERSON, Always.HELP_NOW)))
    return MenuKeyboard(rows=tuple(rows))


def name_of(library: Library, script: str, locale: str) -> str:
    """Return what the menu calls a script that is on it."""
    found = next(one for one in library.current.menu if one.name == script)
    return library.current.text(_button(found, discreet=False), locale)


class MenuWords:
    """Recognises a menu label in every language, loud or quiet, of every edition in memory.

    A phone shows the labels it was last sent; what they start is always of the newest edition.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self.renew()

    def renew(self) -> None:
        """The labels are those of the library as it is now."""
        library = self._library
        meant: dict[str, Chosen] = {}
        on_the_menu = {script.name for script in library.current.menu}
        for edition in (*library.older, library.current):
            for language in edition.bundle.programme.languages:
                for script in edition.menu:
                    if script.name in on_the_menu:
                        for discreet in (False, True):
                            label = edition.text(_button(script, discreet), language)
                            meant[fold(label)] = MenuScript(script=script.name)
                for always in Always:
                    meant[fold(library.own(always.value, language))] = always
        self._meant = {**meant, **dict.fromkeys(HELP_WORDS, Always.HELP_NOW)}

    def meant_by(self, words: str) -> Chosen | None:
        """Return what a menu label asks for, or None when the words are none."""
        return self._meant.get(fold(words)) if len(words) <= 64 else None


def _button(script: Script, discreet: bool) -> TextId:
    chosen = script.quiet_button if discreet and script.quiet_button else script.button
    assert chosen is not None  # Edition.menu holds only scripts with a button
    return chosen
