"""Made-up participants: most answer, some do not; some are in danger; some never answer a coach."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.cases.truth import FEELINGS
from bot.engine import Control
from bot.rehearsal.actor import Actor
from bot.rehearsal.phones import Got, Phones
from bot.turns.buttons import BEGIN, RESUME, AnswerButton, OwnButton, read

# What people write in danger, and what they write otherwise, by language.
CRIES: Final = {
    "en": ("I want to die", "I am going to kill myself", "I took too many pills", "no reason to live"),
    "es": ("quiero morirme", "me voy a matar", "me tomé demasiadas pastillas", "no quiero vivir"),
}
WORDS: Final = {
    "en": ("I went for a walk", "I called my sister", "slept well", "made my bed"),
    "es": ("salí a caminar", "llamé a mi hermana", "dormí bien", "hice mi cama"),
}
PERSON: Final = {"en": "Talk to a person", "es": "Hablar con una persona"}
# How they answer a coach; she knows an answer by its first words.
ANSWER: Final = {"en": "Thank you for writing.", "es": "Gracias por escribirme."}
# The words with which a made-up coach begins: whoever reads them knows that a human wrote.
COACH_SAYS: Final = ("This is a real person.", "Te escribe una persona.")

_CONTROLS: Final = frozenset(one.value for one in Control)


class Participant(Actor):
    """`answers` is how often they take up a check-in, `talks` how often they answer a coach."""

    def __init__(
        self,
        phones: Phones,
        seed: int,
        chat: int,
        name: str,
        language: str,
        *,
        answers: float,
        talks: float,
    ) -> None:
        super().__init__(phones, seed, chat, name, language)
        self._answers = answers
        self._talks = talks
        self.last_got: datetime | None = None

    def reads(self, got: Got) -> None:
        """Take up what was asked, or leave it."""
        self.last_got = got.at
        buttons = [(data, read(data)) for data in got.buttons]
        feelings = [data for data, one in buttons if isinstance(one, OwnButton) and one.verb in FEELINGS]
        asked = [(data, one) for data, one in buttons if isinstance(one, AnswerButton)]
        if feelings:
            if self.chance(0.4):
                self.begin(self._tap_later(got.id, feelings, 60, 600, weights=(1, 4, 3)))
        elif asked:
            self._asked(got.id, asked)
        elif any(words in got.text for words in COACH_SAYS) and self._does(self._talks):
            self.begin(self._say_later(ANSWER[self.language], 40, 900))

    def _does(self, share: float) -> bool:
        return self.rested or self.chance(share)

    def cry(self) -> None:
        """They are in danger and write it."""
        self.write(self.moods.choice(CRIES[self.language]))

    def ask_for_somebody(self) -> None:
        """They want to talk to a human."""
        self.write(PERSON[self.language])

    def _asked(self, message: int, asked: Sequence[tuple[str, AnswerButton]]) -> None:
        choices = {one.choice: data for data, one in asked}
        begins = choices.get(BEGIN)
        if begins is not None:
            if self._does(self._answers):
                self.begin(self._tap_later(message, [begins], 30, 4 * 3600))
            return
        if RESUME in choices:
            if self.chance(0.5):
                self.begin(self._tap_later(message, [choices[RESUME]], 10, 120))
            return
        if not self.chance(0.96):
            return  # put the phone away
        calm = [data for data, one in asked if one.choice not in _CONTROLS and one.alarm is None]
        loud = [data for data, one in asked if one.alarm is not None and one.choice not in _CONTROLS]
        if loud and not self.rested and self.chance(0.02):
            calm = loud
        if not calm:
            self.begin(self._say_later(self.moods.choice(WORDS[self.language]), 8, 90))
            return
        # Most days are calm days: the first answers of a list or a scale are the easy ones, and so is a no.
        weights = [
            0.02 if data.endswith(":yes") else 1.0 if data.endswith(":no") else 1 / (place + 1) ** 3
            for place, data in enumerate(calm)
        ]
        self.begin(self._tap_later(message, calm, 4, 60, weights=weights))

    async def _tap_later(
        self,
        message: int,
        choices: Sequence[str],
        shortest: float,
        longest: float,
        *,
        weights: Sequence[float] | None = None,
    ) -> None:
        chosen = self.moods.choices(choices, weights=weights)[0]
        await self.pause(shortest, longest)
        self.tap(message, chosen)

    async def _say_later(self, words: str, shortest: float, longest: float) -> None:
        await self.pause(shortest, longest)
        self.write(words)
