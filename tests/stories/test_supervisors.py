"""Supervisors: what is open now, how long calls waited, what called for nothing. Nobody is ranked."""

import re
from datetime import timedelta

import pytest

from bot.cases import drilling
from bot.signals import Level
from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, case, case_event, person
from bot.turns.buttons import StaffButton, write
from tests.stories.drills import drill
from tests.stories.leading import closes, colleague, next_morning, supervisor, walks_with
from tests.stories.walking import (
    Came,
    administrator,
    another_coach,
    does,
    joins,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
)
from tests.world import World


async def asks(world: World, phone: Phone, language: str = "en") -> str:
    """The person asks for somebody from our team; return their code."""
    await joins(world, phone, language)
    await menu(world, phone, {"en": "Talk to a person", "es": "Hablar con alguien"}[language])
    return (await world.person_at(phone)).code


async def is_in_crisis(world: World) -> str:
    """Maya writes about dying; return her code."""
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    return (await world.person_at(world.maya)).code


async def many_cases(world: World, number: int) -> None:
    """So many people wait for somebody, each a little less long than the one before."""
    now = world.clock.now()

    def add(tx: Transaction) -> None:
        for each in range(number):
            at = now - timedelta(minutes=2 * number - each)
            one = person.add(tx, id=tx.new_id(now), chat=5000 + each, locale="en", zone="UTC", at=at)
            case.add(tx, id=tx.new_id(now), person=one.id, level=int(Level.URGENT), at=at)

    await world.app.database.run(add)


async def presses(world: World, phone: Phone, verb: str, subject: int, detail: str | None = None) -> Came:
    """The member presses a button with this data, whether or not it was ever shown to them."""
    before, last = newest(phone), phone.last
    assert last is not None
    phone.tap_data(last.id, write(StaffButton(subject=subject, verb=verb, detail=detail)))
    await quiet(world)
    return since(phone, before)


# the live list


async def test_the_live_list_says_who_has_it_or_how_long_nobody_has_and_how_far_calls_have_climbed(
    world: World,
) -> None:
    eva = await supervisor(world)
    mild = await asks(world, world.luz, "es")
    await taken(world, world.sam, mild)
    worst = await is_in_crisis(world)
    await passes(world, eva, minutes=6)

    said = (await does(world, eva, "/cases"))[-1]

    duty, head, first, second = said.text.splitlines()
    assert "Sam" in duty
    assert head == "2 open cases:"
    assert first == f"{worst} · CRISIS · nobody for 6 min · call 2"
    assert second == f"{mild} · urgent · Sam · 6 min"
    assert said.labels == (f"Open {worst}", f"Open {mild}")
    assert "Maya" not in said.text


async def test_who_is_on_duty_is_said_with_each_ones_own_end(world: World) -> None:
    eva = await supervisor(world)
    ana = await another_coach(world, language="en")
    await does(world, world.sam, "/roster every day 00:00-23:00")
    await does(world, ana, "/onduty 22:00")

    said = (await does(world, eva, "/cases"))[-1]

    assert said.text.splitlines()[0] == "On duty: Sam (until 11:00 PM), Ana (until 10:00 PM)"


async def test_two_of_one_name_on_duty_are_told_apart_in_the_list_and_in_the_morning(world: World) -> None:
    eva = await supervisor(world)
    await another_coach(world, "Ana", 801, "en")
    second = await another_coach(world, "Ana", 802, "en")
    code = await asks(world, world.maya)
    await taken(world, second, code)

    said = (await does(world, eva, "/cases"))[-1].text.splitlines()
    (morning,) = [m.text for m in await next_morning(world, eva) if "Ana" in m.text]

    assert said[0] == "On duty: Sam, Ana 1, Ana 2"
    assert said[2].startswith(f"{code} · urgent · Ana 2 · ")
    assert "On duty: Sam, Ana 1, Ana 2" in morning


async def test_a_hundred_and_twenty_open_cases_come_page_by_page_and_none_is_left_out(world: World) -> None:
    eva = await supervisor(world)
    await many_cases(world, 120)

    said = (await does(world, eva, "/cases"))[-1]
    seen: list[str] = []
    pages = 1
    while more := next((label for label in said.labels if label.startswith("Next")), None):
        seen += [label for label in said.labels if label.startswith("Open")]
        assert len(said.text) < 4096
        said = (await does(world, eva, more))[-1]
        pages += 1
    seen += [label for label in said.labels if label.startswith("Open")]

    assert pages == 12
    assert len(seen) == len(set(seen)) == 120


