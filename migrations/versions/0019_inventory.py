"""The inventory: items, what happened to them, vouchers that need none."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLES = [
    "inventory_item",
    "inventory_event",
    "inventory_waiver",
    "inventory_item_version",
    "inventory_waiver_version",
]


def upgrade() -> None:
    create_inventory_item()
    create_inventory_event()
    create_inventory_waiver()
    create_inventory_item_version()
    create_inventory_waiver_version()
    add_guards(["inventory_event"])


def downgrade() -> None:
    drop_guards(["inventory_event"])
    for table in reversed(TABLES):
        op.drop_table(table)


def create_inventory_item() -> None:
    op.create_table(
        "inventory_item",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("serial_number", sa.String(length=120), nullable=True),
        sa.Column("supplier", sa.String(length=200), nullable=False),
        sa.Column("source_number", sa.String(length=40), nullable=True),
        sa.Column("no_voucher_reason", sa.String(length=300), nullable=True),
        sa.Column("acquired_on", sa.Date(), nullable=False),
        sa.Column("net_cents", sa.BigInteger(), nullable=False),
        sa.Column("gross_cents", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("used_for", sa.String(length=200), nullable=False),
        sa.Column("condition", sa.String(length=10), nullable=False),
        sa.Column("responsible", sa.String(length=120), nullable=False),
        sa.Column("retained_until", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "condition in ('new', 'good', 'used', 'damaged')",
            name=op.f("ck_inventory_item_condition_known"),
        ),
        sa.CheckConstraint(
            "net_cents > 0 and net_cents <= gross_cents",
            name=op.f("ck_inventory_item_net_within_gross"),
        ),
        sa.CheckConstraint(
            "source_number is not null or no_voucher_reason is not null",
            name=op.f("ck_inventory_item_voucher_or_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_inventory_item_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_inventory_item")),
        sa.UniqueConstraint("pilot_id", "number", name=op.f("uq_inventory_item_pilot_id_number")),
    )
    op.create_index(
        "ix_inventory_item_voucher", "inventory_item", ["pilot_id", "source_number"], unique=False
    )


def create_inventory_event() -> None:
    op.create_table(
        "inventory_event",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=True),
        sa.Column("responsible", sa.String(length=120), nullable=True),
        sa.Column("condition", sa.String(length=10), nullable=True),
        sa.Column("used_for", sa.String(length=200), nullable=True),
        sa.Column("is_intended", sa.Boolean(), nullable=True),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("recipient", sa.String(length=200), nullable=True),
        sa.Column("proceeds_cents", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'reversed') = (reverses_id is not null)",
            name=op.f("ck_inventory_event_reversal_names_event"),
        ),
        sa.CheckConstraint(
            "kind <> 'sold' or (proceeds_cents is not null and proceeds_cents >= 0)",
            name=op.f("ck_inventory_event_sale_has_proceeds"),
        ),
        sa.CheckConstraint(
            "kind in ('moved', 'condition', 'use', 'seen', 'whereabouts', 'sold', 'given_away', 'returned', 'scrapped', 'lost', 'notified', 'reversed')",
            name=op.f("ck_inventory_event_kind_known"),
        ),
        sa.CheckConstraint(
            "kind not in ('lost', 'reversed') or reason is not null",
            name=op.f("ck_inventory_event_reason_given"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "item_id"],
            ["inventory_item.pilot_id", "inventory_item.id"],
            name=op.f("fk_inventory_event_pilot_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "reverses_id"],
            ["inventory_event.pilot_id", "inventory_event.id"],
            name=op.f("fk_inventory_event_pilot_id_reverses_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_inventory_event_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_inventory_event_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_inventory_event")),
        sa.UniqueConstraint(
            "pilot_id", "reverses_id", name=op.f("uq_inventory_event_pilot_id_reverses_id")
        ),
    )
    op.create_index(
        "ix_inventory_event_item",
        "inventory_event",
        ["pilot_id", "item_id", "happened_on"],
        unique=False,
    )


def create_inventory_waiver() -> None:
    op.create_table(
        "inventory_waiver",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_number", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user_account.id"], name=op.f("fk_inventory_waiver_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_inventory_waiver_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_inventory_waiver")),
        sa.UniqueConstraint(
            "pilot_id", "source_number", name=op.f("uq_inventory_waiver_pilot_id_source_number")
        ),
    )


def create_inventory_item_version() -> None:
    op.create_table(
        "inventory_item_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("description", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("serial_number", sa.String(length=120), autoincrement=False, nullable=True),
        sa.Column("supplier", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("source_number", sa.String(length=40), autoincrement=False, nullable=True),
        sa.Column("no_voucher_reason", sa.String(length=300), autoincrement=False, nullable=True),
        sa.Column("acquired_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("net_cents", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("gross_cents", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("place", sa.String(length=120), autoincrement=False, nullable=True),
        sa.Column("used_for", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("condition", sa.String(length=10), autoincrement=False, nullable=True),
        sa.Column("responsible", sa.String(length=120), autoincrement=False, nullable=True),
        sa.Column("retained_until", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_inventory_item_version")
        ),
    )
    index_versions("inventory_item_version")


def create_inventory_waiver_version() -> None:
    op.create_table(
        "inventory_waiver_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_number", sa.String(length=40), autoincrement=False, nullable=True),
        sa.Column("reason", sa.String(length=300), autoincrement=False, nullable=True),
        sa.Column("decided_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("decided_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_inventory_waiver_version")
        ),
    )
    index_versions("inventory_waiver_version")


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
