from collections.abc import Callable
from datetime import time, timedelta

import pytest

from bot.errors import StorageError
from bot.storage import Database, Transaction, consent, invite, member, person
from tests.storage.conftest import AT
from tests.storage.rows import a_coach, someone

NewId = Callable[[], int]


async def test_a_person_is_found_by_chat_and_only_by_theirs(database: Database, new_id: NewId) -> None:
    added = await database.run(lambda tx: someone(tx, new_id, 1001))

    assert await database.read(lambda tx: person.find(tx, 1001)) == added
    assert await database.read(lambda tx: person.get(tx, added.id)) == added
    assert await database.read(lambda tx: person.find(tx, 1002)) is None
    assert await database.read(lambda tx: person.get(tx, 5)) is None


async def test_everything_about_a_person_can_be_changed_and_taken_back(
    database: Database, new_id: NewId
) -> None:
    def change(tx: Transaction) -> person.Person | None:
        coach = a_coach(tx, new_id)
        whose = someone(tx, new_id)
        person.change(
            tx,
            whose.id,
            name="José 🙂",
            locale="es",
            zone="America/Lima",
            state="active",
            check_in_at=time(21, 5),
            goal="less, then none",
            coach=coach.id,
            discreet=True,
            began_at=AT,
            reachable=False,
        )
        return person.get(tx, whose.id)

    changed = await database.run(change)

    assert changed is not None
    assert (changed.name, changed.goal, changed.check_in_at) == ("José 🙂", "less, then none", time(21, 5))
    assert (changed.locale, changed.zone, changed.state) == ("es", "America/Lima", "active")
    assert (changed.discreet, changed.began_at, changed.reachable) == (True, AT, False)
    assert changed.coach is not None
    await database.run(lambda tx: person.change(tx, changed.id, name=None, check_in_at=None, coach=None))
    bare = await database.read(lambda tx: person.get(tx, changed.id))
    assert bare is not None
    assert (bare.name, bare.check_in_at, bare.coach, bare.goal) == (None, None, None, "less, then none")


async def test_a_state_that_does_not_exist_is_refused(database: Database, new_id: NewId) -> None:
    whose = await database.run(lambda tx: someone(tx, new_id))

    with pytest.raises(ValueError, match="state"):
        await database.run(lambda tx: person.change(tx, whose.id, state="asleep"))


async def test_two_people_cannot_have_one_chat(database: Database, new_id: NewId) -> None:
    await database.run(lambda tx: someone(tx, new_id, 1001))

    with pytest.raises(StorageError):
        await database.run(lambda tx: someone(tx, new_id, 1001))


async def test_codes_are_short_unique_and_easy_to_read_aloud(database: Database, new_id: NewId) -> None:
    def fill(tx: Transaction) -> list[str]:
        return [someone(tx, new_id, chat).code for chat in range(150)]

    codes = await database.run(fill)

    assert len(set(codes)) == 150
    assert all(code[0] in person.CODE_LETTERS and code[1:].isdigit() for code in codes)
    assert len(codes[0]) == 2
    assert max(map(len, codes)) == 3
    assert not set("IOQ") & set(person.CODE_LETTERS)


async def test_who_is_known_comes_newest_first(database: Database, new_id: NewId) -> None:
    def fill(tx: Transaction) -> None:
        for chat in (1, 2, 3):
            whose = someone(tx, new_id, chat)
            person.change(tx, whose.id, locale=f"l{chat}")

    await database.run(fill)

    found = await database.read(lambda tx: person.known(tx, 2))
    assert [(chat, locale) for chat, (locale, _) in found.items()] == [(3, "l3"), (2, "l2")]


async def test_a_chat_that_moved_is_found_in_its_new_place(database: Database, new_id: NewId) -> None:
    whose = await database.run(lambda tx: someone(tx, new_id, 1001))
    await database.run(lambda tx: person.move_chat(tx, whose.id, 9009))

    assert await database.read(lambda tx: person.find(tx, 1001)) is None
    moved = await database.read(lambda tx: person.find(tx, 9009))
    assert moved is not None
    assert moved.chat == 9009


async def test_people_can_be_locked_in_any_order(database: Database, new_id: NewId) -> None:
    def both(tx: Transaction) -> None:
        person.lock(tx, [someone(tx, new_id, 2).id, someone(tx, new_id, 1).id])

    await database.run(both)


async def test_staff_who_leave_stay_on_record_and_are_not_called(database: Database, new_id: NewId) -> None:
    def staff(tx: Transaction) -> tuple[member.Member, member.Member]:
        return a_coach(tx, new_id, 1), a_coach(tx, new_id, 2)

    first, second = await database.run(staff)
    await database.run(lambda tx: member.change(tx, second.id, role="supervisor", name="S", locale="es"))
    await database.run(lambda tx: member.leave(tx, first.id, AT))
    active = await database.read(lambda tx: member.active(tx))
    gone = await database.read(lambda tx: member.find(tx, 1))

    assert [(each.id, each.role, each.name) for each in active] == [(second.id, "supervisor", "S")]
    assert await database.read(lambda tx: member.active(tx, ["coach"])) == ()
    assert gone is not None
    assert not gone.active
    await database.run(lambda tx: member.change(tx, first.id, active=True))
    assert await database.read(lambda tx: len(member.active(tx))) == 2
    assert await database.read(lambda tx: member.get(tx, first.id)) == first


async def test_a_role_that_does_not_exist_is_refused(database: Database, new_id: NewId) -> None:
    added = await database.run(lambda tx: a_coach(tx, new_id))

    with pytest.raises(ValueError, match="role"):
        await database.run(lambda tx: member.change(tx, added.id, role="king"))


async def test_an_invitation_works_once_and_in_time(database: Database, new_id: NewId) -> None:
    def invites(tx: Transaction) -> None:
        admin = a_coach(tx, new_id)
        for token, days in (("good", 1), ("late", -1)):
            expires = AT + timedelta(days=days)
            invite.add(tx, id=new_id(), token=token, role="coach", by=admin.id, at=AT, expires_at=expires)

    await database.run(invites)
    used = await database.run(lambda tx: invite.use(tx, "good", at=AT))

    assert used is not None
    assert used.role == "coach"
    assert await database.run(lambda tx: invite.use(tx, "good", at=AT)) is None
    assert await database.run(lambda tx: invite.use(tx, "late", at=AT)) is None
    assert await database.run(lambda tx: invite.use(tx, "never", at=AT)) is None


async def test_consent_stands_until_it_is_withdrawn(database: Database, new_id: NewId) -> None:
    whose = await database.run(lambda tx: someone(tx, new_id))

    def give(tx: Transaction, text_hash: str) -> None:
        consent.give(
            tx, id=new_id(), person=whose.id, name="research", text_hash=text_hash, language="es", at=AT
        )

    def current(tx: Transaction) -> consent.Consent | None:
        return consent.current(tx, whose.id, "research")

    await database.run(lambda tx: give(tx, "h1"))
    await database.run(lambda tx: give(tx, "h2"))
    standing = await database.read(current)

    assert standing is not None
    assert (standing.text_hash, standing.language, standing.at) == ("h2", "es", AT)
    assert await database.run(lambda tx: consent.withdraw(tx, whose.id, "research", AT))
    assert await database.read(current) is None
    assert not await database.run(lambda tx: consent.withdraw(tx, whose.id, "research", AT))
