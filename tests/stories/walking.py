"""How a story moves: somebody writes or taps, everything that follows has happened, and this is what came."""

import asyncio
from datetime import timedelta

from bot.simulator.phone import Phone
from bot.simulator.screen import ScreenMessage
from bot.storage import Transaction, case_event, check_in, conversation, member, timer
from bot.storage.case_event import CaseEvent
from bot.storage.check_in import CheckIn
from bot.storage.conversation import Conversation
from bot.storage.timer import Timer
from tests.world import World

# From the first screen to the yes of the agreement, tap by tap.
AGREED = {
    "en": ("Start", "Yes", "Next", "Next", "Yes"),
    "es": ("Empezar", "Sí", "Siguiente", "Siguiente", "Sí"),
}
# The whole welcome. The hour is 9:30 where the person is, who has not left a treatment house lately.
WELCOME = {
    "en": (*AGREED["en"], "Maya", "Yes", "9:30 am", "No"),
    "es": (*AGREED["es"], "Luz", "Sí", "9:30", "No"),
}
HELLO = {"en": "hello", "es": "hola"}
READY = {"en": "I am ready", "es": "Vamos"}

Came = list[ScreenMessage]


async def quiet(world: World) -> None:
    """Everything that was sent to the bot is kept, carried out and answered."""
    updates = world.sim.world.updates
    async with asyncio.timeout(70):
        while len(updates) or not updates.idle.is_set():  # noqa: ASYNC110  # nothing tells of both
            await asyncio.sleep(0.002)
        await world.settled()


async def does(world: World, phone: Phone, what: str) -> Came:
    """Tap `what` if a button on the screen says so, else write it; return what the bot then sent."""
    before = newest(phone)
    if any(message.button(what) for message in phone.screen):
        phone.tap(what)
    else:
        phone.write(what)
    await quiet(world)
    return since(phone, before)


async def menu(world: World, phone: Phone, label: str) -> Came:
    """Press a key of the menu; return what the bot then sent."""
    before = newest(phone)
    phone.press_menu(label)
    await quiet(world)
    return since(phone, before)


async def through(world: World, phone: Phone, *steps: str) -> Came:
    """Do one step after the other; return what came after the last one."""
    came: Came = []
    for step in steps:
        came = await does(world, phone, step)
    return came


async def passes(world: World, phone: Phone, **by: float) -> Came:
    """Let time pass (hours=1, minutes=10); return what this phone then got."""
    before = newest(phone)
    await world.later(**by)
    await quiet(world)
    return since(phone, before)


def newest(phone: Phone) -> int:
    """Return the id of the newest message on the screen, whoever wrote it; 0 when there is none."""
    return max((message.id for message in phone.screen), default=0)


def since(phone: Phone, before: int) -> Came:
    """Return what the bot sent after message `before`."""
    return [message for message in phone.screen if message.id > before and not message.mine]


def text(came: Came) -> str:
    """Return the words of all these messages."""
    return "\n\n".join(message.text for message in came)


async def joins(world: World, phone: Phone, language: str = "en") -> Came:
    """Walk the welcome to its end; return what came last.

    How else somebody can be reached is not asked on the next day: it has stories of its own.
    """
    await does(world, phone, HELLO[language])
    came = await through(world, phone, *WELCOME[language])
    await is_not_asked_for_ways(world, phone)
    return came


async def is_not_asked_for_ways(world: World, phone: Phone) -> None:
    """Nobody asks the person, the day after the welcome, how else they can be reached."""
    who = await world.person_at(phone)
    await world.app.database.run(lambda tx: timer.remove_of(tx, "start_script", who.id))


async def invited(world: World, phone: Phone) -> ScreenMessage:
    """Move the clock to the person's next check-in; return the invitation."""
    await to_timer(world, phone, "check_in")
    assert phone.last is not None
    return phone.last


async def to_timer(world: World, phone: Phone, kind: str) -> Came:
    """Move the clock to the moment when the person's next timer of this kind falls due."""
    due = min(row.due_at for row in await timers(world, phone, kind))
    by = due - world.clock.now() + timedelta(seconds=1)
    return await passes(world, phone, seconds=max(0.0, by.total_seconds()))


async def checks_in(world: World, phone: Phone, *answers: str, language: str = "en") -> Came:
    """Take up the next invitation and answer; return what came last."""
    await invited(world, phone)
    return await through(world, phone, READY[language], *answers)


async def timers(world: World, phone: Phone, kind: str) -> list[Timer]:
    """Return what waits to happen to the person behind a phone."""
    who = await world.person_at(phone)
    return [row for row in await world.read(lambda tx: timer.of_person(tx, who.id)) if row.kind == kind]


async def talk_of(world: World, phone: Phone) -> Conversation:
    """Return the newest conversation of the person behind a phone."""
    who = await world.person_at(phone)
    found = await world.read(lambda tx: conversation.latest(tx, who.id))
    assert found is not None
    return found


async def live(world: World, phone: Phone) -> list[tuple[str, str]]:
    """Return (script, status) of everything the person has not ended, newest first."""
    who = await world.person_at(phone)
    rows = await world.read(lambda tx: conversation.open_of(tx, who.id))
    return [(row.script, row.status) for row in rows]


async def ledger(world: World, phone: Phone) -> list[CheckIn]:
    """Return the person's check-in days, newest first."""
    who = await world.person_at(phone)
    return list(await world.read(lambda tx: check_in.latest(tx, who.id, 50)))


async def events(world: World, phone: Phone) -> list[CaseEvent]:
    """Return the history of the person's open case."""
    held = await world.case_of(phone)
    assert held is not None
    return list(await world.read(lambda tx: case_event.of(tx, held.id)))


async def another_coach(world: World, name: str = "Ana", number: int = 801, language: str = "en") -> Phone:
    """Let a second coach join; return her phone."""
    phone = world.sim.phone(name, number, language)
    await world.coach_joins(phone)
    await quiet(world)
    return phone


async def administrator(world: World, number: int = 910) -> Phone:
    """Let somebody be an administrator, as ADMIN_TELEGRAM_IDS does at the first start; return the phone."""
    phone = world.sim.phone("Office", number, "en", started=True)
    now = world.clock.now()

    def add(tx: Transaction) -> None:
        made = tx.new_id(now)
        member.add(tx, id=made, chat=number, name="Office", role="admin", locale="en", at=now)

    await world.app.database.run(add)
    await world.app.turns.reload_team()
    return phone


async def leaves_team(world: World, phone: Phone) -> None:
    """The owner of `phone` is no longer called."""
    now = world.clock.now()

    def leave(tx: Transaction) -> None:
        found = member.find(tx, phone.id)
        assert found is not None
        member.leave(tx, found.id, now)

    await world.app.database.run(leave)
    await world.app.turns.reload_team()


async def taken(world: World, coach: Phone, code: str) -> Came:
    """A coach opens the case from its alert and takes it; return what came to her last."""
    alert = next(m for m in reversed(coach.screen) if m.text.startswith(code) and m.button("Open"))
    coach.tap((alert.id, "Open"))
    await quiet(world)
    return await does(world, coach, "I have it")
