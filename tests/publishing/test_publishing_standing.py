"""How many people stand on what changes: told so that it points at nobody."""

import json

import pytest

from bot.engine import Frame, State, to_document
from bot.errors import RefusedError
from bot.publishing import Plan, in_force
from bot.storage import Database, Transaction, conversation, person
from tests.publishing.sets import AT, plan_of

CARE = """withdrawal_care:
  us:
    en: {text: Call a doctor.}
    es: {text: Llama a un médico.}
"""
NEW_QUESTION = (
    "daily_checkin.yaml",
    "    ask: Did you drink or use since we last talked? Any answer is welcome here.",
    "    ask: Did you drink or use since then? Any answer is welcome here.",
)


async def stand(
    database: Database, people: int, *places: tuple[str, str], status: str = "open", bundle: str = "older"
) -> None:
    """So many people stand in a conversation, at these (script, step), outermost first."""

    def fill(tx: Transaction) -> None:
        for _ in range(people):
            who = person.add(tx, id=tx.new_id(AT), chat=tx.new_id(AT), locale="en", zone="UTC", at=AT)
            talk = tx.new_id(AT)
            stack = tuple(Frame(script=script, step=step) for script, step in places)
            state = State(conversation=talk, bundle="b", script=places[0][0], seed=1, stack=stack)
            conversation.add(
                tx,
                id=talk,
                person=who.id,
                bundle=bundle,
                script=places[0][0],
                status=status,
                document=json.dumps(to_document(state)),
                at=AT,
            )

    await database.run(fill)


def words(plan: Plan) -> list[str]:
    """Return what is said about people."""
    return [one.words for one in plan.standing]


async def test_fewer_than_eleven_people_are_not_counted_out(begun: Database) -> None:
    await stand(begun, 3, ("daily_checkin", "used"))
    await stand(begun, 1, ("daily_checkin", "mood"))
    plan = await plan_of(begun, NEW_QUESTION)

    assert words(plan) == [
        "Fewer than 11 people stand on 'used' in daily_checkin; they finish on the version they began with."
    ]
    assert plan.standing[0].people is None


async def test_eleven_people_are_a_number(begun: Database) -> None:
    await stand(begun, 11, ("daily_checkin", "used"), status="parked")

    (said,) = words(await plan_of(begun, NEW_QUESTION))
    assert said.startswith("11 people stand on 'used'")


async def test_nobody_is_not_mentioned_and_who_has_ended_does_not_count(begun: Database) -> None:
    await stand(begun, 12, ("daily_checkin", "used"), status="completed")

    assert words(await plan_of(begun, NEW_QUESTION)) == []


async def test_who_is_in_a_script_that_was_called_stands_on_the_call_too(begun: Database) -> None:
    await stand(begun, 1, ("daily_checkin", "urge_help"), ("ride_the_wave", "pick"))
    plan = await plan_of(begun, ("daily_checkin.yaml", "    call: ride_the_wave", "    call: my_reasons"))

    assert [(one.script, one.step, one.gone) for one in plan.standing] == [
        ("daily_checkin", "urge_help", False)
    ]


async def test_a_step_that_goes_is_said_to_go(begun: Database) -> None:
    await stand(begun, 2, ("daily_checkin", "win"))
    plan = await plan_of(
        begun,
        ("daily_checkin.yaml", "  win:\n", "  small_win:\n"),
        ("daily_checkin.yaml", "otherwise: win\n", "otherwise: small_win\n"),
        ("daily_checkin.yaml", "however small?", "whatever it was?"),
    )

    (said,) = words(plan)
    assert said == (
        "Fewer than 11 people stand on 'win' in daily_checkin, which goes;"
        " they finish on the version they began with."
    )


async def test_a_document_that_does_not_open_hides_nobody(small: Database) -> None:
    await stand(small, 2, ("daily_checkin", "used"))
    await small.run(lambda tx: tx.driver.execute("UPDATE conversation SET document = x'00' WHERE rowid % 2"))

    assert all("daily_checkin" in said for said in words(await plan_of(small, NEW_QUESTION)))


@pytest.mark.parametrize("people", [501])
async def test_many_people_are_counted_page_by_page(small: Database, people: int) -> None:
    await stand(small, people, ("daily_checkin", "used"))

    (said,) = words(await plan_of(small, NEW_QUESTION))
    assert said.startswith(f"{people} people stand")


async def test_lines_that_somebody_may_still_be_shown_cannot_go(begun: Database) -> None:
    newest = await begun.read(in_force)
    assert newest is not None
    without = (
        ("resources.yaml", CARE, ""),
        ("after_use.yaml", "    show: withdrawal_care\n", "    show: crisis_lines\n"),
    )
    assert (await plan_of(begun, *without)).differences
    await stand(begun, 1, ("after_use", "alone"), bundle=newest.bundle)

    with pytest.raises(RefusedError, match="can show 'withdrawal_care'"):
        await plan_of(begun, *without)
