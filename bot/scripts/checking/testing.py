"""Checks that scripts are tested: every one at all, and every crisis rule to the moment a coach is told."""

from bot.scripts.draft import ScriptDraft
from bot.scripts.problem import Problems, quoted
from bot.scripts.reading.shapes.script import talk_line
from bot.signals import Level


def check_testing(draft: ScriptDraft, problems: Problems) -> None:
    """Say what no test of the script reaches."""
    head = draft.head
    if head is None:
        return
    if not head.has("tests"):
        problems.add_unless_echo(draft.file, head.key_mark("script"), "W902", "This script has no tests.")
    told = {
        words
        for test in draft.tests.values()
        for what, words in map(talk_line, test.talk)
        if what == "coach told"
    }
    unread = head.has("tests") and not draft.tests
    for name, rule in draft.risk.items():
        if rule.level is Level.CRISIS and str(name) not in told and not unread:
            words = f"The crisis rule {quoted(name)} has no test that ends with 'coach told: {name}'."
            problems.add_unless_echo(draft.file, name.mark, "E606", f"{words} Crisis rules must be tested.")
