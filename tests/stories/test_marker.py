"""One name, one number and one text go through every feature, and stand nowhere that others can read.

Searched after each walk: every log line of every level, whatever an exception held, both outputs, the names
of all files, and all files themselves without the key.
"""

import asyncio
import logging
import re
import sys
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.commands.demo import PARTICIPANT, Stage
from bot.commands.line import main
from bot.keeping import keep_house
from bot.simulator.phone import Phone
from bot.simulator.screen import ScreenMessage
from bot.storage import Database, Vault, person
from bot.storage.person import Person
from tests.faults.trouble import Trouble
from tests.overhearing import Ear, listening, marks_in, readable
from tests.stories.editors import conversation, sends, staff
from tests.stories.walking import (
    WELCOME,
    Came,
    administrator,
    does,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    to_timer,
)
from tests.traces import with_the_key
from tests.world import COACH

Capture = pytest.CaptureFixture[str]
Factory = pytest.TempPathFactory

NAME = "Quillomena"
ALIAS = "Zephyrinox"  # the first name given to Telegram
CHAT = 7_318_264_950_173
NEW_CHAT = 7_318_264_950_991
WORDS = "marmalade"  # stands in whatever somebody writes here
MARKS = (NAME, ALIAS, WORDS)
# Buttons of a guest that open a case, where words are kept for whoever takes it, or end it all.
LEADS_ELSEWHERE = (
    *("I need help now", "Talk to a person", "Yes, delete it all"),
    *("Necesito ayuda ahora", "Hablar con alguien", "Sí, borrar todo"),
)


class Marked(Trouble):
    """A world in which everything that somebody says can be recognised."""

    ear: Ear
    capture: Capture
    person: Phone
    overheard: list[str]  # what stood on both outputs, as far as somebody has looked at it already

    async def comes(self, *, name: str = NAME) -> Phone:
        """The person has gone through the welcome under that name; return their phone."""
        await does(self, self.person, "hello")
        for step in WELCOME["en"]:
            await does(self, self.person, name if step == "Maya" else step)
        return self.person

    async def code(self) -> str:
        """Return what the team calls the person."""
        return (await self.person_at(self.person)).code

    async def ends(self, *shown_on: Phone) -> None:
        """Stop, and search everything. The words did stand on these phones."""
        for phone in shown_on:
            assert phone.shows(WORDS), "the mark was never there"
        await quiet(self)
        await self.stop_bot()
        outputs = "".join([*self.overheard, *self.capture.readouterr()])
        numbers = (CHAT, NEW_CHAT)
        heard = marks_in((*MARKS, *map(str, numbers)), self.ear.everything + outputs)
        assert heard == []
        assert self.sim.token not in "\n".join(self.ear.lines) + outputs
        assert readable(MARKS, numbers, self.folder) == []


@pytest.fixture
def capture(capfd: Capture) -> Capture:
    return capfd


@pytest.fixture
async def marked(tmp_path: Path, capture: Capture) -> AsyncIterator[Marked]:
    with listening() as ear:
        ear.listen_to_loop()
        async with Marked(tmp_path).opened() as opened:
            assert isinstance(opened, Marked)
            opened.ear, opened.capture, opened.overheard = ear, capture, []
            opened.person = opened.sim.phone(ALIAS, CHAT, "en")
            yield opened
            assert len(ear.lines) > 5  # something was heard at all


async def tap_newest(world: Marked, phone: Phone, label: str) -> Came:
    before = newest(phone)
    phone.tap(label)
    await quiet(world)
    return since(phone, before)


def content(world: Marked, message: ScreenMessage) -> bytes:
    """Return what is in a document."""
    assert message.file_id is not None
    return world.sim.world.files[message.file_id].upload.content


