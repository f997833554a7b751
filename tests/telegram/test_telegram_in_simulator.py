"""The same room against the stand-in, with real HTTP and python-telegram-bot's own Bot."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence

import pytest

from bot.clock import Clock
from bot.delivery import (
    Accepted,
    Button,
    FileMessage,
    Gone,
    InlineKeyboard,
    MenuKeyboard,
    NotKnown,
    NotReached,
    Outcome,
    TextMessage,
    TooFast,
)
from bot.simulator import FaultKind, Phone, Simulator
from bot.telegram import (
    ChatCommands,
    Poller,
    Profile,
    TelegramMessenger,
    Wire,
    bot_name,
    parse,
    set_chat_commands,
    set_profile,
)
from bot.telegram.transport import library_bot
from bot.turns.incoming import Arrival, BlockedBot, Commanded, Incoming, Pressed, SentMedia, Typed

KEYBOARD = InlineKeyboard(
    rows=((Button(label="Good", data="1:a:1:good"), Button(label="Bad", data="1:a:1:bad!lines")),)
)


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    made = Simulator(Clock().now)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def wires(simulator: Simulator) -> AsyncIterator[tuple[Wire, Wire]]:
    made = Wire(simulator.token, simulator.url), Wire(simulator.token, simulator.url, answer_seconds=0.3)
    yield made
    for wire in made:
        await wire.close()


@pytest.fixture
def messenger(wires: tuple[Wire, Wire]) -> TelegramMessenger:
    return TelegramMessenger(wires[1])


@pytest.fixture
def maya(simulator: Simulator) -> Phone:
    return simulator.phone("Maya", 1001, "es", started=True)


async def heard(wire: Wire, number: int) -> tuple[list[Arrival], list[Incoming]]:
    """Poll until `number` updates have come; return them as they arrived and as they were parsed."""
    arrivals: list[Arrival] = []
    enough = asyncio.Event()

    async def keep(batch: Sequence[Arrival]) -> bool:
        arrivals.extend(batch)
        if len(arrivals) >= number:
            enough.set()
        return True

    polling = asyncio.create_task(Poller(wire, keep, long_poll_seconds=5).run())
    await asyncio.wait_for(enough.wait(), timeout=10)
    polling.cancel()
    return arrivals, [parse(one.body) for one in arrivals]


async def test_what_a_phone_does_is_what_arrives(
    maya: Phone, wires: tuple[Wire, Wire], messenger: TelegramMessenger
) -> None:
    question = await messenger.send(1001, TextMessage(text="¿Cómo estás?", keyboard=KEYBOARD))
    assert isinstance(question, Accepted)
    maya.write("hola")
    maya.command("start tok1")
    maya.tap("Bad")
    maya.send_voice()
    maya.block()
    arrivals, parsed = await heard(wires[0], 5)

    assert [type(one) for one in parsed] == [Typed, Commanded, Pressed, SentMedia, BlockedBot]
    assert [one.words for one in arrivals[:2]] == ["hola", "/start tok1"]
    assert arrivals[2].alarm == "lines"
    tapped = parsed[2]
    assert isinstance(tapped, Pressed)
    assert (tapped.message_id, tapped.label, tapped.shown) == (question.message_id, "Bad", "¿Cómo estás?")
    assert all(one.chat == 1001 for one in arrivals)


async def test_a_message_and_its_keyboards_are_seen_on_the_phone(
    maya: Phone, messenger: TelegramMessenger
) -> None:
    await messenger.send(1001, TextMessage(text="menu", keyboard=MenuKeyboard(rows=(("Check in", "Help"),))))
    question = await messenger.send(1001, TextMessage(text="How are you?", keyboard=KEYBOARD, silent=True))
    assert isinstance(question, Accepted)
    seen = await maya.see("How are you?")
    assert [list(row) for row in seen.buttons] == [["Good", "Bad"]]

    await messenger.show_choice(1001, question.message_id, "How are you?\n✓ Good")
    shown = await maya.see("✓ Good")
    assert not any(shown.buttons)
    await messenger.delete(1001, [question.message_id])
    assert all("How are you?" not in one.text for one in maya.screen)


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("429", TooFast(seconds=3)),
        ("500", NotReached(reason="500")),
        ("502", NotReached(reason="502")),
        ("timeout_before", NotKnown(reason="TimeoutError")),
        ("timeout_after", NotKnown(reason="TimeoutError")),
        ("refused", NotKnown(reason="ServerDisconnectedError")),
        ("bad_json", NotKnown(reason="unreadable answer")),
    ],
)
async def test_each_fault_has_its_outcome(
    simulator: Simulator, maya: Phone, messenger: TelegramMessenger, kind: FaultKind, outcome: Outcome
) -> None:
    simulator.faults.add(kind, method="sendMessage")

    assert await messenger.send(1001, TextMessage(text="hello")) == outcome


async def test_who_blocked_the_bot_or_never_wrote_is_gone(
    simulator: Simulator, maya: Phone, messenger: TelegramMessenger
) -> None:
    maya.block()
    assert await messenger.send(1001, TextMessage(text="hello")) == Gone(reason="forbidden")
    assert await messenger.send(4004, TextMessage(text="hello")) == Gone(reason="not found")


async def test_a_cut_line_is_not_reached_and_mends(
    simulator: Simulator, maya: Phone, messenger: TelegramMessenger
) -> None:
    await simulator.cut()
    assert isinstance(await messenger.send(1001, TextMessage(text="one")), NotReached)
    await simulator.mend()
    assert isinstance(await messenger.send(1001, TextMessage(text="two")), Accepted)


async def test_the_library_s_own_bot_speaks_through_the_same_wire(
    simulator: Simulator, maya: Phone, wires: tuple[Wire, Wire]
) -> None:
    profiles = [
        Profile(language=None, commands=(("start", "Begin"),), description="Hi", short_description="Hi"),
        Profile(language="es", commands=(("start", "Empezar"),), description="Hola", short_description=""),
    ]
    assert await set_profile(wires[1], profiles)
    assert await bot_name(wires[1]) == "holdfast_demo_bot"
    assert [call.params.get("language_code") for call in simulator.log.of("setMyCommands")] == [None, "es"]

    bot = library_bot(wires[1])
    picture = await bot.send_photo(1001, b"\x89PNG\r\n\x1a\n", caption="a wave")
    assert picture.caption == "a wave"


async def test_the_token_is_in_no_log_whatever_its_level(
    wires: tuple[Wire, Wire], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await library_bot(wires[1]).get_me()
        await wires[1].call("getMe", {})

    assert wires[1].token not in caplog.text


@pytest.mark.parametrize("kind", ["429", "500", "502", "refused", "bad_json", "timeout_before"])
async def test_a_profile_that_is_not_taken_harms_nobody(
    simulator: Simulator, wires: tuple[Wire, Wire], kind: FaultKind
) -> None:
    simulator.faults.add(kind, method="setMyCommands", times=None)
    profile = Profile(language=None, commands=(("start", "Begin"),), description="", short_description="")

    assert not await set_profile(wires[1], [profile])


async def test_a_chat_that_has_not_begun_keeps_no_other_from_its_commands(
    simulator: Simulator, wires: tuple[Wire, Wire]
) -> None:
    simulator.faults.add("500", method="setMyCommands", times=1)
    chats = [ChatCommands(chat=chat, commands=(("cases", "Open cases"),)) for chat in (1, 2)]

    await set_chat_commands(wires[1], [*chats, ChatCommands(chat=3, commands=())])

    kept = simulator.world.profile
    assert ("commands", "chat:1", "") not in kept
    assert kept["commands", "chat:2", ""] == [{"command": "cases", "description": "Open cases"}]
    assert [call.params["scope"] for call in simulator.log.of("deleteMyCommands")]


async def test_a_picture_reaches_the_phone(
    maya: Phone, messenger: TelegramMessenger, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("pictures") / "wave.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    sent = await messenger.send(1001, FileMessage(how="photo", caption="a wave", path=str(path)))

    assert isinstance(sent, Accepted)
    await maya.see("a wave")
