"""Tables of recipients: legal ground, accounts, access tokens, and what happens to pseudonyms."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot
from app.evaluation.rules import scope_of


class Recipient(PilotRow, Base):
    """Who receives releases of a pilot; persons are called by pseudonyms of its `scope` alone.

    `basis`: contract (§ 80 SGB X), approval (§ 75 SGB X), or publication, which has none.
    """

    __tablename__ = "recipient"
    __table_args__ = (
        UniqueConstraint("pilot_id", "name"),
        UniqueConstraint("pilot_id", "scope"),
        CheckConstraint("basis in ('contract', 'approval', 'publication')", name="basis_known"),
        CheckConstraint("basis = 'publication' or basis_reference <> ''", name="basis_named"),
        CheckConstraint("language in ('de', 'en')", name="language_known"),
        CheckConstraint("generation > 0", name="generation_positive"),
    )

    name: Mapped[str] = mapped_column(String(120))
    basis: Mapped[str] = mapped_column(String(12))
    basis_reference: Mapped[str] = mapped_column(String(300))
    """The contract or approval: number, day, who signed."""
    basis_until: Mapped[date | None]
    """The last day on which releases may be made for it."""
    address: Mapped[str] = mapped_column(String(500))
    """Where letters go to; lines apart by line feeds."""
    language: Mapped[str] = mapped_column(String(2))
    scope: Mapped[str] = mapped_column(String(40))
    generation: Mapped[int] = mapped_column(default=1)
    """Counts the sets of pseudonyms; a new one only after a leak."""
    created_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def pseudonym_scope(self) -> str:
        """What the keyed hash of pseudonyms is bound to."""
        return scope_of(self.scope, self.generation)


class RecipientAccount(PilotRow, Base):
    """An account of the recipient's people: it sees this recipient's releases and no others."""

    __tablename__ = "recipient_account"
    __table_args__ = (
        within_pilot("recipient_id", "recipient"),
        UniqueConstraint("pilot_id", "recipient_id", "user_id"),
        Index("ix_recipient_account_user", "user_id", "pilot_id"),
    )

    recipient_id: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    added_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    added_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class AccessToken(PilotRow, Base):
    """With it a program of the recipient's people fetches releases; only its hash is kept."""

    __tablename__ = "access_token"
    __table_args__ = (
        within_pilot("recipient_id", "recipient"),
        UniqueConstraint("token_hash"),
        CheckConstraint("(revoked_at is null) = (revoked_by is null)", name="revocation_whole"),
        Index("ix_access_token_recipient", "pilot_id", "recipient_id"),
    )

    recipient_id: Mapped[int] = mapped_column(BigInteger)
    label: Mapped[str] = mapped_column(String(120))
    token_hash: Mapped[str] = mapped_column(String(64))
    beginning: Mapped[str] = mapped_column(String(12))
    """Its first characters, by which people tell a leaked one from the others."""
    valid_until: Mapped[date]
    """The last day on which it opens anything."""
    made_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    made_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    last_used_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class Decided:
    """What one person asks for and another one decides upon."""

    requested_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    requested_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    approved_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    declined_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    declined_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.approved_at is None and self.declined_at is None


TWO_PEOPLE = "approved_by is null or approved_by <> requested_by"
APPROVAL_WHOLE = "(approved_by is null) = (approved_at is null)"
ONE_END = "approved_at is null or declined_at is null"


class PseudonymRotation(Decided, PilotRow, Base):
    """New pseudonyms for a recipient after a leak; old and new side by side are handed over.

    The file with both lies sealed outside the database and goes once the recipient has taken it.
    """

    __tablename__ = "pseudonym_rotation"
    __table_args__ = (
        within_pilot("recipient_id", "recipient"),
        CheckConstraint(TWO_PEOPLE, name="two_people"),
        CheckConstraint(APPROVAL_WHOLE, name="approval_whole"),
        CheckConstraint(ONE_END, name="one_end"),
        CheckConstraint("taken_at is null or approved_at is not null", name="approved_first"),
        Index("ix_pseudonym_rotation_recipient", "pilot_id", "recipient_id"),
    )

    recipient_id: Mapped[int] = mapped_column(BigInteger)
    generation: Mapped[int]
    """The set of pseudonyms that is given up."""
    reason: Mapped[str] = mapped_column(String(500))
    people: Mapped[int | None]
    """How many people the file names; known once it is made."""
    house_took_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    house_took_at: Mapped[datetime | None] = mapped_column(Moment)
    taken_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    """Of the recipient's people."""
    taken_at: Mapped[datetime | None] = mapped_column(Moment)

    __mapper_args__ = {"version_id_col": Decided.version}


class Reidentification(Decided, PilotRow, Base):
    """Somebody has to know whom a pseudonym means; who that is, is calculated and never kept."""

    __tablename__ = "reidentification"
    __table_args__ = (
        within_pilot("recipient_id", "recipient"),
        CheckConstraint(TWO_PEOPLE, name="two_people"),
        CheckConstraint(APPROVAL_WHOLE, name="approval_whole"),
        CheckConstraint(ONE_END, name="one_end"),
        Index("ix_reidentification_recipient", "pilot_id", "recipient_id"),
    )

    recipient_id: Mapped[int] = mapped_column(BigInteger)
    pseudonym_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    reason_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    __mapper_args__ = {"version_id_col": Decided.version}
