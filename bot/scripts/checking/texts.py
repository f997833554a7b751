"""Checks the texts: names in braces, lengths, buttons that look alike."""

from collections.abc import Iterable, Mapping

from bot.engine.questions import service_label
from bot.scripts.checking.fillable import COUNT, COUNTABLE, FILLABLE, braces_pair, names_in
from bot.scripts.checking.length import LONGEST_MESSAGE
from bot.scripts.checking.ways import Ways, ways_of
from bot.scripts.draft import PlacedText, ScriptDraft, texts_of
from bot.scripts.node import Word
from bot.scripts.problem import Problems, did_you_mean, quoted
from bot.scripts.reading.shapes.shared import ServiceShape
from bot.scripts.reading.shapes.text import Leaf, WrittenText
from bot.texts import LONGEST_BUTTON


def check_texts(
    draft: ScriptDraft,
    keys: Mapping[Word, object] | None,
    problems: Problems,
) -> None:
    """Say what is wrong with the texts of one script. `keys` is None when keys.yaml could not be read."""
    for placed in texts_of(draft):
        for leaf in placed.written.leaves:
            _check_names(draft.file, leaf, keys, problems)
            _check_length(draft.file, placed, leaf, problems)
            _check_cut(draft.file, leaf.words, problems)
    for name, step in draft.steps.items():
        choices = step.choices or step.choose_any or {}
        check_alike(draft.file, f"Two buttons of {quoted(name)}", choices.items(), problems)
    if draft.whole:
        _check_order(draft, problems)


def _check_names(file: str, leaf: Leaf, keys: Mapping[Word, object] | None, problems: Problems) -> None:
    mark = leaf.words.mark
    if not braces_pair(leaf.words):
        words = "A { or } is missing its partner. Names look like {name}."
        problems.add_unless_echo(file, mark, "E507", words)
        return
    known = [*FILLABLE, *map(str, keys or ()), *([COUNT] if leaf.count is not None else [])]
    for name in names_in(leaf.words):
        if name not in known and (keys is not None or name == ""):
            words = f"{{{name[:40]}}} is not a name the bot can fill in.{did_you_mean(name, known)}"
            problems.add_unless_echo(file, mark, "E501", words)
    if leaf.count is None:
        return
    if keys is not None and leaf.count not in (*COUNTABLE, *keys):
        words = f"{quoted(leaf.count)} is not a number the bot knows.{did_you_mean(leaf.count, known)}"
        problems.add_unless_echo(file, leaf.count.mark, "E501", words)
    if leaf.other and not {COUNT, str(leaf.count)} & set(names_in(leaf.words)):
        words = "The 'other' text does not contain {count}, so the number would not be shown."
        problems.add_unless_echo(file, mark, "E509", words)


def _check_length(file: str, placed: PlacedText, leaf: Leaf, problems: Problems) -> None:
    length = len(leaf.words)
    if placed.is_button and length > LONGEST_BUTTON:
        words = f"This button is {length} letters long; phones cut it off after about {LONGEST_BUTTON}."
        words += " Shorten it."
        problems.add_unless_echo(file, leaf.words.mark, "E504", words)
    elif length > LONGEST_MESSAGE:
        words = f"This message is {length} letters long; Telegram refuses messages over {LONGEST_MESSAGE}."
        problems.add_unless_echo(file, leaf.words.mark, "E510", f"{words} Split it into two steps.")


def _check_cut(file: str, words: Word, problems: Problems) -> None:
    if words.cut:
        said = f"The text is cut off at {quoted(words.cut)}: everything after # is ignored."
        problems.add_unless_echo(file, words.mark, "E505", f'{said} Put the whole text in "double quotes".')


def check_alike(file: str, who: str, buttons: Iterable[tuple[Word, WrittenText]], problems: Problems) -> None:
    """Say which buttons a person could not tell apart."""
    seen: dict[str, Word] = {}
    for value, written in buttons:
        for leaf in written.leaves:
            label = " ".join(leaf.words.casefold().split())
            if label in seen and seen[label] != value:
                words = f"{who} say the same: {quoted(leaf.words)} ({seen[label]} and {value})."
                problems.add_unless_echo(file, leaf.words.mark, "E508", f"{words} Change one of them.")
            seen.setdefault(label, value)


def check_services(services: Mapping[Word, ServiceShape], problems: Problems) -> None:
    """Say which services have a button that is too long, or that says the same as another one's."""
    seen: dict[tuple[str, str, str], Word] = {}
    for name, service in services.items():
        for language, words in service.words.items():
            label = service_label(words)
            if len(label) > LONGEST_BUTTON:
                said = (
                    f"What stands before the first colon is the button of {quoted(name)}. It is {len(label)}"
                )
                said += f" letters long; phones cut it off after about {LONGEST_BUTTON}. Shorten it."
                problems.add_unless_echo("services.yaml", words.mark, "E504", said)
            other = seen.setdefault((str(service.need), str(language), label.casefold()), name)
            if other != name:
                said = f"Two buttons say the same: {quoted(label)} ({other} and {name}). Change one of them."
                problems.add_unless_echo("services.yaml", words.mark, "E508", said)


def _check_order(draft: ScriptDraft, problems: Problems) -> None:
    """Say which answers are shown before they are asked for."""
    ways = ways_of(draft)
    asked: dict[str, list[Word]] = {}
    for asker, _, key in draft.asks():
        asked.setdefault(str(key), []).append(asker)
    for placed in texts_of(draft):
        if placed.step is None:
            continue
        for leaf in placed.written.leaves:
            for name in dict.fromkeys(names_in(leaf.words)):
                askers = asked.get(name)
                if not askers or _comes_after(placed, askers, ways):
                    continue
                words = f"{{{name}}} is used here, but step {quoted(askers[0])}, which asks for it,"
                words += f" cannot come before {quoted(placed.step)}."
                problems.add_unless_echo(draft.file, leaf.words.mark, "E502", words)


def _comes_after(placed: PlacedText, askers: list[Word], ways: Ways) -> bool:
    step = str(placed.step)
    if placed.part == "reply" and step in map(str, askers):
        return True
    return any(step in ways.after(str(asker)) for asker in askers)
