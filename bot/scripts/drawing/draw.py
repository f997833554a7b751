"""The picture of one script: what an editor sees at a glance before anybody else does."""

from typing import Literal

from bot.engine.bundle import Bundle
from bot.engine.effects import Line
from bot.engine.script import TextId
from bot.engine.wording import names_in
from bot.errors import ScriptError
from bot.scripts.drawing.layout import layout
from bot.scripts.drawing.outline import Block, Flag, Outline, Say, outline
from bot.scripts.problem import did_you_mean, quoted
from bot.texts import Catalogs
from bot.texts.words import words


def draw(
    bundle: Bundle,
    script: str,
    catalogs: Catalogs | None = None,
    *,
    language: str | None = None,
    form: Literal["svg", "png"] = "svg",
    dark: bool = False,
) -> bytes:
    """Return the picture of a script, upright for a phone. The same bundle gives the same bytes.

    `language` is that of the words people read, by default the source language; `catalogs` translates them.
    Raises ScriptError when there is no such script. Takes about half a second: do it in a thread.
    """
    from bot.scripts.drawing.paint import measure, paint

    drawn = outline_of(bundle, script, catalogs, language=language)
    return paint(layout(drawn, measure()), form, dark=dark, title=drawn.title, described=in_words(drawn))


def outline_of(
    bundle: Bundle, script: str, catalogs: Catalogs | None = None, *, language: str | None = None
) -> Outline:
    """Return what is drawn of a script; raises ScriptError when there is no such script."""
    found = bundle.scripts.get(script)
    if found is None:
        guess = did_you_mean(script, bundle.scripts)
        raise ScriptError(f"There is no conversation {quoted(script)}.{guess}")
    locale = language or bundle.programme.source_language
    return outline(bundle, found, _say(bundle, catalogs or Catalogs.from_files({}), locale))


def _say(bundle: Bundle, catalogs: Catalogs, locale: str) -> Say:
    def say(text: TextId) -> str:
        source = bundle.texts.get(text)
        if source is None:
            return ""
        names = {name: f"{{{name}}}" for name in names_in(source)}
        return " ".join(words(bundle, catalogs, Line(text=text, values=names), locale).split())

    return say


def in_words(drawn: Outline) -> str:
    """Return the picture in words, for those who listen to it."""
    lines = [f"{drawn.head}."]
    for block in drawn.blocks:
        lines.append(" ".join(_block(block)))
    if drawn.silence:
        lines.append(f"No answer: {drawn.silence}.")
    lines.extend(_flag(flag) for flag in drawn.flags)
    return " ".join(lines)


def _block(block: Block) -> list[str]:
    said = [f"{block.name} {block.role}:", block.words] if block.words else [f"{block.name} {block.role}."]
    if block.answers:
        said.append(f"({block.answers})")
    said += [f"{way.words or 'then'}: {way.to};" for way in block.exits]
    return [*said, *(_flag(flag) for flag in block.flags)]


def _flag(flag: Flag) -> str:
    starts = f", starts {flag.starts}" if flag.starts is not None else ""
    return f"{flag.level.word} when {flag.words}{starts}."
