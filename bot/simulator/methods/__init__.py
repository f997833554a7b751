"""The Bot API's methods by name. Each takes the world and the parameters; it returns or refuses."""

from collections.abc import Callable
from typing import Any

from bot.simulator.methods import about, changing, sending
from bot.simulator.params import Params
from bot.simulator.world import World

Method = Callable[[World, Params], Any]

NAMED: dict[str, Method] = {**sending.METHODS, **changing.METHODS, **about.METHODS}
# The Bot API does not mind capitals in a method's name.
METHODS: dict[str, tuple[str, Method]] = {name.lower(): (name, call) for name, call in NAMED.items()}

__all__ = ["METHODS", "Method"]
