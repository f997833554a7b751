"""Translators never lose a word, and what they have not done or got wrong is said."""

import pytest

from bot.errors import ScriptError
from bot.scripts import (
    content_hash,
    entries,
    load,
    missing_own_translations,
    missing_translations,
    own_entries,
    problems_of,
    update_catalog,
    update_own_catalog,
)

FILE = "locales/es/LC_MESSAGES/conversations.po"


def translated(po: str, context: str, msgid: str, msgstr: str) -> str:
    """Return the catalog with one text translated."""
    old = f'msgctxt "{context}"\nmsgid "{msgid}"\nmsgstr ""'
    assert old in po
    return po.replace(old, old.removesuffix('""') + f'"{msgstr}"')


def codes(good: dict[str, str], po: str) -> list[str]:
    problems = missing_translations(load(good), {**good, FILE: po})
    return sorted({problem.code for problem in problems})


def test_every_text_is_an_entry_with_its_place_and_note(good: dict[str, str]) -> None:
    found = list(entries(load(good)))

    by_id = {(str(entry.id), entry.msgid): entry for entry in found}
    button = by_id["after_use.button", "I need to share"]
    assert (button.file, button.line, button.comment) == ("after_use.yaml", 5, "Button: at most 24 letters.")
    thanks = next(entry for entry in found if entry.id == "daily_checkin.thanks.say")
    assert thanks.plural is not None
    assert "{count}" in thanks.plural
    assert next(entry for entry in found if entry.id == "keys.win.when_missing").msgid == "something small"
    assert len([entry for entry in found if entry.id == "daily_checkin.hello.say"]) == 3
    assert "said_it tells the coach" in by_id["after_use.wants.ask", "What would help most now?"].comment


def test_stored_values_never_reach_translators(good: dict[str, str]) -> None:
    assert not {"good", "okay", "said_it"} & {entry.msgid for entry in entries(load(good))}


def test_a_new_catalog_holds_every_text_and_no_date(good: dict[str, str]) -> None:
    bundle = load(good)

    po = update_catalog(bundle, "", "es")

    assert po.count("msgctxt") == len(list(entries(bundle)))
    assert "Date" not in po
    assert "FULL NAME" not in po
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"' in po
    assert "#. Button: at most 24 letters.\n#: after_use.yaml\n" in po


def test_bringing_a_catalog_up_to_date_twice_changes_nothing(good: dict[str, str]) -> None:
    bundle = load(good)
    once = translated(
        update_catalog(bundle, "", "es"), "after_use.button", "I need to share", "Quiero contarlo"
    )

    assert update_catalog(bundle, once, "es") == update_catalog(
        bundle, update_catalog(bundle, once, "es"), "es"
    )
    assert "Quiero contarlo" in update_catalog(bundle, once, "es")


def test_a_changed_text_keeps_the_old_words_marked_fuzzy(good: dict[str, str]) -> None:
    text = "Please do not stay alone tonight."
    good["overdose_help.yaml"] = good["overdose_help.yaml"].replace('"{when_a_person_answers}"', text)
    po = translated(
        update_catalog(load(good), "", "es"),
        "overdose_help.stay.wait",
        text,
        "Por favor, no te quedes a solas.",
    )
    good["overdose_help.yaml"] = good["overdose_help.yaml"].replace("do not stay", "do stay")

    updated = update_catalog(load(good), po, "es")

    assert (
        "#, fuzzy\n"
        '#| msgid "Please do not stay alone tonight."\n'
        'msgctxt "overdose_help.stay.wait"\n'
        'msgid "Please do stay alone tonight."\n'
        'msgstr "Por favor, no te quedes a solas."\n'
    ) in updated
    assert update_catalog(load(good), updated, "es") == updated


def test_a_renamed_step_takes_its_translation_along(good: dict[str, str]) -> None:
    po = update_catalog(load(good), "", "es")
    po = translated(
        po, "my_reasons.write.ask", "What is one reason you are doing this?", "¿Por qué lo haces?"
    )
    good["my_reasons.yaml"] = (
        good["my_reasons.yaml"]
        .replace("write:", "write_down:")
        .replace("otherwise: write", "otherwise: write_down")
    )

    updated = update_catalog(load(good), po, "es")

    assert 'msgctxt "my_reasons.write_down.ask"' in updated
    assert 'msgstr "¿Por qué lo haces?"' in updated
    assert "fuzzy" not in updated


def test_a_text_that_is_gone_is_kept_at_the_end_and_comes_back(good: dict[str, str]) -> None:
    fresh = update_catalog(load(good), "", "es")
    po = translated(fresh, "after_use.button", "I need to share", "Pasó")
    whole = good["after_use.yaml"]
    good["after_use.yaml"] = whole.replace("button: I need to share", "button: Tonight", 1)

    without = update_catalog(load(good), po, "es")
    good["after_use.yaml"] = whole

    gone = '#~ msgctxt "after_use.button"\n#~ msgid "I need to share"\n#~ msgstr "Pasó"\n'
    assert without.endswith(gone)
    assert update_catalog(load({**good, "after_use.yaml": whole}), without, "es") == po


