"""`picture`: a conversation drawn, into a file for the desk and one for a phone."""

from pathlib import Path
from typing import Literal

from bot.commands.writing import write_whole
from bot.errors import ScriptError
from bot.scripts import load, read_folder
from bot.scripts.drawing import draw
from bot.scripts.problem import listed, quoted
from bot.texts import Catalogs

FORMS: tuple[Literal["svg", "png"], ...] = ("svg", "png")


def write_picture(
    script: str, conversations: Path, locales: Path, *, language: str, out: Path | None, dark: bool
) -> None:
    """Write the picture as SVG and PNG, or as the one that `out` ends with, and say where it is."""
    files = read_folder(conversations, locales)
    bundle = load(files)
    languages = bundle.programme.languages
    if language and language not in languages:
        raise ScriptError(f"This programme has no language {quoted(language)}, only {listed(languages)}.")
    catalogs = Catalogs.from_bundle_files(files)
    for form, path in _places(script, out):
        write_whole(path, draw(bundle, script, catalogs, language=language or None, form=form, dark=dark))
        print(path)


def _places(script: str, out: Path | None) -> list[tuple[Literal["svg", "png"], Path]]:
    """Return each form and where it goes: `out` is one file, a folder, or a name without an ending."""
    if out is None:
        out = Path()
    for form in FORMS:
        if out.suffix.lower() == f".{form}":
            return [(form, out)]
    base = out / script if out.is_dir() else out
    return [(form, base.with_name(f"{base.name}.{form}")) for form in FORMS]
