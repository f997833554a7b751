"""Which set of conversations is in force since when, and which ones wait for a second member of staff."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """The tables are there."""
    op.create_table(
        "publication",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bundle", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", BIG, nullable=True),
        sa.Column("approved_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["bundle"], ["bundle.hash"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "proposal",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("bundle", sa.String(), nullable=False),
        sa.Column("base", sa.String(), nullable=True),
        sa.Column("needs_second", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", BIG, nullable=True),
        sa.Column("approved_by", BIG, nullable=True),
        sa.Column("approved_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["bundle"], ["bundle.hash"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_proposal_state", "proposal", ["state", "id"], unique=False)
