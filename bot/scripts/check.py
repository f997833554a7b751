"""The whole check: every problem of a whole set at once, from tabs to tests.

What is here and not in `load` may become stricter with every version: a set that was published once always
loads again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial as partial_call

from babel.messages.catalog import Catalog

from bot.engine.bundle import Bundle
from bot.scripts.build_shared import build_programme
from bot.scripts.checking.advice import buttons_in, check_further
from bot.scripts.load import build_bundle, content_hash, read_drafts
from bot.scripts.lock import LOCK, check_lock
from bot.scripts.partial import Partial, build_partial
from bot.scripts.playing import run_tests
from bot.scripts.problem import Problem, Problems
from bot.scripts.proving import prove
from bot.scripts.running import Job, Workers
from bot.scripts.translating.translations import (
    catalog_or_problem,
    missing_own_translations,
    missing_translations,
)
from bot.scripts.wording import check_wording, words_to_avoid
from bot.texts import OWN_SOURCE, Catalogs
from bot.texts.catalogs import CONVERSATIONS, catalog_file

FEW = 12  # scripts; starting a worker takes longer than all the tests of so few
SHARES = 3  # for each process, so that one with long proofs leaves its last share to another


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the check found. `bundle` is None when something keeps the set from loading.

    `scripts` counts the conversations, `languages` are the programme's as far as they are known.
    """

    problems: tuple[Problem, ...]
    bundle: Bundle | None
    scripts: int
    languages: tuple[str, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return what stops the set from being published."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return what works, but not well."""
        return tuple(problem for problem in self.problems if problem.is_warning)

    @property
    def ok(self) -> bool:
        """Whether the set can be published."""
        return not self.errors


def check(
    files: Mapping[str, str],
    *,
    today: date,
    own_catalogs: Mapping[str, str] | None = None,
    processes: int = 1,
) -> Report:
    """Return everything that is wrong with the files, and their bundle if they load.

    `files` are those of `load`, with keys.lock where there is one; `own_catalogs` is {language: text of
    bot.po}, not looked at when None. `today` is the programme's local date. Proof and tests of many scripts
    run on `processes` forked workers; a process with threads asks for 1.
    """
    problems = Problems()
    drafts, shared = read_drafts(files, problems)
    loads = not problems
    if loads:
        whole = build_bundle(drafts, shared, build_programme(shared), content_hash(files))
        partial = Partial(readable=whole, runnable=whole)
    else:
        wrong = problems.files_with_errors
        partial = build_partial(drafts, shared, wrong, tuple(_catalog_languages(files)))
    problems.settle()
    translations = Catalogs.from_read(dict(_readable_catalogs(files)))
    jobs = [
        lambda: missing_translations(partial.readable, files),
        lambda: list(_own_words(partial.readable, own_catalogs)),
        *_proofs_and_tests(partial.runnable, translations, processes),
    ]
    workers = Workers(jobs, processes if len(drafts) > FEW else 1)
    check_lock(files.get(LOCK, ""), shared.keys_read, problems, complete=shared.keys is not None)
    check_further(drafts, shared, today, buttons_in(partial.readable, translations), problems)
    check_wording(drafts, shared, problems)
    problems.keep(workers.finish())
    return Report(
        problems=problems.found,
        bundle=partial.readable if loads else None,
        scripts=len(drafts),
        languages=partial.readable.programme.languages,
    )


def _proofs_and_tests(bundle: Bundle, catalogs: Catalogs, processes: int) -> Iterator[Job]:
    """Return the proof and the inline tests of all scripts, in several jobs for each process."""
    names = sorted(bundle.scripts)
    shares = 1 if processes < 2 else SHARES * processes
    for first in range(min(shares, len(names))):
        share = names[first::shares]
        yield partial_call(prove, bundle, share, catalogs)
        yield partial_call(run_tests, bundle, catalogs, share)


def _readable_catalogs(files: Mapping[str, str]) -> Iterator[tuple[str, Catalog]]:
    for language in _catalog_languages(files):
        file = catalog_file(language, CONVERSATIONS)
        catalog = catalog_or_problem(file, files[file], language) if file in files else None
        if isinstance(catalog, Catalog):
            yield language, catalog


def _catalog_languages(files: Mapping[str, str]) -> Iterator[str]:
    for file in sorted(files):
        parts = file.split("/")
        if len(parts) == 4 and parts[0] == "locales":
            yield parts[1]


def _own_words(bundle: Bundle, own_catalogs: Mapping[str, str] | None) -> Iterator[Problem]:
    if own_catalogs is None:
        return
    for language in bundle.programme.languages:
        if language != OWN_SOURCE:
            text = own_catalogs.get(language)
            yield from missing_own_translations(text, language, words_to_avoid(bundle.avoid, language))
