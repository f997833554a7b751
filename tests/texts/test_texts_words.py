"""A person always gets words: in their language, else in the source language, never an error."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.engine.bundle import Bundle
from bot.engine.effects import Line
from bot.engine.script import TextId
from bot.engine.wording import NAME, leaves
from bot.errors import BrokenConversationError
from bot.texts import Catalogs, own, words
from bot.texts.own import OWN
from tests.texts.conftest import SPANISH

EMPTY = Catalogs.from_files({})


def line(text: str, variant: int = 0, **values: str | int | float | Line) -> Line:
    return Line(text=TextId(text), variant=variant, values=values)


def test_a_text_is_said_in_the_persons_language(bundle: Bundle, catalogs: Catalogs) -> None:
    hello = line("day.hello.say", 1, name="Maya")

    assert words(bundle, catalogs, hello, "en") == "Hi Maya."
    assert words(bundle, catalogs, hello, "es") == "Hola, Maya."
    assert words(bundle, catalogs, hello, "es-MX") == "Hola, Maya."


@pytest.mark.parametrize("said", ["la 1:30", "las 11:00", "las 21:10"])
def test_one_o_clock_is_singular_in_spanish(bundle: Bundle, said: str) -> None:
    spanish = Catalogs.load(Path("locales"), ("en", "es"))
    until = line("bot.staff.live_duty_one", name="Ana", time=said.split()[1])

    assert words(bundle, spanish, until, "es") == f"Ana (hasta {said})"


def test_what_is_not_translated_is_said_in_the_source_language(bundle: Bundle, catalogs: Catalogs) -> None:
    assert (
        words(bundle, catalogs, line("day.hello.say", 0, name="Maya"), "es") == "Hello Maya. Good to see you."
    )
    assert words(bundle, catalogs, line("day.hello.say", 1, name="Maya"), "xx") == "Hi Maya."
    assert words(bundle, EMPTY, line("day.hello.say", 1, name="Maya"), "es") == "Hi Maya."


def test_a_fuzzy_translation_is_never_sent(bundle: Bundle, catalogs: Catalogs) -> None:
    assert words(bundle, catalogs, line("day.changed.say"), "es") == "Please do stay alone."


def test_plurals_follow_the_language(bundle: Bundle, catalogs: Catalogs) -> None:
    def total(number: float, locale: str) -> str:
        return words(bundle, catalogs, line("day.total.say", checkins_total=number, name="Maya"), locale)

    assert total(1, "en") == "One check-in, Maya."
    assert total(1234, "en") == "1,234 check-ins, Maya."
    assert total(1, "es") == "Una vez, Maya."
    assert total(2, "es") == "Van 2, Maya."
    assert total(12345, "es") == "Van 12.345, Maya."
    assert total(1.5, "es") == "Van 1,5, Maya."


def test_a_value_may_be_a_line_in_the_same_language(bundle: Bundle, catalogs: Catalogs) -> None:
    answer = line("day.answer.say", mood=line("day.mood.choices.good"))

    assert words(bundle, catalogs, answer, "es") == "You chose Voy bien."


def test_a_missing_value_is_what_the_key_says_else_nothing(bundle: Bundle, catalogs: Catalogs) -> None:
    assert words(bundle, catalogs, line("day.win.say"), "en") == "You wrote: something small. And."
    assert words(bundle, catalogs, line("day.win.say"), "es") == "You wrote: algo pequeño. And."


def test_wrong_names_in_a_translation_do_not_break_it(bundle: Bundle, catalogs: Catalogs) -> None:
    wrong = line("day.wrong.say", craving=8, name="Maya")

    assert words(bundle, catalogs, wrong, "es") == "Dijiste, Maya {"


def test_what_a_person_typed_is_never_filled_in_again(bundle: Bundle, catalogs: Catalogs) -> None:
    typed = line("day.hello.say", 1, name="{coach} {name}  x , y %s")

    assert words(bundle, catalogs, typed, "en") == "Hi {coach} {name}  x , y %s."


def test_a_text_nobody_wrote_is_a_broken_conversation(bundle: Bundle, catalogs: Catalogs) -> None:
    for text in ("day.gone.say", "bot.gone"):
        with pytest.raises(BrokenConversationError):
            words(bundle, catalogs, line(text), "es")


def test_a_variant_that_is_gone_is_the_first_one(bundle: Bundle, catalogs: Catalogs) -> None:
    assert words(bundle, catalogs, line("day.goal.say", 7), "en") == "Less."
    assert words(bundle, catalogs, line("day.goal.say", 1), "en") == "Go on."


def test_lines_within_lines_without_end_are_a_broken_conversation(bundle: Bundle, catalogs: Catalogs) -> None:
    deep = line("day.answer.say", mood="x")
    for _ in range(500):
        deep = line("day.answer.say", mood=deep)

    with pytest.raises(BrokenConversationError):
        words(bundle, catalogs, deep, "en")


def test_the_bots_own_words_need_no_bundle() -> None:
    catalogs = Catalogs.load(Path(__file__).parents[2] / "locales", ("en", "es"))

    assert own("bot.yes", "en", catalogs) == "Yes"
    assert own("bot.yes", "es", catalogs) == "Sí"


def test_all_the_bots_own_words_can_be_said(bundle: Bundle) -> None:
    catalogs = Catalogs.load(Path(__file__).parents[2] / "locales", ("en", "es"))

    for text in OWN:
        for locale in ("en", "es", "xx"):
            for variant, leaf in enumerate(leaves(OWN[text])):
                values = dict.fromkeys(NAME.findall(str(leaf)), "x")

                assert words(bundle, catalogs, Line(text=text, variant=variant, values=values), locale)


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "this is no catalog",
        'msgid "a"\nmsgstr',
        "\x00\x01",
        'msgid ""\nmsgstr "Plural-Forms: nplurals=x\\n"\n',
    ],
)
def test_a_damaged_catalog_counts_as_empty(bundle: Bundle, damaged: str) -> None:
    catalogs = Catalogs.from_files({"es": {"conversations": damaged, "bot": damaged}})

    assert words(bundle, catalogs, line("day.hello.say", 1, name="Maya"), "es") == "Hi Maya."


@hypothesis_settings(deadline=None)
@given(
    seed=st.integers(0, 2**32), sign=st.sampled_from([*'"\\{}#~[]%\n', "msgid", "nplurals=9;", "\ud800", "0"])
)
def test_no_slip_in_a_catalog_keeps_a_person_without_words(seed: int, sign: str) -> None:
    chance = random.Random(seed)
    place = chance.randrange(len(SPANISH))
    text = SPANISH[:place] + sign + SPANISH[place + chance.randrange(3) :]
    catalogs = Catalogs.from_files({"es": {"conversations": text}})

    for source in ("Hi {name}.", "Going well"):
        catalogs.translation("conversations", "day.hello.say", source, "es")
    assert catalogs.plural("conversations", "day.total.say", "One check-in, {name}.", "x", 2, "es") != ""


def test_a_bundle_brings_its_own_catalogs(bundle: Bundle) -> None:
    files = {"a.yaml": "", "locales/es/LC_MESSAGES/conversations.po": SPANISH}

    catalogs = Catalogs.from_bundle_files(files)

    assert catalogs.languages == {"es"}
    assert words(bundle, catalogs, line("day.hello.say", 1, name="Maya"), "es") == "Hola, Maya."


def test_catalogs_join_and_the_later_one_counts(bundle: Bundle, catalogs: Catalogs) -> None:
    newer = Catalogs.from_files({"es": {"bot": ""}, "fr": {"bot": ""}})

    both = catalogs.joined(newer)

    assert both.languages == {"es", "fr"}
    assert words(bundle, both, line("day.hello.say", 1, name="Maya"), "es") == "Hola, Maya."
