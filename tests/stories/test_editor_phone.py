"""An editor changes a conversation from her phone: file, checker's words, test, second look, out."""

import asyncio
import re

import pytest

from bot.simulator.phone import Phone
from bot.storage import errand, manuscript, member, publication
from bot.storage.transaction import Transaction
from tests.stories.editors import EVA, LIV, catalog, changed, conversation, sends, staff
from tests.stories.walking import (
    administrator,
    checks_in,
    does,
    joins,
    menu,
    newest,
    quiet,
    since,
    text,
    through,
)
from tests.world import World

SAYS = "Good to hear. You did the work to get here."
SAYS_NOW = "Good to hear. You did what it takes."
DICE = "Me alegra. Tú hiciste el trabajo para llegar hasta aquí."
GLAD = "I am really glad you told me."
DICE_AHORA = "Me alegra. Hiciste lo que hacía falta."


def daily(new: str = SAYS_NOW) -> str:
    return changed(conversation("daily_checkin.yaml"), SAYS, new)


def spanish() -> str:
    """Return the translations with the changed question in both languages."""
    return changed(catalog().replace(f'msgid "{SAYS}"', f'msgid "{SAYS_NOW}"'), DICE, DICE_AHORA)


def filled_in(words: str) -> str:
    """Write the translation where there is room for it; a mark says that an older one was found."""
    at = words.index(f'msgid "{SAYS_NOW}"')
    head = words[:at].rpartition("\n\n")
    before = "\n".join(line for line in head[2].splitlines(keepends=False) if "fuzzy" not in line)
    line_end = words.index("\n", words.index("msgstr", at))
    kept = head[0] + head[1] + before + "\n" + words[at : words.index("msgstr", at)]
    return f'{kept}msgstr "{DICE_AHORA}"{words[line_end:]}'


@pytest.fixture
async def eva(world: World) -> Phone:
    return await staff(world, "Eva", EVA)


async def in_force(world: World) -> str:
    found = await world.read(publication.newest)
    assert found is not None
    return found.bundle


async def goes_live(world: World, hash: str) -> None:
    """The running bot has taken the set that is in force."""
    async with asyncio.timeout(10):
        while world.app.library.current.bundle.hash != hash:  # noqa: ASYNC110  # nobody is told
            await asyncio.sleep(0.01)


async def test_a_file_is_mended_tried_in_spanish_looked_at_and_published(world: World, eva: Phone) -> None:
    liv = await staff(world, "Liv", LIV)
    before = await in_force(world)

    # a mistake, told with its place and its repair
    wrong = daily().replace("      7 or more: urge_help", "      7 or more: urge_hlep")
    came = await sends(world, eva, "daily_checkin.yaml", wrong)
    assert came[0].text == "I am reading daily_checkin.yaml. This takes a few seconds."
    assert "One error to mend." in came[1].text
    assert re.search(
        r"✗ daily_checkin\.yaml, line \d+: .*'urge_hlep'.* Did you mean 'urge_help'\? \[E201\]", came[1].text
    )
    assert came[-1].labels == ()
    assert "What is in force stays as it is." in came[-1].text

    # mended
    came = await sends(world, eva, "daily_checkin (1).yaml", daily())
    assert "No errors." in came[1].text
    assert "not translated yet" in text(came)
    assert "One text in Español waits to be translated." in text(came)
    (document,) = [message for message in came if message.kind == "document"]
    assert document.file_name == "es.po"
    assert document.file_id is not None
    to_fill_in = world.sim.world.files[document.file_id].upload.content.decode()
    assert SAYS in came[-1].text
    assert SAYS_NOW in came[-1].text
    assert came[-1].labels == ("Try it on my phone", "Ask for a second pair of eyes", "Publish")

    # its translation, filled into the file that came: the two files are one draft
    came = await sends(world, eva, "es.po", filled_in(to_fill_in))
    assert "No errors." in came[1].text
    assert "not translated yet" not in text(came)
    assert "Your draft has 2 files." in came[-1].text

    # tried in Spanish
    came = await does(world, eva, "Try it on my phone")
    assert "Nothing of it is stored" in came[0].text
    await does(world, eva, "Español")
    came = await does(world, eva, "Va bien")
    assert came[-1].text.startswith("TEST · daily_checkin\n\n")
    assert DICE_AHORA in came[-1].text
    await does(world, eva, "stop")

    # a second pair of eyes
    asked = newest(liv)
    came = await does(world, eva, "Ask for a second pair of eyes")
    assert text(came) == "I asked: Liv. The first answer counts, and I tell you."
    came = since(liv, asked)
    assert came[-1].labels == ("Try it on my phone", "Looks right to me", "Not yet")
    assert SAYS_NOW in came[-1].text
    answered = newest(eva)
    await does(world, liv, "Looks right to me")
    assert since(eva, answered)[-1].text == "Liv says it looks right. You can publish it."

    # published
    assert await in_force(world) == before
    came = await does(world, eva, "Publish")
    assert "It is published." in text(came)
    after = await in_force(world)
    assert after != before
    await goes_live(world, after)

    # what people read from now on
    await joins(world, world.luz, "es")
    came = await checks_in(world, world.luz, "Va bien", language="es")
    assert DICE_AHORA in text(came)
    (row,) = await world.read(lambda tx: publication.before(tx, publication.PAST_ALL, 1))
    found = await world.read(lambda tx: member.find(tx, EVA))
    assert found is not None
    assert row.by == found.id


