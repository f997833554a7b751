"""Checks that how a script says it starts is how it is started."""

from collections.abc import Iterator, Mapping

from bot.engine.crisis import HELPERS
from bot.scripts.checking.ways import calls_in
from bot.scripts.draft import ScriptDraft, SharedDraft
from bot.scripts.node import Word
from bot.scripts.problem import Problems, quoted
from bot.scripts.reading.shapes.programme import ProgrammeShape
from bot.scripts.reading.shapes.script import STARTS

BY_THE_PROGRAMME, _, WHEN_CALLED, WHEN_SCHEDULED = STARTS


def check_starting(drafts: Mapping[str, ScriptDraft], shared: SharedDraft, problems: Problems) -> None:
    """Say which scripts nothing ever starts, and which are started in another way than they say."""
    if shared.programme is not None:
        _check_programme(drafts, shared.programme, problems)
    if any(not draft.whole for draft in drafts.values()):
        return  # what cannot be read may be what calls it
    called = {str(one) for draft in drafts.values() for one in _called(draft)} | HELPERS
    scheduled = {
        str(step.schedule) for draft in drafts.values() for step in draft.steps.values() if step.schedule
    }
    for draft in drafts.values():
        starts = draft.head.starts if draft.head is not None else None
        if (starts == WHEN_CALLED and draft.name not in called) or (
            starts == WHEN_SCHEDULED and draft.name not in scheduled
        ):
            how = "calls" if starts == WHEN_CALLED else "schedules"
            words = (
                f"This script starts {quoted(str(starts))}, but no script {how} it, so nobody ever meets it."
            )
            _say_at_starts(draft, "W705", words, problems)


def _check_programme(
    drafts: Mapping[str, ScriptDraft], programme: ProgrammeShape, problems: Problems
) -> None:
    named = {"'welcome'": programme.welcome}
    if programme.ways_to_reach is not None:
        named["'ways to reach'"] = programme.ways_to_reach
    if programme.after_release is not None:
        named["'after release'"] = programme.after_release.script
    if programme.follow_up is not None:
        named["'follow up'"] = programme.follow_up.script
    named |= {f"The stage {quoted(name)}": stage.check_in[0] for name, stage in programme.stages.items()}
    for who, script in named.items():
        draft = drafts.get(str(script))
        starts = draft.head.starts if draft is not None and draft.head is not None else BY_THE_PROGRAMME
        if starts != BY_THE_PROGRAMME and starts in STARTS:
            words = f"{who} uses {quoted(script)}, but that file says 'starts: {starts}'."
            repair = f" Write there: starts: {BY_THE_PROGRAMME}"
            problems.add_unless_echo("programme.yaml", script.mark, "E704", words + repair)
    for draft in drafts.values():
        by_itself = draft.head is not None and draft.head.starts == BY_THE_PROGRAMME
        if by_itself and Word(draft.name) not in named.values():
            words = "This script starts by the programme, but programme.yaml does not name it,"
            _say_at_starts(draft, "W703", f"{words} so nobody ever meets it.", problems)


def _called(draft: ScriptDraft) -> Iterator[Word]:
    yield from calls_in(draft)
    for rule in draft.risk.values():
        if rule.start_now is not None:
            yield rule.start_now


def _say_at_starts(draft: ScriptDraft, code: str, words: str, problems: Problems) -> None:
    assert draft.head is not None, "it said how it starts"
    problems.add_unless_echo(draft.file, draft.head.key_mark("starts"), code, words)
