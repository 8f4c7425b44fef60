"""Which rule set a pilot follows since when."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_rule_set_choice()
    add_guards(["rule_set_choice"])


def downgrade() -> None:
    drop_guards(["rule_set_choice"])
    op.drop_table("rule_set_choice")


def create_rule_set_choice() -> None:
    op.create_table(
        "rule_set_choice",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("own_values", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("chosen_by", sa.BigInteger(), nullable=False),
        sa.Column("chosen_at", Moment(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_rule_set_choice_reason_given")),
        sa.ForeignKeyConstraint(
            ["chosen_by"], ["user_account.id"], name=op.f("fk_rule_set_choice_chosen_by")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_rule_set_choice_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_rule_set_choice")),
    )
    op.create_index(
        "ix_rule_set_choice_valid_from", "rule_set_choice", ["pilot_id", "valid_from", "id"]
    )
