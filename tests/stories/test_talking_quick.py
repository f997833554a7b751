"""Lea writes quick replies in both languages; Sam sends them with one tap, each person reads their own."""

from bot.simulator.phone import Phone
from bot.storage import quick_reply
from bot.turns.buttons import StaffButton, write
from tests.stories.editors import staff
from tests.stories.talks import in_hand
from tests.stories.walking import another_coach, does, newest, quiet, since, text, through
from tests.world import World


async def lead(world: World) -> Phone:
    """A supervisor; return the phone."""
    return await staff(world, "Lea", 850, "supervisor")


async def writes(world: World, lea: Phone, name: str, english: str, spanish: str) -> str:
    """Lea writes one; return what she is told at the end."""
    return text(await through(world, lea, "/quick", "Add one", name, english, spanish))


async def test_a_supervisor_writes_one_in_every_language(world: World) -> None:
    lea = await lead(world)
    said = await writes(world, lea, "Soon", "I read this soon.", "Lo leo pronto.")
    assert "“Soon” is kept" in said
    assert "missing" not in said
    (one,) = await world.read(quick_reply.all_)
    assert dict(one.words) == {"en": "I read this soon.", "es": "Lo leo pronto."}


async def test_a_name_in_quotation_marks_is_the_name_without_them(world: World) -> None:
    lea = await lead(world)
    assert "without quotation marks" in text(await through(world, lea, "/quick", "Add one"))
    said = text(await does(world, lea, "“Soon”"))
    assert "What does “Soon” say in English?" in said
    await through(world, lea, "I read this soon.", "Lo leo pronto.")
    (one,) = await world.read(quick_reply.all_)
    assert one.name == "Soon"


async def test_one_that_is_too_long_is_not_cut_and_is_asked_for_again(world: World) -> None:
    lea = await lead(world)
    said = text(await through(world, lea, "/quick", "Add one", "Soon", "a word " * 150))
    assert "up to 1,000" in said
    assert "What does “Soon” say in English?" in said
    await through(world, lea, "I read this soon.", "Lo leo pronto.")
    (one,) = await world.read(quick_reply.all_)
    assert dict(one.words) == {"en": "I read this soon.", "es": "Lo leo pronto."}


async def test_each_person_reads_it_in_their_own_language(world: World) -> None:
    lea = await lead(world)
    await writes(world, lea, "Soon", "I read this soon.", "Lo leo pronto.")
    code = await in_hand(world, world.luz, world.sam, "es")
    shown = await does(world, world.sam, "Quick replies")
    assert "Lo leo pronto." in text(shown)
    assert "I read this soon." not in text(shown)

    said = await does(world, world.sam, "Soon")

    assert world.luz.last is not None
    assert world.luz.last.text == "Sam: Lo leo pronto."
    assert f"“Soon” is sent to {code}." in text(said)


async def test_a_doubled_tap_sends_it_once(world: World) -> None:
    lea = await lead(world)
    await writes(world, lea, "Soon", "I read this soon.", "Lo leo pronto.")
    await in_hand(world, world.maya, world.sam)
    shown = (await does(world, world.sam, "Quick replies"))[-1]
    button = shown.button("Soon")
    assert button is not None
    assert button.data is not None
    before = newest(world.maya)
    for _ in range(2):
        world.sam.tap_data(shown.id, button.data)
    await quiet(world)
    said = [one.text for one in since(world.maya, before)]
    assert said.count("Sam: I read this soon.") == 1


async def test_a_language_that_is_missing_is_said_and_not_offered(world: World) -> None:
    lea = await lead(world)
    said = await writes(world, lea, "Soon", "I read this soon.", "Leave this language out")
    assert "Spanish is missing" in said
    assert "missing: Spanish" in text(await does(world, lea, "/quick"))
    code = await in_hand(world, world.luz, world.sam, "es")
    shown = text(await does(world, world.sam, "Quick replies"))
    assert shown == f"No quick reply is written in the language of {code} yet."


async def test_one_is_changed_and_removed(world: World) -> None:
    lea = await lead(world)
    await writes(world, lea, "Soon", "I read this soon.", "Lo leo pronto.")
    await through(
        world, lea, "/quick", "Soon", "Change", "Keep as it is", "I read it today.", "Keep as it is"
    )
    (one,) = await world.read(quick_reply.all_)
    assert dict(one.words) == {"en": "I read it today.", "es": "Lo leo pronto."}
    await through(world, lea, "/quick", "Soon", "Remove")
    sure = next(one for one in reversed(lea.screen) if one.button("Remove"))
    lea.tap((sure.id, "Remove"))
    await quiet(world)
    assert await world.read(quick_reply.all_) == ()


async def test_only_supervisors_and_administrators_write_them(world: World) -> None:
    lea = await lead(world)
    await writes(world, lea, "Soon", "I read this soon.", "Lo leo pronto.")
    (one,) = await world.read(quick_reply.all_)
    said = text(await does(world, world.sam, "/quick"))
    assert "Your role cannot do this" in said
    for verb in ("qr", "qr-add", "qr-change", "qr-remove", "qr-sure", "qr-skip"):
        world.sam.tap_data(world.sam.screen[-1].id, write(StaffButton(subject=one.id, verb=verb)))
    await quiet(world)
    await does(world, world.sam, "a new name")
    assert await world.read(quick_reply.all_) == (one,)


async def test_words_typed_after_something_else_are_no_quick_reply(world: World) -> None:
    lea = await lead(world)
    await through(world, lea, "/quick", "Add one", "/cases")
    await does(world, lea, "hello?")
    assert await world.read(quick_reply.all_) == ()


async def test_a_coach_cannot_send_one_to_somebody_a_colleague_has(world: World) -> None:
    lea = await lead(world)
    ana = await another_coach(world)
    await writes(world, lea, "Soon", "I read this soon.", "Lo leo pronto.")
    await in_hand(world, world.maya, world.sam)
    held = await world.case_of(world.maya)
    assert held is not None
    at_maya, at_ana = newest(world.maya), newest(ana)
    ana.tap_data(ana.screen[-1].id, write(StaffButton(subject=held.id, verb="quick")))
    await quiet(world)
    assert "Sam already has" in text(since(ana, at_ana))
    assert since(world.maya, at_maya) == []
