"""Tables of the outlook: what somebody expects, and how a position is estimated."""

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

from app.database import Base, Cents, Moment, PilotRow, utc_now


class Expectation(PilotRow, Base):
    """Expenditure that somebody expects in a month and that nothing is ordered for yet."""

    __tablename__ = "expectation"
    __table_args__ = (
        CheckConstraint("amount_cents > 0", name="amount_positive"),
        Index("ix_expectation_month", "pilot_id", "month"),
    )

    position: Mapped[str] = mapped_column(String(12))
    month: Mapped[date]
    """The first day of the month."""
    amount_cents: Mapped[int] = mapped_column(Cents)
    reason: Mapped[str] = mapped_column(String(200))
    entered_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    entered_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class OutlookMethod(PilotRow, Base):
    """How the rest of a position is estimated, where somebody chose otherwise than the preset."""

    __tablename__ = "outlook_method"
    __table_args__ = (
        UniqueConstraint("pilot_id", "position"),
        CheckConstraint("method in ('staff', 'trend', 'plan', 'known')", name="method_known"),
    )

    position: Mapped[str] = mapped_column(String(12))
    method: Mapped[str] = mapped_column(String(10))
    chosen_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    chosen_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