async def test_the_flow_comes_as_a_picture(world: World, eva: Phone) -> None:
    came = await sends(world, eva, "daily_checkin.yaml", daily())
    (picture,) = [message for message in came if message.kind == "photo"]
    assert picture.file_id is not None
    assert "daily_checkin" in picture.text
    assert world.sim.world.files[picture.file_id].upload.content.startswith(b"\x89PNG")
    assert world.sim.world.files[picture.file_id].upload.name == "daily_checkin.png"


async def test_what_a_crisis_can_reach_is_published_by_two(world: World, eva: Phone) -> None:
    liv = await staff(world, "Liv", LIV)
    sup = await staff(world, "Una", 702, "supervisor")
    asks, now = f"{GLAD} Is somebody with you?", f"{GLAD} Is anybody there with you?"
    english = changed(conversation("crisis_help.yaml"), asks, now)
    came = await sends(world, eva, "crisis_help.yaml", english)
    assert "not translated" in text(came)  # in a crisis nobody gets a screen in two languages
    assert "Publish" not in came[-1].labels
    came = await sends(world, eva, "es.po", catalog().replace(asks, now))
    assert "No errors." in came[1].text
    assert "a second person looks at it" in came[-1].text

    before, asked, told = newest(sup), newest(liv), await in_force(world)
    came = await does(world, eva, "Publish")
    assert "needs a second person. I asked: " in text(came)
    assert await in_force(world) == told
    assert "publishes it at once" in text(since(liv, asked))
    assert "publishes it at once" in text(since(sup, before))

    said = newest(eva)
    came = await does(world, liv, "Looks right to me")
    assert text(came) == "Thank you. It is published, with your name beside Eva."
    assert "Liv says it looks right, and it is published." in text(since(eva, said))
    assert text(since(sup, before)).endswith("Liv has looked at the change of Eva.")
    row = await world.read(publication.newest)
    assert row is not None
    names = await world.read(lambda tx: [member.get(tx, one) for one in (row.by, row.approved_by) if one])
    assert [one.name for one in names if one] == ["Eva", "Liv"]

    # the second answer is too late
    came = await does(world, sup, "Looks right to me")
    assert "This is not how things stand any more" in text(came)


async def test_who_asked_cannot_look_herself(world: World, eva: Phone) -> None:
    liv = await staff(world, "Liv", LIV)
    await sends(world, eva, "daily_checkin.yaml", daily())
    await does(world, eva, "Ask for a second pair of eyes")
    button = next(m.button("Looks right to me") for m in liv.screen if m.button("Looks right to me"))
    assert button is not None
    assert button.data is not None
    assert eva.last is not None
    before = newest(eva)
    eva.tap_data(eva.last.id, button.data)
    await quiet(world)
    assert text(since(eva, before)) == "This button is for somebody else."


