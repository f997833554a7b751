"""What changed in a conversation: steps that came, went or moved, silence, rules, scores, tests."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from bot.engine.script import DecideStep, NoAnswer, Rule, Score, Script, ScriptTest, Step
from bot.scripts.comparing.difference import Difference
from bot.scripts.comparing.of_steps import Renamed, looks_alike, step_differences
from bot.scripts.comparing.parts import noun_of, parts_of
from bot.scripts.comparing.saying import from_to, other_order, quote, text_changes, whole_text
from bot.scripts.comparing.sides import Sides
from bot.scripts.reading.words import time_words


def script_differences(sides: Sides, name: str) -> Iterator[Difference]:
    """Return what is different about one conversation that at least one of the sets has."""
    old, new = sides.old.scripts.get(name), sides.new.scripts.get(name)
    if old is None or new is None:
        yield from _whole(sides, old, new)
        return
    yield from _head(sides, old, new)
    yield from _silence(sides, old, new)
    yield from _steps(sides, old, new)
    yield from _scores(sides, old, new)
    yield from _rules(sides, old, new)
    yield from _tests(old, new)


def _whole(sides: Sides, old: Script | None, new: Script | None) -> Iterator[Difference]:
    if new is not None:
        guarded = sides.guards_beginning(new.name)
        yield Difference(
            script=new.name, words=f"The conversation {new.name} is new: {quote(new.title)}.", guarded=guarded
        )
    elif old is not None:
        guarded = sides.guards_beginning(old.name)
        words = f"The conversation {old.name} went."
        yield Difference(script=old.name, words=words, guarded=guarded, gone=True)


def _head(sides: Sides, old: Script, new: Script) -> Iterator[Difference]:
    name = new.name
    whole = sides.guards_script(name)
    if old.title != new.title:
        words = f"The title of {name} changed {from_to(old.title, new.title)}."
        yield Difference(script=name, words=words, guarded=whole)
    if old.starts != new.starts:
        words = f"{name} now starts '{new.starts}' instead of '{old.starts}'."
        yield Difference(script=name, words=words, guarded=sides.guards_beginning(name))
    for what, before, after in (
        (f"the menu button of {name}", old.button, new.button),
        (f"the quiet menu button of {name}", old.quiet_button, new.quiet_button),
    ):
        for words in text_changes(what, sides.old_text(before), sides.new_text(after)):
            yield Difference(script=name, words=words, guarded=whole)


def _silence(sides: Sides, old: Script, new: Script) -> Iterator[Difference]:
    name, before, after = new.name, old.no_answer, new.no_answer
    guarded = sides.guards_ways(name)
    for words in _silence_words(name, before, after):
        yield Difference(script=name, words=words, guarded=guarded)
    if before is not None and after is not None and before.nudge is not None and after.nudge is not None:
        texts = sides.old_text(before.nudge), sides.new_text(after.nudge)
        for words in text_changes(f"the reminder of {name}", *texts):
            yield Difference(script=name, words=words, guarded=sides.guards_script(name))


def _silence_words(name: str, before: NoAnswer | None, after: NoAnswer | None) -> Iterator[str]:
    if before is None and after is not None:
        yield f"{name} now gives up when no answer comes for {time_words(after.give_up_after)}."
    elif before is not None and after is None:
        yield f"{name} no longer gives up when no answer comes."
    if before is None or after is None:
        return
    if before.give_up_after != after.give_up_after:
        now, then = time_words(after.give_up_after), time_words(before.give_up_after)
        yield f"{name} gives up after {now} instead of {then}."
    if before.nudge_after != after.nudge_after:
        if after.nudge_after is None:
            yield f"{name} no longer reminds."
        elif before.nudge_after is None:
            yield f"{name} now reminds after {time_words(after.nudge_after)}."
        else:
            now, then = time_words(after.nudge_after), time_words(before.nudge_after)
            yield f"{name} reminds after {now} instead of {then}."


def _steps(sides: Sides, old: Script, new: Script) -> Iterator[Difference]:
    renamed = renamed_steps(sides, old, new)
    came_from = {now: was for was, now in renamed.items()}
    name = new.name
    moved = _moved([renamed.get(one, one) for one in old.steps], list(new.steps))
    before_it = ""
    for step in new.steps.values():
        was = came_from.get(step.name, step.name)
        if was in old.steps and (was == step.name or was in renamed):
            if was != step.name:
                words = f"The {noun_of(step.kind)} '{was}' in {name} is called '{step.name}' now."
                yield Difference(
                    script=name, step=was, words=words, guarded=sides.guards_step(name, was, step.name)
                )
            if step.name in moved:
                place = f"behind '{before_it}'" if before_it else "at the beginning"
                words = f"The {noun_of(step.kind)} '{step.name}' in {name} now stands {place}."
                yield Difference(script=name, step=was, words=words, guarded=_ways(sides, name, step))
            yield from step_differences(sides, name, old.steps[was], step, renamed)
        else:
            yield _new_step(sides, name, step, before_it)
        before_it = step.name
    for step in old.steps.values():
        if step.name not in new.steps and step.name not in renamed:
            words = f"The {noun_of(step.kind)} '{step.name}' in {name} went{_said(sides, step, old=True)}."
            yield Difference(
                script=name, step=step.name, words=words, guarded=_ways(sides, name, step), gone=True
            )


def _new_step(sides: Sides, name: str, step: Step, before_it: str) -> Difference:
    place = f"behind '{before_it}'" if before_it else "at the beginning"
    said = _said(sides, step, old=False)
    words = f"The {noun_of(step.kind)} '{step.name}' in {name} is new, {place}{said}."
    targets = [go for _, go in step.then]
    if isinstance(step.kind, DecideStep):
        targets += [*(go for _, go in step.kind.branches), step.kind.otherwise]
    guarded = _ways(sides, name, step) or sides.guards_target(name, targets)
    return Difference(script=name, words=words, guarded=guarded)


def _ways(sides: Sides, script: str, step: Step) -> bool:
    """Return whether it counts that a step comes, goes or moves: ways through the script change with it."""
    return sides.guards_ways(script) or sides.guards_step(script, step.name) or sides.leads_to_guarded(step)


def _said(sides: Sides, step: Step, *, old: bool) -> str:
    parts = parts_of(step.kind)
    first = next(iter(parts.values()), None)
    if first is None:
        return ""
    return f": {quote(whole_text(sides.old_text(first) if old else sides.new_text(first)))}"


def renamed_steps(sides: Sides, old: Script, new: Script) -> Renamed:
    """Return {old name: new name} of the steps that are otherwise as they were."""
    gone = [step for step in old.steps.values() if step.name not in new.steps]
    come = [step for step in new.steps.values() if step.name not in old.steps]
    found: dict[str, str] = {}
    for step in gone:
        alike = [one for one in come if looks_alike(sides, step, one)]
        if alike:
            found[step.name] = alike[0].name
            come.remove(alike[0])
    return found


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Return the steps of both lists that stand elsewhere beside the others; as few as explain it."""
    old, new = [one for one in before if one in after], [one for one in after if one in before]
    stay = {
        old[place]
        for start, _, length in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for place in range(start, start + length)
    }
    return set(new) - stay


