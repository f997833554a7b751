"""What a check of a set comes to, for a phone. Runs in the other process; nothing here knows the database."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from bot.engine import Bundle
from bot.errors import ScriptError
from bot.scripts import Problem, update_catalog
from bot.texts import Catalogs
from bot.texts.catalogs import CONVERSATIONS, catalog_file

if TYPE_CHECKING:
    from bot.scripts.check import Report

# Pictures that go out for one answer: more would bury the words.
MOST_PICTURES = 3
# What the checker says of a text that has no translation, or one of words that have changed since.
_NOT_TRANSLATED: Final = frozenset(("E801", "W801", "E803", "W803"))
# What a machine's keyboard is for.
_TYPED: Final = re.compile(r" To put it there: python -m bot translate update \S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The flow of a conversation as PNG."""

    script: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTranslate:
    """A catalog brought up to date, in which `waiting` texts want a translation, or want it looked at."""

    language: str
    content: str
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What the checker says about a set; of the warnings only those about the files that were changed.

    `bundle` is None when the set does not load.
    """

    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    bundle: Bundle | None
    pictures: tuple[Picture, ...]
    to_translate: tuple[ToTranslate, ...] = ()


def examine(files: Mapping[str, str], changed: Sequence[str], shown: Sequence[str], today: date) -> Examined:
    """Check `files`; draw the flows of the first of the scripts `shown`. `changed` are the files sent."""
    from bot.scripts import check  # with proof and players: the program that only asks needs neither

    report = check(files, today=today)
    stems = tuple(f"{name.removesuffix('.yaml')}." for name in changed)
    warnings = tuple(
        said(one) for one in report.warnings if one.file in changed or one.words.startswith(stems)
    )
    pictures: tuple[Picture, ...] = ()
    if report.bundle is not None:
        known = [name for name in shown if name in report.bundle.scripts]
        pictures = tuple(_drawn(report.bundle, name, files) for name in known[:MOST_PICTURES])
    return Examined(
        errors=tuple(said(one) for one in report.errors),
        warnings=warnings,
        bundle=report.bundle,
        pictures=pictures,
        to_translate=tuple(_to_translate(report, files)) if report.bundle is not None else (),
    )


def _to_translate(report: "Report", files: Mapping[str, str]) -> Iterator[ToTranslate]:
    assert report.bundle is not None  # asked only when the set loads
    for language in report.languages:
        place = catalog_file(language, CONVERSATIONS)
        waiting = sum(one.file == place and one.code in _NOT_TRANSLATED for one in report.problems)
        if waiting:
            with suppress(ScriptError):  # a catalog that cannot be read is among the errors already
                content = update_catalog(report.bundle, files.get(place, ""), language)
                yield ToTranslate(language=language, content=content, waiting=waiting)


def said(problem: Problem) -> str:
    """Return the problem as it reads on a phone: the place, the words, how somebody would meet it."""
    file = problem.file.removeprefix("locales/").replace("/LC_MESSAGES/", "/")
    words = _TYPED.sub("", problem.words)  # the catalog comes along, ready to be filled in
    place = f"{file}, line {problem.mark.line}: {words} [{problem.code}]"
    return "\n".join((place, *(f"   {line}" for line in problem.dialogue)))


def _drawn(bundle: Bundle, script: str, files: Mapping[str, str]) -> Picture:
    from bot.scripts.drawing import draw  # brings the drawing library, half a second, when it is needed

    content = draw(bundle, script, Catalogs.from_bundle_files(files), form="png")
    return Picture(script=script, content=content)
