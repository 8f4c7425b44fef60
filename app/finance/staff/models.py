"""Tables of staff costs: what a post is paid by, and what it cost month by month. Cents."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Cents, Moment, PilotRow, utc_now, within_pilot


class PayTerms(PilotRow, Base):
    """What a post is paid by from a day on: pay group, step, shares, planned employer's cost."""

    __tablename__ = "pay_terms"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("post_id", "post"),
        UniqueConstraint("pilot_id", "post_id", "valid_from"),
        CheckConstraint("fte_percent between 0 and 100", name="fte_in_bounds"),
        CheckConstraint("pilot_percent between 0 and 100", name="pilot_share_in_bounds"),
        CheckConstraint("monthly_cents >= 0 and special_cents >= 0", name="costs_not_negative"),
    )

    post_id: Mapped[int] = mapped_column(BigInteger)
    valid_from: Mapped[date]
    pay_group: Mapped[str] = mapped_column(String(20))
    """As the collective agreement writes it, such as E 10 (TVöD)."""
    step: Mapped[int | None]
    fte_percent: Mapped[int]
    """The share of full time; 0 while nobody holds the post."""
    pilot_percent: Mapped[int]
    """The share of its work, and so of its cost, that belongs to the pilot."""
    monthly_cents: Mapped[int] = mapped_column(Cents)
    """Employer's cost of a month at full time, contributions included."""
    special_cents: Mapped[int] = mapped_column(Cents, default=0)
    """The yearly special payment at full time, paid in November (§ 20 TVöD)."""
    position: Mapped[str] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PayrollEntry(PilotRow, Base):
    """What a post cost in a month by the payroll: append-only; a correction reverses."""

    __tablename__ = "payroll_entry"
    __table_args__ = (
        within_pilot("post_id", "post"),
        within_pilot("reverses_id", "payroll_entry"),
        UniqueConstraint("pilot_id", "reverses_id"),
        CheckConstraint("amount_cents <> 0", name="amount_not_zero"),
        CheckConstraint("pilot_percent between 0 and 100", name="pilot_share_in_bounds"),
        CheckConstraint("kind in ('regular', 'special', 'correction')", name="kind_known"),
        Index("ix_payroll_entry_month", "pilot_id", "month", "post_id"),
        Index("ix_payroll_entry_import", "pilot_id", "import_id"),
    )

    post_id: Mapped[int] = mapped_column(BigInteger)
    month: Mapped[date]
    """The first day of the month that was paid for."""
    kind: Mapped[str] = mapped_column(String(12))
    amount_cents: Mapped[int] = mapped_column(Cents)
    """The whole employer's cost."""
    pilot_percent: Mapped[int]
    pilot_cents: Mapped[int] = mapped_column(Cents)
    """What of it belongs to the pilot, rounded half up."""
    position: Mapped[str] = mapped_column(String(12))
    remark: Mapped[str | None] = mapped_column(String(200))
    reverses_id: Mapped[int | None] = mapped_column(BigInteger)
    import_id: Mapped[int | None] = mapped_column(BigInteger)
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
