"""Tables of the network: institutions, contact persons, agreements, involvements."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class Partner(PilotRow, Base):
    """An institution of the network (health insurer, clinic, counselling centre, …)."""

    __tablename__ = "partner"
    __versioned__: dict[str, object] = {}
    __table_args__ = (UniqueConstraint("pilot_id", "name"),)

    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(30))
    place: Mapped[str | None] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(60))
    email: Mapped[str | None] = mapped_column(String(200))
    remark: Mapped[str | None] = mapped_column(String(500))
    ended_on: Mapped[date | None]
    """From this day on the institution is no longer offered; its past stays."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PartnerContact(PilotRow, Base):
    """A person to turn to in an institution; business contact data only."""

    __tablename__ = "partner_contact"
    __table_args__ = (
        within_pilot("partner_id", "partner"),
        Index("ix_partner_contact_partner", "pilot_id", "partner_id"),
    )

    partner_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(120))
    function: Mapped[str | None] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(60))
    email: Mapped[str | None] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Agreement(PilotRow, Base):
    """A cooperation agreement (Kooperationsvereinbarung); `valid_until` is its last day."""

    __tablename__ = "agreement"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("partner_id", "partner"),
        CheckConstraint("valid_until is null or valid_until >= valid_from", name="days_in_order"),
        CheckConstraint("remind_days between 0 and 730", name="reminder_in_bounds"),
        Index("ix_agreement_partner", "pilot_id", "partner_id"),
        Index("ix_agreement_until", "pilot_id", "valid_until"),
    )

    partner_id: Mapped[int] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(String(200))
    signed_on: Mapped[date | None]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    remind_days: Mapped[int] = mapped_column(default=90)
    document_reference: Mapped[str | None] = mapped_column(String(120))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Involvement(PilotRow, Base):
    """An institution brought in for a participation: for what, from when, with what result.

    Coded only: free text about a person does not belong here.
    """

    __tablename__ = "involvement"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("partner_id", "partner"),
        within_pilot("participation_id", "participation"),
        CheckConstraint("until_day is null or until_day >= from_day", name="days_in_order"),
        UniqueConstraint("pilot_id", "participation_id", "partner_id", "purpose", "from_day"),
        Index("ix_involvement_partner", "pilot_id", "partner_id", "from_day"),
    )

    partner_id: Mapped[int] = mapped_column(BigInteger)
    participation_id: Mapped[int] = mapped_column(BigInteger)
    purpose: Mapped[str] = mapped_column(String(30))
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    result: Mapped[str | None] = mapped_column(String(30))
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
