"""Reads the shared files: keys, programme, resources, services, safety phrases, protocols, words to avoid."""

from collections.abc import Mapping

from bot.scripts.checking.fillable import COUNT, FILLABLE
from bot.scripts.draft import SharedDraft
from bot.scripts.node import Mapped, Node, Word
from bot.scripts.problem import TOP, Problems, did_you_mean, listed, quoted
from bot.scripts.reading.shapes.programme import ProgrammeShape
from bot.scripts.reading.shapes.protocol import ProtocolShape
from bot.scripts.reading.shapes.shape import read_shape
from bot.scripts.reading.shapes.shared import (
    SAFETY_KINDS,
    KeyShape,
    PhrasesShape,
    ResourceWordsShape,
    ServiceShape,
    is_country,
    is_language,
)
from bot.scripts.reading.words import is_name

SHARED = (
    "keys.yaml",
    "programme.yaml",
    "resources.yaml",
    "services.yaml",
    "safety.yaml",
    "protocols.yaml",
    "words.yaml",
)


def read_shared(nodes: Mapping[str, Mapped | None], problems: Problems) -> SharedDraft:
    """Return what the shared files say. `nodes` is {file: its content, None if it could not be read}."""
    shared = SharedDraft()
    for file, node in nodes.items():
        if node is not None:
            _check_format(file, node, problems)
    if "programme.yaml" not in nodes:
        words = "There is no programme.yaml. It names the languages and the conversation that comes first."
        problems.add("programme.yaml", TOP, "E101", words)
    programme = nodes.get("programme.yaml")
    if programme is not None:
        owner = Word("programme.yaml", TOP)
        file = "programme.yaml"
        shared.programme = read_shape(ProgrammeShape, programme, file=file, owner=owner, problems=problems)
    shared.keys = _keys(nodes, shared.keys_read, problems)
    _resources(nodes, shared, problems)
    shared.services = _services(nodes, problems)
    _phrases(nodes, shared, problems)
    shared.protocols = _protocols(nodes, problems)
    _avoid(nodes, shared, problems)
    return shared


def _check_format(file: str, node: Mapped, problems: Problems) -> None:
    written = node.pop(Word("format"), Word("1"))
    if written != "1":
        mark = written.mark
        problems.add(file, mark, "E115", "This version of the bot reads 'format: 1'. Write 1 here.")


def _known(nodes: Mapping[str, Mapped | None], file: str) -> Mapped | None:
    """Return the content; nothing when the file is not there, None when it cannot be read."""
    return nodes.get(file, Mapped(TOP))


def _named(file: str, name: Word, value: Node, problems: Problems) -> bool:
    if not is_name(name):
        words = f"{quoted(name)} is not a good name. Use small letters, digits and _ , starting with a letter"
        problems.add(file, name.mark, "E114", f"{words} (at most 40).")
    return not (isinstance(value, Word) and value.nothing)


def _keys(
    nodes: Mapping[str, Mapped | None], keys: dict[Word, KeyShape], problems: Problems
) -> dict[Word, KeyShape] | None:
    """Put what can be read into `keys`; return them all, or None when some are missing."""
    node = _known(nodes, "keys.yaml")
    if node is None:
        return None
    complete = True
    for name, value in node.pairs():
        if not _named("keys.yaml", name, value, problems):
            complete = False
            continue
        key = read_shape(KeyShape, value, file="keys.yaml", owner=name, problems=problems)
        if key is None:
            complete = False
            continue
        keys[name] = key
        if name in (*FILLABLE, COUNT):
            words = f"{{{name}}} is filled in by the bot itself, so no key can have this name."
            problems.add("keys.yaml", name.mark, "E212", words)
        if key.kind in ("one of", "some of") and not key.values:
            words = (
                f"'values:' is missing in {quoted(name)}: name the answers it can have, such as [good, hard]."
            )
            problems.add("keys.yaml", name.mark, "E111", words)
        if key.kind == "scale" and key.range is None:
            problems.add(
                "keys.yaml", name.mark, "E111", f"'range:' is missing in {quoted(name)}, such as 0 to 10."
            )
    return keys if complete else None


