"""Staff costs by post and month."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLES = ["pay_terms", "pay_terms_version", "payroll_entry"]


def upgrade() -> None:
    create_pay_terms()
    create_pay_terms_version()
    create_payroll_entry()
    add_guards(["payroll_entry"])


def downgrade() -> None:
    drop_guards(["payroll_entry"])
    for table in reversed(TABLES):
        op.drop_table(table)


def create_pay_terms() -> None:
    op.create_table(
        "pay_terms",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("pay_group", sa.String(length=20), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("fte_percent", sa.Integer(), nullable=False),
        sa.Column("pilot_percent", sa.Integer(), nullable=False),
        sa.Column("monthly_cents", sa.BigInteger(), nullable=False),
        sa.Column("special_cents", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "fte_percent between 0 and 100", name=op.f("ck_pay_terms_fte_in_bounds")
        ),
        sa.CheckConstraint(
            "monthly_cents >= 0 and special_cents >= 0",
            name=op.f("ck_pay_terms_costs_not_negative"),
        ),
        sa.CheckConstraint(
            "pilot_percent between 0 and 100", name=op.f("ck_pay_terms_pilot_share_in_bounds")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "post_id"],
            ["post.pilot_id", "post.id"],
            name=op.f("fk_pay_terms_pilot_id_post_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_pay_terms_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_pay_terms")),
        sa.UniqueConstraint(
            "pilot_id",
            "post_id",
            "valid_from",
            name=op.f("uq_pay_terms_pilot_id_post_id_valid_from"),
        ),
    )


def create_pay_terms_version() -> None:
    op.create_table(
        "pay_terms_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("valid_from", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("pay_group", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("fte_percent", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("pilot_percent", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("monthly_cents", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("special_cents", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("position", sa.String(length=12), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_pay_terms_version")
        ),
    )
    with op.batch_alter_table("pay_terms_version", schema=None) as batch_op:
        for column in ("end_transaction_id", "operation_type", "transaction_id"):
            batch_op.create_index(
                batch_op.f(f"ix_pay_terms_version_{column}"), [column], unique=False
            )
        batch_op.create_index(
            "ix_pay_terms_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_pay_terms_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )


def create_payroll_entry() -> None:
    op.create_table(
        "payroll_entry",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("pilot_percent", sa.Integer(), nullable=False),
        sa.Column("pilot_cents", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.String(length=12), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=True),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.CheckConstraint("amount_cents <> 0", name=op.f("ck_payroll_entry_amount_not_zero")),
        sa.CheckConstraint(
            "kind in ('regular', 'special', 'correction')",
            name=op.f("ck_payroll_entry_kind_known"),
        ),
        sa.CheckConstraint(
            "pilot_percent between 0 and 100",
            name=op.f("ck_payroll_entry_pilot_share_in_bounds"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "post_id"],
            ["post.pilot_id", "post.id"],
            name=op.f("fk_payroll_entry_pilot_id_post_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "reverses_id"],
            ["payroll_entry.pilot_id", "payroll_entry.id"],
            name=op.f("fk_payroll_entry_pilot_id_reverses_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_payroll_entry_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_payroll_entry_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_payroll_entry")),
        sa.UniqueConstraint(
            "pilot_id", "reverses_id", name=op.f("uq_payroll_entry_pilot_id_reverses_id")
        ),
    )
    op.create_index("ix_payroll_entry_month", "payroll_entry", ["pilot_id", "month", "post_id"])
    op.create_index("ix_payroll_entry_import", "payroll_entry", ["pilot_id", "import_id"])
