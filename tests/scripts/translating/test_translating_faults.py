"""What is wrong with a translation is said at its own words, in the name of the source language."""

import pytest

from bot.scripts import load, missing_own_translations, missing_translations, update_own_catalog
from bot.scripts.translating.catalog import update_catalog

FILE = "locales/es/LC_MESSAGES/conversations.po"
NUDGE = "I am still here, {name}. Nothing about this changes how welcome you are."


def said(good: dict[str, str], *texts: tuple[str, str, str]) -> list[str]:
    """Return what is said when (id, source, translation) stand in the catalog."""
    po = update_catalog(load(good), "", "es")
    for context, msgid, msgstr in texts:
        old = f'msgctxt "{context}"\nmsgid "{msgid}"\nmsgstr '
        assert old in po
        po = po.replace(f'{old}""', f'{old}"{msgstr}"')
    problems = missing_translations(load(good), {**good, FILE: po})
    return [str(one) for one in problems if one.code[1:] != "801"]


def test_the_place_is_where_the_words_begin(good: dict[str, str]) -> None:
    (one,) = said(good, ("after_use.nudge", NUDGE, "Aquí sigo."))

    line = int(one.split(":")[1])
    assert one.startswith(f"{FILE}:{line}:8: error: after_use.nudge (after_use.yaml:")
    assert "differ from English: {name} is missing. [E802]" in one


def test_two_buttons_of_a_question_cannot_say_the_same(good: dict[str, str]) -> None:
    (one,) = said(
        good,
        ("after_use.safe_now.choices.okay", "I am okay", "Así así"),
        ("after_use.safe_now.choices.sick", "Sick, but awake", "así  Así"),
    )

    assert "after_use.safe_now.choices.sick" in one
    assert (
        "two buttons say the same in Spanish: 'así  Así' (okay and sick). Change one of them. [E811]" in one
    )


def test_a_number_that_was_lost_is_said(good: dict[str, str]) -> None:
    good["overdose_help.yaml"] = good["overdose_help.yaml"].replace(
        '"{when_a_person_answers}"', "Call 1-800-662-4357 or text 988."
    )
    text = "Call 1-800-662-4357 or text 988."

    (one,) = said(good, ("overdose_help.stay.wait", text, "Llama al 1 800 662 4357, o al 98."))

    assert "988 stands in the English text and not here. Write the same number. [E812]" in one
    assert said(good, ("overdose_help.stay.wait", text, "Llama al 1 (800) 662 4357, o al 988.")) == []


def test_a_sentence_that_was_copied_is_a_warning(good: dict[str, str]) -> None:
    (one,) = said(good, ("after_use.nudge", NUDGE, NUDGE))

    assert "warning" in one
    assert "this says the same as the English, word for word. Is it translated? [W813]" in one


def test_a_space_at_the_end_is_a_warning(good: dict[str, str]) -> None:
    (one,) = said(good, ("after_use.nudge", NUDGE, "Aquí sigo, {name}. "))

    assert "[W810]" in one


@pytest.mark.parametrize(
    ("msgstr", "words"),
    [
        ("menú", "'menú' cannot be the name of a command. Use a to z without accents"),
        ("Menu", "'Menu' cannot be the name of a command"),
        ("a b", "'a b' cannot be the name of a command"),
        ("ayuda", "two commands say the same in Spanish: 'ayuda' (menu and help). Change one of them."),
    ],
)
def test_a_command_is_called_by_a_word_that_telegram_takes(msgstr: str, words: str) -> None:
    po = update_own_catalog("", "es")
    for name, word in (("menu", msgstr), ("help", "ayuda")):
        old = f'msgctxt "bot.slash_{name}"\nmsgid "{name}"\nmsgstr '
        po = po.replace(f'{old}""', f'{old}"{word}"')

    found = [one for one in missing_own_translations(po, "es", {}) if one.code == "E810"]

    assert len(found) == 1
    assert words in str(found[0])


def test_a_translation_cannot_tell_of_a_command_that_nobody_understands() -> None:
    po = update_own_catalog("", "es")
    source = "You have no open case, so this went to nobody. /cases shows what is open."
    for context, msgid, msgstr in (
        ("bot.staff.no_case", source, "No tienes casos, 24/7. /caso los muestra; /cases también."),
        ("bot.slash_cases", "cases", "casos"),
    ):
        old = f'msgctxt "{context}"\nmsgid "{msgid}"\nmsgstr '
        assert old in po
        po = po.replace(f'{old}""', f'{old}"{msgstr}"')

    (one,) = [one for one in missing_own_translations(po, "es", {}) if one.code == "E810"]

    assert "bot.staff.no_case (bot/texts/own.py): '/caso' is not a command. Did you mean 'casos'?" in str(one)


def test_a_text_that_is_not_in_the_catalog_yet_is_said_with_what_puts_it_there(good: dict[str, str]) -> None:
    po = update_catalog(load(good), "", "es").replace('msgctxt "after_use.nudge"', 'msgctxt "after_use.gone"')

    problems = missing_translations(load(good), {**good, FILE: po})

    (one,) = [str(one) for one in problems if "after_use.nudge " in one.words]
    assert one.startswith(f"{FILE}:1:1: warning: ")
    assert "python -m bot translate update es" in one
