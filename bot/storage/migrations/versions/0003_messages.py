"""Messages on their way, and everything that is to happen later."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """The tables are there."""
    op.create_table(
        "outbox",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=True),
        sa.Column("member", BIG, nullable=True),
        sa.Column("chat", sa.LargeBinary(), nullable=False),
        sa.Column("chat_index", sa.LargeBinary(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("conversation", BIG, nullable=True),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("nudge_after", sa.Double(), nullable=True),
        sa.Column("give_up_after", sa.Double(), nullable=True),
        sa.Column("case", BIG, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("message_id", BIG, nullable=True),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.id"], name=op.f("fk_outbox_case")),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_outbox_conversation")),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_outbox_member")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_outbox_person")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_outbox_message",
        "outbox",
        ["chat_index", "message_id"],
        unique=False,
        sqlite_where=sa.text("message_id IS NOT NULL"),
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )
    op.create_index("ix_outbox_person", "outbox", ["person", "id"], unique=False)
    op.create_index(
        "ix_outbox_queued",
        "outbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index(
        "ix_outbox_queued_chat",
        "outbox",
        ["chat_index"],
        unique=False,
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index(
        "ix_outbox_sending",
        "outbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'sending'"),
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.create_table(
        "timer",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("person", BIG, nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_timer_person")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_timer_due", "timer", ["due_at"], unique=False)
    op.create_index("ix_timer_kind_due", "timer", ["kind", "due_at"], unique=False)
    op.create_index("ix_timer_once", "timer", ["kind", "subject", "number"], unique=True)
    op.create_index("ix_timer_person", "timer", ["person"], unique=False)
