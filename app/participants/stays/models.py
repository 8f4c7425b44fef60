"""Tables beside the stages of a stay: interruptions, releases from secrecy."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class Interruption(PilotRow, Base):
    """Days on which a stay pauses (hospital, parental leave): [from_day, until_day)."""

    __tablename__ = "interruption"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        CheckConstraint("until_day is null or until_day > from_day", name="days_in_order"),
        Index("ix_interruption_participation", "pilot_id", "participation_id", "from_day"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(30))
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class SecrecyRelease(PilotRow, Base):
    """Release from professional secrecy (Schweigepflichtentbindung) towards one institution."""

    __tablename__ = "secrecy_release"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        within_pilot("partner_id", "partner"),
        CheckConstraint("withdrawn_on is null or withdrawn_on >= given_on", name="days_in_order"),
        CheckConstraint("valid_until is null or valid_until >= given_on", name="validity_in_order"),
        Index("ix_secrecy_release_participation", "pilot_id", "participation_id", "partner_id"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    partner_id: Mapped[int] = mapped_column(BigInteger)
    scope: Mapped[str] = mapped_column(String(30))
    """mutual, to_partner, from_partner: in which direction information may flow."""
    form: Mapped[str] = mapped_column(String(20))
    document_reference: Mapped[str | None] = mapped_column(String(120))
    signed_by: Mapped[str] = mapped_column(String(20), default="person")
    representative_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    given_on: Mapped[date]
    valid_until: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
