"""How a story runs a fire drill: the order a command line hands over, and what it showed."""

from bot.cases import drilling
from bot.cases.drill_report import DrillReport, report
from bot.simulator.phone import Phone
from bot.storage import case, member
from bot.storage.case import Case
from bot.turns.drilling import beginning
from tests.stories.walking import quiet
from tests.world import World


async def drill(world: World) -> Case:
    """A drill begins, as the running bot carries out its order; return its case."""
    begun: list[Case] = []
    await world.app.turns.act(lambda work: begun.append(beginning.begin(work)))
    await quiet(world)
    return begun[-1]


async def now(world: World, held: Case) -> Case:
    """Return the case as it is now."""
    found = await world.read(lambda tx: case.get(tx, held.id))
    assert found is not None
    return found


async def shown(world: World, held: Case) -> DrillReport:
    """Return what the drill has shown by now."""
    current = await now(world, held)
    return await world.read(lambda tx: report(tx, current))


async def runs(world: World) -> bool:
    """Return whether a drill is open."""
    return await world.read(drilling.running) is not None


async def becomes(world: World, phone: Phone, role: str, *, email: str | None = None) -> None:
    """The owner of `phone` has this role from now on, and this e-mail."""
    one = world.app.roster.at_chat(phone.id)
    assert one is not None
    await world.app.database.run(lambda tx: member.change(tx, one.id, role=role, email=email))
    await world.app.turns.reload_team()
