"""What a crisis or a consent can reach needs two people; when in doubt, it does."""

import pytest

from bot.scripts.comparing import differences, reach_of
from bot.texts import Catalogs
from tests.publishing.sets import Edit, bundle_of

DAILY, AFTER, CRISIS = "daily_checkin.yaml", "after_use.yaml", "crisis_help.yaml"
THOUGHTS = "    when: safe_now is thoughts\n"


def guarded(*edits: Edit) -> bool:
    """Return whether anything about these edits is guarded."""
    none = Catalogs.from_files({})
    found = differences(bundle_of(), bundle_of(*edits), none, none)
    assert found
    return any(one.guarded for one in found)


GUARDED: dict[str, tuple[Edit, ...]] = {
    "a text that a crisis starts": ((CRISIS, "I am really glad you told me.", "I am so glad you told me."),),
    "a reply there": ((CRISIS, "yes: Good. Let them know", "yes: Let them know"),),
    "how silence is taken there": ((CRISIS, "nudge after: 10 minutes", "nudge after: 1 hour"),),
    "the level of a crisis rule": (
        (AFTER, f"{THOUGHTS}    level: crisis\n", f"{THOUGHTS}    level: urgent\n"),
    ),
    "when it speaks": ((AFTER, THOUGHTS, THOUGHTS.replace("thoughts\n", "thoughts or sick\n")),),
    "what coaches read of it": ((AFTER, 'Chose "Thoughts of dying"', 'Tapped "Thoughts of dying"'),),
    "the question it looks at": ((AFTER, "thoughts: Thoughts of dying", "thoughts: I think of dying"),),
    "what leads around it": (
        (AFTER, "      sick: withdrawal\n", "      sick: withdrawal\n      okay: end\n"),
    ),
    "the way to where it is": ((DAILY, "      yes: after_use\n", "      no: win\n      yes: after_use\n"),),
    "the key it looks at": (("keys.yaml", "safe_now: {label: The body,", "safe_now: {label: Body,"),),
    "crisis lines": (("resources.yaml", "Call or text 988,", "Call 988,"),),
    "a safety phrase": (("safety.yaml", "[I want to die]", "[I wish to die]"),),
    "a consent": (("welcome.yaml", "Is this all right with you?", "Is this okay with you?"),),
    "what a consent leads to": (("welcome.yaml", "ask: When is a good time?", "ask: When is it good?"),),
    "a way past the call of where it is": (
        (DAILY, "    save: mood\n", "    save: mood\n    then: {hard: end, otherwise: craving}\n"),
    ),
    "a way behind it": ((DAILY, "      otherwise: used\n", "      3 or more: used\n      otherwise: win\n"),),
    "whether it is begun by the programme at all": (
        ("programme.yaml", "check-in: daily_checkin every 3 days", "check-in: looking_back every 3 days"),
    ),
    "the languages": (("programme.yaml", "languages: [en, es]", "languages: [en]"),),
    "who is called in a crisis": (("programme.yaml", "5 minutes supervisor", "9 minutes supervisor"),),
    "when we ask how it is": (("programme.yaml", "crisis: after 12 hours", "crisis: after 3 days"),),
    "a card for coaches": (("protocols.yaml", "Ask what is hardest right now.", "Ask what is hard."),),
}

FREE: dict[str, tuple[Edit, ...]] = {
    "an ordinary question": ((DAILY, "ask: How is today going?", "ask: How is today?"),),
    "an ordinary rule": ((DAILY, "when: craving is 8 or more\n", "when: craving is 9 or more\n"),),
    "a step more": ((DAILY, "  thanks:\n", "  breathe:\n    say: One slow breath.\n\n  thanks:\n"),),
    "a text beside a crisis rule": ((AFTER, "ask: Is somebody with you?", "ask: Is anybody with you?"),),
    "quiet hours": (("programme.yaml", "21:30 to 08:00", "22:00 to 08:00"),),
    "duty hours": (("programme.yaml", "09:00 to 21:00", "10:00 to 21:00"),),
    "a word to avoid": (("words.yaml", "  day zero: total days\n", "  day zero: days in all\n"),),
    "an ordinary key": (("keys.yaml", "label: Craving,", "label: Urge,"),),
}


@pytest.mark.parametrize("what", GUARDED)
def test_two_have_to_agree_to(what: str) -> None:
    assert guarded(*GUARDED[what])


@pytest.mark.parametrize("what", FREE)
def test_one_is_enough_for(what: str) -> None:
    assert not guarded(*FREE[what])


def test_the_reach_is_what_help_consent_and_crisis_rules_touch() -> None:
    reach = reach_of(bundle_of())

    assert reach.scripts >= {"crisis_help", "overdose_help", "withdrawal_help", "welcome"}
    assert "daily_checkin" not in reach.scripts
    assert ("after_use", "safe_now") in reach.steps
    assert ("after_use", "thoughts_of_dying") in reach.rules
    assert ("after_use", "told_us") not in reach.rules
    assert "safe_now" in reach.keys
    assert "crisis_lines" in reach.resources
