from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.storage import (
    Database,
    Transaction,
    answer,
    bundle,
    check_in,
    conversation,
    draft,
    inbox,
    meta,
    remark,
    wording,
)
from bot.storage import referral as referrals
from tests.storage.conftest import AT
from tests.storage.rows import a_coach, a_talk, someone

NewId = Callable[[], int]


async def test_an_update_is_kept_once(database: Database) -> None:
    update = inbox.Kept(update_id=7, chat=1001, body='{"a": 1}')
    other = inbox.Kept(update_id=8, chat=1001, body="{}")

    assert await database.run(lambda tx: inbox.keep(tx, [update], AT)) == {7}
    assert await database.run(lambda tx: inbox.keep(tx, [update, other, other], AT)) == {8}
    assert await database.read(lambda tx: inbox.open_rows(tx, 10)) == [(7, 1001, 0), (8, 1001, 0)]
    assert await database.read(lambda tx: inbox.open_rows(tx, 10, 7)) == [(8, 1001, 0)]
    assert await database.read(lambda tx: inbox.open_rows(tx, 1)) == [(7, 1001, 0)]


async def test_a_turn_that_is_done_is_not_taken_again_and_its_body_is_gone(sqlite: Database) -> None:
    await sqlite.run(lambda tx: inbox.keep(tx, [inbox.Kept(update_id=7, chat=5, body="words")], AT))
    taken = await sqlite.read(lambda tx: inbox.take(tx, 7))
    await sqlite.run(lambda tx: inbox.done(tx, 7, AT))
    left = await sqlite.read(lambda tx: tx.driver.execute("SELECT body FROM inbox").fetchall())

    assert taken == inbox.InboxRow(update_id=7, chat=5, body="words", tries=0)
    assert await sqlite.read(lambda tx: inbox.take(tx, 7)) is None
    assert left == [(None,)]


async def test_a_dead_letter_is_kept_and_never_taken(database: Database) -> None:
    def bury(tx: Transaction) -> None:
        inbox.keep(tx, [inbox.Kept(update_id=n, chat=5, body="words") for n in (7, 8)], AT)
        inbox.tried(tx, 7, 3)
        inbox.bury(tx, 7, AT, "bug")

    await database.run(bury)

    assert await database.read(lambda tx: inbox.take(tx, 7)) is None
    assert await database.read(lambda tx: (inbox.count_open(tx), inbox.count_dead(tx))) == (1, 1)
    assert (
        await database.run(lambda tx: inbox.keep(tx, [inbox.Kept(update_id=7, chat=5, body="")], AT)) == set()
    )


async def test_updates_done_long_ago_are_forgotten_a_slice_at_a_time(database: Database) -> None:
    def fill(tx: Transaction) -> None:
        inbox.keep(tx, [inbox.Kept(update_id=n, chat=5, body="words") for n in range(5)], AT)
        for number in range(4):
            inbox.done(tx, number, AT)

    await database.run(fill)
    later = AT + timedelta(days=2)

    assert await database.run(lambda tx: inbox.forget(tx, before=AT)) == 0
    assert await database.run(lambda tx: inbox.forget(tx, before=later, limit=3)) == 3
    assert await database.run(lambda tx: inbox.forget(tx, before=later, limit=3)) == 1
    assert await database.read(lambda tx: inbox.open_rows(tx, 10)) == [(4, 5, 0)]


async def test_a_conversation_stands_where_it_was_saved(database: Database, new_id: NewId) -> None:
    def talk(tx: Transaction) -> conversation.Conversation | None:
        whose = someone(tx, new_id)
        added = a_talk(tx, new_id, whose.id)
        conversation.save(tx, added.id, status="held", document='{"words": "é"}', turn=3, ended_at=None)
        return conversation.get(tx, added.id)

    found = await database.run(talk)

    assert found is not None
    assert (found.status, found.document, found.turn, found.ended_at) == ("held", '{"words": "é"}', 3, None)
    assert await database.read(lambda tx: conversation.open_of(tx, found.person)) == (found,)
    assert await database.read(conversation.bundles_in_use) == {"b1"}


async def test_live_conversations_come_newest_first_and_ended_ones_not_at_all(
    database: Database, new_id: NewId
) -> None:
    def talks(tx: Transaction) -> int:
        whose = someone(tx, new_id)
        for status in (*conversation.LIVE, *conversation.ENDED):
            a_talk(tx, new_id, whose.id, status=status)
        return whose.id

    whose = await database.run(talks)
    live = await database.read(lambda tx: conversation.open_of(tx, whose))
    latest = await database.read(lambda tx: conversation.latest(tx, whose))

    assert [each.status for each in live] == list(reversed(conversation.LIVE))
    assert latest is not None
    assert latest.status == conversation.ENDED[-1]


