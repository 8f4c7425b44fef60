"""The tables of the plan: work packages, milestones, what they need, what was forecast when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class WorkPackage(PilotRow, Base):
    """Work that milestones belong to (Arbeitspaket); first and last day, planned and expected."""

    __tablename__ = "work_package"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        UniqueConstraint("pilot_id", "code"),
        CheckConstraint("starts_on <= ends_on", name="planned_in_order"),
        CheckConstraint(
            "expected_start_on is null or expected_end_on is null "
            "or expected_start_on <= expected_end_on",
            name="expected_in_order",
        ),
    )

    code: Mapped[str] = mapped_column(String(20))
    """What people call it, such as "AP 2"; unique in the pilot."""
    title: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    expected_start_on: Mapped[date | None]
    expected_end_on: Mapped[date | None]
    owner_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    remark: Mapped[str | None] = mapped_column(String(500))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Milestone(PilotRow, Base):
    """A promised event: when it was planned, when it is expected now, when it happened.

    With a measure (a key of `reporting.figures`, "admitted", "outcome:employment") it reports
    itself reached: the day follows from the figure on every read and is never stored.
    """

    __tablename__ = "milestone"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        Index("ix_milestone_baseline_on", "pilot_id", "baseline_on"),
        within_pilot("package_id", "work_package"),
        CheckConstraint(
            "evidence_kind is null or evidence_kind in ('document', 'figure', 'text')",
            name="evidence_known",
        ),
        CheckConstraint("(measure is null) = (at_least is null)", name="measure_whole"),
        CheckConstraint("at_least is null or at_least > 0", name="at_least_positive"),
        CheckConstraint("measure is null or actual_on is null", name="measure_tells_the_day"),
    )

    package_id: Mapped[int | None] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    baseline_on: Mapped[date]
    baseline_reason: Mapped[str | None] = mapped_column(String(300))
    """Why the planned day was changed at last; None while it stands as first planned."""
    expected_on: Mapped[date | None]
    actual_on: Mapped[date | None]
    owner_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    evidence_kind: Mapped[str | None] = mapped_column(String(10))
    evidence: Mapped[str | None] = mapped_column(String(500))
    measure: Mapped[str | None] = mapped_column(String(60))
    at_least: Mapped[int | None] = mapped_column(BigInteger)
    """What the figure has to reach: people, or cents."""
    remark: Mapped[str | None] = mapped_column(String(500))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class MilestoneDependency(PilotRow, Base):
    """A milestone needs another: it comes at least `lag_days` after it."""

    __tablename__ = "milestone_dependency"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        UniqueConstraint("pilot_id", "milestone_id", "needs_id"),
        within_pilot("milestone_id", "milestone"),
        within_pilot("needs_id", "milestone"),
        CheckConstraint("milestone_id <> needs_id", name="not_itself"),
        CheckConstraint("lag_days between 0 and 3650", name="lag_in_bounds"),
    )

    milestone_id: Mapped[int] = mapped_column(BigInteger)
    needs_id: Mapped[int] = mapped_column(BigInteger)
    lag_days: Mapped[int] = mapped_column(default=0)


class MilestoneForecast(PilotRow, Base):
    """When a milestone was expected as reported on a day of account; append-only.

    The last one of a month counts. No foreign key: what was reported of a milestone outlives its
    removal.
    """

    __tablename__ = "milestone_forecast"
    __table_args__ = (
        Index("ix_milestone_forecast_milestone", "pilot_id", "milestone_id", "reported_on"),
    )

    milestone_id: Mapped[int] = mapped_column(BigInteger)
    reported_on: Mapped[date]
    expected_on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(String(300))
    recorded_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    """None: taken over from the history of before forecasts were kept, by the program."""
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
