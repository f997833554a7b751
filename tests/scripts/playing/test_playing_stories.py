"""Stories as a coach writes them: how they are read, where they part from the bot, how they are rewritten."""

from collections.abc import Callable

import pytest

from bot.scripts import load
from bot.scripts.playing import Voice
from bot.scripts.playing.names import Names
from bot.scripts.playing.story import Story, read_story
from bot.scripts.playing.telling import Telling, tell, written
from bot.scripts.playing.trial import plain_typing
from bot.texts import Catalogs

LANGUAGES = {"en": "English", "es": "Español"}

HARD = """\
# A remark.
Title: A hard day
Language: English

Script: daily_checkin
Bot: ...

Luz: it is hard today
Bot: Thank you for being honest. ...
Saved: mood = hard
"""

Tells = Callable[[str], Telling]


@pytest.fixture
def tells(good: dict[str, str]) -> Tells:
    """Return how a story goes with the small good programme, whose words do not change."""
    bundle = load(good)

    def one(text: str) -> Telling:
        story, problems = read_story("a.story", text, LANGUAGES)
        assert problems == []
        return tell(Voice(bundle, Catalogs({})), Names(bundle), story)

    return one


def read(text: str) -> tuple[Story, list[str]]:
    story, problems = read_story("a.story", text, LANGUAGES)
    return story, [str(problem) for problem in problems]


def test_a_story_reads_like_a_chat_on_paper() -> None:
    story, problems = read(HARD.replace("Luz: it is", "Luz: it is\n  so"))

    assert problems == []
    assert (story.title, story.language, story.person, story.name) == ("A hard day", "en", "Luz", "Luz")
    assert [entry.what for entry in story.entries] == ["Script", "Bot", "person", "Bot", "Saved"]
    assert story.entries[2].words == "it is\nso hard today"
    assert (story.entries[2].first, story.entries[2].last) == (8, 9)


WRONG = [
    ("Sved: mood = hard", "11:1", "'Sved:' is not a line of a story, and the person of this story is Luz. "),
    ("Sved: mood = hard", "11:1", "Did you mean 'Saved'?"),
    ("Lux: hello", "11:1", "Did you mean 'Luz'?"),
    ("Later: a day", "11:8", "'a day' is not a length of time. Write for example: Later: 1 day"),
    ("Luz:", "11:5", "There is nothing after 'the name:'."),
    ("hello there", "11:1", "'hello there' is no line of a story. Begin each line with who speaks"),
    ("Coach is told: Maya (soon)", "11:16", "'Maya (soon)' cannot be read."),
    ("Title: again", "11:8", "'Title:' belongs above the first 'Script:' line."),
]


@pytest.mark.parametrize(("line", "place", "words"), WRONG)
def test_a_line_that_cannot_be_read_is_said_where_it_stands(line: str, place: str, words: str) -> None:
    _, (problem,) = read(f"{HARD}{line}\n")

    assert problem.startswith(f"a.story:{place}: error: ")
    assert words in problem
    assert problem.endswith("[E903]")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "This story is empty."),
        ("Script: daily_checkin\n", "A story needs a title."),
        ("Title: x\nMaya: hello\n", "A story begins with the conversation that starts"),
        ("Title: x\nLanguage: Klingon\nScript: welcome\n", "'Klingon' is not a language of this programme."),
        ("Title: x\nDuty: nobdy\nScript: welcome\n", "Write duty: nobody, somebody, or a coach's name"),
        ("Title: x\nAt: noon\nScript: welcome\n", "'noon' is not a time of day."),
        ("Title: x\nHistory: craving 4\nScript: welcome\n", "Write for example: History: craving = 4, 5, 6"),
        ("  Bot: x\n", "It is indented, but there is nothing above that it could go on with."),
        ("x\n" * 6000, "This story has more than 5000 lines."),
    ],
)  # fmt: skip
def test_a_head_that_cannot_be_read_is_said_with_its_repair(text: str, words: str) -> None:
    _, problems = read(text)

    assert any(words in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("words", "well"),
    [
        ("...", True),
        ("Thank you for being\n  honest. ...", True),
        ("... 10 =\n   strongest ever", True),
        ("... are part of ...", True),
        ("Thank you for being honest.", False),
        ("... are parts of ...", False),
    ],
)
def test_dots_stand_for_any_words_and_breaks_do_not_count(tells: Tells, words: str, well: bool) -> None:
    assert tells(HARD.replace("Thank you for being honest. ...", words)).went_well is well


def test_a_language_may_be_named_as_it_names_itself(tells: Tells) -> None:
    story, problems = read(HARD.replace("Language: English", "Language: español"))

    assert problems == []
    assert story.language == "es"


