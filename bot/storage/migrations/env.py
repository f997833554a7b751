"""Run by Alembic: applies the steps inside the transaction that `schema.prepare` has open."""

from alembic import context

from bot.storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,  # SQLite rolls tables back too, once transactions are begun by hand
    render_as_batch=True,
)
context.run_migrations()
