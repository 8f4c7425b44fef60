"""The network, and shares and absences of posts."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = [
    "partner",
    "partner_contact",
    "agreement",
    "involvement",
    "post_share",
    "post_absence",
    "column_assignment",
]


def upgrade() -> None:
    create_partner()
    create_partner_contact()
    create_agreement()
    create_involvement()
    create_post_share()
    create_post_absence()
    create_column_assignment()
    with op.batch_alter_table("post_holding", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_deputy", sa.Boolean(), server_default=sa.false(), nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("post_holding", schema=None) as batch_op:
        batch_op.drop_column("is_deputy")
    for table in reversed(TABLES):
        op.drop_table(table)


def create_partner() -> None:
    op.create_table(
        "partner",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=True),
        sa.Column("phone", sa.String(length=60), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_partner_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_partner")),
        sa.UniqueConstraint("pilot_id", "name", name=op.f("uq_partner_pilot_id_name")),
    )


def create_partner_contact() -> None:
    op.create_table(
        "partner_contact",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("function", sa.String(length=120), nullable=True),
        sa.Column("phone", sa.String(length=60), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "partner_id"],
            ["partner.pilot_id", "partner.id"],
            name=op.f("fk_partner_contact_pilot_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_partner_contact_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_partner_contact")),
    )
    with op.batch_alter_table("partner_contact", schema=None) as batch_op:
        batch_op.create_index(
            "ix_partner_contact_partner", ["pilot_id", "partner_id"], unique=False
        )


def create_agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("remind_days", sa.Integer(), nullable=False),
        sa.Column("document_reference", sa.String(length=120), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "remind_days between 0 and 730", name=op.f("ck_agreement_reminder_in_bounds")
        ),
        sa.CheckConstraint(
            "valid_until is null or valid_until >= valid_from",
            name=op.f("ck_agreement_days_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "partner_id"],
            ["partner.pilot_id", "partner.id"],
            name=op.f("fk_agreement_pilot_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_agreement_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index("ix_agreement_partner", ["pilot_id", "partner_id"], unique=False)
        batch_op.create_index("ix_agreement_until", ["pilot_id", "valid_until"], unique=False)


def create_involvement() -> None:
    op.create_table(
        "involvement",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=30), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until_day is null or until_day >= from_day", name=op.f("ck_involvement_days_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_involvement_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "partner_id"],
            ["partner.pilot_id", "partner.id"],
            name=op.f("fk_involvement_pilot_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_involvement_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_involvement_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_involvement")),
        sa.UniqueConstraint(
            "pilot_id",
            "participation_id",
            "partner_id",
            "purpose",
            "from_day",
            name=op.f("uq_involvement_pilot_id_participation_id_partner_id_purpose_from_day"),
        ),
    )
    with op.batch_alter_table("involvement", schema=None) as batch_op:
        batch_op.create_index(
            "ix_involvement_partner", ["pilot_id", "partner_id", "from_day"], unique=False
        )


def create_post_share() -> None:
    op.create_table(
        "post_share",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("fte_percent", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "fte_percent between 0 and 1000", name=op.f("ck_post_share_fte_in_bounds")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "post_id"],
            ["post.pilot_id", "post.id"],
            name=op.f("fk_post_share_pilot_id_post_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_post_share_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_post_share")),
        sa.UniqueConstraint(
            "pilot_id", "post_id", "from_day", name=op.f("uq_post_share_pilot_id_post_id_from_day")
        ),
    )


def create_post_absence() -> None:
    op.create_table(
        "post_absence",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until_day is null or until_day > from_day", name=op.f("ck_post_absence_days_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "post_id"],
            ["post.pilot_id", "post.id"],
            name=op.f("fk_post_absence_pilot_id_post_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_post_absence_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_post_absence")),
    )
    with op.batch_alter_table("post_absence", schema=None) as batch_op:
        batch_op.create_index(
            "ix_post_absence_post", ["pilot_id", "post_id", "from_day"], unique=False
        )


def create_column_assignment() -> None:
    op.create_table(
        "column_assignment",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("column_name", sa.String(length=60), nullable=False),
        sa.Column("head", sa.String(length=120), nullable=True),
        sa.Column("assigned_by", sa.BigInteger(), nullable=False),
        sa.Column("assigned_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assigned_by"], ["user_account.id"], name=op.f("fk_column_assignment_assigned_by")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_column_assignment_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_column_assignment")),
        sa.UniqueConstraint(
            "pilot_id",
            "kind",
            "column_name",
            name=op.f("uq_column_assignment_pilot_id_kind_column_name"),
        ),
    )
