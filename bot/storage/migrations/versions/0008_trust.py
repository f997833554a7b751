"""Ways in and ways to reach, what leaves screens, what retention took; the audit log becomes a chain."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa
from alembic import context, op

from bot.storage import audit_chain
from bot.storage.audit_chain import BEGINNING, Head

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_AT_ONCE: Final = 1000  # rows written by one statement: a long log is chained without holding all of it


def upgrade() -> None:
    """The tables are there, and every entry of the audit log is chained to the one before."""
    _people()
    _messages()
    _new_tables()
    _chain_the_audit_log()


def _add_flag(table: str, name: str) -> None:
    """The column is there, false everywhere, and the database makes up no values later."""
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table(table) as batch:
        batch.alter_column(name, existing_type=sa.Boolean(), existing_nullable=False, server_default=None)


def _people() -> None:
    for name, kind in (
        ("release_day", sa.String()),
        ("site", sa.LargeBinary()),
        ("clear_word", sa.LargeBinary()),
    ):
        op.add_column("person", sa.Column(name, kind, nullable=True))
    _add_flag("person", "sheltered")
    op.add_column("person", sa.Column("seen_on", sa.String(), nullable=True))
    op.add_column("person", sa.Column("welcomed_at", sa.BigInteger(), nullable=True))
    op.add_column("person", sa.Column("earlier_check_ins", sa.Integer(), nullable=True))
    # Who is in the programme already needs no yes of the staff any more.
    op.execute("UPDATE person SET welcomed_at = created_at WHERE state NOT IN ('new', 'consenting')")
    _add_flag("case", "without_consent")
    op.create_index("ix_case_person", "case", ["person", "id"], unique=False)
    _index_where("ix_case_closed", "case", ["closed_at"], "closed_at IS NOT NULL")
    op.add_column("conversation", sa.Column("before_stop", sa.LargeBinary(), nullable=True))
    op.add_column("conversation", sa.Column("stopped_from", sa.String(), nullable=True))
    _index_where("ix_conversation_case", "conversation", ["case"], '"case" IS NOT NULL')
    for table in ("remark", "check_in", "referral"):
        _index_where(f"ix_{table}_conversation", table, ["conversation"], "conversation IS NOT NULL")


def _messages() -> None:
    op.add_column("outbox", sa.Column("clear_after", sa.Double(), nullable=True))
    op.add_column("outbox", sa.Column("clear_at", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("cleared_at", sa.BigInteger(), nullable=True))
    # Written out, because a batch would copy the largest table of all on SQLite.
    big = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(f"ALTER TABLE outbox ADD COLUMN about {big} CONSTRAINT fk_outbox_about REFERENCES person (id)")
    _index_where("ix_outbox_about", "outbox", ["about"], "about IS NOT NULL")
    waiting = "clear_at IS NOT NULL AND cleared_at IS NULL"
    _index_where("ix_outbox_to_clear", "outbox", ["clear_at"], waiting)
    _index_where("ix_outbox_person_sent", "outbox", ["person", "sent_at"], "message_id IS NOT NULL")
    _index_where("ix_outbox_member_sent", "outbox", ["member", "sent_at"], "message_id IS NOT NULL")
    _index_where("ix_outbox_conversation", "outbox", ["conversation"], "conversation IS NOT NULL")
    _index_where("ix_outbox_case", "outbox", ["case"], '"case" IS NOT NULL')
    op.create_table(
        "received",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=True),
        sa.Column("member", BIG, nullable=True),
        sa.Column("case", BIG, nullable=True),
        sa.Column("chat", sa.LargeBinary(), nullable=False),
        sa.Column("message_id", BIG, nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("clear_at", sa.BigInteger(), nullable=True),
        sa.Column("cleared_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["case.id"], name=op.f("fk_received_case")),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_received_member")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_received_person")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_received_person", "received", ["person", "sent_at"], unique=False)
    op.create_index("ix_received_member", "received", ["member", "sent_at"], unique=False)
    op.create_index("ix_received_sent", "received", ["sent_at"], unique=False)
    _index_where("ix_received_case", "received", ["case"], '"case" IS NOT NULL')
    _index_where("ix_received_to_clear", "received", ["clear_at"], waiting)


def _new_tables() -> None:
    op.add_column("draft", sa.Column("kind", sa.String(), nullable=True))
    op.create_table(
        "way_in",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("coach", BIG, nullable=True),
        sa.Column("locale", sa.String(), nullable=True),
        sa.Column("site", sa.LargeBinary(), nullable=True),
        sa.Column("release_day", sa.String(), nullable=True),
        sa.Column("person", BIG, nullable=True),
        sa.Column("made_by", BIG, nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("used_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["coach"], ["member.id"], name=op.f("fk_way_in_coach")),
        sa.ForeignKeyConstraint(["made_by"], ["member.id"], name=op.f("fk_way_in_made_by")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_way_in_person")),
        sa.ForeignKeyConstraint(["used_by"], ["person.id"], name=op.f("fk_way_in_used_by")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_way_in_token_hash")),
    )
    op.create_index("ix_way_in_expires", "way_in", ["expires_at"], unique=False)
    _index_where("ix_way_in_person", "way_in", ["person"], "person IS NOT NULL")
    _index_where("ix_way_in_used_by", "way_in", ["used_by"], "used_by IS NOT NULL")
    op.create_table(
        "reach",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("may_say", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_reach_person")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_reach_person", "reach", ["person", "id"], unique=False)
    op.create_table(
        "gone",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_gone_once", "gone", ["day", "what"], unique=True)
    op.create_index("ix_draft_member", "draft", ["member", "id"], unique=False)


def _index_where(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=False, sqlite_where=where, postgresql_where=where)


def _chain_the_audit_log() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER audit_refuses_{act}")
    else:
        op.execute("DROP TRIGGER audit_refuses ON audit")
    op.add_column("audit", sa.Column("number", BIG, nullable=True))
    op.add_column("audit", sa.Column("chain_hash", sa.LargeBinary(), nullable=True))
    _number_and_prove()
    with op.batch_alter_table("audit") as batch:
        batch.alter_column("number", existing_type=BIG, nullable=False)
        batch.alter_column("chain_hash", existing_type=sa.LargeBinary(), nullable=False)
    op.create_index("ix_audit_number", "audit", ["number"], unique=True)
    if sqlite:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_refuses_{act.lower()} BEFORE {act} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END"
            )
    else:
        op.execute(
            "CREATE TRIGGER audit_refuses BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()"
        )


def _number_and_prove() -> None:
    """Entries are numbered in the order of their ids, which is the order in which they came."""
    connection, vault = op.get_bind(), context.config.attributes["vault"]
    page = sa.text(
        "SELECT id, at, who, role, action, subject_kind, subject, reason FROM audit "
        "WHERE id > :after ORDER BY id LIMIT :most"
    )
    write = sa.text("UPDATE audit SET number = :number, chain_hash = :proof WHERE id = :id")
    head, after = BEGINNING, -1
    while rows := connection.execute(page, {"after": after, "most": _AT_ONCE}).fetchall():
        values: list[dict[str, Any]] = []
        for id, at, *said, reason in rows:
            instant = _EPOCH + timedelta(microseconds=at)
            sealed = None if reason is None else bytes(reason)
            entry: Any = (head.number + 1, b"", id, instant, *said, sealed)
            head = Head(head.number + 1, audit_chain.proof(vault, head.proof, entry))
            values.append({"id": id, "number": head.number, "proof": head.proof})
        connection.execute(write, values)
        after = rows[-1][0]
    connection.execute(
        sa.text("INSERT INTO meta (key, value) VALUES (:key, :value)"),
        {"key": audit_chain.HEAD, "value": audit_chain.written(vault, audit_chain.HEAD, head)},
    )
