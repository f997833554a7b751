"""Checks the cards for coaches: each is for something that is there, and one is for everything else."""

from collections.abc import Iterator, Mapping

from bot.engine.bundle import ANY_DANGER, OTHER_DANGERS
from bot.scripts.checking.fillable import braces_pair, names_in
from bot.scripts.draft import PROTOCOLS, PlacedText, ScriptDraft, SharedDraft, texts_of_protocols
from bot.scripts.node import Word
from bot.scripts.problem import Problems, did_you_mean, quoted
from bot.scripts.reading.shapes.shared import SAFETY_KINDS

LONGEST_LINE = 240  # letters; a card of five such lines just fits on the screen of a small phone
KINDS_OF_DANGER = (ANY_DANGER, *SAFETY_KINDS, *OTHER_DANGERS)


def check_protocols(shared: SharedDraft, drafts: Mapping[str, ScriptDraft], problems: Problems) -> None:
    """Say what is wrong with protocols.yaml; nothing where there is none."""
    for placed in texts_of_protocols(shared):
        _check_line(placed, problems)
    if not shared.protocols:
        return
    seen: dict[str, Word] = {}
    for name, protocol in shared.protocols.items():
        for fits in protocol.for_:
            _check_fits(fits, drafts, problems)
            other = seen.setdefault(str(fits), name)
            if other != name:
                words = f"{quoted(other)} is for {quoted(fits)} too, and only the first card is shown."
                problems.add_unless_echo(PROTOCOLS, fits.mark, "E618", f"{words} Take it out of one of them.")


def check_any_danger(shared: SharedDraft, problems: Problems) -> None:
    """Say that there are cards, but none for a danger that no other is for."""
    cards = shared.protocols or {}
    if cards and not any(name == ANY_DANGER for name in cards):
        words = (
            f"No card is for every other danger, so a coach may open a case and see none. Add: {ANY_DANGER}:"
        )
        problems.add_unless_echo(PROTOCOLS, next(iter(cards)).mark, "W619", words)


def _check_fits(fits: Word, drafts: Mapping[str, ScriptDraft], problems: Problems) -> None:
    script, dot, part = fits.partition(".")
    draft = drafts.get(script)
    if fits in KINDS_OF_DANGER or (draft is not None and not dot):
        return
    known: Iterator[str] | list[str]
    if draft is not None:
        if not draft.whole or part in (*draft.risk, *draft.steps):
            return
        known = [f"{script}.{name}" for name in (*draft.risk, *draft.steps)]
        words = f"{quoted(script)} has no rule and no step {quoted(part)}."
    else:
        known = [*KINDS_OF_DANGER, *drafts]
        words = f"{quoted(fits)} is not a kind of danger, a conversation, or conversation.rule."
    problems.add_unless_echo(PROTOCOLS, fits.mark, "E617", words + did_you_mean(fits, known))


def _check_line(placed: PlacedText, problems: Problems) -> None:
    for leaf in placed.written.leaves:
        words = leaf.words
        if not braces_pair(words):
            said = "A { or } is missing its partner. On a card nothing is filled in, so leave them out."
            problems.add_unless_echo(PROTOCOLS, words.mark, "E507", said)
        for name in names_in(words):
            said = f"{{{name[:40]}}} cannot be filled in here: a card is the same for everybody."
            problems.add_unless_echo(PROTOCOLS, words.mark, "E501", f"{said} Write plain words.")
        if words.cut:
            said = f"The text is cut off at {quoted(words.cut)}: everything after # is ignored."
            repair = f'{said} Put the whole text in "double quotes".'
            problems.add_unless_echo(PROTOCOLS, words.mark, "E505", repair)
        if len(words) > LONGEST_LINE:
            said = f"This line is {len(words)} letters long; more than {LONGEST_LINE} are hard to read"
            problems.add_unless_echo(PROTOCOLS, words.mark, "E510", f"{said} in an emergency. Shorten it.")
