"""Reports to the funder and what was filed."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLES = [
    "report",
    "report_text",
    "report_text_version",
    "report_event",
    "report_filing",
    "report_step",
]
APPEND_ONLY = ["report_event", "report_filing", "report_step"]


def upgrade() -> None:
    create_report()
    create_report_text()
    create_report_text_version()
    create_report_event()
    create_report_filing()
    create_report_step()
    add_guards(APPEND_ONLY)


def downgrade() -> None:
    drop_guards(APPEND_ONLY)
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
        sa.CheckConstraint(
            "state in ('draft', 'checked', 'approved', 'certified', 'filed')",
            name=op.f("ck_report_state_known"),
        ),
        sa.CheckConstraint(
            "state = 'draft' or checked_by is not null", name=op.f("ck_report_is_checked")
        ),
        sa.CheckConstraint(
            "state in ('draft', 'checked') or approved_by is not null",
            name=op.f("ck_report_is_approved"),
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
        sa.Column("written_by", sa.BigInteger(), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_report_text_pilot_id")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "report_id"],
            ["report.pilot_id", "report.id"],
            name=op.f("fk_report_text_pilot_id_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["user_account.id"], name=op.f("fk_report_text_written_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_report_text")),
        sa.UniqueConstraint(
            "pilot_id",
            "report_id",
            "chapter",
            name=op.f("uq_report_text_pilot_id_report_id_chapter"),
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
        sa.Column("written_by", sa.BigInteger(), nullable=True),
        sa.Column("written_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_report_text_version")
        ),
    )
    index_versions("report_text_version")


def create_report_event() -> None:
    op.create_table(
        "report_event",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("done_by", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("office", sa.String(length=200), nullable=True),
        sa.Column("result", sa.String(length=12), nullable=True),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint("turn > 0", name=op.f("ck_report_event_turn_positive")),
        sa.CheckConstraint(
            "act in ('begin', 'check', 'approve', 'certify', 'object', 'send_back', 'file')",
            name=op.f("ck_report_event_act_known"),
        ),
        sa.CheckConstraint(
            "act not in ('send_back', 'object') or (note is not null and note <> '')",
            name=op.f("ck_report_event_reason_given"),
        ),
        sa.CheckConstraint(
            "act not in ('certify', 'object') or "
            "(office is not null and result is not null and happened_on is not null)",
            name=op.f("ck_report_event_certificate_whole"),
        ),
        sa.CheckConstraint(
            "act <> 'file' or happened_on is not null", name=op.f("ck_report_event_filed_has_day")
        ),
        sa.CheckConstraint(
            "act not in ('check', 'approve') or figures is not null",
            name=op.f("ck_report_event_figures_kept"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_report_event_pilot_id")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "report_id"],
            ["report.pilot_id", "report.id"],
            name=op.f("fk_report_event_pilot_id_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["done_by"], ["user_account.id"], name=op.f("fk_report_event_done_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_report_event")),
        sa.UniqueConstraint(
            "pilot_id", "report_id", "turn", name=op.f("uq_report_event_pilot_id_report_id_turn")
        ),
    )


def create_report_filing() -> None:
    op.create_table(
        "report_filing",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("filed_at", Moment(), nullable=False),
        sa.Column("filed_by", sa.BigInteger(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=200), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("rule_set", sa.String(length=60), nullable=False),
        sa.Column("own_values", sa.JSON(), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=True),
        sa.Column("plan_notice", sa.String(length=200), nullable=True),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("audit_sequence", sa.BigInteger(), nullable=False),
        sa.Column("audit_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_report_filing_pilot_id")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "report_id"],
            ["report.pilot_id", "report.id"],
            name=op.f("fk_report_filing_pilot_id_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["filed_by"], ["user_account.id"], name=op.f("fk_report_filing_filed_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_report_filing")),
        sa.UniqueConstraint(
            "pilot_id", "report_id", name=op.f("uq_report_filing_pilot_id_report_id")
        ),
    )


def create_report_step() -> None:
    op.create_table(
        "report_step",
        *step_columns(),
        sa.CheckConstraint(
            "kind in ('query', 'answer', 'disallowed', 'notice', 'repaid', 'reversed')",
            name=op.f("ck_report_step_kind_known"),
        ),
        sa.CheckConstraint(
            "(kind = 'reversed') = (reverses_id is not null)",
            name=op.f("ck_report_step_reversal_names_step"),
        ),
        sa.CheckConstraint(
            "kind <> 'disallowed' or (amount_cents is not null and amount_cents > 0)",
            name=op.f("ck_report_step_disallowed_has_amount"),
        ),
        sa.CheckConstraint(
            "amount_cents is null or amount_cents >= 0",
            name=op.f("ck_report_step_amount_not_negative"),
        ),
        sa.CheckConstraint(
            "(kind = 'repaid') = (repayment_id is not null)",
            name=op.f("ck_report_step_repaid_names_repayment"),
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_report_step_text_given")),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_report_step_pilot_id")),
        *(
            sa.ForeignKeyConstraint(
                ["pilot_id", column],
                [f"{table}.pilot_id", f"{table}.id"],
                name=op.f(f"fk_report_step_pilot_id_{column}"),
            )
            for column, table in (
                ("report_id", "report"),
                ("repayment_id", "repayment"),
                ("reverses_id", "report_step"),
            )
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_report_step_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_report_step")),
        sa.UniqueConstraint(
            "pilot_id", "reverses_id", name=op.f("uq_report_step_pilot_id_reverses_id")
        ),
    )
    op.create_index(
        "ix_report_step_report", "report_step", ["pilot_id", "report_id", "happened_on"]
    )


def step_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("interest_from", sa.Date(), nullable=True),
        sa.Column("repayment_id", sa.BigInteger(), nullable=True),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
    ]


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
