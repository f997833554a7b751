"""A bundle of a few texts, and catalogs that hold some of them in Spanish."""

from datetime import time

import pytest

from bot.engine.bundle import Bundle, Key, Programme
from bot.engine.script import ForGoal, OneOf, Plural, Text, TextId, Words
from bot.texts import Catalogs

SPANISH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgctxt "day.hello.say"
msgid "Hi {name}."
msgstr "Hola, {name}."

msgctxt "day.wrong.say"
msgid "You said {craving}, {name}."
msgstr "Dijiste {antojo}, {name} {"

msgctxt "day.mood.choices.good"
msgid "Going well"
msgstr "Voy bien"

#, fuzzy
msgctxt "day.changed.say"
msgid "Please do stay alone."
msgstr "Por favor, no te quedes a solas."

msgctxt "day.total.say"
msgid "One check-in, {name}."
msgid_plural "{count} check-ins, {name}."
msgstr[0] "Una vez, {name}."
msgstr[1] "Van {count}, {name}."

msgctxt "keys.win.when_missing"
msgid "something small"
msgstr "algo pequeño"
"""


@pytest.fixture
def bundle() -> Bundle:
    programme = Programme(
        name="Holdfast",
        languages=("en", "es"),
        source_language="en",
        country="us",
        zone="America/Chicago",
        welcome="welcome",
        stages=(),
        quiet_from=time(21),
        quiet_until=time(8),
        check_in_hour=time(9),
    )
    texts: dict[str, Text] = {
        "day.hello.say": OneOf(
            texts=(Words(source="Hello {name}. Good to see you."), Words(source="Hi {name}."))
        ),
        "day.wrong.say": Words(source="You said {craving}, {name}."),
        "day.mood.choices.good": Words(source="Going well"),
        "day.changed.say": Words(source="Please do stay alone."),
        "day.total.say": Plural(
            count="checkins_total", one="One check-in, {name}.", other="{count} check-ins, {name}."
        ),
        "day.goal.say": ForGoal(texts={"less": Words(source="Less.")}, otherwise=Words(source="Go on.")),
        "day.win.say": Words(source="You wrote: {win}. And {other} ."),
        "day.answer.say": Words(source="You chose {mood}."),
    }
    return Bundle(
        hash="b",
        programme=programme,
        scripts={},
        texts={TextId(name): text for name, text in texts.items()},
        keys={"win": Key(name="win", label="Win", kind="free text", when_missing="something small")},
        resources={},
    )


@pytest.fixture
def catalogs() -> Catalogs:
    return Catalogs.from_files({"es": {"conversations": SPANISH}})