async def test_not_yet_keeps_the_draft_and_a_new_file_goes_on_from_it(world: World, eva: Phone) -> None:
    liv = await staff(world, "Liv", LIV)
    await sends(world, eva, "daily_checkin.yaml", daily())
    await does(world, eva, "Ask for a second pair of eyes")
    asked = next(m for m in liv.screen if m.button("Not yet"))
    said = newest(eva)
    await does(world, liv, "Not yet")
    assert "Liv says: not yet." in text(since(eva, said))
    came = await does(world, eva, "/draft")
    again = newest(liv)
    came = await does(world, eva, "Ask for a second pair of eyes")
    assert "I asked: Liv." in text(came)
    assert since(liv, again)[-1].button("Not yet") is not None
    came = await does(world, eva, "/draft")
    assert "have been asked already" in text(await does(world, eva, "Ask for a second pair of eyes"))
    came = await sends(world, eva, "daily_checkin.yaml", daily("Good to hear that."))
    assert came[-1].button("Publish") is not None
    # what was asked before is about words that are gone
    assert asked.rows[1][0].data is not None
    before = newest(liv)
    liv.tap_data(asked.id, asked.rows[1][0].data)
    await quiet(world)
    assert "This is not how things stand any more" in text(since(liv, before))


async def test_with_nobody_else_there_it_is_said_and_how_to_add_somebody(world: World, eva: Phone) -> None:
    await sends(world, eva, "daily_checkin.yaml", daily())
    came = await does(world, eva, "Ask for a second pair of eyes")
    assert "There is nobody else who could look at it." in text(came)
    assert "/invite editor" in text(came)
    assert came[-1].button("Publish") is not None


async def test_a_restart_between_the_file_and_its_answer_answers_it_once(world: World, eva: Phone) -> None:
    await world.app.workshop.stop()
    eva.send_document("daily_checkin.yaml", daily().encode())
    await eva.see("I am reading daily_checkin.yaml")
    assert len(await world.read(errand.waiting)) == 1
    await world.stop_bot()
    await world.start_bot()
    await world.sim.polled()
    await quiet(world)
    assert await world.read(errand.waiting) == ()
    assert sum("No errors." in message.text for message in eva.screen) == 1


async def test_two_files_at_once_are_answered_one_after_the_other(world: World, eva: Phone) -> None:
    before = newest(eva)
    eva.send_document("daily_checkin.yaml", daily().encode())
    eva.send_document("es.po", spanish().encode())
    await quiet(world)
    answers = [m.text for m in since(eva, before) if "No errors." in m.text]
    assert [one.splitlines()[0] for one in answers] == [
        "daily_checkin.yaml",
        "locales/es/LC_MESSAGES/conversations.po",
    ]
    assert "Your draft has 2 files." in text(since(eva, before))


async def test_a_draft_is_shown_and_discarded(world: World, eva: Phone) -> None:
    assert "You have no draft." in text(await does(world, eva, "/draft"))
    await sends(world, eva, "daily_checkin.yaml", daily())
    came = await does(world, eva, "/draft")
    assert "daily_checkin.yaml" in text(came)
    assert SAYS_NOW in text(came)
    came = await does(world, eva, "Discard my draft")
    assert "Your draft is gone." in text(came)
    assert "You have no draft." in text(await does(world, eva, "/draft"))
    found = await world.read(lambda tx: member.find(tx, EVA))
    assert found is not None
    assert await world.read(lambda tx: manuscript.open_of(tx, found.id)) is None


async def test_words_that_are_in_force_already_are_nothing_to_publish(world: World, eva: Phone) -> None:
    came = await sends(world, eva, "daily_checkin.yaml", conversation("daily_checkin.yaml"))
    assert "there is nothing to publish" in came[-1].text
    assert came[-1].labels == ("Try it on my phone",)


