"""A referral has an end: when a coach marked it as done."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The column is there; every referral so far is still open."""
    op.add_column("referral", sa.Column("ended_at", sa.BigInteger(), nullable=True))
