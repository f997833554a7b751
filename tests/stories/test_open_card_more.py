"""[Open], besides why and what to do: media in the talk, and the places that are still open."""

from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, referral
from bot.turns.buttons import StaffButton, write
from tests.stories.talks import in_hand
from tests.stories.walking import another_coach, does, joins, newest, quiet, since, text, through
from tests.world import World


async def pointed_to(world: World, phone: Phone, *services: str) -> None:
    """The person was told about these places."""
    who, now = await world.person_at(phone), world.clock.now()

    def write_down(tx: Transaction) -> None:
        for one in services:
            referral.add(tx, id=tx.new_id(now), person=who.id, need="treatment", service=one, at=now)

    await world.app.database.run(write_down)


async def test_what_was_sent_stands_in_the_talk_by_its_kind_with_the_words_under_it(world: World) -> None:
    ana = await another_coach(world, language="es")
    code = await in_hand(world, world.maya, world.sam)
    world.maya.send_photo("my new room")
    world.maya.send_voice()
    await quiet(world)
    world.sam.send_photo("the river")
    await quiet(world)

    card = text(await does(world, world.sam, f"/case {code}"))
    assert ": [Photo] my new room" in card
    assert ": [Voice note]\n" in card
    assert ": [Photo] the river" in card
    assert "my new room" in text(await does(world, ana, f"/case {code}"))


async def test_a_place_is_marked_as_done_and_leaves_the_card(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    one, other, *_ = world.app.library.current.bundle.services
    await pointed_to(world, world.maya, one, other)
    names = {
        name: words.texts["en"].partition(":")[0]
        for name, words in world.app.library.current.bundle.services.items()
    }
    card = text(await does(world, world.sam, f"/case {code}"))
    assert f"{names[one]} · " in card
    assert f"{names[other]} · " in card

    shown = (await does(world, world.sam, "Places"))[-1]
    assert shown.protected
    label = next(label for label in shown.labels if label.startswith(f"Done: {names[one]}"[:20]))
    left = text(await does(world, world.sam, label))

    assert names[one] not in left
    assert names[other] in left
    card = text(await does(world, world.sam, f"/case {code}"))
    assert f"{names[one]} · " not in card
    assert f"{names[other]} · " in card
    seen = text(await does(world, world.maya, "/whosaw"))
    assert "marked a place you were told about as done" in seen


async def test_only_who_has_the_case_marks_a_place(world: World) -> None:
    ana = await another_coach(world)
    await in_hand(world, world.maya, world.sam)
    await pointed_to(world, world.maya, next(iter(world.app.library.current.bundle.services)))
    who = await world.person_at(world.maya)
    before = newest(ana)
    ana.tap_data(ana.screen[-1].id, write(StaffButton(subject=who.id, verb="o_places")))
    await quiet(world)
    assert "National helpline" not in text(since(ana, before))
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert "refused: keep notes about a person" in [row.action for row in rows]


async def test_without_an_open_place_there_is_no_button_for_it(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    assert not any("Places" in one.labels for one in await does(world, world.sam, f"/case {code}"))
    await pointed_to(world, world.maya, next(iter(world.app.library.current.bundle.services)))
    await through(world, world.sam, f"/case {code}", "Places")
    done = next(label for label in world.sam.screen[-1].labels if label.startswith("Done: "))
    assert f"No place is open for {code} any more." in text(await does(world, world.sam, done))
    assert not any("Places" in one.labels for one in await does(world, world.sam, f"/case {code}"))


async def test_words_as_long_as_a_message_push_nothing_off_the_card(world: World) -> None:
    await joins(world, world.maya)
    long = "I want to die. " + "It has been a very long day. " * 120
    await does(world, world.maya, long)
    code = (await world.person_at(world.maya)).code
    came = await does(world, world.sam, f"/case {code}")
    (card,) = [one.text for one in came if "It is recorded" in one.text]

    assert "What can help now:" in card
    assert card.count("•") >= 6
    assert "…”" in card
    assert came[-1].labels == ("I have it",)
    assert len(text(came[:-1])) > 1000  # whole, as far as a message holds it, above the card


async def test_an_old_button_of_a_place_shows_nothing_unrecorded(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    one, other, *_ = world.app.library.current.bundle.services
    await pointed_to(world, world.maya, one, other)
    shown = (await through(world, world.sam, f"/case {code}", "Places"))[-1]
    who = await world.person_at(world.maya)
    world.sam.tap_data(shown.id, write(StaffButton(subject=who.id, verb="o_places", detail="0")))
    await quiet(world)

    assert "was told about these" in world.sam.screen[-1].text
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert [row.action for row in rows].count("read places") == 2
