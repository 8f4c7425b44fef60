"""Indexes that hold all that the list and the overview ask for at a hundred thousand people."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BEFORE = {
    "ix_participation_person": ("participation", ["pilot_id", "person_id"]),
    "ix_participation_stay": (
        "participation",
        ["pilot_id", "admitted_on", "exited_on", "number"],
    ),
    "ix_stage_event_participation": (
        "stage_event",
        ["pilot_id", "participation_id", "entered_on"],
    ),
}
AFTER = {
    "ix_participation_person": ("participation", ["pilot_id", "person_id", "admitted_on"]),
    "ix_participation_stay": (
        "participation",
        ["pilot_id", "admitted_on", "exited_on", "number", "id"],
    ),
    "ix_participation_exception": (
        "participation",
        ["pilot_id", "against_criteria", "admitted_on"],
    ),
    "ix_stage_event_participation": (
        "stage_event",
        ["pilot_id", "participation_id", "entered_on", "id", "stage", "reverses_id"],
    ),
}


def upgrade() -> None:
    exchange(BEFORE, AFTER)


def downgrade() -> None:
    exchange(AFTER, BEFORE)


def exchange(old: dict[str, tuple[str, list[str]]], new: dict[str, tuple[str, list[str]]]) -> None:
    """Drops the old indexes and makes the new ones."""
    for name, (table, _columns) in old.items():
        op.drop_index(name, table)
    for name, (table, columns) in new.items():
        op.create_index(name, table, columns)
