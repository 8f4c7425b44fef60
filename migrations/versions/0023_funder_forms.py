"""The funder's own workbooks."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_funder_form()
    create_funder_form_edition()
    add_guards(["funder_form_edition"])


def downgrade() -> None:
    drop_guards(["funder_form_edition"])
    op.drop_table("funder_form_edition")
    op.drop_table("funder_form")


def create_funder_form() -> None:
    op.create_table(
        "funder_form",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("retired_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_funder_form_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_funder_form")),
        sa.UniqueConstraint("pilot_id", "title", name=op.f("uq_funder_form_pilot_id_title")),
    )


def create_funder_form_edition() -> None:
    op.create_table(
        "funder_form_edition",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_funder_form_edition_number_positive")),
        sa.ForeignKeyConstraint(
            ["made_by"], ["user_account.id"], name=op.f("fk_funder_form_edition_made_by")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_funder_form_edition_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "form_id"],
            ["funder_form.pilot_id", "funder_form.id"],
            name=op.f("fk_funder_form_edition_pilot_id_form_id"),
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_funder_form_edition")),
        sa.UniqueConstraint(
            "pilot_id",
            "form_id",
            "number",
            name=op.f("uq_funder_form_edition_pilot_id_form_id_number"),
        ),
    )
