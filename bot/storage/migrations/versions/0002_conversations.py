"""Cases, conversations and what was said in them."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """The tables are there."""
    op.create_table(
        "case",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("coach", BIG, nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("acknowledged_at", sa.BigInteger(), nullable=True),
        sa.Column("attempted_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("next_contact_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["coach"], ["member.id"], name=op.f("fk_case_coach")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_case_person")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_code", "case", ["code"], unique=False)
    op.create_index(
        "ix_case_open",
        "case",
        ["person"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "case_event",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("case", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", BIG, nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["member.id"], name=op.f("fk_case_event_by")),
        sa.ForeignKeyConstraint(["case"], ["case.id"], name=op.f("fk_case_event_case")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_event_case", "case_event", ["case", "id"], unique=False)
    op.create_table(
        "conversation",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("bundle", sa.String(), nullable=False),
        sa.Column("script", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("question_message", BIG, nullable=True),
        sa.Column("question_turn", sa.Integer(), nullable=True),
        sa.Column("case", BIG, nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.id"], name=op.f("fk_conversation_case")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_conversation_person")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_conversation_live",
        "conversation",
        ["person"],
        unique=False,
        sqlite_where=sa.text("status IN ('invited', 'open', 'parked', 'held')"),
        postgresql_where=sa.text("status IN ('invited', 'open', 'parked', 'held')"),
    )
    op.create_index("ix_conversation_person", "conversation", ["person", "id"], unique=False)
    op.create_table(
        "answer",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("conversation", BIG, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("number", sa.Double(), nullable=True),
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("bundle", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_answer_conversation")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_answer_person")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_answer_history", "answer", ["person", "key", "at"], unique=False)
    op.create_index("ix_answer_once", "answer", ["conversation", "key"], unique=True)
    op.create_table(
        "remark",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("conversation", BIG, nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_remark_conversation")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_remark_person")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_remark_person", "remark", ["person", "id"], unique=False)
    op.create_table(
        "wording",
        sa.Column("person", BIG, autoincrement=False, nullable=False),
        sa.Column("used", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_wording_person")),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_table(
        "check_in",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("local_date", sa.String(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("conversation", BIG, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_check_in_conversation")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_check_in_person")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_check_in_once", "check_in", ["person", "local_date"], unique=True)
    op.create_table(
        "referral",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("conversation", BIG, nullable=True),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_referral_conversation")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_referral_person")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_referral_person", "referral", ["person", "id"], unique=False)
