"""Every kind of line in a test: what is said when it does not come true, at its line and column."""

from collections.abc import Callable

import pytest

from bot.engine import Bundle
from bot.scripts import Problem, load
from bot.scripts.playing import Reached, run_tests
from bot.texts import Catalogs

HEAD = "  rising craving reaches a coach:\n"
TITLE = "Test 'rising craving reaches a coach': "

Judge = Callable[..., list[Problem]]


@pytest.fixture
def judge(good: dict[str, str]) -> Judge:
    """Return how a talk of the check-in is judged: a list of lines, what stands above them."""

    def run(*lines: str, above: str = "") -> list[Problem]:
        kept = good["daily_checkin.yaml"].partition("tests:\n")[0]
        talk = "".join(f"      - {line}\n" for line in lines)
        files = {**good, "daily_checkin.yaml": f"{kept}tests:\n{HEAD}{above}    talk:\n{talk}"}
        return run_tests(load(files), Catalogs({}), ["daily_checkin"])

    return run


HARD = "person: It is hard today"

WRONG = [
    (
        (HARD, "coach told: craving_rising"),
        "the coach should be told 'craving_rising', but was told: nothing.",
    ),
    (
        (HARD, "person: 8", "coach told: craving_rising"),
        "the coach should be told 'craving_rising', but was told: strong_craving.",
    ),
    (
        (HARD, "person: 8", "person: skip", "coach told: strong_craving"),
        "was told: nothing. It was told earlier in this test; move the line up.",
    ),
    ((HARD, "bot: win"), "the bot should come to 'win', but came to: craving."),
    ((HARD, "bot: after_use.safe_now"), "the bot should come to 'after_use.safe_now', but came to: craving."),
    ((HARD, "says: Well done"), "the bot should say 'Well done', but said: Thank you for being honest."),
    ((HARD, "saved: mood = good"), "'mood' should be saved as 'good', but was saved as 'hard'."),
    ((HARD, "saved: win = x"), "'win' should be saved as 'x', but nothing was saved."),
    (
        (HARD, "scheduled: looking_back in 1 day"),
        "'looking_back in 1 day' should be scheduled, but scheduled is: nothing.",
    ),
    ((HARD, "end: completed"), "the conversation should end as 'completed', but is still at craving."),
    (("person: stop", "end: missed"), "the conversation should end as 'missed', but ended as 'stopped'."),
    (("wait: 5 hours", "says: rush"), "the bot should say 'rush', but said nothing."),
    (("person: purple",), "the person answers 'purple', but the bot cannot use that at mood."),
    (
        ("person: stop", HARD),
        "the person says 'It is hard today', but the conversation has already ended (stopped).",
    ),
    (
        ("person: It’s hard today",),
        "the person answers 'It’s hard today', but the bot cannot use that at mood.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "words"), WRONG)
def test_a_line_that_does_not_come_true_says_what_came_instead(
    judge: Judge, lines: tuple[str, ...], words: str
) -> None:
    (problem,) = judge(*lines)

    assert problem.code == "E901"
    assert problem.words.startswith(TITLE)
    assert words in problem.words
    assert problem.file == "daily_checkin.yaml"


UNKNOWN = [
    ("bot: moood", "there is no step called 'moood' in daily_checkin. Did you mean 'mood'?"),
    ("bot: after_us.safe_now", "there is no script called 'after_us'. Did you mean 'after_use'?"),
    ("bot: after_use.safe_noww", "no step called 'safe_noww' in after_use. Did you mean 'safe_now'?"),
    ("coach told: craving_risin", "Did you mean 'craving_rising'?"),
    ("coach told: suicid", "Did you mean 'suicide'?"),
    ("saved: moood = hard", "'moood' is not in keys.yaml. Did you mean 'mood'?"),
    ("saved: mood hard", "'mood hard' cannot be read. Write for example: saved: craving = 8"),
    ("scheduled: looking_bak in 1 day", "Did you mean 'looking_back'?"),
    ("scheduled: looking_back in a day", "'a day' is not a length of time."),
    ("wait: 2 dayz", "'2 dayz' is not a length of time. Write for example: wait: 2 days"),
    ("end: complete", "'complete' is not a way to end. Use completed, stopped, missed"),
]


@pytest.mark.parametrize(("line", "words"), UNKNOWN)
def test_a_name_that_does_not_exist_is_said_with_the_nearest_one(judge: Judge, line: str, words: str) -> None:
    (problem,) = judge(HARD, line)

    assert problem.code == "E903"
    assert words in problem.words


def test_a_problem_stands_at_its_line_and_column(judge: Judge, good: dict[str, str]) -> None:
    above = good["daily_checkin.yaml"].partition("tests:\n")[0].count("\n")

    (problem,) = judge(HARD, "bot: craving", "person: 3", "bot: win")

    assert problem.mark == (above + 7, 9)
    assert str(problem).startswith(f"daily_checkin.yaml:{above + 7}:9: error: {TITLE}")


def test_what_follows_a_line_that_went_astray_is_not_judged(judge: Judge) -> None:
    assert len(judge("person: purple", "bot: win", "end: missed")) == 1
    assert len(judge(HARD, "says: zebra", "saved: mood = good", "coach told: strong_craving")) == 3


def test_words_that_do_not_fit_may_be_meant_when_the_next_line_looks_at_the_reply(judge: Judge) -> None:
    assert judge("person: purple", "says: in your own words", "bot: mood") == []


@pytest.mark.parametrize("said", ["“It is hard today”", "IT IS HARD TODAY!", "hard"])
def test_what_the_bot_understands_a_test_may_say(judge: Judge, said: str) -> None:
    assert judge(f"person: {said}", "bot: craving") == []


def test_quotes_and_spaces_of_a_word_processor_do_not_count(judge: Judge) -> None:
    assert judge(HARD, "says: Thank you  for being honest.\u00a0Hard days") == []


def test_history_and_duty_are_what_the_day_begins_with(judge: Judge) -> None:
    above = "    history:\n      craving: [4, 5, 6]\n      mood: [hard, skipped]\n    duty: Sam\n"
    rises = (HARD, "person: 8", "coach told: craving_rising", "coach told: daily_checkin.strong_craving")

    assert judge(*rises, above=above) == []


@pytest.mark.parametrize(
    ("history", "words"),
    [
        ("craving: [4, high]", "the history of 'craving' holds 'high', which is not a number."),
        (
            "mood: [hrad]",
            "'hrad' is not one of the answers of 'mood' (good, okay or hard). Did you mean 'hard'?",
        ),
        ("used: [maybe]", "'maybe' is not one of the answers of 'used' (yes or no)."),
    ],
)
def test_a_history_that_cannot_be_is_said(judge: Judge, history: str, words: str) -> None:
    (problem,) = judge(HARD, above=f"    history:\n      {history}\n")

    assert problem.code == "E903"
    assert words in problem.words


def test_several_words_are_several_taps(bundle: Bundle, catalogs: Catalogs) -> None:
    tests = bundle.scripts["looking_back"].tests
    several = [line for test in tests for line in test.talk if "\n" in line.words]

    assert [line.words for line in several] == ["I felt alone\nStress or anger"]
    assert run_tests(bundle, catalogs, ["looking_back"]) == []


def test_an_exception_is_a_problem_line(
    bundle: Bundle, catalogs: Catalogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.scripts.playing.player.listen", broken)

    found = run_tests(bundle, catalogs, ["after_use"])

    assert {problem.code for problem in found} == {"E901"}
    assert all("the bot itself fails here (ZeroDivisionError)" in problem.words for problem in found)


def test_our_own_tests_come_out_as_written_and_reach_every_rule_and_step(
    bundle: Bundle, catalogs: Catalogs
) -> None:
    reached = Reached()

    assert run_tests(bundle, catalogs, bundle.scripts, reached=reached) == []
    rules = {f"{one.name}.{rule}" for one in bundle.scripts.values() for rule in one.risk}
    steps = {("step", one.name, step, 0) for one in bundle.scripts.values() for step in one.steps}
    assert rules - reached.told == set()
    assert steps - reached.passed == set()


def test_what_happened_so_far_stands_below_in_the_words_of_a_test(judge: Judge) -> None:
    (problem,) = judge(HARD, "person: 8", "wait: 20 minutes", "bot: thanks")

    assert problem.dialogue == (
        "bot: mood",
        "person: It is hard today",
        "bot: craving",
        "person: 8",
        "coach told: strong_craving",
        "bot: ride_the_wave.pick",
        "wait: 20 minutes",
    )
