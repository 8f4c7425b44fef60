"""Sources of bank entries beside the pilot's own account, and approval of imported vouchers."""

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
