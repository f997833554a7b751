"""Every code has an example that fails, at the right place and with the repair."""

import re
from pathlib import Path

import pytest

import bot.scripts
from bot.scripts import problems_of

LONG = "a very long text " * 300
HALF = "a very long text " * 150

# (code, file, what is written, what is written instead, where, part of the message)
EXAMPLES: list[tuple[str, str, str, str, str, str]] = [
    (
        "E102",
        "after_use",
        "  heard:",
        "  wants:",
        "71:3",
        "'wants' is used twice in the same place (first on line 41)",
    ),
    (
        "E103",
        "after_use",
        "    save: alone",
        "\tsave: alone",
        "37:1",
        "There is a tab at the start of this line",
    ),
    ("E104", "my_reasons", 'say: "Your own words: {reason}"', "say: My own: one: two", "11:16", "': '"),
    (
        "E105",
        "crisis_help",
        "    ask: I am really",
        "     ask: I am really",
        "16:5",
        "lines up with its neighbours",
    ),
    ("E115", "crisis_help", "    show: crisis_lines", "    show crisis_lines", "13:5", "names with a colon"),
    (
        "E106",
        "my_reasons",
        'say: "Your own words: {reason}"',
        "say: {name}, hello",
        "11:10",
        "starts with '{'",
    ),
    ("E106", "my_reasons", 'say: "Your own words: {reason}"', "say: {name}", "11:10", "double quotes"),
    ("E106", "my_reasons", 'say: "Your own words: {reason}"', "say: *reason", "11:10", "starts with '*'"),
    ("E106", "my_reasons", 'say: "Your own words: {reason}"', "say: &a reason", "11:10", "starts with '&'"),
    ("E106", "my_reasons", 'say: "Your own words: {reason}"', "say: !wow", "11:10", "starts with '!'"),
    ("E106", "my_reasons", 'say: "Your own words: {reason}"', "say: @home", "11:10", "starts with '@'"),
    ("E106", "my_reasons", 'say: "Your own words: {reason}"', 'say: "Hi" she said', "11:10", "closing quote"),
    ("E106", "my_reasons", 'say: "Your own words: {reason}"', 'say: "Hi', "", "quote"),
    ("E107", "after_use", "    save: alone", "\u00a0\u00a0\u00a0 save: alone", "37:1", "'no-break' space"),
    ("E107", "crisis_help", "if no answer:", "if no\u00a0answer:", "6:1", "'no-break' space in this name"),
    ("E110", "after_use", "    save: alone", "    svae: alone", "37:5", "Did you mean 'save'?"),
    ("E110", "my_reasons", "    then: end", "    save: reason", "", "'save' does not belong to 'say'"),
    (
        "E110",
        "after_use",
        "    answer: yes or no",
        "    answer: yes or no\n    low end: none",
        "",
        "a scale only",
    ),
    ("E110", "crisis_help", "title:", "button: Help\ntitle:", "", "goes with 'starts: menu button' only"),
    ("E110", "welcome", "do: give consent", "do: give consnt", "", "Did you mean 'give consent'?"),
    (
        "E110",
        "daily_checkin",
        "      - end: completed",
        "      - ends: completed",
        "",
        "not a line of a talk",
    ),
    (
        "E111",
        "daily_checkin",
        "    level: watch\n    tell coach: Craving",
        "    tell coach: Craving",
        "73:3",
        "'level:'",
    ),
    ("E111", "crisis_help", "title: Crisis help\n", "", "", "'title:' is missing in 'crisis_help'"),
    (
        "E111",
        "daily_checkin",
        "  nudge after: 6 hours\n",
        "",
        "",
        "'nudge after:' is missing beside 'nudge:'",
    ),
    ("E111", "ride_the_wave", "button: Ride out a craving\n", "", "4:1", "'button:' is missing"),
    ("E111", "keys", ", values: [air, time]", "", "", "'values:' is missing in 'tools'"),
    (
        "E112",
        "daily_checkin",
        "level: watch",
        "level: high",
        "75:12",
        "'high' is not a risk level. Use watch, urgent or",
    ),
    (
        "E113",
        "daily_checkin",
        "starts: by the programme",
        "starts: daily",
        "4:9",
        "Use one of: by the programme, menu",
    ),
    ("E114", "daily_checkin", "  hello:\n", "  Say Hello:\n", "15:3", "'Say Hello' is not a good name"),
    (
        "E114",
        "daily_checkin",
        "      okay: Getting by",
        "      Okay: Getting by",
        "",
        "'Okay' is not a good name",
    ),
    (
        "E115",
        "after_use",
        "    call: my_reasons",
        "    call: my_reasons\n    say: Hi",
        "",
        "This step does 2 things",
    ),
    ("E115", "after_use", "    call: my_reasons\n", "", "", "This step does nothing"),
    (
        "E115",
        "daily_checkin",
        "nudge after: 6 hours",
        "nudge after: six hours",
        "7:16",
        "such as: 6 hours, 2 days",
    ),
    ("E115", "daily_checkin", "    say:\n      one of:\n", "    say:\n", "17:9", "Put 'one of:' above it"),
    (
        "E115",
        "daily_checkin",
        "answer: free text",
        "answer: free text\n    choices: {a: B}",
        "",
        "exactly one of: answer",
    ),
    ("E115", "daily_checkin", "answer: scale 0 to 10", "answer: scale 0-10", "", "is not a kind of answer"),
    ("E115", "keys", "kind: yes or no}", "kind: yes/no}", "", "is not a kind of answer"),
    ("E115", "programme", "quiet hours: 21:30 to 08:00", "quiet hours: at night", "9:14", "21:30 to 08:00"),
    ("E115", "programme", "time zone: America/Chicago", "time zone: Chicago", "6:12", "is not a time zone"),
    ("E115", "programme", "languages: [en, es]", "languages: [en, xx]", "3:17", "'xx' is not a language"),
    ("E115", "programme", "languages: [en, es]", "languages: [es]", "", "has to be among the languages"),
    ("E115", "programme", "daily_checkin every day", "daily_checkin daily", "", "daily_checkin every 3 days"),
    ("E115", "crisis_help", "format: 1", "format: 2", "1:9", "reads 'format: 1'"),
    ("E115", "looking_back", "mean of:", "mean from:", "", "A score needs exactly one of"),
    ("E115", "resources", "verified on: 2026-11-01", "verified on: last week", "", "such as: 2026-11-01"),
    ("E116", "daily_checkin", "script: daily_checkin", "script: daily_check", "2:9", "the file is called"),
    (
        "E117",
        "my_reasons",
        'say: "Your own words: {reason}"',
        "say:",
        "11:5",
        "There is nothing after 'say:'",
    ),
    ("E117", "my_reasons", 'say: "Your own words: {reason}"', 'say: ""', "11:10", "no text here"),
    (
        "E120",
        "daily_checkin",
        "when: craving is 8 or more\n",
        "when: craving >= 8\n",
        "74:11",
        "craving is 8 or more.",
    ),
    ("E120", "my_reasons", "reason was answered", "mood hard or craving above 5", "8:7", "do not understand"),
    (
        "E201",
        "daily_checkin",
        "7 or more: urge_help",
        "7 or more: urge_hlep",
        "43:18",
        "Did you mean 'urge_help'?",
    ),
    (
        "E202",
        "my_reasons",
        "otherwise: write",
        "otherwise: read",
        "13:3",
        "Nobody can ever reach step 'write'",
    ),
    (
        "E203",
        "daily_checkin",
        "    call: ride_the_wave",
        "    say: Hi\n    then: urge_help",
        "46:3",
        "in a circle",
    ),
    ("E204", "my_reasons", "    save: reason_new", "    save: reason_new\n    then: write", "", ""),
    (
        "E205",
        "ride_the_wave",
        "      breathe: breathe\n",
        "",
        "14:5",
        "does not say where to go for: breathe",
    ),
    ("E205", "daily_checkin", "      otherwise: used\n", "", "42:5", "0, 1, 2"),
    ("E206", "daily_checkin", "      hard: Thank you", "      bad: Thank you", "31:7", "(good, okay, hard)"),
    ("E206", "daily_checkin", "      7 or more: urge", "      17 or more: urge", "", "it goes from 0 to 10"),
    (
        "E206",
        "daily_checkin",
        "when: mood has been hard",
        "when: mood has been bad",
        "",
        "(good, okay, hard)",
    ),
    (
        "E206",
        "after_use",
        "    call: my_reasons\n    then: tomorrow",
        "    call: my_reasons\n    then: {yes: next}",
        "",
        "",
    ),
    (
        "E207",
        "my_reasons",
        "      otherwise: write\n",
        "      used is yes: write\n",
        "7:5",
        "no 'otherwise' line",
    ),
    (
        "E208",
        "daily_checkin",
        "      otherwise: used",
        "      otherwise: used\n      5 or more: used",
        "",
        "already",
    ),
    (
        "E208",
        "programme",
        "until: day 365",
        "until: day 30",
        "12:3",
        "Nobody can reach the stage 'first year'",
    ),
    (
        "E209",
        "daily_checkin",
        "call: ride_the_wave",
        "call: ride_the_waves",
        "47:11",
        "Did you mean 'ride_the_wave'?",
    ),
    ("E209", "programme", "welcome: welcome", "welcome: welcom", "7:10", "there is no file welcom.yaml"),
    ("E209", "after_use", "offer services: treatment", "offer services: housing", "", "Known: treatment"),
    (
        "E210",
        "my_reasons",
        '    say: "Your own words: {reason}"',
        "    call: after_use",
        "",
        "after_use > my_reasons",
    ),
    ("E212", "after_use", "  heard:\n", "  otherwise:\n", "71:3", "has a special meaning"),
    ("E301", "daily_checkin", "save: craving", "save: cravings", "41:11", "Did you mean 'craving'?"),
    ("E302", "daily_checkin", "answer: scale 0 to 10", "answer: scale 1 to 10", "41:11", "from 1 to 10 here"),
    (
        "E302",
        "daily_checkin",
        "      okay: Getting by",
        "      fine: Getting by",
        "",
        "'fine' is not among the values",
    ),
    ("E302", "daily_checkin", "save: win", "save: night", "64:11", "but a 'free text' here"),
    ("E303", "daily_checkin", "save: win", "save: used", "", "already saved by step 'used'"),
    (
        "E306",
        "keys",
        "kind: free text, when missing",
        "kind: free text, retired: 2027-01-01, when missing",
        "",
        "",
    ),
    (
        "E307",
        "looking_back",
        "[sleep_score, calm_score]",
        "[sleep_score, calm_scor]",
        "",
        "Did you mean 'calm_score'?",
    ),
    ("E307", "looking_back", "needs at least: 1", "needs at least: 3", "", "cannot need more"),
    ("E401", "daily_checkin", "when: mood has", "when: moood has", "86:11", "Did you mean 'mood'?"),
    ("E402", "daily_checkin", "mood has been hard 4", "mood has been 4 or less 4", "86:11", "not a number"),
    ("E402", "daily_checkin", "craving has gone up 3", "win has gone up 3", "", "not a number"),
    (
        "E402",
        "daily_checkin",
        "craving is higher than",
        "craving includes hard and craving is higher than",
        "",
        "",
    ),
    (
        "E403",
        "daily_checkin",
        "when: craving is 8 or more\n",
        "when: craving is 11 or more\n",
        "74:11",
        "never be true",
    ),
    (
        "E404",
        "my_reasons",
        "reason was answered",
        "reason_new was answered",
        "8:7",
        "cannot come before 'look'",
    ),
    ("E501", "daily_checkin", "Hi {name}. Good", "Hi {nmae}. Good", "18:11", "Did you mean 'name'?"),
    ("E502", "daily_checkin", "Hi {name}. Good", "Hi {craving}. Good", "18:11", "cannot come before 'hello'"),
    ("E504", "daily_checkin", "okay: Getting by", "okay: Getting by as well as I can", "", "27 letters long"),
    (
        "E505",
        "my_reasons",
        'say: "Your own words: {reason}"',
        "say: Reason #2 of 3",
        "11:10",
        "cut off at '#2 of 3'",
    ),
    ("E506", "daily_checkin", "Hi {name}. Good", "Hi addict. Good", "18:11", "allow words: [addict]"),
    ("E507", "daily_checkin", "Hi {name}. Good", "Hi {name. Good", "18:11", "missing its partner"),
    ("E508", "daily_checkin", "okay: Getting by", "okay: going well", "", "(good and okay)"),
    (
        "E508",
        "ride_the_wave",
        "button: Ride out a craving",
        "button: I drank or used",
        "",
        "is used by 'after_use' too",
    ),
    (
        "E509",
        "daily_checkin",
        "check-in number {count}",
        "another check-in",
        "70:14",
        "does not contain {count}",
    ),
    ("E510", "daily_checkin", "Good to hear.", LONG, "", "Telegram refuses messages over 4096"),
    ("E117", "resources", "text: Call a doctor.", 'text: ""', "9:16", "There is no text here"),
    ("E117", "looking_back", "[sleep_score, calm_score]", "[]", "15:20", "This list is empty"),
    (
        "E117",
        "my_reasons",
        "    answer: free text",
        "    choices: {}",
        "15:5",
        "There is nothing under 'choices:'",
    ),
    ("E206", "my_reasons", "save: reason_new", "then: {kids: next, otherwise: next}", "16:12", "own words"),
    (
        "E212",
        "keys",
        "mood: {label",
        "name: {label: Name, kind: free text}\nmood: {label",
        "2:1",
        "by the bot itself",
    ),
    ("E402", "my_reasons", "reason was answered", "reason is kids", "8:7", "Use 'was answered'"),
    ("E601", "after_use", "    start now: crisis_help\n", "", "", "does not start any help"),
    (
        "E602",
        "crisis_help",
        "show: crisis_lines",
        "show: withdrawal_care",
        "",
        "does not hold crisis resources",
    ),
    ("E603", "safety", "  es: [quiero morirme]\n", "", "2:1", "no phrases for the language 'es'"),
    (
        "E504",
        "services",
        "A helpline: 1-800",
        "Somebody who answers at night: 1-800",
        "5:7",
        "29 letters long",
    ),
    (
        "E508",
        "services",
        "\nhelpline:",
        "\nother: {need: treatment, en: 'A helpline: 2', es: x}\nhelpline:",
        "",
        "A helpline",
    ),
    ("E603", "resources", '    es: {text: "Llama al 988, de día o de noche."}\n', "", "2:1", "'es'"),
    (
        "E604",
        "crisis_help",
        "show: crisis_lines",
        "show: crisis_line",
        "13:11",
        "Did you mean 'crisis_lines'?",
    ),
    ("E605", "overdose_help", "if no answer: {give up after: 24 hours}\n", "", "2:1", "what silence means"),
    ("E701", "looking_back", "if no answer: {give up after: 24 hours}\n", "", "4:1", "never count as missed"),
    ("E702", "daily_checkin", "nudge after: 6 hours", "nudge after: 60 hours", "7:3", "already given up"),
]


