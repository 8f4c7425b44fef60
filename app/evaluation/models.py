"""The table of releases to the evaluation institute."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now


class Release(PilotRow, Base):
    """A frozen dataset for a day of account; its workbook lies sealed among the files."""

    __tablename__ = "release"
    __table_args__ = (Index("ix_release_released_at", "pilot_id", "released_at"),)

    day: Mapped[date]
    persons: Mapped[int]
    left_out: Mapped[int]
    """People without consent to evaluation in force on the day of release."""
    content_hash: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(120))
    note: Mapped[str | None] = mapped_column(String(300))
    released_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    released_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