def _scores(sides: Sides, old: Script, new: Script) -> Iterator[Difference]:
    for key in dict.fromkeys((*old.scores, *new.scores)):
        before, after = old.scores.get(key), new.scores.get(key)
        if before == after:
            continue
        if after is None:
            words = f"The score '{key}' in {new.name} went."
        elif before is None:
            words = f"The score '{key}' in {new.name} is new: {_score(after)}."
        else:
            words = f"The score '{key}' in {new.name} is now the {_score(after)} instead of {_score(before)}."
        guarded = sides.guards_script(new.name) or sides.guards_key(key)
        yield Difference(script=new.name, words=words, guarded=guarded)


def _score(score: Score) -> str:
    return f"{score.how} of {', '.join(score.of)} (at least {score.needs_at_least})"


def _rules(sides: Sides, old: Script, new: Script) -> Iterator[Difference]:
    for rule in dict.fromkeys((*old.risk, *new.risk)):
        guarded = sides.guards_rule(new.name, rule)
        for words in _rule(sides, new.name, old.risk.get(rule), new.risk.get(rule)):
            yield Difference(script=new.name, words=words, guarded=guarded)
    if other_order(old.risk, new.risk):  # among equals the first rule decides which help begins
        words = f"The rules of {new.name} stand in another order."
        yield Difference(script=new.name, words=words, guarded=sides.guards_ways(new.name))


def _rule(sides: Sides, script: str, old: Rule | None, new: Rule | None) -> Iterator[str]:
    if new is None:
        if old is not None:
            yield f"The rule '{old.name}' in {script} went: {old.level.word} when {quote(old.when.source)}."
        return
    what = f"The rule '{new.name}' in {script}"
    if old is None:
        said = quote(whole_text(sides.new_text(new.tell_coach)))
        yield f"{what} is new: {new.level.word} when {quote(new.when.source)}, coaches read {said}."
        return
    if old.when.clauses != new.when.clauses:
        yield f"{what} now speaks when {quote(new.when.source)} instead of when {quote(old.when.source)}."
    if old.level != new.level:
        yield f"{what} is {new.level.word} now instead of {old.level.word}."
    if old.start_now != new.start_now:
        started = new.start_now or "nothing"
        yield f"{what} now starts {started} instead of {old.start_now or 'nothing'}."
    texts = sides.old_text(old.tell_coach), sides.new_text(new.tell_coach)
    yield from text_changes(f"what coaches read from the rule '{new.name}' in {script}", *texts)


def _tests(old: Script, new: Script) -> Iterator[Difference]:
    before = {test.title: test for test in old.tests}
    after = {test.title: test for test in new.tests}
    for title in dict.fromkeys((*before, *after)):
        if title not in after:
            words = f"The test {quote(title)} of {new.name} went."
        elif title not in before:
            words = f"The test {quote(title)} of {new.name} is new."
        elif _told(before[title]) != _told(after[title]):
            words = f"The test {quote(title)} of {new.name} changed."
        else:
            continue
        yield Difference(script=new.name, words=words, guarded=False)


def _told(test: ScriptTest) -> object:
    """Return a test without the lines of the file that it stands on."""
    return [(line.what, line.words) for line in test.talk], dict(test.history), test.duty
