"""The table of duties that were noted as met by hand."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class DutyMet(PilotRow, Base):
    """Somebody noted that a duty was met, or took such a note back; a trigger refuses change.

    `duty` is the code of `duties.rules`. Taking back is a row of its own, with its reason as note.
    """

    __tablename__ = "duty_met"
    __table_args__ = (
        within_pilot("reverses_id", "duty_met"),
        CheckConstraint(
            "(reverses_id is null and met_on is not null and reference is not null) or "
            "(reverses_id is not null and met_on is null and reference is null and note <> '')",
            name="note_or_reversal",
        ),
        UniqueConstraint("pilot_id", "reverses_id"),
        Index("ix_duty_met_duty", "pilot_id", "duty"),
    )

    duty: Mapped[str] = mapped_column(String(40))
    met_on: Mapped[date | None]
    reference: Mapped[str | None] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(String(500))
    reverses_id: Mapped[int | None] = mapped_column(BigInteger)
    noted_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    noted_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
