"""Releases: recipients, what a release froze, who is in it."""

import sqlalchemy as sa
from alembic import op

from app.database import Moment, new_id, utc_now
from migrations.guards import add_guards, drop_guards

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLES = [
    "recipient",
    "recipient_account",
    "release_file",
    "release_member",
    "release_download",
    "deletion_notice",
]
APPEND_ONLY = ["release_download"]
LATER = [
    sa.Column("recipient_id", sa.BigInteger()),
    sa.Column("previous_id", sa.BigInteger()),
    sa.Column("number", sa.Integer()),
    sa.Column("kind", sa.String(length=12)),
    sa.Column("question", sa.JSON()),
    sa.Column("row_counts", sa.JSON()),
    sa.Column("codebook_hash", sa.String(length=64)),
    sa.Column("k_reached", sa.Integer()),
    sa.Column("l_reached", sa.Integer()),
    sa.Column("k_asked", sa.Integer()),
    sa.Column("l_asked", sa.Integer()),
    sa.Column("exception", sa.String(length=500)),
    sa.Column("difference", sa.JSON()),
    sa.Column("quality", sa.JSON()),
    sa.Column("chain_sequence", sa.BigInteger()),
    sa.Column("chain_hash", sa.String(length=64)),
    sa.Column("stem", sa.String(length=120)),
    sa.Column("approved_by", sa.BigInteger()),
    sa.Column("approved_at", Moment()),
    sa.Column("discarded_at", Moment()),
    sa.Column("discarded_for", sa.String(length=500)),
    sa.Column("cleared_at", Moment()),
    sa.Column("version", sa.Integer()),
]
NEEDED = [
    "recipient_id",
    "number",
    "kind",
    "question",
    "row_counts",
    "codebook_hash",
    "k_asked",
    "l_asked",
    "difference",
    "quality",
    "chain_sequence",
    "chain_hash",
    "stem",
    "version",
]
CHECKS = {
    "kind_known": "kind in ('research', 'publication')",
    "two_people": "approved_by is null or approved_by <> prepared_by",
    "one_end": "approved_at is null or discarded_at is null",
    "approved_first": "withdrawn_at is null or approved_at is not null",
    "safe_or_excepted": "kind = 'research' or approved_at is null or exception is not null "
    "or (k_reached >= k_asked and l_reached >= l_asked)",
}


def upgrade() -> None:
    create_recipient()
    create_recipient_account()
    widen_release()
    name_recipients()
    bind_release()
    create_release_file()
    keep_workbooks()
    create_release_member()
    create_release_download()
    create_deletion_notice()
    add_guards(APPEND_ONLY)


def downgrade() -> None:
    drop_guards(APPEND_ONLY)
    for table in ("deletion_notice", "release_download", "release_member"):
        op.drop_table(table)
    narrow_release()
    for table in ("release_file", "recipient_account", "recipient"):
        op.drop_table(table)


def widen_release() -> None:
    with op.batch_alter_table("release") as batch:
        batch.drop_index("ix_release_released_at")
        batch.drop_constraint("fk_release_released_by", type_="foreignkey")
        batch.alter_column("released_by", new_column_name="prepared_by")
        batch.alter_column("released_at", new_column_name="prepared_at")
        for column in LATER:
            batch.add_column(sa.Column(column.name, column.type))


def name_recipients() -> None:
    """The institute of releases made so far; its pseudonyms stay what they were."""
    bind = op.get_bind()
    rows = bind.execute(
        sa.text("select pilot_id, id, day, file_name, prepared_by from release order by id")
    ).all()
    recipients: dict[int, int] = {}
    numbers: dict[int, int] = {}
    for pilot_id, release_id, day, file_name, prepared_by in rows:
        if pilot_id not in recipients:
            recipients[pilot_id] = new_id()
            bind.execute(
                sa.text(
                    "insert into recipient (pilot_id, id, name, basis, basis_reference, address, "
                    "language, scope, generation, created_by, created_at, version) values "
                    "(:pilot, :id, 'Evaluationsinstitut', 'contract', 'vor dieser Fassung', '', "
                    "'de', 'evaluation', 1, :by, :at, 1)"
                ).bindparams(sa.bindparam("at", type_=Moment())),
                {
                    "pilot": pilot_id,
                    "id": recipients[pilot_id],
                    "by": prepared_by,
                    "at": utc_now(),
                },
            )
        numbers[pilot_id] = numbers.get(pilot_id, 0) + 1
        said = {
            "day": str(day),
            "kind": "research",
            "datasets": ["persons", "stage_episodes"],
            "dates": "months",
            "entered_from": None,
            "entered_until": None,
            "only_ended": False,
        }
        bind.execute(
            sa.text(
                "update release set recipient_id = :recipient, number = :number, "
                "kind = 'research', question = :question, row_counts = :none, codebook_hash = '', "
                "k_asked = 5, l_asked = 2, difference = :none, quality = :none, "
                "chain_sequence = 0, chain_hash = '', stem = :stem, approved_at = prepared_at, "
                "version = 1 where pilot_id = :pilot and id = :id"
            ).bindparams(
                sa.bindparam("question", type_=sa.JSON()), sa.bindparam("none", type_=sa.JSON())
            ),
            {
                "recipient": recipients[pilot_id],
                "number": numbers[pilot_id],
                "question": said,
                "none": {},
                "stem": file_name.removesuffix(".xlsx"),
                "pilot": pilot_id,
                "id": release_id,
            },
        )


