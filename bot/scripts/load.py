"""Files in, one frozen bundle out; or every problem of every file at once."""

import hashlib
from collections.abc import Mapping

from bot.engine.bundle import Bundle, Origin, Programme
from bot.engine.script import Text, TextId
from bot.errors import ScriptError
from bot.scripts.build_script import build_script
from bot.scripts.build_shared import (
    build_keys,
    build_phrases,
    build_programme,
    build_protocols,
    build_resources,
    build_services,
)
from bot.scripts.checking.whole import check_all
from bot.scripts.draft import PROTOCOLS, PlacedText, ScriptDraft, SharedDraft, texts_of, texts_of_protocols
from bot.scripts.lock import LOCK
from bot.scripts.node import Mapped
from bot.scripts.problem import Problem, Problems
from bot.scripts.reading.script import read_script
from bot.scripts.reading.shared import SHARED, read_shared
from bot.scripts.reading.yaml import read_yaml
from bot.scripts.translating.translations import catalog_or_problem


def load(files: Mapping[str, str]) -> Bundle:
    """Return the bundle that the files make. `files` is {"daily_checkin.yaml": text, ...}.

    Names are relative to the conversations folder; catalogs stand as locales/es/LC_MESSAGES/conversations.po
    and count for the hash. Raises ScriptError with all problems, one a line, as file:line:column.
    """
    problems = Problems()
    drafts, shared = read_drafts(files, problems)
    if problems:
        raise ScriptError("\n".join(map(str, problems.found)))
    return build_bundle(drafts, shared, build_programme(shared), content_hash(files))


def build_bundle(
    drafts: Mapping[str, ScriptDraft], shared: SharedDraft, programme: Programme, content: str
) -> Bundle:
    """Return the bundle of drafts that have no problems; `content` is the hash it will be known by."""
    texts: dict[TextId, Text] = {}
    origins: dict[TextId, Origin] = {}
    written = [(draft.file, placed) for draft in drafts.values() for placed in texts_of(draft)]
    written.extend((PROTOCOLS, placed) for placed in texts_of_protocols(shared))
    for file, placed in written:
        texts[placed.id] = placed.written.text
        origins[placed.id] = _origin(file, placed)
    return Bundle(
        hash=content,
        programme=programme,
        scripts={name: build_script(draft) for name, draft in drafts.items()},
        texts=texts,
        keys=build_keys(shared),
        resources=build_resources(shared),
        services=build_services(shared),
        phrases=build_phrases(shared),
        avoid=shared.avoid,
        origins=origins,
        protocols=build_protocols(shared),
    )


def _origin(file: str, placed: PlacedText) -> Origin:
    return Origin(
        file=file,
        line=placed.written.mark.line,
        note=placed.note,
        button=placed.is_button,
        allowed=tuple(map(str, placed.allowed)),
    )


def problems_of(files: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return all problems of the files, by file and place; none means that they load."""
    problems = Problems()
    read_drafts(files, problems)
    return problems.found


def read_drafts(files: Mapping[str, str], problems: Problems) -> tuple[dict[str, ScriptDraft], SharedDraft]:
    """Return what was written, checked as a whole; what is wrong stands in `problems`."""
    nodes: dict[str, Mapped | None] = {}
    for file in sorted(files):
        if file.endswith(".yaml"):
            nodes[file] = read_yaml(file, files[file], problems)
        elif file.endswith(".po"):
            _check_catalog(file, files[file], problems)
        elif file != LOCK:
            problems.add_file(
                file, "Only files that end in .yaml belong here. Rename it, or take it out of the folder."
            )
    problems.settle()
    shared = read_shared({file: node for file, node in nodes.items() if file in SHARED}, problems)
    drafts: dict[str, ScriptDraft] = {}
    for file, node in nodes.items():
        if file in SHARED:
            continue
        if node is None:
            name = file.removesuffix(".yaml")
            drafts[name] = ScriptDraft(file=file, name=name)
        else:
            draft = read_script(file, node, problems)
            drafts[draft.name] = draft
    problems.settle()
    check_all(drafts, shared, problems)
    return drafts, shared


def _check_catalog(file: str, text: str, problems: Problems) -> None:
    """Say that a catalog cannot be read; what is missing in it never stops a bundle from loading."""
    catalog = catalog_or_problem(file, text, file.split("/")[-3] if file.count("/") >= 2 else "en")
    if isinstance(catalog, Problem):
        problems.add(file, catalog.mark, catalog.code, catalog.words)


def content_hash(files: Mapping[str, str]) -> str:
    """Return the hexadecimal SHA-256 of the files; line endings and byte order marks do not count.

    Nor does keys.lock: it says what was published before, and nothing of what is said now.
    """
    whole = hashlib.sha256()
    for name in sorted(file for file in files if file != LOCK):
        text = files[name].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        for part in (name, text):
            data = part.encode("utf-8", "surrogateescape")
            whole.update(len(data).to_bytes(8, "big"))
            whole.update(data)
    return whole.hexdigest()
