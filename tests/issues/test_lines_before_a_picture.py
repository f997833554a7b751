"""Crisis resources are the very next message, before any picture of the turn; the question stays last."""

from bot.delivery import FileMessage, TextMessage
from bot.turns.spoken import Spoken


def kinds(spoken: Spoken) -> list[str]:
    return [one.text if isinstance(one, TextMessage) else "picture" for one in spoken.messages()]


def picture() -> FileMessage:
    return FileMessage(how="photo", caption="a wave", path="pictures/wave.png")


def test_the_lines_come_before_the_picture() -> None:
    spoken = Spoken(crisis=["Call 988."], called=["One person knows."], question="Is somebody with you?")
    spoken.files.append(picture())

    assert kinds(spoken) == ["Call 988.\n\nOne person knows.", "picture", "Is somebody with you?"]


def test_with_nothing_else_to_say_the_picture_is_last() -> None:
    spoken = Spoken(crisis=["Call 988."])
    spoken.files.append(picture())

    assert kinds(spoken) == ["Call 988.", "picture"]


def test_without_a_crisis_the_picture_comes_first() -> None:
    spoken = Spoken(texts=["Breathe."], question="How is it now?")
    spoken.files.append(picture())

    assert kinds(spoken) == ["picture", "Breathe.\n\nHow is it now?"]