def bind_release() -> None:
    with op.batch_alter_table("release") as batch:
        for name in NEEDED:
            batch.alter_column(name, existing_type=type_of(name), nullable=False)
        batch.create_foreign_key(
            op.f("fk_release_prepared_by"), "user_account", ["prepared_by"], ["id"]
        )
        batch.create_foreign_key(
            op.f("fk_release_approved_by"), "user_account", ["approved_by"], ["id"]
        )
        batch.create_foreign_key(
            op.f("fk_release_pilot_id_recipient_id"),
            "recipient",
            ["pilot_id", "recipient_id"],
            ["pilot_id", "id"],
        )
        batch.create_foreign_key(
            op.f("fk_release_pilot_id_previous_id"),
            "release",
            ["pilot_id", "previous_id"],
            ["pilot_id", "id"],
        )
        batch.create_unique_constraint(op.f("uq_release_pilot_id_number"), ["pilot_id", "number"])
        for name, condition in CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_release_{name}"), condition)
        batch.create_index("ix_release_recipient", ["pilot_id", "recipient_id", "number"])


def type_of(name: str) -> sa.types.TypeEngine[object]:
    return next(column.type for column in LATER if column.name == name)


def keep_workbooks() -> None:
    """Each release so far had one workbook; from here on it is one of several files."""
    bind = op.get_bind()
    for pilot_id, release_id, name in bind.execute(
        sa.text("select pilot_id, id, file_name from release")
    ).all():
        bind.execute(
            sa.text(
                "insert into release_file (pilot_id, id, release_id, format, name) "
                "values (:pilot, :id, :release, 'xlsx', :name)"
            ),
            {"pilot": pilot_id, "id": new_id(), "release": release_id, "name": name},
        )
    with op.batch_alter_table("release") as batch:
        batch.drop_column("file_name")


def narrow_release() -> None:
    with op.batch_alter_table("release") as batch:
        batch.add_column(sa.Column("file_name", sa.String(length=120)))
    op.execute("update release set file_name = stem || '.xlsx'")
    with op.batch_alter_table("release") as batch:
        batch.drop_index("ix_release_recipient")
        for name in CHECKS:
            batch.drop_constraint(op.f(f"ck_release_{name}"), type_="check")
        batch.drop_constraint(op.f("uq_release_pilot_id_number"), type_="unique")
        for name in ("prepared_by", "approved_by", "pilot_id_recipient_id", "pilot_id_previous_id"):
            batch.drop_constraint(op.f(f"fk_release_{name}"), type_="foreignkey")
        for column in LATER:
            batch.drop_column(column.name)
        batch.alter_column("prepared_by", new_column_name="released_by")
        batch.alter_column("prepared_at", new_column_name="released_at")
        batch.alter_column("file_name", existing_type=sa.String(length=120), nullable=False)
    with op.batch_alter_table("release") as batch:
        batch.create_foreign_key(
            op.f("fk_release_released_by"), "user_account", ["released_by"], ["id"]
        )
        batch.create_index("ix_release_released_at", ["pilot_id", "released_at"])


