"""Tables of barriers, resources and circumstances; each state holds from a day on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class Condition(PilotRow, Base):
    """A barrier (Hemmnis) or resource (Ressource) of a participation, by its coded group."""

    __tablename__ = "case_condition"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        within_pilot("partner_id", "partner"),
        CheckConstraint("kind in ('barrier', 'resource')", name="kind_known"),
        CheckConstraint("(since is null) = (since_precision is null)", name="since_complete"),
        Index("ix_case_condition_participation", "pilot_id", "participation_id"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(10))
    group: Mapped[str] = mapped_column("condition_group", String(30))
    noted_on: Mapped[date]
    since: Mapped[date | None]
    """Since when it is there; the first day of the month or year where no more is known."""
    since_precision: Mapped[str | None] = mapped_column(String(5))
    """How much of `since` is known: day, month or year."""
    partner_id: Mapped[int | None] = mapped_column(BigInteger)
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    voided_on: Mapped[date | None]
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ConditionState(PilotRow, Base):
    """From that day on the condition is open, in progress, reduced, removed or worse."""

    __tablename__ = "case_condition_state"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("condition_id", "case_condition"),
        UniqueConstraint("pilot_id", "condition_id", "from_day"),
    )

    condition_id: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(20))
    from_day: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class Circumstance(PilotRow, Base):
    """What holds for a participation from a day on: household, qualification, benefits."""

    __tablename__ = "circumstance"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        UniqueConstraint("pilot_id", "participation_id", "field", "from_day"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    field: Mapped[str] = mapped_column(String(30))
    value: Mapped[str] = mapped_column(String(30))
    """A code, a whole number or an ISO day, as the field declares."""
    from_day: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
