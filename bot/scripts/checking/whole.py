"""Checks all drafts against each other and the shared files."""

from collections.abc import Mapping

from bot.scripts.checking.answers import check_answers
from bot.scripts.checking.conditions import check_conditions
from bot.scripts.checking.flow import check_calls, check_flow, check_scripts_used
from bot.scripts.checking.keys import check_keys
from bot.scripts.checking.length import check_length
from bot.scripts.checking.programme import check_programme
from bot.scripts.checking.protocols import check_protocols
from bot.scripts.checking.safety import check_heard, check_languages, check_safety, check_silence
from bot.scripts.checking.texts import check_services, check_texts
from bot.scripts.draft import ScriptDraft, SharedDraft
from bot.scripts.problem import Problems, quoted

DEFAULT_LANGUAGE = "en"  # what conversations are written in unless programme.yaml says otherwise


def check_all(drafts: Mapping[str, ScriptDraft], shared: SharedDraft, problems: Problems) -> None:
    """Say everything that is wrong with files whose shapes are right."""
    programme = shared.programme
    languages = [str(language) for language in programme.languages] if programme is not None else []
    for draft in drafts.values():
        check_scripts_used(draft, drafts, problems)
        check_flow(draft, drafts, problems)
        check_answers(draft, languages, problems)
        if shared.keys is not None:
            check_keys(draft, shared.keys, problems)
            check_conditions(draft, shared.keys, problems)
        check_texts(draft, shared.keys, problems)
        check_length(draft, shared, problems)
        check_safety(draft, drafts, shared.crisis, problems)
    check_calls(drafts, problems)
    check_silence(drafts, problems)
    check_heard(drafts, shared, problems)
    check_services(shared.services or {}, problems)
    check_languages(shared, problems)
    check_programme(shared, drafts, problems)
    check_protocols(shared, drafts, problems)
    _check_menu(drafts, problems)


def _check_menu(drafts: Mapping[str, ScriptDraft], problems: Problems) -> None:
    """Say which scripts have the same words on their menu button."""
    seen: dict[str, str] = {}
    for draft in drafts.values():
        head = draft.head
        for written in (head.button, head.quiet_button) if head is not None else ():
            for leaf in written.leaves if written is not None else ():
                label = " ".join(leaf.words.casefold().split())
                if seen.setdefault(label, draft.name) != draft.name:
                    words = f"The menu button {quoted(leaf.words)} is used by {quoted(seen[label])} too."
                    problems.add_unless_echo(
                        draft.file, leaf.words.mark, "E508", f"{words} Change one of them."
                    )