async def test_check_ins_remarks_pictures_and_changed_messages(marked: Marked) -> None:
    phone = await marked.comes()
    await to_timer(marked, phone, "check_in")
    for step in ("I am ready", "Going well", "3", "No", f"the {WORDS} was good"):
        await does(marked, phone, step)
    await does(marked, phone, f"and more {WORDS}")
    phone.edit(next(one.id for one in reversed(phone.screen) if one.mine), f"other {WORDS}")
    phone.send_photo(f"a jar of {WORDS}")
    phone.send_document(f"{WORDS}.pdf", WORDS.encode(), WORDS)
    phone.send_voice()
    await quiet(marked)
    await menu(marked, phone, "My reasons")
    await does(marked, phone, f"for the {WORDS}")
    await marked.ends(phone)


async def test_a_crisis_a_relay_both_ways_and_its_end(marked: Marked) -> None:
    phone = await marked.comes()
    await does(marked, phone, f"I want to die {WORDS}")
    await taken(marked, marked.sam, await marked.code())
    await does(marked, phone, f"here is {WORDS}")
    assert marked.sam.shows(f"here is {WORDS}")
    await does(marked, marked.sam, f"I read {WORDS}")
    assert phone.shows(f"Sam: I read {WORDS}")
    phone.send_photo(WORDS)
    phone.edit(phone.send_voice(), f"not {WORDS}")
    await passes(marked, phone, minutes=10)
    before = newest(marked.sam)
    await does(marked, phone, f"after a while, {WORDS}")
    assert WORDS not in text(since(marked.sam, before))
    assert "after a while" in text(await tap_newest(marked, marked.sam, "Read"))
    await does(marked, marked.sam, "Close")
    await does(marked, marked.sam, "We talked")
    await marked.ends(phone)


async def test_a_discreet_screen_its_clear_word_and_clearing(marked: Marked) -> None:
    phone = await marked.comes()
    await menu(marked, phone, "My screen")
    await does(marked, phone, "Choose a clear word")
    await does(marked, phone, WORDS)
    await menu(marked, phone, "My screen")
    await does(marked, phone, "Be discreet")
    await to_timer(marked, phone, "check_in")
    await tap_newest(marked, phone, "Read")
    await does(marked, phone, f"some {WORDS}")
    assert phone.shows(WORDS)
    await does(marked, phone, WORDS.upper())
    await passes(marked, phone, minutes=1)
    assert not phone.shows(f"some {WORDS}")
    await marked.ends()


async def test_ones_own_data_seen_taken_corrected_and_deleted(marked: Marked) -> None:
    phone = await marked.comes()
    await does(marked, phone, f"just {WORDS}")
    await does(marked, phone, "/mydata")
    assert NAME in text(await tap_newest(marked, phone, "See it"))
    files = [one for one in await tap_newest(marked, phone, "Take a copy") if one.file_id is not None]
    assert len(files) == 2
    for file in files:
        assert WORDS.encode() in content(marked, file)
        assert marks_in((*MARKS, str(CHAT), await marked.code()), file.file_name or "") == []
        assert marks_in(MARKS, file.text) == []
    await does(marked, phone, "/mydata")
    await tap_newest(marked, phone, "Correct it")
    await tap_newest(marked, phone, "Something else")
    await does(marked, phone, f"it was not {WORDS}")
    assert NAME not in text(await does(marked, phone, "/whosaw"))
    await does(marked, phone, "/mydata")
    await tap_newest(marked, phone, "Delete it")
    await tap_newest(marked, phone, "Yes, delete it all")
    assert phone.shows("It is deleted")
    await does(marked, phone, f"hello {WORDS}")
    await marked.ends(phone)


