"""Everything the rules say about one text, as (code, words)."""

from collections.abc import Collection, Iterator, Mapping

from bot.scripts.problem import quoted
from bot.scripts.wording.avoid import AvoidList
from bot.scripts.wording.gender import Voice, gendered
from bot.scripts.wording.promises import promises
from bot.scripts.wording.reading_level import LONGEST_SENTENCE, long_sentences
from bot.scripts.wording.tokens import Sentence, sentences

SPANISH = "es"
# {what is said of a text: what is said of a translation}
IN_TRANSLATION: Mapping[str, str] = {
    "E506": "E805",
    "E511": "E807",
    "E512": "E806",
    "W513": "W808",
    "W514": "W809",
}


def base_of(language: str) -> str:
    """Return the language without its country: es_MX is read like es."""
    return language.partition("_")[0]


def words_to_avoid(avoid: Mapping[str, Mapping[str, str]], language: str) -> Mapping[str, str]:
    """Return {word: what to write instead} of a language: es_MX has the words of es, and its own on top."""
    return {**avoid.get(base_of(language), {}), **avoid.get(language, {})}


class Wording:
    """The rules of one language, ready to look at many texts."""

    def __init__(self, language: str, avoid: Mapping[str, str]) -> None:
        self.language = base_of(language)
        self._avoid = AvoidList(avoid)

    def faults(
        self, text: str, allowed: Collection[str] = (), voice: Voice = Voice.TO_READER
    ) -> Iterator[tuple[str, str]]:
        """Return (code, words) for each fault of a text, with the codes of the source language."""
        for code, words, _ in self.faults_of(sentences(text), allowed, voice):
            yield code, words

    def faults_of(
        self, parts: Collection[Sentence], allowed: Collection[str], voice: Voice
    ) -> Iterator[tuple[str, str, str]]:
        """Return (code, words, the word that `allow words` would spare, else "") of the sentences of a text.

        A coach is told what was said, so nothing in words to a coach is a promise to the person.
        """
        hurtful = set()
        for part in parts:
            for word, instead in self._avoid.hurtful(part.written, part.words, allowed):
                hurtful.add(word)
                yield "E506", f"{quoted(word)} can be hurtful. Write instead: {instead}.", word
        if voice is not Voice.ABOUT_READER:
            for said in promises(parts, self.language, on_a_button=voice is Voice.OF_READER):
                words = f"{quoted(said)} promises what a person does, or when, and nobody can be sure of it."
                yield "E511", f"{words} Use {{when_a_person_answers}}, or say what is true now.", ""
        if self.language == SPANISH:
            for said, instead in gendered(parts, voice, (*allowed, *hurtful)):
                words = (
                    f"{quoted(said)} tells the person's gender. Say it so that it fits everybody: {instead}."
                )
                yield "E512", words, said.rpartition(" ")[2]
        for part in long_sentences(parts):
            words = f"This sentence has {len(part.words)} words; over {LONGEST_SENTENCE} are hard to follow"
            yield (
                "W514",
                f"{words} on a bad day. Make two of it: {quoted(' '.join(part.written.split()))}",
                "",
            )


def faults_of_words(
    text: str,
    language: str,
    avoid: Mapping[str, str],
    allowed: Collection[str] = (),
    voice: Voice = Voice.TO_READER,
) -> Iterator[tuple[str, str]]:
    """Return (code, words) for each fault of one text. For many texts, make one Wording."""
    return Wording(language, avoid).faults(text, allowed, voice)
