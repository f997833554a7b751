"""Somebody whom nobody knows yet gets the lines while the database does not answer."""

from tests.faults.trouble import Trouble


async def test_help_on_the_first_screen_needs_no_database(trouble: Trouble) -> None:
    trouble.maya.write("hello")
    await trouble.maya.see("I am a bot, not a person")
    with trouble.locked_database():
        trouble.maya.tap("I need help now")
        lines = await trouble.maya.see("988")
    assert "I am glad you reached out." in lines.text

    await trouble.sam.see("no consent yet")
    await trouble.settled()
    assert trouble.sim.log.sent(trouble.maya.id).count(lines.text) == 1


async def test_words_about_dying_are_the_first_a_stranger_writes_and_are_answered(trouble: Trouble) -> None:
    with trouble.locked_database():
        trouble.maya.write("I want to die")
        await trouble.maya.see("988")
    await trouble.sam.see("no consent yet")
    await trouble.settled()

    held = await trouble.case_of(trouble.maya)
    assert held is not None
    assert held.without_consent
