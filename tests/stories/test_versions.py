"""Conversations that are edited while people talk, and everything else a script may ask for."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.storage import answer, consent, person, referral
from bot.storage.transaction import Transaction
from tests.stories.editing import Desk
from tests.stories.walking import (
    checks_in,
    does,
    invited,
    joins,
    live,
    menu,
    passes,
    talk_of,
    text,
    through,
    timers,
    to_timer,
)
from tests.world import World


@pytest.fixture
def desk(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The editors' folder of this world."""
    return Desk(world, tmp_path / "programme", monkeypatch)


async def test_a_running_conversation_finishes_on_the_version_it_began_with(world: World, desk: Desk) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, "I am ready", "Going well")

    asks = "Did you drink or use since we last talked? Any answer is welcome here."
    desk.change("daily_checkin.yaml", asks, "Was there any drinking or using? Every answer is fine.")
    await desk.restart()

    came = await does(world, world.maya, "2")
    assert asks in text(came)
    await through(world, world.maya, "No", "Skip")
    came = await checks_in(world, world.maya, "Going well", "2")
    assert "Was there any drinking or using?" in text(came)


async def test_an_invitation_from_before_opens_the_version_it_was_made_for(world: World, desk: Desk) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    desk.change("daily_checkin.yaml", "      good: Going well\n", "      good: It goes well\n")
    await desk.restart()
    came = await does(world, world.maya, "I am ready")
    assert came[-1].button("Going well") is not None


async def test_the_lines_are_always_the_newest(world: World, desk: Desk) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    desk.change(
        "resources.yaml",
        "You can talk to somebody now. Call or text 988, day and night. It is free.",
        "You can talk to somebody now. Call or text 988 at any hour. It is free.",
    )
    await desk.restart()
    came = await does(world, world.maya, "Thoughts of dying")
    assert "988 at any hour" in came[0].text


async def test_a_script_that_is_gone_still_ends_for_who_is_in_it(world: World, desk: Desk) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "My reasons")
    desk.change("my_reasons.yaml", "starts: menu button\nbutton: My reasons\n", "starts: only when called\n")
    await desk.restart()
    came = await does(world, world.maya, "my daughter")
    assert "Is there another one?" in text(came)


EVERYTHING = """format: 1
script: everything
title: Everything a script may ask for
starts: menu button
button: Everything
quiet button: Quietly

if no answer:
  nudge after: 1 hour
  nudge: Still here.
  give up after: 5 hours

steps:
  look:
    picture: waves.jpg
    described as: Slow waves
  listen:
    play: breath.ogg
    described as: One slow breath
  aim:
    ask: What is your goal?
    choices:
      less: A bit less
      safer: More safety
  keep_aim:
    do: set goal
  few:
    ask each:
      sleep: How did you sleep?
      hope: How much hope is there?
    answer: scale 0 to 3
    low end: none
    high end: much
  places:
    offer services: treatment
  tomorrow:
    schedule: looking_back
    in: 1 day
    at most: 1
  rest:
    ask: What now?
    choices:
      pause: A pause
      until: A pause with an end
      stop: No more
      leave: I take it back
      stay: As before
    then:
      pause: do_pause
      until: when
      stop: do_stop
      leave: do_leave
      otherwise: bye
  when:
    ask: Until which day?
    answer: date
  do_pause:
    do: pause
    then: bye
  do_stop:
    do: stop check-ins
    then: bye
  do_leave:
    do: withdraw consent
    then: bye
  bye:
    say:
      for: goal
      less: A bit less, then.
      otherwise: All right.

scores:
  rested:
    mean of: [sleep, hope]
"""
ONCE = """format: 1
script: once
title: Once
starts: only when scheduled
if no answer:
  give up after: 5 hours
steps:
  well:
    ask: Well?
    answer: free text
"""
KEYS = """sleep: {label: Sleep, kind: scale, range: 0 to 3, unit: points, better: higher}
hope: {label: Hope, kind: scale, range: 0 to 3, unit: points, better: higher}
rested: {label: Rest, kind: number, unit: points, better: higher}
"""


@pytest.fixture
async def everything(world: World, desk: Desk) -> World:
    """A world whose menu has the script above; Maya has joined."""
    desk.write("everything.yaml", EVERYTHING)
    keys = desk.conversations / "keys.yaml"
    keys.write_text(keys.read_text(encoding="utf-8") + KEYS, encoding="utf-8")
    (desk.conversations / "waves.jpg").write_bytes(b"\xff\xd8\xff")
    (desk.conversations / "breath.ogg").write_bytes(b"OggS")
    await desk.restart()
    await joins(world, world.maya)
    return world


