"""In a crisis the first thing anybody reads is help, in their own language, and silence is told."""

import re
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest

from bot.engine.bundle import Bundle
from bot.engine.condition import NoAnswerCame
from bot.engine.script import Script, ShowStep, WaitForPersonStep, Words
from bot.engine.wording import leaves
from bot.scripts import load, read_folder
from bot.signals import Level

ROOT = Path(__file__).parents[2]
SILENCE = timedelta(minutes=10)  # how long a crisis question may stay unanswered before a nudge
FEWEST_WORDS = 2  # a single word would ring for everybody
FEWEST_LETTERS = 10  # the same
LONGEST_BLOCK = 450  # letters of a crisis resource: it is read with shaking hands

CRISIS_SCRIPTS = ("crisis_help", "overdose_help", "withdrawal_help")


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return load(read_folder(ROOT / "conversations", ROOT / "locales"))


@pytest.mark.parametrize("name", CRISIS_SCRIPTS)
def test_a_crisis_script_begins_with_crisis_lines(bundle: Bundle, name: str) -> None:
    first = next(iter(bundle.scripts[name].steps.values()))

    assert isinstance(first.kind, ShowStep)
    assert bundle.resources[first.kind.resource].crisis


@pytest.mark.parametrize("name", CRISIS_SCRIPTS)
def test_a_crisis_script_holds_on_until_a_person_comes(bundle: Bundle, name: str) -> None:
    *_, last = bundle.scripts[name].steps.values()

    assert isinstance(last.kind, WaitForPersonStep)
    assert "{when_a_person_answers}" in _source(bundle, last.kind.text)


@pytest.mark.parametrize("name", CRISIS_SCRIPTS)
def test_silence_in_a_crisis_has_a_meaning(bundle: Bundle, name: str) -> None:
    script = bundle.scripts[name]

    assert script.no_answer is not None
    assert script.no_answer.nudge_after == SILENCE
    assert any(NoAnswerCame() in rule.when.clauses for rule in script.risk.values())


def test_every_crisis_rule_starts_help_and_is_tested(bundle: Bundle) -> None:
    found = 0
    for script in bundle.scripts.values():
        for rule in script.risk.values():
            if rule.level is Level.CRISIS:
                found += 1
                assert rule.start_now in CRISIS_SCRIPTS, rule.name
                assert rule.name in _told(script), rule.name

    assert found >= 3


def test_every_script_is_tested(bundle: Bundle) -> None:
    assert [name for name, script in bundle.scripts.items() if not script.tests] == []


def test_crisis_lines_name_a_number_that_answers_now(bundle: Bundle) -> None:
    for resource in bundle.resources.values():
        if resource.crisis:
            for words in resource.texts["us"].values():
                assert "911" in words.text
                assert len(words.text) <= LONGEST_BLOCK, resource.name
    english, spanish = (bundle.resources["crisis_lines"].texts["us"][one].text for one in ("en", "es"))
    assert "Call or text 988" in english
    assert re.search(r"988 y marca 2", spanish)
    assert "AYUDA" in spanish


def test_overdose_steps_begin_with_911_and_hold_naloxone_breath_and_side(bundle: Bundle) -> None:
    english, spanish = (bundle.resources["overdose_steps"].texts["us"][one].text for one in ("en", "es"))

    assert english.startswith("Call 911 now")
    assert spanish.startswith("Llama al 911 ahora")
    for words in ("Naloxone", "2 to 3 minutes", "breath every 5 seconds", "on their side"):
        assert words in english
    for words in ("Naloxona", "2 o 3 minutos", "respiración cada 5 segundos", "de lado"):
        assert words in spanish


def test_withdrawal_care_warns_of_stopping_all_at_once(bundle: Bundle) -> None:
    english, spanish = (bundle.resources["withdrawal_care"].texts["us"][one].text for one in ("en", "es"))

    assert "all at once can be dangerous" in english
    assert "de golpe" in spanish


def test_safety_phrases_speak_every_language(bundle: Bundle) -> None:
    for kind in ("suicide", "overdose", "violence", "medical"):
        assert set(bundle.phrases[kind]) == set(bundle.programme.languages)


def test_safety_phrases_are_long_enough_to_ring_rarely(bundle: Bundle) -> None:
    phrases = [one for kinds in bundle.phrases.values() for several in kinds.values() for one in several]
    short = [one for one in phrases if len(one.split()) < FEWEST_WORDS or len(one) < FEWEST_LETTERS]

    assert short == []
    assert len(phrases) == len({(one.casefold()) for one in phrases})


def test_no_safety_phrase_rings_for_our_own_words(bundle: Bundle) -> None:
    ours = [
        _folded(leaf.source)
        for text in bundle.texts.values()
        for leaf in leaves(text)
        if isinstance(leaf, Words)
    ]
    catalog = (ROOT / "locales/es/LC_MESSAGES/conversations.po").read_text(encoding="utf-8")
    ours += [_folded(line) for line in catalog.splitlines() if line.startswith("msgstr")]

    for kinds in bundle.phrases.values():
        for several in kinds.values():
            for phrase in several:
                assert not any(_folded(phrase) in text for text in ours), phrase


def _source(bundle: Bundle, text_id: object) -> str:
    text = next(text for name, text in bundle.texts.items() if name == text_id)
    return " ".join(leaf.source for leaf in leaves(text) if isinstance(leaf, Words))


def _told(script: Script) -> set[str]:
    return {line.words for test in script.tests for line in test.talk if line.what == "coach told"}


def _folded(words: str) -> str:
    split = unicodedata.normalize("NFD", words.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))
