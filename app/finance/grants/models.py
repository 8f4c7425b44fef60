"""Tables of draw-downs (Mittelabruf) and of the base rates that a person has entered."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Cents, Moment, PilotRow, utc_now, within_pilot


class DrawDown(PilotRow, Base):
    """Money asked from the funder; its state moves by named events, its amount never changes."""

    __tablename__ = "draw_down"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        UniqueConstraint("pilot_id", "number"),
        CheckConstraint("amount_cents > 0", name="amount_positive"),
        CheckConstraint("approved_by is null or approved_by <> drafted_by", name="four_eyes"),
        CheckConstraint(
            "state not in ('approved', 'sent') or approved_by is not null", name="is_approved"
        ),
        CheckConstraint(
            "amount_cents <= allowed_cents or over_reason is not null", name="over_has_reason"
        ),
        CheckConstraint("state <> 'sent' or sent_on is not null", name="sent_has_day"),
        CheckConstraint(
            "state <> 'withdrawn' or withdrawn_reason is not null", name="withdrawn_has_reason"
        ),
        Index("ix_draw_down_state", "pilot_id", "state"),
    )

    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    amount_cents: Mapped[int] = mapped_column(Cents)
    allowed_cents: Mapped[int] = mapped_column(Cents)
    """What might be asked when it was drafted."""
    over_reason: Mapped[str | None] = mapped_column(String(500))
    drafted_on: Mapped[date]
    payout_on: Mapped[date]
    """When the money is expected; it is for payments due from then on up to `needed_until`."""
    needed_until: Mapped[date]
    drafted_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    approved_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    sent_on: Mapped[date | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(String(500))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class DrawDownPosition(PilotRow, Base):
    """What of a draw-down is for a position; append-only, the amounts add up to the draw-down."""

    __tablename__ = "draw_down_position"
    __table_args__ = (
        within_pilot("draw_down_id", "draw_down"),
        UniqueConstraint("pilot_id", "draw_down_id", "position"),
        CheckConstraint("amount_cents > 0", name="amount_positive"),
    )

    draw_down_id: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[str] = mapped_column(String(12))
    amount_cents: Mapped[int] = mapped_column(Cents)


class DrawDownReceipt(PilotRow, Base):
    """A receipt is the answer to a draw-down, in whole or in part; goes when the receipt goes."""

    __tablename__ = "draw_down_receipt"
    __table_args__ = (
        within_pilot("draw_down_id", "draw_down"),
        ForeignKeyConstraint(
            ["pilot_id", "receipt_id"], ["receipt.pilot_id", "receipt.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("pilot_id", "receipt_id"),
        Index("ix_draw_down_receipt_draw_down", "pilot_id", "draw_down_id"),
    )

    draw_down_id: Mapped[int] = mapped_column(BigInteger)
    receipt_id: Mapped[int] = mapped_column(BigInteger)
    linked_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    linked_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class EnteredRate(PilotRow, Base):
    """A base rate (Basiszinssatz) that a person has entered; it goes before the one shipped."""

    __tablename__ = "base_rate"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        UniqueConstraint("pilot_id", "valid_from"),
        CheckConstraint("basis_points between -1000 and 10000", name="basis_points_plausible"),
    )

    valid_from: Mapped[date]
    basis_points: Mapped[int]
    source: Mapped[str] = mapped_column(String(200))
    is_confirmed: Mapped[bool]
    entered_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
