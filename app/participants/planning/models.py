"""Tables of planning: the integration plan, its goals, steps and reviews, and tasks."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class IntegrationPlan(PilotRow, Base):
    """An integration plan (Integrationsplan); `agreed_on` is the day both sides signed it."""

    __tablename__ = "integration_plan"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        CheckConstraint("ended_on is null or ended_on >= drawn_up_on", name="days_in_order"),
        Index("ix_integration_plan_participation", "pilot_id", "participation_id", "drawn_up_on"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    drawn_up_on: Mapped[date]
    agreed_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Goal(PilotRow, Base):
    """A goal of a plan, with its area and how it ended."""

    __tablename__ = "goal"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("plan_id", "integration_plan"),
        Index("ix_goal_plan", "pilot_id", "plan_id"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    area: Mapped[str] = mapped_column(String(30))
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    target_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(20), default="open")
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PlanStep(PilotRow, Base):
    """A step towards a goal: what, who is responsible, until when."""

    __tablename__ = "plan_step"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("goal_id", "goal"),
        within_pilot("participation_id", "participation"),
        within_pilot("partner_id", "partner"),
        Index("ix_plan_step_goal", "pilot_id", "goal_id"),
        Index("ix_plan_step_due", "pilot_id", "due_on"),
    )

    goal_id: Mapped[int] = mapped_column(BigInteger)
    participation_id: Mapped[int] = mapped_column(BigInteger)
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    responsible: Mapped[str] = mapped_column(String(20))
    """person, coach or partner."""
    partner_id: Mapped[int | None] = mapped_column(BigInteger)
    due_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(20), default="open")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PlanReview(PilotRow, Base):
    """A review of a plan (Standortbestimmung): agreed for a day, held on another."""

    __tablename__ = "plan_review"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("plan_id", "integration_plan"),
        within_pilot("participation_id", "participation"),
        Index("ix_plan_review_plan", "pilot_id", "plan_id"),
        Index("ix_plan_review_due", "pilot_id", "due_on"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    participation_id: Mapped[int] = mapped_column(BigInteger)
    due_on: Mapped[date]
    held_on: Mapped[date | None]
    result_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Task(PilotRow, Base):
    """Something to do about a participation that no step or wave asks for."""

    __tablename__ = "task"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        Index("ix_task_due", "pilot_id", "due_on"),
        Index("ix_task_participation", "pilot_id", "participation_id"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
