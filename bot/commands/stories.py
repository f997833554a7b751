"""`stories`: every story told to the bot; where they part, what was written beside what is said now."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.commands.writing import write_whole
from bot.errors import ScriptError
from bot.scripts import Problem, load, read_folder
from bot.scripts.load import read_drafts
from bot.scripts.playing import Reached, Voice, run_tests
from bot.scripts.playing.coverage import Place, places
from bot.scripts.playing.names import Names
from bot.scripts.playing.story import Story, read_story
from bot.scripts.playing.telling import Difference, Telling, tell, written
from bot.scripts.problem import Mark, Problems, quoted
from bot.texts import Catalogs

ENDING = ".story"
LARGEST_STORY = 1_000_000  # bytes; the longest of ours has 10,000


def tell_stories(
    where: Path,
    conversations: Path,
    locales: Path,
    *,
    update: bool = False,
    yes: bool = False,
    coverage: bool = False,
    as_json: bool = False,
) -> int:
    """Tell all stories of a folder, or one; return 1 when one of them goes another way than it is written."""
    files = read_folder(conversations, locales)
    bundle = load(files)
    catalogs = Catalogs.load(locales, bundle.programme.languages)
    voice, names, reached = Voice(bundle, catalogs), Names(bundle), Reached()
    tellings = [_tell(path, voice, names, reached) for path in _paths(where)]
    if update:
        for telling in tellings:
            _write(telling, yes=yes)
    missed: tuple[Place, ...] = ()
    if coverage:
        run_tests(bundle, catalogs, bundle.scripts, reached=reached)
        missed = places(read_drafts(files, Problems())[0], reached)
    if as_json:
        _print_json(tellings, missed)
    else:
        _print(tellings, shown=update)
        if coverage:
            _print_coverage(missed, conversations)
    return 0 if all(telling.went_well for telling in tellings) else 1


def _paths(where: Path) -> list[Path]:
    if where.is_dir():
        return sorted(where.rglob(f"*{ENDING}"))
    if where.is_file():
        return [where]
    raise ScriptError(
        f"There is no story or folder called {where}.",
        remedy=f"Name a file that ends in {ENDING}, or the folder they are in.",
    )


def _tell(path: Path, voice: Voice, names: Names, reached: Reached) -> Telling:
    text = _text(path)
    if isinstance(text, Problem):
        return Telling(story=Story(file=str(path), lines=[]), problems=[text])
    story, problems = read_story(str(path), text, dict(voice.language_names))
    if problems:
        return Telling(story=story, problems=problems)
    return tell(voice, names, story, reached=reached)


def _text(path: Path) -> str | Problem:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_STORY + 1)
        if len(data) > LARGEST_STORY:
            return _unreadable(path, "This file is larger than 1 MB, so it is no story.")
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _unreadable(path, "This file is not saved as UTF-8. Save it again as UTF-8.")
    except OSError:
        return _unreadable(
            path, "This file cannot be opened. Check that it is there and that it may be read."
        )


def _unreadable(path: Path, words: str) -> Problem:
    return Problem(file=str(path), mark=Mark(1, 1), code="E903", words=words)


def _print(tellings: list[Telling], *, shown: bool) -> None:
    for telling in tellings:
        for problem in telling.problems:
            print(problem)
        if telling.differences and not shown:
            print(_differences(telling))
    wrong = sum(not telling.went_well for telling in tellings)
    if not tellings:
        print(f"There are no stories here. A story is a file that ends in {ENDING}.")
    elif not wrong:
        print(f"All is well: {_count(len(tellings), 'story', 'stories')}.")
    else:
        print(f"{wrong} of {_count(len(tellings), 'story goes', 'stories go')} another way than written.")
        if not shown and any(telling.differences for telling in tellings):
            print("If what the bot says now is right, write it into the stories: add --update")


def _count(number: int, one: str, other: str) -> str:
    return f"{number} {one if number == 1 else other}"


def _differences(telling: Telling) -> str:
    """Return the differences of a story: what is written behind a minus, what comes now behind a plus."""
    story = telling.story
    lines: list[str] = []
    for one in telling.differences:
        lines.append(f"{story.file}:{one.mark.line}: {quoted(story.title)}, after {one.after}")
        lines.extend(_signed(one))
        lines.append("")
    return "\n".join(lines)


def _signed(one: Difference) -> Iterable[str]:
    for sign, words in (("-", one.expected), ("+", one.said)):
        if words is not None:
            yield from (f"  {sign} {line}".rstrip() for line in written(one.what, words))


def _write(telling: Telling, *, yes: bool) -> None:
    """Show the differences and, once somebody says yes, put what comes now into the story."""
    if not telling.differences:
        return
    print(_differences(telling))
    if telling.problems:
        print(f"{telling.story.file} was not changed: mend its errors first.")
        return
    if not yes and not _agrees(telling.story.file):
        return
    write_whole(Path(telling.story.file), "\n".join(telling.lines).encode())
    telling.differences.clear()
    print(f"{telling.story.file} is written anew.\n")


def _agrees(file: str) -> bool:
    if not sys.stdin.isatty():
        print(f"{file} was not changed. To write this into it, add --yes\n")
        return False
    answer = input(f"Write this into {file}? [y/n] ")
    return answer.strip().casefold() in ("y", "yes")


def _print_coverage(found: tuple[Place, ...], conversations: Path) -> None:
    script = ""
    for place in found:
        if place.reached:
            continue
        if place.script != script:
            script = place.script
            print(f"{script}: no test or story comes here:")
        print(f"  {conversations / place.file}:{place.line}: {place.what} {place.words}")
    print(_total(found))


def _total(found: tuple[Place, ...]) -> str:
    every, been = Counter(one.what for one in found), Counter(one.what for one in found if one.reached)
    parts = [f"{been[what]} of {every[what]} {what}s" for what in ("step", "line", "rule")]
    return f"Tests and stories reach {parts[0]}, {parts[1]} and {parts[2]}."


def _print_json(tellings: list[Telling], found: tuple[Place, ...]) -> None:
    problems = [problem for telling in tellings for problem in telling.all_problems]
    document: dict[str, object] = {
        "stories": len(tellings),
        "problems": [
            {
                "file": one.file,
                "line": one.mark.line,
                "column": one.mark.column,
                "code": one.code,
                "words": one.words,
            }
            for one in problems
        ],
    }
    if found:
        document["not_reached"] = [
            {"file": one.file, "line": one.line, "what": one.what, "words": one.words}
            for one in found
            if not one.reached
        ]
    print(json.dumps(document, ensure_ascii=False, indent=2))
