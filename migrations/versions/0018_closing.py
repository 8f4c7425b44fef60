"""Closed months of the books."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_month_closing()
    add_guards(["month_closing"])


def downgrade() -> None:
    drop_guards(["month_closing"])
    op.drop_table("month_closing")


def create_month_closing() -> None:
    op.create_table(
        "month_closing",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("done_by", sa.BigInteger(), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_by", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "act in ('close', 'ask', 'decline', 'reopen')", name=op.f("ck_month_closing_act_known")
        ),
        sa.CheckConstraint(
            "act <> 'reopen' or "
            "(request_id is not null and asked_by is not null and asked_by <> done_by)",
            name=op.f("ck_month_closing_two_people"),
        ),
        sa.CheckConstraint(
            "act not in ('ask', 'decline') or (reason is not null and reason <> '')",
            name=op.f("ck_month_closing_reason_given"),
        ),
        sa.CheckConstraint(
            "act <> 'close' or figures is not null", name=op.f("ck_month_closing_figures_kept")
        ),
        sa.CheckConstraint("turn > 0", name=op.f("ck_month_closing_turn_positive")),
        sa.ForeignKeyConstraint(
            ["done_by"], ["user_account.id"], name=op.f("fk_month_closing_done_by")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_month_closing_pilot_id")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "request_id", "asked_by"],
            ["month_closing.pilot_id", "month_closing.id", "month_closing.done_by"],
            name=op.f("fk_month_closing_pilot_id_request_id_asked_by"),
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_month_closing")),
        sa.UniqueConstraint(
            "pilot_id", "id", "done_by", name=op.f("uq_month_closing_pilot_id_id_done_by")
        ),
        sa.UniqueConstraint(
            "pilot_id", "month", "turn", name=op.f("uq_month_closing_pilot_id_month_turn")
        ),
    )
