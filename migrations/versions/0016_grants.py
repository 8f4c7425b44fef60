"""Draw-downs with their positions and receipts, base rates of interest, cancelled money."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLES = ["base_rate", "draw_down", "draw_down_position", "draw_down_receipt"]
VERSIONS = ["base_rate_version", "draw_down_version"]
MONEY = ["receipt", "repayment"]
SIGNED = (
    "(reverses_id is null and amount_cents > 0) or (reverses_id is not null and amount_cents < 0)"
)


def upgrade() -> None:
    for table in MONEY:
        let_cancel(table)
    op.add_column("receipt", sa.Column("by_hand_reason", sa.String(length=300), nullable=True))
    create_base_rate()
    create_draw_down()
    create_draw_down_position()
    create_draw_down_receipt()
    create_base_rate_version()
    create_draw_down_version()
    add_guards(["draw_down_position"])


def downgrade() -> None:
    drop_guards(["draw_down_position"])
    for table in [*VERSIONS, *reversed(TABLES)]:
        op.drop_table(table)
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.drop_column("by_hand_reason")
    for table in MONEY:
        forbid_cancelling(table)


def let_cancel(table: str) -> None:
    """A row may take back another of its table, with the amount below 0."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.add_column(sa.Column("reverses_id", sa.BigInteger(), nullable=True))
        batch_op.drop_constraint(op.f(f"ck_{table}_amount_positive"), type_="check")
        batch_op.create_check_constraint(op.f(f"ck_{table}_amount_signed"), SIGNED)
        batch_op.create_unique_constraint(
            op.f(f"uq_{table}_pilot_id_reverses_id"), ["pilot_id", "reverses_id"]
        )
        batch_op.create_foreign_key(
            op.f(f"fk_{table}_pilot_id_reverses_id"),
            table,
            ["pilot_id", "reverses_id"],
            ["pilot_id", "id"],
        )


def forbid_cancelling(table: str) -> None:
    """What was cancelled goes together with the row that cancels it: both are worth nothing."""
    columns = [sa.column(name, sa.BigInteger) for name in ("pilot_id", "id", "reverses_id")]
    row = sa.table(table, *columns)
    cancelling = row.alias()
    is_cancelled = sa.exists().where(
        cancelling.c.pilot_id == row.c.pilot_id, cancelling.c.reverses_id == row.c.id
    )
    op.execute(sa.delete(row).where(row.c.reverses_id.is_not(None) | is_cancelled))
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f"fk_{table}_pilot_id_reverses_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f(f"uq_{table}_pilot_id_reverses_id"), type_="unique")
        batch_op.drop_constraint(op.f(f"ck_{table}_amount_signed"), type_="check")
        batch_op.create_check_constraint(op.f(f"ck_{table}_amount_positive"), "amount_cents > 0")
        batch_op.drop_column("reverses_id")


def index_versions(table: str) -> None:
    """The indexes of every version table."""
    keys = ["pilot_id", "id"]
    op.create_index(f"ix_{table}_end_transaction_id", table, ["end_transaction_id"])
    op.create_index(f"ix_{table}_operation_type", table, ["operation_type"])
    op.create_index(
        f"ix_{table}_pk_transaction_id", table, [*keys, sa.literal_column("transaction_id DESC")]
    )
    op.create_index(
        f"ix_{table}_pk_validity", table, [*keys, "transaction_id", "end_transaction_id"]
    )
    op.create_index(f"ix_{table}_transaction_id", table, ["transaction_id"])


