"""`talk` through a pipe: what the phone shows, what coaches are told, and what can be typed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.commands.line import line
from bot.commands.talk import play_in_terminal
from bot.errors import ScriptError

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders are named from the root of the project unless a test says otherwise."""
    monkeypatch.chdir(ROOT)


def talk(typed: str, *words: str) -> str:
    """Return what is printed while these lines come through a pipe."""
    ran = CliRunner().invoke(line, ["talk", *words], input=typed, catch_exceptions=False)

    assert ran.exit_code == 0
    return ran.output


def test_a_check_in_by_words_and_by_numbers_with_the_alerts_beside_it() -> None:
    said = talk("3\n8\nWait ten minutes\nwait 10 minutes\n9\nquit\nnever read\n", "daily_checkin")

    assert "3 [It is hard today]" in said
    assert "Bot: Thank you for being honest." in said
    assert "    Saved: mood = hard" in said
    assert "[0] [1] [2]" in said  # not numbered: 8 is an answer
    assert "    Coach is told: strong_craving (watch): Craving 8 out of 10 today." in said
    assert "(A pause (10 minutes left); any word ends it.)" in said
    assert "Coach is told: still_strong_after (urgent)" in said
    assert "never read" not in said


def test_in_spanish_with_nobody_on_duty_until_a_coach_comes() -> None:
    typed = "me quiero morir\nsaltar\nsaltar\nsaltar\ncoach Ana comes\n"

    said = talk(typed, "daily_checkin", "--lang", "es", "--duty", "nobody")

    assert "Coach is told: suicide (crisis): Wrote words about dying or self-harm." in said
    assert "Bot: Puedes hablar con alguien ahora. Llama al 988" in said
    assert "no pude avisarle a nadie" in said
    assert "Ana es una persona de nuestro equipo" in said
    assert "(The conversation has ended: completed.)" in said


def test_a_length_of_time_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    said = talk("wait a bit\n\nstop\n", "ride_the_wave")

    assert "'a bit' is not a length of time. Write for example: wait 10 minutes" in said
    assert "(The conversation has ended: stopped.)" in said


@pytest.mark.parametrize(
    ("script", "language", "duty", "words"),
    [
        ("daily_chekin", "", "somebody", "Did you mean 'daily_checkin'?"),
        ("daily_checkin", "fr", "somebody", "'fr' is not a language of this programme."),
        ("daily_checkin", "", "nobdy", "'nobdy' cannot be on duty. Did you mean 'nobody'?"),
    ],
)
def test_what_is_not_there_is_one_sentence(script: str, language: str, duty: str, words: str) -> None:
    with pytest.raises(ScriptError) as error:
        play_in_terminal(script, language, duty, ROOT / "conversations", ROOT / "locales")

    assert words in str(error.value)
    assert error.value.remedy


@pytest.mark.parametrize(("width", "beside"), [(120, True), (60, False)])
def test_on_a_terminal_the_alerts_stand_beside_the_phone_where_there_is_room(
    width: int, beside: bool
) -> None:
    import io

    from rich.console import Console

    from bot.commands.talk import _two_columns

    shown = io.StringIO()
    _two_columns(Console(file=shown, width=width))(
        ["Bot: Hello", "1 [Yes]"], ["Coach is told: strong_craving"]
    )
    lines = shown.getvalue().splitlines()
    top = next(one for one in lines if "phone" in one)

    assert ("coaches" in top) is beside
    assert any("strong_craving" in one for one in lines)
