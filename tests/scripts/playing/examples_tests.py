"""Tests that do not come out as written, and lines of tests that name nothing."""

from tests.scripts.example import Example

EXAMPLES = [
    Example(
        code="E901",
        file="daily_checkin.yaml",
        old="      craving: [4, 5, 6]",
        new="      craving: [4, 6, 5]",
        place="110:9",
        words="Test 'rising craving reaches a coach': the coach should be told 'craving_rising', "
        "but was told: strong_craving.",
    ),
    Example(
        code="E901",
        file="daily_checkin.yaml",
        old="      - person: It is hard today",
        new="      - person: It’s hard today",
        place="106:9",
        words="Test 'rising craving reaches a coach': the person answers 'It’s hard today', "
        "but the bot cannot use that at mood.",
    ),
    Example(
        code="E903",
        file="daily_checkin.yaml",
        old="      - bot: craving",
        new="      - bot: carving",
        place="95:9",
        words="there is no step called 'carving' in daily_checkin. Did you mean 'craving'?",
    ),
    Example(
        code="E904",
        file="daily_checkin.yaml",
        old="tests:\n",
        new="tests:\n" + "".join(f"  day {n}: {{talk: [person: good, person: 2]}}\n" for n in range(600)),
        words="The tests of this script are too long to be played each time: 'day ",
    ),
]
