"""Whatever is done to a chained log without the key, at any place and any number of times, is found."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from bot.storage import Vault
from bot.storage.audit_chain import (
    BEGINNING,
    HEAD,
    START,
    Following,
    Head,
    Row,
    conclude,
    follow,
    proof,
    read,
    written,
)
from tests.storage.conftest import KEY

VAULT = Vault.from_setting(KEY)
AT = datetime(2026, 11, 21, tzinfo=UTC)

numbers = some.integers(min_value=0, max_value=2**63 - 1)
said = some.tuples(
    numbers,
    some.timedeltas(min_value=timedelta(0), max_value=timedelta(days=9000)).map(lambda later: AT + later),
    some.none() | numbers,
    some.text(max_size=5),
    some.text(max_size=5),
    some.text(max_size=5),
    numbers,
    some.none() | some.binary(max_size=20),
)


def chained(entries: list[tuple[Any, ...]]) -> tuple[list[Row], Head]:
    """These entries as they stand in a log that nobody touched, and its head."""
    head, rows = BEGINNING, []
    for entry in entries:
        row: Any = (head.number + 1, b"", *entry)
        head = Head(head.number + 1, proof(VAULT, head.proof, row))
        rows.append((head.number, head.proof, *entry))
    return rows, head


def first_bad(rows: list[Row], head: Head | None) -> int | None:
    return conclude(follow(VAULT, Following(), rows), head).first_bad


@given(some.lists(said, max_size=12))
def test_what_nobody_touched_is_whole_wherever_the_look_paused(entries: list[tuple[Any, ...]]) -> None:
    rows, head = chained(entries)
    paused = Following()
    for row in rows:
        paused = follow(VAULT, paused, [row])

    assert first_bad(rows, head) is None
    assert conclude(paused, head).first_bad is None
    assert read(VAULT, HEAD, written(VAULT, HEAD, head)) == head
    assert read(VAULT, START, written(VAULT, HEAD, head)) is None


@given(some.lists(said, min_size=1, max_size=8), some.data())
def test_any_tampering_is_found_at_its_first_place(
    entries: list[tuple[Any, ...]], data: some.DataObject
) -> None:
    rows, head = chained(entries)
    changed: list[Any] = list(rows)
    for _ in range(data.draw(some.integers(1, 3), "how often")):
        how = data.draw(some.sampled_from(["drop", "swap", "repeat", "change", "put in", "cut"]), "how")
        place = data.draw(some.integers(0, len(changed) - 1), "where") if changed else 0
        if how == "drop" and changed:
            del changed[place]
        elif how == "cut":
            del changed[place:]
        elif how == "swap" and changed:
            changed[0], changed[place] = changed[place], changed[0]
        elif how == "repeat" and changed:
            changed.insert(place, changed[-1])
        elif how == "change" and changed:
            column = data.draw(some.integers(0, len(rows[0]) - 1), "column")
            other = data.draw(some.sampled_from(rows), "like")
            changed[place] = (*changed[place][:column], other[column], *changed[place][column + 1 :])
        elif how == "put in":
            entry = data.draw(said, "what")
            changed.insert(place, (place + 1, data.draw(some.binary(max_size=33), "proof"), *entry))
    # Whoever tampers may number them anew: the proofs are what counts.
    if data.draw(some.booleans(), "numbered anew"):
        changed = [(number, *row[1:]) for number, row in enumerate(changed, 1)]
    same = sum(
        1 for place, row in enumerate(changed[: len(rows)]) if changed[: place + 1] == rows[: place + 1]
    )
    if changed == rows:
        assert first_bad(changed, head) is None
    else:
        assert first_bad(changed, head) == same + 1


@given(some.lists(said, min_size=1, max_size=5), some.integers(0, 400))
def test_a_head_with_one_letter_changed_is_not_believed(entries: list[tuple[Any, ...]], place: int) -> None:
    value = written(VAULT, HEAD, chained(entries)[1])
    place %= len(value)
    spoilt = value[:place] + ("1" if value[place] != "1" else "2") + value[place + 1 :]

    assert read(VAULT, HEAD, spoilt) is None
    assert read(VAULT, HEAD, None) is None


def test_another_key_makes_another_chain() -> None:
    rows, head = chained([(1, AT, None, "coach", "opened case", "person", 9, None)])
    other = Vault.from_setting(Vault.new_key())

    assert follow(other, Following(), rows).first_bad == 1
    assert read(other, HEAD, written(VAULT, HEAD, head)) is None