async def test_a_card_with_a_place_on_it_and_a_new_phone(marked: Marked) -> None:
    await does(marked, marked.sam, "/invite")
    await tap_newest(marked, marked.sam, "English")
    await does(marked, marked.sam, f"{WORDS} house")
    said = await tap_newest(marked, marked.sam, "No such day")
    await marked.settled()
    card = next(one for one in marked.sam.screen if one.file_id is not None)
    assert marks_in((*MARKS, "Sam"), f"{card.file_name} {card.text}") == []
    token = link_in(text([*said, *marked.sam.screen]))
    await does(marked, marked.person, f"/start {token}")
    for step in WELCOME["en"]:
        await does(marked, marked.person, NAME if step == "Maya" else step)
    assert (await marked.person_at(marked.person)).site == f"{WORDS} house"

    await does(marked, marked.sam, f"/newphone {await marked.code()}")
    link = link_in(marked.sam.last.text if marked.sam.last else "")
    other = marked.sim.phone(ALIAS, NEW_CHAT, "en")
    await does(marked, other, f"/start {link}")
    assert (await marked.person_at(other)).name == NAME
    await does(marked, other, f"here again, {WORDS}")
    await marked.ends(marked.sam, other)


async def test_ways_to_reach_and_the_reason_for_opening_them(marked: Marked) -> None:
    phone = await marked.comes()
    await to_timer(marked, phone, "start_script")
    for step in ("I am ready", "Yes", "Another number", f"{CHAT} {WORDS}", "Just to call back", "No"):
        await does(marked, phone, step)
    await menu(marked, phone, "Talk to a person")
    await taken(marked, marked.sam, await marked.code())
    await does(marked, marked.sam, f"/reach {await marked.code()}")
    said = text(await does(marked, marked.sam, f"no answer for two days, {WORDS}"))
    assert str(CHAT) in said
    assert WORDS in text(await does(marked, phone, "/whosaw"))
    await marked.ends(phone, marked.sam)


async def test_a_guest_in_danger_and_what_is_left_of_them(marked: Marked) -> None:
    phone = marked.person
    await does(marked, phone, f"hello, it is {NAME}")
    await does(marked, phone, f"I want to kill myself, {WORDS}")
    code = await marked.code()
    await taken(marked, marked.sam, code)
    await does(marked, phone, f"{WORDS} is all I have")
    assert marked.sam.shows(f"{WORDS} is all I have")
    await does(marked, marked.sam, "Close")
    await does(marked, marked.sam, "We talked")
    await passes(marked, phone, hours=73)
    await marked.ends(phone)


async def test_nothing_of_a_guest_is_there_even_for_the_key(marked: Marked) -> None:
    phone = marked.person
    await does(marked, phone, f"hello, it is {NAME}")
    await does(marked, phone, "/mydata")
    tapped: set[str] = set()
    while buttons := [label for one in phone.screen for label in one.labels if label not in tapped]:
        tapped.add(buttons[0])
        if buttons[0] not in LEADS_ELSEWHERE:
            await tap_newest(marked, phone, buttons[0])
            await does(marked, phone, f"about {buttons[0]}: {WORDS}")
    for send in (phone.send_photo, phone.send_sticker):
        send(WORDS)
    phone.send_document(f"{WORDS}.pdf", WORDS.encode(), WORDS)
    phone.edit(phone.write(f"first {WORDS}"), f"other {WORDS}")
    await does(marked, phone, f"/{WORDS}")
    await quiet(marked)

    kept = await marked.read(lambda tx: with_the_key(tx, *MARKS))
    numbers = await marked.read(lambda tx: with_the_key(tx, str(CHAT)))

    assert {"Who saw it", "Start", "Look around first", "Take a copy"} <= tapped
    assert kept == set()
    # To answer; for two days, so that nothing is carried out twice; and what the welcome has said so far.
    assert numbers == {"person.chat", "inbox.chat", "outbox.chat"}
    await marked.ends(phone)


async def test_nothing_of_whoever_deleted_is_there_even_for_the_key(marked: Marked) -> None:
    phone = await marked.comes()
    await does(marked, phone, f"I want to die {WORDS}")
    await taken(marked, marked.sam, await marked.code())
    await does(marked, phone, f"here is {WORDS}")
    await does(marked, marked.sam, f"I read {WORDS}")
    assert await marked.read(lambda tx: with_the_key(tx, *MARKS, str(CHAT)))

    await does(marked, phone, "/mydata")
    await tap_newest(marked, phone, "Delete it")
    await tap_newest(marked, phone, "Yes, delete it all")

    assert await marked.read(lambda tx: with_the_key(tx, *MARKS)) == set()
    assert not marked.sam.shows(WORDS)
    await passes(marked, marked.sam, days=3)
    await marked.app._upkeep()
    assert await marked.read(lambda tx: with_the_key(tx, *MARKS, str(CHAT))) == set()
    await marked.ends(phone)


