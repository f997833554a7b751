"""Each fault is found, with the shortest dialogue that leads to it; what is mended is clean."""

from dataclasses import replace

import pytest

from bot.scripts import load
from bot.scripts.proving import prove
from bot.texts import Catalogs
from tests.scripts.proving.faults import FAULTS, MOOD, Fault, many, trial


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.title.replace(" ", "_") for fault in FAULTS])
def test_a_fault_is_found_with_the_shortest_way_to_it(good: dict[str, str], fault: Fault) -> None:
    bundle = load({**good, **fault.files})
    found = prove(bundle, sorted(bundle.scripts))

    assert [(one.code, one.file, f"{one.mark.line}:{one.mark.column}") for one in found] == [
        (fault.code, fault.said_of, fault.place)
    ]
    assert fault.words in found[0].words
    assert found[0].dialogue == fault.dialogue


def test_the_good_programme_is_clean(good: dict[str, str]) -> None:
    bundle = load(good)

    assert prove(bundle, sorted(bundle.scripts)) == []


MENDED = {
    "a hundred steps": "".join(f"  say_{number}:\n    say: Hello.\n" for number in range(100)),
    "a way out": MOOD
    + "  look:\n    decide:\n      mood is hard: more\n      otherwise: end\n"
    + "  more:\n    ask: And now?\n    choices: {good: Good, hard: Hard}\n"
    + "    then: {hard: look, otherwise: end}\n",
    "the other branch of a contradiction": MOOD
    + "  look:\n    decide:\n      mood is hard: tell\n      otherwise: close\n"
    + "  tell:\n    tell coach: It is hard.\n    level: crisis\n"
    + "  again:\n    decide:\n      mood is hard: lines\n      otherwise: close\n"
    + "  lines:\n    show: crisis_lines\n"
    + "  close:\n    say: Thank you.\n",
    "lines before the telling, in one message": "  lines:\n    show: crisis_lines\n"
    "  tell:\n    tell coach: It is hard.\n    level: crisis\n  close:\n    say: Thank you.\n",
    "a person who is reached": "  go:\n    ask: What now?\n"
    "    choices:\n      on: Go on\n      person: Talk to a person\n"
    "    then: {person: tell, otherwise: end}\n"
    '  tell:\n    tell coach: Would like to talk.\n  truth:\n    say: "{when_a_person_answers}"\n',
}


@pytest.mark.parametrize("title", sorted(MENDED))
def test_what_is_mended_is_clean(good: dict[str, str], title: str) -> None:
    bundle = load({**good, **trial(MENDED[title])})

    assert prove(bundle, ["trial"]) == []


def test_a_translated_button_may_take_stop_away(good: dict[str, str]) -> None:
    bundle = load({**good, **trial("  go:\n    ask: Go on?\n    choices: {go: Go on, not: Rather not}\n")})
    spanish = 'msgctxt "trial.go.choices.not"\nmsgid "Rather not"\nmsgstr "Alto"\n'
    catalogs = Catalogs.from_files({"es": {"conversations": spanish}})
    found = prove(bundle, ["trial"], catalogs)

    assert [one.code for one in found] == ["E613"]
    assert found[0].dialogue == ("bot: trial.go", "person: Alto")


def test_too_many_ways_are_said_with_the_question_to_look_at(good: dict[str, str]) -> None:
    keys = "".join(f"key_{number}: {{label: K{number}, kind: yes or no}}\n" for number in range(20))
    files = {**good, **trial(many(20)), "keys.yaml": good["keys.yaml"] + keys}
    bundle = load(files)
    found = prove(bundle, ["trial"])

    assert [one.code for one in found] == ["E218"]
    assert "Most come from the answers to 'key_0', 'key_1', 'key_10'" in found[0].words


def test_a_broken_part_of_the_programme_is_not_followed(good: dict[str, str]) -> None:
    bundle = load({**good, **trial(f"  first:\n    say: Hello.\n{MOOD}")})
    scripts = {name: one for name, one in bundle.scripts.items() if name != "write_reasons"}
    partial = replace(bundle, scripts=scripts)

    assert prove(partial, sorted(bundle.scripts)) == []
