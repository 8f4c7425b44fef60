"""Append-only tables refuse change; the house's own audit chain begins."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import add_guards, drop_guards

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

HEAD = sa.table(
    "audit_head",
    sa.column("pilot_id", sa.BigInteger),
    sa.column("sequence", sa.BigInteger),
    sa.column("hash", sa.String),
)


def upgrade() -> None:
    op.bulk_insert(HEAD, [{"pilot_id": 0, "sequence": 0, "hash": "0" * 64}])
    add_guards()


def downgrade() -> None:
    drop_guards()
    op.execute(sa.delete(HEAD).where(HEAD.c.pilot_id == 0))
