"""Which button typed words mean: its label, its value, its place, or a part that fits only one."""

from collections.abc import Mapping, Sequence

from bot.engine.folding import fold, near, words_of
from bot.engine.yes_or_no import read_yes_no

_FIRST = {
    "first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5,
    "primera": 0, "primero": 0, "segunda": 1, "segundo": 1, "tercera": 2, "tercero": 2, "cuarta": 3,
    "cuarto": 3, "quinta": 4, "quinto": 4, "sexta": 5, "sexto": 5,
}  # fmt: skip
_SMALL = words_of(
    """
    a an and are at for i id im in is it me my of on or please the this to with want would like con
    de el en es la las lo los me mi o para por que quiero se te tengo un una y yo favor one
    """
)
_NEGATIONS = words_of(
    """
    no not dont cant isnt wasnt arent never nothing nobody nunca nada tampoco nadie sin without
    """
)

# So many words more than a label has: with a longer tail the person is telling something else.
_MORE_WORDS = 4


def _by_place(words: str, choices: Sequence[str]) -> str | None:
    tokens = [token for token in words.split() if token not in _SMALL and token not in ("number", "numero")]
    if len(tokens) != 1:
        return None
    token = tokens[0]
    place = int(token) - 1 if token.isdecimal() and len(token) <= 2 else _FIRST.get(token, -1)
    return choices[place] if 0 <= place < len(choices) else None


def _denials(words: str) -> frozenset[str]:
    return frozenset(words.split()) & _NEGATIONS


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _by_part(words: str, labels: Mapping[str, str]) -> str | None:
    typed = frozenset(words.split())
    content = typed - _SMALL
    if max((len(word) for word in content - _NEGATIONS), default=0) < 3:
        return None
    fitting = [label for label in labels if content <= frozenset(label.split())]
    if fitting:
        # "sure" is no part of "I am not sure": a label that denies needs a denial.
        if any(_denials(label) - typed for label in fitting):
            return None
        return _only({labels[label] for label in fitting})
    longer: set[str] = set()
    for label, choice in labels.items():
        tokens = frozenset(label.split())
        more = typed - tokens
        if tokens - _SMALL and tokens <= typed and len(more) <= _MORE_WORDS and not more & _NEGATIONS:
            longer.add(choice)
    return _only(longer)


def _by_slip(words: str, labels: Mapping[str, str]) -> str | None:
    if len(words) < 5:
        return None
    denials = _denials(words)
    return _only(
        {choice for label, choice in labels.items() if near(words, label) and _denials(label) == denials}
    )


def _by_yes_or_no(words: str, labels: Mapping[str, str]) -> str | None:
    meant = read_yes_no(words)
    if meant is None:
        return None
    return _only({choice for label, choice in labels.items() if read_yes_no(label) == meant})


def read_choice(words: str, values: Mapping[str, str], labels: Mapping[str, str]) -> str | None:
    """Return the choice that the words mean, or None when none fits, or more than one.

    `values` is {choice: its value} in the order of the buttons, `labels` {folded label: choice}.
    """
    folded = fold(words)
    if not folded:
        return None
    if folded in labels:
        return labels[folded]
    for choice, value in values.items():
        if folded == fold(value):
            return choice
    return (
        _by_slip(folded, labels)
        or _by_part(folded, labels)
        or _by_place(folded, tuple(values))
        or _by_yes_or_no(words, labels)
    )
