"""Tables of private calendars, of how often somebody wants mail, and of reminders sent."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now


class CalendarFeed(PilotRow, Base):
    """A private address of the pilot's calendar; of its random token only the hash is kept."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        CheckConstraint("revoked_at is null or revoked_at >= made_at", name="times_in_order"),
        UniqueConstraint("token_hash"),
        Index("ix_calendar_feed_user", "pilot_id", "user_id"),
    )

    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    token_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class NoticeChoice(PilotRow, Base):
    """How often somebody wants to be reminded by e-mail; without a row: at the lead times."""

    __tablename__ = "notice_choice"
    __table_args__ = (
        CheckConstraint("rhythm in ('off', 'weekly', 'lead')", name="rhythm_known"),
        UniqueConstraint("pilot_id", "user_id"),
    )

    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    rhythm: Mapped[str] = mapped_column(String(10))


class NoticeSent(PilotRow, Base):
    """Somebody was reminded of something at a stage before or after its day; never twice."""

    __tablename__ = "notice_sent"
    __table_args__ = (UniqueConstraint("pilot_id", "user_id", "item", "due_on", "stage"),)

    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    item: Mapped[str] = mapped_column(String(60))
    due_on: Mapped[date]
    stage: Mapped[str] = mapped_column(String(20))
    sent_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
