"""Tables of money: the financing plan, bookings and receipts. Amounts in cents."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Cents, Moment, PilotRow, utc_now, within_pilot

SIGNED = (
    "(reverses_id is null and amount_cents > 0) or (reverses_id is not null and amount_cents < 0)"
)
"""An amount is above 0, and below it only in the row that reverses another."""


class Plan(PilotRow, Base):
    """A version of the financing plan (Finanzierungsplan) by notice; the latest valid binds."""

    __tablename__ = "plan"
    __table_args__ = (Index("ix_plan_valid_from", "pilot_id", "valid_from"),)

    notice: Mapped[str] = mapped_column(String(200))
    issued_on: Mapped[date | None]
    """The day of the notice, once somebody has entered it."""
    valid_from: Mapped[date]
    import_id: Mapped[int | None] = mapped_column(BigInteger)
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    __mapper_args__ = {"version_id_col": version}


class PlanAmount(PilotRow, Base):
    """Planned money of a position in a calendar year."""

    __tablename__ = "plan_amount"
    __table_args__ = (
        within_pilot("plan_id", "plan"),
        UniqueConstraint("pilot_id", "plan_id", "position", "year"),
        CheckConstraint("amount_cents >= 0", name="amount_not_negative"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[str] = mapped_column(String(12))
    year: Mapped[int]
    amount_cents: Mapped[int] = mapped_column(Cents)


class Booking(PilotRow, Base):
    """A line of a paid voucher (Beleg): append-only. A correction is a booking that reverses it.

    A voucher split over positions or posts has several lines with the same number. `amount_cents`
    is the expenditure; with `deductible_cents` (input tax that is got back) it is what was paid.
    """

    __tablename__ = "booking"
    __table_args__ = (
        within_pilot("commitment_id", "commitment"),
        within_pilot("share_id", "commitment_share"),
        within_pilot("reverses_id", "booking"),
        UniqueConstraint("pilot_id", "source_number", "line"),
        UniqueConstraint("pilot_id", "voucher_year", "voucher_number", "line"),
        UniqueConstraint("pilot_id", "reverses_id"),
        CheckConstraint("amount_cents <> 0", name="amount_not_zero"),
        CheckConstraint("line > 0", name="line_positive"),
        CheckConstraint("is_eligible or carrier_reason is not null", name="carrier_has_reason"),
        Index("ix_booking_paid_on", "pilot_id", "paid_on", "id"),
        Index(
            "ix_booking_position", "pilot_id", "position", "paid_on", "is_eligible", "amount_cents"
        ),
        Index("ix_booking_import", "pilot_id", "import_id"),
        Index("ix_booking_month", "pilot_id", "booking_month"),
        Index("ix_booking_commitment", "pilot_id", "commitment_id"),
        Index("ix_booking_share", "pilot_id", "share_id"),
    )

    voucher_year: Mapped[int]
    voucher_number: Mapped[int]
    source_number: Mapped[str] = mapped_column(String(40))
    line: Mapped[int] = mapped_column(default=1)
    position: Mapped[str] = mapped_column(String(12))
    post_key: Mapped[str | None] = mapped_column(String(40))
    """The funded post (`Preset.posts`) that the money was spent for."""
    invoiced_on: Mapped[date]
    paid_on: Mapped[date]
    booking_month: Mapped[date]
    """First day of the month of the books; a later one where that of the payment is closed."""
    payee: Mapped[str] = mapped_column(String(200))
    participant_number: Mapped[int | None]
    """Who is paid takes part: shown by this number, and `payee` names nobody."""
    reason: Mapped[str] = mapped_column(String(300))
    invoice_number: Mapped[str | None] = mapped_column(String(60))
    basis: Mapped[str | None] = mapped_column(String(300))
    """What a lump sum (Pauschale) rests on instead of a receipt."""
    bears_mark: Mapped[bool | None]
    """Whether the voucher bears the project's mark (ANBest-P 6.8); None: nobody has looked."""
    amount_cents: Mapped[int] = mapped_column(Cents)
    deductible_cents: Mapped[int] = mapped_column(Cents, default=0, server_default="0")
    vat_cents: Mapped[int | None] = mapped_column(Cents)
    """The value added tax in what was paid, for information."""
    is_eligible: Mapped[bool] = mapped_column(default=True, server_default=true())
    carrier_reason: Mapped[str | None] = mapped_column(String(300))
    """Why the carrier bears this line itself; it is no expenditure of the grant."""
    reverses_id: Mapped[int | None] = mapped_column(BigInteger)
    commitment_id: Mapped[int | None] = mapped_column(BigInteger)
    share_id: Mapped[int | None] = mapped_column(BigInteger)
    """The share of a commitment that this settles; an error taken back settles it no more."""
    import_id: Mapped[int | None] = mapped_column(BigInteger)
    booked_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    booked_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class Receipt(PilotRow, Base):
    """Money that came in: a draw-down (Mittelabruf), a refund or other income.

    What was recorded by mistake is cancelled by a row that reverses it.
    """

    __tablename__ = "receipt"
    __table_args__ = (
        within_pilot("bank_part_id", "bank_part"),
        within_pilot("reverses_id", "receipt"),
        within_pilot("bank_act_id", "bank_act"),
        UniqueConstraint("pilot_id", "bank_part_id"),
        UniqueConstraint("pilot_id", "reverses_id"),
        CheckConstraint(SIGNED, name="amount_signed"),
        Index("ix_receipt_received_on", "pilot_id", "received_on"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    received_on: Mapped[date]
    payer: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(300))
    amount_cents: Mapped[int] = mapped_column(Cents)
    bank_part_id: Mapped[int | None] = mapped_column(BigInteger)
    by_hand_reason: Mapped[str | None] = mapped_column(String(300))
    """Why it was entered without an entry of the bank; None: the bank's entry made it."""
    reverses_id: Mapped[int | None] = mapped_column(BigInteger)
    bank_act_id: Mapped[int | None] = mapped_column(BigInteger)
    """The act of reconciliation that took it from the bank."""
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class Repayment(PilotRow, Base):
    """Money that went back to the funder (Rückzahlung), or interest paid on it.

    What was recorded by mistake is cancelled by a row that reverses it.
    """

    __tablename__ = "repayment"
    __table_args__ = (
        within_pilot("bank_part_id", "bank_part"),
        within_pilot("reverses_id", "repayment"),
        within_pilot("bank_act_id", "bank_act"),
        UniqueConstraint("pilot_id", "bank_part_id"),
        UniqueConstraint("pilot_id", "reverses_id"),
        CheckConstraint(SIGNED, name="amount_signed"),
        CheckConstraint("kind in ('unspent', 'disallowed', 'interest')", name="kind_known"),
        Index("ix_repayment_paid_on", "pilot_id", "paid_on"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    paid_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(300))
    amount_cents: Mapped[int] = mapped_column(Cents)
    bank_part_id: Mapped[int | None] = mapped_column(BigInteger)
    reverses_id: Mapped[int | None] = mapped_column(BigInteger)
    bank_act_id: Mapped[int | None] = mapped_column(BigInteger)
    """The act of reconciliation that took it from the bank."""
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class VoucherBatchApproval(PilotRow, Base):
    """A second person approves an import of vouchers as a whole (Sammelfreigabe); append-only."""

    __tablename__ = "voucher_batch_approval"
    __table_args__ = (
        within_pilot("import_id", "import_batch"),
        UniqueConstraint("pilot_id", "import_id"),
        CheckConstraint("approved_by <> imported_by", name="four_eyes"),
    )

    import_id: Mapped[int] = mapped_column(BigInteger)
    imported_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    approved_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    approved_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