def test_a_doubtful_translation_stays_doubtful_when_its_text_goes_and_comes_back(
    good: dict[str, str],
) -> None:
    po = translated(
        update_catalog(load(good), "", "es"), "after_use.button", "I need to share", "Pasó"
    ).replace('msgctxt "after_use.button"', '#| msgid "I shared"\nmsgctxt "after_use.button"')
    po = po.replace("#| msgid", "#, fuzzy\n#| msgid")
    whole = good["after_use.yaml"]
    good["after_use.yaml"] = whole.replace("button: I need to share", "button: Tonight", 1)

    without = update_catalog(load(good), po, "es")

    assert '#, fuzzy\n#~| msgid "I shared"\n#~ msgctxt "after_use.button"' in without
    assert update_catalog(load(good), without, "es") == without
    assert update_catalog(load({**good, "after_use.yaml": whole}), without, "es") == po


def test_a_renamed_step_takes_a_doubtful_translation_along_with_its_doubt(good: dict[str, str]) -> None:
    text = "What is one reason you are doing this?"
    po = translated(update_catalog(load(good), "", "es"), "my_reasons.write.ask", text, "¿Por qué?")
    po = po.replace('msgctxt "my_reasons.write.ask"', '#, fuzzy\nmsgctxt "my_reasons.write.ask"')
    good["my_reasons.yaml"] = (
        good["my_reasons.yaml"]
        .replace("write:", "write_down:")
        .replace("otherwise: write", "otherwise: write_down")
    )

    updated = update_catalog(load(good), po, "es")

    assert f'#, fuzzy\nmsgctxt "my_reasons.write_down.ask"\nmsgid "{text}"\nmsgstr "¿Por qué?"' in updated


def test_a_text_that_changed_twice_shows_what_was_translated(good: dict[str, str]) -> None:
    po = translated(update_catalog(load(good), "", "es"), "after_use.button", "I need to share", "Pasó")
    for words in ("I need to share it", "I need to share them"):
        good["after_use.yaml"] = good["after_use.yaml"].replace(
            next(line for line in good["after_use.yaml"].split("\n") if line.startswith("button: ")),
            f"button: {words}",
        )
        po = update_catalog(load(good), po, "es")

    assert '#| msgid "I need to share"\nmsgctxt "after_use.button"\nmsgid "I need to share them"' in po


def test_a_translators_own_remarks_and_plural_forms_stay(good: dict[str, str]) -> None:
    po = update_catalog(load(good), "", "es").replace(
        "nplurals=2; plural=(n != 1);", "nplurals=3; plural=n == 1 ? 0 : n % 1000000 == 0 ? 1 : 2;"
    )
    po = po.replace('msgstr[1] ""', 'msgstr[1] "De {count}."\nmsgstr[2] "Van {count}."')
    po = po.replace('msgstr[0] ""', 'msgstr[0] "Una."').replace("#: keys.yaml", "# Ask Ana.\n#: keys.yaml")
    po = po.replace("#. Stands in", "# Before.\n#. Stands in")

    updated = update_catalog(load(good), po, "es")

    assert "nplurals=3; plural=n == 1 ? 0 : n % 1000000 == 0 ? 1 : 2;" in updated
    assert 'msgstr[2] "Van {count}."' in updated
    assert "# Before.\n# Ask Ana.\n#. Stands in" in updated


def test_a_catalog_that_claims_a_million_plural_forms_is_refused(good: dict[str, str]) -> None:
    po = update_catalog(load(good), "", "es").replace("nplurals=2", "nplurals=9999999999")

    with pytest.raises(ScriptError, match=r"conversations\.po:5:\d+: error: No language has so many"):
        update_catalog(load(good), po, "es")


def test_what_is_no_catalog_is_said(good: dict[str, str]) -> None:
    with pytest.raises(ScriptError, match=r"conversations\.po:1:1: error: .* \[E800\]"):
        update_catalog(load(good), "this is no catalog\n", "es")

    good[FILE] = 'msgid "a"\nthis is no catalog\n'
    assert [str(problem) for problem in problems_of(good)] == [
        f"{FILE}:2:1: error: This line does not belong into a catalog. [E800]"
    ]


def test_a_catalog_belongs_to_the_bundle_and_its_hash(good: dict[str, str]) -> None:
    po = update_catalog(load(good), "", "es")

    assert load({**good, FILE: po}).hash == content_hash({**good, FILE: po}) != load(good).hash


