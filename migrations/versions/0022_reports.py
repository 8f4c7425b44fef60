"""Reports to the funder and what was filed."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLES = ["report", "report_text", "report_text_version"]


def upgrade() -> None:
    create_report()
    create_report_text()
    create_report_text_version()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def create_report() -> None:
    op.create_table(
        "report",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("prepared_by", sa.BigInteger(), nullable=False),
        sa.Column("checked_by", sa.BigInteger(), nullable=True),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind in ('interim', 'final')", name=op.f("ck_report_kind_known")),
        sa.CheckConstraint("language in ('de', 'en')", name=op.f("ck_report_language_known")),
        sa.CheckConstraint("edition > 0", name=op.f("ck_report_edition_positive")),
        sa.CheckConstraint("from_day <= until_day", name=op.f("ck_report_days_in_order")),
        sa.CheckConstraint(
            "approved_by is null or (approved_by <> checked_by and approved_by <> prepared_by)",
            name=op.f("ck_report_two_people"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_report_pilot_id")),
        sa.ForeignKeyConstraint(
            ["prepared_by"], ["user_account.id"], name=op.f("fk_report_prepared_by")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["user_account.id"], name=op.f("fk_report_checked_by")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["user_account.id"], name=op.f("fk_report_approved_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_report")),
        sa.UniqueConstraint(
            "pilot_id", "kind", "year", "edition", name=op.f("uq_report_pilot_id_kind_year_edition")
        ),
    )


def create_report_text() -> None:
    op.create_table(
        "report_text",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("chapter", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_report_text_pilot_id")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "report_id"],
            ["report.pilot_id", "report.id"],
            name=op.f("fk_report_text_pilot_id_report_id"),
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_report_text")),
        sa.UniqueConstraint(
            "pilot_id", "report_id", "chapter", name=op.f("uq_report_text_pilot_id_report_id_chapter")
        ),
    )


def create_report_text_version() -> None:
    op.create_table(
        "report_text_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=True),
        sa.Column("chapter", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_report_text_version")
        ),
    )
    index_versions("report_text_version")


def index_versions(table: str) -> None:
    for name in ("end_transaction_id", "operation_type", "transaction_id"):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
    op.create_index(
        f"ix_{table}_pk_transaction_id",
        table,
        ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
    )
    op.create_index(
        f"ix_{table}_pk_validity",
        table,
        ["pilot_id", "id", "transaction_id", "end_transaction_id"],
    )
