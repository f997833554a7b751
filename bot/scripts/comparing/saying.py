"""How a change is said: old and new words side by side, answers and times as editors write them."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from bot.engine.condition import AnswerMatch, NumberIn, Otherwise, ValueIn, WasSkipped
from bot.engine.script import (
    AnswerKind,
    ChoicesAnswer,
    ChooseAnyAnswer,
    ClockAnswer,
    ConsentAnswer,
    DateAnswer,
    FreeTextAnswer,
    LanguageAnswer,
    NumberAnswer,
    PlaceAnswer,
    Plural,
    ScaleAnswer,
    Text,
    Words,
    YesNoAnswer,
)
from bot.engine.wording import leaves

LONGEST_WHOLE = 120  # letters of a text that are shown whole: two lines of a terminal
WORDS_AROUND = 6  # words shown on each side of a change in a longer text
LONGEST_CHANGE = 240  # letters of one side of a change; whoever needs more opens the file


def quote(words: str) -> str:
    """Return words in quotation marks, on one line."""
    return f"“{_cut(_one_line(words))}”"


def from_to(old: str, new: str) -> str:
    """Return "from “...” to “...”", shortened around what changed."""
    before, after = _around(_one_line(old), _one_line(new))
    return f"from “{before}” to “{after}”"


def text_changes(what: str, old: Text, new: Text) -> Iterator[str]:
    """Return a sentence for each wording of a text that changed; `what` is its name: "the question ..."."""
    before, after = [_leaf(one) for one in leaves(old)], [_leaf(one) for one in leaves(new)]
    if before == after:
        if old != new:
            yield f"{capital(what)} has the same words in another arrangement."
        return
    if len(before) == len(after) == 1:
        yield from _one_change(capital(what), before[0], after[0])
        return
    if sorted(before) == sorted(after):
        yield f"The wordings of {what} stand in another order."
        return
    for act, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            continue
        pairs = min(j - i, m - k)
        for one, other in zip(before[i : i + pairs], after[k : k + pairs], strict=True):
            yield from _one_change(f"A wording of {what}", one, other)
        for gone in before[i + pairs : j]:
            yield f"A wording of {what} went: {quote(gone)}."
        for come in after[k + pairs : m]:
            yield f"A wording of {what} is new: {quote(come)}."


def other_order(old: Iterable[str], new: Iterable[str]) -> bool:
    """Return whether what both have stands in another order."""
    before, after = list(old), list(new)
    return [one for one in before if one in after] != [one for one in after if one in before]


def whole_text(text: Text) -> str:
    """Return all wordings of a text, one after the other."""
    return " / ".join(_leaf(one) for one in leaves(text))


def capital(words: str) -> str:
    """Return the words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def answer_words(match: AnswerMatch) -> str:
    """Return what stands left of a colon, as editors write it."""
    match match:
        case Otherwise():
            return "otherwise"
        case WasSkipped():
            return "skipped"
        case ValueIn(values=values):
            return " or ".join(values)
        case NumberIn(low=low, high=high):
            if low is not None and high is not None:
                return f"{low:g}" if low == high else f"{low:g} to {high:g}"
            return f"{low:g} or more" if low is not None else f"{high:g} or less"


def kind_words(kind: AnswerKind) -> str:
    """Return what stands after `answer:`, as editors write it."""
    match kind:
        case ScaleAnswer(low=low, high=high):
            return f"scale {low} to {high}"
        case NumberAnswer(low=low, high=high):
            return f"number {low:g} to {high:g}" if low is not None and high is not None else "number"
        case YesNoAnswer():
            return "yes or no"
        case FreeTextAnswer():
            return "free text"
        case DateAnswer():
            return "date"
        case ClockAnswer():
            return "clock"
        case LanguageAnswer():
            return "language"
        case PlaceAnswer():
            return "place"
        case ConsentAnswer(name=name):
            return f"consent {name}"
        case ChoicesAnswer():
            return "choices"
        case ChooseAnyAnswer():
            return "choose any"


def _one_change(what: str, old: str, new: str) -> Iterator[str]:
    if _one_line(old) == _one_line(new):
        yield f"{what} has other line breaks or spaces."
    else:
        yield f"{what} changed {from_to(old, new)}."


def _leaf(leaf: Words | Plural) -> str:
    return leaf.source if isinstance(leaf, Words) else f"{leaf.one} | {leaf.other}"


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _around(old: str, new: str) -> tuple[str, str]:
    if len(old) <= LONGEST_WHOLE and len(new) <= LONGEST_WHOLE:
        return old, new
    before, after = old.split(), new.split()
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return _window(before, start, end), _window(after, start, end)


def _window(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - WORDS_AROUND), min(len(words), len(words) - end + WORDS_AROUND)
    shown = _cut(" ".join(words[first:last]))
    return f"{'… ' if first else ''}{shown}{' …' if last < len(words) else ''}"


def _cut(words: str) -> str:
    if len(words) <= LONGEST_CHANGE:
        return words
    half = LONGEST_CHANGE // 2
    return f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
