"""REMEMBERS: the database, one file a noun, sealed fields, migrations.

`await database.run(work)` carries out one transaction and returns when it is durable; `work(tx)` calls the
nouns (`person.find(tx, chat)`, `outbox.queue(tx, row)`). Two engines, the same behaviour: SQLite in a file,
PostgreSQL for several machines. Never sends, never decides, never reads the clock: ids and times come in.
"""

from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault

__all__ = ["Database", "Transaction", "Vault"]