def test_what_is_said_and_not_written_is_a_difference_too(tells: Tells) -> None:
    telling = tells("Title: x\nScript: after_use\nBot: ...\nMaya: Thoughts of dying\n")

    assert [(one.what, one.expected) for one in telling.differences] == [
        ("Bot", None),
        ("Coach is told", None),
        ("Coach is told", None),
    ]
    assert telling.differences[2].said == "thoughts_of_dying (crisis)"
    assert {problem.code for problem in telling.all_problems} == {"E901"}


def test_what_was_written_and_did_not_come_is_a_difference(tells: Tells) -> None:
    telling = tells(
        HARD + "Coach is told: hard_days (watch)\nScheduled: looking_back in 1 day\nEnd: completed\n"
    )

    assert [(one.what, one.said) for one in telling.differences] == [
        ("Coach is told", None),
        ("Scheduled", "nothing"),
        ("End", "not yet"),
    ]


def test_the_level_and_the_words_a_coach_reads_are_compared_where_they_stand(tells: Tells) -> None:
    talk = "Title: x\nScript: daily_checkin\nBot: ...\nMaya: hard\nBot: ...\nMaya: 9\nBot: ...\n"

    assert tells(talk + "Coach is told: strong_craving\n").went_well
    assert tells(talk + "Coach is told: strong_craving (watch) Craving 9 out of 10 today.\n").went_well
    (level,) = tells(talk + "Coach is told: strong_craving (urgent)\n").differences
    (words,) = tells(talk + "Coach is told: strong_craving Craving 3\n").differences
    assert level.said == "strong_craving (watch)"
    assert words.said == "strong_craving (watch) Craving 9 out of 10 today."


def test_names_that_do_not_exist_are_said_with_the_nearest_one(tells: Tells) -> None:
    script = tells("Title: x\nScript: daily_chekin\n")
    rule = tells(HARD + "Coach is told: hard_dayz (watch)\n")
    key = tells(HARD.replace("mood = hard", "moood = hard"))

    assert "Did you mean 'daily_checkin'?" in script.problems[0].words
    assert "Did you mean 'hard_days'?" in rule.problems[0].words
    assert "Did you mean 'mood'?" in key.problems[0].words


def test_rewriting_changes_only_what_the_bot_says(tells: Tells) -> None:
    head = "Title: x\n\n# Before it begins.\nScript: daily_checkin\n"
    hers = "\n# What she says   is hers.\nMaya: It IS   hard today\n"
    after = "# Remarks stay.\nLater: 1 minute\n"
    telling = tells(f"{head}Bot: Something old\n  that went on.\n{hers}{after}")

    lines = telling.lines

    text = "\n".join(lines)
    assert text.startswith(f"{head}Bot: H")
    assert "How is today going?" in text
    assert "Something old" not in text
    assert f"{hers}Bot: Thank you for being honest. Hard days are part of recovery too.\n\n     " in text
    assert text.endswith(f"\n{after}")
    assert tells(text).went_well


def test_rewriting_takes_away_what_no_longer_comes_and_adds_what_does(tells: Tells) -> None:
    telling = tells(
        "Title: x\nScript: daily_checkin\nBot: ...\nMaya: hard\nBot: ...\nMaya: 9\nBot: ...\nBot: And more.\n"
        "Coach is told: hard_days (watch)\nMaya: skip\nBot: ...\n"
    )

    text = "\n".join(telling.lines)

    assert "And more." not in text
    assert "hard_days" not in text
    assert "Coach is told: strong_craving (watch)\n\nMaya: skip" in text
    assert tells(text).went_well


def test_a_long_message_is_broken_into_lines_that_say_the_same() -> None:
    said = "I walk beside people in recovery. " * 5 + "\n\nI am a bot, not a person.\n988"

    lines = written("Bot", said)

    assert lines[0].startswith("Bot: I walk beside")
    assert max(map(len, lines)) <= 100
    assert lines[-3:] == ["", "     I am a bot, not a person.", "     988"]
    story, _ = read("\n".join(["Title: x", "Script: welcome", *lines]))
    assert plain_typing(story.entries[1].words) == plain_typing(said)


def test_a_wrong_tap_is_told_as_one(tells: Tells) -> None:
    telling = tells(
        "Title: x\nScript: after_use\nBot: ...\nMaya: Hard to breathe\nBot: ...\nCoach is told: told_us\n"
        "Coach is told: body_in_danger\nMaya: Change that answer\nBot: ...\n"
        "Coach is told: body_in_danger (wrong tap)\n"
    )

    assert [one.said for one in telling.differences] == ["told_us (wrong tap)"]
