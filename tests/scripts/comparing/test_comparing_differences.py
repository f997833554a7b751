"""What changed between two sets, in words that editors understand."""

from dataclasses import replace

import pytest

from bot.engine import Bundle
from bot.errors import ScriptError
from bot.scripts import load
from bot.scripts.comparing import Difference, differences
from bot.texts import Catalogs
from tests.publishing.sets import Edit, bundle_of, changed, good

PO = "locales/es/LC_MESSAGES/conversations.po"
BREATHE = """format: 1
script: breathe
title: One breath
starts: only when called
steps:
  slowly:
    say: One slow breath.
"""


def spanish(words: str, context: str = "daily_checkin.mood.reply.good") -> dict[str, str]:
    """Return the set with one text translated."""
    source = "Good to hear. You did the work to get here."
    entry = f'msgctxt "{context}"\nmsgid "{source}"\nmsgstr "{words}"\n'
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return {**good(), PO: header + entry}


def between(old: dict[str, str], new: dict[str, str]) -> tuple[Difference, ...]:
    """Return the differences between two sets of files."""
    return differences(load(old), load(new), Catalogs.from_bundle_files(old), Catalogs.from_bundle_files(new))


def english(*edits: Edit) -> list[str]:
    """Return what is said about edits of the set, translations apart."""
    none = Catalogs.from_files({})
    found = differences(bundle_of(), bundle_of(*edits), none, none)
    return [one.words for one in found if not one.words.startswith("Spanish: ")]


def test_the_same_set_has_no_differences() -> None:
    assert between(good(), good()) == ()


def test_comments_spaces_and_the_way_a_text_is_written_are_no_difference() -> None:
    edits = (
        ("daily_checkin.yaml", "  craving:\n", "  # how strong\n  craving:\n\n"),
        ("daily_checkin.yaml", "    low end: none at all\n", '    low end:   "none at all"\n'),
    )

    assert between(good(), changed(*edits)) == ()


DAILY = "daily_checkin.yaml"
HI = "        - Hi {name}. Good to see you.\n"
RISING = """  craving_rising:
    when: craving has gone up 3 check-ins in a row
    level: urgent
    tell coach: Craving went up three check-ins in a row, now {craving} out of 10.
"""
HARD_DAYS = """  hard_days:
    when: mood has been hard 4 check-ins in a row
    level: watch
    tell coach: Four hard days in a row.
"""

