"""The conversations may be written in any language; nothing takes English for granted."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.commands.line import line
from bot.engine import Bundle, Line, TextId
from bot.scripts import check, load, missing_own_translations, missing_translations, update_catalog
from bot.scripts.translating.catalog import write_catalog
from bot.scripts.translating.progress import catalogs_of, languages_of
from bot.texts import Catalogs, own, words
from bot.turns import Edition, Library, MenuWords
from bot.turns.menu import MenuScript
from tests.scripts.translating.aguanta import AGUANTA

ROOT = Path(__file__).parents[3]
ENGLISH = "locales/en/LC_MESSAGES/conversations.po"
TRANSLATED = {
    'msgid "Hola, {name}. Qué bueno que estás aquí."\nmsgstr ': "Hi, {name}. Good to see you.",
    'msgid "Va bien"\nmsgstr ': "Going well",
    'msgid "Mi día"\nmsgstr ': "My day",
    'msgid "no dijiste"\nmsgstr ': "you did not say",
}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    po = update_catalog(load(AGUANTA), "", "en")
    for before, said in TRANSLATED.items():
        assert before in po
        po = po.replace(f'{before}""', f'{before}"{said}"')
    po = po.replace(
        'msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "Thank you. One."\nmsgstr[1] "Thank you: {count}."'
    )
    return {**AGUANTA, ENGLISH: po}


@pytest.fixture(scope="module")
def bundle(files: dict[str, str]) -> Bundle:
    return load(files)


@pytest.fixture(scope="module")
def catalogs(files: dict[str, str]) -> Catalogs:
    return Catalogs.load(ROOT / "locales", ("es",)).joined(Catalogs.from_bundle_files(files))


def test_each_person_reads_their_language(bundle: Bundle, catalogs: Catalogs) -> None:
    hello = Line(text=TextId("bienvenida.hola.say"), values={"name": "Luz"})
    total = Line(text=TextId("diario.total.say"), values={"checkins_total": 10000})

    assert words(bundle, catalogs, hello, "es") == "Hola, Luz. Qué bueno que estás aquí."
    assert words(bundle, catalogs, hello, "en") == "Hi, Luz. Good to see you."
    assert words(bundle, catalogs, total, "en") == "Thank you: 10,000."
    assert words(bundle, catalogs, total, "es") == "Gracias. Van 10.000 veces."


def test_what_is_not_translated_is_said_in_the_language_of_the_programme(
    bundle: Bundle, catalogs: Catalogs
) -> None:
    ask = Line(text=TextId("diario.animo.ask"))
    menu = Line(text=TextId("bot.menu"))
    called = Line(text=TextId("bot.when_called"), values={"count": 2})

    assert words(bundle, catalogs, ask, "en") == "¿Cómo va hoy?"
    # nobody has translated anything into French: the programme's own language, not English
    assert words(bundle, catalogs, ask, "fr") == "¿Cómo va hoy?"
    assert (
        words(bundle, catalogs, menu, "fr")
        == own("bot.menu", "es", catalogs)
        != own("bot.menu", "en", catalogs)
    )
    assert words(bundle, catalogs, called, "fr").startswith("Ya les avisé a 2 personas")
    assert words(bundle, catalogs, menu, "en") == "Here is what you can do at any hour."
    assert words(bundle, catalogs, menu, "en-GB") == "Here is what you can do at any hour."


def test_without_the_bots_own_words_in_it_english_is_what_there_is(bundle: Bundle) -> None:
    menu = Line(text=TextId("bot.menu"))

    assert words(bundle, Catalogs.from_files({}), menu, "es") == "Here is what you can do at any hour."


def test_a_missing_answer_is_said_in_the_persons_language(files: dict[str, str]) -> None:
    files = {**files, "diario.yaml": files["diario.yaml"].replace("Gracias. Van", "Gracias, {animo}. Van")}
    bundle = load(files)
    line = Line(text=TextId("diario.total.say"), values={"checkins_total": 3})

    assert words(bundle, Catalogs.from_bundle_files(files), line, "es") == "Gracias, no dijiste. Van 3 veces."


def test_the_menu_is_understood_in_both_languages(bundle: Bundle, catalogs: Catalogs) -> None:
    meant = MenuWords(Library(Edition(bundle, catalogs)))

    assert meant.meant_by("Mi día") == meant.meant_by("my day") == MenuScript(script="mi_dia")


def test_commands_are_understood_in_both_languages(bundle: Bundle, catalogs: Catalogs) -> None:
    edition = Edition(bundle, catalogs)

    assert edition.commands["ayuda"] == edition.commands["help"] == "help"


def test_what_is_missing_names_the_language_it_is_translated_from(files: dict[str, str]) -> None:
    good = load(files)
    wrong = files[ENGLISH].replace("Hi, {name}. Good", "Hi, {nombre}. Good")

    said = "\n".join(map(str, missing_translations(good, {**files, ENGLISH: wrong})))

    assert f"{ENGLISH}:" in said
    assert "not translated yet; the Spanish text will be used. [W801]" in said
    assert "differ from Spanish: {name} is missing, {nombre} is not in the Spanish. [E802]" in said
    assert "There is no catalog for Spanish." in str(missing_own_translations("", "es", {})[0])


def test_each_language_needs_the_catalogs_that_it_needs(bundle: Bundle) -> None:
    assert list(catalogs_of(bundle, "es")) == ["bot"]
    assert list(catalogs_of(bundle, "en")) == ["conversations"]
    assert list(catalogs_of(bundle, "fr")) == ["conversations", "bot"]
    assert languages_of(bundle) == ("es", "en")


def test_the_whole_check_runs_in_spanish(files: dict[str, str]) -> None:
    own_words = {"es": (ROOT / "locales/es/LC_MESSAGES/bot.po").read_text("utf-8")}

    report = check(files, today=date(2026, 11, 21), own_catalogs=own_words)
    broken = check(
        {**files, "diario.yaml": files["diario.yaml"].replace("says: Gracias.", "says: Adiós.")},
        today=date(2026, 11, 21),
        own_catalogs=own_words,
    )

    assert {problem.code for problem in report.problems} <= {"W801", "W902"}
    assert "E901" in {problem.code for problem in broken.problems}


def test_translate_makes_the_catalogs_that_are_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "conversations").mkdir()
    for name, text in AGUANTA.items():
        (tmp_path / "conversations" / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(line, ["translate", "update"])

    made = sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "locales").rglob("*.po"))
    assert done.exit_code == 0
    assert made == ["locales/en/LC_MESSAGES/conversations.po", "locales/es/LC_MESSAGES/bot.po"]


POLISH = {
    "programme.yaml": AGUANTA["programme.yaml"]
    .replace("[es, en]", "[pl, en]")
    .replace("language: es", "language: pl"),
    "keys.yaml": AGUANTA["keys.yaml"],
    "bienvenida.yaml": AGUANTA["bienvenida.yaml"],
    "mi_dia.yaml": AGUANTA["mi_dia.yaml"],
    "diario.yaml": AGUANTA["diario.yaml"]
    .replace("Gracias. Fue la primera vez.", '"{count} raz."')
    .replace("Gracias. Van {count} veces.", '"{count} razy."'),
}


def test_a_source_language_with_more_forms_than_two_may_have_a_catalog_for_them() -> None:
    bundle = load(POLISH)
    (wanted,) = catalogs_of(bundle, "pl")["conversations"].entries
    po = write_catalog([wanted], "", "pl")
    po = po.replace(
        'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""', 'msgstr[0] "{count} raz."\nmsgstr[1] "{count} razy."'
    )
    forms = 'msgstr[0] "{count} raz."\nmsgstr[1] "{count} razy."\nmsgstr[2] "{count} razy!"'
    po = po.replace('msgstr[0] "{count} raz."\nmsgstr[1] "{count} razy."', forms)
    files = {**POLISH, "locales/pl/LC_MESSAGES/conversations.po": po}
    catalogs = Catalogs.from_bundle_files(files)

    assert wanted.id == "diario.total.say"
    assert [one for one in missing_translations(load(files), files) if "/pl/" in one.file] == []
    said = [
        words(bundle, catalogs, Line(text=wanted.id, values={"checkins_total": number}), "pl")
        for number in (1, 2, 5)
    ]
    assert said == ["1 raz.", "2 razy.", "5 razy!"]
