"""Duties that were met, private calendars, reminders that were sent."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLES = ["duty_met", "calendar_feed", "notice_choice", "notice_sent"]


def upgrade() -> None:
    create_duty_met()
    create_calendar_feed()
    create_notice_choice()
    create_notice_sent()
    add_guards(["duty_met"])


def downgrade() -> None:
    drop_guards(["duty_met"])
    for table in reversed(TABLES):
        op.drop_table(table)


def create_duty_met() -> None:
    op.create_table(
        "duty_met",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("duty", sa.String(length=40), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(length=120), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("noted_by", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", Moment(), nullable=False),
        sa.CheckConstraint(
            "(reverses_id is null and met_on is not null and reference is not null) or "
            "(reverses_id is not null and met_on is null and reference is null and note <> '')",
            name=op.f("ck_duty_met_note_or_reversal"),
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["user_account.id"], name=op.f("fk_duty_met_noted_by")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_duty_met_pilot_id")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "reverses_id"],
            ["duty_met.pilot_id", "duty_met.id"],
            name=op.f("fk_duty_met_pilot_id_reverses_id"),
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_duty_met")),
        sa.UniqueConstraint(
            "pilot_id", "reverses_id", name=op.f("uq_duty_met_pilot_id_reverses_id")
        ),
    )
    op.create_index("ix_duty_met_duty", "duty_met", ["pilot_id", "duty"])


def create_calendar_feed() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "revoked_at is null or revoked_at >= made_at",
            name=op.f("ck_calendar_feed_times_in_order"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_calendar_feed_pilot_id")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_calendar_feed_user_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    op.create_index("ix_calendar_feed_user", "calendar_feed", ["pilot_id", "user_id"])


def create_notice_choice() -> None:
    op.create_table(
        "notice_choice",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("rhythm", sa.String(length=10), nullable=False),
        sa.CheckConstraint(
            "rhythm in ('off', 'weekly', 'lead')", name=op.f("ck_notice_choice_rhythm_known")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_notice_choice_pilot_id")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_notice_choice_user_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_notice_choice")),
        sa.UniqueConstraint("pilot_id", "user_id", name=op.f("uq_notice_choice_pilot_id_user_id")),
    )


def create_notice_sent() -> None:
    op.create_table(
        "notice_sent",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_notice_sent_pilot_id")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_notice_sent_user_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_notice_sent")),
        sa.UniqueConstraint(
            "pilot_id",
            "user_id",
            "item",
            "due_on",
            "stage",
            name=op.f("uq_notice_sent_pilot_id_user_id_item_due_on_stage"),
        ),
    )
