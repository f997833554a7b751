"""Which file of the programme a phone's file is."""

import pytest

from bot.turns.editing.naming import is_manuscript, is_pasted, place_of, plain_name

FILES = ("daily_checkin.yaml", "old_one.yml", "keys.yaml")
SPANISH = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n'


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("daily_checkin.yaml", "daily_checkin.yaml"),
        ("daily_checkin (1).yaml", "daily_checkin.yaml"),
        ("daily_checkin(12).yml", "daily_checkin.yaml"),
        ("Daily_Checkin.YAML", "daily_checkin.yaml"),
        ("daily_checkin.yaml.txt", "daily_checkin.yaml"),
        ("../../etc/keys.yaml", "keys.yaml"),
        ("C:\\files\\keys.yaml", "keys.yaml"),
        ("ES.po", "es.po"),
        ("notes.txt", "notes.txt"),
        ("", ""),
    ],
)
def test_a_name_is_what_the_programme_would_write(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_conversations_and_translations_are_read_and_nothing_else() -> None:
    names = ("a.yaml", "a.yml", "es.po", "keys.lock", "photo.jpg", "a.yaml.exe", "")

    assert [name for name in names if is_manuscript(name)] == ["a.yaml", "a.yml", "es.po"]


@pytest.mark.parametrize(
    ("name", "words", "place"),
    [
        ("daily_checkin (2).yaml", "", "daily_checkin.yaml"),
        ("old_one.yaml", "", "old_one.yml"),
        ("es.po", "", "locales/es/LC_MESSAGES/conversations.po"),
        ("conversations.es.po", "", "locales/es/LC_MESSAGES/conversations.po"),
        ("conversations.po", SPANISH, "locales/es/LC_MESSAGES/conversations.po"),
        ("conversations.po", "", None),
        ("", "format: 1\nscript: hello\n", "hello.yaml"),
        ("", "format: 1\nmood: {label: How}\n", None),
    ],
)
def test_a_file_has_its_place(name: str, words: str, place: str | None) -> None:
    assert place_of(name, words, FILES, ("es", "fr")) == place


def test_with_one_translation_a_catalog_is_that_ones() -> None:
    assert place_of("conversations.po", "", FILES, ("es",)) == "locales/es/LC_MESSAGES/conversations.po"


@pytest.mark.parametrize(
    ("words", "pasted"),
    [
        ("format: 1\nscript: a\n", True),
        ("\ufeffformat: 1\r\nscript: a\n", True),
        ("the format: 1", False),
        ("format: 12\n", False),
        ("hello", False),
    ],
)
def test_words_that_begin_like_a_file_are_one(words: str, pasted: bool) -> None:
    assert is_pasted(words) is pasted
