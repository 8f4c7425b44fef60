"""Vouchers in lines, with tax, eligibility and the month of the books; money paid back."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NUMBERS = [
    ("uq_booking_pilot_id_source_number", ["pilot_id", "source_number"]),
    (
        "uq_booking_pilot_id_voucher_year_voucher_number",
        ["pilot_id", "voucher_year", "voucher_number"],
    ),
]
CHECKS = [
    ("ck_booking_line_positive", "line > 0"),
    ("ck_booking_carrier_has_reason", "is_eligible or carrier_reason is not null"),
]
BY_POSITION = ["pilot_id", "position", "paid_on"]


def upgrade() -> None:
    create_repayment()
    drop_guards(["booking"])
    for column in columns():
        op.add_column("booking", column)
    fill_months()
    op.drop_index("ix_booking_position", "booking")
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.alter_column("booking_month", existing_type=sa.Date(), nullable=False)
        batch_op.alter_column("line", existing_type=sa.Integer(), server_default=None)
        for name, key in NUMBERS:
            batch_op.drop_constraint(op.f(name), type_="unique")
            batch_op.create_unique_constraint(op.f(f"{name}_line"), [*key, "line"])
        for name, condition in CHECKS:
            batch_op.create_check_constraint(op.f(name), condition)
    op.create_index("ix_booking_position", "booking", [*BY_POSITION, "is_eligible", "amount_cents"])
    op.create_index("ix_booking_month", "booking", ["pilot_id", "booking_month"])
    add_guards(["booking"])


def downgrade() -> None:
    drop_guards(["booking"])
    op.drop_index("ix_booking_month", "booking")
    op.drop_index("ix_booking_position", "booking")
    with op.batch_alter_table("booking", schema=None) as batch_op:
        for name, _condition in CHECKS:
            batch_op.drop_constraint(op.f(name), type_="check")
        for name, key in NUMBERS:
            batch_op.drop_constraint(op.f(f"{name}_line"), type_="unique")
            batch_op.create_unique_constraint(op.f(name), key)
        for column in columns():
            batch_op.drop_column(column.name)
    op.create_index("ix_booking_position", "booking", BY_POSITION)
    add_guards(["booking"])
    op.drop_table("repayment")


def fill_months() -> None:
    """What is booked already stands in the month of its payment."""
    booking = sa.table(
        "booking", sa.column("paid_on", sa.Date), sa.column("booking_month", sa.Date)
    )
    connection = op.get_bind()
    for paid_on in connection.execute(sa.select(booking.c.paid_on).distinct()).scalars().all():
        connection.execute(
            sa.update(booking)
            .where(booking.c.paid_on == paid_on)
            .values(booking_month=paid_on.replace(day=1))
        )


def create_repayment() -> None:
    op.create_table(
        "repayment",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("bank_part_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_repayment_amount_positive")),
        sa.CheckConstraint(
            "kind in ('unspent', 'disallowed', 'interest')", name=op.f("ck_repayment_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "bank_part_id"],
            ["bank_part.pilot_id", "bank_part.id"],
            name=op.f("fk_repayment_pilot_id_bank_part_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_repayment_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_repayment_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_repayment")),
        sa.UniqueConstraint(
            "pilot_id", "bank_part_id", name=op.f("uq_repayment_pilot_id_bank_part_id")
        ),
    )
    op.create_index("ix_repayment_paid_on", "repayment", ["pilot_id", "paid_on"])


def columns() -> list[sa.Column]:
    return [
        sa.Column("line", sa.Integer(), server_default="1", nullable=False),
        sa.Column("post_key", sa.String(length=40), nullable=True),
        sa.Column("booking_month", sa.Date(), nullable=True),
        sa.Column("participant_number", sa.Integer(), nullable=True),
        sa.Column("invoice_number", sa.String(length=60), nullable=True),
        sa.Column("basis", sa.String(length=300), nullable=True),
        sa.Column("bears_mark", sa.Boolean(), nullable=True),
        sa.Column("deductible_cents", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("vat_cents", sa.BigInteger(), nullable=True),
        sa.Column("is_eligible", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("carrier_reason", sa.String(length=300), nullable=True),
    ]