# (edits, what is said about them)
SAID: dict[str, tuple[tuple[Edit, ...], tuple[str, ...]]] = {
    "a question": (
        ((DAILY, "    ask: How is today going?\n", "    ask: How is today?\n"),),
        ("The question 'mood' in daily_checkin changed from “How is today going?” to “How is today?”.",),
    ),
    "one wording of several": (
        ((DAILY, "- How strong has craving been today?", "- How strong was craving today?"),),
        (
            "A wording of the question 'craving' in daily_checkin changed"
            " from “How strong has craving been today?” to “How strong was craving today?”.",
        ),
    ),
    "a wording more": (
        ((DAILY, "been today?\n", "been today?\n        - And craving?\n"),),
        ("A wording of the question 'craving' in daily_checkin is new: “And craving?”.",),
    ),
    "wordings in another order": (
        (
            (
                DAILY,
                f"{HI}        - Hello {{name}}. Three quick questions, for you.\n",
                f"        - Hello {{name}}. Three quick questions, for you.\n{HI}",
            ),
        ),
        ("The wordings of the message 'hello' in daily_checkin stand in another order.",),
    ),
    "a plural": (
        (
            (
                DAILY,
                "      one: Thank you, {name}. That was our first",
                "      one: Thanks, {name}. That was our first",
            ),
        ),
        (
            "The message 'thanks' in daily_checkin changed"
            " from “Thank you, {name}. That was our first check-in. …”"
            " to “Thanks, {name}. That was our first check-in. …”.",
        ),
    ),
    "a button": (
        ((DAILY, "good: Going well\n", "good: All well\n"),),
        (
            "The button 'good' of the question 'mood' in daily_checkin changed"
            " from “Going well” to “All well”.",
        ),
    ),
    "buttons in another order": (
        (
            (
                DAILY,
                "      good: Going well\n      okay: Getting by\n",
                "      okay: Getting by\n      good: Going well\n",
            ),
        ),
        ("The buttons of the question 'mood' in daily_checkin stand in another order.",),
    ),
    "a reply that went": (
        ((DAILY, "      good: Good to hear. You did the work to get here.\n", ""),),
        (
            "The reply to 'good' of the question 'mood' in daily_checkin went:"
            " “Good to hear. You did the work to get here.”.",
        ),
    ),
    "an end of a scale": (
        ((DAILY, "low end: none at all", "low end: nothing"),),
        ("The low end of the question 'craving' in daily_checkin changed from “none at all” to “nothing”.",),
    ),
    "a branch": (
        ((DAILY, "      7 or more: urge_help\n", "      8 or more: urge_help\n"),),
        (
            "After 'craving' in daily_checkin, '8 or more' now leads to 'urge_help'.",
            "After 'craving' in daily_checkin, '7 or more' no longer has a way of its own;"
            " it led to 'urge_help'.",
        ),
    ),
    "where a branch leads": (
        ((DAILY, "    call: after_use\n    then: end\n", "    call: after_use\n"),),
        (
            "After 'after_use' in daily_checkin, everything else now leads to the next step"
            " instead of the end.",
        ),
    ),
    "what is called": (
        ((DAILY, "    call: ride_the_wave\n", "    call: my_reasons\n"),),
        ("The call 'urge_help' in daily_checkin now calls 'my_reasons' instead of 'ride_the_wave'.",),
    ),
    "what an answer is": (
        ((DAILY, "    answer: free text\n    save: win\n", "    answer: free text\n    must answer: yes\n"),),
        (
            "The question 'win' in daily_checkin no longer saves 'win'.",
            "The question 'win' in daily_checkin can no longer be skipped.",
        ),
    ),
    "another name": (
        (
            (DAILY, "  thanks:\n", "  farewell:\n"),
            (DAILY, "      - bot: thanks\n", "      - bot: farewell\n"),
        ),
        (
            "The message 'thanks' in daily_checkin is called 'farewell' now.",
            "The test “a good day” of daily_checkin changed.",
        ),
    ),
    "a step more": (
        ((DAILY, "  thanks:\n", "  breathe:\n    say: One slow breath.\n\n  thanks:\n"),),
        ("The message 'breathe' in daily_checkin is new, behind 'win': “One slow breath.”.",),
    ),
    "another kind of step": (
        (
            (DAILY, "    answer: free text\n    save: win\n", ""),
            (DAILY, "    ask: What is one thing", "    say: Name one thing"),
        ),
        (
            "'win' in daily_checkin was a question and is a message now.",
            "The message 'win' in daily_checkin says “Name one thing that went right, however small?”.",
        ),
    ),
    "silence": (
        (
            (DAILY, "  nudge after: 6 hours\n", "  nudge after: 90 minutes\n"),
            (DAILY, "  give up after: 20 hours\n", "  give up after: 1 day\n"),
        ),
        (
            "daily_checkin gives up after 1 day instead of 20 hours.",
            "daily_checkin reminds after 90 minutes instead of 6 hours.",
        ),
    ),
    "a rule": (
        ((DAILY, HARD_DAYS, HARD_DAYS.replace("hard 4", "hard 3").replace("watch", "urgent")),),
        (
            "The rule 'hard_days' in daily_checkin now speaks when “mood has been hard 3 check-ins in a row”"
            " instead of when “mood has been hard 4 check-ins in a row”.",
            "The rule 'hard_days' in daily_checkin is urgent now instead of watch.",
        ),
    ),
    "what coaches read": (
        ((DAILY, "tell coach: Four hard days in a row.", "tell coach: Four hard days."),),
        (
            "What coaches read from the rule 'hard_days' in daily_checkin changed"
            " from “Four hard days in a row.” to “Four hard days.”.",
        ),
    ),
    "rules in another order": (
        ((DAILY, f"{RISING}{HARD_DAYS}", f"{HARD_DAYS}{RISING}"),),
        ("The rules of daily_checkin stand in another order.",),
    ),
    "a rule that went": (
        ((DAILY, HARD_DAYS, ""),),
        (
            "The rule 'hard_days' in daily_checkin went:"
            " watch when “mood has been hard 4 check-ins in a row”.",
        ),
    ),
    "a menu button": (
        (("after_use.yaml", "\nbutton: I need to share\n", "\nbutton: I drank\n"),),
        ("The menu button of after_use changed from “I need to share” to “I drank”.",),
    ),
    "a key": (
        (("keys.yaml", "label: Craving,", "label: Urge,"), ("keys.yaml", "something small", "a small thing")),
        (
            "Label of the key 'craving' changed from “Craving” to “Urge”.",
            "'when missing' of the key 'win' changed from “something small” to “a small thing”.",
        ),
    ),
    "the programme": (
        (
            ("programme.yaml", "21:30 to 08:00", "22:00 to 08:00"),
            ("programme.yaml", "{until: day 30,", "{until: day 60,"),
        ),
        (
            "In the programme, quiet hours: 22:00 to 08:00 instead of 21:30 to 08:00.",
            "The stage 'first month' is now daily_checkin every day until day 60"
            " instead of daily_checkin every day until day 30.",
        ),
    ),
    "who may join, and how long things are kept": (
        (
            (
                "programme.yaml",
                "welcome: welcome\n",
                "welcome: welcome\njoining: by link\nminimum age: 16\nown words kept: 30 days\n"
                "after release: {script: welcome, days: [0, 7]}\n",
            ),
        ),
        (
            "In the programme, joining: by link instead of open.",
            "In the programme, minimum age: 16 instead of 18.",
            "In the programme, own words kept: 30 days instead of 90 days.",
            "In the programme, after release: welcome on the days 0, 7 instead of nothing.",
        ),
    ),
    "who is called, and when": (
        (
            ("programme.yaml", "5 minutes supervisor", "7 minutes backup and supervisor"),
            ("programme.yaml", "again: 10 minutes", "again: 15 minutes"),
            ("programme.yaml", "crisis: after 12 hours", "crisis: after 1 day"),
            (
                "programme.yaml",
                "duty hours: 09:00 to 21:00\n",
                "crisis phone: 555-0199\nfire drill: Friday 9:30\ncaseload: {full: 15, too many: 25}\n",
            ),
            ("programme.yaml", "every week}", "every week, coach: hello within 2 days then every week}"),
        ),
        (
            "In the programme, ladder for a crisis: 0 minutes own coach and on duty, 7 minutes backup and"
            " supervisor and everybody instead of 0 minutes own coach and on duty, 5 minutes supervisor and"
            " everybody.",
            "In the programme, calling again: after 15 minutes instead of after 10 minutes.",
            "In the programme, crisis phone: 555-0199 instead of none.",
            "In the programme, follow up: daily_checkin, 1 day after a crisis and 3 days after an urgent case"
            " instead of daily_checkin, 12 hours after a crisis and 3 days after an urgent case.",
            "In the programme, fire drill: Friday 09:30 instead of none.",
            "In the programme, duty hours: none instead of 09:00 to 21:00.",
            "In the programme, caseload: 15 is full, 25 is too many instead of 20 is full, 30 is too many.",
            "The stage 'from then on' is now daily_checkin every 7 days, with a hello of a coach within"
            " 2 days, then every 1 week instead of daily_checkin every 7 days.",
        ),
    ),
    "a card for coaches": (
        (
            ("protocols.yaml", "for: after_use\n", "for: [after_use, overdose]\n"),
            ("protocols.yaml", "Thank them for telling you.", "Thank them."),
            ("protocols.yaml", "    - Do not promise that it stays secret.\n", ""),
            (
                "protocols.yaml",
                "[Ask what is hardest right now.]",
                "[Ask what is hardest right now., Listen.]",
            ),
        ),
        (
            "Line 2 of the card 'suicide' for coaches went; it was “Do not promise that it stays secret.”.",
            "The card 'after_use' for coaches is for after_use, overdose instead of after_use.",
            "Line 1 of the card 'after_use' for coaches changed from “Thank them for telling you.”"
            " to “Thank them.”.",
            "Line 2 of the card 'any' for coaches is new: “Listen.”.",
        ),
    ),
    "cards that come, go and move": (
        (
            (
                "protocols.yaml",
                "after_use:\n  for: after_use\n  lines: [Thank them for telling you.]\nany:\n",
                "minor:\n  for: under_age\n  lines: [Be kind.]\nany:\n",
            ),
        ),
        (
            "The card 'after_use' for coaches went.",
            "The card 'minor' for coaches is new: “Be kind.”.",
        ),
    ),
    "a safety phrase": (
        (("safety.yaml", "[I want to die]", "[I want to be dead]"),),
        (
            "The safety phrase “I want to die” (suicide, en) went.",
            "The safety phrase “I want to be dead” (suicide, en) is new.",
        ),
    ),
    "a word to avoid": (
        (("words.yaml", "  day zero: total days\n", "  day zero: days in all\n"),),
        (
            "What to write instead of the word to avoid “day zero” (en) changed"
            " from “total days” to “days in all”.",
        ),
    ),
    "lines": (
        (
            ("resources.yaml", "Call or text 988,", "Call 988,"),
            ("resources.yaml", "Call a doctor.}", "Call a doctor., verified on: 2026-11-02, by: Ros}"),
        ),
        (
            "The resource 'crisis_lines' (us, en) changed"
            " from “Call or text 988, day and night.” to “Call 988, day and night.”.",
            "The resource 'withdrawal_care' (us, en) was verified on 2026-11-02 by Ros.",
        ),
    ),
    "a service": (
        (("services.yaml", "A helpline: 1-800", "Our helpline: 1-800"),),
        (
            "The words (en) of the service 'helpline' changed"
            " from “A helpline: 1-800-662-4357.” to “Our helpline: 1-800-662-4357.”.",
        ),
    ),
}


