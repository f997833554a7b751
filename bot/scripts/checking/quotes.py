"""Finds texts in curly quote signs, which a word processor has put in the place of straight ones."""

from bot.scripts.draft import ScriptDraft, texts_of
from bot.scripts.problem import Problems

OPENING, CLOSING = "“„”«", "”“»"


def check_quotes(draft: ScriptDraft, problems: Problems) -> None:
    """Say which texts would be sent with quote signs that were meant for the file."""
    for placed in texts_of(draft):
        for leaf in placed.written.leaves:
            words = leaf.words.strip()
            inside = words[1:-1]
            if len(words) < 2 or words[0] not in OPENING or words[-1] not in CLOSING:
                continue
            if not any(sign in inside for sign in OPENING + CLOSING):
                said = "The whole text stands in curly quote signs, often pasted from Word, and people would"
                repair = ' see them. Remove them, or type straight ones: "like this".'
                problems.add_unless_echo(draft.file, leaf.words.mark, "W108", said + repair)
