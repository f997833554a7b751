"""Every table is known to be about people or not: a new one that is forgotten fails here."""

from bot.keeping.belonging import BY_CHAT, LOG, NOT_ABOUT_PEOPLE, about_people
from bot.keeping.retention import WITH_THE_PERSON, jobs_about_the_record, jobs_about_words
from bot.keeping.times import Times
from bot.storage import Database
from bot.storage.columns import Holds, Kept
from bot.storage.privacy import privacy_map
from bot.storage.tables import METADATA
from tests.keeping.lives import a_life, rows_about
from tests.storage.conftest import AT

TIMES = Times(now=AT, words=AT, record=AT, kept_keys=frozenset(), check_ins=frozenset())
# Own words that stay as long as the person does: without them the bot could not do what it was asked to.
NEEDED = {
    ("person", "goal"),
    ("person", "site"),
    ("person", "clear_word"),
    ("reach", "may_say"),
}


def test_every_table_is_about_people_or_is_said_not_to_be() -> None:
    about = {table.name for table in about_people()}

    assert about | NOT_ABOUT_PEOPLE | BY_CHAT | {LOG} == set(METADATA.tables)
    assert not about & NOT_ABOUT_PEOPLE


def test_what_is_not_about_people_holds_nothing_of_a_participant() -> None:
    for fact in privacy_map():
        if fact.table in NOT_ABOUT_PEOPLE:
            assert fact.kept is not Kept.PERSON, f"{fact.table}.{fact.column}"


def test_all_own_words_fade_or_are_needed_while_the_person_is_here() -> None:
    for fact in privacy_map():
        if fact.kept is Kept.PERSON and fact.holds is Holds.FREE_TEXT:
            needed = (fact.table, fact.column) in NEEDED

            assert fact.fades != needed, f"{fact.table}.{fact.column}"


def test_every_table_about_people_goes_by_age_or_has_a_reason_not_to() -> None:
    goes = {job.what for job in jobs_about_the_record(TIMES)}

    assert len(goes) + len(WITH_THE_PERSON) == len(about_people())
    assert set(WITH_THE_PERSON) <= {table.name for table in about_people()}


def test_every_column_that_fades_has_its_job() -> None:
    tables = {fact.table for fact in privacy_map() if fact.fades}

    assert len(jobs_about_words(TIMES)) == len(tables)


async def test_the_life_of_these_tests_has_a_row_in_every_table_about_people(sqlite: Database) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001))
    found = await sqlite.read(lambda tx: rows_about(tx, life.person))

    assert all(found.values()), found
