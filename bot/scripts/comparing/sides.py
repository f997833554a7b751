"""Both sets side by side, and what counts as guarded in either of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.engine.bundle import Bundle
from bot.engine.script import CallStep, ScheduleStep, Step, Text, TextId, Words
from bot.scripts.comparing.reach import Reach
from bot.texts import Catalogs

NO_TEXT = Words(source="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The set in force and the one to come. Guarded is what a crisis or a consent reaches in either.

    `led_elsewhere` are scripts in which an answer leads to other guarded steps than before.
    """

    old: Bundle
    new: Bundle
    old_catalogs: Catalogs
    new_catalogs: Catalogs
    reaches: tuple[Reach, Reach]
    led_elsewhere: frozenset[str]

    def old_text(self, text: TextId | None) -> Text:
        """Return a text of the older set."""
        return self.old.texts.get(text, NO_TEXT) if text is not None else NO_TEXT

    def new_text(self, text: TextId | None) -> Text:
        """Return a text of the newer set."""
        return self.new.texts.get(text, NO_TEXT) if text is not None else NO_TEXT

    def guards_script(self, script: str) -> bool:
        """Return whether everything in the script counts."""
        return any(script in reach.scripts for reach in self.reaches)

    def guards_ways(self, script: str) -> bool:
        """Return whether it counts where the script's branches lead."""
        return (
            self.guards_script(script)
            or script in self.led_elsewhere
            or any(script in reach.ways for reach in self.reaches)
        )

    def guards_beginning(self, script: str) -> bool:
        """Return whether it counts when, and whether at all, the script begins."""
        return self.guards_ways(script) or any(
            script == name for reach in self.reaches for name, _ in reach.steps
        )

    def guards_step(self, script: str, *steps: str) -> bool:
        """Return whether one of these steps counts; a step is named as in either set."""
        return self.guards_script(script) or any(
            (script, step) in reach.steps for reach in self.reaches for step in steps
        )

    def guards_target(self, script: str, targets: Iterable[str]) -> bool:
        """Return whether branches that lead to these steps count."""
        return self.guards_ways(script) or self.guards_step(script, *targets)

    def guards_rule(self, script: str, rule: str) -> bool:
        """Return whether the rule counts."""
        return self.guards_script(script) or any((script, rule) in reach.rules for reach in self.reaches)

    def guards_key(self, key: str) -> bool:
        """Return whether a crisis rule looks at the key, or a crisis or a consent asks for it."""
        return any(key in reach.keys for reach in self.reaches)

    def guards_resource(self, name: str) -> bool:
        """Return whether somebody in a crisis is shown the resource."""
        return any(name in reach.resources for reach in self.reaches)

    def guards_need(self, need: str) -> bool:
        """Return whether somebody in a crisis is offered services for this need."""
        return any(need in reach.needs for reach in self.reaches)

    def leads_to_guarded(self, step: Step) -> bool:
        """Return whether the step begins a conversation that counts, now or later."""
        return isinstance(step.kind, CallStep | ScheduleStep) and self.guards_beginning(step.kind.script)
