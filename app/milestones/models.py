"""The table of milestones."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, PilotRow


class Milestone(PilotRow, Base):
    """A promised event: when it was planned, when it is expected now, when it happened."""

    __tablename__ = "milestone"
    __versioned__: dict[str, object] = {}
    __table_args__ = (Index("ix_milestone_baseline_on", "pilot_id", "baseline_on"),)

    title: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    baseline_on: Mapped[date]
    expected_on: Mapped[date | None]
    actual_on: Mapped[date | None]
    remark: Mapped[str | None] = mapped_column(String(500))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
