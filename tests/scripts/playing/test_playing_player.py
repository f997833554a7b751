"""One person and their phone: what goes in, what comes out, and that it is always the same."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.roster import CALLED_ROLES
from bot.engine import SKIPPED, Bundle, Duty, Ending, Line
from bot.scripts.playing import Input, Player, replay, usual_facts
from bot.scripts.playing import seeing as played_seeing
from bot.signals import Level
from bot.texts import Catalogs
from bot.turns.staffing import seeing
from tests.scripts.playing.conftest import Plays

TEN_MINUTES = timedelta(minutes=10)


def test_all_texts_up_to_a_question_are_one_message(plays: Plays) -> None:
    maya = plays("daily_checkin")

    begun = maya.begin()
    answered = maya.write("It is hard today")

    assert len(begun.messages) == len(answered.messages) == 1
    assert begun.text.endswith("How is today going?")
    assert begun.steps == ("daily_checkin.hello", "daily_checkin.mood")
    assert answered.text.startswith("Thank you for being honest.")
    assert answered.text.endswith("0 = none at all · 10 = strongest ever")
    assert answered.saved == {"mood": "hard"}


def test_the_words_of_a_button_count_in_every_language_and_so_do_other_words(plays: Plays) -> None:
    luz = plays("daily_checkin", "es")
    luz.begin()

    by_label = luz.write("it is HARD today")
    by_words = luz.write("como un 8")

    assert by_label.saved == {"mood": "hard"}
    assert by_words.saved == {"craving": 8}
    assert luz.at == "ride_the_wave.pick"


def test_words_about_dying_bring_the_lines_first_in_the_persons_language(plays: Plays) -> None:
    luz = plays("daily_checkin", "es")
    luz.begin()

    reply = luz.write("ya no aguanto, me quiero morir")

    assert reply.first_aid
    assert reply.text.startswith("Puedes hablar con alguien ahora. Llama al 988")
    assert [(told.level, told.name) for told in reply.told] == [(Level.CRISIS, "suicide")]
    assert reply.told[0].words == "Wrote words about dying or self-harm."
    assert luz.at == "crisis_help.with_you"
    assert luz.replaced


def test_time_does_what_silence_does(plays: Plays) -> None:
    maya = plays("daily_checkin")
    maya.begin()

    assert maya.next_due == timedelta(hours=6)
    assert "No rush" in maya.pass_time(timedelta(hours=6)).text
    assert maya.pass_time(timedelta(hours=13)).messages == ()
    assert maya.ending is None
    maya.pass_time(timedelta(hours=1))
    assert maya.ending is Ending.MISSED


def test_a_pause_ends_by_itself_and_then_the_next_question_waits_its_own_time(plays: Plays) -> None:
    maya = plays("ride_the_wave")
    maya.begin()
    maya.write("Wait ten minutes")
    assert maya.waits_for == "pause"

    asked = maya.pass_time(TEN_MINUTES)
    nudged = maya.pass_time(timedelta(minutes=20))

    assert asked.steps == ("ride_the_wave.again",)
    assert nudged.text == "Still with you, Maya. How is it now?"


def test_any_word_ends_a_pause(plays: Plays) -> None:
    maya = plays("ride_the_wave")
    maya.begin()
    maya.write("Breathe with me")

    assert maya.write("done").steps[-1] == "ride_the_wave.again"


def test_what_one_day_saved_is_the_history_of_the_next(plays: Plays) -> None:
    maya = plays("daily_checkin")
    for craving in ("4", "5", "6", "7"):
        maya.start("daily_checkin")
        for words in ("Getting by", craving):
            reply = maya.write(words)
        if craving == "7":
            break
        for words in ("no", "I slept"):
            maya.write(words)
        maya.pass_time(timedelta(days=1))

    assert [told.name for told in reply.told] == ["craving_rising"]
    assert maya.facts.days_together == 4
    assert maya.facts.checkins_total == 4
    assert [past.value for past in maya.facts.history["craving"]] == [4, 5, 6]


def test_a_scheduled_script_invites_without_telling_words(plays: Plays) -> None:
    maya = plays("after_use")
    maya.begin()
    for words in ("I am okay", "yes", "I needed to say it"):
        reply = maya.write(words)
    assert [(one.script, one.after) for one in reply.scheduled] == [("looking_back", timedelta(days=1))]

    invited = maya.pass_time(timedelta(days=1))

    assert maya.waits_for == "start"
    assert invited.text.startswith("Hi Maya.")
    assert [button.label for button in maya.buttons] == ["I am ready"]
    assert maya.write("what is this?").misfit
    assert maya.tap("go").steps == ("looking_back.hello", "looking_back.day_after")


def test_holding_on_ends_when_a_coach_comes(plays: Plays) -> None:
    maya = plays("crisis_help")
    maya.begin()
    for _ in range(3):
        maya.write("skip")
    assert maya.waits_for == "person"
    assert [one.label for one in maya.controls][:3] == [
        "The lines again",
        "Breathe with me",
        "It is getting worse",
    ]

    reply = maya.coach_arrives("Ana")

    assert "Ana is a person from our team" in reply.text
    assert maya.ending is Ending.COMPLETED


@pytest.mark.parametrize(("called", "said"), [(0, "I could not reach anybody"), (2, "2 people")])
def test_who_was_called_is_said_truly(plays: Plays, bundle: Bundle, called: int, said: str) -> None:
    facts = replace(usual_facts(bundle, "en"), duty=Duty(called=called))
    maya = plays("daily_checkin", facts=facts)
    maya.begin()

    assert said in maya.write("I want to die").text


def test_an_answer_can_be_changed_after_the_end_and_a_wrong_tap_is_noted(plays: Plays) -> None:
    maya = plays("after_use")
    maya.begin()
    maya.write("Hard to breathe")
    assert maya.controls[-1].label == "Change that answer"

    reply = maya.write("Change that answer")

    assert reply.corrected == ("after_use.body_in_danger", "after_use.told_us")
    assert maya.at == "overdose_help.called"
    assert "safe_now" not in maya.saved
    assert maya.write("Change that answer").misfit  # once


def test_a_finished_check_in_opens_again_until_ten_minutes_after(plays: Plays) -> None:
    maya = plays("daily_checkin")
    maya.begin()
    for words in ("Going well", "1", "no", "tea"):
        maya.write(words)
    assert maya.ending is Ending.COMPLETED

    again = maya.tap("c")

    assert again.steps == ("daily_checkin.win",)
    maya.write("tea with my sister")
    maya.pass_time(TEN_MINUTES + timedelta(seconds=1))
    assert maya.tap("c").messages == ()


def test_with_nothing_open_the_menu_still_works(plays: Plays) -> None:
    maya = plays("daily_checkin")
    maya.begin()
    maya.write("stop")
    assert maya.ending is Ending.STOPPED

    assert maya.write("mumble").misfit
    assert maya.write("Talk to a person").told[0].name == "asked_for_person"
    assert maya.write("Something happened").steps == ("after_use.safe_now",)
    assert maya.write("I need help now").text.startswith("You can talk to somebody now.")


@pytest.mark.parametrize("word", ["HELP", "help!", "Ayuda"])
def test_help_alone_in_a_message_is_the_lines_whatever_is_open(plays: Plays, word: str) -> None:
    maya = plays("daily_checkin")
    maya.begin()

    assert maya.write(word).text.startswith("You can talk to somebody now.")


def test_words_that_do_not_fit_are_kept_and_asked_again(plays: Plays) -> None:
    maya = plays("daily_checkin")
    maya.begin()

    reply = maya.write("purple")

    assert reply.misfit
    assert reply.kept == ("purple",)
    assert maya.at == "daily_checkin.mood"


def test_skipped_is_kept_as_skipped(plays: Plays) -> None:
    maya = plays("daily_checkin")
    maya.begin()
    maya.write("rather not say")

    assert maya.saved == {"mood": SKIPPED}


def test_who_sees_this_is_said_and_the_question_stands(plays: Plays) -> None:
    maya = plays("daily_checkin")
    maya.begin()

    reply = maya.write("Who sees this?")

    assert "let our team know" in reply.text
    assert maya.at == "daily_checkin.mood"
    assert played_seeing.TEAM == CALLED_ROLES == seeing.OPENING_ROLES
    assert played_seeing.CLOSED_KINDS == seeing.CLOSED_KINDS


def test_the_same_inputs_give_the_same_replies_also_after_json(bundle: Bundle, catalogs: Catalogs) -> None:
    inputs: list[Input] = [
        ("begin",),
        ("write", "Getting by"),
        ("tap", "8"),
        ("write", "Call somebody"),
        ("wait", 600),
        ("write", "9"),
        ("coach",),
    ]

    player, reply = replay(bundle, catalogs, "daily_checkin", inputs, language="es")
    other, again = replay(bundle, catalogs, "daily_checkin", json.loads(json.dumps(inputs)), language="es")

    assert reply.messages == again.messages
    assert player.state == other.state
    with pytest.raises(ValueError, match="no such input"):
        player.put_in(("shout", "x"))


def test_ten_lines_take_little_time_because_nobody_looks_at_the_words(
    bundle: Bundle, catalogs: Catalogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    maya = Player(bundle, catalogs, "daily_checkin", language="en")

    def say(line: Line, language: str) -> str:
        rendered.append(line.text)
        return ""

    monkeypatch.setattr(maya.voice, "say", say)

    maya.begin()
    maya.tap("hard")

    assert rendered == []