def create_base_rate() -> None:
    op.create_table(
        "base_rate",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("basis_points", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "basis_points between -1000 and 10000", name=op.f("ck_base_rate_basis_points_plausible")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["user_account.id"], name=op.f("fk_base_rate_entered_by")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_base_rate_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_base_rate")),
        sa.UniqueConstraint(
            "pilot_id", "valid_from", name=op.f("uq_base_rate_pilot_id_valid_from")
        ),
    )


def create_draw_down() -> None:
    op.create_table(
        "draw_down",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("allowed_cents", sa.BigInteger(), nullable=False),
        sa.Column("over_reason", sa.String(length=500), nullable=True),
        sa.Column("drafted_on", sa.Date(), nullable=False),
        sa.Column("payout_on", sa.Date(), nullable=False),
        sa.Column("needed_until", sa.Date(), nullable=False),
        sa.Column("drafted_by", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'sent' or sent_on is not null", name=op.f("ck_draw_down_sent_has_day")
        ),
        sa.CheckConstraint(
            "state <> 'withdrawn' or withdrawn_reason is not null",
            name=op.f("ck_draw_down_withdrawn_has_reason"),
        ),
        sa.CheckConstraint(
            "state not in ('approved', 'sent') or approved_by is not null",
            name=op.f("ck_draw_down_is_approved"),
        ),
        sa.CheckConstraint(
            "amount_cents <= allowed_cents or over_reason is not null",
            name=op.f("ck_draw_down_over_has_reason"),
        ),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_draw_down_amount_positive")),
        sa.CheckConstraint(
            "approved_by is null or approved_by <> drafted_by", name=op.f("ck_draw_down_four_eyes")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["user_account.id"], name=op.f("fk_draw_down_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["user_account.id"], name=op.f("fk_draw_down_drafted_by")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_draw_down_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_draw_down")),
        sa.UniqueConstraint("pilot_id", "number", name=op.f("uq_draw_down_pilot_id_number")),
    )
    with op.batch_alter_table("draw_down", schema=None) as batch_op:
        batch_op.create_index("ix_draw_down_state", ["pilot_id", "state"], unique=False)


def create_draw_down_position() -> None:
    op.create_table(
        "draw_down_position",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("draw_down_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.String(length=12), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_draw_down_position_amount_positive")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "draw_down_id"],
            ["draw_down.pilot_id", "draw_down.id"],
            name=op.f("fk_draw_down_position_pilot_id_draw_down_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_draw_down_position_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_draw_down_position")),
        sa.UniqueConstraint(
            "pilot_id",
            "draw_down_id",
            "position",
            name=op.f("uq_draw_down_position_pilot_id_draw_down_id_position"),
        ),
    )


def create_draw_down_receipt() -> None:
    op.create_table(
        "draw_down_receipt",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("draw_down_id", sa.BigInteger(), nullable=False),
        sa.Column("receipt_id", sa.BigInteger(), nullable=False),
        sa.Column("linked_by", sa.BigInteger(), nullable=False),
        sa.Column("linked_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["linked_by"], ["user_account.id"], name=op.f("fk_draw_down_receipt_linked_by")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "draw_down_id"],
            ["draw_down.pilot_id", "draw_down.id"],
            name=op.f("fk_draw_down_receipt_pilot_id_draw_down_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "receipt_id"],
            ["receipt.pilot_id", "receipt.id"],
            name=op.f("fk_draw_down_receipt_pilot_id_receipt_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_draw_down_receipt_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_draw_down_receipt")),
        sa.UniqueConstraint(
            "pilot_id", "receipt_id", name=op.f("uq_draw_down_receipt_pilot_id_receipt_id")
        ),
    )
    with op.batch_alter_table("draw_down_receipt", schema=None) as batch_op:
        batch_op.create_index(
            "ix_draw_down_receipt_draw_down", ["pilot_id", "draw_down_id"], unique=False
        )


def create_base_rate_version() -> None:
    op.create_table(
        "base_rate_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("basis_points", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("source", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("is_confirmed", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("entered_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_base_rate_version")
        ),
    )
    index_versions("base_rate_version")


def create_draw_down_version() -> None:
    op.create_table(
        "draw_down_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("allowed_cents", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("over_reason", sa.String(length=500), autoincrement=False, nullable=True),
        sa.Column("drafted_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("payout_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("needed_until", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("drafted_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("approved_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("sent_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=500), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_draw_down_version")
        ),
    )
    index_versions("draw_down_version")
