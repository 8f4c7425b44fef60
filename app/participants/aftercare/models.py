"""Tables of what became of people: at the exit, and 6 and 12 months after it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class Whereabouts(PilotRow, Base):
    """The status (Verbleib) of a participation so many months after its exit; 0 is the exit."""

    __tablename__ = "whereabouts"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        UniqueConstraint("pilot_id", "participation_id", "months_after"),
        CheckConstraint("months_after between 0 and 60", name="months_in_bounds"),
        CheckConstraint("(status is null) <> (missing is null)", name="known_or_missing"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    months_after: Mapped[int]
    asked_on: Mapped[date]
    status: Mapped[str | None] = mapped_column(String(30))
    missing: Mapped[str | None] = mapped_column(String(20))
    perspective: Mapped[str | None] = mapped_column(String(30))
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class WhereaboutsAim(Base):
    """An aim of the programme that the person has applied for, receives, or no longer does."""

    __tablename__ = "whereabouts_aim"
    __table_args__ = (
        ForeignKeyConstraint(
            ["pilot_id", "whereabouts_id"], ["whereabouts.pilot_id", "whereabouts.id"]
        ),
    )

    pilot_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("pilot.id"), primary_key=True, autoincrement=False
    )
    whereabouts_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    aim: Mapped[str] = mapped_column(String(30), primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
