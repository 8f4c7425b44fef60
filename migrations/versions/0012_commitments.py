"""Commitments in shares, awards, approval of imports as a batch, and stored documents."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment
from migrations.guards import add_guards, drop_guards

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOVED = ("position", "amount_cents", "expected_on")
"""Columns of a commitment that are those of its shares from now on."""
FOUR_EYES = "approved_by is null or approved_by <> entered_by"
CHECKS = [
    (
        "ck_commitment_four_eyes",
        "approved_by is null or (approved_by <> entered_by and approved_by <> changed_by)",
    ),
    (
        "ck_commitment_approved_by_somebody",
        "state not in ('approved', 'paid') or approved_by is not null",
    ),
    (
        "ck_commitment_state_known",
        "state in ('reserved', 'ordered', 'invoiced', 'checked', 'approved', 'paid', 'cancelled')",
    ),
]
USERS = ("changed_by", "checked_by")


def upgrade() -> None:
    create_award()
    create_versions("award_version", award_columns())
    create_commitment_share()
    create_versions("commitment_share_version", share_columns())
    fill_shares()
    widen_commitment()
    widen_booking()
    create_voucher_batch_approval()
    create_document()
    create_document_content()


def downgrade() -> None:
    op.drop_table("document_content")
    op.drop_table("document")
    drop_guards(["voucher_batch_approval"])
    op.drop_table("voucher_batch_approval")
    narrow_booking()
    narrow_commitment()
    for table in ("commitment_share_version", "commitment_share", "award_version", "award"):
        op.drop_table(table)


def create_award() -> None:
    op.create_table(
        "award",
        *keys(),
        *award_columns(),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_award_amount_positive")),
        sa.CheckConstraint("offers > 0", name=op.f("ck_award_offers_positive")),
        *foreign("award", recorded_by="user_account"),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_award")),
        sa.UniqueConstraint("pilot_id", "number", name=op.f("uq_award_pilot_id_number")),
    )


def create_commitment_share() -> None:
    op.create_table(
        "commitment_share",
        *keys(),
        *share_columns(),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_commitment_share_amount_positive")),
        sa.CheckConstraint(
            "deductible_cents >= 0", name=op.f("ck_commitment_share_deductible_not_negative")
        ),
        sa.CheckConstraint(
            "is_eligible or carrier_reason is not null",
            name=op.f("ck_commitment_share_carrier_has_reason"),
        ),
        *foreign("commitment_share", commitment_id="commitment"),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_commitment_share")),
        sa.UniqueConstraint(
            "pilot_id",
            "commitment_id",
            "line",
            name=op.f("uq_commitment_share_pilot_id_commitment_id_line"),
        ),
    )
    op.create_index("ix_commitment_share_position", "commitment_share", ["pilot_id", "position"])


def create_versions(name: str, columns: list[sa.Column]) -> None:
    """The table of what rows of another looked like, as the other revisions make it."""
    columns = [sa.Column(one.name, one.type, autoincrement=False, nullable=True) for one in columns]
    op.create_table(
        name,
        *keys(),
        *columns,
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "id", "transaction_id", name=op.f(f"pk_{name}")),
    )
    by = ["pilot_id", "id"]
    newest_first = sa.literal_column("transaction_id DESC")
    for column in ("end_transaction_id", "operation_type", "transaction_id"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])
    op.create_index(f"ix_{name}_pk_transaction_id", name, [*by, newest_first])
    op.create_index(f"ix_{name}_pk_validity", name, [*by, "transaction_id", "end_transaction_id"])


def fill_shares() -> None:
    """Each commitment so far has one share, under its own id; its history goes with it."""
    op.execute(
        "insert into commitment_share (pilot_id, id, commitment_id, line, position, expected_on, "
        "amount_cents, deductible_cents, is_eligible) "
        "select pilot_id, id, id, 1, position, expected_on, amount_cents, 0, true from commitment"
    )
    op.execute(
        "insert into commitment_share_version (pilot_id, id, commitment_id, line, position, "
        "expected_on, amount_cents, deductible_cents, is_eligible, transaction_id, "
        "end_transaction_id, operation_type) "
        "select pilot_id, id, id, 1, position, expected_on, amount_cents, 0, true, "
        "transaction_id, end_transaction_id, operation_type from commitment_version"
    )


def widen_commitment() -> None:
    op.drop_index("ix_commitment_state", "commitment")
    for column in new_columns():
        op.add_column("commitment", column)
    op.execute("update commitment set changed_by = entered_by")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_commitment_amount_positive"), type_="check")
        batch_op.drop_constraint(op.f("ck_commitment_four_eyes"), type_="check")
        for column in MOVED:
            batch_op.drop_column(column)
        batch_op.alter_column("changed_by", existing_type=sa.BigInteger(), nullable=False)
        for name, condition in CHECKS:
            batch_op.create_check_constraint(op.f(name), condition)
        for column in USERS:
            name = op.f(f"fk_commitment_{column}")
            batch_op.create_foreign_key(name, "user_account", [column], ["id"])
        batch_op.create_foreign_key(
            op.f("fk_commitment_pilot_id_award_id"),
            "award",
            ["pilot_id", "award_id"],
            ["pilot_id", "id"],
        )
    op.create_index("ix_commitment_state", "commitment", ["pilot_id", "state"])
    op.create_index("ix_commitment_invoice_key", "commitment", ["pilot_id", "invoice_key"])
    with op.batch_alter_table("commitment_version", schema=None) as batch_op:
        for column in MOVED:
            batch_op.drop_column(column)
        for column in new_columns():
            batch_op.add_column(
                sa.Column(column.name, column.type, autoincrement=False, nullable=True)
            )
    op.execute("update commitment_version set changed_by = entered_by")


def narrow_commitment() -> None:
    """Back to one position and one amount: the first share's, and the sum of all."""
    op.execute("update commitment set state = 'invoiced' where state = 'checked'")
    for table in ("commitment", "commitment_version"):
        op.add_column(table, sa.Column("position", sa.String(length=12), nullable=True))
        op.add_column(table, sa.Column("amount_cents", sa.BigInteger(), nullable=True))
        op.add_column(table, sa.Column("expected_on", sa.Date(), nullable=True))
    op.execute(
        "update commitment set (position, amount_cents, expected_on) = "
        "(select min(s.position), sum(s.amount_cents), min(s.expected_on) from commitment_share s "
        "where s.pilot_id = commitment.pilot_id and s.commitment_id = commitment.id)"
    )
    op.drop_index("ix_commitment_invoice_key", "commitment")
    op.drop_index("ix_commitment_state", "commitment")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        for name, _condition in CHECKS:
            batch_op.drop_constraint(op.f(name), type_="check")
        batch_op.drop_constraint(op.f("fk_commitment_pilot_id_award_id"), type_="foreignkey")
        for column in USERS:
            batch_op.drop_constraint(op.f(f"fk_commitment_{column}"), type_="foreignkey")
        for column in new_columns():
            batch_op.drop_column(column.name)
        for column, kind in zip(MOVED, (sa.String(12), sa.BigInteger(), sa.Date()), strict=True):
            batch_op.alter_column(column, existing_type=kind, nullable=False)
        batch_op.create_check_constraint(op.f("ck_commitment_four_eyes"), FOUR_EYES)
        batch_op.create_check_constraint(op.f("ck_commitment_amount_positive"), "amount_cents > 0")
    op.create_index("ix_commitment_state", "commitment", ["pilot_id", "state", "position"])
    with op.batch_alter_table("commitment_version", schema=None) as batch_op:
        for column in new_columns():
            batch_op.drop_column(column.name)


