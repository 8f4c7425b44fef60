"""Tables of the caseload: care beyond the ratio, cases opened in an emergency."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class RatioException(PilotRow, Base):
    """A case given to a post beyond the ratio (Fallzahlschlüssel), with its written reason."""

    __tablename__ = "ratio_exception"
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        within_pilot("post_id", "post"),
        CheckConstraint("in_care > places", name="beyond_the_ratio"),
        Index("ix_ratio_exception_day", "pilot_id", "from_day"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    post_id: Mapped[int] = mapped_column(BigInteger)
    from_day: Mapped[date]
    in_care: Mapped[int]
    """Cases of the post on that day, this one included."""
    places: Mapped[int]
    reason_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class EmergencyAccess(PilotRow, Base):
    """A case that somebody without it opened in an emergency, until a moment; the reason is sealed.

    The coordinator is told and confirms having seen it.
    """

    __tablename__ = "emergency_access"
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        CheckConstraint("ends_at > opened_at", name="moments_in_order"),
        Index("ix_emergency_access_user", "pilot_id", "user_id", "ends_at"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    opened_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    reason_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    seen_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
