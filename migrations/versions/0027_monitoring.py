"""Deliveries of programme monitoring."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLES = [
    "monitoring_mapping",
    "monitoring_delivery",
    "monitoring_event",
    "monitoring_number",
]
GUARDED = ["monitoring_mapping", "monitoring_event"]
CLOSED = "(state in ('handed_over', 'given_up'))"
DELIVERY_CHECKS = {
    "number_positive": "number > 0",
    "state_known": "state in ('open', 'submitted', 'approved', 'made', 'handed_over', 'given_up')",
    "one_is_open": f"{CLOSED} = (open_half_year is null)",
    "open_is_its_own": "open_half_year is null or open_half_year = half_year",
    "two_people": "approved_by is null or (approved_by <> begun_by and approved_by <> submitted_by)",
    "is_submitted": "state in ('open', 'given_up') or submitted_by is not null",
    "is_approved": "state in ('open', 'submitted', 'given_up') or approved_by is not null",
    "file_known": "state not in ('made', 'handed_over') or file_sha256 is not null",
    "handing_over_told": "state <> 'handed_over' or (handed_on is not null "
    "and handed_to is not null and handed_way is not null)",
    "destroyed_when_closed": f"{CLOSED} = (destroyed_at is not null)",
}
ACTS = (
    "act in ('begin', 'submit', 'approve', 'send_back', 'lapse', 'make', 'download', "
    "'hand_over', 'give_up')"
)


def upgrade() -> None:
    create_monitoring_mapping()
    create_monitoring_delivery()
    create_monitoring_event()
    create_monitoring_number()
    add_guards(GUARDED)


def downgrade() -> None:
    drop_guards(GUARDED)
    for table in reversed(TABLES):
        op.drop_table(table)


def ids() -> list[sa.Column]:
    return [
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
    ]


def keys(table: str, *people: str) -> list[sa.Constraint]:
    """The primary key, and the foreign keys to the pilot and to accounts."""
    return [
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f(f"fk_{table}_pilot_id")),
        *(
            sa.ForeignKeyConstraint([name], ["user_account.id"], name=op.f(f"fk_{table}_{name}"))
            for name in people
        ),
    ]


def of_delivery(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["pilot_id", "delivery_id"],
        ["monitoring_delivery.pilot_id", "monitoring_delivery.id"],
        name=op.f(f"fk_{table}_pilot_id_delivery_id"),
    )


def create_monitoring_mapping() -> None:
    op.create_table(
        "monitoring_mapping",
        *ids(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("taken_by", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_monitoring_mapping_number_positive")),
        sa.UniqueConstraint(
            "pilot_id", "number", name=op.f("uq_monitoring_mapping_pilot_id_number")
        ),
        *keys("monitoring_mapping", "taken_by"),
    )


def create_monitoring_delivery() -> None:
    op.create_table(
        "monitoring_delivery",
        *ids(),
        sa.Column("half_year", sa.String(length=6), nullable=False),
        sa.Column("open_half_year", sa.String(length=6), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("begun_by", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.Column("submitted_by", sa.BigInteger(), nullable=True),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("participants", sa.JSON(), nullable=False),
        sa.Column("numbers_given", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("mapping_number", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=120), nullable=True),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("file_made_on", sa.Date(), nullable=True),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("handed_to", sa.String(length=500), nullable=True),
        sa.Column("handed_way", sa.String(length=500), nullable=True),
        sa.Column("destroyed_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.CheckConstraint(condition, name=op.f(f"ck_monitoring_delivery_{name}"))
            for name, condition in DELIVERY_CHECKS.items()
        ),
        sa.UniqueConstraint(
            "pilot_id",
            "half_year",
            "number",
            name=op.f("uq_monitoring_delivery_pilot_id_half_year_number"),
        ),
        sa.UniqueConstraint(
            "pilot_id",
            "open_half_year",
            name=op.f("uq_monitoring_delivery_pilot_id_open_half_year"),
        ),
        *keys("monitoring_delivery", "begun_by", "submitted_by", "approved_by"),
    )


def create_monitoring_event() -> None:
    op.create_table(
        "monitoring_event",
        *ids(),
        sa.Column("delivery_id", sa.BigInteger(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("done_by", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.Column("expired", sa.Integer(), nullable=False),
        sa.CheckConstraint("turn > 0", name=op.f("ck_monitoring_event_turn_positive")),
        sa.CheckConstraint(ACTS, name=op.f("ck_monitoring_event_act_known")),
        sa.CheckConstraint(
            "act not in ('send_back', 'give_up') or (note is not null and note <> '')",
            name=op.f("ck_monitoring_event_reason_given"),
        ),
        sa.UniqueConstraint(
            "pilot_id",
            "delivery_id",
            "turn",
            name=op.f("uq_monitoring_event_pilot_id_delivery_id_turn"),
        ),
        of_delivery("monitoring_event"),
        *keys("monitoring_event", "done_by"),
    )


def create_monitoring_number() -> None:
    op.create_table(
        "monitoring_number",
        *ids(),
        sa.Column("delivery_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("fits_age", sa.Boolean(), nullable=True),
        sa.Column("entered_by", sa.BigInteger(), nullable=False),
        sa.Column("entered_at", Moment(), nullable=False),
        sa.UniqueConstraint(
            "pilot_id",
            "delivery_id",
            "person_id",
            name=op.f("uq_monitoring_number_pilot_id_delivery_id_person_id"),
        ),
        sa.UniqueConstraint(
            "pilot_id",
            "delivery_id",
            "mark",
            name=op.f("uq_monitoring_number_pilot_id_delivery_id_mark"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "person_id"],
            ["person.pilot_id", "person.id"],
            name=op.f("fk_monitoring_number_pilot_id_person_id"),
            ondelete="CASCADE",
        ),
        of_delivery("monitoring_number"),
        *keys("monitoring_number", "entered_by"),
    )
