"""The order of what waits, whatever comes in between."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import Lane
from bot.delivery.backlog import Backlog, Parcel
from bot.delivery.pace import Pace

AT = datetime(2026, 5, 1, tzinfo=UTC)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(1, 4), st.sampled_from(list(Lane))),
        st.tuples(st.just("done"), st.integers(0, 7), st.just(Lane.REPLY)),
        st.tuples(st.just("again"), st.integers(0, 7), st.just(Lane.REPLY)),
        st.tuples(st.just("move"), st.integers(1, 4), st.just(Lane.REPLY)),
        st.tuples(st.just("unsent"), st.integers(0, 7), st.just(Lane.REPLY)),
        st.tuples(st.just("later"), st.integers(1, 3), st.just(Lane.REPLY)),
    ),
    max_size=80,
)


@given(steps, st.sampled_from([None, 5.0]))
def test_no_message_is_lost_or_doubled_and_order_is_kept(
    todo: list[tuple[str, int, Lane]], per_second: float | None
) -> None:
    backlog = Backlog(Pace(per_second))
    flying: list[Parcel] = []
    waiting: dict[int, Parcel] = {}
    now, row = 0.0, 0
    for what, number, lane in todo:
        if what == "put":
            row += 1
            waiting[row] = Parcel(row=row, chat=number, lane=lane, body="")
            backlog.put(waiting[row])
        elif what in ("done", "again") and flying:
            parcel = flying.pop(number % len(flying))
            backlog.finished(parcel)
            if what == "again":
                backlog.put(parcel, not_before=now + 2)
                waiting[parcel.row] = parcel
        elif what == "move":
            backlog.move(number, number + 10)
            moved = {one: p for one, p in waiting.items() if p.chat == number}
            for one, parcel in moved.items():
                waiting[one] = Parcel(row=one, chat=number + 10, lane=parcel.lane, body="")
        elif what == "unsent" and flying:
            backlog.unsent(flying.pop(number % len(flying)))
        elif what == "later":
            now += number
        if what == "put" and (taken := backlog.take(now, AT)) is not None:
            assert waiting.pop(taken.row) == taken
            place = (taken.chat, taken.lane)
            assert all(p.row > taken.row for p in waiting.values() if (p.chat, p.lane) == place)
            assert all(p.lane > taken.lane for p in flying if p.chat == taken.chat)
            flying.append(taken)

    # Everything that is left comes out, without a moment at which it would sleep for ever.
    for _ in range(1000):
        while (taken := backlog.take(now, AT)) is not None:
            assert waiting.pop(taken.row) == taken
            flying.append(taken)
        if flying:
            backlog.finished(flying.pop())
        elif not waiting:
            break
        else:
            at = backlog.next_at(now)
            assert at is not None
            assert at >= now
            now = at
    assert not waiting
    assert len(backlog) == 0


def test_a_row_that_is_handed_over_twice_waits_once() -> None:
    backlog = Backlog(Pace(None))
    parcel = Parcel(row=1, chat=1, lane=Lane.REPLY, body="")
    backlog.put(parcel)
    backlog.put(parcel)

    assert backlog.take(0.0, AT) == parcel
    assert backlog.take(0.0, AT) is None
    backlog.put(parcel)  # on its way: still the same one
    backlog.finished(parcel)
    assert backlog.take(0.0, AT) is None
    assert len(backlog) == 0
