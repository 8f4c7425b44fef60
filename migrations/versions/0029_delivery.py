"""What a delivery instance holds."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

GUARDED = ["delivered_package"]


def upgrade() -> None:
    create_delivered_package()
    add_guards(GUARDED)


def downgrade() -> None:
    drop_guards(GUARDED)
    op.drop_table("delivered_package")


def create_delivered_package() -> None:
    op.create_table(
        "delivered_package",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("issued_at", Moment(), nullable=False),
        sa.Column("release_id", sa.BigInteger(), nullable=True),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_delivered_package")),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_delivered_package_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "release_id"],
            ["release.pilot_id", "release.id"],
            name=op.f("fk_delivered_package_pilot_id_release_id"),
        ),
        sa.UniqueConstraint(
            "pilot_id", "digest", name=op.f("uq_delivered_package_pilot_id_digest")
        ),
        sa.CheckConstraint("closed >= 0", name=op.f("ck_delivered_package_closed_counted")),
    )
