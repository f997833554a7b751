from sqlalchemy import LargeBinary

from bot.storage.columns import Holds, Kept, ReadBy
from bot.storage.privacy import privacy_map
from bot.storage.tables import METADATA


def test_every_column_says_what_it_holds_who_reads_it_and_how_long_it_is_kept() -> None:
    for table in METADATA.tables.values():
        for column in table.columns:
            where = f"{table.name}.{column.name}"

            assert isinstance(column.info.get("holds"), Holds), where
            assert isinstance(column.info.get("read_by"), ReadBy), where
            assert isinstance(column.info.get("kept"), Kept), where


def test_what_names_a_person_or_is_in_their_words_is_never_in_the_clear() -> None:
    for fact in privacy_map():
        if fact.holds in (Holds.WHO, Holds.FREE_TEXT):
            assert fact.protected != "clear", f"{fact.table}.{fact.column}"


def test_what_fades_is_in_somebody_s_own_words_and_nothing_else() -> None:
    fading = {(fact.table, fact.column) for fact in privacy_map() if fact.fades}

    assert fading == {
        ("answer", "words"),
        ("case_event", "words"),
        ("concern", "words"),
        ("conversation", "before_stop"),
        ("conversation", "document"),
        ("note", "words"),
        ("outbox", "body"),
        ("remark", "words"),
        ("task", "words"),
    }
    assert {fact.holds for fact in privacy_map() if fact.fades} == {Holds.FREE_TEXT}


def test_bytes_are_only_used_for_what_is_protected() -> None:
    for table in METADATA.tables.values():
        for column in table.columns:
            if isinstance(column.type, LargeBinary):
                assert column.name.endswith(("_index", "_hash")) or column.info["holds"] in (
                    Holds.WHO,
                    Holds.HEALTH,
                    Holds.FREE_TEXT,
                ), f"{table.name}.{column.name}"


def test_the_database_never_reads_the_clock_or_makes_up_values() -> None:
    for table in METADATA.tables.values():
        for column in table.columns:
            assert column.default is None, f"{table.name}.{column.name}"
            assert column.server_default is None, f"{table.name}.{column.name}"
            assert column.onupdate is None, f"{table.name}.{column.name}"


def test_the_privacy_map_has_every_column_once() -> None:
    facts = [(fact.table, fact.column) for fact in privacy_map()]

    assert len(facts) == len(set(facts)) == sum(len(table.columns) for table in METADATA.tables.values())
