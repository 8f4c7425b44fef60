"""Tables of the house."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "audit_entry",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("fields", sa.String(length=500), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "sequence", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_audit_entry_subject", ["pilot_id", "subject", "subject_id"], unique=False
        )

    op.create_table(
        "audit_head",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", name=op.f("pk_audit_head")),
    )
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

    op.create_table(
        "pilot",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("configuration", sa.Text(), nullable=False),
        sa.Column("training_day", sa.Date(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot")),
        sa.UniqueConstraint("key", name=op.f("uq_pilot_key")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_system", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
    )
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

    op.create_table(
        "import_batch",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("read_count", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("duplicates", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("imported_by", sa.BigInteger(), nullable=False),
        sa.Column("imported_at", Moment(), nullable=False),
        sa.Column("undone_by", sa.BigInteger(), nullable=True),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "read_count = accepted + rejected + duplicates + unchanged",
            name=op.f("ck_import_batch_counts_add_up"),
        ),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["user_account.id"], name=op.f("fk_import_batch_imported_by")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_import_batch_pilot_id")),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["user_account.id"], name=op.f("fk_import_batch_undone_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_import_batch")),
    )
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.create_index(
            "ix_import_batch_imported_at", ["pilot_id", "imported_at"], unique=False
        )

    op.create_table(
        "membership",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("granted_at", Moment(), nullable=False),
        sa.CheckConstraint(
            "until_day is null or until_day > from_day", name=op.f("ck_membership_days_in_order")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_membership_pilot_id")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_membership_user_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(
            "ix_membership_pilot_user", ["pilot_id", "user_id", "role"], unique=False
        )
        batch_op.create_index("ix_membership_user", ["user_id", "pilot_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_milestone_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_milestone")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index("ix_milestone_baseline_on", ["pilot_id", "baseline_on"], unique=False)

    op.create_table(
        "person",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_person_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_person")),
    )
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

    op.create_table(
        "post",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("fte_percent", sa.Integer(), nullable=False),
        sa.Column("carries_cases", sa.Boolean(), nullable=False),
        sa.CheckConstraint("fte_percent between 1 and 1000", name=op.f("ck_post_fte_in_bounds")),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_post_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_post")),
        sa.UniqueConstraint("pilot_id", "key", name=op.f("uq_post_pilot_id_key")),
        sa.UniqueConstraint("pilot_id", "title", name=op.f("uq_post_pilot_id_title")),
    )
    op.create_table(
        "release",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=True),
        sa.Column("released_by", sa.BigInteger(), nullable=False),
        sa.Column("released_at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_release_pilot_id")),
        sa.ForeignKeyConstraint(
            ["released_by"], ["user_account.id"], name=op.f("fk_release_released_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_release")),
    )
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.create_index("ix_release_released_at", ["pilot_id", "released_at"], unique=False)

    op.create_table(
        "transaction",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("remote_addr", sa.String(length=50), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_transaction_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transaction")),
    )
    with op.batch_alter_table("transaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transaction_user_id"), ["user_id"], unique=False)

    op.create_table(
        "user_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("last_seen_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_user_session_user_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_user_session")),
    )
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.create_index("ix_user_session_user", ["user_id"], unique=False)

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

    op.create_table(
        "identity",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("family_name", sa.LargeBinary(), nullable=False),
        sa.Column("given_name", sa.LargeBinary(), nullable=False),
        sa.Column("birth_date", sa.LargeBinary(), nullable=False),
        sa.Column("customer_number", sa.LargeBinary(), nullable=False),
        sa.Column("customer_hash", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "person_id"],
            ["person.pilot_id", "person.id"],
            name=op.f("fk_identity_pilot_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_identity_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "person_id", name=op.f("pk_identity")),
        sa.UniqueConstraint(
            "pilot_id", "customer_hash", name=op.f("uq_identity_pilot_id_customer_hash")
        ),
    )
    op.create_table(
        "participation",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=True),
        sa.Column("admitted_on", sa.Date(), nullable=False),
        sa.Column("exited_on", sa.Date(), nullable=True),
        sa.Column("exit_reason", sa.String(length=30), nullable=True),
        sa.Column("outcome", sa.String(length=30), nullable=True),
        sa.Column("age_at_entry", sa.Integer(), nullable=True),
        sa.Column("sex", sa.String(length=20), nullable=True),
        sa.Column("school", sa.String(length=30), nullable=True),
        sa.Column("vocational", sa.String(length=30), nullable=True),
        sa.Column("children", sa.Integer(), nullable=True),
        sa.Column("health_restriction", sa.Boolean(), nullable=True),
        sa.Column("addiction", sa.Boolean(), nullable=True),
        sa.Column("against_criteria", sa.Boolean(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("remark_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "age_at_entry is null or age_at_entry between 0 and 120",
            name=op.f("ck_participation_age_in_bounds"),
        ),
        sa.CheckConstraint(
            "children is null or children between 0 and 20",
            name=op.f("ck_participation_children_in_bounds"),
        ),
        sa.CheckConstraint(
            "exited_on is null or exited_on >= admitted_on",
            name=op.f("ck_participation_exit_after_entry"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_participation_number_positive")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "person_id"],
            ["person.pilot_id", "person.id"],
            name=op.f("fk_participation_pilot_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_participation_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_participation")),
        sa.UniqueConstraint("pilot_id", "number", name=op.f("uq_participation_pilot_id_number")),
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_participation_stay",
            ["pilot_id", "admitted_on", "exited_on", "number"],
            unique=False,
        )
        batch_op.create_index("ix_participation_person", ["pilot_id", "person_id"], unique=False)

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
    op.create_table(
        "post_holding",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "until_day is null or until_day > from_day", name=op.f("ck_post_holding_days_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "post_id"],
            ["post.pilot_id", "post.id"],
            name=op.f("fk_post_holding_pilot_id_post_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_post_holding_pilot_id")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_post_holding_user_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_post_holding")),
    )
    with op.batch_alter_table("post_holding", schema=None) as batch_op:
        batch_op.create_index("ix_post_holding_post", ["pilot_id", "post_id"], unique=False)
        batch_op.create_index("ix_post_holding_user", ["user_id"], unique=False)

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
    op.create_table(
        "care",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "until_day is null or until_day >= from_day", name=op.f("ck_care_days_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_care_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "post_id"],
            ["post.pilot_id", "post.id"],
            name=op.f("fk_care_pilot_id_post_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_care_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_care")),
        sa.UniqueConstraint(
            "pilot_id",
            "participation_id",
            "from_day",
            name=op.f("uq_care_pilot_id_participation_id_from_day"),
        ),
    )
    with op.batch_alter_table("care", schema=None) as batch_op:
        batch_op.create_index("ix_care_post", ["pilot_id", "post_id", "from_day"], unique=False)

    op.create_table(
        "consent",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "withdrawn_on is null or withdrawn_on >= given_on",
            name=op.f("ck_consent_days_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_consent_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_consent_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_consent")),
        sa.UniqueConstraint(
            "pilot_id",
            "participation_id",
            "purpose",
            "given_on",
            name=op.f("uq_consent_pilot_id_participation_id_purpose_given_on"),
        ),
    )
    op.create_table(
        "criterion_answer",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_criterion_answer_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_criterion_answer_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_criterion_answer")),
        sa.UniqueConstraint(
            "pilot_id",
            "participation_id",
            "criterion",
            name=op.f("uq_criterion_answer_pilot_id_participation_id_criterion"),
        ),
    )
    op.create_table(
        "stage_event",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.CheckConstraint("stage > 0", name=op.f("ck_stage_event_stage_positive")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_stage_event_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "reverses_id"],
            ["stage_event.pilot_id", "stage_event.id"],
            name=op.f("fk_stage_event_pilot_id_reverses_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_stage_event_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_stage_event_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_stage_event")),
        sa.UniqueConstraint(
            "pilot_id", "reverses_id", name=op.f("uq_stage_event_pilot_id_reverses_id")
        ),
    )
    with op.batch_alter_table("stage_event", schema=None) as batch_op:
        batch_op.create_index(
            "ix_stage_event_participation",
            ["pilot_id", "participation_id", "entered_on"],
            unique=False,
        )

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


def downgrade():
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.drop_index("ix_receipt_received_on")

    op.drop_table("receipt")
    op.drop_table("bank_match")
    with op.batch_alter_table("stage_event", schema=None) as batch_op:
        batch_op.drop_index("ix_stage_event_participation")

    op.drop_table("stage_event")
    op.drop_table("criterion_answer")
    op.drop_table("consent")
    with op.batch_alter_table("care", schema=None) as batch_op:
        batch_op.drop_index("ix_care_post")

    op.drop_table("care")
    op.drop_table("bank_part")
    with op.batch_alter_table("post_holding", schema=None) as batch_op:
        batch_op.drop_index("ix_post_holding_user")
        batch_op.drop_index("ix_post_holding_post")

    op.drop_table("post_holding")
    op.drop_table("plan_amount")
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_index("ix_participation_person")
        batch_op.drop_index("ix_participation_stay")

    op.drop_table("participation")
    op.drop_table("identity")
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.drop_index("ix_booking_position")
        batch_op.drop_index("ix_booking_paid_on")
        batch_op.drop_index("ix_booking_import")

    op.drop_table("booking")
    with op.batch_alter_table("bank_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_bank_entry_statement")
        batch_op.drop_index("ix_bank_entry_booked_on")

    op.drop_table("bank_entry")
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.drop_index("ix_user_session_user")

    op.drop_table("user_session")
    with op.batch_alter_table("transaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transaction_user_id"))

    op.drop_table("transaction")
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.drop_index("ix_release_released_at")

    op.drop_table("release")
    op.drop_table("post")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_valid_from")

    op.drop_table("plan")
    op.drop_table("person")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index("ix_milestone_baseline_on")

    op.drop_table("milestone")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index("ix_membership_user")
        batch_op.drop_index("ix_membership_pilot_user")

    op.drop_table("membership")
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.drop_index("ix_import_batch_imported_at")

    op.drop_table("import_batch")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index("ix_commitment_state")

    op.drop_table("commitment")
    op.drop_table("bank_statement")
    op.drop_table("user_account")
    op.drop_table("pilot")
    with op.batch_alter_table("participation_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participation_version_transaction_id"))
        batch_op.drop_index("ix_participation_version_pk_validity")
        batch_op.drop_index("ix_participation_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_participation_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_participation_version_end_transaction_id"))

    op.drop_table("participation_version")
    with op.batch_alter_table("milestone_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_version_transaction_id"))
        batch_op.drop_index("ix_milestone_version_pk_validity")
        batch_op.drop_index("ix_milestone_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_milestone_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_milestone_version_end_transaction_id"))

    op.drop_table("milestone_version")
    with op.batch_alter_table("consent_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_version_transaction_id"))
        batch_op.drop_index("ix_consent_version_pk_validity")
        batch_op.drop_index("ix_consent_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_consent_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_consent_version_end_transaction_id"))

    op.drop_table("consent_version")
    with op.batch_alter_table("commitment_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_version_transaction_id"))
        batch_op.drop_index("ix_commitment_version_pk_validity")
        batch_op.drop_index("ix_commitment_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_commitment_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_commitment_version_end_transaction_id"))

    op.drop_table("commitment_version")
    with op.batch_alter_table("care_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_care_version_transaction_id"))
        batch_op.drop_index("ix_care_version_pk_validity")
        batch_op.drop_index("ix_care_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_care_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_care_version_end_transaction_id"))

    op.drop_table("care_version")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_subject")

    op.drop_table("audit_entry")
