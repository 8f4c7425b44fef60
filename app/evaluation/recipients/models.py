"""Tables of recipients: who may receive releases, on what legal ground, through which accounts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


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
        return self.scope if self.generation == 1 else f"{self.scope}:{self.generation}"


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