def test_untranslated_texts_are_listed_with_both_places(good: dict[str, str]) -> None:
    bundle = load(good)
    po = update_catalog(bundle, "", "es")

    problems = missing_translations(bundle, {**good, FILE: po})

    assert len(problems) == len(list(entries(bundle)))
    assert any(
        "after_use.button (after_use.yaml:5): not translated yet; the English text will be used. [W801]"
        in str(one)
        for one in problems
    )
    assert all(str(one).startswith(FILE) for one in problems)


def test_a_language_without_a_catalog_is_one_problem(good: dict[str, str]) -> None:
    assert [problem.code for problem in missing_translations(load(good), good)] == ["E801"]


@pytest.mark.parametrize(
    ("context", "msgid", "msgstr", "code", "words"),
    [
        (
            "after_use.nudge",
            "I am still here, {name}. Nothing about this changes how welcome you are.",
            "Aquí sigo, {nombre}.",
            "E802",
            "{name} is missing, {nombre} is not in the English",
        ),
        (
            "after_use.nudge",
            "I am still here, {name}. Nothing about this changes how welcome you are.",
            "Aquí {name",
            "E802",
            "missing its partner",
        ),
        (
            "after_use.button",
            "I need to share",
            "Quiero contarlo hoy mismo",
            "E804",
            "25 letters long; at most 24",
        ),
        (
            "my_reasons.write.ask",
            "What is one reason you are doing this?",
            "¿Adicto?",
            "E805",
            "can be hurtful",
        ),
    ],
)
def test_translations_that_would_go_wrong_are_said(
    good: dict[str, str], context: str, msgid: str, msgstr: str, code: str, words: str
) -> None:
    po = translated(update_catalog(load(good), "", "es"), context, msgid, msgstr)

    problems = missing_translations(load(good), {**good, FILE: po})

    assert [words in str(problem) for problem in problems if problem.code == code] == [True]


def test_a_fuzzy_translation_is_said(good: dict[str, str]) -> None:
    po = translated(update_catalog(load(good), "", "es"), "after_use.button", "I need to share", "Pasó")
    po = po.replace('msgctxt "after_use.button"', '#, fuzzy\nmsgctxt "after_use.button"')

    assert "W803" in codes(good, po)


@pytest.mark.parametrize(
    ("script", "stops"),
    [
        ("crisis_help", True),  # words about dying start it
        ("overdose_help", True),  # a rule of after_use starts it
        ("ride_the_wave", True),  # in this programme, withdrawal_help calls it
        ("daily_checkin", False),
    ],
)
def test_what_a_crisis_can_reach_has_to_be_translated_and_the_rest_may_wait(
    good: dict[str, str], script: str, stops: bool
) -> None:
    good["withdrawal_help.yaml"] = good["withdrawal_help.yaml"].replace(
        "\ntests:", "\n  then_breathe:\n    call: ride_the_wave\n\ntests:"
    )
    bundle = load(good)
    untouched = update_catalog(bundle, "", "es")
    fuzzy = untouched.replace("msgctxt", "#, fuzzy\nmsgctxt").replace('msgstr ""', 'msgstr "ya"')

    for po, code in ((untouched, "801"), (fuzzy, "803")):
        problems = missing_translations(bundle, {**good, FILE: po})
        of_script = [one for one in problems if one.words.startswith(f"{script}.") and one.code[1:] == code]
        assert of_script
        assert {one.is_warning for one in of_script} == {not stops}
        assert all((": warning: " in str(one)) is not stops for one in of_script)


def test_one_may_leave_out_the_count_and_other_may_not(good: dict[str, str]) -> None:
    po = update_catalog(load(good), "", "es")
    forms = 'msgstr[0] "Gracias, {name}. Fue la primera."\nmsgstr[1] "Gracias, {name}. Van {count}."'
    fine = po.replace('msgstr[0] ""\nmsgstr[1] ""', forms)

    assert "E802" not in codes(good, fine)
    assert "E802" in codes(good, fine.replace("Van {count}", "Van muchas"))


def test_the_bots_own_words_have_a_catalog_too() -> None:
    po = update_own_catalog("", "es")

    assert po.count("msgctxt") == len(list(own_entries()))
    assert {problem.code for problem in missing_own_translations(po, "es", {})} == {"E801"}


def test_the_old_text_beside_a_fuzzy_entry_survives_with_its_lines(good: dict[str, str]) -> None:
    text = r"Two lines,\nand a \"quote\"."
    good["overdose_help.yaml"] = good["overdose_help.yaml"].replace("{when_a_person_answers}", text)
    po = update_catalog(load(good), "", "es")
    last = r'"and a \"quote\"."' + "\nmsgstr "
    assert last in po
    po = po.replace(last + '""', last + '"Dos."')
    good["overdose_help.yaml"] = good["overdose_help.yaml"].replace("Two lines", "Two good lines")

    updated = update_catalog(load(good), po, "es")

    assert '#| msgid "Two lines,\\nand a \\"quote\\"."\n' in updated
    assert 'msgstr "Dos."' in updated
    assert update_catalog(load(good), updated, "es") == updated
