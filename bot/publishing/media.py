"""Pictures and sounds are no part of a set: they stand beside the conversations, where the bot runs."""

from pathlib import Path

from bot.engine import Bundle
from bot.engine.script import PictureStep, PlayStep


def missing_media(new: Bundle, folder: Path) -> tuple[str, ...]:
    """Return a sentence for each picture and sound of the set that is not in the folder."""
    return tuple(
        f"'{step.name}' in {script.name} sends {step.kind.file}, which is not in {folder}."
        for script in new.scripts.values()
        for step in script.steps.values()
        if isinstance(step.kind, PictureStep | PlayStep) and not (folder / step.kind.file).is_file()
    )
