"""What stands behind the slash: in the language of the phone, and understood in every language."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.simulator.phone import Phone
from tests.stories.editors import staff
from tests.stories.walking import administrator, does, joins, text
from tests.world import World


def offered(world: World, *, language: str = "", chat: int | None = None) -> dict[str, str]:
    """Return the commands that Telegram keeps for a language, or for one chat."""
    kept: dict[tuple[str, str, str], Any] = world.sim.world.profile
    scope = "default" if chat is None else f"chat:{chat}"
    return {one["command"]: one["description"] for one in kept.get(("commands", scope, language), [])}


async def told(world: World, phone: Phone) -> dict[str, str]:
    """Return what a member's chat is offered, once Telegram has been told."""
    await settled(lambda: bool(offered(world, chat=phone.id)))
    return offered(world, chat=phone.id)


async def settled(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):  # the library is imported first, on a busy machine
        while not there():  # noqa: ASYNC110 - Telegram is told late, and tells nobody
            await asyncio.sleep(0.01)


async def test_each_language_has_its_own_commands(world: World) -> None:
    await settled(lambda: bool(offered(world, language="es")))

    everybody = ["start", "menu", "help", "stop", "coach", "concern", "mydata", "whosaw"]
    assert list(offered(world)) == list(offered(world, language="en")) == everybody
    assert offered(world, language="es") == {
        "hola": "Saludar",
        "menu": "Qué puedes hacer",
        "ayuda": "Ayuda a cualquier hora",
        "parar": "Parar por ahora",
        "coach": "Otra persona de apoyo",
        "inquietud": "Algo no estuvo bien",
        "misdatos": "Lo que guardo de ti",
        "quienvio": "Quién lo ha visto",
    }


async def test_help_names_each_command_of_a_supervisor_once(world: World) -> None:
    rosa = await staff(world, "Rosa", 820, "supervisor")

    said = text(await does(world, rosa, "/help"))

    for name in ("try", "draft", "name", "onduty"):
        assert said.count(f"/{name}") == 1, name
    assert "/scripts" in said
    assert ".yaml" in said


async def test_the_team_is_offered_its_own_commands_in_its_own_language(world: World) -> None:
    ana = world.sim.phone("Ana", 801, "es")
    await world.coach_joins(ana)

    assert list(await told(world, world.sam)) == [
        "onduty", "offduty", "cases", "people", "case", "tasks", "times", "reach", "invite", "newphone",
        "handover", "roster", "away", "me", "name", "leave", "help",
    ]  # fmt: skip
    assert list(await told(world, ana)) == [
        "entro", "termino", "casos", "personas", "caso", "tareas", "tiempos", "contactar", "invitar",
        "telefono", "pasar", "turnos", "ausencias", "perfil", "nombre", "salir", "ayuda",
    ]  # fmt: skip


async def test_who_chooses_another_language_than_the_phones_is_offered_commands_in_it(world: World) -> None:
    world.maya.command("start")
    await world.maya.see("I am Holdfast")
    world.maya.tap("Español")
    await world.settled()

    assert list(await told(world, world.maya)) == [
        "hola", "menu", "ayuda", "parar", "coach", "inquietud", "misdatos", "quienvio",
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["/help", "/ayuda", "/AYUDA", "/Ayudá", "/ayuda@holdfast_demo_bot"])
async def test_help_is_help_in_every_language_on_every_phone(world: World, written: str) -> None:
    await joins(world, world.maya)

    said = text(await does(world, world.maya, written))

    assert "988" in said


async def test_a_coach_may_write_either_language(world: World) -> None:
    assert text(await does(world, world.sam, "/casos")) == "No open case."
    assert "Samuel" in text(await does(world, world.sam, "/nombre Samuel"))
    office = await administrator(world)

    assert "https://t.me/" in text(await does(world, office, "/invitar coach"))
