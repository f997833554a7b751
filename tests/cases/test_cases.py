"""What a case does in the rare moments that a story does not reach."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.cases import (
    Colleague,
    Desk,
    Letters,
    Raised,
    Roster,
    alert_undelivered,
    climb,
    close,
    media_to_coach,
    media_to_person,
    raise_signals,
    take,
    tell_when_due,
    to_coach,
    to_person,
    which_case,
)
from bot.engine import Programme
from bot.ids import Ids
from bot.signals import Level
from bot.storage import Database, Transaction, Vault, case, case_event, member, outbox, person, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.outbox import NewMessage
from bot.storage.person import Person
from bot.storage.timer import Timer

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
URGENT = Raised(level=Level.URGENT, why="after_use.told_us", told={"en": "Told us.", "es": "Contó."})
CRISIS = Raised(level=Level.CRISIS, why="suicide", told={"en": "Words about dying."})
WATCH = Raised(level=Level.WATCH, why="daily_checkin.hard_days", told={"en": "Hard days."})


def say(text: str, locale: str, /, **values: str | int) -> str:
    """Show the id and its values instead of words."""
    return " ".join([text, locale, *(f"{name}={value}" for name, value in sorted(values.items()))])


class Office:
    """A team and one participant, each act in a transaction of its own."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.ids = Ids()
        self.roster = Roster()
        self.at = NOW

    async def hire(self, name: str, role: str = "coach", locale: str = "en") -> Colleague:
        chat = 800 + len(name)
        made = self.ids.new(NOW)

        def add(tx: Transaction) -> None:
            member.add(tx, id=made, chat=chat, name=name, role=role, locale=locale, at=NOW)

        await self.database.run(add)
        new = Colleague(id=made, chat=chat, name=name, role=role, locale=locale)
        self.roster.replace((*(self.roster.at_chat(one) or new for one in self._chats()), new))
        return new

    async def meet(self, chat: int = 100) -> Person:
        made = self.ids.new(NOW)
        return await self.database.run(
            lambda tx: person.add(tx, id=made, chat=chat, locale="en", zone="UTC", at=NOW)
        )

    def desk(self, tx: Transaction) -> Desk:
        return Desk(tx=tx, at=self.at, new_id=lambda: self.ids.new(self.at), roster=self.roster, say=say)

    async def raises(self, who: Person, *signals: Raised) -> list[str]:
        letters = await self.database.run(lambda tx: raise_signals(self.desk(tx), who, signals))
        return [letter.text for letter in letters]

    async def climbs(self, held: Case, rung: int) -> Letters:
        return await self.database.run(lambda tx: climb(self.desk(tx), held.id, rung))

    async def timers(self, who: Person, kind: str) -> list[Timer]:
        rows = await self.database.read(lambda tx: timer.of_person(tx, who.id))
        return [row for row in rows if row.kind == kind]

    async def takes(self, held: Case, who: Person, coach: Colleague) -> None:
        await self.database.run(lambda tx: take(self.desk(tx), held, who, coach))

    async def held(self, who: Person) -> Case:
        found = await self.database.read(lambda tx: case.open_of(tx, who.id))
        assert found is not None
        return found

    def _chats(self) -> list[int]:
        return [one.chat for one in self.roster.called()]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty programme."""
    ids = Ids()
    vault = Vault.from_setting(Vault.new_key())
    opened = Database.open(f"sqlite:///{tmp_path / 'cases.sqlite'}", vault, ids=ids)
    yield Office(opened)
    opened.close()


async def test_nothing_raised_opens_nothing(office: Office) -> None:
    who = await office.meet()
    assert await office.raises(who) == []
    assert await office.database.read(lambda tx: case.open_of(tx, who.id)) is None


async def test_with_an_empty_team_the_case_is_open_and_nobody_is_called(office: Office) -> None:
    who = await office.meet()
    assert await office.raises(who, CRISIS) == []
    assert (await office.held(who)).level == Level.CRISIS


async def test_a_level_only_rises(office: Office) -> None:
    await office.hire("Sam")
    who = await office.meet()
    for signal, level in ((WATCH, 1), (CRISIS, 3), (WATCH, 3), (URGENT, 3)):
        await office.raises(who, signal)
        assert (await office.held(who)).level == level


async def test_one_alert_is_sent_for_all_signals_of_a_turn_at_the_highest_level(office: Office) -> None:
    await office.hire("Sam")
    who = await office.meet()
    (alert,) = await office.raises(who, WATCH, URGENT)
    assert "level=bot.staff.level_urgent" in alert
    held = await office.held(who)
    events = await office.database.read(lambda tx: case_event.of(tx, held.id))
    assert [event.why for event in events if event.kind == "signal"] == [WATCH.why, URGENT.why]


async def test_a_crisis_in_a_case_that_somebody_has_calls_everybody_and_sets_no_rung(office: Office) -> None:
    sam, _ = await office.hire("Sam"), await office.hire("Sarah")
    who = await office.meet()
    await office.raises(who, URGENT)
    held = await office.held(who)
    await office.database.run(lambda tx: take(office.desk(tx), held, who, sam))
    assert len(await office.raises(who, CRISIS)) == 2
    assert await office.timers(who, "rung") == []
    assert len(await office.raises(who, URGENT)) == 1


async def test_a_case_that_is_closed_or_taken_is_not_called_again(office: Office) -> None:
    sam = await office.hire("Sam")
    who = await office.meet()
    await office.raises(who, CRISIS)
    held = await office.held(who)
    assert len(await office.climbs(held, 3)) == 1
    await office.database.run(lambda tx: take(office.desk(tx), held, who, sam))
    assert await office.climbs(held, 2) == ()
    taken = await office.held(who)
    await office.database.run(lambda tx: close(office.desk(tx), taken, who, sam, "talked"))
    assert await office.climbs(held, 3) == ()
    assert await office.database.run(lambda tx: climb(office.desk(tx), 12345, 1)) == ()


async def test_the_next_rung_counts_from_now(office: Office) -> None:
    await office.hire("Sam")
    who = await office.meet()
    await office.raises(who, CRISIS)
    held = await office.held(who)
    office.at = NOW + timedelta(hours=3)
    await office.climbs(held, 3)
    (rung,) = await office.timers(who, "rung")
    assert rung.due_at == office.at + timedelta(minutes=10)


async def test_words_for_a_case_that_nobody_has_wait_in_it(office: Office) -> None:
    who = await office.meet()
    await office.raises(who, URGENT)
    held = await office.held(who)
    assert await office.database.run(lambda tx: to_coach(office.desk(tx), held, who, "hello")) == ()
    assert await office.database.run(lambda tx: media_to_coach(office.desk(tx), held, who, 7, "voice")) == ()
    events = await office.database.read(lambda tx: case_event.of(tx, held.id))
    written = [event for event in events if event.kind.startswith("person")]
    assert [(event.kind, event.words) for event in written] == [
        ("person wrote", "hello"),
        ("person sent", None),
    ]


async def test_a_closed_case_takes_no_words_no_media_and_no_second_end(office: Office) -> None:
    sam = await office.hire("Sam")
    who = await office.meet()
    await office.raises(who, URGENT)
    held = await office.held(who)
    await office.database.run(lambda tx: take(office.desk(tx), held, who, sam))
    await office.database.run(lambda tx: close(office.desk(tx), held, who, sam, "talked"))
    closed = await office.database.read(lambda tx: case.get(tx, held.id))
    assert closed is not None
    acts: list[Callable[[Transaction], Letters]] = [
        lambda tx: to_person(office.desk(tx), closed, who, sam, "hello"),
        lambda tx: media_to_person(office.desk(tx), closed, who, sam, 7),
        lambda tx: close(office.desk(tx), closed, who, sam, "talked"),
    ]
    for act in acts:
        (letter,) = await office.database.run(act)
        assert letter.chat == sam.chat
        assert letter.text.startswith("bot.staff.already_closed")


async def test_a_case_that_was_closed_meanwhile_cannot_be_taken(office: Office) -> None:
    sam = await office.hire("Sam")
    who = await office.meet()
    await office.raises(who, URGENT)
    held = await office.held(who)
    await office.database.run(
        lambda tx: case.change(tx, held.id, state="closed", closed_at=NOW, outcome="talked")
    )
    (letter,) = await office.database.run(lambda tx: take(office.desk(tx), held, who, sam))
    assert letter.text.startswith("bot.staff.other_has_it")
    assert "card_nobody" in letter.text


async def test_an_answer_to_a_message_that_is_about_no_case_goes_by_its_code(office: Office) -> None:
    sam = await office.hire("Sam")
    people = [await office.meet(chat) for chat in (100, 101)]
    for who in people:
        await office.raises(who, URGENT)
        held = await office.held(who)
        await office.takes(held, who, sam)
    first, second = [await office.held(who) for who in people]
    row = office.ids.new(NOW)

    def note(tx: Transaction) -> None:
        plain = NewMessage(
            id=row,
            member=sam.id,
            chat=sam.chat,
            lane=int(Lane.REPLY),
            kind="staff",
            body="{}",
            created_at=NOW,
        )
        outbox.queue(tx, plain)
        outbox.sending(tx, [row], NOW)
        outbox.sent(tx, row, 55, NOW)

    await office.database.run(note)

    async def belongs(reply_to: int | None, words: str) -> Case | tuple[Case, ...]:
        found = await office.database.read(lambda tx: which_case(office.desk(tx), sam, reply_to, words))
        return found.held or found.among

    assert await belongs(55, f"{second.code} hello") == second
    assert await belongs(56, f"{first.code} hello") == first
    both = await belongs(None, f"{first.code} and {second.code}")
    assert isinstance(both, tuple)
    assert {held.id for held in both} == {first.id, second.id}
    assert await belongs(55, "hello") == both
    assert await belongs(None, "A99999 hello") == both


def programme_with(*, crisis_phone: str, on_call_line: str) -> Programme:
    return Programme(
        name="Holdfast",
        languages=("en",),
        source_language="en",
        country="us",
        zone="UTC",
        welcome="welcome",
        stages=(),
        quiet_from=time(22),
        quiet_until=time(8),
        check_in_hour=time(9),
        crisis_phone=crisis_phone,
        on_call_line=on_call_line,
    )


async def test_the_programmes_own_numbers_are_shown_at_their_rungs(office: Office) -> None:
    await office.hire("Sam")
    who = await office.meet()
    await office.raises(who, CRISIS)
    held = await office.held(who)
    own = programme_with(crisis_phone="555 0199", on_call_line="555 0123")

    async def climbs(rung: int) -> Letters:
        return await office.database.run(
            lambda tx: climb(replace(office.desk(tx), programme=own), held.id, rung)
        )

    office.at = NOW + timedelta(minutes=10)
    (alert,) = await climbs(2)
    assert alert.text.endswith("bot.staff.on_call_line en line=555 0123")
    office.at = NOW + timedelta(minutes=14)  # rungs that called nobody have made it earlier
    alert, truth = await climbs(3)
    assert alert.member is not None
    assert "phone=555 0199" in truth.text
    office.at = NOW + timedelta(minutes=26)
    (again,) = await climbs(4)
    assert again.member is not None


async def test_an_undeliverable_alert_of_one_rung_climbs_once_however_many_fail(office: Office) -> None:
    sam, sarah = await office.hire("Sam"), await office.hire("Sarah")
    await office.hire("Ruthie", role="supervisor")
    await office.hire("Officer", role="admin")
    who = await office.meet()
    assert len(await office.raises(who, CRISIS)) == 2
    held = await office.held(who)

    async def fails(one: Colleague) -> int:
        run = office.database.run
        return len(await run(lambda tx: alert_undelivered(office.desk(tx), held.id, one.id, gone=True)))

    counts = [await fails(one) for one in (sam, sarah)]

    assert counts == [2, 0], "the supervisor's alert and the truth; then nothing more for the same rung"
    assert (await office.held(who)).rung == 1


async def test_when_everybody_has_blocked_the_bot_the_ladder_goes_on_and_the_truth_says_so(
    office: Office,
) -> None:
    sam = await office.hire("Sam")
    who = await office.meet()
    await office.raises(who, CRISIS)
    held = await office.held(who)
    office.roster.replace([replace(sam, unreachable=True)])
    letters = await office.database.run(
        lambda tx: alert_undelivered(office.desk(tx), held.id, sam.id, gone=True)
    )
    assert [letter for letter in letters if letter.member is not None] == []
    (rung,) = await office.timers(who, "rung")
    assert rung.due_at == office.at + timedelta(minutes=10)
    (tell,) = await office.timers(who, "tell")
    office.at = tell.due_at
    (truth,) = await office.database.run(lambda tx: tell_when_due(office.desk(tx), held.id, tell.number))
    assert "bot.truth_nobody" in truth.text


async def test_a_call_that_still_waits_to_be_sent_gives_way_to_the_next_and_to_a_yes(office: Office) -> None:
    sam, ruth = await office.hire("Sam"), await office.hire("Ruthie", role="supervisor")
    who = await office.meet()
    await office.raises(who, CRISIS)
    held = await office.held(who)

    async def waits(to: Colleague) -> int:
        row = office.ids.new(office.at)
        alert = NewMessage(
            id=row,
            member=to.id,
            chat=to.chat,
            lane=int(Lane.CRISIS),
            kind="alert",
            body="{}",
            case=held.id,
            created_at=office.at,
        )
        await office.database.run(lambda tx: outbox.queue(tx, alert))
        return row

    async def state(row: int) -> str:
        found = await office.database.read(lambda tx: outbox.get(tx, row))
        assert found is not None
        return found.state

    first, hers = await waits(sam), await waits(ruth)
    await office.climbs(held, 2)
    assert [await state(row) for row in (first, hers)] == ["expired", "queued"], "rung 2 calls Sam again"
    await office.takes(held, who, sam)
    assert await state(hers) == "expired", "somebody has it: her phone need not ring"


async def test_the_only_colleague_whose_alert_is_refused_is_called_again_later_and_not_without_end(
    office: Office,
) -> None:
    sam = await office.hire("Sam")
    who = await office.meet()
    await office.raises(who, CRISIS)
    held = await office.held(who)
    letters = await office.database.run(
        lambda tx: alert_undelivered(office.desk(tx), held.id, sam.id, gone=False)
    )
    assert [one for one in letters if one.member is not None] == []
    (rung,) = await office.timers(who, "rung")
    assert rung.due_at == office.at + timedelta(minutes=10)
