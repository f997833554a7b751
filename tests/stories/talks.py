"""Two people who talk through the bot: how their stories begin, and when a coach is on duty."""

from datetime import time, timedelta

from bot.cadence import local
from bot.simulator.phone import Phone
from bot.simulator.screen import ScreenMessage
from bot.storage import Transaction, duty, member, shift
from bot.storage.member import Member
from tests.stories.walking import joins, taken, through
from tests.world import World

USED = {"en": "Something happened", "es": "Pasó algo"}
OKAY = {"en": "I am okay", "es": "Estoy bien"}
# Where the programme of the stories is.
ZONE = "America/Chicago"


async def told_us(world: World, phone: Phone, language: str = "en") -> str:
    """The person tells of drinking or using; return the code that coaches know the person by."""
    await joins(world, phone, language)
    await through(world, phone, USED[language], OKAY[language])
    return (await world.person_at(phone)).code


async def in_hand(world: World, phone: Phone, coach: Phone, language: str = "en") -> str:
    """`coach` has the case of whoever is behind `phone`; return the code."""
    code = await told_us(world, phone, language)
    await taken(world, coach, code)
    return code


async def both_in_hand(world: World) -> tuple[str, str]:
    """Sam has the cases of Maya and of Luz; return their codes."""
    maya = await in_hand(world, world.maya, world.sam)
    return maya, await in_hand(world, world.luz, world.sam, "es")


def shows(phone: Phone, words: str) -> ScreenMessage:
    """Return the one message on the screen that says just this."""
    (found,) = (message for message in phone.screen if message.text == words)
    return found


async def who_is(world: World, phone: Phone) -> Member:
    """Return the member of the team behind a phone."""
    found = await world.read(lambda tx: member.find(tx, phone.id))
    assert found is not None
    return found


async def works_from_tomorrow_nine(world: World, coach: Phone) -> None:
    """The coach's one shift in the week begins tomorrow at nine; she is off duty until then."""
    who = await who_is(world, coach)
    tomorrow = local(world.clock.now(), ZONE).date() + timedelta(days=1)

    def write(tx: Transaction) -> None:
        member.change(tx, who.id, zone=ZONE)
        row = shift.NewShift(
            id=tx.new_id(world.clock.now()),
            kind="duty",
            weekday=tomorrow.weekday(),
            begins=time(9),
            ends=time(17),
        )
        shift.replace(tx, who.id, [row])

    await world.app.database.run(write)
    await world.app.turns.reload_team()


async def says_on_duty(world: World, coach: Phone, *, on: bool = True) -> None:
    """The coach has said that she is on duty, or that she is not."""
    who = await who_is(world, coach)
    now = world.clock.now()
    await world.app.database.run(
        lambda tx: duty.add(tx, id=tx.new_id(now), member=who.id, on=on, at=now, until=None)
    )
    await world.app.turns.reload_team()
