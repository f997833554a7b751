"""What editors change, what is to be done for them after a turn, and what they play on their own phones."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """The tables are there."""
    op.create_table(
        "manuscript",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("member", BIG, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("files", sa.LargeBinary(), nullable=False),
        sa.Column("base", sa.String(), nullable=True),
        sa.Column("bundle", sa.String(), nullable=True),
        sa.Column("errors", sa.Integer(), nullable=True),
        sa.Column("changes", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_by", BIG, nullable=True),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_manuscript_member")),
        sa.ForeignKeyConstraint(["answered_by"], ["member.id"], name=op.f("fk_manuscript_answered_by")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_manuscript_member", "manuscript", ["member", "state"], unique=False)
    op.create_table(
        "errand",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("member", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_errand_member")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "trial",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("member", BIG, nullable=False),
        sa.Column("bundle", sa.String(), nullable=False),
        sa.Column("script", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("inputs", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_trial_member")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("member", name=op.f("uq_trial_member")),
    )
    op.create_index(
        "ix_outbox_sheet",
        "outbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("kind = 'sheet'"),
        postgresql_where=sa.text("kind = 'sheet'"),
    )
