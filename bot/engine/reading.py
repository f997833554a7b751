"""An answer in other words, taken where it fits; else None. Never a guess between two meanings."""

import re
from collections.abc import Mapping, Sequence
from typing import assert_never

from bot.engine.choices_in_words import read_choice
from bot.engine.clocks_in_words import read_clock
from bot.engine.dates_in_words import read_date
from bot.engine.effects import Line
from bot.engine.events import Control
from bot.engine.facts import Facts
from bot.engine.folding import fold
from bot.engine.numbers_in_words import read_number
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
    ScaleAnswer,
    YesNoAnswer,
)
from bot.engine.state import Value
from bot.engine.wording import zone_of
from bot.engine.yes_or_no import read_yes_no

__all__ = ["HELP_WORDS", "fold", "named_control", "read"]

# Whole messages that are a button, English and Spanish, folded.
_NAMED: Mapping[str, Control] = {
    **dict.fromkeys(
        (
            "skip", "skip it", "skip this", "skip this one", "pass", "i pass", "ill pass", "next question",
            "rather not say", "id rather not say", "prefer not to say", "i prefer not to say", "no comment",
            "omitir", "omite", "omitelo", "saltar", "salta", "saltalo", "saltar pregunta", "paso", "yo paso",
            "prefiero no decir", "prefiero no decirlo", "prefiero no contestar", "prefiero no responder",
            "no quiero contestar", "no quiero decir", "no quiero responder", "sin comentarios",
        ),
        Control.SKIP,
    ),
    **dict.fromkeys(
        ("back", "go back", "previous", "atras", "volver", "regresar", "anterior", "vuelve"), Control.BACK
    ),
    **dict.fromkeys(("stop", "stop here", "para", "alto", "baja", "parar"), Control.STOP),
    **dict.fromkeys(
        (
            "person", "human", "a person", "a human", "talk to a person", "talk to a human",
            "talk to someone", "i want to talk to someone", "i want to talk to a person",
            "persona", "humano", "una persona", "hablar con una persona", "hablar con alguien",
            "quiero hablar con alguien", "quiero hablar con una persona",
        ),
        Control.PERSON,
    ),
    **dict.fromkeys(
        ("who sees this", "who sees that", "who can see this", "quien ve esto", "quien puede ver esto"),
        Control.WHO_SEES,
    ),
}  # fmt: skip

# Whole messages, folded, that ask for help now, whatever is open: phones know them from text message lines.
HELP_WORDS = (
    "help", "help me", "please help", "please help me", "help me please", "help please", "i need help",
    "ayuda", "ayudame", "ayudenme", "ayuda por favor", "por favor ayuda", "por favor ayudame",
    "ayudame por favor", "necesito ayuda",
)  # fmt: skip

_CONTROLS: Mapping[str, Control] = {which.value: which for which in Control}
_ALL_DONE = frozenset(("that is all", "thats all", "done", "listo", "eso es todo", "es todo", "ya"))
_BETWEEN_CHOICES = re.compile(r"[,;\n+&/]|\band\b|\by\b|\be\b", re.IGNORECASE)

# "New York City" is three words; the longest city name in the catalogues has five.
_WORDS_PER_CITY = 5


def named_control(words: str) -> Control | None:
    """Return the control that a whole message names (skip, back, stop, a person), or None."""
    return _NAMED.get(fold(words))


def _consent(words: str) -> str | None:
    """Return "yes" only for words without a condition: "yes, but ..." is asked again."""
    if {"but", "pero", "if", "only", "solo", "except", "excepto"} & set(fold(words).split()):
        return None
    return read_yes_no(words)


def _place(words: str, facts: Facts) -> str | None:
    """Return the zone of the one city named; the longest name counts, so that "New York" is not "York"."""
    zones = set(facts.places.values())
    if words.strip() in zones:
        return words.strip()
    tokens = fold(words).split()
    for length in range(min(len(tokens), _WORDS_PER_CITY), 0, -1):
        starts = range(len(tokens) - length + 1)
        names = (" ".join(tokens[start : start + length]) for start in starts)
        found = {facts.places[name] for name in names if name in facts.places}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _language(words: str, codes: Sequence[str], facts: Facts) -> str | None:
    folded = fold(words)
    for code in codes:
        if folded in (fold(code), fold(facts.languages.get(code, code))):
            return code
    tokens = set(folded.split())
    named = {code for code in codes if fold(facts.languages.get(code, code)) in tokens}
    return named.pop() if len(named) == 1 else None


def _several(words: str, values: Mapping[str, str], labels: Mapping[str, str]) -> tuple[str, ...] | None:
    pieces = [piece for piece in _BETWEEN_CHOICES.split(words) if fold(piece)]
    if fold(words) in labels:  # a label may hold an "and" itself
        pieces = [words]
    parts = [read_choice(piece, values, labels) for piece in pieces]
    if not parts or any(part is None for part in parts):
        return None
    return tuple(value for choice, value in values.items() if choice in parts)


def read(
    words: str,
    kind: AnswerKind | None,
    buttons: Sequence[tuple[str, Value, Line | str]],
    facts: Facts,
) -> Value | Control | None:
    """Return the answer that the words give to a question of this kind, the control they name, or None.

    `buttons` is (choice, value, label) of the question's own buttons; `kind` None is an offer of services.
    """
    folded = fold(words)
    pointed = facts.labels.get(folded)
    by_choice = {choice: value for choice, value, _ in buttons}
    if pointed is not None and pointed not in by_choice and pointed in _CONTROLS:
        return _CONTROLS[pointed]
    if isinstance(kind, FreeTextAnswer):
        return _NAMED.get(folded) or (words.strip() or None)
    if pointed is not None and pointed in by_choice and not isinstance(kind, ChooseAnyAnswer):
        return by_choice[pointed]
    named = _NAMED.get(folded)
    if named is not None:
        return named
    values = {choice: str(value) for choice, value in by_choice.items()}
    labels = {label: choice for label, choice in facts.labels.items() if choice in by_choice}
    labels.update({fold(label): choice for choice, _, label in buttons if isinstance(label, str)})
    match kind:
        case ScaleAnswer(low=low, high=high):
            return read_number(words, low=low, high=high, whole=True)
        case NumberAnswer(low=low, high=high):
            return read_number(words, low=low, high=high, whole=False, counted=True)
        case YesNoAnswer():
            return read_yes_no(words)
        case ConsentAnswer():
            return _consent(words)
        case DateAnswer():
            today = facts.at.astimezone(zone_of(facts)).date()
            return read_date(words, today=today, locale=facts.locale)
        case ClockAnswer():
            return read_clock(words)
        case LanguageAnswer():
            return _language(words, tuple(values.values()), facts)
        case PlaceAnswer():
            return _place(words, facts)
        case ChooseAnyAnswer():
            if folded in _ALL_DONE:
                return Control.THAT_IS_ALL
            return _several(words, values, labels)
        case ChoicesAnswer() | None:
            choice = read_choice(words, values, labels)
            return by_choice[choice] if choice is not None else None
        case _:
            assert_never(kind)