async def test_completed_conversations_are_counted_by_script(database: Database, new_id: NewId) -> None:
    def talks(tx: Transaction) -> int:
        whose = someone(tx, new_id)
        for script, status in (
            ("morning", "completed"),
            ("evening", "completed"),
            ("morning", "missed"),
            ("other", "completed"),
        ):
            a_talk(tx, new_id, whose.id, script=script, status=status)
        return whose.id

    whose = await database.run(talks)

    assert await database.read(lambda tx: conversation.completed(tx, whose, {"morning", "evening"})) == 2
    assert await database.read(lambda tx: conversation.completed(tx, whose, ())) == 0


async def test_a_question_counts_as_sent_only_while_it_stands(database: Database, new_id: NewId) -> None:
    def talk(tx: Transaction) -> tuple[bool, bool, bool]:
        whose = someone(tx, new_id)
        added = a_talk(tx, new_id, whose.id)
        stale = conversation.question_sent(tx, added.id, 9, 55)
        fresh = conversation.question_sent(tx, added.id, 1, 56)
        conversation.save(tx, added.id, status="completed", document="{}", turn=1, ended_at=AT)
        late = conversation.question_sent(tx, added.id, 1, 57)
        found = conversation.get(tx, added.id)
        assert found is not None
        assert (found.question_message, found.question_turn, found.ended_at) == (56, 1, AT)
        return stale, fresh, late

    assert await database.run(talk) == (False, True, False)


async def test_a_status_that_does_not_exist_is_refused(database: Database, new_id: NewId) -> None:
    with pytest.raises(ValueError, match="status"):
        await database.run(lambda tx: a_talk(tx, new_id, 1, status="asleep"))


def give(
    tx: Transaction, new_id: NewId, talk: conversation.Conversation, key: str, value: object, day: int
) -> None:
    answer.save(
        tx,
        id=new_id(),
        person=talk.person,
        conversation=talk.id,
        key=key,
        value=value,  # type: ignore[arg-type]  # the tests hand in one of each
        free_text=key == "note",
        unit="points" if key == "mood" else None,
        bundle="b1",
        language="en",
        at=AT + timedelta(days=day),
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("mood", 7),
        ("mood", 0),
        ("hours", 6.5),
        ("used", "yes_a_little"),
        ("places", ("home", "niño")),
        ("places", ()),
        ("note", "my own words 🙂"),
        ("mood", None),
    ],
)
async def test_an_answer_comes_back_as_it_was_given(
    database: Database, new_id: NewId, key: str, value: object
) -> None:
    def save(tx: Transaction) -> int:
        talk = a_talk(tx, new_id, someone(tx, new_id).id)
        give(tx, new_id, talk, key, value, 0)
        return talk.id

    talk = await database.run(save)
    (found,) = await database.read(lambda tx: answer.of(tx, talk))

    assert found.value == value
    assert type(found.value) is type(value)
    assert (found.key, found.free_text, found.at) == (key, key == "note", AT)


async def test_history_is_oldest_first_limited_and_without_this_conversation(
    database: Database, new_id: NewId
) -> None:
    def save(tx: Transaction) -> tuple[int, int]:
        whose = someone(tx, new_id)
        stranger = someone(tx, new_id, 9)
        give(tx, new_id, a_talk(tx, new_id, stranger.id), "mood", 1, 0)
        for day in range(5):
            talk = a_talk(tx, new_id, whose.id)
            give(tx, new_id, talk, "mood", day if day != 2 else None, day)
        return whose.id, talk.id

    whose, newest = await database.run(save)
    everything = await database.read(lambda tx: answer.history(tx, whose, ["mood", "sleep"]))
    before = await database.read(
        lambda tx: answer.history(tx, whose, ["mood"], before_conversation=newest, limit_per_key=3)
    )

    assert [value for _, value in everything["mood"]] == [0, 1, None, 3, 4]
    assert everything["mood"][0][0] == AT
    assert "sleep" not in everything
    assert [value for _, value in before["mood"]] == [1, None, 3]


async def test_a_changed_answer_replaces_the_one_before(database: Database, new_id: NewId) -> None:
    def save(tx: Transaction) -> int:
        talk = a_talk(tx, new_id, someone(tx, new_id).id)
        give(tx, new_id, talk, "note", "first", 0)
        give(tx, new_id, talk, "note", "second", 1)
        give(tx, new_id, talk, "mood", 3, 1)
        answer.drop(tx, talk.id, "mood")
        return talk.id

    talk = await database.run(save)
    found = await database.read(lambda tx: answer.of(tx, talk))

    assert [(each.key, each.value) for each in found] == [("note", "second")]


async def test_remarks_and_referrals_are_kept(database: Database, new_id: NewId) -> None:
    def save(tx: Transaction) -> int:
        whose = someone(tx, new_id)
        remark.add(tx, id=new_id(), person=whose.id, words="first", at=AT)
        talk = a_talk(tx, new_id, whose.id)
        remark.add(tx, id=new_id(), person=whose.id, conversation=talk.id, words="second", at=AT)
        referrals.add(tx, id=new_id(), person=whose.id, need="housing", service="shelter", at=AT)
        return whose.id

    whose = await database.run(save)

    assert [each.words for each in await database.read(lambda tx: remark.of(tx, whose))] == [
        "second",
        "first",
    ]
    assert [each.service for each in await database.read(lambda tx: referrals.of(tx, whose))] == ["shelter"]


