"""What changed in the translations; of a new conversation, nothing is said one by one."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from bot.engine.script import Script, Text, TextId, Words
from bot.engine.wording import leaves
from bot.scripts.comparing.difference import Difference
from bot.scripts.comparing.of_scripts import renamed_steps
from bot.scripts.comparing.parts import name_of, noun_of, parts_of
from bot.scripts.comparing.saying import capital, from_to, quote
from bot.scripts.comparing.sides import Sides
from bot.texts import Catalogs, when_missing_id
from bot.texts.catalogs import CONVERSATIONS

# A number for each form that a language may have: one, two, few, many.
NUMBERS = (1, 2, 5, 21)


class _Placed(NamedTuple):
    """A text of the newer set: its name, its id in both sets, where it is, whether it is guarded."""

    what: str
    old: TextId | None
    new: TextId
    step: str | None
    guarded: bool


def translation_differences(sides: Sides) -> Iterator[Difference]:
    """Return what is different in each language that both sets speak, besides their source language."""
    for language in sides.new.programme.languages:
        if language == sides.new.programme.source_language or language not in sides.old.programme.languages:
            continue
        for script in sides.new.scripts.values():
            old = sides.old.scripts.get(script.name)
            if old is not None:
                for placed in _placed(sides, old, script):
                    before = _said(sides.old_catalogs, placed.old, sides.old_text(placed.old), language)
                    after = _said(sides.new_catalogs, placed.new, sides.new_text(placed.new), language)
                    for words in _sentences(language, placed.what, before, after):
                        yield Difference(
                            script=script.name, step=placed.step, words=words, guarded=placed.guarded
                        )
        yield from _of_cards(sides, language)
        yield from _of_keys(sides, language)


def _placed(sides: Sides, old: Script, new: Script) -> Iterator[_Placed]:
    name, whole = new.name, sides.guards_script(new.name)
    came_from = {now: was for was, now in renamed_steps(sides, old, new).items()}
    buttons = (
        (f"the menu button of {name}", old.button, new.button),
        (f"the quiet menu button of {name}", old.quiet_button, new.quiet_button),
        (
            f"the reminder of {name}",
            old.no_answer.nudge if old.no_answer else None,
            new.no_answer.nudge if new.no_answer else None,
        ),
    )
    for what, before, after in buttons:
        if after is not None:
            yield _Placed(what, before, after, None, whole)
    for step in new.steps.values():
        was = old.steps.get(came_from.get(step.name, step.name))
        known = parts_of(was.kind) if was is not None else {}
        guarded = sides.guards_step(name, step.name)
        for part, text in parts_of(step.kind).items():
            what = name_of(part, noun_of(step.kind), step.name, name)
            yield _Placed(what, known.get(part), text, was.name if was else None, guarded)
    for rule in new.risk.values():
        known_rule = old.risk.get(rule.name)
        yield _Placed(
            f"what coaches read from the rule '{rule.name}' in {name}",
            known_rule.tell_coach if known_rule else None,
            rule.tell_coach,
            None,
            sides.guards_rule(name, rule.name),
        )


def _of_cards(sides: Sides, language: str) -> Iterator[Difference]:
    for name, card in sides.new.protocols.items():
        if name not in sides.old.protocols:
            continue
        for place, text in enumerate(card.lines, start=1):
            before = _said(sides.old_catalogs, text, sides.old_text(text), language)
            after = _said(sides.new_catalogs, text, sides.new_text(text), language)
            what = f"line {place} of the card '{name}' for coaches"
            for words in _sentences(language, what, before, after):
                yield Difference(words=words, guarded=True)


def _of_keys(sides: Sides, language: str) -> Iterator[Difference]:
    for name, key in sides.new.keys.items():
        text = when_missing_id(name)
        known = sides.old.keys.get(name)
        before = _said(sides.old_catalogs, text, Words(source=(known and known.when_missing) or ""), language)
        after = _said(sides.new_catalogs, text, Words(source=key.when_missing or ""), language)
        for words in _sentences(language, f"what stands for '{name}' when it is missing", before, after):
            yield Difference(words=words, guarded=sides.guards_key(name))


def _said(catalogs: Catalogs, text_id: TextId | None, text: Text, language: str) -> list[str]:
    """Return the translation of each wording; empty words where there is none."""
    if text_id is None:
        return []
    said: list[str] = []
    for leaf in leaves(text):
        if isinstance(leaf, Words):
            said.append(catalogs.translation(CONVERSATIONS, text_id, leaf.source, language) or "")
        else:
            forms = (
                catalogs.plural(CONVERSATIONS, text_id, leaf.one, leaf.other, number, language) or ""
                for number in NUMBERS
            )
            said.append(" | ".join(dict.fromkeys(forms)))
    return said


def _sentences(language: str, what: str, before: list[str], after: list[str]) -> Iterator[str]:
    if sorted(before) == sorted(after):
        return
    begin = f"{_language(language)}: {what}"
    for act, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            continue
        pairs = min(j - i, m - k)
        for old, new in zip(before[i : i + pairs], after[k : k + pairs], strict=True):
            if old and new:
                yield f"{begin} changed {from_to(old, new)}."
            elif new:
                yield f"{begin} is translated now: {quote(new)}."
            else:
                yield f"{begin} is no longer translated; it was {quote(old)}."
        for new in after[k + pairs : m]:
            yield f"{begin} is {quote(new)}." if new else f"{begin} is not translated."
        for old in before[i + pairs : j]:
            if old:
                yield f"{begin} no longer says {quote(old)}."


def _language(code: str) -> str:
    try:
        name = Locale.parse(code.replace("-", "_")).get_language_name("en")
    except (UnknownLocaleError, ValueError):
        name = None
    return capital(name or code)
