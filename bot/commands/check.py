"""`check`: every problem of every conversation and translation, or one line that says all is well."""

from pathlib import Path

from bot.errors import ScriptError
from bot.scripts import load, missing_own_translations, missing_translations, read_folder


def check_folder(conversations: Path, locales: Path) -> int:
    """Print what is wrong as file:line:column; return 1 if anything is an error, 0 for warnings alone."""
    files = read_folder(conversations, locales)
    try:
        bundle = load(files)
    except ScriptError as error:
        print(error)
        return 1
    problems = missing_translations(bundle, files)
    for language in bundle.programme.languages:
        if language != "en":  # the bot's own words are written in English
            problems += missing_own_translations(
                _own_catalog(locales, language), language, bundle.avoid.get(language, {})
            )
    for problem in problems:
        print(problem)
    if not all(problem.is_warning for problem in problems):
        return 1
    languages = ", ".join(bundle.programme.languages)
    print(f"All is well: {len(bundle.scripts)} conversations in {languages}.")
    return 0


def _own_catalog(locales: Path, language: str) -> str:
    """Return the translations of the bot's own words; they are no part of a bundle."""
    try:
        return (locales / f"{language}/LC_MESSAGES/bot.po").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
