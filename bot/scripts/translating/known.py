"""Finds what a text was translated as before: nothing that a translator wrote is lost, nothing is guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import unescape

from bot.scripts.translating.extract import Entry

NEAR_ENOUGH = 0.6  # how alike two texts of one id are before the old translation is worth a look
NEAR_ELSEWHERE = 0.8  # the same where the id has changed, too; only within one conversation

_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')

Ids = tuple[str, str | None]  # the text, and the same for several


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A translation to take over. With `fuzzy` it is kept and not used; `previous` is what it translates."""

    message: Message
    fuzzy: bool
    previous: tuple[str, ...]


class Known:
    """What an old catalog knows of the wanted texts."""

    def __init__(self, old: Catalog, wanted: list[Entry]) -> None:
        ids = {(entry.id, entry.msgid, entry.plural) for entry in wanted}
        self._here: dict[tuple[str | None, str, str | None], Message] = {}
        self._elsewhere: dict[Ids, Message] = {}
        self._gone: dict[str, list[Message]] = {}
        self._taken: set[int] = set()
        self._set_aside = {id(message) for message in old.obsolete.values()}
        self._remarked: dict[tuple[str | None, str], Message] = {}
        for message in (*old, *old.obsolete.values()):
            if not message.id:
                continue
            one, several = ids_of(message)
            if not is_translated(message):
                self._remarked[message.context, one] = message
                continue
            self._here.setdefault((message.context, one, several), message)
            if (message.context, one, several) not in ids:
                known = self._elsewhere.get((one, several))
                if known is None or (known.fuzzy and not message.fuzzy):
                    self._elsewhere[one, several] = message
                self._gone.setdefault(_script_of(message.context), []).append(message)

    def translation(self, entry: Entry) -> Found | None:
        """Return the translation under the same id, else of the same text, else of a text like it."""
        ids = (entry.msgid, entry.plural)
        here = self._here.get((entry.id, *ids)) or self._elsewhere.get(ids)
        if here is not None:
            self._taken.add(id(here))
            # The same word of another conversation, long gone, may have meant another thing.
            unsure = id(here) in self._set_aside and _script_of(here.context) != _script_of(entry.id)
            return Found(message=here, fuzzy=here.fuzzy or unsure, previous=previous_of(here))
        near = self._nearest(entry)
        if near is None:
            return None
        one, several = ids_of(near)
        if several is None or entry.plural is not None:
            self._taken.add(id(near))  # else it is kept as well: one text has no room for all plural forms
        before = previous_of(near) or ((one,) if several is None else (one, several))
        if before[0] == entry.msgid:  # changed and changed back, and touched in between
            before = (one,) if several is None else (one, several)
        return Found(message=near, fuzzy=True, previous=before)

    def remarks(self, entry: Entry, found: Found | None) -> list[str]:
        """Return what translators wrote beside the text, also where they have not translated it yet."""
        message = found.message if found is not None else self._remarked.get((entry.id, entry.msgid))
        return remarks_of(message) if message is not None else []

    def left(self) -> Iterator[Message]:
        """Return what no text wants any more, in an order that stays."""
        unwanted = [one for several in self._gone.values() for one in several if id(one) not in self._taken]
        seen: set[tuple[str, Ids]] = set()
        for message in sorted(unwanted, key=lambda one: (one.context or "", ids_of(one)[0])):
            key = (message.context or "", ids_of(message))
            if key not in seen:
                seen.add(key)
                yield message

    def _nearest(self, entry: Entry) -> Message | None:
        """Return the likest text that is gone from the same conversation; one of the same id comes first."""
        matcher = SequenceMatcher(None, "", entry.msgid)
        ranked: list[tuple[bool, float, int, Message]] = []
        for place, message in enumerate(self._gone.get(_script_of(entry.id), ())):
            same = message.context == entry.id
            needed = NEAR_ENOUGH if same else NEAR_ELSEWHERE
            matcher.set_seq1(ids_of(message)[0])
            if matcher.real_quick_ratio() >= needed and matcher.quick_ratio() >= needed:
                ratio = matcher.ratio()
                if ratio >= needed:
                    ranked.append((same, ratio, -place, message))
        return max(ranked, key=lambda one: one[:3])[3] if ranked else None


def ids_of(message: Message) -> Ids:
    """Return (text, None), or (text for one, text for several)."""
    if isinstance(message.id, str):
        return message.id, None
    return message.id[0], message.id[1]


def is_translated(message: Message) -> bool:
    """Return whether a translator has written anything here."""
    if isinstance(message.string, str):
        return bool(message.string)
    return any(message.string or ())


def _is_previous(comment: str) -> bool:
    # the reader hands the old text beside a fuzzy entry over as a comment
    return comment.startswith("|")


def remarks_of(message: Message) -> list[str]:
    """Return a translator's own comments."""
    return [words for words in message.user_comments if not _is_previous(words)]


def previous_of(message: Message) -> tuple[str, ...]:
    """Return the old text beside a fuzzy entry; nothing beside one that is not."""
    parts: list[str] = []
    for comment in message.user_comments if message.fuzzy else ():
        if not _is_previous(comment):
            continue
        line = comment[1:].strip()
        said = "".join(unescape(literal) for literal in _LITERAL.findall(line))
        if line.startswith("msgid"):
            parts.append(said)
        elif parts:
            parts[-1] += said
    return tuple(parts)


def _script_of(context: str | None) -> str:
    return (context or "").partition(".")[0]
