"""Checks what keeps people safe: a crisis meets its lines first, in every language; silence has a meaning."""

from collections.abc import Mapping, Sequence

from bot.engine.crisis import ANY_HELP, HELP, HELPERS
from bot.engine.script import END
from bot.scripts.checking.ways import PAUSING, ways_of
from bot.scripts.draft import ScriptDraft, SharedDraft
from bot.scripts.node import Word
from bot.scripts.problem import Mark, Problems, did_you_mean, quoted
from bot.scripts.reading.shapes.script import STARTS
from bot.signals import Level

BY_THE_PROGRAMME, _, _, WHEN_SCHEDULED = STARTS


def check_safety(
    draft: ScriptDraft,
    drafts: Mapping[str, ScriptDraft],
    crisis: Mapping[Word, bool] | None,
    problems: Problems,
) -> None:
    """Say what is unsafe in one script. `crisis` is {resource: is it one}, None when that is not known."""
    for step in draft.steps.values():
        if step.show is not None and crisis is not None and step.show not in crisis:
            words = f"{quoted(step.show)} is not in resources.yaml.{did_you_mean(step.show, crisis)}"
            problems.add_unless_echo(draft.file, step.show.mark, "E604", words)
    for name, rule in draft.risk.items():
        if rule.level is not Level.CRISIS:
            continue
        if rule.start_now is None:
            words = f"{quoted(name)} is a crisis, but it does not start any help for the person."
            repair = " Add, for example: start now: crisis_help"
            problems.add_unless_echo(draft.file, name.mark, "E601", words + repair)
        elif crisis is not None and not lines_first(str(rule.start_now), drafts, crisis):
            words = f"{quoted(name)} is a crisis and starts {quoted(rule.start_now)}, but the first message"
            words += " of that script does not hold crisis resources. Put first: show: crisis_lines"
            problems.add_unless_echo(draft.file, rule.start_now.mark, "E602", words)


def check_heard(drafts: Mapping[str, ScriptDraft], shared: SharedDraft, problems: Problems) -> None:
    """Say which safety phrases would be heard without help, or with help that does not begin with lines."""
    missing = [script for script in ANY_HELP if script not in drafts]
    for kind in shared.phrases:
        if missing:
            words = (
                f"Words about {quoted(kind)} are a crisis, but there is no file {missing[0]}.yaml that helps"
            )
            problems.add_unless_echo("safety.yaml", kind.mark, "E601", f"{words} the person. Write it.")
            return
        script = next(script for script in HELP.get(kind, ANY_HELP) if script in drafts)
        if shared.crisis is not None and not lines_first(script, drafts, shared.crisis):
            words = f"Words about {quoted(kind)} start {quoted(script)}, but the first message of that script"
            words += " does not hold crisis resources. Put first: show: crisis_lines"
            problems.add_unless_echo("safety.yaml", kind.mark, "E602", words)


def check_silence(drafts: Mapping[str, ScriptDraft], problems: Problems) -> None:
    """Say which scripts leave silence without a meaning, or nudge too late."""
    helping = set(HELPERS)
    for draft in drafts.values():
        helping.update(
            str(rule.start_now)
            for rule in draft.risk.values()
            if rule.level is Level.CRISIS and rule.start_now
        )
    for draft in drafts.values():
        if draft.head is None:
            continue
        silence = draft.no_answer
        if silence is None and not draft.head.has("if no answer"):
            if draft.name in helping:
                words = (
                    "This script helps in a crisis but has no 'if no answer' part: say what silence means."
                )
                problems.add_unless_echo(draft.file, draft.head.key_mark("script"), "E605", words)
            elif draft.head.starts in (BY_THE_PROGRAMME, WHEN_SCHEDULED):
                words = "This script starts by itself but has no 'if no answer' part,"
                words += " so an unanswered one would stay open and never count as missed."
                problems.add_unless_echo(draft.file, draft.head.key_mark("starts"), "E701", words)
        elif silence is not None and silence.nudge_after and silence.nudge_after >= silence.give_up_after:
            words = "The nudge would be sent after the bot has already given up."
            words += " Make 'nudge after' shorter than 'give up after'."
            problems.add_unless_echo(draft.file, silence.key_mark("nudge after"), "E702", words)


def lines_first(
    script: str,
    drafts: Mapping[str, ScriptDraft],
    crisis: Mapping[Word, bool],
    above: tuple[str, ...] = (),
) -> bool:
    """Whether the first message of a script holds crisis resources on every way through it.

    A script that could not be read, or is not there, is not blamed here: that has been said already.
    """
    draft = drafts.get(script)
    if draft is None or not draft.whole or script in above:
        return True
    ways = ways_of(draft)
    waiting, seen = [str(draft.order[0])], set[str]()
    while waiting:
        name = waiting.pop()
        if name == END:
            return False
        if name in seen or name not in ways.follow:
            continue
        seen.add(name)
        step = draft.steps[Word(name)]
        if step.show is not None and crisis.get(step.show, True):
            continue
        if step.call is not None:
            if lines_first(str(step.call), drafts, crisis, (*above, script)):
                continue
            return False
        if step.does in PAUSING:
            return False
        waiting.extend(ways.follow[name])
    return True


def check_languages(shared: SharedDraft, problems: Problems) -> None:
    """Say which safety phrases and resources are missing in one of the programme's languages."""
    programme = shared.programme
    if programme is None:
        return
    languages = [str(language) for language in programme.languages]
    for kind, phrases in shared.phrases.items():
        for language in languages:
            if not phrases.get(Word(language)):
                words = f"{quoted(kind)} has no phrases for the language {quoted(language)},"
                words += " so people writing in it would not be protected."
                problems.add_unless_echo("safety.yaml", kind.mark, "E603", words)
    for name, countries in shared.resources.items():
        here = countries.get(Word(str(programme.country)), {})
        _check_resource(name.mark, name, here, languages, str(programme.country), problems)
    for name, service in (shared.services or {}).items():
        missing = [language for language in languages if language not in service.words]
        if missing:
            words = f"The service {quoted(name)} has no words for the language {quoted(missing[0])}."
            problems.add_unless_echo("services.yaml", name.mark, "E603", words)


def _check_resource(
    mark: Mark,
    name: Word,
    here: Mapping[Word, object],
    languages: Sequence[str],
    country: str,
    problems: Problems,
) -> None:
    for language in languages:
        if language not in here:
            words = f"{quoted(name)} has no words for the language {quoted(language)} in {quoted(country)},"
            problems.add_unless_echo(
                "resources.yaml", mark, "E603", f"{words} so some people would get none."
            )
