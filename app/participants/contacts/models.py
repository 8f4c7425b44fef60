"""Tables of the day's work: contacts with their topics, notes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class Contact(PilotRow, Base):
    """A contact with or about a participant; a wrong one is voided, not erased."""

    __tablename__ = "contact"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        within_pilot("partner_id", "partner"),
        CheckConstraint("minutes between 0 and 1440", name="minutes_in_bounds"),
        Index("ix_contact_participation", "pilot_id", "participation_id", "held_on"),
        Index("ix_contact_day", "pilot_id", "held_on"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    held_on: Mapped[date]
    minutes: Mapped[int]
    kind: Mapped[str] = mapped_column(String(30))
    was_reached: Mapped[bool] = mapped_column(default=True)
    partner_id: Mapped[int | None] = mapped_column(BigInteger)
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    voided_on: Mapped[date | None]
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ContactTopic(Base):
    """A topic of a contact, by the key that the programme gives it."""

    __tablename__ = "contact_topic"
    __table_args__ = (
        ForeignKeyConstraint(["pilot_id", "contact_id"], ["contact.pilot_id", "contact.id"]),
    )

    pilot_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("pilot.id"), primary_key=True, autoincrement=False
    )
    contact_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    topic: Mapped[str] = mapped_column(String(30), primary_key=True)


class CaseNote(PilotRow, Base):
    """A note in the file; sealed, for those who work the case."""

    __tablename__ = "case_note"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        Index("ix_case_note_participation", "pilot_id", "participation_id", "written_on"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    written_on: Mapped[date]
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    voided_on: Mapped[date | None]
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
