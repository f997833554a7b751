"""What stands on a card in place of what is stored."""

import pytest

from bot.turns.opening.wording import asked, shortened


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("How is today going?", "How is today going?"),
        ("Thank you, Maya. You are not starting over. How is your body?", "How is your body?"),
        ("Gracias por contármelo. ¿Cómo está tu cuerpo?", "¿Cómo está tu cuerpo?"),
        (
            "Did you drink or use since we talked? Any answer is welcome.",
            "Did you drink or use since we talked?",
        ),
        ("Write one thing that went right.", "Write one thing that went right."),
    ],
)
def test_a_question_stands_alone(words: str, question: str) -> None:
    assert asked(words) == question


def test_long_words_end_with_dots() -> None:
    assert shortened("hello", 5) == "hello"
    assert shortened("hello there", 7) == "hello…"