def widen_booking() -> None:
    """What was paid for a commitment so far settled its one share."""
    drop_guards(["booking"])
    op.add_column("booking", sa.Column("share_id", sa.BigInteger(), nullable=True))
    op.execute("update booking set share_id = commitment_id")
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.create_foreign_key(
            op.f("fk_booking_pilot_id_share_id"),
            "commitment_share",
            ["pilot_id", "share_id"],
            ["pilot_id", "id"],
        )
    op.create_index("ix_booking_commitment", "booking", ["pilot_id", "commitment_id"])
    op.create_index("ix_booking_share", "booking", ["pilot_id", "share_id"])
    add_guards(["booking"])


def narrow_booking() -> None:
    drop_guards(["booking"])
    op.drop_index("ix_booking_share", "booking")
    op.drop_index("ix_booking_commitment", "booking")
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_booking_pilot_id_share_id"), type_="foreignkey")
        batch_op.drop_column("share_id")
    add_guards(["booking"])


def create_voucher_batch_approval() -> None:
    name = "voucher_batch_approval"
    op.create_table(
        name,
        *keys(),
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("imported_by", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=False),
        sa.Column("approved_at", Moment(), nullable=False),
        sa.CheckConstraint("approved_by <> imported_by", name=op.f(f"ck_{name}_four_eyes")),
        *foreign(
            name,
            import_id="import_batch",
            imported_by="user_account",
            approved_by="user_account",
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("pilot_id", "import_id", name=op.f(f"uq_{name}_pilot_id_import_id")),
    )
    add_guards([name])


def create_document() -> None:
    op.create_table(
        "document",
        *keys(),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("file_name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("removal", sa.BigInteger(), nullable=False),
        sa.Column("removed_by", sa.BigInteger(), nullable=True),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.Column("removed_reason_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("size_bytes > 0", name=op.f("ck_document_size_positive")),
        sa.CheckConstraint(
            "(removal = 0) = (removed_at is null) and (removal = 0) = (removed_by is null) "
            "and (removal = 0) = (removed_reason_sealed is null)",
            name=op.f("ck_document_removal_whole"),
        ),
        *foreign("document", added_by="user_account", removed_by="user_account"),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_document")),
        sa.UniqueConstraint(
            "pilot_id",
            "kind",
            "record_id",
            "sha256",
            "removal",
            name=op.f("uq_document_pilot_id_kind_record_id_sha256_removal"),
        ),
    )


def create_document_content() -> None:
    op.create_table(
        "document_content",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        *foreign("document_content", document_id="document"),
        sa.PrimaryKeyConstraint("pilot_id", "document_id", name=op.f("pk_document_content")),
    )


def keys() -> list[sa.Column]:
    return [
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
    ]


def foreign(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """Keys to the pilot, to users, and within the pilot to the other tables named."""
    found = [sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f(f"fk_{table}_pilot_id"))]
    for column, to in columns.items():
        if to == "user_account":
            mine, theirs, name = [column], [f"{to}.id"], f"fk_{table}_{column}"
        else:
            mine, theirs = ["pilot_id", column], [f"{to}.pilot_id", f"{to}.id"]
            name = f"fk_{table}_pilot_id_{column}"
        found.append(sa.ForeignKeyConstraint(mine, theirs, name=op.f(name)))
    return found


def award_columns() -> list[sa.Column]:
    return [
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("procedure", sa.String(length=40), nullable=False),
        sa.Column("offers", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("awarded_to", sa.String(length=200), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def share_columns() -> list[sa.Column]:
    return [
        sa.Column("commitment_id", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(length=12), nullable=False),
        sa.Column("post_key", sa.String(length=40), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("deductible_cents", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("vat_cents", sa.BigInteger(), nullable=True),
        sa.Column("is_eligible", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("carrier_reason", sa.String(length=300), nullable=True),
    ]


def new_columns() -> list[sa.Column]:
    return [
        sa.Column("participant_number", sa.Integer(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("invoice_number", sa.String(length=60), nullable=True),
        sa.Column("invoice_key", sa.String(length=200), nullable=True),
        sa.Column("is_no_duplicate", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("bears_mark", sa.Boolean(), nullable=True),
        sa.Column("basis", sa.String(length=300), nullable=True),
        sa.Column("award_id", sa.BigInteger(), nullable=True),
        sa.Column("no_award_reason", sa.String(length=300), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=True),
        sa.Column("changed_by", sa.BigInteger(), nullable=True),
        sa.Column("checked_by", sa.BigInteger(), nullable=True),
    ]
