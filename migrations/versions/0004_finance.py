"""Tables of money and of the bank."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = [
    "commitment_version",
    "bank_statement",
    "commitment",
    "plan",
    "bank_entry",
    "booking",
    "plan_amount",
    "bank_part",
    "bank_match",
    "receipt",
]


def upgrade() -> None:
    create_commitment_version()
    create_bank_statement()
    create_commitment()
    create_plan()
    create_bank_entry()
    create_booking()
    create_plan_amount()
    create_bank_part()
    create_bank_match()
    create_receipt()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def create_commitment_version() -> None:
    op.create_table(
        "commitment_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("position", sa.String(length=12), autoincrement=False, nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("payee", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("reason", sa.String(length=300), autoincrement=False, nullable=True),
        sa.Column("expected_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("invoiced_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("entered_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("approved_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_commitment_version")
        ),
    )
    with op.batch_alter_table("commitment_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_commitment_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_commitment_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_commitment_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_commitment_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_commitment_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_bank_statement() -> None:
    op.create_table(
        "bank_statement",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("identification", sa.String(length=70), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("opening_cents", sa.BigInteger(), nullable=False),
        sa.Column("closing_cents", sa.BigInteger(), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_bank_statement_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_bank_statement")),
        sa.UniqueConstraint(
            "pilot_id",
            "iban",
            "identification",
            name=op.f("uq_bank_statement_pilot_id_iban_identification"),
        ),
    )


def create_commitment() -> None:
    op.create_table(
        "commitment",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("position", sa.String(length=12), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("payee", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=False),
        sa.Column("invoiced_on", sa.Date(), nullable=True),
        sa.Column("entered_by", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_commitment_amount_positive")),
        sa.CheckConstraint(
            "approved_by is null or approved_by <> entered_by", name=op.f("ck_commitment_four_eyes")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["user_account.id"], name=op.f("fk_commitment_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["user_account.id"], name=op.f("fk_commitment_entered_by")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_commitment_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("pilot_id", "number", name=op.f("uq_commitment_pilot_id_number")),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_commitment_state", ["pilot_id", "state", "position"], unique=False
        )


def create_plan() -> None:
    op.create_table(
        "plan",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("notice", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_plan_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_plan")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index("ix_plan_valid_from", ["pilot_id", "valid_from"], unique=False)


def create_bank_entry() -> None:
    op.create_table(
        "bank_entry",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("statement_id", sa.BigInteger(), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("reference", sa.String(length=70), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("counterparty", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=500), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "statement_id"],
            ["bank_statement.pilot_id", "bank_statement.id"],
            name=op.f("fk_bank_entry_pilot_id_statement_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_bank_entry_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_bank_entry")),
        sa.UniqueConstraint(
            "pilot_id", "iban", "reference", name=op.f("uq_bank_entry_pilot_id_iban_reference")
        ),
    )
    with op.batch_alter_table("bank_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_bank_entry_booked_on", ["pilot_id", "booked_on", "id"], unique=False
        )
        batch_op.create_index("ix_bank_entry_statement", ["pilot_id", "statement_id"], unique=False)


def create_booking() -> None:
    op.create_table(
        "booking",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("voucher_year", sa.Integer(), nullable=False),
        sa.Column("voucher_number", sa.Integer(), nullable=False),
        sa.Column("source_number", sa.String(length=40), nullable=False),
        sa.Column("position", sa.String(length=12), nullable=False),
        sa.Column("invoiced_on", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("payee", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("commitment_id", sa.BigInteger(), nullable=True),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.Column("booked_by", sa.BigInteger(), nullable=False),
        sa.Column("booked_at", Moment(), nullable=False),
        sa.CheckConstraint("amount_cents <> 0", name=op.f("ck_booking_amount_not_zero")),
        sa.ForeignKeyConstraint(
            ["booked_by"], ["user_account.id"], name=op.f("fk_booking_booked_by")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "commitment_id"],
            ["commitment.pilot_id", "commitment.id"],
            name=op.f("fk_booking_pilot_id_commitment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "reverses_id"],
            ["booking.pilot_id", "booking.id"],
            name=op.f("fk_booking_pilot_id_reverses_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_booking_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_booking")),
        sa.UniqueConstraint(
            "pilot_id", "reverses_id", name=op.f("uq_booking_pilot_id_reverses_id")
        ),
        sa.UniqueConstraint(
            "pilot_id", "source_number", name=op.f("uq_booking_pilot_id_source_number")
        ),
        sa.UniqueConstraint(
            "pilot_id",
            "voucher_year",
            "voucher_number",
            name=op.f("uq_booking_pilot_id_voucher_year_voucher_number"),
        ),
    )
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.create_index("ix_booking_import", ["pilot_id", "import_id"], unique=False)
        batch_op.create_index("ix_booking_paid_on", ["pilot_id", "paid_on", "id"], unique=False)
        batch_op.create_index(
            "ix_booking_position", ["pilot_id", "position", "paid_on"], unique=False
        )


def create_plan_amount() -> None:
    op.create_table(
        "plan_amount",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_plan_amount_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "plan_id"],
            ["plan.pilot_id", "plan.id"],
            name=op.f("fk_plan_amount_pilot_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_plan_amount_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_plan_amount")),
        sa.UniqueConstraint(
            "pilot_id",
            "plan_id",
            "position",
            "year",
            name=op.f("uq_plan_amount_pilot_id_plan_id_position_year"),
        ),
    )


def create_bank_part() -> None:
    op.create_table(
        "bank_part",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("counterparty", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "entry_id"],
            ["bank_entry.pilot_id", "bank_entry.id"],
            name=op.f("fk_bank_part_pilot_id_entry_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_bank_part_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_bank_part")),
        sa.UniqueConstraint(
            "pilot_id", "entry_id", "line", name=op.f("uq_bank_part_pilot_id_entry_id_line")
        ),
    )


def create_bank_match() -> None:
    op.create_table(
        "bank_match",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("booking_id", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.String(length=30), nullable=False),
        sa.Column("accepted_by", sa.BigInteger(), nullable=False),
        sa.Column("accepted_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accepted_by"], ["user_account.id"], name=op.f("fk_bank_match_accepted_by")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "booking_id"],
            ["booking.pilot_id", "booking.id"],
            name=op.f("fk_bank_match_pilot_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "part_id"],
            ["bank_part.pilot_id", "bank_part.id"],
            name=op.f("fk_bank_match_pilot_id_part_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_bank_match_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_bank_match")),
        sa.UniqueConstraint(
            "pilot_id", "booking_id", name=op.f("uq_bank_match_pilot_id_booking_id")
        ),
        sa.UniqueConstraint("pilot_id", "part_id", name=op.f("uq_bank_match_pilot_id_part_id")),
    )


def create_receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("payer", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("bank_part_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_receipt_amount_positive")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "bank_part_id"],
            ["bank_part.pilot_id", "bank_part.id"],
            name=op.f("fk_receipt_pilot_id_bank_part_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_receipt_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_receipt_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_receipt")),
        sa.UniqueConstraint(
            "pilot_id", "bank_part_id", name=op.f("uq_receipt_pilot_id_bank_part_id")
        ),
    )
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.create_index("ix_receipt_received_on", ["pilot_id", "received_on"], unique=False)
