"""Checks the resources: not shown twice in one breath, and the crisis lines dialled not long ago."""

from datetime import date, timedelta

from bot.scripts.checking.ways import PAUSING, ways_of
from bot.scripts.draft import ScriptDraft, SharedDraft
from bot.scripts.node import Word
from bot.scripts.problem import Problems, quoted

FILE = "resources.yaml"
FRESH = timedelta(days=180)  # numbers change; twice a year somebody dials every line


def check_shown(draft: ScriptDraft, problems: Problems) -> None:
    """Say which resources are shown again before the person has said anything."""
    if not draft.whole:
        return
    ways = ways_of(draft)
    for name, step in draft.steps.items():
        if step.show is None:
            continue
        waiting, seen = list(ways.follow[str(name)]), set[str]()
        while waiting:
            follower = waiting.pop()
            after = draft.steps.get(Word(follower))
            if after is None or follower in seen:
                continue
            seen.add(follower)
            if after.show == step.show and follower != name:
                words = (
                    f"{quoted(step.show)} was just shown by step {quoted(name)}, with no question between."
                )
                problems.add_unless_echo(draft.file, after.show.mark, "W609", f"{words} Remove one of them.")
            elif after.does not in (*PAUSING, "call"):
                waiting.extend(ways.follow[follower])


def check_fresh(shared: SharedDraft, today: date, problems: Problems) -> None:
    """Say which crisis lines nobody has dialled lately; that never stops anything from starting."""
    for name, countries in shared.resources.items():
        if not (shared.crisis or {}).get(name, False):
            continue
        for country, languages in countries.items():
            for language, words in languages.items():
                where = f"{quoted(name)} ({country}, {language})"
                if words.verified_on is None:
                    said = f"Nobody has written down yet that {where} was dialled and read."
                    mark = language.mark
                elif today - words.verified_on > FRESH:
                    said = f"{where} was dialled and read {(today - words.verified_on).days} days ago."
                    mark = words.value_mark("verified on")
                else:
                    continue
                repair = " Dial it, read it, then write the day and a name: verified on, by."
                problems.add_unless_echo(FILE, mark, "W610", said + repair)