@pytest.mark.parametrize("what", SAID)
def test_each_kind_of_change_is_one_sentence(what: str) -> None:
    edits, said = SAID[what]

    assert english(*edits) == list(said)


def test_a_long_text_is_shortened_around_what_changed() -> None:
    (said,) = english(("crisis_help.yaml", "put distance between you", "keep a distance between you"))

    assert "…" in said
    assert "put distance between you" in said
    assert "when_a_person_answers" not in said
    assert len(said) < 300


def test_a_step_that_moves_is_said_once_and_its_neighbours_stay() -> None:
    text = good()[DAILY]
    mood = text[text.index("  mood:\n") : text.index("  craving:\n")]
    moved = text.replace(mood, "").replace("  thanks:\n", mood + "  thanks:\n")

    assert [one.words for one in between(good(), {**good(), DAILY: moved})] == [
        "The question 'mood' in daily_checkin now stands behind 'win'."
    ]


def test_a_conversation_that_comes_or_goes_is_one_line() -> None:
    more = {**good(), "breathe.yaml": BREATHE}

    (come,) = between(good(), more)
    (gone,) = between(more, good())
    assert come.words == "The conversation breathe is new: “One breath”."
    assert (gone.words, gone.gone, gone.script) == ("The conversation breathe went.", True, "breathe")


