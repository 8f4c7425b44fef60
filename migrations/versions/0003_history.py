"""Version tables of what people edit about participants and milestones."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ["care_version", "consent_version", "milestone_version", "participation_version"]


def upgrade() -> None:
    create_care_version()
    create_consent_version()
    create_milestone_version()
    create_participation_version()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def create_care_version() -> None:
    op.create_table(
        "care_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("from_day", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("until_day", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "id", "transaction_id", name=op.f("pk_care_version")),
    )
    with op.batch_alter_table("care_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_care_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_care_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_care_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_care_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_care_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_consent_version() -> None:
    op.create_table(
        "consent_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("purpose", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("form", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("given_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("withdrawn_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_consent_version")
        ),
    )
    with op.batch_alter_table("consent_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_consent_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_consent_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_consent_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_consent_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_consent_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_milestone_version() -> None:
    op.create_table(
        "milestone_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("title_en", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("baseline_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("expected_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("actual_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("remark", sa.String(length=500), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_milestone_version")
        ),
    )
    with op.batch_alter_table("milestone_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_milestone_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_milestone_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_milestone_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_milestone_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_milestone_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_participation_version() -> None:
    op.create_table(
        "participation_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("referred_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("admitted_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("exited_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("exit_reason", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("outcome", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("age_at_entry", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("sex", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("school", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("vocational", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("children", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("health_restriction", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("addiction", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("against_criteria", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("remark_sealed", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("import_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("recorded_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_participation_version")
        ),
    )
    with op.batch_alter_table("participation_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_participation_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_participation_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_participation_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_participation_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_participation_version_transaction_id"), ["transaction_id"], unique=False
        )