async def test_pictures_and_sounds_come_first_and_say_what_they_are(everything: World) -> None:
    came = await menu(everything, everything.maya, "Everything")
    assert [(message.kind, message.text) for message in came[:2]] == [
        ("photo", "Slow waves"),
        ("voice", "One slow breath"),
    ]
    assert came[2].text == "What is your goal?"


async def test_a_goal_scores_and_a_referral_are_kept(everything: World) -> None:
    phone = everything.maya
    await menu(everything, phone, "Everything")
    await through(everything, phone, "A bit less", "2", "3")
    label = phone.last.labels[0] if phone.last else ""
    came = await does(everything, phone, label)
    assert came
    done = await does(everything, phone, "As before")

    assert "A bit less, then." in text(done)
    who = await everything.person_at(phone)
    assert who.goal == "less"
    talk = await talk_of(everything, phone)
    saved = {one.key: one.value for one in await everything.read(lambda tx: answer.of(tx, talk.id))}
    assert saved == {"sleep": 2, "hope": 3, "rested": 2.5}
    (referred,) = await everything.read(lambda tx: referral.of(tx, who.id))
    assert referred.need == "treatment"


async def test_at_most_one_is_scheduled(everything: World) -> None:
    for _ in range(2):
        await menu(everything, everything.maya, "Everything")
        await through(everything, everything.maya, "Skip", "Skip", "Skip", "Skip", "As before")
    assert len(await timers(everything, everything.maya, "start_script")) == 1


@pytest.mark.parametrize(
    ("choice", "state"), [("A pause", "paused"), ("No more", "stopped"), ("I take it back", "stopped")]
)
async def test_check_ins_can_be_put_down_and_taken_up(everything: World, choice: str, state: str) -> None:
    phone = everything.maya
    await menu(everything, phone, "Everything")
    await through(everything, phone, "Skip", "Skip", "Skip", "Skip", choice)
    who = await everything.person_at(phone)
    assert who.state == state
    assert await timers(everything, phone, "check_in") == []
    agreed = await everything.read(lambda tx: consent.current(tx, who.id, "programme"))
    assert (agreed is None) == (choice == "I take it back")

    came = await does(everything, phone, "hello")

    if choice == "I take it back":
        assert came[-1].button("Start") is not None
        await does(everything, phone, "Start")
        assert (await everything.person_at(phone)).state == "consenting"
    else:
        assert "Good to see you, Maya" in text(came)
        assert (await everything.person_at(phone)).state == "active"


async def test_a_pause_with_an_end_ends_by_itself(everything: World) -> None:
    phone = everything.maya
    await menu(everything, phone, "Everything")
    await through(everything, phone, "Skip", "Skip", "Skip", "Skip", "A pause with an end")
    day = everything.clock.now().date() + timedelta(days=10)
    await does(everything, phone, day.isoformat())
    assert (await everything.person_at(phone)).state == "paused"
    await passes(everything, phone, days=5)
    assert (await everything.person_at(phone)).state == "paused"
    await to_timer(everything, phone, "pause_end")
    assert (await everything.person_at(phone)).state == "active"
    assert (await invited(everything, phone)).labels == ("I am ready",)


async def test_what_is_discreet_shows_quiet_labels_that_work(everything: World) -> None:
    phone = everything.maya
    who = await everything.person_at(phone)

    def be_discreet(tx: Transaction) -> None:
        person.change(tx, who.id, discreet=True)

    await everything.app.database.run(be_discreet)
    await does(everything, phone, "/menu")
    assert any("Quietly" in row for row in phone.menu)
    assert not any("Everything" in row for row in phone.menu)
    await menu(everything, phone, "Quietly")
    assert await live(everything, phone) == [("everything", "open")]


async def test_a_scheduled_script_that_is_gone_is_let_go(world: World, desk: Desk) -> None:
    desk.write("everything.yaml", EVERYTHING.replace("schedule: looking_back", "schedule: once"))
    desk.write("once.yaml", ONCE)
    keys = desk.conversations / "keys.yaml"
    keys.write_text(keys.read_text(encoding="utf-8") + KEYS, encoding="utf-8")
    for name in ("waves.jpg", "breath.ogg"):
        (desk.conversations / name).write_bytes(b"x")
    await desk.restart()
    await joins(world, world.maya)
    await menu(world, world.maya, "Everything")
    await through(world, world.maya, "Skip", "Skip", "Skip", "Skip", "As before")
    for name in ("once.yaml", "everything.yaml"):
        (desk.conversations / name).unlink()
    await desk.restart()
    await checks_in(world, world.maya, "Skip", "Skip", "Skip", "Skip")
    assert await to_timer(world, world.maya, "start_script") == []
    assert await timers(world, world.maya, "start_script") == []
