"""Notifications to the funder."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLES = ["notification", "notification_version", "notification_event", "notification_waiver"]
GUARDED = ["notification_event", "notification_waiver"]
KINDS = (
    "kind in ('goal', 'drawn_money', 'year_money', 'other_funding', 'overrun', 'inventory', "
    "'purpose', 'insolvency')"
)


def upgrade() -> None:
    create_notification()
    create_notification_version()
    create_notification_event()
    create_notification_waiver()
    add_guards(GUARDED)


def downgrade() -> None:
    drop_guards(GUARDED)
    for table in reversed(TABLES):
        op.drop_table(table)


def create_notification() -> None:
    op.create_table(
        "notification",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("norm", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("recipient", sa.String(length=500), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.BigInteger(), nullable=False),
        sa.Column("drafted_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_notification_kind_known")),
        sa.CheckConstraint("language in ('de', 'en')", name=op.f("ck_notification_language_known")),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_notification_pilot_id")),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["user_account.id"], name=op.f("fk_notification_drafted_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_notification")),
    )
    op.create_index("ix_notification_kind", "notification", ["pilot_id", "kind"])


def create_notification_version() -> None:
    op.create_table(
        "notification_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("weights", sa.JSON(), nullable=True),
        sa.Column("norm", sa.String(length=60), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("recipient", sa.String(length=500), nullable=True),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("drafted_by", sa.BigInteger(), nullable=True),
        sa.Column("drafted_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_notification_version")
        ),
    )
    index_versions("notification_version")


def index_versions(table: str) -> None:
    for name in ("end_transaction_id", "operation_type", "transaction_id"):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
    op.create_index(
        f"ix_{table}_pk_transaction_id",
        table,
        ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
    )
    op.create_index(
        f"ix_{table}_pk_validity",
        table,
        ["pilot_id", "id", "transaction_id", "end_transaction_id"],
    )


def create_notification_event() -> None:
    op.create_table(
        "notification_event",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("notification_id", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.String(length=10), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=True),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.CheckConstraint(
            "event in ('sent', 'answered', 'discarded')",
            name=op.f("ck_notification_event_event_known"),
        ),
        sa.CheckConstraint(
            "(event = 'sent') = (way is not null)", name=op.f("ck_notification_event_way_of_sent")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_notification_event_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "notification_id"],
            ["notification.pilot_id", "notification.id"],
            name=op.f("fk_notification_event_pilot_id_notification_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_notification_event_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_notification_event")),
    )
    op.create_index(
        "ix_notification_event_letter", "notification_event", ["pilot_id", "notification_id"]
    )


def create_notification_waiver() -> None:
    op.create_table(
        "notification_waiver",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_notification_waiver_kind_known")),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_notification_waiver_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user_account.id"], name=op.f("fk_notification_waiver_decided_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_notification_waiver")),
    )
    op.create_index("ix_notification_waiver_kind", "notification_waiver", ["pilot_id", "kind"])