async def test_a_place_is_marked_as_done_once_and_only_for_whom_it_was(
    database: Database, new_id: NewId
) -> None:
    def walk(tx: Transaction) -> list[object]:
        whose, other, first = someone(tx, new_id), someone(tx, new_id, 1002), new_id()
        for id, service in ((first, "shelter"), (new_id(), "detox")):
            referrals.add(tx, id=id, person=whose.id, need="housing", service=service, at=AT)
        ended = [referrals.end(tx, first, one, AT) for one in (other.id, whose.id, whose.id)]
        still_open = [one.service for one in referrals.open_of(tx, whose.id)]
        return [ended, still_open, [one.ended_at for one in referrals.of(tx, whose.id)]]

    assert await database.run(walk) == [[False, True, False], ["detox"], [AT, None]]


async def test_a_draft_is_taken_once_and_by_whoever_wrote_it(database: Database, new_id: NewId) -> None:
    def keep(tx: Transaction) -> tuple[int, int]:
        id, writer = new_id(), a_coach(tx, new_id).id
        draft.add(tx, id=id, member=writer, words="for whom?", at=AT)
        return id, writer

    kept, writer = await database.run(keep)
    forged = await database.run(lambda tx: draft.take(tx, kept, writer + 1))
    taken = await database.run(lambda tx: draft.take(tx, kept, writer))

    assert forged is None
    assert taken is not None
    assert (taken.words, taken.at) == ("for whom?", AT)
    assert await database.run(lambda tx: draft.take(tx, kept, writer)) is None


async def test_wordings_are_remembered_in_order_and_not_for_ever(database: Database, new_id: NewId) -> None:
    whose = (await database.run(lambda tx: someone(tx, new_id))).id
    await database.run(lambda tx: wording.note(tx, whose, {"a.b.say": (2,), "bot.hello": (0,)}, AT))
    await database.run(lambda tx: wording.note(tx, whose, {"a.b.say": (0, 1)}, AT))
    await database.run(lambda tx: wording.note(tx, whose, {}, AT))

    assert await database.read(lambda tx: wording.used(tx, whose)) == {
        "a.b.say": (2, 0, 1),
        "bot.hello": (0,),
    }
    await database.run(lambda tx: wording.note(tx, whose, {"a.b.say": tuple(range(50))}, AT))
    used = await database.read(lambda tx: wording.used(tx, whose))
    assert used["a.b.say"] == tuple(range(50 - wording.REMEMBERED, 50))


async def test_a_local_date_has_one_check_in(database: Database, new_id: NewId) -> None:
    day = date(2026, 3, 29)

    def ledger(tx: Transaction) -> tuple[int, int, list[bool]]:
        whose = someone(tx, new_id)
        talk = a_talk(tx, new_id, whose.id)
        said = [check_in.plan(tx, id=new_id(), person=whose.id, local_date=day, due_at=AT) for _ in range(2)]
        said.append(check_in.mark(tx, whose.id, day, "invited", conversation=talk.id, at=AT))
        said.append(check_in.mark(tx, whose.id, day, "missed", reason="silent", at=AT))
        said.append(check_in.mark(tx, whose.id, date(2026, 1, 1), "missed", at=AT))
        return whose.id, talk.id, said

    whose, talk, said = await database.run(ledger)
    last = await database.read(lambda tx: check_in.last(tx, whose))

    assert said == [True, False, True, True, False]
    assert last is not None
    assert (last.local_date, last.outcome, last.reason, last.conversation) == (day, "missed", "silent", talk)
    assert await database.read(lambda tx: check_in.of_conversation(tx, whose, talk)) == last
    assert await database.read(lambda tx: check_in.last(tx, 1)) is None
    with pytest.raises(ValueError, match="outcome"):
        await database.run(lambda tx: check_in.mark(tx, whose, day, "eaten", at=AT))


async def test_a_bundle_is_kept_as_it_was(database: Database) -> None:
    await database.run(lambda tx: bundle.keep(tx, "h", {"a.yaml": "say: ¡hola!"}, AT))
    await database.run(lambda tx: bundle.keep(tx, "h", {"a.yaml": "other"}, AT))

    assert await database.read(lambda tx: bundle.load(tx, "h")) == {"a.yaml": "say: ¡hola!"}
    assert await database.read(lambda tx: bundle.load(tx, "none")) is None


async def test_the_program_remembers_one_value_a_name(database: Database) -> None:
    await database.run(lambda tx: meta.put(tx, "bundle", "one"))
    await database.run(lambda tx: meta.put(tx, "bundle", "two"))

    assert await database.read(lambda tx: (meta.get(tx, "bundle"), meta.get(tx, "none"))) == ("two", None)
