"""What a test or a story says of the days before it, as saved answers: one a day, the latest yesterday."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from bot.engine import SKIPPED, Bundle, Duty, Facts, Key, Past, Skipped, Value
from bot.scripts.playing.life import BEGINS, usual_facts
from bot.scripts.problem import did_you_mean, listed, quoted

NUMBERS = ("scale", "number")
# What a coach on duty who has no name is to the person: "our team".
NOBODY, SOMEBODY = "nobody", "somebody"


def facts_with(bundle: Bundle, language: str, history: Mapping[str, tuple[str, ...]], duty: str) -> Facts:
    """Return what is known after such a history, with such people on duty; the unreadable is left out."""
    usual = usual_facts(bundle, language)
    days = max((len(values) for values in history.values()), default=0)
    return Facts(
        at=usual.at,
        zone=usual.zone,
        locale=language,
        name=usual.name,
        duty=duty_of(duty),
        days_together=days + 1,
        checkins_total=days,
        history={key: tuple(_pasts(bundle.keys.get(key), values)) for key, values in history.items()},
    )


def duty_of(words: str) -> Duty:
    """Return who answers when "nobody", "somebody" or a coach of this name is on duty."""
    if words == NOBODY:
        return Duty()
    return Duty(called=1) if words == SOMEBODY else Duty(called=1, coach=words)


def faults_of_history(bundle: Bundle, history: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """Return what is wrong in a history, one sentence for each value; unknown keys are found elsewhere."""
    for name, values in history.items():
        key = bundle.keys.get(name)
        for words in values if key is not None else ():
            value = read_value(key, words)
            if value is None:
                yield f"the history of '{name}' holds {quoted(words)}, which is not a number."
            elif key is not None and key.kind in ("one of", "yes or no") and value is not SKIPPED:
                known = key.values or ("yes", "no")
                if value not in known:
                    guess = did_you_mean(words, known)
                    yield f"{quoted(words)} is not one of the answers of '{name}' ({listed(known)}).{guess}"


def read_value(key: Key | None, words: str) -> Value | Skipped | None:
    """Return the saved answer that the words mean; None when the key wants a number and this is none."""
    words = words.strip()
    if words == SKIPPED:
        return SKIPPED
    if key is not None and key.kind in NUMBERS:
        try:
            return float(words)
        except ValueError:
            return None
    if key is not None and key.kind == "some of":
        return tuple(piece.strip() for piece in words.replace(" and ", ",").split(",") if piece.strip())
    return words


def _pasts(key: Key | None, values: tuple[str, ...]) -> Iterable[Past]:
    for place, words in enumerate(values):
        value = read_value(key, words)
        if value is not None:
            yield Past(at=BEGINS - timedelta(days=len(values) - place), value=value)
