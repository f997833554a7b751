"""Checks programme.yaml against the scripts, the world's languages and its time zones."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from bot.scripts.checking.flow import unknown_script
from bot.scripts.draft import ScriptDraft, SharedDraft
from bot.scripts.node import Word
from bot.scripts.problem import Problems, quoted
from bot.scripts.reading.shapes.programme import ProgrammeShape
from bot.scripts.reading.shapes.shared import is_country, is_language

FILE = "programme.yaml"


def check_programme(shared: SharedDraft, drafts: Mapping[str, ScriptDraft], problems: Problems) -> None:
    """Say what is wrong with programme.yaml, and which services are offered that are not there."""
    programme = shared.programme
    if programme is not None:
        _check_world(programme, problems)
        unknown_script(FILE, "'welcome'", programme.welcome, drafts, problems)
        if programme.ways_to_reach is not None:
            unknown_script(FILE, "'ways to reach'", programme.ways_to_reach, drafts, problems)
        if programme.after_release is not None:
            unknown_script(FILE, "'after release'", programme.after_release.script, drafts, problems)
        if programme.follow_up is not None:
            unknown_script(FILE, "'follow up'", programme.follow_up.script, drafts, problems)
        caseload = programme.caseload
        if caseload is not None and caseload.full > caseload.too_many:
            words = "'full' comes before 'too many', so it has to be the smaller number."
            problems.add_unless_echo(FILE, caseload.value_mark("full"), "E115", words)
        _check_stages(programme, drafts, problems)
    if shared.services is None:
        return
    needs = {str(service.need) for service in shared.services.values()}
    for draft in drafts.values():
        for name, step in draft.steps.items():
            need = step.offer_services
            if need is not None and need not in needs:
                known = f" Known: {', '.join(sorted(needs))}." if needs else ""
                words = f"Step {quoted(name)} offers services for {quoted(need)}, but services.yaml has none."
                words += known
                problems.add_unless_echo(draft.file, need.mark, "E209", words)


def _check_world(programme: ProgrammeShape, problems: Problems) -> None:
    for language in programme.languages:
        if not is_language(language) or not known_language(language):
            words = f"{quoted(language)} is not a language in small letters, such as en or es."
            problems.add_unless_echo(FILE, language.mark, "E115", words)
    if not programme.languages:
        mark = programme.key_mark("languages")
        problems.add_unless_echo(FILE, mark, "E115", "At least one language belongs here, such as [en, es].")
    elif programme.source_language not in programme.languages:
        words = (
            f"{quoted(programme.source_language)} is the source language and has to be among the languages."
        )
        problems.add_unless_echo(FILE, programme.value_mark("languages"), "E115", words)
    if not is_country(programme.country):
        words = f"{quoted(programme.country)} is not a country in two small letters, such as us or mx."
        problems.add_unless_echo(FILE, programme.country.mark, "E115", words)
    if not known_zone(programme.time_zone):
        words = f"{quoted(programme.time_zone)} is not a time zone. Write, for example: America/Chicago"
        problems.add_unless_echo(FILE, programme.time_zone.mark, "E115", words)


def _check_stages(programme: ProgrammeShape, drafts: Mapping[str, ScriptDraft], problems: Problems) -> None:
    if not programme.stages:
        mark = programme.key_mark("stages")
        problems.add_unless_echo(FILE, mark, "E117", "There is no stage under 'stages:'. Write at least one.")
    before: tuple[Word, int | None] | None = None
    for name, stage in programme.stages.items():
        unknown_script(FILE, f"The stage {quoted(name)}", stage.check_in[0], drafts, problems)
        if before is not None and (
            before[1] is None or (stage.until is not None and stage.until <= before[1])
        ):
            words = f"Nobody can reach the stage {quoted(name)}: {quoted(before[0])} above it lasts as long."
            problems.add_unless_echo(FILE, name.mark, "E208", words)
        before = (name, stage.until)


def known_language(language: str) -> bool:
    """Whether the world has such a language."""
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def known_zone(zone: str) -> bool:
    """Whether the world has such a time zone."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    return True
