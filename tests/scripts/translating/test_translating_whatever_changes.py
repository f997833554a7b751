"""Whatever editors do to the texts, no translator's word is lost, and a second update changes nothing."""

from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.script import TextId
from bot.scripts.translating.catalog import read_catalog, write_catalog
from bot.scripts.translating.extract import Entry
from bot.scripts.translating.known import is_translated

TEXTS = (
    "Please do not stay alone.",
    "Please do stay alone.",
    "How is today going?",
    "How is today?",
    "Call or text 988.",
    "Yes",
    'A "quote"\nand a line',
)
IDS = ("a.one.say", "a.two.say", "b.one.ask", "b.one.choices.yes")

entry = st.builds(
    lambda id, msgid, several, button: Entry(
        TextId(id), msgid, f"{msgid} {{count}}" if several else None, f"{id[0]}.yaml", 3, button
    ),
    st.sampled_from(IDS),
    st.sampled_from(TEXTS),
    st.booleans(),
    st.sampled_from(("", "Button: at most 24 letters.")),
)
wanted = st.lists(entry, max_size=8, unique_by=lambda one: (one.id, one.msgid))


def words(po: str) -> set[str]:
    """Return every translation that stands anywhere in the catalog, in use, doubtful or set aside."""
    catalog = read_catalog(po, "es")
    found: set[str] = set()
    for message in (*catalog, *catalog.obsolete.values()):
        if message.id:
            string = message.string
            found.update([string] if isinstance(string, str) else string or ())
    return found - {""}


@given(st.lists(wanted, min_size=2, max_size=5), st.data())
@settings(max_examples=60, deadline=None)
def test_words_survive_every_change(versions: list[list[Entry]], data: st.DataObject) -> None:
    po = ""
    for number, texts in enumerate(versions):
        before = words(po)

        po = write_catalog(texts, po, "es")

        assert write_catalog(texts, po, "es") == po
        catalog = read_catalog(po, "es")
        assert [(m.context, m.id) for m in catalog if m.id] == [
            (one.id, one.msgid if one.plural is None else (one.msgid, one.plural)) for one in texts
        ]
        lost = before - words(po)
        assert not lost
        for place, one in enumerate(texts):
            message = catalog.get(one.msgid, context=one.id)
            if message is not None and not is_translated(message) and data.draw(st.booleans()):
                said = f"palabra {number}.{place}"
                message.string = said if one.plural is None else (said, f"{said} {{count}}")
        po = _again(texts, catalog)


def _again(texts: list[Entry], catalog: object) -> str:
    from babel.messages.catalog import Catalog

    from bot.scripts.translating.catalog import written

    assert isinstance(catalog, Catalog)
    return written(texts, catalog, "es")


def test_a_text_that_now_follows_a_number_keeps_its_words_for_a_look() -> None:
    one = Entry(TextId("a.one.say"), "Well done.", None, "a.yaml", 1, "")
    po = write_catalog([one], "", "es").replace(
        'msgid "Well done."\nmsgstr ""', 'msgid "Well done."\nmsgstr "Bien."'
    )

    po = write_catalog([one._replace(plural="Well done {count} times.")], po, "es")

    assert '#, fuzzy, python-brace-format\n#| msgid "Well done."\n' in po
    assert 'msgstr[0] "Bien."\nmsgstr[1] ""\n' in po


def test_a_word_that_another_conversation_had_once_comes_back_with_a_doubt() -> None:
    back = Entry(TextId("a.one.say"), "Back", None, "a.yaml", 1, "")
    po = write_catalog([back], "", "es").replace('msgid "Back"\nmsgstr ""', 'msgid "Back"\nmsgstr "Espalda"')

    moved = write_catalog([back._replace(id=TextId("b.one.ask"))], po, "es")
    gone = write_catalog([], po, "es")
    again = write_catalog([back._replace(id=TextId("a.two.say"))], gone, "es")
    elsewhere = write_catalog([back._replace(id=TextId("b.one.ask"))], gone, "es")

    assert "fuzzy" not in moved
    assert 'msgstr "Espalda"' in moved
    assert "fuzzy" not in again
    assert '#, fuzzy\nmsgctxt "b.one.ask"\nmsgid "Back"\nmsgstr "Espalda"' in elsewhere
    assert write_catalog([back._replace(id=TextId("b.one.ask"))], elsewhere, "es") == elsewhere


def test_what_other_tools_write_is_read(good: dict[str, str]) -> None:
    po = (
        '#~| msgid "Old"\n#~ msgctxt "a.one.say"\n#~ msgid "Gone"\n#~ msgstr "Ido"\n\n'
        '#, fuzzy\n#~ msgctxt "a.two.say"\n#~ msgid "Doubtful"\n#~ msgstr "Duda"\n'
    )

    again = write_catalog([], po, "es")

    assert words(again) == {"Ido", "Duda"}
    assert '#, fuzzy\n#~ msgctxt "a.two.say"' in again
    assert len(read_po(again.replace("#~|", "#|").splitlines(), abort_invalid=True).obsolete) == 2
