"""From catalogs to the rows of a spreadsheet, and back: what came back is checked before a word is kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from babel.messages.catalog import Catalog, Message

from bot.scripts.problem import did_you_mean, printable, quoted
from bot.scripts.translating.catalog import read_catalog, write_catalog, written
from bot.scripts.translating.extract import Entry
from bot.scripts.translating.faults import faults_of_strings
from bot.scripts.translating.known import previous_of
from bot.scripts.translating.languages import language_name
from bot.scripts.translating.sheet import CHECK, MISSING, TRANSLATED, Row
from bot.scripts.translating.translations import strings_of
from bot.scripts.translating.wanted import Wanted
from bot.scripts.wording import CatalogWording


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """What is wrong with one row; a warning does not keep it out."""

    row: int
    words: str
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.row}: {'warning' if self.is_warning else 'error'}: {self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a spreadsheet changes: the catalogs as they would be, without the rows that have an error."""

    catalogs: Mapping[str, str]
    faults: tuple[RowFault, ...]
    changed: int


class Open:
    """The catalogs of one language, up to date and open for changes. Raises ScriptError for a damaged one."""

    def __init__(self, wanted: Mapping[str, Wanted], catalogs: Mapping[str, str], language: str) -> None:
        self.language = language
        self.wanted = wanted
        self._before = {name: catalogs.get(name, "") for name in wanted}
        self._catalogs: dict[str, Catalog] = {}
        for name, one in wanted.items():
            text = write_catalog(one.entries, self._before[name], language)
            self._catalogs[name] = read_catalog(text, language)

    def rows(self) -> Iterator[Row]:
        """Yield every text as a row, in the order of the catalogs."""
        number = 1
        for name, one in self.wanted.items():
            for entry in one.entries:
                number += 1
                yield _row(number, entry, self._message(name, entry))

    @property
    def forms(self) -> int:
        """Return how many columns the translations need."""
        return max((catalog.num_plurals for catalog in self._catalogs.values()), default=1)

    def take(self, rows: Iterable[Row], wording: CatalogWording) -> Taken:
        """Put what came back into the catalogs; a row with an error is left out."""
        faults: list[RowFault] = []
        changed = 0
        seen: dict[tuple[str, str, str | None], Row] = {}
        for row in rows:
            found = self._entry(row)
            if isinstance(found, RowFault):
                faults.append(found)
                continue
            name, entry = found
            message = self._message(name, entry)
            fitting = self._strings(name, entry, row, message)
            if isinstance(fitting, RowFault):
                faults.append(fitting)
                continue
            first = seen.setdefault((entry.id, entry.msgid, entry.plural), replace(row, strings=fitting))
            if fitting != first.strings:
                words = f"row {first.number} has another translation of the same text. Remove one of the two."
                faults.append(RowFault(row=row.number, words=_of(entry, words)))
            elif fitting and self._differs(row, fitting, message):
                said = list(self._faults(name, entry, row, fitting, wording))
                faults.extend(said)
                if all(one.is_warning for one in said):
                    _put(row, fitting, message)
                    changed += 1
        return Taken(catalogs=self._written(), faults=tuple(faults), changed=changed)

    def _written(self) -> dict[str, str]:
        return {
            name: written(list(self.wanted[name].entries), catalog, self.language)
            for name, catalog in self._catalogs.items()
        }

    def _message(self, name: str, entry: Entry) -> Message:
        message = self._catalogs[name].get(entry.msgid, context=entry.id)
        assert message is not None  # the catalog has been brought up to date
        return message

    @cached_property
    def _by_id(self) -> dict[str, list[tuple[str, Entry]]]:
        found: dict[str, list[tuple[str, Entry]]] = {}
        for name, one in self.wanted.items():
            for entry in one.entries:
                found.setdefault(entry.id, []).append((name, entry))
        return found

    def _entry(self, row: Row) -> tuple[str, Entry] | RowFault:
        known = self._by_id.get(row.id)
        if known is None:
            words = f"there is no text with the id {quoted(row.id)}.{did_you_mean(row.id, self._by_id)}"
            return RowFault(row=row.number, words=printable(f"{words} Export again to see all texts."))
        for name, entry in known:
            if _same(entry.msgid, row.source) and _same(entry.plural or "", row.plural or ""):
                return name, entry
        source = language_name(self.wanted[known[0][0]].source)
        words = f"{row.id}: the {source} text has changed since this file was exported, or in this file."
        return RowFault(row=row.number, words=printable(f"{words} Export again and translate the new text."))

    def _strings(self, name: str, entry: Entry, row: Row, message: Message) -> tuple[str, ...] | RowFault:
        """Return the row's translation in the text's own number of forms; nothing for an empty one."""
        forms = 1 if entry.plural is None else self._catalogs[name].num_plurals
        strings = (row.strings + ("",) * forms)[:forms]
        if "".join(row.strings[forms:]).strip():
            what = f"{forms} plural forms" if entry.plural is not None else "no plural"
            words = f"this text has {what}, and there are more translations in the row. Remove the others."
            return RowFault(row=row.number, words=_of(entry, words))
        if not "".join(strings).strip():
            return ()
        if not all(strings):
            words = f"all {forms} plural forms have to be there, or none."
            return RowFault(row=row.number, words=_of(entry, words))
        if "\r" not in f"{entry.msgid}{entry.plural}{''.join(strings_of(message))}":
            # some programs end the lines within a cell in their own way
            strings = tuple(one.replace("\r\n", "\n").replace("\r", "\n") for one in strings)
        return strings

    def _differs(self, row: Row, strings: tuple[str, ...], message: Message) -> bool:
        return strings != strings_of(message) or row.state in _other_state(message)

    def _faults(
        self, name: str, entry: Entry, row: Row, strings: tuple[str, ...], wording: CatalogWording
    ) -> Iterator[RowFault]:
        wanted = self.wanted[name]
        found = faults_of_strings(
            entry,
            strings,
            language=self.language,
            source=language_name(wanted.source),
            wording=wording,
            urgent=entry.id.partition(".")[0] in wanted.urgent,
        )
        for code, words, _ in found:
            said = f"{_of(entry, words)} [{code}]"
            yield RowFault(row=row.number, words=said, is_warning=code.startswith("W"))


def _row(number: int, entry: Entry, message: Message) -> Row:
    strings = strings_of(message)
    state = MISSING if not strings or not all(strings) else CHECK if message.fuzzy else TRANSLATED
    return Row(
        number=number,
        id=entry.id,
        file=f"{entry.file}:{entry.line}" if entry.line else entry.file,
        note=entry.comment,
        state=state,
        source=entry.msgid,
        plural=entry.plural,
        before=" / ".join(previous_of(message)),
        strings=strings,
    )


def _put(row: Row, strings: tuple[str, ...], message: Message) -> None:
    """Keep the translation. It is doubtful only where a translator has newly said so."""
    doubtful = row.state == CHECK and (strings == strings_of(message) or not message.fuzzy)
    message.string = strings[0] if isinstance(message.id, str) else strings
    message.flags.discard("fuzzy")
    if doubtful:
        message.flags.add("fuzzy")


def _other_state(message: Message) -> tuple[str, ...]:
    """Return the words in the state column that say something new about an unchanged translation."""
    return (TRANSLATED,) if message.fuzzy else (CHECK,)


def _same(one: str, other: str) -> bool:
    return one == other or " ".join(one.split()) == " ".join(other.split())


def _of(entry: Entry, words: str) -> str:
    return printable(f"{entry.id}: {words}")