async def test_somebody_else_published_meanwhile(world: World, eva: Phone) -> None:
    liv = await staff(world, "Liv", LIV)
    await sends(world, eva, "daily_checkin.yaml", daily())
    waves = conversation("ride_the_wave.yaml")
    title = next(line for line in waves.splitlines() if line.startswith("title: "))
    await sends(world, liv, "ride_the_wave.yaml", changed(waves, title, f"{title} now"))
    await does(world, liv, "Publish")
    mine = next(m for m in reversed(eva.screen) if m.button("Publish"))
    before = newest(eva)
    eva.tap((mine.id, "Publish"))
    await quiet(world)
    came = since(eva, before)
    assert "Somebody published something else meanwhile." in came[0].text
    assert "No errors." in text(came)
    came = await does(world, eva, "Publish")
    assert "It is published." in text(came)
    hash = await in_force(world)
    await goes_live(world, hash)
    bundle = world.app.library.current.bundle
    assert bundle.scripts["ride_the_wave"].title.endswith(" now")


async def test_a_pasted_file_counts(world: World, eva: Phone) -> None:
    words = (
        "format: 1\nscript: hello_there\ntitle: Hello\nstarts: only when called\n\n"
        "steps:\n  hello:\n    say: Hello, {nmae}.\n"
    )
    came = await does(world, eva, words)
    assert came[0].text == "I am reading what you pasted. This takes a few seconds."
    assert "Did you mean 'name'? [E501]" in came[1].text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.txt", b"hello", "I can read conversations"),
        ("keys.lock", b"{}", "keys.lock is written by publishing"),
        ("daily_checkin.yaml", b"format: 1\nsay: caf\xe9\n", "not plain text in UTF-8"),
        ("daily_checkin.yaml", bytes(1_000_001), "larger than 1 MB"),
        ("daily_checkin.yaml", b"", "error"),
        ("xx.po", b"", "error"),
    ],
)
async def test_odd_files_get_plain_words(
    world: World, eva: Phone, name: str, content: bytes, said: str
) -> None:
    if content:
        assert said in text(await sends(world, eva, name, content))
    else:
        assert text(await sends(world, eva, name, b"\n"))
    assert await world.read(errand.waiting) == ()


async def test_a_file_that_telegram_no_longer_gives(world: World, eva: Phone) -> None:
    await world.app.workshop.stop()
    eva.send_document("daily_checkin.yaml", daily().encode())
    await eva.see("I am reading")
    world.sim.world.files.clear()
    await world.stop_bot()
    await world.start_bot()
    await world.sim.polled()
    await quiet(world)
    assert "Telegram did not give me this file." in eva.screen[-1].text


async def test_many_problems_come_as_ten_and_a_list(world: World, eva: Phone) -> None:
    steps = "\n".join(f"  s{n}:\n    say: Hello {{nmae}} {n}." for n in range(20))
    came = await sends(
        world,
        eva,
        "hello_there.yaml",
        f"format: 1\nscript: hello_there\ntitle: Hello\nstarts: only when called\nsteps:\n{steps}\n",
    )
    assert "… and " in came[1].text
    assert came[1].text.count("[E501]") == 10
    (document,) = [message for message in came if message.kind == "document"]
    assert document.file_id is not None
    assert world.sim.world.files[document.file_id].upload.content.count(b"[E501]") == 20


async def test_a_coach_or_participant_who_sends_one_gets_what_they_got_before(world: World) -> None:
    came = await sends(world, world.sam, "daily_checkin.yaml", daily())
    assert "You have no open case" in text(came)
    await joins(world, world.maya)
    came = await sends(world, world.maya, "daily_checkin.yaml", daily())
    assert "I am reading" not in text(came)
    assert await world.read(errand.waiting) == ()


async def test_a_supervisors_answer_to_somebody_stays_that_persons(world: World) -> None:
    una = await staff(world, "Una", 702, "supervisor")
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await through(world, una, "/cases", f"Open {code}", "I have it")
    await does(world, world.maya, "are you there?")
    relayed = next(m for m in reversed(una.screen) if "are you there?" in m.text)
    before = newest(world.maya)
    una.send_document("steps.yaml", b"format: 1\n", reply_to=relayed.id)
    await quiet(world)
    assert [m.kind for m in since(world.maya, before)] == ["text", "document"]  # that Una is here, then it
    came = await sends(world, una, "daily_checkin.yaml", daily())
    assert "I am reading daily_checkin.yaml" in came[0].text


