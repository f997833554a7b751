"""Makes docs/privacy.md: the prose of `guide_words`, and every column of the privacy map between it."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from bot.engine import Programme
from bot.keeping import guide_words as prose
from bot.keeping.belonging import BY_CHAT, LOG, about_people
from bot.keeping.ledger import LINES_KEPT
from bot.keeping.people import GUESTS_KEPT
from bot.keeping.retention import LINKS_KEPT, WITH_THE_PERSON
from bot.storage.columns import Kept
from bot.storage.privacy import ColumnFact, privacy_map
from bot.storage.tables import METADATA

# Told with the people's tables, because a participant's words or openings stand in them.
_OF_PEOPLE_TOO: Final = (LOG, *sorted(BY_CHAT))
# Where the months do not begin with the row.
_COUNTED_FROM: Final = {
    "case": " after it was closed",
    "consent": " after it ended; the one that stands stays",
}
# Own words that are still needed stay with their row.
_NOT_BEFORE: Final = {
    "concern": ", once it is closed",
    "task": ", once it is done or as long overdue",
}
# Of WITH_THE_PERSON: go only with the whole person.
_FOUND_WITH: Final = {"declined", "wording", "reach", "person"}


def privacy_guide(programme: Programme) -> str:
    """Return the page, in Markdown, with this programme's times."""
    values = {
        "words_days": programme.words_kept_days,
        "record_months": programme.record_kept_months,
        "minimum_age": programme.minimum_age,
        "guest_days": GUESTS_KEPT.days,
        "link_days": LINKS_KEPT.days,
        "list_days": LINES_KEPT.days,
    }
    people = [table.name for table in about_people()] + list(_OF_PEOPLE_TOO)
    facts = {name: list(columns) for name, columns in groupby(privacy_map(), key=lambda fact: fact.table)}
    others = [name for name in sorted(facts) if name not in people]
    parts = [prose.HEAD, prose.WHO, prose.TIMES, prose.TABLES, prose.PEOPLE]
    parts += [_table(name, facts[name], programme) for name in people]
    parts += [prose.TEAM, *(_table(name, facts[name], programme) for name in others)]
    parts += [prose.TELEGRAM, prose.LAW, prose.DECIDE, prose.COMMANDS]
    return "\n\n".join(part.strip() for part in parts).format(**values) + "\n"


def _table(name: str, facts: Iterable[ColumnFact], programme: Programme) -> str:
    """Return the table's columns, those that are alike on one line."""
    alike: dict[tuple[str, str, str, str], list[str]] = {}
    for fact in facts:
        line = (fact.holds.value, fact.protected, fact.read_by.value, _until(fact, programme))
        alike.setdefault(line, []).append(f"`{fact.column}`")
    rows = [
        f"| {', '.join(columns)} | {holds} | {protected} | {who} | {until} |"
        for (holds, protected, who, until), columns in alike.items()
    ]
    head = ["| columns | holds | stored | who may read | kept |", "|---|---|---|---|---|"]
    return "\n".join([f"**{prose.TITLES[name]}** (`{name}`)", "", *head, *rows])


def _until(fact: ColumnFact, programme: Programme) -> str:
    if fact.kept is not Kept.PERSON:
        return fact.kept.value
    words = f"{programme.words_kept_days} days{_NOT_BEFORE.get(fact.table, '')}"
    if fact.fades:
        return words
    if _goes_with_its_words(fact.table):
        return f"{words}, with the words"
    if fact.table in _FOUND_WITH:
        return f"until {programme.record_kept_months} months after the last message"
    if fact.table in WITH_THE_PERSON:
        return WITH_THE_PERSON[fact.table]
    return f"{programme.record_kept_months} months{_COUNTED_FROM.get(fact.table, '')}"


def _goes_with_its_words(table: str) -> bool:
    """Return whether a row cannot be without its words, so that all of it goes when they fade."""
    columns = [each for each in METADATA.tables[table].columns if each.info["fades"]]
    return table != "conversation" and any(not each.nullable for each in columns)
