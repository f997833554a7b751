"""Reads one conversation file into a draft, part by part: a wrong step never hides the next one."""

from collections.abc import Callable
from typing import TypeVar

from bot.engine.script import END, NEXT
from bot.scripts.draft import ScriptDraft
from bot.scripts.node import Listed, Mapped, Node, Word
from bot.scripts.problem import TOP, Problems, quoted
from bot.scripts.reading.shapes.script import (
    PARTS,
    STARTS,
    HeadShape,
    NoAnswerShape,
    RuleShape,
    ScoreShape,
    TestShape,
)
from bot.scripts.reading.shapes.shape import Shape, read_shape
from bot.scripts.reading.shapes.step import StepShape
from bot.scripts.reading.words import is_name

AnyShape = TypeVar("AnyShape", bound=Shape)

# words that `then:` and the lines of a test give a meaning of their own
RESERVED_STEPS = (NEXT, END, "otherwise", "skipped")
# steps of one conversation; the longest real one has under 30, and the ways through it are all followed
MOST_STEPS = 500
# first parts of text ids that are not scripts
RESERVED_SCRIPTS = ("bot", "keys", "programme", "resources", "services", "safety", "words")
# names of values that would make the id of a rule's text and the id of a step's text the same
RESERVED_PARTS = ("risk",)


def read_script(file: str, node: Mapped, problems: Problems) -> ScriptDraft:
    """Return the draft of a conversation; every fault of its shape is said."""
    draft = ScriptDraft(file=file, name=file.removesuffix(".yaml"))
    owner = Word(draft.name, TOP)
    draft.head = read_shape(HeadShape, node, file=file, owner=owner, problems=problems)
    _check_head(draft, node, problems)
    parts = {part: node.get(Word(part)) for part in PARTS}
    silence = parts["if no answer"]
    if silence is not None:
        key = node.key("if no answer")
        draft.no_answer = read_shape(NoAnswerShape, silence, file=file, owner=key, problems=problems)
    steps = _mapping(file, node, "steps", problems)
    if len(steps) > MOST_STEPS:
        words = (
            f"This conversation has {len(steps)} steps; at most {MOST_STEPS} fit. Split it and use 'call:'."
        )
        problems.add(file, node.key("steps").mark, "E115", words)
        return draft
    draft.order = tuple(steps)
    draft.steps = _each(StepShape, steps, file, problems, _step_name)
    draft.unclear = {name for name in steps if name not in draft.steps}
    if "steps" in node and not steps and isinstance(parts["steps"], Mapped):
        problems.add_unless_echo(file, node.key("steps").mark, "E117", "There is no step under 'steps:'.")
    draft.scores = _each(ScoreShape, _mapping(file, node, "scores", problems), file, problems, _plain_name)
    draft.risk = _each(RuleShape, _mapping(file, node, "risk", problems), file, problems, _plain_name)
    draft.tests = _each(TestShape, _mapping(file, node, "tests", problems), file, problems, None)
    return draft


def _check_head(draft: ScriptDraft, node: Mapped, problems: Problems) -> None:
    file = draft.file
    script = node.get(Word("script"))
    if not is_name(draft.name) or draft.name in RESERVED_SCRIPTS:
        words = f"The file name {quoted(file)} is not a good name for a conversation. Use small letters,"
        problems.add(
            file,
            TOP,
            "E114",
            f"{words} digits and _ , starting with a letter (at most 40), and .yaml at the end.",
        )
    elif isinstance(script, Word) and script != draft.name:
        words = f"The script is called {quoted(script)} but the file is called {quoted(file)}."
        problems.add(file, script.mark, "E116", f"{words} Make them the same.")
    starts = node.get(Word("starts"))
    if isinstance(starts, Word) and starts not in STARTS:
        words = f"{quoted(starts)} cannot be used for 'starts'. Use one of: {', '.join(STARTS)}."
        problems.add_unless_echo(file, starts.mark, "E113", words)
    by_menu = starts == "menu button"
    if by_menu and "button" not in node:
        words = "'button:' is missing: a script that starts by a menu button needs the words on it."
        problems.add(file, node.key("starts").mark, "E111", words)
    for name in ("button", "quiet button"):
        if name in node and isinstance(starts, Word) and starts in STARTS and not by_menu:
            words = (
                f"'{name}' goes with 'starts: menu button' only. Remove it, or change how the script starts."
            )
            problems.add(file, node.key(name).mark, "E110", words)


def _mapping(file: str, node: Mapped, name: str, problems: Problems) -> Mapped:
    part = node.get(Word(name))
    if isinstance(part, Mapped):
        return part
    if part is not None and not (isinstance(part, Word) and part.nothing):
        what = "a list" if isinstance(part, Listed) else "plain words"
        words = (
            f"Names with a colon belong under '{name}:', each on a line of its own and indented, not {what}."
        )
        problems.add_unless_echo(file, part.mark, "E115", words)
    return Mapped(node.mark)


def _each(
    shape: type[AnyShape],
    parts: Mapped,
    file: str,
    problems: Problems,
    check_name: Callable[[str, Word, Problems], None] | None,
) -> dict[Word, AnyShape]:
    read: dict[Word, AnyShape] = {}
    for name, part in parts.pairs():
        if check_name is not None:
            check_name(file, name, problems)
        one = _one(shape, part, file=file, name=name, problems=problems)
        if one is not None:
            read[name] = one
    return read


def _one(shape: type[AnyShape], part: Node, *, file: str, name: Word, problems: Problems) -> AnyShape | None:
    if isinstance(part, Word) and part.nothing:
        return None  # "there is nothing after" has been said
    return read_shape(shape, part, file=file, owner=name, problems=problems)


def _plain_name(file: str, name: Word, problems: Problems) -> None:
    if not is_name(name):
        words = f"{quoted(name)} is not a good name. Use small letters, digits and _ , starting with a letter"
        problems.add(file, name.mark, "E114", f"{words} (at most 40).")


def _step_name(file: str, name: Word, problems: Problems) -> None:
    if name in (*RESERVED_STEPS, *RESERVED_PARTS):
        words = f"{quoted(name)} has a special meaning and cannot be the name of a step."
        problems.add(file, name.mark, "E212", words)
    else:
        _plain_name(file, name, problems)
