"""Tables of reports to the funder: the report and the texts of its chapters."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class Report(PilotRow, Base):
    """An interim or final statement to the funder, from draft to filed; `edition` counts anew what
    is filed again for the same period."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("pilot_id", "kind", "year", "edition"),
        CheckConstraint("kind in ('interim', 'final')", name="kind_known"),
        CheckConstraint("language in ('de', 'en')", name="language_known"),
        CheckConstraint("edition > 0", name="edition_positive"),
        CheckConstraint("from_day <= until_day", name="days_in_order"),
        CheckConstraint(
            "approved_by is null or (approved_by <> checked_by and approved_by <> prepared_by)",
            name="two_people",
        ),
    )

    kind: Mapped[str] = mapped_column(String(10))
    year: Mapped[int]
    """The calendar year; of a final statement that of the last day of the period."""
    edition: Mapped[int] = mapped_column(default=1)
    language: Mapped[str] = mapped_column(String(2))
    from_day: Mapped[date]
    until_day: Mapped[date]
    state: Mapped[str] = mapped_column(String(12))
    prepared_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    checked_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    approved_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    begun_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ReportText(PilotRow, Base):
    """What the coordinator wrote in a chapter of the factual report (Sachbericht)."""

    __tablename__ = "report_text"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("report_id", "report"),
        UniqueConstraint("pilot_id", "report_id", "chapter"),
    )

    report_id: Mapped[int] = mapped_column(BigInteger)
    chapter: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
