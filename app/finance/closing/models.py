"""The table of closed months: acts only, never changed; the state follows from the last one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now


class MonthClosing(PilotRow, Base):
    """An act on a month of the books: closed, reopening asked for, declined, reopened; append-only.

    Who reopens is another than who asked: the row names the request and who made it, and the
    foreign key sees to it that this is true.
    """

    __tablename__ = "month_closing"
    __table_args__ = (
        UniqueConstraint("pilot_id", "month", "turn"),
        UniqueConstraint("pilot_id", "id", "done_by"),
        ForeignKeyConstraint(
            ["pilot_id", "request_id", "asked_by"],
            ["month_closing.pilot_id", "month_closing.id", "month_closing.done_by"],
        ),
        CheckConstraint("act in ('close', 'ask', 'decline', 'reopen')", name="act_known"),
        CheckConstraint(
            "act <> 'reopen' or "
            "(request_id is not null and asked_by is not null and asked_by <> done_by)",
            name="two_people",
        ),
        CheckConstraint(
            "act not in ('ask', 'decline') or (reason is not null and reason <> '')",
            name="reason_given",
        ),
        CheckConstraint("act <> 'close' or figures is not null", name="figures_kept"),
        CheckConstraint("turn > 0", name="turn_positive"),
    )

    month: Mapped[date]
    """First day of the month."""
    turn: Mapped[int]
    """Counts the acts of the month from 1."""
    act: Mapped[str] = mapped_column(String(10))
    done_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    request_id: Mapped[int | None] = mapped_column(BigInteger)
    asked_by: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """With a closing: the figures of the month (rules.Figures) and what stood against it."""