async def test_the_oldest_of_a_level_stands_first(world: World) -> None:
    eva = await supervisor(world)
    await many_cases(world, 3)

    said = (await does(world, eva, "/cases"))[-1]

    waited = [int(found) for found in re.findall(r"nobody for (\d+) min", said.text)]
    assert waited == sorted(waited, reverse=True)


async def test_a_coach_sees_her_own_first_and_then_what_is_open_to_all(world: World) -> None:
    ana = await another_coach(world)
    hers = await asks(world, world.luz, "es")
    await taken(world, ana, hers)
    free = await is_in_crisis(world)

    mine = (await does(world, ana, "/cases"))[-1]
    his = (await does(world, world.sam, "/cases"))[-1]

    assert mine.labels == (f"Open {hers}", f"Open {free}")
    assert his.labels == (f"Open {free}",)
    assert "One more is in the hands of a colleague." in his.text


async def test_what_is_for_supervisors_is_refused_to_a_coach(world: World) -> None:
    assert "Your own times." in text(await does(world, world.sam, "/times"))
    assert "Your role cannot do this" in text(await does(world, world.sam, "/alarms"))


# times


async def test_times_count_taking_and_first_words_by_rung_and_hour(world: World) -> None:
    eva = await supervisor(world)
    code = await is_in_crisis(world)
    await passes(world, world.sam, minutes=2)
    await taken(world, world.sam, code)
    await passes(world, world.sam, minutes=3)
    await does(world, world.sam, "I am here")

    said = (await does(world, eva, "/times"))[-1]
    assert "CRISIS: 2 min · 2 min (1)" in said.text
    assert "call 1: 2 min · 2 min (1)" in said.text
    assert re.search(r"^\d\d ▇+ 2 min · 2 min \(1\)$", said.text, re.MULTILINE)

    words = (await does(world, eva, "Until the first words"))[-1]
    assert "CRISIS: 5 min · 5 min (1)" in words.text


async def test_the_times_come_as_a_picture_that_names_nobody(world: World) -> None:
    eva = await supervisor(world)
    code = await is_in_crisis(world)
    await passes(world, world.sam, minutes=2)
    await taken(world, world.sam, code)
    await does(world, eva, "/times")

    (came,) = await does(world, eva, "As a picture")

    assert (came.kind, came.text) == ("photo", "Last 7 days: until somebody had it")
    assert came.file_id is not None
    assert world.sim.world.files[came.file_id].upload.content.startswith(b"\x89PNG")


async def test_of_nothing_there_is_no_picture(world: World) -> None:
    eva = await supervisor(world)
    await does(world, eva, "/times")

    assert text(await does(world, eva, "As a picture")) == "Nobody was called in this time."


async def test_no_drill_counts_however_many_there_were(world: World) -> None:
    eva = await supervisor(world)
    for _ in range(9):
        held = await drill(world)
        await world.app.turns.act(lambda work, held=held: drilling.end(work.desk, held, drilling.ANSWERED))  # type: ignore[misc]  # at once
    await quiet(world)

    assert "Nobody was called in this time." in text(await does(world, eva, "/times"))


async def test_who_waits_still_is_said_and_not_left_out(world: World) -> None:
    eva = await supervisor(world)
    await is_in_crisis(world)

    assert "CRISIS: one not answered yet" in text(await does(world, eva, "/times"))


async def test_no_times_are_said_to_be_none(world: World) -> None:
    eva = await supervisor(world)

    said = await does(world, eva, "/times")

    assert "Nobody was called in this time." in text(said)
    assert "Last 30 days" in said[-1].labels


async def test_a_coach_sees_her_own_times_and_nobody_elses(world: World) -> None:
    ana = await another_coach(world)
    code = await is_in_crisis(world)
    await passes(world, world.sam, minutes=2)
    await taken(world, world.sam, code)

    assert "CRISIS: 2 min" in text(await does(world, world.sam, "/times"))
    assert "Nobody was called in this time." in text(await does(world, ana, "/times"))

    for whose in (colleague(world, world.sam).id, 0):
        said = await presses(world, ana, "tms", whose, "wt")
        assert "Your role cannot do this" in text(said)
    assert "Your role cannot do this" in text(await presses(world, ana, "tms_who", 0))
    rows = await world.read(lambda tx: audit.by(tx, colleague(world, ana).id))
    assert sorted(row.action for row in rows if row.action.startswith("refused")) == [
        "refused: see a coach's times",
        "refused: see a coach's times",
        "refused: see how calls are answered",
    ]


