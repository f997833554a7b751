"""What a turn says, joined for the phone: crisis resources first, the question last, as few messages as go.

No order to lose between messages, half the traffic, and no wait for one message a second a chat.
"""

from collections.abc import Callable, Iterable

from bot.engine import Ask, Bundle, Line, TextId

# Telegram refuses more than 4,096, counted in UTF-16 units: an emoji is two. Counted in characters with
# room to spare, because a message that is cut a little early is better than one that is refused.
LONGEST_MESSAGE = 2048

Say = Callable[[Line], str]


def joined(blocks: Iterable[str]) -> list[str]:
    """Return the blocks as few messages, an empty line between two; blocks without words are left out."""
    texts: list[str] = []
    for block in blocks:
        if not block.strip():
            continue
        for piece in pieces(block):
            if texts and len(texts[-1]) + 2 + len(piece) <= LONGEST_MESSAGE:
                texts[-1] += "\n\n" + piece
            else:
                texts.append(piece)
    return texts


def pieces(block: str, longest: int = LONGEST_MESSAGE) -> list[str]:
    """Return the block in pieces that Telegram takes, cut between two words where there are two."""
    cut = []
    while len(block) > longest:
        gap = max(block.rfind(" ", 1, longest), block.rfind("\n", 1, longest))
        end = gap if gap > 0 else longest
        cut.append(block[:end])
        block = block[end:].lstrip()
    return [*cut, block]


def question_words(ask: Ask, say: Say) -> tuple[str, Line | None]:
    """Return the question's own words, and the line that says what the ends of its scale mean, if any."""
    question = say(ask.line)
    if not (ask.low_end and ask.high_end and ask.options):
        return question, None
    low, high = ask.options[0].label, ask.options[-1].label
    hint = Line(
        text=TextId("bot.scale_hint"),
        values={
            "low_number": low,
            "low_end": say(ask.low_end),
            "high_number": high,
            "high_end": say(ask.high_end),
        },
    )
    return question, hint


def resource_words(bundle: Bundle, name: str, locale: str, builtin: Callable[[], str]) -> str:
    """Return a resource's words in `locale`, else in the source language, else the `builtin` lines.

    Somebody who asks for help is never shown nothing.
    """
    programme = bundle.programme
    found = bundle.resources.get(name)
    if found is not None:
        texts = found.texts.get(programme.country) or next(iter(found.texts.values()), {})
        for language in (locale, locale.partition("_")[0], programme.source_language):
            if language in texts:
                return texts[language].text
    return builtin()
