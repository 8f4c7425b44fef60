"""Tables of participants, milestones and releases."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = [
    "milestone",
    "person",
    "release",
    "identity",
    "participation",
    "care",
    "consent",
    "criterion_answer",
    "stage_event",
]


def upgrade() -> None:
    create_milestone()
    create_person()
    create_release()
    create_identity()
    create_participation()
    create_care()
    create_consent()
    create_criterion_answer()
    create_stage_event()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def create_milestone() -> None:
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


def create_person() -> None:
    op.create_table(
        "person",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_person_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_person")),
    )


def create_release() -> None:
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


def create_identity() -> None:
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


def create_participation() -> None:
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


def create_care() -> None:
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


def create_consent() -> None:
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


def create_criterion_answer() -> None:
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


def create_stage_event() -> None:
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
