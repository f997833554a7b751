"""The copy to read: in the person's language, complete in itself, and nothing in it can do anything."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.engine import Bundle
from bot.keeping import Gathered, as_page, gather
from bot.keeping.page import FOLDED_FROM, PARTS
from bot.scripts import load, read_folder
from bot.storage import (
    Database,
    Transaction,
    answer,
    audit,
    case,
    case_event,
    consent,
    outbox,
    person,
    reach,
    referral,
    remark,
    timer,
)
from bot.storage.tables import METADATA
from bot.texts import Catalogs
from bot.texts.own import OWN
from tests.keeping.lives import MARK, a_life, a_talk, ids_at
from tests.storage.conftest import AT

ROOT = Path(__file__).parents[2]
LATER = AT + timedelta(days=40)


@cache
def words() -> tuple[Bundle, Catalogs]:
    """The conversations as they come, with their translations."""
    files = read_folder(ROOT / "conversations", ROOT / "locales")
    bundle = load(files)
    newest = Catalogs.load(ROOT / "locales", bundle.programme.languages)
    return bundle, newest.joined(Catalogs.from_bundle_files(files))


async def gathered(database: Database) -> Gathered:
    life = await database.run(lambda tx: a_life(tx, 1001))
    return await database.read(lambda tx: gather(tx, _person(tx, life.person), LATER))


def page(of: Gathered, locale: str = "en") -> str:
    """Return the page in this language."""
    return as_page(replace(of, who=replace(of.who, locale=locale)), *words()).decode()


async def test_every_part_of_the_record_is_on_the_page(sqlite: Database) -> None:
    shown = page(await gathered(sqlite))

    assert shown.count("<section>") == len(PARTS) == shown.count("<h2>")
    assert "Nothing is kept here." not in shown
    for kept in ("9:30", "Madrid", "November 21, 2026", "How is today going?", "Going well"):
        assert kept in shown
    assert shown.count(MARK) > 8


async def test_it_carries_the_notice_and_says_when_it_was_made(sqlite: Database) -> None:
    shown = page(await gathered(sqlite))

    assert "42 CFR part 2 prohibits unauthorized use or disclosure" in shown
    assert "This is everything that was kept about you on December 31, 2026 at 10:30 AM." in shown


async def test_it_is_in_the_language_of_its_person(sqlite: Database) -> None:
    of = await gathered(sqlite)
    shown = page(of, "es")

    assert '<html lang="es">' in shown
    assert "31 de diciembre de 2026" in shown
    english = {text.source for name, text in OWN.items() if name.startswith("bot.copy_part_")}  # type: ignore[union-attr]  # all are plain words
    assert not [one for one in english if f"<h2>{one}</h2>" in shown]


async def test_what_happened_in_a_case_is_told_in_words_and_by_whom(sqlite: Database) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001))
    about = {"recipient": "911", "discloser": "Sam, coach, Holdfast", "nature": "somebody breathes badly"}

    def more(tx: Transaction) -> None:
        new_id, case = ids_at(LATER), life.case
        case_event.add(
            tx, id=new_id(), case=case, kind="person sent", at=LATER, why="photo 7", words="my street"
        )
        case_event.add(
            tx, id=new_id(), case=case, kind="disclosed", at=LATER, by=life.coach, words=json.dumps(about)
        )

    await sqlite.run(more)
    shown = page(await sqlite.read(lambda tx: gather(tx, _person(tx, life.person), LATER)))

    assert "You: my street" in shown
    assert "Team: 911: somebody breathes badly" in shown
    assert "discloser" not in shown


async def test_nothing_in_it_runs_or_calls_anybody(sqlite: Database) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=y>&\"'"
    life = await sqlite.run(lambda tx: a_life(tx, 1001, mark=evil))
    of = await sqlite.read(lambda tx: gather(tx, _person(tx, life.person), LATER))
    shown = page(of)

    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;" in shown
    assert not re.search(r"(https?:)?//|url\(|@import", shown.replace("<!doctype html>", ""))


async def test_a_long_part_is_folded_so_that_a_phone_can_look_it_over(sqlite: Database) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001))

    def many(tx: Transaction) -> None:
        new_id = ids_at(LATER)
        for _ in range(FOLDED_FROM):
            remark.add(tx, id=new_id(), person=life.person, words="one more", at=LATER)

    await sqlite.run(many)
    of = await sqlite.read(lambda tx: gather(tx, _person(tx, life.person), LATER))

    assert f"<details><summary>{FOLDED_FROM + 1} entries</summary>" in page(of)


async def test_answers_are_shown_as_their_buttons_said(sqlite: Database) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001))

    def more(tx: Transaction) -> None:
        new_id = ids_at(LATER)
        talk = a_talk(tx, new_id(), life.person, LATER, "x", None, "completed").id
        given: tuple[tuple[str, answer.Answerable | None, str | None], ...] = (
            ("craving", 7, "points"),
            ("used", "no", None),
            ("before_use", ("stress", "pain"), None),
            ("alone", None, None),
            ("gone_key", "kept", None),
        )
        for key, value, unit in given:
            answer.save(
                tx,
                id=new_id(),
                person=life.person,
                conversation=talk,
                key=key,
                value=value,
                free_text=False,
                unit=unit,
                bundle="b",
                language="en",
                at=LATER,
            )

    await sqlite.run(more)
    of = await sqlite.read(lambda tx: gather(tx, _person(tx, life.person), LATER))
    shown = page(of)

    for words_of_it in ("</time>7</li>", "Stress", "(skipped)", "<h3>gone_key</h3>", "kept"):
        assert words_of_it in shown


@pytest.mark.parametrize(
    ("role", "action", "said"),
    [
        ("coach", "opened case", "coach: opened your record"),
        ("operator", "took data out", "Whoever runs the bot: took a copy of everything"),
        ("participant", "took data out", "You: took a copy of everything"),
        ("coach", "emergency, without consent", "coach: opened what you wrote when you needed help"),
        ("admin", "refused: read a record", "wanted to see more, and was not let in"),
        ("supervisor", "danced", "did something with your record"),
    ],
)
async def test_who_opened_it_is_said_in_plain_words(
    sqlite: Database, role: str, action: str, said: str
) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001))

    def look(tx: Transaction) -> None:
        audit.add(
            tx,
            id=ids_at(LATER)(),
            at=LATER,
            who=None,
            role=role,
            action=action,
            subject_kind="person",
            subject=life.person,
            reason="She asked",
        )

    await sqlite.run(look)
    shown = page(await sqlite.read(lambda tx: gather(tx, _person(tx, life.person), LATER)))

    assert said in shown
    assert "She asked" in shown


async def test_what_has_ended_says_when(sqlite: Database) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001, closed=True))

    def end(tx: Transaction) -> None:
        consent.withdraw(tx, life.person, "care", LATER)
        case.change(tx, life.case, closed_at=LATER)
        reach.add(
            tx,
            id=ids_at(LATER)(),
            person=life.person,
            kind="trusted person",
            words="Jo",
            may_say=None,
            at=LATER,
        )

    await sqlite.run(end)
    shown = page(await sqlite.read(lambda tx: gather(tx, _person(tx, life.person), LATER)))

    assert "You took it back on December 31, 2026." in shown
    assert "November 21, 2026, 10:30 AM to December 31, 2026, 10:30 AM" in shown
    assert "Somebody you trust: Jo" in shown


async def test_small_things_are_said_in_words_too(sqlite: Database) -> None:
    life = await sqlite.run(lambda tx: a_life(tx, 1001))

    def more(tx: Transaction) -> None:
        new_id = ids_at(LATER)
        tx.execute(METADATA.tables["answer"].update().values(form="faded", words=None))
        tx.execute(METADATA.tables["conversation"].update().values(script="my_reasons"))
        due = LATER + timedelta(days=1)
        for kind in ("start_script", "nudge"):
            timer.set(tx, id=new_id(), kind=kind, subject=7, number=1, due_at=due, person=life.person)
        place = next(iter(words()[0].services))
        referral.add(tx, id=new_id(), person=life.person, need="food", service=place, at=LATER)
        for body in ('{"from":1,"copy":2}', "[]", "no message"):
            row = outbox.NewMessage(
                id=new_id(), chat=1001, lane=2, kind="turn", body=body, created_at=LATER, person=life.person
            )
            outbox.queue(tx, row)

    await sqlite.run(more)
    shown = page(await sqlite.read(lambda tx: gather(tx, _person(tx, life.person), LATER)))

    assert shown.count("(your words have been deleted, as their time was over)") == 3
    assert shown.count("A talk that the bot will offer") == 1
    assert shown.count("A picture, a sound or a file") == 3
    assert "My reasons" in shown
    assert next(iter(words()[0].services.values())).texts["en"].splitlines()[0] in shown.replace(
        "&#x27;", "'"
    )


async def test_what_could_not_be_opened_is_said_first(sqlite: Database) -> None:
    of = await gathered(sqlite)

    assert "2 things could not be opened, because their key is missing here." in page(
        replace(of, unreadable=2)
    )


async def test_of_a_guest_it_says_how_little_there_is(sqlite: Database) -> None:
    def come(tx: Transaction) -> person.Person:
        return person.add(tx, id=ids_at(AT)(), chat=5, locale="en", zone="Etc/UTC", at=AT)

    guest = await sqlite.run(come)
    shown = page(await sqlite.read(lambda tx: gather(tx, guest, LATER)))

    assert "You have not agreed to anything" in shown
    assert shown.count("Nothing is kept here.") == len(PARTS) - 1


def _person(tx: Transaction, id: int) -> person.Person:
    found = person.get(tx, id)
    assert found is not None
    return found
