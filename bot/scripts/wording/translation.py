"""Looks at the words of one catalog: the same rules, with the codes of translations."""

from collections.abc import Collection, Iterator, Mapping

from bot.scripts.problem import quoted
from bot.scripts.wording.faults import IN_TRANSLATION, Wording
from bot.scripts.wording.programme import counts_for_level, voice_of
from bot.scripts.wording.reading_level import Tally
from bot.scripts.wording.tokens import sentences


class CatalogWording:
    """The rules of one language, and what was read of each script in it."""

    def __init__(self, language: str, avoid: Mapping[str, str]) -> None:
        self._wording = Wording(language, avoid)
        self._tallies: dict[str, Tally[str]] = {}

    def faults(
        self, text_id: str, string: str, allowed: Collection[str] = (), *, button: bool
    ) -> Iterator[tuple[str, str]]:
        """Return (code, words) for each fault of a translation, which counts for the level of its script."""
        script, _, rest = text_id.partition(".")
        part = rest.rpartition(".")[2] if rest.endswith(("tell_coach", "low_end", "high_end")) else rest
        voice = voice_of(part, button=button)
        parts = sentences(string)
        if counts_for_level(part, voice):
            if script not in self._tallies:
                self._tallies[script] = Tally(self._wording.language)
            self._tallies[script].add(parts, text_id)
        for code, words, _ in self._wording.faults_of(parts, allowed, voice):
            yield IN_TRANSLATION[code], words

    def levels(self) -> Iterator[tuple[str, str, str]]:
        """Return (text id of the hardest sentence, code, words) for each script that is too hard to read."""
        for script, tally in self._tallies.items():
            level = tally.too_hard()
            hardest = tally.hardest() if level is not None else None
            if level is not None and hardest is not None:
                words = f"the reading level of '{script}' is {level.words}. Write shorter sentences and"
                words += (
                    f" shorter words; this is the hardest: {quoted(' '.join(hardest[1].written.split()))}"
                )
                yield hardest[0], IN_TRANSLATION["W513"], words
