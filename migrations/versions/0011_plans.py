"""Drafts of reallocations, and expectations of what will be spent."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ["plan_draft", "expectation", "outlook_method"]


def upgrade() -> None:
    op.add_column("plan", sa.Column("issued_on", sa.Date(), nullable=True))
    op.add_column("plan", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    create_plan_draft()
    create_expectation()
    create_outlook_method()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_column("version")
        batch_op.drop_column("issued_on")


def create_plan_draft() -> None:
    op.create_table(
        "plan_draft",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("base_plan_id", sa.BigInteger(), nullable=False),
        sa.Column("amounts", sa.JSON(), nullable=False),
        sa.Column("drafted_by", sa.BigInteger(), nullable=False),
        sa.Column("drafted_at", Moment(), nullable=False),
        sa.Column("adopted_by", sa.BigInteger(), nullable=True),
        sa.Column("adopted_plan_id", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'adopted') = (adopted_plan_id is not null)",
            name=op.f("ck_plan_draft_adopted_has_plan"),
        ),
        sa.CheckConstraint(
            "adopted_by is null or adopted_by <> drafted_by", name=op.f("ck_plan_draft_four_eyes")
        ),
        sa.CheckConstraint(
            "state in ('open', 'adopted', 'dropped')", name=op.f("ck_plan_draft_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["adopted_by"], ["user_account.id"], name=op.f("fk_plan_draft_adopted_by")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["user_account.id"], name=op.f("fk_plan_draft_drafted_by")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "adopted_plan_id"],
            ["plan.pilot_id", "plan.id"],
            name=op.f("fk_plan_draft_pilot_id_adopted_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "base_plan_id"],
            ["plan.pilot_id", "plan.id"],
            name=op.f("fk_plan_draft_pilot_id_base_plan_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_plan_draft_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_plan_draft")),
        sa.UniqueConstraint("pilot_id", "number", name=op.f("uq_plan_draft_pilot_id_number")),
    )


def create_expectation() -> None:
    op.create_table(
        "expectation",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.String(length=12), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=False),
        sa.Column("entered_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_expectation_amount_positive")),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["user_account.id"], name=op.f("fk_expectation_entered_by")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_expectation_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_expectation")),
    )
    op.create_index("ix_expectation_month", "expectation", ["pilot_id", "month"])


def create_outlook_method() -> None:
    op.create_table(
        "outlook_method",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.String(length=12), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("chosen_by", sa.BigInteger(), nullable=False),
        sa.Column("chosen_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "method in ('staff', 'trend', 'plan', 'known')",
            name=op.f("ck_outlook_method_method_known"),
        ),
        sa.ForeignKeyConstraint(
            ["chosen_by"], ["user_account.id"], name=op.f("fk_outlook_method_chosen_by")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_outlook_method_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_outlook_method")),
        sa.UniqueConstraint(
            "pilot_id", "position", name=op.f("uq_outlook_method_pilot_id_position")
        ),
    )