async def test_in_supervision_one_coachs_times_are_opened_on_purpose_written_down_and_told(
    world: World,
) -> None:
    eva = await supervisor(world)
    code = await is_in_crisis(world)
    await passes(world, world.sam, minutes=2)
    await taken(world, world.sam, code)
    asked = await does(world, eva, "/times")
    assert "Sam" not in text(asked)

    listed = (await does(world, eva, "One coach's times"))[-1]
    assert "Sam" in listed.labels
    assert "min" not in listed.text  # a list of names, and nothing to compare by
    before = newest(world.sam)
    said = await does(world, eva, "Sam")

    assert "The times of Sam, for supervision." in text(said)
    assert "CRISIS: 2 min" in text(said)
    assert "Eva has opened your times, for supervision." in text(since(world.sam, before))
    before = newest(world.sam)
    await does(world, eva, "Last 30 days")
    assert since(world.sam, before) == []  # the same looking, from another side
    rows = await world.read(lambda tx: audit.of(tx, "member", colleague(world, world.sam).id))
    assert "opened a coach's times" in [row.action for row in rows]


async def test_an_administrator_sees_the_programmes_times_and_no_coachs(world: World) -> None:
    office = await administrator(world)

    said = (await does(world, office, "/times"))[-1]

    assert "One coach's times" not in said.labels
    refused = await presses(world, office, "tms", colleague(world, world.sam).id, "wt")
    assert "Your role cannot do this" in text(refused)


@pytest.mark.parametrize("detail", ["zz", "w", None])
async def test_a_forged_button_of_times_shows_the_first_screen(world: World, detail: str | None) -> None:
    eva = await supervisor(world)
    await does(world, eva, "/times")

    assert "Last 7 days: until somebody had it" in text(await presses(world, eva, "tms", 0, detail))


# false alarms


async def test_a_false_alarm_is_marked_by_one_tap_and_listed_by_rule(world: World) -> None:
    eva = await supervisor(world)
    code = await is_in_crisis(world)
    await closes(world, world.sam, code, "False alarm")

    said = text(await does(world, eva, "/alarms"))

    assert "Wrote words about dying or self-harm.\nsuicide: called in one case, false alarms: 1" in said
    assert "Nothing is learned from this by itself" in said
    assert code not in said


async def test_a_case_closed_another_way_becomes_a_false_alarm_by_one_tap(world: World) -> None:
    eva = await supervisor(world)
    code = await is_in_crisis(world)
    await closes(world, world.sam, code)
    assert "false alarms: 0" in text(await does(world, eva, "/alarms"))

    said = await does(world, world.sam, "It was a false alarm")

    assert f"{code} now counts as a false alarm." in text(said)
    assert "false alarms: 1" in text(await does(world, eva, "/alarms"))


async def test_nobody_else_marks_a_coachs_case_as_false(world: World) -> None:
    ana = await another_coach(world)
    code = await is_in_crisis(world)
    await closes(world, world.sam, code)
    who = await world.person_at(world.maya)
    (held,) = await world.read(lambda tx: case.of_person(tx, who.id))
    await does(world, ana, "/cases")

    said = await presses(world, ana, "was_false", held.id)

    assert "Your role cannot do this" in text(said)
    (held,) = await world.read(lambda tx: case.of_person(tx, who.id))
    assert held.outcome == "talked"


async def test_alarms_hold_no_answers_of_anybody(world: World) -> None:
    """A rule's words can hold what somebody answered; here they stand without it."""
    eva = await supervisor(world)
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    held = "the marker of an answer"
    now = world.clock.now()

    def add(tx: Transaction) -> None:
        made = case.add(tx, id=tx.new_id(now), person=who.id, level=2, at=now)
        case_event.add(
            tx,
            id=tx.new_id(now),
            case=made.id,
            kind="signal",
            at=now,
            level=2,
            why="gone.rule",
            words=f'{{"en": "{held}"}}',
        )

    await world.app.database.run(add)

    said = text(await does(world, eva, "/alarms"))

    assert "gone.rule\ngone.rule: called in one case, false alarms: 0" in said
    assert held not in said


async def test_what_called_nobody_is_said(world: World) -> None:
    eva = await supervisor(world)

    assert text(await does(world, eva, "/alarms")) == "Nothing has called people in the last 90 days."


async def test_a_hello_button_is_only_for_ones_own_people(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    await walks_with(world, world.sam, world.maya)
    await does(world, ana, "/cases")

    said = await presses(world, ana, "hello", (await world.person_at(world.maya)).id)

    assert "A hello goes to the people you walk with." in text(said)
