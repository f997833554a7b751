"""Checks that what is joined into one message still fits into one."""

from bot.scripts.checking.ways import PAUSING, Ways, ways_of
from bot.scripts.draft import PlacedText, ScriptDraft, SharedDraft, texts_of
from bot.scripts.problem import Problems

LONGEST_MESSAGE = 4096  # letters, Telegram's own limit; the bot cuts longer turns, between two texts, earlier
BETWEEN = 2  # letters; texts of a message are joined by a blank line
SAID = ("say", "ask", "wait", "low_end", "high_end")
LONGEST_CAPTION = 1024  # letters under a picture or a sound, Telegram's own limit
COMFORTABLE = 600  # letters; more does not fit on the screen of a small phone
MOST_PASSES = 50  # over the steps; one is enough when steps follow each other in the file


def check_length(draft: ScriptDraft, shared: SharedDraft, problems: Problems) -> None:
    """Say where all texts up to the next question are too long for one message. Calls are not followed."""
    if not draft.whole:
        return
    own, replies = _lengths(draft, shared)
    ways = ways_of(draft)
    joined = _joined(draft, ways, own)
    for name in draft.order:
        step = str(name)
        after = max((joined.get(go, 0) for go in ways.follow[step]), default=0)
        length = max(joined[step], replies[step] + after if replies.get(step) else 0)
        if length > LONGEST_MESSAGE:
            words = (
                f"This message is {length} letters long when all texts up to the next question are joined;"
            )
            words += f" Telegram refuses messages over {LONGEST_MESSAGE}. Put a question between them."
            problems.add_unless_echo(draft.file, name.mark, "E510", words)
            return


def check_comfort(draft: ScriptDraft, problems: Problems) -> None:
    """Say which texts are too long to read on a phone, and which captions Telegram would refuse."""
    for placed in texts_of(draft):
        for leaf in placed.written.leaves:
            length = len(leaf.words)
            if placed.part == "described" and length > LONGEST_CAPTION:
                words = f"This caption is {length} letters long; Telegram refuses captions over"
                repair = f" {LONGEST_CAPTION}. Say it in a step of its own."
                problems.add_unless_echo(draft.file, leaf.words.mark, "E510", words + repair)
            elif COMFORTABLE < length <= LONGEST_MESSAGE:
                words = f"This message is {length} letters long. Messages over {COMFORTABLE} are hard to read"
                problems.add_unless_echo(draft.file, leaf.words.mark, "W510", f"{words} on a phone.")


def _lengths(draft: ScriptDraft, shared: SharedDraft) -> tuple[dict[str, int], dict[str, int]]:
    """Return ({step: letters it adds to a message}, {step: letters of its longest reply})."""
    own = {str(name): 0 for name in draft.order}
    replies: dict[str, int] = {}
    for placed in texts_of(draft):
        if placed.step is None:
            continue
        step = str(placed.step)
        if placed.part in SAID and not placed.value:
            own[step] += _letters(placed)
        elif placed.part == "ask":
            own[step] = max(own[step], _letters(placed))  # of `ask each`, one at a time
        elif placed.part == "reply":
            replies[step] = max(replies.get(step, 0), _letters(placed))
    for name, shape in draft.steps.items():
        countries = shared.resources.get(shape.show, {}) if shape.show is not None else {}
        shown = [len(words.text) for languages in countries.values() for words in languages.values()]
        own[str(name)] += max(shown, default=0)
    return own, replies


def _joined(draft: ScriptDraft, ways: Ways, own: dict[str, int]) -> dict[str, int]:
    """Return {step: letters of the longest message that begins with it}."""
    joined = dict(own)
    for _ in range(MOST_PASSES):
        before = dict(joined)
        for name, shape in reversed(draft.steps.items()):
            if shape.does not in PAUSING:
                step = str(name)
                later = max((joined.get(go, 0) for go in ways.follow[step]), default=0)
                joined[step] = own[step] + later
        if joined == before:
            break
    return joined


def _letters(placed: PlacedText) -> int:
    return max(len(leaf.words) for leaf in placed.written.leaves) + BETWEEN
