"""Editors and their phones: how they join, what they send, what they find on the screen."""

from bot.simulator.phone import Phone
from bot.storage import Transaction, member
from tests.stories.editing import ROOT
from tests.stories.walking import Came, newest, quiet, since
from tests.world import World

EVA, LIV = 700, 701


def conversation(name: str) -> str:
    """Return a file of the programme as it is in the repository."""
    return (ROOT / "conversations" / name).read_text(encoding="utf-8")


def catalog(language: str = "es") -> str:
    """Return the translations of the programme's conversations."""
    return (ROOT / "locales" / language / "LC_MESSAGES" / "conversations.po").read_text(encoding="utf-8")


def changed(words: str, old: str, new: str) -> str:
    """Put `new` in the place of `old`, which is there once."""
    assert words.count(old) == 1, old
    return words.replace(old, new)


async def staff(world: World, name: str, number: int, role: str = "editor", language: str = "en") -> Phone:
    """Somebody is a member in this role; return the phone."""
    phone = world.sim.phone(name, number, language, started=True)
    now = world.clock.now()

    def add(tx: Transaction) -> None:
        member.add(tx, id=tx.new_id(now), chat=number, name=name, role=role, locale=language, at=now)

    await world.app.database.run(add)
    await world.app.turns.reload_team()
    return phone


async def sends(world: World, phone: Phone, name: str, words: str | bytes) -> Came:
    """Send a file; return what the bot said, from the first word to the last button."""
    before = newest(phone)
    phone.send_document(name, words if isinstance(words, bytes) else words.encode())
    await quiet(world)
    return since(phone, before)