@pytest.mark.parametrize(("code", "name", "old", "new", "place", "words"), EXAMPLES)
def test_what_an_editor_gets_wrong_is_said_where_it_is(
    good: dict[str, str], code: str, name: str, old: str, new: str, place: str, words: str
) -> None:
    file = f"{name}.yaml"
    assert old in good[file], "the example has to change something"
    good[file] = good[file].replace(old, new, 1)

    problems = problems_of(good)

    found = [problem for problem in problems if problem.code == code]
    assert found, [str(problem) for problem in problems]
    assert any(words in str(problem) for problem in found), [str(problem) for problem in found]
    if place:
        assert any(f"{file}:{place}: error: " in str(problem) for problem in found), [*map(str, found)]


def test_phrases_without_a_script_that_helps_are_refused(good: dict[str, str]) -> None:
    del good["crisis_help.yaml"]
    good = {name: text.replace("crisis_help", "overdose_help") for name, text in good.items()}

    (problem,) = (one for one in problems_of(good) if one.file == "safety.yaml")

    assert str(problem).startswith("safety.yaml:2:1: error: ")
    assert problem.code == "E601"
    assert "crisis_help.yaml" in problem.words


def test_help_for_heard_words_has_to_begin_with_lines(good: dict[str, str]) -> None:
    good["overdose_help.yaml"] = good["overdose_help.yaml"].replace("show: crisis_lines", "say: Hello.")

    (problem,) = (one for one in problems_of(good) if one.file == "safety.yaml")

    assert str(problem).startswith("safety.yaml:5:1: error: Words about 'overdose' start 'overdose_help'")
    assert problem.code == "E602"