async def test_an_administrator_invites_an_editor_who_is_called_to_nobody(world: World) -> None:
    office = await administrator(world)
    came = await does(world, office, "/invite editor")
    found = re.search(r"start=([A-Za-z0-9_-]{10,64})", text(came))
    assert found is not None
    eva = world.sim.phone("Eva", EVA, "en")
    came = await does(world, eva, f"/start {found.group(1)}")
    assert "You look after the words here." in text(came)
    row = await world.read(lambda tx: member.find(tx, EVA))
    assert row is not None
    assert row.role == "editor"
    assert "invited an editor" in await actions(world)
    assert text(await does(world, office, "/invite evaluator")) == "Whom is the link for?"

    before = newest(eva)
    await joins(world, world.maya)
    await menu(world, world.maya, "I need help now")
    assert since(eva, before) == []
    alert = world.sam.last
    assert alert is not None
    opens = alert.button("Open")
    assert opens is not None
    assert opens.data is not None
    assert eva.last is not None
    eva.tap_data(eva.last.id, opens.data)
    await quiet(world)
    assert eva.notes[-1] == "Your role cannot do this. A supervisor can."
    assert "Your role cannot do this" in text(await does(world, eva, "/cases"))
    assert "Send me a file of the conversations" in text(await does(world, eva, "hello Maya"))


async def actions(world: World) -> set[str]:
    def look(tx: Transaction) -> set[str]:
        return {str(row[0]) for row in tx.connection.exec_driver_sql("SELECT action FROM audit")}

    return await world.read(look)


async def test_help_is_for_each_role(world: World, eva: Phone) -> None:
    una = await staff(world, "Una", 702, "supervisor")
    office = await administrator(world)
    helps = {phone.name: text(await does(world, phone, "/help")) for phone in (eva, una, office, world.sam)}
    assert "/cases" not in helps["Eva"]
    assert "/try" in helps["Eva"]
    assert "/cases" in helps["Una"]
    assert "/try" in helps["Una"]
    assert "for an editor" in helps["Office"]
    assert "/try" not in helps["Sam"]


async def test_nothing_of_a_file_stays_when_it_is_published_or_gone(world: World, eva: Phone) -> None:
    await sends(world, eva, "daily_checkin.yaml", daily())
    found = await world.read(lambda tx: member.find(tx, EVA))
    assert found is not None
    draft = await world.read(lambda tx: manuscript.open_of(tx, found.id))
    assert draft is not None
    await does(world, eva, "Publish")
    after = await world.read(lambda tx: manuscript.get(tx, draft.id))
    assert after is not None
    assert (after.state, dict(after.files)) == ("published", {})


async def test_what_ends_the_program_again_and_again_is_put_aside(world: World, eva: Phone) -> None:
    await world.app.workshop.stop()
    eva.send_document("daily_checkin.yaml", daily().encode())
    await eva.see("I am reading")
    (row,) = await world.read(errand.waiting)
    for _ in range(3):
        assert await world.app.database.run(lambda tx: errand.begin(tx, row.id))
    await world.stop_bot()
    await world.start_bot()
    await world.sim.polled()
    await quiet(world)
    assert eva.last is not None
    assert "Something on our side went wrong with this" in eva.last.text
    assert await world.read(errand.waiting) == ()


async def test_nothing_of_a_file_nor_its_address_stands_in_the_log(
    world: World, eva: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    await sends(world, eva, "daily_checkin.yaml", daily().replace("urge_help", "urge_hlep"))
    await sends(world, eva, "daily_checkin.yaml", b"format: 1\nsay: caf\xe9\n")
    await through(world, eva, "/try daily_checkin", "I want to die", "/try stop")
    told = "\n".join(str(vars(record)) for record in caplog.records if record.name.startswith("bot"))
    for secret in (
        SAYS_NOW,
        "urge_hlep",
        "daily_checkin.yaml",
        "I want to die",
        world.sim.token,
        "SIM-document",
    ):
        assert secret not in told
