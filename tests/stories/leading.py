"""Stories of those who look after the whole: whose coach somebody is, and the next morning's digest."""

from datetime import timedelta

from bot.cases import Colleague
from bot.simulator.phone import Phone
from bot.storage import Transaction, person, timer
from bot.turns.leading import digest
from tests.stories.editors import staff
from tests.stories.walking import Came, does, newest, passes, since, taken
from tests.world import World


def colleague(world: World, phone: Phone) -> Colleague:
    """Return the member behind a phone."""
    found = world.app.roster.at_chat(phone.id)
    assert found is not None
    return found


async def walks_with(world: World, coach: Phone, phone: Phone) -> str:
    """The coach walks with the person behind `phone` from now on; return the person's code."""
    who = await world.person_at(phone)
    whose = colleague(world, coach).id
    await world.app.database.run(lambda tx: person.change(tx, who.id, coach=whose))
    return who.code


async def supervisor(world: World, name: str = "Eva", number: int = 850) -> Phone:
    """Somebody looks after the coaches; return the phone."""
    return await staff(world, name, number, "supervisor")


async def mornings_are_planned(world: World) -> None:
    """What the bot does at its start and each minute: everybody's next digest is planned."""
    await world.app.turns.act(digest.keep_planned)


async def next_morning(world: World, phone: Phone) -> Came:
    """Move the clock to the member's next digest; return what then came to this phone."""
    await mornings_are_planned(world)
    who = colleague(world, phone)
    (row,) = await world.read(lambda tx: timer.of(tx, digest.DIGEST, who.id))
    before = newest(phone)
    by = row.due_at - world.clock.now() + timedelta(seconds=1)
    await passes(world, phone, seconds=max(0.0, by.total_seconds()))
    return [one for one in since(phone, before) if one.text.startswith(("Good morning", "Buen"))]


async def closes(world: World, coach: Phone, code: str, outcome: str = "We talked") -> Came:
    """The coach takes the case from its alert, writes, and closes it; return what came last."""
    await taken(world, coach, code)
    await does(world, coach, "I am here with you")
    await does(world, coach, "Close")
    return await does(world, coach, outcome)


async def changes(world: World, phone: Phone, **fields: object) -> None:
    """The row of the person behind `phone` says so."""
    who = await world.person_at(phone)

    def write(tx: Transaction) -> None:
        person.change(tx, who.id, **fields)  # type: ignore[arg-type]  # the names of columns, as a test has them

    await world.app.database.run(write)
