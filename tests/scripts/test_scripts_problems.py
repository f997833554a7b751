"""Problems that more than one change makes, and the silence of a programme that has none."""

from bot.scripts import problems_of

HALF = "a very long text " * 150


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
