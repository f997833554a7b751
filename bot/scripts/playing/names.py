"""The names that lines of a test may use, and what is said about one that does not exist."""

from collections.abc import Mapping
from functools import cached_property

from bot.engine import Bundle, OfferServicesStep, TellCoachStep
from bot.scripts.problem import did_you_mean, listed, quoted

ENDINGS = ("completed", "stopped", "missed", "partly answered", "replaced")
# What coaches are told of without a rule: signals that the listening hears, and what the bot notices itself.
NOTICED = (
    "suicide",
    "overdose",
    "violence",
    "medical",
    "lapse",
    "craving",
    "distress",
    "human",
    "asked_for_person",
    "asked_for_help_now",
    "silent_in_crisis",
    "stopped_in_crisis",
    "getting_worse",
    "says_safer",
    "limit",
)


class Names:
    """What a bundle calls its steps, rules and keys."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    def step(self, words: str, script: str) -> str | None:
        """Return what is wrong with a step's name in a test of `script`, or None."""
        other, _, name = words.rpartition(".")
        found = self._bundle.scripts.get(other or script)
        if found is None:
            guess = did_you_mean(other, self._bundle.scripts)
            return f"there is no script called {quoted(other)}.{guess}"
        if name in found.steps or (not other and name in self._steps):
            return None
        guess = did_you_mean(name, found.steps) or did_you_mean(words, self._dotted)
        return f"there is no step called {quoted(name)} in {other or script}.{guess}"

    def told(self, words: str) -> str | None:
        """Return what is wrong with the name of what a coach is told, or None."""
        if words in self._told:
            return None
        guess = did_you_mean(words, self._told)
        return f"there is no rule called {quoted(words)}, and nothing else that coaches are told of.{guess}"

    def key(self, words: str) -> str | None:
        """Return what is wrong with the name of something saved, or None."""
        if words in self._keys:
            return None
        return f"{quoted(words)} is not in keys.yaml.{did_you_mean(words, self._keys)}"

    def script(self, words: str) -> str | None:
        """Return what is wrong with the name of a script, or None."""
        if words in self._bundle.scripts:
            return None
        return f"there is no script called {quoted(words)}.{did_you_mean(words, self._bundle.scripts)}"

    def ending(self, words: str) -> str | None:
        """Return what is wrong with an ending, or None."""
        if words in ENDINGS:
            return None
        return f"{quoted(words)} is not a way to end. Use {listed(ENDINGS)}.{did_you_mean(words, ENDINGS)}"

    @cached_property
    def _steps(self) -> frozenset[str]:
        return frozenset(name for script in self._bundle.scripts.values() for name in script.steps)

    @cached_property
    def _dotted(self) -> tuple[str, ...]:
        return tuple(f"{one.name}.{step}" for one in self._bundle.scripts.values() for step in one.steps)

    @cached_property
    def _keys(self) -> frozenset[str]:
        scores = (key for script in self._bundle.scripts.values() for key in script.scores)
        return frozenset((*self._bundle.keys, *scores))

    @cached_property
    def _told(self) -> Mapping[str, None]:
        found = dict.fromkeys((*NOTICED, *self._bundle.phrases))
        for script in self._bundle.scripts.values():
            telling = (
                step.name
                for step in script.steps.values()
                if isinstance(step.kind, TellCoachStep | OfferServicesStep)
            )
            for name in (*script.risk, *telling):
                found[name] = found[f"{script.name}.{name}"] = None
        return found