def create_recipient() -> None:
    op.create_table(
        "recipient",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("basis", sa.String(length=12), nullable=False),
        sa.Column("basis_reference", sa.String(length=300), nullable=False),
        sa.Column("basis_until", sa.Date(), nullable=True),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "basis = 'publication' or basis_reference <> ''", name=op.f("ck_recipient_basis_named")
        ),
        sa.CheckConstraint(
            "basis in ('contract', 'approval', 'publication')",
            name=op.f("ck_recipient_basis_known"),
        ),
        sa.CheckConstraint("language in ('de', 'en')", name=op.f("ck_recipient_language_known")),
        sa.CheckConstraint("generation > 0", name=op.f("ck_recipient_generation_positive")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["user_account.id"], name=op.f("fk_recipient_created_by")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_recipient_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_recipient")),
        sa.UniqueConstraint("pilot_id", "name", name=op.f("uq_recipient_pilot_id_name")),
        sa.UniqueConstraint("pilot_id", "scope", name=op.f("uq_recipient_pilot_id_scope")),
    )


def create_recipient_account() -> None:
    op.create_table(
        "recipient_account",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recipient_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by"], ["user_account.id"], name=op.f("fk_recipient_account_added_by")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "recipient_id"],
            ["recipient.pilot_id", "recipient.id"],
            name=op.f("fk_recipient_account_pilot_id_recipient_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_recipient_account_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_recipient_account_user_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_recipient_account")),
        sa.UniqueConstraint(
            "pilot_id",
            "recipient_id",
            "user_id",
            name=op.f("uq_recipient_account_pilot_id_recipient_id_user_id"),
        ),
    )
    op.create_index(
        "ix_recipient_account_user", "recipient_account", ["user_id", "pilot_id"], unique=False
    )


def create_release_file() -> None:
    op.create_table(
        "release_file",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("release_id", sa.BigInteger(), nullable=False),
        sa.Column("format", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["pilot_id", "release_id"],
            ["release.pilot_id", "release.id"],
            name=op.f("fk_release_file_pilot_id_release_id"),
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_release_file_pilot_id")),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_release_file")),
        sa.UniqueConstraint(
            "pilot_id",
            "release_id",
            "format",
            name=op.f("uq_release_file_pilot_id_release_id_format"),
        ),
    )


def create_release_member() -> None:
    op.create_table(
        "release_member",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("release_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("has_health", sa.Boolean(), nullable=False),
        sa.Column("has_follow_up", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "person_id"],
            ["person.pilot_id", "person.id"],
            name=op.f("fk_release_member_pilot_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "release_id"],
            ["release.pilot_id", "release.id"],
            name=op.f("fk_release_member_pilot_id_release_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_release_member_pilot_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_release_member")),
        sa.UniqueConstraint(
            "pilot_id",
            "release_id",
            "person_id",
            name=op.f("uq_release_member_pilot_id_release_id_person_id"),
        ),
    )
    op.create_index(
        "ix_release_member_person", "release_member", ["pilot_id", "person_id"], unique=False
    )


def create_release_download() -> None:
    op.create_table(
        "release_download",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("release_id", sa.BigInteger(), nullable=False),
        sa.Column("format", sa.String(length=12), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("token_id", sa.BigInteger(), nullable=True),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pilot_id", "release_id"],
            ["release.pilot_id", "release.id"],
            name=op.f("fk_release_download_pilot_id_release_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_release_download_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_release_download_user_id")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_release_download")),
    )
    op.create_index(
        "ix_release_download_release", "release_download", ["pilot_id", "release_id"], unique=False
    )


def create_deletion_notice() -> None:
    op.create_table(
        "deletion_notice",
        sa.Column("pilot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("release_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("sent_by", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.BigInteger(), nullable=True),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "way in ('letter', 'mail', 'other')", name=op.f("ck_deletion_notice_way_known")
        ),
        sa.CheckConstraint(
            "(confirmed_on is null) = (confirmed_by is null)",
            name=op.f("ck_deletion_notice_confirmation_whole"),
        ),
        sa.CheckConstraint(
            "confirmed_on is null or confirmed_on >= sent_on",
            name=op.f("ck_deletion_notice_days_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["user_account.id"], name=op.f("fk_deletion_notice_confirmed_by")
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id", "release_id"],
            ["release.pilot_id", "release.id"],
            name=op.f("fk_deletion_notice_pilot_id_release_id"),
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_deletion_notice_pilot_id")
        ),
        sa.ForeignKeyConstraint(
            ["sent_by"], ["user_account.id"], name=op.f("fk_deletion_notice_sent_by")
        ),
        sa.PrimaryKeyConstraint("pilot_id", "id", name=op.f("pk_deletion_notice")),
        sa.UniqueConstraint(
            "pilot_id", "release_id", name=op.f("uq_deletion_notice_pilot_id_release_id")
        ),
    )
