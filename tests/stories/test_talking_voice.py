"""Maya sends a voice note while nobody is there: no machine listens, and a person can."""

from bot.ids import to_base62
from bot.signals import Level
from bot.turns.buttons import OwnButton, write
from tests.stories.talks import in_hand
from tests.stories.walking import another_coach, does, joins, newest, quiet, since, taken, text
from tests.world import World


async def test_a_voice_note_outside_of_a_talk_can_be_heard_by_a_person(world: World) -> None:
    await joins(world, world.maya)
    at_maya, at_sam = newest(world.maya), newest(world.sam)
    world.maya.send_voice()
    await quiet(world)
    offered = since(world.maya, at_maya)[-1]
    assert "Let a person listen" in offered.labels
    assert since(world.sam, at_sam) == []

    said = await does(world, world.maya, "Let a person listen")

    held = await world.case_of(world.maya)
    assert held is not None
    assert held.level == Level.URGENT
    alert = since(world.sam, at_sam)[-1]
    assert alert.text.startswith(f"{held.code} · urgent")
    assert all(one.kind == "text" for one in since(world.sam, at_sam))
    assert "A person can listen to it now" in text(said)


async def test_whoever_opens_the_case_is_given_the_voice_note_once(world: World) -> None:
    await joins(world, world.maya)
    world.maya.send_video_note()
    await quiet(world)
    await does(world, world.maya, "Let a person listen")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    assert [one.kind for one in world.sam.screen].count("video_note") == 1
    await does(world, world.sam, f"/case {code}")
    assert [one.kind for one in world.sam.screen].count("video_note") == 1


async def test_a_colleague_who_opens_it_later_hears_it_too(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    world.maya.send_voice()
    await quiet(world)
    await does(world, world.maya, "Let a person listen")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    await does(world, ana, f"/case {code}")
    assert [one.kind for one in ana.screen].count("voice") == 1


async def test_while_people_are_called_a_voice_note_waits_for_whoever_answers(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    code = (await world.person_at(world.maya)).code
    before = newest(world.maya)
    world.maya.send_voice()
    world.maya.send_album(3, "here I am")
    await quiet(world)
    said = [one.text for one in since(world.maya, before)]
    assert said == ["Thank you. I cannot open this myself. I keep it for the person who answers."] * 2

    await taken(world, world.sam, code)

    kinds = [one.kind for one in world.sam.screen]
    assert (kinds.count("voice"), kinds.count("photo")) == (1, 3)
    assert any(one.text.startswith("here I am") for one in world.sam.screen if one.kind == "photo")


async def test_a_voice_note_that_was_offered_twice_is_brought_once(world: World) -> None:
    await joins(world, world.maya)
    world.maya.send_voice()
    await quiet(world)
    offered = next(one for one in world.maya.screen if "Let a person listen" in one.labels)
    button = offered.button("Let a person listen")
    assert button is not None
    assert button.data is not None
    for _ in range(2):
        world.maya.tap_data(offered.id, button.data)
    await quiet(world)
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    assert [one.kind for one in world.sam.screen].count("voice") == 1


async def test_of_very_many_pictures_none_is_lost(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    code = (await world.person_at(world.maya)).code
    for _ in range(12):
        world.maya.send_photo()
    await quiet(world)
    await taken(world, world.sam, code)
    assert [one.kind for one in world.sam.screen].count("photo") == 10
    assert any(f"{code} sent 2 more." in one.text for one in world.sam.screen)
    await does(world, world.sam, f"/case {code}")
    assert [one.kind for one in world.sam.screen].count("photo") == 12


async def test_a_guest_who_sends_a_voice_note_in_a_crisis_is_heard_too(world: World) -> None:
    await does(world, world.maya, "I want to die")
    world.maya.send_voice()
    await quiet(world)
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    assert [one.kind for one in world.sam.screen].count("voice") == 1


async def test_in_a_talk_a_voice_note_is_passed_on_at_once(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    at_maya, at_sam = newest(world.maya), newest(world.sam)
    world.maya.send_voice()
    await quiet(world)
    (voice,) = since(world.sam, at_sam)
    assert (voice.kind, voice.text) == ("voice", f"Voice note from {code}")
    assert since(world.maya, at_maya) == []


async def test_a_photo_is_not_offered_to_be_listened_to(world: World) -> None:
    await joins(world, world.maya)
    before = newest(world.maya)
    world.maya.send_photo()
    await quiet(world)
    assert "Let a person listen" not in since(world.maya, before)[-1].labels


async def test_a_forged_number_brings_nothing_to_anybody(world: World) -> None:
    await joins(world, world.maya)
    world.maya.send_voice()
    await quiet(world)
    offered = world.maya.last
    assert offered is not None
    before = newest(world.sam)
    for detail in (f"{to_base62(10**9)}_0", "zzz_9", "_", f"{to_base62(offered.id)}_0"):
        world.maya.tap_data(offered.id, write(OwnButton(verb="listen", detail=detail)))
    await quiet(world)
    assert since(world.sam, before) == []
    assert await world.case_of(world.maya) is None
