"""Makes a large programme out of the shipped one: copies of its conversations under other names."""

import re
from collections.abc import Mapping
from pathlib import Path

from bot.scripts import read_folder

ROOT = Path(__file__).parents[2]
SHARED = ("keys", "programme", "resources", "services", "safety", "protocols", "words")

_BUTTON = re.compile(r"^((?:quiet )?button: )(.*)$", re.MULTILINE)
_CONTEXT = re.compile(r'^msgctxt "([a-z_0-9]+)\.([^"]*)"$', re.MULTILINE)
_WORDS = re.compile(r'^(msgid|msgstr) "(.+)"$', re.MULTILINE)


def many(scripts: int) -> Mapping[str, str]:
    """Return the files of a programme with so many conversations, translated as the shipped ones are.

    A copy calls the same conversations as its original does. It starts only when called, which nobody
    does: each is a warning, so that a large set has as much to say as large sets have.
    """
    shipped = dict(read_folder(ROOT / "conversations", ROOT / "locales"))
    names = sorted(name.removesuffix(".yaml") for name in shipped if name.endswith(".yaml"))
    originals = [name for name in names if name not in SHARED]
    files = dict(shipped)
    for number in range(scripts - len(originals)):
        name = originals[number % len(originals)]
        copy = f"{name}_{number}"
        files[f"{copy}.yaml"] = _copied(shipped[f"{name}.yaml"], name, copy, number)
    for file, text in shipped.items():
        if file.endswith(".po"):
            files[file] = _translated(text, originals, scripts - len(originals))
    return files


def write(folder: Path, scripts: int) -> None:
    """Put such a programme into `folder`/conversations and `folder`/locales."""
    for name, text in many(scripts).items():
        path = folder / (name if name.startswith("locales/") else f"conversations/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for own in (ROOT / "locales").glob("*/LC_MESSAGES/bot.po"):
        (folder / own.relative_to(ROOT)).write_text(own.read_text("utf-8"), encoding="utf-8")


def _copied(text: str, name: str, copy: str, number: int) -> str:
    text = text.replace(f"script: {name}\n", f"script: {copy}\n", 1)
    text = text.replace("starts: by the programme\n", "starts: only when called\n", 1)
    return _BUTTON.sub(lambda button: f"{button[1]}Number {number}{button[1][0]}", text)


def _translated(po: str, originals: list[str], copies: int) -> str:
    head, *entries = po.split("\n\n")
    by_script: dict[str, list[str]] = {}
    for entry in entries:
        context = _CONTEXT.search(entry)
        if context is not None:
            by_script.setdefault(context[1], []).append(entry.strip("\n"))
    for number in range(copies):
        name = originals[number % len(originals)]
        entries.extend(_copied_entry(entry, f"{name}_{number}", number) for entry in by_script.get(name, ()))
    return "\n\n".join((head, *(entry.strip("\n") for entry in entries))) + "\n"


def _copied_entry(entry: str, copy: str, number: int) -> str:
    entry = _CONTEXT.sub(lambda context: f'msgctxt "{copy}.{context[2]}"', entry)
    context = _CONTEXT.search(entry)
    if context is not None and context[2] in ("button", "quiet_button"):
        sign = context[2][0]
        return _WORDS.sub(lambda words: f'{words[1]} "Number {number}{sign}"', entry)
    return entry
