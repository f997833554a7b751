"""Checks the programme's own safety phrases: long enough to ring rarely, and silent at our own buttons."""

from collections.abc import Iterable

from bot.scripts.draft import SharedDraft
from bot.scripts.problem import Problems, quoted
from bot.signals import fold

FILE = "safety.yaml"
FEWEST_WORDS = 2  # a single word rings for everybody who tells of somebody else, or of long ago
FEWEST_LETTERS = 6  # the same, for languages that write without spaces

Button = tuple[str, str]  # (script, the words on it)


def check_phrases(shared: SharedDraft, buttons: Iterable[Button], problems: Problems) -> None:
    """Say which phrases would raise false alarms. `buttons` are those of every language."""
    folded = [(fold(label), label, script) for script, label in buttons]
    for languages in shared.phrases.values():
        for phrase in (phrase for several in languages.values() for phrase in several):
            heard = fold(phrase)
            letters = len(heard.replace(" ", ""))
            if letters == 0:
                continue
            if letters < FEWEST_LETTERS or (len(heard.split()) < FEWEST_WORDS and phrase.isascii()):
                words = f"The safety phrase {quoted(phrase)} is very short and would raise false alarms."
                problems.add_unless_echo(FILE, phrase.mark, "W607", f"{words} Write a whole phrase.")
            for label_heard, label, script in folded:
                if heard in label_heard:
                    words = f"The safety phrase {quoted(phrase)} also matches our own button {quoted(label)}"
                    problems.add_unless_echo(FILE, phrase.mark, "W608", f"{words} in {script}.")
                    break
