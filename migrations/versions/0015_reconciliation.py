"""Matches in parts, rests with a reason, and signed-off statements of account."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SIGNED = ["bank_preparation", "bank_sign_off", "bank_withdrawal"]
KINDS = "kind in ('match', 'certain', 'receive', 'repay', 'rest', 'set_off')"
EACH_ONCE = [
    ("uq_bank_match_pilot_id_part_id", ["pilot_id", "part_id"]),
    ("uq_bank_match_pilot_id_booking_id", ["pilot_id", "booking_id"]),
]


def upgrade() -> None:
    create_bank_act()
    take_over_acts()
    match_in_parts()
    for table in ("receipt", "repayment"):
        link_to_act(table)
    op.execute("update receipt set bank_act_id = id where bank_part_id is not null")
    create_bank_rest()
    create_bank_set_off()
    create_bank_preparation()
    create_bank_sign_off()
    create_bank_withdrawal()
    add_guards(SIGNED)


def downgrade() -> None:
    drop_guards(SIGNED)
    for table in reversed(SIGNED):
        op.drop_table(table)
    op.drop_table("bank_set_off")
    op.drop_table("bank_rest")
    for table in ("repayment", "receipt"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(op.f(f"fk_{table}_pilot_id_bank_act_id"), type_="foreignkey")
            batch_op.drop_column("bank_act_id")
    match_one_to_one()
    op.drop_table("bank_act")


def ids(*more: sa.Column) -> list[sa.Column]:
    """What every table of a pilot begins with, and the columns behind it."""
    return [
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        *more,
    ]


def pilot_key(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f(f"fk_{table}_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f(f"pk_{table}")),
    ]


def within(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["pilot_id", column],
        [f"{target}.pilot_id", f"{target}.id"],
        name=op.f(f"fk_{table}_pilot_id_{column}"),
    )


def user(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["user_account.id"], name=op.f(f"fk_{table}_{column}"))


def create_bank_act() -> None:
    op.create_table(
        "bank_act",
        *ids(
            sa.Column("kind", sa.String(length=20), nullable=False),
            sa.Column("done_by", sa.BigInteger(), nullable=False),
            sa.Column("done_at", Moment(), nullable=False),
        ),
        sa.CheckConstraint(KINDS, name=op.f("ck_bank_act_kind_known")),
        user("bank_act", "done_by"),
        *pilot_key("bank_act"),
    )
    op.create_index("ix_bank_act_done_at", "bank_act", ["pilot_id", "done_at", "id"])


def take_over_acts() -> None:
    """Each match and each receipt from the bank so far was an act of its own; it gets its id."""
    op.execute(
        "insert into bank_act (pilot_id, id, kind, done_by, done_at) "
        "select pilot_id, id, 'match', accepted_by, accepted_at from bank_match"
    )
    op.execute(
        "insert into bank_act (pilot_id, id, kind, done_by, done_at) "
        "select pilot_id, id, 'receive', recorded_by, recorded_at from receipt "
        "where bank_part_id is not null"
    )


def match_in_parts() -> None:
    op.add_column("bank_match", sa.Column("act_id", sa.BigInteger(), nullable=True))
    op.add_column("bank_match", sa.Column("amount_cents", sa.BigInteger(), nullable=True))
    op.execute(
        "update bank_match set act_id = id, amount_cents = (select p.amount_cents "
        "from bank_part p where p.pilot_id = bank_match.pilot_id and p.id = bank_match.part_id)"
    )
    with op.batch_alter_table("bank_match", schema=None) as batch_op:
        for name, _key in EACH_ONCE:
            batch_op.drop_constraint(op.f(name), type_="unique")
        batch_op.drop_constraint(op.f("fk_bank_match_accepted_by"), type_="foreignkey")
        batch_op.drop_column("accepted_by")
        batch_op.drop_column("accepted_at")
        for column in ("act_id", "amount_cents"):
            batch_op.alter_column(column, existing_type=sa.BigInteger(), nullable=False)
        batch_op.create_unique_constraint(
            op.f("uq_bank_match_pilot_id_part_id_booking_id"), ["pilot_id", "part_id", "booking_id"]
        )
        batch_op.create_check_constraint(op.f("ck_bank_match_amount_not_zero"), "amount_cents <> 0")
        batch_op.create_foreign_key(
            op.f("fk_bank_match_pilot_id_act_id"),
            "bank_act",
            ["pilot_id", "act_id"],
            ["pilot_id", "id"],
        )
    op.create_index(
        "ix_bank_match_booking", "bank_match", ["pilot_id", "booking_id", "amount_cents"]
    )
    op.create_index("ix_bank_match_act", "bank_match", ["pilot_id", "act_id"])


def match_one_to_one() -> None:
    """Back to whole parts of whole vouchers; what was matched in pieces is open again."""
    op.execute(
        "delete from bank_match where amount_cents <> (select p.amount_cents from bank_part p "
        "where p.pilot_id = bank_match.pilot_id and p.id = bank_match.part_id) "
        "or (select count(*) from bank_match o where o.pilot_id = bank_match.pilot_id "
        "and (o.part_id = bank_match.part_id or o.booking_id = bank_match.booking_id)) > 1 "
        "or amount_cents <> (select -sum(l.amount_cents + l.deductible_cents) from booking b "
        "join booking l on l.pilot_id = b.pilot_id and l.source_number = b.source_number "
        "where b.pilot_id = bank_match.pilot_id and b.id = bank_match.booking_id)"
    )
    op.drop_index("ix_bank_match_act", "bank_match")
    op.drop_index("ix_bank_match_booking", "bank_match")
    op.add_column("bank_match", sa.Column("accepted_by", sa.BigInteger(), nullable=True))
    op.add_column("bank_match", sa.Column("accepted_at", Moment(), nullable=True))
    op.execute(
        "update bank_match set accepted_by = (select a.done_by from bank_act a "
        "where a.pilot_id = bank_match.pilot_id and a.id = bank_match.act_id)"
    )
    op.execute(
        "update bank_match set accepted_at = (select a.done_at from bank_act a "
        "where a.pilot_id = bank_match.pilot_id and a.id = bank_match.act_id)"
    )
    with op.batch_alter_table("bank_match", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_bank_match_pilot_id_act_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("ck_bank_match_amount_not_zero"), type_="check")
        batch_op.drop_constraint(op.f("uq_bank_match_pilot_id_part_id_booking_id"), type_="unique")
        batch_op.drop_column("act_id")
        batch_op.drop_column("amount_cents")
        batch_op.alter_column("accepted_by", existing_type=sa.BigInteger(), nullable=False)
        batch_op.alter_column("accepted_at", existing_type=Moment(), nullable=False)
        for name, key in EACH_ONCE:
            batch_op.create_unique_constraint(op.f(name), key)
        batch_op.create_foreign_key(
            op.f("fk_bank_match_accepted_by"), "user_account", ["accepted_by"], ["id"]
        )


def link_to_act(table: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.add_column(sa.Column("bank_act_id", sa.BigInteger(), nullable=True))
        batch_op.create_foreign_key(
            op.f(f"fk_{table}_pilot_id_bank_act_id"),
            "bank_act",
            ["pilot_id", "bank_act_id"],
            ["pilot_id", "id"],
        )


def create_bank_rest() -> None:
    op.create_table(
        "bank_rest",
        *ids(
            sa.Column("act_id", sa.BigInteger(), nullable=False),
            sa.Column("part_id", sa.BigInteger(), nullable=False),
            sa.Column("amount_cents", sa.BigInteger(), nullable=False),
            sa.Column("kind", sa.String(length=20), nullable=False),
            sa.Column("reason", sa.String(length=300), nullable=False),
        ),
        sa.CheckConstraint("amount_cents <> 0", name=op.f("ck_bank_rest_amount_not_zero")),
        sa.CheckConstraint(
            "kind in ('fee', 'difference', 'foreign')", name=op.f("ck_bank_rest_kind_known")
        ),
        within("bank_rest", "act_id", "bank_act"),
        within("bank_rest", "part_id", "bank_part"),
        *pilot_key("bank_rest"),
    )
    op.create_index("ix_bank_rest_part", "bank_rest", ["pilot_id", "part_id", "amount_cents"])
    op.create_index("ix_bank_rest_act", "bank_rest", ["pilot_id", "act_id"])


def create_bank_set_off() -> None:
    op.create_table(
        "bank_set_off",
        *ids(
            sa.Column("act_id", sa.BigInteger(), nullable=False),
            sa.Column("part_id", sa.BigInteger(), nullable=True),
            sa.Column("booking_id", sa.BigInteger(), nullable=True),
            sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        ),
        sa.CheckConstraint("amount_cents <> 0", name=op.f("ck_bank_set_off_amount_not_zero")),
        sa.CheckConstraint(
            "(part_id is null) <> (booking_id is null)", name=op.f("ck_bank_set_off_one_side")
        ),
        within("bank_set_off", "act_id", "bank_act"),
        within("bank_set_off", "part_id", "bank_part"),
        within("bank_set_off", "booking_id", "booking"),
        *pilot_key("bank_set_off"),
    )
    for side in ("part", "booking"):
        op.create_index(
            f"ix_bank_set_off_{side}", "bank_set_off", ["pilot_id", f"{side}_id", "amount_cents"]
        )
    op.create_index("ix_bank_set_off_act", "bank_set_off", ["pilot_id", "act_id"])


def create_bank_preparation() -> None:
    op.create_table(
        "bank_preparation",
        *ids(
            sa.Column("iban", sa.String(length=34), nullable=False),
            sa.Column("month", sa.Date(), nullable=False),
            sa.Column("bank_cents", sa.BigInteger(), nullable=False),
            sa.Column("books_cents", sa.BigInteger(), nullable=False),
            sa.Column("figures", sa.Text(), nullable=False),
            sa.Column("prepared_by", sa.BigInteger(), nullable=False),
            sa.Column("prepared_at", Moment(), nullable=False),
        ),
        user("bank_preparation", "prepared_by"),
        *pilot_key("bank_preparation"),
        sa.UniqueConstraint(
            *("pilot_id", "id", "prepared_by"),
            name=op.f("uq_bank_preparation_pilot_id_id_prepared_by"),
        ),
    )
    op.create_index("ix_bank_preparation_month", "bank_preparation", ["pilot_id", "iban", "month"])


def create_bank_sign_off() -> None:
    op.create_table(
        "bank_sign_off",
        *ids(
            sa.Column("preparation_id", sa.BigInteger(), nullable=False),
            sa.Column("prepared_by", sa.BigInteger(), nullable=False),
            sa.Column("confirmed_by", sa.BigInteger(), nullable=False),
            sa.Column("confirmed_at", Moment(), nullable=False),
        ),
        sa.CheckConstraint("confirmed_by <> prepared_by", name=op.f("ck_bank_sign_off_two_people")),
        with_preparer("bank_sign_off", "preparation_id", "bank_preparation"),
        user("bank_sign_off", "confirmed_by"),
        *pilot_key("bank_sign_off"),
        sa.UniqueConstraint(
            "pilot_id", "id", "prepared_by", name=op.f("uq_bank_sign_off_pilot_id_id_prepared_by")
        ),
        sa.UniqueConstraint(
            "pilot_id", "preparation_id", name=op.f("uq_bank_sign_off_pilot_id_preparation_id")
        ),
    )


def create_bank_withdrawal() -> None:
    op.create_table(
        "bank_withdrawal",
        *ids(
            sa.Column("sign_off_id", sa.BigInteger(), nullable=False),
            sa.Column("prepared_by", sa.BigInteger(), nullable=False),
            sa.Column("withdrawn_by", sa.BigInteger(), nullable=False),
            sa.Column("withdrawn_at", Moment(), nullable=False),
            sa.Column("reason", sa.String(length=300), nullable=False),
        ),
        sa.CheckConstraint(
            "withdrawn_by <> prepared_by", name=op.f("ck_bank_withdrawal_two_people")
        ),
        with_preparer("bank_withdrawal", "sign_off_id", "bank_sign_off"),
        user("bank_withdrawal", "withdrawn_by"),
        *pilot_key("bank_withdrawal"),
        sa.UniqueConstraint(
            "pilot_id", "sign_off_id", name=op.f("uq_bank_withdrawal_pilot_id_sign_off_id")
        ),
    )


def with_preparer(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A key that takes the preparer along, so that the check of two people cannot be evaded."""
    return sa.ForeignKeyConstraint(
        ["pilot_id", column, "prepared_by"],
        [f"{target}.pilot_id", f"{target}.id", f"{target}.prepared_by"],
        name=op.f(f"fk_{table}_pilot_id_{column}_prepared_by"),
    )
