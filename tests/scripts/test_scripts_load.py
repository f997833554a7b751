"""What loads, and what it becomes."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.engine.condition import BesideUsual, GoneInARow, Is, NumberIn, Otherwise, ValueIn
from bot.engine.script import (
    AskEachStep,
    AskStep,
    ChoicesAnswer,
    ChooseAnyAnswer,
    ConsentAnswer,
    DecideStep,
    ForGoal,
    OneOf,
    Plural,
    ScaleAnswer,
    ScheduleStep,
    Score,
    TellCoachStep,
    TextId,
    WaitForPersonStep,
    WaitStep,
    Words,
)
from bot.errors import ScriptError
from bot.scripts import content_hash, load, problems_of, read_folder
from bot.signals import Level

ROOT = Path(__file__).parents[2]


def test_the_conversations_of_this_programme_load_without_a_problem() -> None:
    files = read_folder(ROOT / "conversations", ROOT / "locales")

    assert problems_of(files) == ()


def test_a_good_programme_becomes_one_bundle(good: dict[str, str]) -> None:
    bundle = load(good)

    assert set(bundle.scripts) >= {"daily_checkin", "after_use", "crisis_help"}
    assert bundle.programme.languages == ("en", "es")
    assert bundle.programme.quiet_from == time(21, 30)
    assert [stage.every_days for stage in bundle.programme.stages] == [1, 3, 7]
    assert bundle.programme.stages[0].until_day == 30
    assert bundle.resources["crisis_lines"].crisis
    assert not bundle.resources["withdrawal_care"].crisis
    assert bundle.keys["mood"].values == ("good", "okay", "hard")
    assert bundle.keys["weight"].retired
    assert bundle.services["helpline"].need == "treatment"
    assert bundle.phrases["overdose"]["es"] == ("me metí demasiado",)
    assert bundle.avoid["es"]["adicto"] == "persona con trastorno por consumo de sustancias"


def test_steps_become_what_they_say(good: dict[str, str]) -> None:
    bundle = load(good)
    steps = bundle.scripts["daily_checkin"].steps

    mood = steps["mood"].kind
    assert isinstance(mood, AskStep)
    assert isinstance(mood.question.kind, ChoicesAnswer)
    assert mood.question.kind.choices["hard"] == "daily_checkin.mood.choices.hard"
    craving = steps["craving"].kind
    assert isinstance(craving, AskStep)
    assert craving.question.kind == ScaleAnswer(low=0, high=10)
    assert steps["craving"].then == ((NumberIn(low=7.0), "urge_help"), (Otherwise(), "used"))
    other = bundle.scripts["after_use"].steps
    assert other["tomorrow"].kind == ScheduleStep(script="looking_back", after=timedelta(days=1), at=time(10))
    assert isinstance(other["to_person"].kind, TellCoachStep)
    assert other["to_person"].kind.level is Level.URGENT
    assert bundle.scripts["ride_the_wave"].steps["pause"].kind == WaitStep(time=timedelta(minutes=10))
    tools = bundle.scripts["ride_the_wave"].steps["tools"].kind
    assert isinstance(tools, AskStep)
    assert isinstance(tools.question.kind, ChooseAnyAnswer)
    assert isinstance(bundle.scripts["crisis_help"].steps["stay"].kind, WaitForPersonStep)
    look = bundle.scripts["my_reasons"].steps["look"].kind
    assert isinstance(look, DecideStep)
    assert look.otherwise == "write"
    each = bundle.scripts["looking_back"].steps["each"].kind
    assert isinstance(each, AskEachStep)
    assert list(each.texts) == ["sleep_score", "calm_score"]
    assert bundle.scripts["looking_back"].scores["night"] == Score(
        how="mean", of=("sleep_score", "calm_score"), needs_at_least=1
    )
    agree = bundle.scripts["welcome"].steps["agree"].kind
    assert isinstance(agree, AskStep)
    assert agree.question.kind == ConsentAnswer(name="programme")
    assert agree.question.must_answer


def test_rules_and_their_conditions_are_read(good: dict[str, str]) -> None:
    risk = load(good).scripts["daily_checkin"].risk

    usual = risk["craving_above_usual"].when
    assert usual.clauses == (
        Is(key="craving", match=NumberIn(low=8.0)),
        BesideUsual(key="craving", higher=True),
    )
    assert risk["craving_rising"].when.clauses == (GoneInARow(key="craving", up=True, times=3),)
    assert risk["craving_rising"].level is Level.URGENT
    thoughts = load(good).scripts["after_use"].risk["thoughts_of_dying"]
    assert thoughts.start_now == "crisis_help"
    assert thoughts.when.clauses == (Is(key="safe_now", match=ValueIn(values=("thoughts",))),)


def test_texts_have_ids_and_places(good: dict[str, str]) -> None:
    bundle = load(good)

    hello = bundle.texts[TextId("daily_checkin.hello.say")]
    assert isinstance(hello, OneOf)
    assert hello.texts[0] == Words(source="Hi {name}. Good to see you.")
    assert bundle.texts[TextId("daily_checkin.thanks.say")] == Plural(
        count="checkins_total",
        one="Thank you, {name}. That was our first check-in.",
        other="Thank you, {name}. That was check-in number {count}, and each one counts.",
    )
    assert isinstance(bundle.texts[TextId("ride_the_wave.close.say")], ForGoal)
    for text_id in (
        "daily_checkin.nudge",
        "daily_checkin.craving.low_end",
        "ride_the_wave.again.reply.3_or_less",
        "after_use.quiet_button",
        "after_use.to_person.tell_coach",
        "daily_checkin.risk.strong_craving.tell_coach",
        "crisis_help.stay.wait",
        "looking_back.each.ask.sleep_score",
    ):
        assert TextId(text_id) in bundle.texts
    origin = bundle.origins[TextId("after_use.button")]
    assert (origin.file, origin.line, origin.button) == ("after_use.yaml", 5, True)
    wants = bundle.origins[TextId("after_use.wants.ask")]
    assert wants.note == 'said_it tells the coach "wanted to be heard, not called"'


def test_dialogues_are_read_line_by_line(good: dict[str, str]) -> None:
    tests = load(good).scripts["daily_checkin"].tests

    assert tests[0].title == "a good day"
    assert [(line.what, line.words) for line in tests[0].talk][:3] == [
        ("bot", "mood"),
        ("person", "Going well"),
        ("bot", "craving"),
    ]
    assert tests[1].history == {"craving": ("4", "5", "6")}
    assert load(good).scripts["after_use"].tests[1].duty == "nobody"


def test_a_list_of_words_in_a_dialogue_stands_on_lines(good: dict[str, str]) -> None:
    text = good["ride_the_wave.yaml"] + "  two:\n    talk:\n      - person: [Breathing, Waiting]\n"

    bundle = load({**good, "ride_the_wave.yaml": text})

    assert bundle.scripts["ride_the_wave"].tests[-1].talk[0].words == "Breathing\nWaiting"


@pytest.mark.parametrize(
    "typed",
    ["2027-01-01", "08", "1_000", "null", "~", "true", "yes", "no", "on", "10:00", "1e3", "0x1F", ".5"],
)
def test_words_stay_the_words_that_were_typed(good: dict[str, str], typed: str) -> None:
    text = good["crisis_help.yaml"].replace("title: Crisis help", f"title: {typed}")

    assert load({**good, "crisis_help.yaml": text}).scripts["crisis_help"].title == typed


def test_line_endings_and_byte_order_marks_change_nothing(good: dict[str, str]) -> None:
    windows = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in good.items()}

    assert load(windows).texts == load(good).texts
    assert load(windows).hash == load(good).hash


def test_the_hash_names_the_content(good: dict[str, str]) -> None:
    changed = {**good, "words.yaml": good["words.yaml"] + "# a remark\n"}

    assert load(good).hash == content_hash(good)
    assert len(load(good).hash) == 64
    assert load(changed).hash != load(good).hash


def test_every_problem_of_every_file_is_said_at_once(good: dict[str, str]) -> None:
    good["daily_checkin.yaml"] = good["daily_checkin.yaml"].replace("save: mood", "svae: mood")
    good["crisis_help.yaml"] = good["crisis_help.yaml"].replace("show: crisis_lines", "show: crisis_line")
    good["keys.yaml"] += "\tbroken: yes\n"
    good["programme.yaml"] = "\x00\x01\x02"

    with pytest.raises(ScriptError) as caught:
        load(good)

    lines = str(caught.value).splitlines()
    assert {line.partition(":")[0] for line in lines} == {
        "crisis_help.yaml",
        "daily_checkin.yaml",
        "keys.yaml",
        "programme.yaml",
    }
    assert "daily_checkin.yaml:28:5: error: 'svae' is not something this format knows here." in str(
        caught.value
    )
    assert "Did you mean 'save'? [E110]" in str(caught.value)


def test_a_wrong_step_does_not_hide_the_next_one(good: dict[str, str]) -> None:
    text = good["daily_checkin.yaml"].replace("save: mood", "svae: mood")
    good["daily_checkin.yaml"] = text.replace("otherwise: used", "otherwise: usde")

    assert [problem.code for problem in problems_of(good)] == ["E110", "E201"]


def test_who_may_join_and_how_long_things_are_kept_is_read(good: dict[str, str]) -> None:
    good["programme.yaml"] = good["programme.yaml"].replace(
        "welcome: welcome\n",
        "welcome: welcome\njoining: by link\nminimum age: 16\nown words kept: 2 weeks\nrecord kept: 2 years\n"
        "ways to reach: welcome\nafter release: {script: welcome, days: [0, 3, 10]}\n",
    )
    good["keys.yaml"] = good["keys.yaml"].replace("kind: free text", "kind: free text, keep: with them")

    bundle = load(good)

    programme = bundle.programme
    assert (programme.joining, programme.minimum_age) == ("by link", 16)
    assert (programme.words_kept_days, programme.record_kept_months) == (14, 24)
    assert (programme.reach_script, programme.release_script) == ("welcome", "welcome")
    assert programme.release_days == (0, 3, 10)
    assert {key.keep_with_them for key in bundle.keys.values() if key.kind == "free text"} == {True}
    assert not bundle.keys["craving"].keep_with_them


def test_a_set_from_before_these_lines_were_known_has_their_usual_values(good: dict[str, str]) -> None:
    programme = load(good).programme

    assert (programme.joining, programme.minimum_age) == ("open", 18)
    assert (programme.words_kept_days, programme.record_kept_months) == (90, 24)
    assert (programme.reach_script, programme.release_script, programme.release_days) == (None, None, ())


def test_a_menu_button_of_a_set_from_before_still_loads(good: dict[str, str]) -> None:
    good["after_use.yaml"] = good["after_use.yaml"].replace(
        "button: I need to share", "button: I drank or used"
    )

    assert load(good).scripts["after_use"].button is not None
