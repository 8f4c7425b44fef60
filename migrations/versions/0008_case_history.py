"""Version tables of the work on a case and of the network."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = [
    "agreement_version",
    "candidate_version",
    "case_condition_version",
    "case_condition_state_version",
    "case_note_version",
    "circumstance_version",
    "contact_version",
    "goal_version",
    "integration_plan_version",
    "interruption_version",
    "involvement_version",
    "partner_version",
    "plan_review_version",
    "plan_step_version",
    "post_absence_version",
    "post_share_version",
    "questionnaire_answer_version",
    "questionnaire_version",
    "secrecy_release_version",
    "task_version",
    "whereabouts_version",
]


def upgrade() -> None:
    create_agreement_version()
    create_candidate_version()
    create_case_condition_version()
    create_case_condition_state_version()
    create_case_note_version()
    create_circumstance_version()
    create_contact_version()
    create_goal_version()
    create_integration_plan_version()
    create_interruption_version()
    create_involvement_version()
    create_partner_version()
    create_plan_review_version()
    create_plan_step_version()
    create_post_absence_version()
    create_post_share_version()
    create_questionnaire_answer_version()
    create_questionnaire_version()
    create_secrecy_release_version()
    create_task_version()
    create_whereabouts_version()
    widen_consent_version()


def downgrade() -> None:
    with op.batch_alter_table("consent_version", schema=None) as batch_op:
        for name in reversed(CONSENT):
            batch_op.drop_column(name)
    for table in reversed(TABLES):
        op.drop_table(table)


def create_agreement_version() -> None:
    op.create_table(
        "agreement_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("subject", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("signed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("valid_from", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("valid_until", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("remind_days", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("document_reference", sa.String(length=120), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_agreement_version")
        ),
    )
    with op.batch_alter_table("agreement_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreement_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_agreement_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_agreement_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_agreement_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_agreement_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_candidate_version() -> None:
    op.create_table(
        "candidate_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("referred_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("referrer", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("partner_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("talk_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("decided_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("decision_reason", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("sex", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("school", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("vocational", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("children", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("health_restriction", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("addiction", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("erased_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("recorded_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_candidate_version")
        ),
    )
    with op.batch_alter_table("candidate_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_candidate_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_candidate_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_candidate_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_candidate_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_candidate_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_case_condition_version() -> None:
    op.create_table(
        "case_condition_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.String(length=10), autoincrement=False, nullable=True),
        sa.Column("condition_group", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("noted_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("since", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("since_precision", sa.String(length=5), autoincrement=False, nullable=True),
        sa.Column("partner_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("voided_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_case_condition_version")
        ),
    )
    with op.batch_alter_table("case_condition_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_condition_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_case_condition_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_case_condition_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_case_condition_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_case_condition_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_case_condition_state_version() -> None:
    op.create_table(
        "case_condition_state_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("condition_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("from_day", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("recorded_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_case_condition_state_version")
        ),
    )
    with op.batch_alter_table("case_condition_state_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_condition_state_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_case_condition_state_version_operation_type"),
            ["operation_type"],
            unique=False,
        )
        batch_op.create_index(
            "ix_case_condition_state_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_case_condition_state_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_case_condition_state_version_transaction_id"),
            ["transaction_id"],
            unique=False,
        )


def create_case_note_version() -> None:
    op.create_table(
        "case_note_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("written_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("voided_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("recorded_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_case_note_version")
        ),
    )
    with op.batch_alter_table("case_note_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_note_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_case_note_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_case_note_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_case_note_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_case_note_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_circumstance_version() -> None:
    op.create_table(
        "circumstance_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("field", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("value", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("from_day", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("recorded_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_circumstance_version")
        ),
    )
    with op.batch_alter_table("circumstance_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_circumstance_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_circumstance_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_circumstance_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_circumstance_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_circumstance_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_contact_version() -> None:
    op.create_table(
        "contact_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("held_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("minutes", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("was_reached", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("partner_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("voided_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("recorded_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_contact_version")
        ),
    )
    with op.batch_alter_table("contact_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_contact_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_contact_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_contact_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_contact_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_goal_version() -> None:
    op.create_table(
        "goal_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("area", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("target_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("closed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "id", "transaction_id", name=op.f("pk_goal_version")),
    )
    with op.batch_alter_table("goal_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_goal_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_goal_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_goal_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_goal_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_goal_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_integration_plan_version() -> None:
    op.create_table(
        "integration_plan_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("drawn_up_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("agreed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("ended_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_integration_plan_version")
        ),
    )
    with op.batch_alter_table("integration_plan_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_integration_plan_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_integration_plan_version_operation_type"),
            ["operation_type"],
            unique=False,
        )
        batch_op.create_index(
            "ix_integration_plan_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_integration_plan_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_integration_plan_version_transaction_id"),
            ["transaction_id"],
            unique=False,
        )


def create_interruption_version() -> None:
    op.create_table(
        "interruption_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("from_day", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("until_day", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("recorded_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_interruption_version")
        ),
    )
    with op.batch_alter_table("interruption_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_interruption_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_interruption_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_interruption_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_interruption_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_interruption_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_involvement_version() -> None:
    op.create_table(
        "involvement_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("purpose", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("from_day", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("until_day", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("result", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("recorded_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_involvement_version")
        ),
    )
    with op.batch_alter_table("involvement_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_involvement_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_involvement_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_involvement_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_involvement_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_involvement_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_partner_version() -> None:
    op.create_table(
        "partner_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), autoincrement=False, nullable=True),
        sa.Column("kind", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("place", sa.String(length=120), autoincrement=False, nullable=True),
        sa.Column("phone", sa.String(length=60), autoincrement=False, nullable=True),
        sa.Column("email", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("remark", sa.String(length=500), autoincrement=False, nullable=True),
        sa.Column("ended_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_partner_version")
        ),
    )
    with op.batch_alter_table("partner_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_partner_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_partner_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_partner_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_partner_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_partner_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_plan_review_version() -> None:
    op.create_table(
        "plan_review_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("held_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("result_sealed", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_plan_review_version")
        ),
    )
    with op.batch_alter_table("plan_review_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plan_review_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_plan_review_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_plan_review_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_plan_review_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_plan_review_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_plan_step_version() -> None:
    op.create_table(
        "plan_step_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("goal_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("responsible", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("partner_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("closed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_plan_step_version")
        ),
    )
    with op.batch_alter_table("plan_step_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plan_step_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_plan_step_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_plan_step_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_plan_step_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_plan_step_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_post_absence_version() -> None:
    op.create_table(
        "post_absence_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("from_day", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("until_day", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_post_absence_version")
        ),
    )
    with op.batch_alter_table("post_absence_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_post_absence_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_post_absence_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_post_absence_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_post_absence_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_post_absence_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_post_share_version() -> None:
    op.create_table(
        "post_share_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("from_day", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("fte_percent", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_post_share_version")
        ),
    )
    with op.batch_alter_table("post_share_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_post_share_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_post_share_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_post_share_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_post_share_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_post_share_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_questionnaire_answer_version() -> None:
    op.create_table(
        "questionnaire_answer_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("questionnaire_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("item", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("value", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_questionnaire_answer_version")
        ),
    )
    with op.batch_alter_table("questionnaire_answer_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_questionnaire_answer_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_questionnaire_answer_version_operation_type"),
            ["operation_type"],
            unique=False,
        )
        batch_op.create_index(
            "ix_questionnaire_answer_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_questionnaire_answer_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_questionnaire_answer_version_transaction_id"),
            ["transaction_id"],
            unique=False,
        )


def create_questionnaire_version() -> None:
    op.create_table(
        "questionnaire_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("instrument", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("wave", sa.String(length=10), autoincrement=False, nullable=True),
        sa.Column("answered_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("missing", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("score", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("mode", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("from_paper", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("language", sa.String(length=2), autoincrement=False, nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("recorded_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_questionnaire_version")
        ),
    )
    with op.batch_alter_table("questionnaire_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_questionnaire_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_questionnaire_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_questionnaire_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_questionnaire_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_questionnaire_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_secrecy_release_version() -> None:
    op.create_table(
        "secrecy_release_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("partner_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("scope", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("form", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("document_reference", sa.String(length=120), autoincrement=False, nullable=True),
        sa.Column("signed_by", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("representative_sealed", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("given_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("valid_until", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("withdrawn_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_secrecy_release_version")
        ),
    )
    with op.batch_alter_table("secrecy_release_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_secrecy_release_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_secrecy_release_version_operation_type"),
            ["operation_type"],
            unique=False,
        )
        batch_op.create_index(
            "ix_secrecy_release_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_secrecy_release_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_secrecy_release_version_transaction_id"),
            ["transaction_id"],
            unique=False,
        )


def create_task_version() -> None:
    op.create_table(
        "task_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("done_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("recorded_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "id", "transaction_id", name=op.f("pk_task_version")),
    )
    with op.batch_alter_table("task_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_task_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_task_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_task_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_task_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_task_version_transaction_id"), ["transaction_id"], unique=False
        )


def create_whereabouts_version() -> None:
    op.create_table(
        "whereabouts_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participation_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("months_after", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("asked_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("status", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("missing", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("perspective", sa.String(length=30), autoincrement=False, nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), autoincrement=False, nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("recorded_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_whereabouts_version")
        ),
    )
    with op.batch_alter_table("whereabouts_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_whereabouts_version_end_transaction_id"),
            ["end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_whereabouts_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_whereabouts_version_pk_transaction_id",
            ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_whereabouts_version_pk_validity",
            ["pilot_id", "id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_whereabouts_version_transaction_id"), ["transaction_id"], unique=False
        )


CONSENT = ["recipient", "text_version", "document_reference", "signed_by", "representative_sealed"]


def widen_consent_version() -> None:
    with op.batch_alter_table("consent_version", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("recipient", sa.String(length=120), autoincrement=False, nullable=True)
        )
        batch_op.add_column(
            sa.Column("text_version", sa.String(length=20), autoincrement=False, nullable=True)
        )
        batch_op.add_column(
            sa.Column(
                "document_reference", sa.String(length=120), autoincrement=False, nullable=True
            )
        )
        batch_op.add_column(
            sa.Column(
                "signed_by",
                sa.String(length=20),
                server_default=sa.text("'person'"),
                autoincrement=False,
                nullable=True,
            )
        )
        batch_op.add_column(
            sa.Column("representative_sealed", sa.LargeBinary(), autoincrement=False, nullable=True)
        )
