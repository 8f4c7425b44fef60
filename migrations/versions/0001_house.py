"""Tables of the house: accounts, pilots, the audit log, imports."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = [
    "audit_entry",
    "audit_head",
    "pilot",
    "user_account",
    "import_batch",
    "membership",
    "post",
    "transaction",
    "user_session",
    "post_holding",
]


def upgrade() -> None:
    create_audit_entry()
    create_audit_head()
    create_pilot()
    create_user_account()
    create_import_batch()
    create_membership()
    create_post()
    create_transaction()
    create_user_session()
    create_post_holding()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def create_audit_entry() -> None:
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


def create_audit_head() -> None:
    op.create_table(
        "audit_head",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", name=op.f("pk_audit_head")),
    )


def create_pilot() -> None:
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


def create_user_account() -> None:
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


def create_import_batch() -> None:
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


def create_membership() -> None:
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


def create_post() -> None:
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


def create_transaction() -> None:
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


def create_user_session() -> None:
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


def create_post_holding() -> None:
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
