"""The ladder finds somebody as long as anybody can be reached."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import DEFAULT_LADDER, Call, Ladder, Reachable, Rung, Who, call, called, next_rung

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ROLES = ["coach", "supervisor", "admin"]
FLAGS = ["own", "on", "busy", "backup", "on_call", "always_call", "reachable"]


@st.composite
def teams(draw: st.DrawFn) -> list[Reachable]:
    return [
        Reachable(
            id=number, role=draw(st.sampled_from(ROLES)), **{flag: draw(st.booleans()) for flag in FLAGS}
        )
        for number in range(draw(st.integers(0, 6)))
    ]


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    def rungs() -> tuple[Rung, ...]:
        minutes = sorted(draw(st.sets(st.integers(0, 300), min_size=1, max_size=5)))
        groups = st.lists(st.sampled_from(Who), min_size=1, max_size=3, unique=True)
        return tuple(Rung(after=timedelta(minutes=one), who=tuple(draw(groups))) for one in minutes)

    return Ladder(crisis=rungs(), urgent=rungs())


@given(ladders(), teams(), st.integers(0, 12))
def test_somebody_is_called_as_long_as_anybody_can_be_reached(
    ladder: Ladder, team: list[Reachable], number: int
) -> None:
    found = call(ladder.crisis, number, team)

    assert bool(found.members) is any(one.reachable for one in team)
    assert found.rung >= number
    assert len(set(found.members)) == len(found.members)


@given(ladders(), teams(), st.integers(0, 12))
def test_nobody_who_blocked_the_bot_is_counted_on(ladder: Ladder, team: list[Reachable], number: int) -> None:
    gone = {one.id for one in team if not one.reachable}

    assert not gone & set(call(ladder.urgent, number, team).members)


@given(ladders(), teams(), st.integers(0, 12))
def test_a_rung_that_was_skipped_really_had_nobody(
    ladder: Ladder, team: list[Reachable], number: int
) -> None:
    found = call(ladder.crisis, number, team)

    for rung in ladder.crisis[number : found.rung]:
        assert all(not called(who, team) for who in rung.who)


@given(teams(), st.integers(0, 12))
def test_beyond_the_last_rung_everybody_is_called(team: list[Reachable], beyond: int) -> None:
    found = call(DEFAULT_LADDER.crisis, len(DEFAULT_LADDER.crisis) + beyond, team)

    assert set(found.members) == {one.id for one in team if one.reachable}
    assert found.crisis_phone
    assert found.on_call_line


@given(ladders(), st.integers(0, 12))
def test_the_next_rung_is_always_ahead_of_now(ladder: Ladder, number: int) -> None:
    following, due = next_rung(ladder.crisis, number, NOW, ladder.again)

    assert following == number + 1
    assert due > NOW


def test_the_default_rungs_come_after_five_ten_and_fifteen_minutes_and_then_every_ten() -> None:
    at, number, minutes = NOW, 0, []
    for _ in range(5):
        number, at = next_rung(DEFAULT_LADDER.crisis, number, at, DEFAULT_LADDER.again)
        minutes.append((at - NOW) // timedelta(minutes=1))

    assert minutes == [5, 10, 15, 25, 35]


def test_an_outage_does_not_fire_the_rungs_that_were_missed() -> None:
    late = NOW + timedelta(hours=3)

    assert next_rung(DEFAULT_LADDER.crisis, 0, late, DEFAULT_LADDER.again) == (1, late + timedelta(minutes=5))


def test_the_own_coach_on_duty_is_called_first() -> None:
    team = [Reachable(id=1, role="coach", on=True), Reachable(id=2, role="coach", on=True, own=True)]

    assert call(DEFAULT_LADDER.crisis, 0, team) == Call(members=(2, 1), rung=0)


def test_an_own_coach_off_duty_sleeps_unless_she_wants_to_be_called() -> None:
    asleep = Reachable(id=1, role="coach", own=True)
    wants = Reachable(id=2, role="coach", own=True, always_call=True)
    on = Reachable(id=3, role="coach", on=True)

    assert call(DEFAULT_LADDER.crisis, 0, [asleep, on]).members == (3,)
    assert call(DEFAULT_LADDER.crisis, 0, [wants, on]).members == (2, 3)


def test_always_call_is_about_ones_own_people() -> None:
    team = [Reachable(id=1, role="coach", always_call=True), Reachable(id=2, role="coach", on=True)]

    assert call(DEFAULT_LADDER.crisis, 0, team).members == (2,)


def test_who_holds_a_crisis_is_called_only_when_everybody_on_duty_is() -> None:
    team = [Reachable(id=1, role="coach", on=True, busy=True), Reachable(id=2, role="supervisor")]

    assert call(DEFAULT_LADDER.crisis, 0, team) == Call(members=(2,), rung=1)
    assert call(DEFAULT_LADDER.crisis, 2, team) == Call(members=(1,), rung=2, on_call_line=True)


def test_nobody_on_duty_calls_the_backup_at_once() -> None:
    team = [Reachable(id=1, role="coach"), Reachable(id=2, role="coach", backup=True)]

    assert call(DEFAULT_LADDER.crisis, 0, team) == Call(members=(2,), rung=1)


def test_an_admin_alone_is_called_at_once_and_the_person_gets_the_crisis_phone() -> None:
    found = call(DEFAULT_LADDER.crisis, 0, [Reachable(id=1, role="admin")])

    assert found == Call(members=(1,), rung=3, crisis_phone=True, on_call_line=True)


def test_on_call_and_admin_can_stand_on_a_rung() -> None:
    team = [Reachable(id=1, role="admin"), Reachable(id=2, role="coach", on_call=True)]

    assert called(Who.ADMIN, team) == (1,)
    assert called(Who.ON_CALL_LINE, team) == (2,)
    assert called(Who.CRISIS_PHONE, team) == ()


def _ladder(*rungs: tuple[int, tuple[Who, ...]], again: int = 10) -> Ladder:
    made = tuple(Rung(after=timedelta(minutes=after), who=who) for after, who in rungs)
    return Ladder(crisis=made, urgent=DEFAULT_LADDER.urgent, again=timedelta(minutes=again))


def test_a_ladder_without_rungs_or_going_backwards_is_refused() -> None:
    somebody = (Who.ON_DUTY,)
    with pytest.raises(ValueError, match="has rungs"):
        _ladder()
    with pytest.raises(ValueError, match="calls somebody"):
        _ladder((0, ()))
    with pytest.raises(ValueError, match="later"):
        _ladder((5, somebody), (5, somebody))
    with pytest.raises(ValueError, match="takes time"):
        _ladder((5, somebody), again=0)
