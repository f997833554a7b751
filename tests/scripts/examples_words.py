"""Mistakes in texts, buttons, safety and time."""

from tests.scripts.example import Example

LONG = "a very long text " * 300

# (code, file, what is written, what is written instead, line:column, part of the message)
ROWS: list[tuple[str, str, str, str, str, str]] = [
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
        "button: Ride out a feeling",
        "button: I need to share",
        "",
        "is used by 'after_use' too",
    ),
    ("E615", "after_use", "button: I need to share", "button: I drank or used", "", "('drank')"),
    ("E615", "after_use", "button: Something happened", "button: My recovery", "", "such as: A hard moment"),
    (
        "E509",
        "daily_checkin",
        "check-in number {count}",
        "another check-in",
        "70:14",
        "does not contain {count}",
    ),
    ("E510", "daily_checkin", "Good to hear.", LONG, "", "Telegram refuses messages over 4096"),
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
    (
        "E603",
        "resources",
        '    es: {text: "Llama al 988, de día o de noche.", verified on: 2026-11-01, by: Sam}\n',
        "",
        "2:1",
        "'es'",
    ),
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

EXAMPLES = [
    Example(code=code, file=f"{name}.yaml", old=old, new=new, place=place, words=words)
    for code, name, old, new, place, words in ROWS
]