def test_no_code_is_without_an_example() -> None:
    rooms = Path(bot.scripts.__file__).parent.rglob("*.py")
    codes = {code for path in rooms for code in re.findall(r'"(E[1-7]\d\d)"', path.read_text("utf-8"))}
    shown_elsewhere = {"E101"}  # files that are no text: test_scripts_files.py

    assert codes - shown_elsewhere == {example[0] for example in EXAMPLES}


def test_silence_in_a_good_programme_is_golden(good: dict[str, str]) -> None:
    assert problems_of(good) == ()


def test_texts_that_are_joined_have_to_fit_into_one_message(good: dict[str, str]) -> None:
    text = good["my_reasons.yaml"].replace("    then: end\n", f"  more:\n    say: {HALF}\n    then: end\n")
    good["my_reasons.yaml"] = text.replace("Your own words: ", HALF)

    (problem,) = problems_of(good)

    assert problem.code == "E510"
    assert "when all texts up to the next question are joined" in problem.words


def test_a_reply_and_what_follows_have_to_fit_into_one_message(good: dict[str, str]) -> None:
    text = good["ride_the_wave.yaml"].replace("You rode it out.", HALF)
    good["ride_the_wave.yaml"] = text.replace("What would you like to try first?", HALF)

    assert [problem.code for problem in problems_of(good)] == ["E510"]
