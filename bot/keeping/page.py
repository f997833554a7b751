"""The copy of a person's data to read: one HTML file in their language, for any screen, complete in itself.

No script and no address in it: opening it tells nobody. What only the bot needs is in the JSON file.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Final

from bot.engine import Bundle
from bot.keeping.entries import Entry, Reader
from bot.keeping.gathering import Gathered
from bot.texts import Catalogs

# In the order in which somebody would ask; a table that stands nowhere here is shown as a number.
PARTS: Final = (
    "you",
    "consent",
    "answer",
    "remark",
    "reach",
    "case",
    "case_event",
    "note",
    "task",
    "concern",
    "declined",
    "second_alert",
    "audit",
    "check_in",
    "conversation",
    "referral",
    "outbox",
    "timer",
    "way_in",
    "received",
    "wording",
)
# A longer part is folded, so that the page can be looked over on a phone.
FOLDED_FROM: Final = 8

_STYLE: Final = """
:root{color-scheme:light dark;--paper:#f6f5f1;--card:#fff;--ink:#22302c;--soft:#5b6b65;--line:#dcdfd8;
--leaf:#2f6b57}
@media (prefers-color-scheme:dark){:root{--paper:#141a18;--card:#1d2522;--ink:#e4ebe7;--soft:#9db0a8;
--line:#33403a;--leaf:#8fcbb5}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;
overflow-wrap:anywhere}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.1rem;margin:0;color:var(--leaf)}
h3{font-size:1rem;margin:1rem 0 .25rem;font-weight:600}
p{margin:.4rem 0}
section{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:1rem 0}
.soft{color:var(--soft);font-size:.9rem}
dl{margin:.5rem 0 0;display:grid;grid-template-columns:minmax(7rem,13rem) 1fr;gap:.3rem 1rem}
dt{color:var(--soft)}
dd{margin:0}
ul{list-style:none;margin:.5rem 0 0;padding:0}
li{padding:.4rem 0;border-top:1px solid var(--line);white-space:pre-line}
li:first-child{border-top:0}
summary{cursor:pointer;color:var(--soft);padding:.5rem 0}
time{display:block;color:var(--soft);font-size:.85rem}
@media (max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.6rem}}
@media print{body{background:#fff}section{break-inside:avoid}}
"""


def as_page(gathered: Gathered, bundle: Bundle, catalogs: Catalogs) -> bytes:
    """Return the page in the person's language and clock, UTF-8. `bundle` tells what was asked."""
    reader = Reader(gathered, bundle, catalogs)
    body = "".join(_part(reader, name) for name in PARTS)
    head = "".join(f"<p>{escape(words)}</p>" for words in _head(reader, gathered))
    language = gathered.who.locale.replace("_", "-")
    title = escape(reader.own("bot.copy_title"))
    page = (
        f'<!doctype html>\n<html lang="{escape(language, quote=True)}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n"
        f"<main>\n<h1>{title}</h1>\n{head}\n{body}</main>\n</html>\n"
    )
    return page.encode()


def _head(reader: Reader, gathered: Gathered) -> Iterator[str]:
    yield reader.own("bot.copy_head", day=reader.day(gathered.at), time=reader.time(gathered.at))
    yield reader.own("bot.copy_careful")
    if gathered.unreadable:
        yield reader.own("bot.copy_unreadable", count=gathered.unreadable)
    yield reader.own("bot.copy_all")
    yield reader.own("bot.copy_notice")


def _part(reader: Reader, name: str) -> str:
    title = f"<h2>{escape(reader.own(f'bot.copy_part_{name}'))}</h2>"
    if name == "you":
        return f"<section>{title}{_facts(reader.about_you())}</section>\n"
    if name == "answer":
        groups = reader.answers()
        inner = "".join(f"<h3>{escape(asked)}</h3>{_list(reader, given)}" for asked, given in groups.items())
        return f"<section>{title}{inner or _nothing(reader)}</section>\n"
    entries = reader.entries(name)
    if entries is None:
        count = len(reader.rows(name))
        inner = f"<p>{escape(reader.own('bot.copy_count', count=count))}</p>" if count else _nothing(reader)
        return f"<section>{title}{inner}</section>\n"
    return f"<section>{title}{_list(reader, entries) if entries else _nothing(reader)}</section>\n"


def _facts(facts: Mapping[str, str]) -> str:
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts.items())
    return f"<dl>{lines}</dl>"


def _list(reader: Reader, entries: list[Entry]) -> str:
    lines = "".join(f"<li>{_when(reader, one.at)}{escape(one.words)}</li>" for one in entries)
    shown = f"<ul>{lines}</ul>"
    if len(entries) < FOLDED_FROM:
        return shown
    count = escape(reader.own("bot.copy_count", count=len(entries)))
    return f"<details><summary>{count}</summary>{shown}</details>"


def _when(reader: Reader, at: datetime | None) -> str:
    if at is None:
        return ""
    return f'<time datetime="{at.isoformat()}">{escape(reader.moment(at))}</time>'


def _nothing(reader: Reader) -> str:
    return f'<p class="soft">{escape(reader.own("bot.copy_nothing"))}</p>'
