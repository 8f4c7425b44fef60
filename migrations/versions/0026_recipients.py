"""Access tokens of recipients' programs, new pseudonyms after a leak, re-identification."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

APPEND_ONLY = ["release_download"]
TO_TOKEN = "fk_release_download_pilot_id_token_id"


def upgrade() -> None:
    create_access_token()
    create_pseudonym_rotation()
    create_reidentification()
    drop_guards(APPEND_ONLY)
    with op.batch_alter_table("release_download") as batch:
        batch.create_foreign_key(
            TO_TOKEN, "access_token", ["pilot_id", "token_id"], ["pilot_id", "id"]
        )
    add_guards(APPEND_ONLY)


def downgrade() -> None:
    drop_guards(APPEND_ONLY)
    with op.batch_alter_table("release_download") as batch:
        batch.drop_constraint(TO_TOKEN, type_="foreignkey")
    add_guards(APPEND_ONLY)
    for table in ("reidentification", "pseudonym_rotation", "access_token"):
        op.drop_table(table)


def create_access_token() -> None:
    op.create_table(
        "access_token",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recipient_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("beginning", sa.String(length=12), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("last_used_at", Moment(), nullable=True),
        sa.Column("revoked_by", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "(revoked_at is null) = (revoked_by is null)",
            name=op.f("ck_access_token_revocation_whole"),
        ),
        *of_a_recipient("access_token"),
        *by_users("access_token", "made_by", "revoked_by"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_access_token_token_hash")),
    )
    op.create_index("ix_access_token_recipient", "access_token", ["pilot_id", "recipient_id"])


def create_pseudonym_rotation() -> None:
    op.create_table(
        "pseudonym_rotation",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recipient_id", sa.BigInteger(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("house_took_by", sa.BigInteger(), nullable=True),
        sa.Column("house_took_at", Moment(), nullable=True),
        sa.Column("taken_by", sa.BigInteger(), nullable=True),
        sa.Column("taken_at", Moment(), nullable=True),
        *decided("pseudonym_rotation"),
        sa.CheckConstraint(
            "taken_at is null or approved_at is not null",
            name=op.f("ck_pseudonym_rotation_approved_first"),
        ),
        *of_a_recipient("pseudonym_rotation"),
        *by_users("pseudonym_rotation", "house_took_by", "taken_by"),
    )
    op.create_index(
        "ix_pseudonym_rotation_recipient", "pseudonym_rotation", ["pilot_id", "recipient_id"]
    )


def create_reidentification() -> None:
    op.create_table(
        "reidentification",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recipient_id", sa.BigInteger(), nullable=False),
        sa.Column("pseudonym_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        *decided("reidentification"),
        *of_a_recipient("reidentification"),
    )
    op.create_index(
        "ix_reidentification_recipient", "reidentification", ["pilot_id", "recipient_id"]
    )


def decided(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("requested_by", sa.BigInteger(), nullable=False),
        sa.Column("requested_at", Moment(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("approved_at", Moment(), nullable=True),
        sa.Column("declined_by", sa.BigInteger(), nullable=True),
        sa.Column("declined_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "approved_by is null or approved_by <> requested_by",
            name=op.f(f"ck_{table}_two_people"),
        ),
        sa.CheckConstraint(
            "(approved_by is null) = (approved_at is null)",
            name=op.f(f"ck_{table}_approval_whole"),
        ),
        sa.CheckConstraint(
            "approved_at is null or declined_at is null", name=op.f(f"ck_{table}_one_end")
        ),
        *by_users(table, "requested_by", "approved_by", "declined_by"),
    ]


def of_a_recipient(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["pilot_id", "recipient_id"],
            ["recipient.pilot_id", "recipient.id"],
            name=op.f(f"fk_{table}_pilot_id_recipient_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f(f"fk_{table}_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f(f"pk_{table}")),
    ]


def by_users(table: str, *columns: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint([column], ["user_account.id"], name=op.f(f"fk_{table}_{column}"))
        for column in columns
    ]
