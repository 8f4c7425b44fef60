"""Tables of commitments, their shares, and the awards that contracts rest on. Amounts in cents."""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Cents, PilotRow, within_pilot


class Commitment(PilotRow, Base):
    """Money reserved before it is paid (Vormerkung); its state moves by named events."""

    __tablename__ = "commitment"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("award_id", "award"),
        UniqueConstraint("pilot_id", "number"),
        CheckConstraint(
            "approved_by is null or (approved_by <> entered_by and approved_by <> changed_by)",
            name="four_eyes",
        ),
        CheckConstraint(
            "state not in ('approved', 'paid') or approved_by is not null",
            name="approved_by_somebody",
        ),
        CheckConstraint(
            "state in ('reserved', 'ordered', 'invoiced', 'checked', 'approved', 'paid', "
            "'cancelled')",
            name="state_known",
        ),
        Index("ix_commitment_state", "pilot_id", "state"),
        Index("ix_commitment_invoice_key", "pilot_id", "invoice_key"),
    )

    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    payee: Mapped[str] = mapped_column(String(200))
    participant_number: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(300))
    expires_on: Mapped[date | None]
    """The last day on which it binds, unless an invoice has come in."""
    invoice_number: Mapped[str | None] = mapped_column(String(60))
    invoice_key: Mapped[str | None] = mapped_column(String(200))
    invoiced_on: Mapped[date | None]
    is_no_duplicate: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Somebody has looked at another invoice of this number and found it to be another one."""
    bears_mark: Mapped[bool | None]
    basis: Mapped[str | None] = mapped_column(String(300))
    """What a lump sum (Pauschale) rests on instead of a receipt."""
    award_id: Mapped[int | None] = mapped_column(BigInteger)
    no_award_reason: Mapped[str | None] = mapped_column(String(300))
    note: Mapped[str | None] = mapped_column(String(300))
    """Why the last act was done: sent back, cancelled, renewed."""
    entered_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    changed_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    checked_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    approved_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CommitmentShare(PilotRow, Base):
    """A part of a commitment (Aufteilung) by position, post and day; changed with its commitment.

    `amount_cents` is the expenditure; with `deductible_cents` it is what is to be paid.
    """

    __tablename__ = "commitment_share"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("commitment_id", "commitment"),
        UniqueConstraint("pilot_id", "commitment_id", "line"),
        CheckConstraint("amount_cents > 0", name="amount_positive"),
        CheckConstraint("deductible_cents >= 0", name="deductible_not_negative"),
        CheckConstraint("is_eligible or carrier_reason is not null", name="carrier_has_reason"),
        Index("ix_commitment_share_position", "pilot_id", "position"),
    )

    commitment_id: Mapped[int] = mapped_column(BigInteger)
    line: Mapped[int]
    position: Mapped[str] = mapped_column(String(12))
    post_key: Mapped[str | None] = mapped_column(String(40))
    expected_on: Mapped[date]
    amount_cents: Mapped[int] = mapped_column(Cents)
    deductible_cents: Mapped[int] = mapped_column(Cents, default=0, server_default="0")
    vat_cents: Mapped[int | None] = mapped_column(Cents)
    is_eligible: Mapped[bool] = mapped_column(default=True, server_default=true())
    carrier_reason: Mapped[str | None] = mapped_column(String(300))


class Award(PilotRow, Base):
    """The record of an award (Vergabevermerk); several commitments may rest on one."""

    __tablename__ = "award"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        UniqueConstraint("pilot_id", "number"),
        CheckConstraint("amount_cents > 0", name="amount_positive"),
        CheckConstraint("offers > 0", name="offers_positive"),
    )

    number: Mapped[int]
    subject: Mapped[str] = mapped_column(String(200))
    procedure: Mapped[str] = mapped_column(String(40))
    offers: Mapped[int]
    decided_on: Mapped[date]
    awarded_to: Mapped[str] = mapped_column(String(200))
    amount_cents: Mapped[int] = mapped_column(Cents)
    reason: Mapped[str] = mapped_column(String(1000))
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
