"""Tables of drafts: another financing plan that a notice would have to allow."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class PlanDraft(PilotRow, Base):
    """A draft of a reallocation (Umschichtung), until it is adopted with its notice or dropped."""

    __tablename__ = "plan_draft"
    __table_args__ = (
        within_pilot("base_plan_id", "plan"),
        within_pilot("adopted_plan_id", "plan"),
        UniqueConstraint("pilot_id", "number"),
        CheckConstraint("state in ('open', 'adopted', 'dropped')", name="state_known"),
        CheckConstraint(
            "(state = 'adopted') = (adopted_plan_id is not null)", name="adopted_has_plan"
        ),
        CheckConstraint("adopted_by is null or adopted_by <> drafted_by", name="four_eyes"),
    )

    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(String(500))
    state: Mapped[str] = mapped_column(String(10), default="open")
    base_plan_id: Mapped[int] = mapped_column(BigInteger)
    amounts: Mapped[list[list[str | int]]] = mapped_column(JSON)
    """Position, year, cents: a working paper; the amounts of a plan have a table."""
    drafted_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    drafted_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    adopted_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    adopted_plan_id: Mapped[int | None] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
