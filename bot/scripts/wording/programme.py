"""Looks at the words of a whole set: scripts, resources, services, cards, what stands for an answer."""

from collections.abc import Mapping

from bot.scripts.draft import (
    PROTOCOLS,
    PlacedText,
    ScriptDraft,
    SharedDraft,
    texts_of,
    texts_of_protocols,
)
from bot.scripts.node import Word
from bot.scripts.problem import TOP, Problems, quoted
from bot.scripts.wording.faults import Wording, words_to_avoid
from bot.scripts.wording.gender import Voice
from bot.scripts.wording.neutral import telling_word
from bot.scripts.wording.reading_level import Tally
from bot.scripts.wording.tokens import sentences

DEFAULT_LANGUAGE = "en"  # what conversations are written in unless programme.yaml says otherwise
TOO_LONG = "W514"  # the code of a sentence that is too long to follow
ON_A_SCALE = ("low_end", "high_end")  # one or two words each; they would count as very short sentences


def check_wording(drafts: Mapping[str, ScriptDraft], shared: SharedDraft, problems: Problems) -> None:
    """Say which words hurt, promise, give a gender, or are hard to read, wherever the programme speaks.

    What a person writes is left alone: the person's lines in tests and the phrases of safety.yaml. A button
    speaks in the person's voice, but the programme wrote it, so words to avoid and gender count there too.
    """
    source = DEFAULT_LANGUAGE if shared.programme is None else str(shared.programme.source_language)
    of_languages: dict[str, Wording] = {}

    def wording_of(language: str) -> Wording:
        if language not in of_languages:
            of_languages[language] = Wording(language, words_to_avoid(shared.avoid, language))
        return of_languages[language]

    for draft in drafts.values():
        _check_script(draft, wording_of(source), problems)
    for placed in texts_of_protocols(shared):
        _check_text(PROTOCOLS, placed, wording_of(source), Tally[int](source), problems, under="card")
    for key in shared.keys_read.values():
        _check("keys.yaml", key.label, wording_of(source), problems, Voice.ABOUT_READER)
        if key.when_missing is not None:
            _check("keys.yaml", key.when_missing, wording_of(source), problems)
    for name, countries in shared.resources.items():
        crisis = (shared.crisis or {}).get(name, False)
        for languages in countries.values():
            for language, shape in languages.items():
                _check("resources.yaml", shape.text, wording_of(str(language)), problems, emergency=crisis)
    for service in (shared.services or {}).values():
        for language, words in service.words.items():
            _check("services.yaml", words, wording_of(str(language)), problems)


def voice_of(part: str, *, button: bool) -> Voice:
    """Return who speaks in a text: `part` is what it is for, such as "say" or "tell_coach"."""
    if button:
        return Voice.OF_READER
    return Voice.ABOUT_READER if part == "tell_coach" else Voice.TO_READER


def counts_for_level(part: str, voice: Voice) -> bool:
    """Whether the text counts for the reading level: buttons, ends of a scale and words to coaches do not."""
    return voice is Voice.TO_READER and part not in ON_A_SCALE


def _check_script(draft: ScriptDraft, wording: Wording, problems: Problems) -> None:
    if draft.head is not None:
        _check(draft.file, draft.head.title, wording, problems, Voice.ABOUT_READER)
        for written in (draft.head.button, draft.head.quiet_button):
            for leaf in written.leaves if written is not None else ():
                _check_menu_button(draft.file, leaf.words, problems)
    tally = Tally[int](wording.language)
    for placed in texts_of(draft):
        _check_text(draft.file, placed, wording, tally, problems)
    level = tally.too_hard()
    hardest = tally.hardest() if level is not None else None
    if level is not None and hardest is not None:
        line, sentence = hardest
        words = (
            f"The reading level of this script is {level.words}. Write shorter sentences and shorter words;"
        )
        words += f" the hardest stands on line {line}: {quoted(' '.join(sentence.written.split()))}"
        problems.add(draft.file, TOP if draft.head is None else draft.head.title.mark, "W513", words)


def _check_menu_button(file: str, label: Word, problems: Problems) -> None:
    telling = telling_word(label)
    if telling is not None:
        words = f"The menu button {quoted(label)} tells whoever looks on what this is about"
        words += f" ({quoted(telling)}). Write something neutral, such as: A hard moment"
        problems.add_unless_echo(file, label.mark, "E615", words)


def _check_text(
    file: str,
    placed: PlacedText,
    wording: Wording,
    tally: Tally[int],
    problems: Problems,
    *,
    under: str | None = None,
) -> None:
    """Check one text; `under` is what `allow words` would stand under, where it is not a step or a rule."""
    voice = voice_of(placed.part, button=placed.is_button)
    allowed = tuple(map(str, placed.allowed))
    under = under or ("rule" if placed.step is None else "step")
    can_allow = placed.step is not None or placed.part == "tell_coach"
    for leaf in placed.written.leaves:
        parts = sentences(leaf.words)
        if counts_for_level(placed.part, voice):
            tally.add(parts, leaf.words.mark.line)
        for code, said, word in wording.faults_of(parts, allowed, voice):
            if word and can_allow:
                said += f" (If it really is meant, add under the {under}: allow words: [{word}])"
            problems.add_unless_echo(file, leaf.words.mark, code, said)


def _check(
    file: str,
    words: Word,
    wording: Wording,
    problems: Problems,
    voice: Voice = Voice.TO_READER,
    *,
    emergency: bool = False,
) -> None:
    """Check words that stand outside of scripts. First aid may be as long as it has to be."""
    for code, said in wording.faults(words, voice=voice):
        if not (emergency and code == TOO_LONG):
            problems.add_unless_echo(file, words.mark, code, said)
