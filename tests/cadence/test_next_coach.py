"""Who walks with somebody next: their language and wishes first, then whoever has room."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import Candidate, Wishes, order

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WISHES = st.builds(
    Wishes,
    language=st.sampled_from(["en", "es"]),
    woman=st.booleans(),
    been_in_prison=st.booleans(),
    not_these=st.frozensets(st.integers(0, 7)),
)


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    said = st.sampled_from([None, True, False])
    ago = st.none() | st.integers(0, 90).map(lambda days: NOW - timedelta(days=days))
    return [
        Candidate(
            id=number,
            languages=tuple(draw(st.sets(st.sampled_from(["en", "es"])))),
            woman=draw(said),
            been_in_prison=draw(said),
            on=draw(st.booleans()),
            busy=draw(st.booleans()),
            open_cases=draw(st.integers(0, 3)),
            last_crisis=draw(ago),
            caseload=draw(st.integers(0, 40)),
        )
        for number in range(draw(st.integers(0, 7)))
    ]


@given(candidates(), WISHES, st.randoms())
def test_everybody_but_those_not_wanted_is_in_it_once_whatever_the_order_they_came_in(
    team: list[Candidate], wishes: Wishes, chance: Random
) -> None:
    found = order(team, wishes)
    shuffled = list(team)
    chance.shuffle(shuffled)

    assert sorted(found) == [one.id for one in team if one.id not in wishes.not_these]
    assert order(shuffled, wishes) == found


@given(candidates(), WISHES, st.integers(0, 40))
def test_nobody_without_the_language_comes_before_somebody_with_it(
    team: list[Candidate], wishes: Wishes, too_many: int
) -> None:
    by_id = {one.id: one for one in team}
    speaks = [wishes.language in by_id[one].languages for one in order(team, wishes, too_many=too_many)]

    assert speaks == sorted(speaks, reverse=True)


@given(candidates(), WISHES)
def test_among_equals_in_everything_else_fewer_open_cases_come_first(
    team: list[Candidate], wishes: Wishes
) -> None:
    by_id = {one.id: one for one in team}
    alike = [
        by_id[one].open_cases
        for one in order(team, Wishes(language="fr"))
        if by_id[one].on and not by_id[one].busy
    ]

    assert alike == sorted(alike)


def ranked(*team: Candidate, woman: bool = False, been_in_prison: bool = False) -> tuple[int, ...]:
    return order(team, Wishes(language="es", woman=woman, been_in_prison=been_in_prison))


def test_a_wish_counts_more_than_being_on_duty() -> None:
    wanted = Candidate(id=1, languages=("es",), woman=True)
    here = Candidate(id=2, languages=("es",), on=True)

    assert ranked(here, wanted, woman=True) == (1, 2)
    assert ranked(here, wanted) == (2, 1)


def test_somebody_who_has_been_in_prison_comes_first_where_that_is_wished() -> None:
    been = Candidate(id=2, languages=("es",), been_in_prison=True, open_cases=3)

    assert ranked(Candidate(id=1, languages=("es",)), been, been_in_prison=True) == (2, 1)


def test_the_longest_since_a_crisis_comes_first_and_never_is_longest() -> None:
    just = Candidate(id=1, last_crisis=NOW)
    before = Candidate(id=2, last_crisis=NOW - timedelta(days=3))

    assert ranked(just, before, Candidate(id=3)) == (3, 2, 1)


def test_who_holds_a_crisis_or_walks_with_too_many_comes_after() -> None:
    full = Candidate(id=1, caseload=30)
    busy = Candidate(id=2, busy=True)
    free = Candidate(id=3, open_cases=2)

    assert order((full, busy, free), Wishes(language="en"), too_many=30) == (3, 2, 1)
