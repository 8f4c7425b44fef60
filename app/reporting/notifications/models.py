"""Tables of notifications: letters, what happened to them, and triggers that need none."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot

_KINDS = (
    "kind in ('goal', 'drawn_money', 'year_money', 'other_funding', 'overrun', 'inventory', "
    "'purpose', 'insolvency')"
)


class Notification(PilotRow, Base):
    """A letter to the funder; its state follows from its events."""

    __tablename__ = "notification"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        CheckConstraint(_KINDS, name="kind_known"),
        CheckConstraint("language in ('de', 'en')", name="language_known"),
        Index("ix_notification_kind", "pilot_id", "kind"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    seen_on: Mapped[date]
    """The day of account that its figures are of."""
    weights: Mapped[dict[str, int]] = mapped_column(JSON)
    """How grave each row of the trigger was; empty for what was recorded by hand."""
    norm: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    recipient: Mapped[str] = mapped_column(String(500))
    reference: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    drafted_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    drafted_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class NotificationEvent(PilotRow, Base):
    """What happened to a letter: append-only."""

    __tablename__ = "notification_event"
    __table_args__ = (
        within_pilot("notification_id", "notification"),
        CheckConstraint("event in ('sent', 'answered', 'discarded')", name="event_known"),
        CheckConstraint("(event = 'sent') = (way is not null)", name="way_of_sent"),
        Index("ix_notification_event_letter", "pilot_id", "notification_id"),
    )

    notification_id: Mapped[int] = mapped_column(BigInteger)
    event: Mapped[str] = mapped_column(String(10))
    happened_on: Mapped[date]
    way: Mapped[str | None] = mapped_column(String(10))
    reference: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class NotificationWaiver(PilotRow, Base):
    """That a trigger needs no letter, with the reason and the figures it rests on: append-only."""

    __tablename__ = "notification_waiver"
    __table_args__ = (
        CheckConstraint(_KINDS, name="kind_known"),
        Index("ix_notification_waiver_kind", "pilot_id", "kind"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    seen_on: Mapped[date]
    weights: Mapped[dict[str, int]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(1000))
    decided_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    decided_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
