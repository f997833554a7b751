"""Which of the bot's own texts stand on a button: translations of these have to be short, too."""

from collections.abc import Iterator

from bot.engine.script import TextId
from bot.texts.own import OWN

# how the ids of the menu buttons begin that no script has
ALWAYS_THERE = "bot.menu_"

# buttons whose name does not say that they are one
_NAMED = frozenset(
    (
        "bot.yes", "bot.no", "bot.skip", "bot.back", "bot.stop", "bot.person", "bot.that_is_all",
        "bot.change_answer", "bot.menu_person", "bot.menu_help_now", "bot.lines_again", "bot.breathe_with_me",
        "bot.getting_worse", "bot.safer_now",
    )
)  # fmt: skip

# buttons that have a row to themselves, where phones show ten letters more
_WIDE = frozenset(("bot.staff.editor_button_eyes", "bot.button_clear_this"))


def _buttons() -> Iterator[TextId]:
    for text_id in OWN:
        name = text_id.rpartition(".")[2]
        named_so = name.startswith(("button_", "outcome_")) or "_button_" in name or name.endswith("_button")
        if text_id in _NAMED or (named_so and text_id not in _WIDE and not name.startswith("toast_")):
            yield text_id


BUTTONS = frozenset(_buttons())