def _resources(nodes: Mapping[str, Mapped | None], shared: SharedDraft, problems: Problems) -> None:
    file = "resources.yaml"
    node = _known(nodes, file)
    shared.crisis = None if node is None else {}
    complete = True
    for name, value in (node or Mapped(TOP)).pairs():
        if not _named(file, name, value, problems) or not isinstance(value, Mapped):
            if not (isinstance(value, Word) and value.nothing) and not isinstance(value, Mapped):
                words = f"Under {quoted(name)} belong 'crisis: yes' and a country such as 'us:'."
                problems.add(file, value.mark, "E115", words)
            complete = False
            continue
        crisis = value.get(Word("crisis"), Word("no"))
        if crisis not in ("yes", "no"):
            problems.add(file, crisis.mark, "E115", "Write crisis: yes, or crisis: no.")
        shared.resources[name] = _countries(file, value, problems)
        if shared.crisis is not None:
            shared.crisis[name] = crisis == "yes"
    if not complete:
        shared.crisis = None


def _countries(file: str, node: Mapped, problems: Problems) -> dict[Word, dict[Word, ResourceWordsShape]]:
    found: dict[Word, dict[Word, ResourceWordsShape]] = {}
    for country, languages in node.pairs():
        if country == "crisis":
            continue
        if not is_country(country):
            words = f"{quoted(country)} is not a country in two small letters, such as us or mx."
            problems.add(file, country.mark, "E110", words + did_you_mean(country, ("crisis",)))
        elif not isinstance(languages, Mapped):
            problems.add_unless_echo(
                file,
                languages.mark,
                "E115",
                f"Under '{country}:' belong languages, such as 'en:', with a text.",
            )
        else:
            found[country] = {}
            for language, words_node in languages.pairs():
                _language(file, language, problems)
                shape = read_shape(
                    ResourceWordsShape, words_node, file=file, owner=language, problems=problems
                )
                if shape is not None:
                    found[country][language] = shape
    return found


def _language(file: str, language: Word, problems: Problems) -> None:
    if not is_language(language):
        words = f"{quoted(language)} is not a language in small letters, such as en or es."
        problems.add(file, language.mark, "E110", words)


def _services(nodes: Mapping[str, Mapped | None], problems: Problems) -> dict[Word, ServiceShape] | None:
    node = _known(nodes, "services.yaml")
    if node is None:
        return None
    services: dict[Word, ServiceShape] = {}
    complete = True
    for name, value in node.pairs():
        service = None
        if _named("services.yaml", name, value, problems):
            service = read_shape(ServiceShape, value, file="services.yaml", owner=name, problems=problems)
        if service is None:
            complete = False
        else:
            services[name] = service
    return services if complete else None


def _phrases(nodes: Mapping[str, Mapped | None], shared: SharedDraft, problems: Problems) -> None:
    file = "safety.yaml"
    for kind, value in (_known(nodes, file) or Mapped(TOP)).pairs():
        if kind not in SAFETY_KINDS:
            words = f"{quoted(kind)} is not a kind of danger. Use {listed(SAFETY_KINDS)}."
            problems.add(file, kind.mark, "E110", words + did_you_mean(kind, SAFETY_KINDS))
            continue
        if isinstance(value, Word) and value.nothing:
            continue
        shape = read_shape(PhrasesShape, value, file=file, owner=kind, problems=problems)
        if shape is not None:
            shared.phrases[kind] = dict(shape.words)
            for phrase in (phrase for phrases in shape.words.values() for phrase in phrases):
                if not phrase.strip():
                    problems.add_unless_echo(
                        file, phrase.mark, "E117", "There is no phrase here. Remove the line."
                    )


def _protocols(nodes: Mapping[str, Mapped | None], problems: Problems) -> dict[Word, ProtocolShape] | None:
    file = "protocols.yaml"
    node = _known(nodes, file)
    if node is None:
        return None
    protocols: dict[Word, ProtocolShape] = {}
    complete = True
    for name, value in node.pairs():
        protocol = None
        if _named(file, name, value, problems):
            protocol = read_shape(ProtocolShape, value, file=file, owner=name, problems=problems)
        if protocol is None:
            complete = False
        else:
            protocols[name] = protocol
    return protocols if complete else None


def _avoid(nodes: Mapping[str, Mapped | None], shared: SharedDraft, problems: Problems) -> None:
    file = "words.yaml"
    avoid: dict[str, dict[str, str]] = {}
    for language, pairs in (_known(nodes, file) or Mapped(TOP)).pairs():
        if not is_language(language) or not isinstance(pairs, Mapped):
            words = "This file holds languages, and under each: word to avoid: what to write instead."
            problems.add_unless_echo(file, language.mark, "E115", words)
            continue
        avoid[str(language)] = {}
        for word, instead in pairs.pairs():
            if isinstance(instead, Word) and word.strip():
                avoid[str(language)][str(word)] = str(instead)
            else:
                words = f"Plain words belong after {quoted(word)}: what to write instead."
                problems.add_unless_echo(file, word.mark, "E115", words)
    shared.avoid = avoid
