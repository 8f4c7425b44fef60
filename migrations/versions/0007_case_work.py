"""The work on a case, from the referral to the follow-up."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = [
    "crisis_procedure",
    "candidate",
    "case_condition",
    "case_note",
    "circumstance",
    "contact",
    "emergency_access",
    "integration_plan",
    "interruption",
    "questionnaire",
    "ratio_exception",
    "secrecy_release",
    "task",
    "whereabouts",
    "candidate_answer",
    "case_condition_state",
    "contact_topic",
    "crisis",
    "goal",
    "plan_review",
    "questionnaire_answer",
    "whereabouts_aim",
    "plan_step",
]


def upgrade() -> None:
    create_crisis_procedure()
    create_candidate()
    create_case_condition()
    create_case_note()
    create_circumstance()
    create_contact()
    create_emergency_access()
    create_integration_plan()
    create_interruption()
    create_questionnaire()
    create_ratio_exception()
    create_secrecy_release()
    create_task()
    create_whereabouts()
    create_candidate_answer()
    create_case_condition_state()
    create_contact_topic()
    create_crisis()
    create_goal()
    create_plan_review()
    create_questionnaire_answer()
    create_whereabouts_aim()
    create_plan_step()
    widen_consent()


def downgrade() -> None:
    with op.batch_alter_table("consent", schema=None) as batch_op:
        for name in reversed(CONSENT):
            batch_op.drop_column(name)
    for table in reversed(TABLES):
        op.drop_table(table)


def create_crisis_procedure() -> None:
    op.create_table(
        "crisis_procedure",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("confirm_hours", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "confirm_hours between 1 and 168", name=op.f("ck_crisis_procedure_hours_in_bounds")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_crisis_procedure_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_crisis_procedure_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_crisis_procedure")),
    )
    with op.batch_alter_table("crisis_procedure", schema=None) as batch_op:
        batch_op.create_index("ix_crisis_procedure_from", ["pilot_id", "recorded_at"], unique=False)


def create_candidate() -> None:
    op.create_table(
        "candidate",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("referrer", sa.String(length=30), nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=True),
        sa.Column("talk_on", sa.Date(), nullable=True),
        sa.Column("post_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_reason", sa.String(length=30), nullable=True),
        sa.Column("participation_id", sa.BigInteger(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("decision_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("sex", sa.String(length=20), nullable=True),
        sa.Column("school", sa.String(length=30), nullable=True),
        sa.Column("vocational", sa.String(length=30), nullable=True),
        sa.Column("children", sa.Integer(), nullable=True),
        sa.Column("health_restriction", sa.Boolean(), nullable=True),
        sa.Column("addiction", sa.Boolean(), nullable=True),
        sa.Column("erased_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'open') = (decided_on is null)", name=op.f("ck_candidate_decided_with_a_day")
        ),
        sa.CheckConstraint(
            "decided_on is null or decided_on >= referred_on",
            name=op.f("ck_candidate_days_in_order"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_candidate_number_positive")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_candidate_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "partner_id"],
            ["partner.pilot_id", "partner.id"],
            name=op.f("fk_candidate_pilot_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "person_id"],
            ["person.pilot_id", "person.id"],
            name=op.f("fk_candidate_pilot_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_candidate_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_candidate_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("pilot_id", "number", name=op.f("uq_candidate_pilot_id_number")),
        sa.UniqueConstraint(
            "pilot_id", "participation_id", name=op.f("uq_candidate_pilot_id_participation_id")
        ),
    )
    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.create_index("ix_candidate_person", ["pilot_id", "person_id"], unique=False)
        batch_op.create_index(
            "ix_candidate_state", ["pilot_id", "state", "referred_on"], unique=False
        )


def create_case_condition() -> None:
    op.create_table(
        "case_condition",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("condition_group", sa.String(length=30), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("since_precision", sa.String(length=5), nullable=True),
        sa.Column("partner_id", sa.BigInteger(), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind in ('barrier', 'resource')", name=op.f("ck_case_condition_kind_known")
        ),
        sa.CheckConstraint(
            "(since is null) = (since_precision is null)",
            name=op.f("ck_case_condition_since_complete"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_case_condition_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "partner_id"],
            ["partner.pilot_id", "partner.id"],
            name=op.f("fk_case_condition_pilot_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_case_condition_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_case_condition_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_case_condition")),
    )
    with op.batch_alter_table("case_condition", schema=None) as batch_op:
        batch_op.create_index(
            "ix_case_condition_participation", ["pilot_id", "participation_id"], unique=False
        )


def create_case_note() -> None:
    op.create_table(
        "case_note",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_case_note_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_case_note_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_case_note_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_case_note")),
    )
    with op.batch_alter_table("case_note", schema=None) as batch_op:
        batch_op.create_index(
            "ix_case_note_participation",
            ["pilot_id", "participation_id", "written_on"],
            unique=False,
        )


def create_circumstance() -> None:
    op.create_table(
        "circumstance",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("value", sa.String(length=30), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_circumstance_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_circumstance_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_circumstance_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_circumstance")),
        sa.UniqueConstraint(
            "pilot_id",
            "participation_id",
            "field",
            "from_day",
            name=op.f("uq_circumstance_pilot_id_participation_id_field_from_day"),
        ),
    )


def create_contact() -> None:
    op.create_table(
        "contact",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("was_reached", sa.Boolean(), nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes between 0 and 1440", name=op.f("ck_contact_minutes_in_bounds")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_contact_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "partner_id"],
            ["partner.pilot_id", "partner.id"],
            name=op.f("fk_contact_pilot_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_contact_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_contact_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index("ix_contact_day", ["pilot_id", "held_on"], unique=False)
        batch_op.create_index(
            "ix_contact_participation", ["pilot_id", "participation_id", "held_on"], unique=False
        )


def create_emergency_access() -> None:
    op.create_table(
        "emergency_access",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("seen_by", sa.BigInteger(), nullable=True),
        sa.Column("seen_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "ends_at > opened_at", name=op.f("ck_emergency_access_moments_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_emergency_access_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_emergency_access_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by"], ["user_account.id"], name=op.f("fk_emergency_access_seen_by")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_emergency_access_user_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_emergency_access")),
    )
    with op.batch_alter_table("emergency_access", schema=None) as batch_op:
        batch_op.create_index(
            "ix_emergency_access_user", ["pilot_id", "user_id", "ends_at"], unique=False
        )


def create_integration_plan() -> None:
    op.create_table(
        "integration_plan",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("drawn_up_on", sa.Date(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ended_on is null or ended_on >= drawn_up_on",
            name=op.f("ck_integration_plan_days_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_integration_plan_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_integration_plan_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_integration_plan")),
    )
    with op.batch_alter_table("integration_plan", schema=None) as batch_op:
        batch_op.create_index(
            "ix_integration_plan_participation",
            ["pilot_id", "participation_id", "drawn_up_on"],
            unique=False,
        )


def create_interruption() -> None:
    op.create_table(
        "interruption",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until_day is null or until_day > from_day", name=op.f("ck_interruption_days_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_interruption_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_interruption_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_interruption_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_interruption")),
    )
    with op.batch_alter_table("interruption", schema=None) as batch_op:
        batch_op.create_index(
            "ix_interruption_participation",
            ["pilot_id", "participation_id", "from_day"],
            unique=False,
        )


def create_questionnaire() -> None:
    op.create_table(
        "questionnaire",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("instrument", sa.String(length=20), nullable=False),
        sa.Column("wave", sa.String(length=10), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("missing", sa.String(length=20), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("mode", sa.String(length=20), nullable=True),
        sa.Column("from_paper", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(answered_on is null) <> (missing is null)",
            name=op.f("ck_questionnaire_answered_or_missing"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_questionnaire_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_questionnaire_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_questionnaire_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint(
            "pilot_id",
            "participation_id",
            "instrument",
            "wave",
            name=op.f("uq_questionnaire_pilot_id_participation_id_instrument_wave"),
        ),
    )
    with op.batch_alter_table("questionnaire", schema=None) as batch_op:
        batch_op.create_index(
            "ix_questionnaire_wave", ["pilot_id", "instrument", "wave"], unique=False
        )


def create_ratio_exception() -> None:
    op.create_table(
        "ratio_exception",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("in_care", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.CheckConstraint("in_care > places", name=op.f("ck_ratio_exception_beyond_the_ratio")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_ratio_exception_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "post_id"],
            ["post.pilot_id", "post.id"],
            name=op.f("fk_ratio_exception_pilot_id_post_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_ratio_exception_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_ratio_exception_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_ratio_exception")),
    )
    with op.batch_alter_table("ratio_exception", schema=None) as batch_op:
        batch_op.create_index("ix_ratio_exception_day", ["pilot_id", "from_day"], unique=False)


def create_secrecy_release() -> None:
    op.create_table(
        "secrecy_release",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("scope", sa.String(length=30), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("document_reference", sa.String(length=120), nullable=True),
        sa.Column("signed_by", sa.String(length=20), nullable=False),
        sa.Column("representative_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "valid_until is null or valid_until >= given_on",
            name=op.f("ck_secrecy_release_validity_in_order"),
        ),
        sa.CheckConstraint(
            "withdrawn_on is null or withdrawn_on >= given_on",
            name=op.f("ck_secrecy_release_days_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_secrecy_release_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "partner_id"],
            ["partner.pilot_id", "partner.id"],
            name=op.f("fk_secrecy_release_pilot_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_secrecy_release_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_secrecy_release")),
    )
    with op.batch_alter_table("secrecy_release", schema=None) as batch_op:
        batch_op.create_index(
            "ix_secrecy_release_participation",
            ["pilot_id", "participation_id", "partner_id"],
            unique=False,
        )


def create_task() -> None:
    op.create_table(
        "task",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_task_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_task_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_task_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_task")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("ix_task_due", ["pilot_id", "due_on"], unique=False)
        batch_op.create_index(
            "ix_task_participation", ["pilot_id", "participation_id"], unique=False
        )


def create_whereabouts() -> None:
    op.create_table(
        "whereabouts",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("months_after", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=True),
        sa.Column("missing", sa.String(length=20), nullable=True),
        sa.Column("perspective", sa.String(length=30), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status is null) <> (missing is null)", name=op.f("ck_whereabouts_known_or_missing")
        ),
        sa.CheckConstraint(
            "months_after between 0 and 60", name=op.f("ck_whereabouts_months_in_bounds")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_whereabouts_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_whereabouts_pilot_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_whereabouts_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_whereabouts")),
        sa.UniqueConstraint(
            "pilot_id",
            "participation_id",
            "months_after",
            name=op.f("uq_whereabouts_pilot_id_participation_id_months_after"),
        ),
    )


def create_candidate_answer() -> None:
    op.create_table(
        "candidate_answer",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("candidate_id", sa.BigInteger(), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "candidate_id"],
            ["candidate.pilot_id", "candidate.id"],
            name=op.f("fk_candidate_answer_pilot_id_candidate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_candidate_answer_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_candidate_answer")),
        sa.UniqueConstraint(
            "pilot_id",
            "candidate_id",
            "criterion",
            name=op.f("uq_candidate_answer_pilot_id_candidate_id_criterion"),
        ),
    )


def create_case_condition_state() -> None:
    op.create_table(
        "case_condition_state",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("condition_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "condition_id"],
            ["case_condition.pilot_id", "case_condition.id"],
            name=op.f("fk_case_condition_state_pilot_id_condition_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_case_condition_state_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_case_condition_state_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_case_condition_state")),
        sa.UniqueConstraint(
            "pilot_id",
            "condition_id",
            "from_day",
            name=op.f("uq_case_condition_state_pilot_id_condition_id_from_day"),
        ),
    )


def create_contact_topic() -> None:
    op.create_table(
        "contact_topic",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("contact_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "contact_id"],
            ["contact.pilot_id", "contact.id"],
            name=op.f("fk_contact_topic_pilot_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_contact_topic_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "contact_id", "topic", name=op.f("pk_contact_topic")),
    )


def create_crisis() -> None:
    op.create_table(
        "crisis",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("questionnaire_id", sa.BigInteger(), nullable=False),
        sa.Column("raised_at", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("confirmed_at", Moment(), nullable=True),
        sa.Column("confirmed_by", sa.BigInteger(), nullable=True),
        sa.Column("measures_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["user_account.id"], name=op.f("fk_crisis_confirmed_by")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_crisis_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "questionnaire_id"],
            ["questionnaire.pilot_id", "questionnaire.id"],
            name=op.f("fk_crisis_pilot_id_questionnaire_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_crisis_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_crisis")),
        sa.UniqueConstraint(
            "pilot_id", "questionnaire_id", name=op.f("uq_crisis_pilot_id_questionnaire_id")
        ),
    )
    with op.batch_alter_table("crisis", schema=None) as batch_op:
        batch_op.create_index(
            "ix_crisis_open", ["pilot_id", "confirmed_at", "raised_at"], unique=False
        )


def create_goal() -> None:
    op.create_table(
        "goal",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("area", sa.String(length=30), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "plan_id"],
            ["integration_plan.pilot_id", "integration_plan.id"],
            name=op.f("fk_goal_pilot_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_goal_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_goal")),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index("ix_goal_plan", ["pilot_id", "plan_id"], unique=False)


def create_plan_review() -> None:
    op.create_table(
        "plan_review",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("result_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_plan_review_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "plan_id"],
            ["integration_plan.pilot_id", "integration_plan.id"],
            name=op.f("fk_plan_review_pilot_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_plan_review_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_plan_review")),
    )
    with op.batch_alter_table("plan_review", schema=None) as batch_op:
        batch_op.create_index("ix_plan_review_due", ["pilot_id", "due_on"], unique=False)
        batch_op.create_index("ix_plan_review_plan", ["pilot_id", "plan_id"], unique=False)


def create_questionnaire_answer() -> None:
    op.create_table(
        "questionnaire_answer",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("questionnaire_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pilot_id", "questionnaire_id"],
            ["questionnaire.pilot_id", "questionnaire.id"],
            name=op.f("fk_questionnaire_answer_pilot_id_questionnaire_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_questionnaire_answer_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_questionnaire_answer")),
        sa.UniqueConstraint(
            "pilot_id",
            "questionnaire_id",
            "item",
            name=op.f("uq_questionnaire_answer_pilot_id_questionnaire_id_item"),
        ),
    )


def create_whereabouts_aim() -> None:
    op.create_table(
        "whereabouts_aim",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("whereabouts_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("aim", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "whereabouts_id"],
            ["whereabouts.pilot_id", "whereabouts.id"],
            name=op.f("fk_whereabouts_aim_pilot_id_whereabouts_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_whereabouts_aim_pilot_id")
        ),
        sa.PrimaryKeyConstraint(
            "pilot_id", "whereabouts_id", "aim", name=op.f("pk_whereabouts_aim")
        ),
    )


def create_plan_step() -> None:
    op.create_table(
        "plan_step",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("goal_id", sa.BigInteger(), nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("responsible", sa.String(length=20), nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "goal_id"],
            ["goal.pilot_id", "goal.id"],
            name=op.f("fk_plan_step_pilot_id_goal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "participation_id"],
            ["participation.pilot_id", "participation.id"],
            name=op.f("fk_plan_step_pilot_id_participation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "partner_id"],
            ["partner.pilot_id", "partner.id"],
            name=op.f("fk_plan_step_pilot_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_plan_step_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_plan_step")),
    )
    with op.batch_alter_table("plan_step", schema=None) as batch_op:
        batch_op.create_index("ix_plan_step_due", ["pilot_id", "due_on"], unique=False)
        batch_op.create_index("ix_plan_step_goal", ["pilot_id", "goal_id"], unique=False)


CONSENT = ["recipient", "text_version", "document_reference", "signed_by", "representative_sealed"]


def widen_consent() -> None:
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("recipient", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("text_version", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("document_reference", sa.String(length=120), nullable=True))
        batch_op.add_column(
            sa.Column(
                "signed_by",
                sa.String(length=20),
                server_default=sa.text("'person'"),
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("representative_sealed", sa.LargeBinary(), nullable=True))
