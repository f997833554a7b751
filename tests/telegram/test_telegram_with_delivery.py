"""The outbox, the wire and Telegram's own limits together, in real time."""

import asyncio
from pathlib import Path

from bot.clock import Clock
from bot.delivery import Delivery, Lane, TextMessage, to_body
from bot.ids import Ids
from bot.simulator import Simulator
from bot.storage import Database, Transaction, Vault, outbox
from bot.storage.outbox import NewMessage
from bot.telegram import TelegramMessenger, Wire


async def test_at_its_own_pace_the_bot_is_never_told_to_slow_down(tmp_path: Path) -> None:
    clock, ids = Clock(), Ids()
    simulator = Simulator(clock.now, limits=True)
    await simulator.start()
    phones = [simulator.phone("A person", 1000 + n, started=True) for n in range(45)]
    database = Database.open(f"sqlite:///{tmp_path / 'test.sqlite'}", Vault.from_setting(Vault.new_key()))
    wire = Wire(simulator.token, simulator.url)
    delivery = Delivery(database, TelegramMessenger(wire), clock, ids)
    at = clock.now()
    rows = [
        NewMessage(
            id=ids.new(at),
            chat=1000 + n,
            lane=lane,
            kind="test",
            body=to_body(TextMessage(text=f"{lane.name} {n}")),
            created_at=at,
        )
        for lane, people in ((Lane.NUDGE, range(45)), (Lane.REPLY, range(2)))
        for n in people
    ]

    def work(tx: Transaction) -> None:
        for row in rows:
            outbox.queue(tx, row)

    await database.run(work)
    await delivery.start()
    await asyncio.gather(*(phone.see("NUDGE", timeout=10) for phone in phones))
    await phones[0].see("REPLY")
    await delivery.stop()
    kept = await database.read(lambda tx: [outbox.get(tx, row.id) for row in rows])
    await wire.close()
    database.close()
    await simulator.stop()

    assert {row.state for row in kept if row} == {"sent"}
    calls = simulator.log.of("sendMessage")
    assert len(calls) == 47
    assert [call.params["text"] for call in calls[:2]] == ["REPLY 0", "REPLY 1"]
