"""The ladder, duty, and what staff write down: columns of people, team and cases, and nine new tables."""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """The columns and tables are there; nobody has a wish, a shift or a task yet."""
    _columns()
    _team()
    _people()
    _alerts()


def _add(table: str, columns: Mapping[str, Any]) -> None:
    """Columns that may be empty are there."""
    for name, kind in columns.items():
        op.add_column(table, sa.Column(name, kind, nullable=True))


def _add_with_value(table: str, columns: Mapping[str, Any]) -> None:
    """The columns are there, false or 0 everywhere, and the database makes up no values later.

    All of a table at once: on SQLite taking the default away copies the whole table.
    """
    with op.batch_alter_table(table) as batch:
        for name, kind in columns.items():
            nothing = sa.false() if isinstance(kind, sa.Boolean) else sa.text("0")
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=nothing))
    with op.batch_alter_table(table) as batch:
        for name, kind in columns.items():
            batch.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)


def _add_member(table: str, column: str) -> None:
    """A column that refers to a member is there. Written out: a batch would copy the table on SQLite."""
    big = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f'ALTER TABLE "{table}" ADD COLUMN "{column}" {big} '
        f"CONSTRAINT fk_{table}_{column} REFERENCES member (id)"
    )


def _columns() -> None:
    flag, instant = sa.Boolean(), sa.BigInteger()
    _add("member", {"zone": sa.String(), "languages": sa.String(), "woman": flag, "been_in_prison": flag})
    _add_with_value("member", {"always_call": flag})
    _add("member", {"email": sa.LargeBinary(), "seen_at": instant, "unreachable_since": instant})
    wishes = {"wants_woman": flag, "wants_been_in_prison": flag}
    _add_with_value("person", {**wishes, "no_family": flag, "drill": flag})
    _add("person", {"safe_to_call": flag, "touched_at": instant})
    _add_with_value("case", {"rung": sa.Integer(), "attempts": sa.Integer(), "drill": flag})
    _add("case", {"reached_at": instant, "climbing_since": instant, "told_at": instant})
    _add_member("case", "offered_to")
    _index_where("ix_case_held", "case", ["coach", "id"], "closed_at IS NULL")
    _index_where("ix_case_drill", "case", ["id"], "drill")
    _add_member("case_event", "to")
    op.create_index("ix_case_event_at", "case_event", ["at"], unique=False)
    op.add_column("outbox", sa.Column("source_message", BIG, nullable=True))


def _team() -> None:
    op.create_table(
        "shift",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("member", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("begins", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        *_refers("shift", member="member"),
    )
    op.create_index("ix_shift_member", "shift", ["member", "weekday", "id"], unique=False)
    op.create_table(
        "away",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("member", BIG, nullable=False),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("last", sa.String(), nullable=False),
        *_refers("away", member="member"),
    )
    op.create_index("ix_away_member", "away", ["member", "first"], unique=False)
    op.create_table(
        "duty",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("member", BIG, nullable=False),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        *_refers("duty", member="member"),
    )
    op.create_index("ix_duty_member", "duty", ["member", "id"], unique=False)
    op.create_table(
        "quick_reply",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("by", BIG, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        *_refers("quick_reply", by="member"),
    )


def _people() -> None:
    op.create_table(
        "note",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("case", BIG, nullable=True),
        sa.Column("by", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        *_refers("note", person="person", case="case", by="member"),
    )
    op.create_index("ix_note_person", "note", ["person", "id"], unique=False)
    _index_where("ix_note_case", "note", ["case"], '"case" IS NOT NULL')
    op.create_table(
        "task",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=True),
        sa.Column("member", BIG, nullable=False),
        sa.Column("by", BIG, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        *_refers("task", person="person", member="member", by="member"),
    )
    _index_where("ix_task_open", "task", ["member", "due_at"], "done_at IS NULL")
    _index_where("ix_task_person", "task", ["person", "due_at"], "person IS NOT NULL")
    op.create_table(
        "concern",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("about", BIG, nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("seen_by", BIG, nullable=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        *_refers("concern", person="person", about="member", seen_by="member"),
    )
    _index_where("ix_concern_open", "concern", ["id"], "closed_at IS NULL")
    op.create_index("ix_concern_person", "concern", ["person", "id"], unique=False)
    op.create_table(
        "declined",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("member", BIG, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        *_refers("declined", person="person", member="member"),
    )
    op.create_index("ix_declined_once", "declined", ["person", "member"], unique=True)


def _alerts() -> None:
    op.create_table(
        "second_alert",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("case", BIG, nullable=True),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("member", BIG, nullable=True),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        *_refers("second_alert", case="case", member="member"),
    )
    _index_where("ix_second_alert_due", "second_alert", ["next_at"], "state = 'queued'")
    _index_where("ix_second_alert_failed", "second_alert", ["created_at"], "state = 'failed'")
    _index_where("ix_second_alert_case", "second_alert", ["case"], '"case" IS NOT NULL')


def _refers(table: str, **columns: str) -> list[Any]:
    """Return a table's keys: its own, and {column: the table whose rows it refers to}."""
    return [
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, to in columns.items()
        ),
        sa.PrimaryKeyConstraint("id"),
    ]


def _index_where(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=False, sqlite_where=where, postgresql_where=where)
