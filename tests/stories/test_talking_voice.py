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