def test_translations_are_said_in_their_language() -> None:
    (came,) = between(good(), spanish("Me alegra saberlo."))
    (other,) = between(spanish("Me alegra saberlo."), spanish("Qué bueno."))
    (gone,) = between(spanish("Qué bueno."), good())

    what = "Spanish: the reply to 'good' of the question 'mood' in daily_checkin"
    assert came.words == f"{what} is translated now: “Me alegra saberlo.”."
    assert other.words == f"{what} changed from “Me alegra saberlo.” to “Qué bueno.”."
    assert gone.words == f"{what} is no longer translated; it was “Qué bueno.”."
    assert (other.script, other.step, other.guarded) == ("daily_checkin", "mood", False)


def test_a_renamed_step_takes_its_translation_along_without_a_word() -> None:
    renamed = spanish("Qué bueno.", context="daily_checkin.day.reply.good")
    renamed[DAILY] = renamed[DAILY].replace("  mood:\n", "  day:\n").replace("bot: mood", "bot: day")

    said = [one.words for one in between(spanish("Qué bueno."), renamed)]
    assert said == [
        "The question 'mood' in daily_checkin is called 'day' now.",
        "The test “a good day” of daily_checkin changed.",
    ]


@pytest.mark.parametrize("file", [DAILY, "after_use.yaml", "keys.yaml", "resources.yaml"])
def test_no_line_that_matters_can_go_without_a_word(file: str) -> None:
    lines = good()[file].splitlines(keepends=True)
    before = bare(bundle_of())
    none = Catalogs.from_files({})
    seen = 0
    for place in range(0, len(lines), 3):
        try:
            new = load({**good(), file: "".join(lines[:place] + lines[place + 1 :])})
        except ScriptError:
            continue
        seen += 1
        if bare(new) != before:
            assert differences(bundle_of(), new, none, none), lines[place]
            assert differences(new, bundle_of(), none, none), lines[place]
    assert seen


def test_every_step_and_rule_can_be_described_as_new_and_as_gone() -> None:
    whole = bundle_of()
    for name in whole.scripts:
        without = _without(whole, name)
        for old, new in ((whole, without), (without, whole)):
            none = Catalogs.from_files({})
            assert all(one.words.endswith(".") for one in differences(old, new, none, none))


def bare(bundle: Bundle) -> object:
    """Return what a bundle says and does, wherever it stands in the files."""
    scripts = [
        replace(
            script,
            steps={name: replace(step, line=0) for name, step in script.steps.items()},
            tests=tuple(
                replace(
                    test, line=0, column=0, talk=tuple(replace(one, line=0, column=0) for one in test.talk)
                )
                for test in script.tests
            ),
        )
        for script in bundle.scripts.values()
    ]
    return [
        scripts,
        [list(script.steps) for script in scripts],
        replace(bundle, hash="", origins={}, scripts={}),
    ]


def _without(bundle: Bundle, script: str) -> Bundle:
    emptied = replace(bundle.scripts[script], steps={}, risk={}, no_answer=None, tests=())
    return replace(bundle, scripts={**bundle.scripts, script: emptied})