async def test_stop_words_and_taking_them_back(marked: Marked) -> None:
    phone = await marked.comes()
    await does(marked, phone, f"I want to die {WORDS}")
    await does(marked, phone, "STOP")
    await does(marked, phone, f"{WORDS} again")
    await does(marked, phone, "AYUDA")
    await marked.ends(phone)


async def test_an_editors_file_and_what_is_wrong_in_it(marked: Marked) -> None:
    editor = await staff(marked, ALIAS, CHAT)
    spoilt = conversation("daily_checkin.yaml").replace("steps:", f"{WORDS}:\n  {WORDS}: {NAME}\nsteps:", 1)
    await sends(marked, editor, f"{WORDS}.yaml", spoilt)
    await sends(marked, editor, "daily_checkin.yaml", spoilt)
    await sends(marked, editor, f"{WORDS}.po", f'msgid "{WORDS}"\nmsgstr "{NAME}')
    await sends(marked, editor, "keys.yaml", b"\xff\xfe" + WORDS.encode())
    await does(marked, editor, "/draft")
    await does(marked, editor, "/try daily_checkin")
    await does(marked, editor, f"hello {WORDS}")
    await marked.ends(editor)


async def test_faults_and_turns_that_fail(marked: Marked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.turns.hearing.COMMIT_IS_LATE_SECONDS", 0.1)
    monkeypatch.setattr("bot.storage.sqlite.BUSY_SECONDS", 0.05)
    for module in ("bot.turns.turns", "bot.turns.intake"):
        monkeypatch.setattr(f"{module}.FIRST_PAUSE", 0.02)
        monkeypatch.setattr(f"{module}.LONGEST_PAUSE", 0.1)
    phone = await marked.comes()
    await marked.breaks(phone, name=NAME, words=WORDS)
    await marked.ends(phone)


async def test_the_team_and_how_it_changes(marked: Marked) -> None:
    office = await administrator(marked)
    phone = await marked.comes()
    coach = marked.sim.phone(ALIAS, NEW_CHAT, "en")
    await marked.coach_joins(coach)
    await quiet(marked)
    await does(marked, coach, f"/name {NAME} {WORDS}")
    await menu(marked, phone, "Talk to a person")
    await taken(marked, coach, await marked.code())
    await does(marked, coach, f"this is {WORDS}")
    await does(marked, office, "/team")
    await does(marked, coach, "/leave")
    await does(marked, coach, f"and now {WORDS}")
    await marked.ends(phone, office)


async def test_what_operators_type_and_what_is_printed(
    marked: Marked, tmp_path_factory: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await marked.comes()
    code = await marked.code()
    await does(marked, phone, f"I want to die {WORDS}")
    await taken(marked, marked.sam, code)
    await does(marked, marked.sam, f"I read {WORDS}")
    await passes(marked, phone, days=100)
    app, at = marked.app, marked.clock.now()
    night = await keep_house(
        app.database, app.library.current.bundle, at, lambda: int(time.monotonic_ns()), breath=0
    )
    assert sum(night.taken.values()) > 0
    await does(marked, phone, f"new {WORDS}")
    await quiet(marked)
    handed_out = tmp_path_factory.mktemp("out")
    card = handed_out / "card.png"
    words = ("--coach", "Sam", "--lang", "en", "--site", f"{WORDS} house", "--card", str(card))
    beside = await typed(marked, monkeypatch, "invite", *words)
    assert card.exists()
    card.unlink()
    await marked.stop_bot()

    printed = [
        beside,
        await typed(marked, monkeypatch, "audit", "show"),
        await typed(marked, monkeypatch, "audit", "show", "--person", code),
        await typed(marked, monkeypatch, "audit", "verify"),
        await typed(marked, monkeypatch, "history"),
        await typed(marked, monkeypatch, "privacy"),
        await typed(marked, monkeypatch, "export", code, "--to", str(handed_out)),
        await typed(marked, monkeypatch, "export", "X9999999"),
        await typed(marked, monkeypatch, "erase", code, "--yes"),
        await typed(marked, monkeypatch, "audit", "show"),
    ]

    assert "opened case" in printed[1]
    assert marks_in((*MARKS, str(CHAT), str(COACH)), "".join(printed)) == []
    files = [file for file in handed_out.rglob("*") if file.is_file()]
    assert len(files) == 2
    assert all(WORDS in file.read_text("utf-8") for file in files)
    assert marks_in((*MARKS, str(CHAT)), " ".join(file.name for file in files)) == []
    assert await left_in_the_file(marked, code) is None
    await marked.ends(phone)


def test_the_search_finds_what_stands_in_the_wrong_place(tmp_path: Path, capture: Capture) -> None:
    log = logging.getLogger("bot.turns.somewhere")
    with listening() as ear:
        log.debug(f"{WORDS} was said")
        try:
            raise ValueError(NAME)
        except ValueError:
            log.exception("turn_failed")
    sys.stdout.write(ALIAS)
    (tmp_path / f"{WORDS}.txt").write_text("nothing")
    (tmp_path / "file.bin").write_bytes(CHAT.to_bytes(8, "big"))

    assert marks_in(MARKS, ear.everything + capture.readouterr().out) == [NAME, ALIAS, WORDS]
    assert readable(MARKS, (CHAT, NEW_CHAT), tmp_path) == [str(CHAT), WORDS]


async def test_the_demo_prints_nothing_of_what_is_said_in_it(tmp_path: Path, capture: Capture) -> None:
    with listening() as ear:
        stage = Stage(Clock())
        await stage.open(0, tmp_path)
        try:
            await stage.coach_joins()
            await stage.coach.see("Welcome, Sam")
            maya = stage.simulator.phones[PARTICIPANT]
            maya.write(f"I want to die {WORDS}")
            await stage.coach.see("CRISIS")
            stage.coach.tap("Open")
            await stage.coach.see(WORDS)
        finally:
            stage.app.stop()
            await stage.running
            await stage.simulator.stop()
    printed = "".join(capture.readouterr())

    assert marks_in((WORDS,), ear.everything + printed) == []
    assert readable((WORDS,), (), tmp_path) == []


async def typed(marked: Marked, monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """Type a command at the programme's machine; return all that is printed."""
    settings = {
        "DATABASE_URL": marked.database_url,
        "ENCRYPTION_KEY": marked.key,
        "ERASED_FILE": str(marked.folder / "erased.txt"),
        "TELEGRAM_BOT_TOKEN": marked.sim.token,
        "TELEGRAM_API_URL": marked.sim.url,
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["bot", *words])
    before = "".join(marked.capture.readouterr())
    marked.overheard.append(before)
    with suppress(SystemExit):
        await asyncio.to_thread(main)
    printed = "".join(marked.capture.readouterr())
    marked.overheard.append(printed)
    return printed


async def left_in_the_file(marked: Marked, code: str) -> Person | None:
    """Return whom the database still knows by this code, the bot being stopped."""
    database = Database.open(marked.database_url, Vault.from_setting(marked.key))
    try:
        return await database.read(lambda tx: person.by_code(tx, code))
    finally:
        database.close()


def link_in(words: str) -> str:
    """Return the token of the last link in these words."""
    found: list[str] = re.findall(r"https://t\.me/holdfast_demo_bot\?start=([A-Za-z0-9_-]{10,64})", words)
    return found[-1]
