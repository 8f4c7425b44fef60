"""Work packages, dependencies, forecasts and figures of milestones."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.database import Moment, new_id
from migrations.guards import add_guards, drop_guards

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TABLES = [
    "work_package",
    "milestone_dependency",
    "milestone_forecast",
    "work_package_version",
    "milestone_dependency_version",
]
CHECKS = [
    (
        "evidence_known",
        "evidence_kind is null or evidence_kind in ('document', 'figure', 'text')",
    ),
    ("measure_whole", "(measure is null) = (at_least is null)"),
    ("at_least_positive", "at_least is null or at_least > 0"),
    ("measure_tells_the_day", "measure is null or actual_on is null"),
]


def upgrade() -> None:
    create_work_package()
    widen_milestone()
    create_milestone_dependency()
    create_milestone_forecast()
    create_work_package_version()
    create_milestone_dependency_version()
    take_over_forecasts()
    add_guards(["milestone_forecast"])


def downgrade() -> None:
    drop_guards(["milestone_forecast"])
    for table in reversed(TABLES[1:]):
        op.drop_table(table)
    narrow_milestone()
    op.drop_table("work_package")


def new_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("package_id", sa.BigInteger(), nullable=True),
        sa.Column("baseline_reason", sa.String(length=300), nullable=True),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("evidence_kind", sa.String(length=10), nullable=True),
        sa.Column("evidence", sa.String(length=500), nullable=True),
        sa.Column("measure", sa.String(length=60), nullable=True),
        sa.Column("at_least", sa.BigInteger(), nullable=True),
    ]


def widen_milestone() -> None:
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        for column in new_columns():
            batch_op.add_column(column)
        batch_op.create_foreign_key(
            op.f("fk_milestone_pilot_id_package_id"),
            "work_package",
            ["pilot_id", "package_id"],
            ["pilot_id", "id"],
        )
        batch_op.create_foreign_key(
            op.f("fk_milestone_owner_id"), "user_account", ["owner_id"], ["id"]
        )
        for name, condition in CHECKS:
            batch_op.create_check_constraint(op.f(f"ck_milestone_{name}"), condition)
    with op.batch_alter_table("milestone_version", schema=None) as batch_op:
        for column in new_columns():
            batch_op.add_column(column)


def narrow_milestone() -> None:
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        for name, _condition in CHECKS:
            batch_op.drop_constraint(op.f(f"ck_milestone_{name}"), type_="check")
        batch_op.drop_constraint(op.f("fk_milestone_owner_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("fk_milestone_pilot_id_package_id"), type_="foreignkey")
        for column in new_columns():
            batch_op.drop_column(column.name)
    with op.batch_alter_table("milestone_version", schema=None) as batch_op:
        for column in new_columns():
            batch_op.drop_column(column.name)


def create_work_package() -> None:
    op.create_table(
        "work_package",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("expected_start_on", sa.Date(), nullable=True),
        sa.Column("expected_end_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_work_package_planned_in_order")),
        sa.CheckConstraint(
            "expected_start_on is null or expected_end_on is null "
            "or expected_start_on <= expected_end_on",
            name=op.f("ck_work_package_expected_in_order"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_work_package_pilot_id")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_work_package_owner_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_work_package")),
        sa.UniqueConstraint("pilot_id", "code", name=op.f("uq_work_package_pilot_id_code")),
    )


def create_milestone_dependency() -> None:
    op.create_table(
        "milestone_dependency",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("milestone_id", sa.BigInteger(), nullable=False),
        sa.Column("needs_id", sa.BigInteger(), nullable=False),
        sa.Column("lag_days", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "milestone_id <> needs_id", name=op.f("ck_milestone_dependency_not_itself")
        ),
        sa.CheckConstraint(
            "lag_days between 0 and 3650", name=op.f("ck_milestone_dependency_lag_in_bounds")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_milestone_dependency_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "milestone_id"],
            ["milestone.pilot_id", "milestone.id"],
            name=op.f("fk_milestone_dependency_pilot_id_milestone_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "needs_id"],
            ["milestone.pilot_id", "milestone.id"],
            name=op.f("fk_milestone_dependency_pilot_id_needs_id"),
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_milestone_dependency")),
        sa.UniqueConstraint(
            "pilot_id",
            "milestone_id",
            "needs_id",
            name=op.f("uq_milestone_dependency_pilot_id_milestone_id_needs_id"),
        ),
    )


def create_milestone_forecast() -> None:
    op.create_table(
        "milestone_forecast",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("milestone_id", sa.BigInteger(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_milestone_forecast_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_milestone_forecast_recorded_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_milestone_forecast")),
    )
    op.create_index(
        "ix_milestone_forecast_milestone",
        "milestone_forecast",
        ["pilot_id", "milestone_id", "reported_on"],
    )


def create_work_package_version() -> None:
    op.create_table(
        "work_package_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("title_en", sa.String(length=200), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("expected_start_on", sa.Date(), nullable=True),
        sa.Column("expected_end_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_work_package_version")
        ),
    )
    index_versions("work_package_version")


def create_milestone_dependency_version() -> None:
    op.create_table(
        "milestone_dependency_version",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("milestone_id", sa.BigInteger(), nullable=True),
        sa.Column("needs_id", sa.BigInteger(), nullable=True),
        sa.Column("lag_days", sa.Integer(), nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "pilot_id", "id", "transaction_id", name=op.f("pk_milestone_dependency_version")
        ),
    )
    index_versions("milestone_dependency_version")


def index_versions(table: str) -> None:
    for name in ("end_transaction_id", "operation_type", "transaction_id"):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
    op.create_index(
        f"ix_{table}_pk_transaction_id",
        table,
        ["pilot_id", "id", sa.literal_column("transaction_id DESC")],
    )
    op.create_index(
        f"ix_{table}_pk_validity",
        table,
        ["pilot_id", "id", "transaction_id", "end_transaction_id"],
    )


def take_over_forecasts() -> None:
    """What the history of each milestone says it was expected for, as planned first, then moved.

    In a pilot with a training day nothing was reported after that day.
    """
    m, v, t, p = (
        sa.table("milestone", sa.column("pilot_id"), sa.column("id")),
        sa.table(
            "milestone_version",
            sa.column("pilot_id"),
            sa.column("id"),
            sa.column("baseline_on", sa.Date()),
            sa.column("expected_on", sa.Date()),
            sa.column("transaction_id"),
        ),
        sa.table(
            "transaction", sa.column("id"), sa.column("user_id"), sa.column("issued_at", Moment())
        ),
        sa.table("pilot", sa.column("id"), sa.column("training_day", sa.Date())),
    )
    rows = op.get_bind().execute(
        sa.select(
            v.c.pilot_id,
            v.c.id,
            sa.func.coalesce(v.c.expected_on, v.c.baseline_on, type_=sa.Date()),
            t.c.issued_at,
            t.c.user_id,
            p.c.training_day,
        )
        .join(m, sa.and_(m.c.pilot_id == v.c.pilot_id, m.c.id == v.c.id))
        .join(t, t.c.id == v.c.transaction_id)
        .join(p, p.c.id == v.c.pilot_id)
        .order_by(v.c.pilot_id, v.c.id, v.c.transaction_id)
    )
    found: list[dict[str, Any]] = []
    last: dict[tuple[int, int], dt.date] = {}
    for pilot_id, milestone_id, expected_on, issued_at, user_id, training_day in rows:
        if last.get((pilot_id, milestone_id)) == expected_on:
            continue
        last[pilot_id, milestone_id] = expected_on
        found.append(
            {
                "pilot_id": pilot_id,
                "id": new_id(),
                "milestone_id": milestone_id,
                "reported_on": min(issued_at.date(), training_day or dt.date.max),
                "expected_on": expected_on,
                "reason": None,
                "recorded_by": user_id,
                "recorded_at": issued_at,
            }
        )
    if found:
        op.bulk_insert(forecasts(), found)


def forecasts() -> sa.TableClause:
    return sa.table(
        "milestone_forecast",
        sa.column("pilot_id", sa.BigInteger()),
        sa.column("id", sa.BigInteger()),
        sa.column("milestone_id", sa.BigInteger()),
        sa.column("reported_on", sa.Date()),
        sa.column("expected_on", sa.Date()),
        sa.column("reason", sa.String()),
        sa.column("recorded_by", sa.BigInteger()),
        sa.column("recorded_at", Moment()),
    )
