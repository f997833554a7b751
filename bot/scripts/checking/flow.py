"""Checks where steps lead: no unknown step, no dead end, no circle without a question."""

from collections.abc import Mapping

from bot.engine.limits import STACK_DEPTH
from bot.engine.script import END, NEXT
from bot.scripts.checking.ways import Ways, calls_in, ways_of
from bot.scripts.draft import ScriptDraft
from bot.scripts.node import Word
from bot.scripts.problem import Problems, did_you_mean, quoted

GOES = (NEXT, END)


def check_flow(draft: ScriptDraft, drafts: Mapping[str, ScriptDraft], problems: Problems) -> None:
    """Say what is wrong with the ways through one script."""
    good = _check_targets(draft, problems)
    good = _check_decisions(draft, problems) and good
    if not good or not draft.whole:
        return  # a way that is not known could be the one that is missed here
    ways = ways_of(draft)
    reached = ways.reached_from_start()
    for name in draft.order:
        if name not in reached:
            words = f"Nobody can ever reach step {quoted(name)}: no other step leads to it."
            problems.add_unless_echo(draft.file, name.mark, "E202", words)
    _check_circles(draft, ways, reached, drafts, problems)
    stuck = [name for name in draft.order if name in reached and not ways.can_end_from(name)]
    if stuck:
        words = (
            f"Once someone reaches {quoted(stuck[0])} the conversation can never end or wait for a person."
        )
        repair = f"Give one of these steps a way to 'end': {', '.join(stuck)}."
        problems.add_unless_echo(draft.file, stuck[0].mark, "E204", f"{words} {repair}")


def _check_targets(draft: ScriptDraft, problems: Problems) -> bool:
    good = True
    names = [str(name) for name in draft.order]
    for name, step in draft.steps.items():
        goes = [branch.go for branch in step.then or ()] + [line.go for line in step.decide or ()]
        for go in goes:
            if go not in names and go not in GOES:
                good = False
                words = f"Step {quoted(name)} goes to {quoted(go)}, but there is no step with that name"
                words += " in this file." + did_you_mean(go, [*names, *GOES])
                problems.add_unless_echo(draft.file, go.mark, "E201", words)
    return good


def _check_decisions(draft: ScriptDraft, problems: Problems) -> bool:
    good = True
    for name, step in draft.steps.items():
        if step.decide is None:
            continue
        otherwise = [place for place, line in enumerate(step.decide) if line.condition is None]
        if not otherwise:
            good = False
            words = f"{quoted(name)} decides where to go but has no 'otherwise' line,"
            words += " so some people would get stuck."
            problems.add_unless_echo(draft.file, step.key_mark("decide"), "E207", words)
        for line in step.decide[otherwise[0] + 1 :] if otherwise else ():
            after_otherwise(draft, line.when, problems)
    return good


def after_otherwise(draft: ScriptDraft, line: Word, problems: Problems) -> None:
    """Say that nobody can reach a line below `otherwise`."""
    words = "Nobody can reach this line: 'otherwise' above it already catches everyone."
    problems.add_unless_echo(draft.file, line.mark, "E208", f"{words} Move 'otherwise' to the bottom.")


def _check_circles(
    draft: ScriptDraft, ways: Ways, reached: set[str], drafts: Mapping[str, ScriptDraft], problems: Problems
) -> None:
    circle = ways.circle_without_question(reached, drafts)
    if circle:
        mark = next(name.mark for name in draft.order if name == circle[0])
        path = " > ".join([*circle, circle[0]])
        words = f"These steps go round in a circle without ever asking anything: {path}."
        problems.add_unless_echo(draft.file, mark, "E203", f"{words} The bot would send messages for ever.")


def check_calls(drafts: Mapping[str, ScriptDraft], problems: Problems) -> None:
    """Say which scripts call each other in a circle, or too deeply."""
    said: set[frozenset[str]] = set()
    for draft in drafts.values():
        for call in calls_in(draft):
            circle = _way_back(draft.name, str(call), drafts)
            if circle and frozenset(circle) not in said:
                said.add(frozenset(circle))
                path = " > ".join([draft.name, *circle])
                problems.add_unless_echo(
                    draft.file, call.mark, "E210", f"Scripts call each other in a circle: {path}."
                )
    if said:
        return
    depths: dict[str, int] = {}
    for draft in drafts.values():
        depth = _depth(draft.name, drafts, depths)
        if depth == STACK_DEPTH + 1 and draft.order:
            words = (
                f"Scripts call each other {depth} deep from here. At most {STACK_DEPTH} can be open at once."
            )
            problems.add_unless_echo(draft.file, draft.order[0].mark, "E210", words)


def _way_back(start: str, first: str, drafts: Mapping[str, ScriptDraft]) -> list[str]:
    """Return the scripts from `first` back to `start`, or nothing."""
    waiting: list[list[str]] = [[first]]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        if path[-1] == start:
            return path
        if path[-1] in seen or path[-1] not in drafts:
            continue
        seen.add(path[-1])
        waiting.extend([*path, str(call)] for call in calls_in(drafts[path[-1]]))
    return []


def _depth(name: str, drafts: Mapping[str, ScriptDraft], known: dict[str, int]) -> int:
    """Return how many scripts can be open at once; there are no circles."""
    if name not in known:
        called = [str(call) for call in calls_in(drafts[name]) if str(call) in drafts]
        known[name] = 1 + max((_depth(call, drafts, known) for call in called), default=0)
    return known[name]


def check_scripts_used(draft: ScriptDraft, drafts: Mapping[str, ScriptDraft], problems: Problems) -> None:
    """Say which scripts are called, scheduled or started that are not there."""
    for name, step in draft.steps.items():
        for script in (step.call, step.schedule):
            if script is not None:
                unknown_script(draft.file, f"Step {quoted(name)}", script, drafts, problems)
    for rule, shape in draft.risk.items():
        if shape.start_now is not None:
            unknown_script(draft.file, f"The rule {quoted(rule)}", shape.start_now, drafts, problems)


def unknown_script(
    file: str, who: str, script: Word, drafts: Mapping[str, ScriptDraft], problems: Problems
) -> None:
    """Say that there is no such script, unless there is."""
    if script not in drafts:
        words = f"{who} uses the script {quoted(script)}, but there is no file {script[:40]}.yaml."
        problems.add_unless_echo(file, script.mark, "E209", words + did_you_mean(script, drafts))
