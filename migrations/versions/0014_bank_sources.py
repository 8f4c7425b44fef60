"""Accounts that belong to a pilot, formats of statements, balances that were computed."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment, new_id
from migrations.guards import add_guards, drop_guards

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

GUARDED = ["bank_statement", "bank_entry", "bank_part"]
"""The guards of all three ask for the statement's import."""
OWN_ACCOUNT = op.f("fk_bank_statement_pilot_id_iban")


def upgrade() -> None:
    create_bank_account()
    fill_bank_account()
    drop_guards(GUARDED)
    op.add_column(
        "bank_statement",
        sa.Column("source", sa.String(length=20), server_default="camt053", nullable=False),
    )
    op.add_column(
        "bank_statement",
        sa.Column("is_computed", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    with op.batch_alter_table("bank_statement", schema=None) as batch_op:
        batch_op.create_foreign_key(
            OWN_ACCOUNT, "bank_account", ["pilot_id", "iban"], ["pilot_id", "iban"]
        )
    add_guards(GUARDED)


def downgrade() -> None:
    drop_guards(GUARDED)
    with op.batch_alter_table("bank_statement", schema=None) as batch_op:
        batch_op.drop_constraint(OWN_ACCOUNT, type_="foreignkey")
        batch_op.drop_column("is_computed")
        batch_op.drop_column("source")
    add_guards(GUARDED)
    op.drop_table("bank_account")


def create_bank_account() -> None:
    op.create_table(
        "bank_account",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.Column("registered_by", sa.BigInteger(), nullable=False),
        sa.Column("registered_at", Moment(), nullable=False),
        sa.CheckConstraint(
            "kind in ('account', 'cost_centre')", name=op.f("ck_bank_account_kind_known")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_bank_account_pilot_id")),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["user_account.id"], name=op.f("fk_bank_account_registered_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_bank_account")),
        sa.UniqueConstraint("pilot_id", "iban", name=op.f("uq_bank_account_pilot_id_iban")),
    )


def fill_bank_account() -> None:
    """The accounts of statements taken in before are known; who took in the first registered it."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "select s.pilot_id, s.iban, s.import_id, i.imported_by, s.recorded_at"
            " from bank_statement s join import_batch i"
            " on i.pilot_id = s.pilot_id and i.id = s.import_id order by s.id"
        ).columns(recorded_at=Moment())
    ).all()
    first = {(row.pilot_id, row.iban): row for row in reversed(rows)}
    account = sa.table(
        "bank_account",
        *(sa.column(name) for name in ("pilot_id", "id", "iban", "label", "kind", "import_id")),
        sa.column("registered_by"),
        sa.column("registered_at", Moment()),
    )
    for row in first.values():
        connection.execute(
            sa.insert(account).values(
                pilot_id=row.pilot_id,
                id=new_id(),
                iban=row.iban,
                label=row.iban,
                kind="account",
                import_id=row.import_id,
                registered_by=row.imported_by,
                registered_at=row.recorded_at,
            )
        )
