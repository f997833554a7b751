from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.storage import (
    Database,
    Transaction,
    answer,
    audit,
    case,
    case_event,
    conversation,
    inbox,
    outbox,
    person,
    reach,
    received,
    remark,
    timer,
    way_in,
    wording,
)
from tests.storage.conftest import AT
from tests.storage.rows import a_coach, a_message, a_talk, someone

MARK = "Zebulon-Quimby"
CHAT = 987654321012
COACH_CHAT = 987654321077


async def test_a_stolen_file_names_nobody(
    sqlite: Database, tmp_path: Path, new_id: Callable[[], int]
) -> None:
    def live(tx: Transaction) -> None:
        coach = a_coach(tx, new_id, COACH_CHAT)
        whose = someone(tx, new_id, CHAT)
        person.change(tx, whose.id, name=MARK, goal=MARK, coach=coach.id, site=MARK, clear_word=MARK)
        reach.add(tx, id=new_id(), person=whose.id, kind="other", words=MARK, may_say=MARK, at=AT)
        received.add(tx, id=new_id(), chat=CHAT, message_id=4, at=AT, person=whose.id)
        soon = AT + timedelta(days=1)
        way_in.add(
            tx, id=new_id(), token=MARK, kind="join", made_by=coach.id, at=AT, expires_at=soon, site=MARK
        )
        inbox.keep(tx, [inbox.Kept(update_id=1, chat=CHAT, body=f"{MARK} {CHAT}")], AT)
        talk = a_talk(tx, new_id, whose.id)
        conversation.save(tx, talk.id, status="open", document=MARK, turn=1, ended_at=None)
        conversation.keep_before_stop(tx, talk.id, MARK, "open")
        outbox.queue(tx, a_message(new_id, CHAT, body=MARK))
        remark.add(tx, id=new_id(), person=whose.id, words=MARK, at=AT)
        wording.note(tx, whose.id, {MARK: (1,)}, AT)
        answer.save(
            tx,
            id=new_id(),
            person=whose.id,
            conversation=talk.id,
            key="note",
            value=MARK,
            free_text=True,
            unit=None,
            bundle="b",
            language="en",
            at=AT,
        )
        mine = case.add(tx, id=new_id(), person=whose.id, level=3, at=AT)
        case_event.add(tx, id=new_id(), case=mine.id, kind="note", at=AT, words=MARK)
        timer.set(tx, id=new_id(), kind="start_script", subject=1, number=1, due_at=AT, note=MARK)
        audit.add(
            tx,
            id=new_id(),
            at=AT,
            who=1,
            role="r",
            action="a",
            subject_kind="p",
            subject=1,
            reason=MARK,
            about={"nature": MARK},
        )

    await sqlite.run(live)
    files = b"".join(file.read_bytes() for file in tmp_path.iterdir())  # noqa: ASYNC240  # nobody else waits here
    chats = [number.to_bytes(width, "big") for number in (CHAT, COACH_CHAT) for width in (5, 6, 8)]

    assert b"daily_checkin" in files  # the look itself works
    for trace in (MARK.encode(), b"Coach Test", str(CHAT).encode(), str(COACH_CHAT).encode(), *chats):
        assert trace not in files


async def test_what_was_deleted_is_not_in_the_file_any_more(
    sqlite: Database, tmp_path: Path, new_id: Callable[[], int]
) -> None:
    def keep(tx: Transaction) -> tuple[int, bytes, bytes]:
        whose = someone(tx, new_id, CHAT)
        for words in (MARK * 20, MARK * 20):
            remark.add(tx, id=new_id(), person=whose.id, words=words, at=AT)
        first, second = tx.driver.execute("SELECT id, words FROM remark ORDER BY id").fetchall()
        return first[0], first[1], second[1]

    gone, its_words, others = await sqlite.run(keep)
    await sqlite.run(lambda tx: tx.driver.execute("DELETE FROM remark WHERE id = ?", [gone]))
    sqlite.close()  # what stood in the log is carried over into the file
    files = b"".join(file.read_bytes() for file in tmp_path.iterdir())  # noqa: ASYNC240  # nobody else waits here

    assert others in files
    assert its_words not in files
