"""Tables of programme monitoring: the mapping, the delivery, its life, and numbers for a while."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class MonitoringMapping(PilotRow, Base):
    """A mapping that replaces the one of the programme, as it was given; append-only."""

    __tablename__ = "monitoring_mapping"
    __table_args__ = (
        UniqueConstraint("pilot_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    """The TOML file (`pilots.monitoring`)."""
    note: Mapped[str] = mapped_column(String(300))
    taken_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    taken_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class MonitoringDelivery(PilotRow, Base):
    """The delivery of a half-year; a correction is a further one with the next number.

    The numbers and the file are gone once it is handed over or given up; who was in it stays.
    """

    __tablename__ = "monitoring_delivery"
    __table_args__ = (
        UniqueConstraint("pilot_id", "half_year", "number"),
        UniqueConstraint("pilot_id", "open_half_year"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint(
            "state in ('open', 'submitted', 'approved', 'made', 'handed_over', 'given_up')",
            name="state_known",
        ),
        CheckConstraint(
            "(state in ('handed_over', 'given_up')) = (open_half_year is null)",
            name="one_is_open",
        ),
        CheckConstraint(
            "open_half_year is null or open_half_year = half_year", name="open_is_its_own"
        ),
        CheckConstraint(
            "approved_by is null or (approved_by <> begun_by and approved_by <> submitted_by)",
            name="two_people",
        ),
        CheckConstraint(
            "state in ('open', 'given_up') or submitted_by is not null", name="is_submitted"
        ),
        CheckConstraint(
            "state in ('open', 'submitted', 'given_up') or approved_by is not null",
            name="is_approved",
        ),
        CheckConstraint(
            "state not in ('made', 'handed_over') or file_sha256 is not null", name="file_known"
        ),
        CheckConstraint(
            "state <> 'handed_over' or (handed_on is not null and handed_to is not null "
            "and handed_way is not null)",
            name="handing_over_told",
        ),
        CheckConstraint(
            "(state in ('handed_over', 'given_up')) = (destroyed_at is not null)",
            name="destroyed_when_closed",
        ),
    )

    half_year: Mapped[str] = mapped_column(String(6))
    open_half_year: Mapped[str | None] = mapped_column(String(6))
    """The half-year as long as the delivery is not closed: of each there is one open at most."""
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    begun_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    begun_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    submitted_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    approved_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    participants: Mapped[list[int]] = mapped_column(JSON, default=list)
    """Participant numbers in the file since it was submitted."""
    numbers_given: Mapped[int] = mapped_column(default=0)
    """How many of them had a social security number."""
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    """Of what was submitted (`rules.rows.fingerprint`)."""
    mapping_number: Mapped[int | None]
    """The mapping it was made with; 0 is that of the programme."""
    file_name: Mapped[str | None] = mapped_column(String(120))
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    file_made_on: Mapped[date | None]
    handed_on: Mapped[date | None]
    handed_to: Mapped[str | None] = mapped_column(String(500))
    handed_way: Mapped[str | None] = mapped_column(String(500))
    destroyed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class MonitoringEvent(PilotRow, Base):
    """An act in the life of a delivery (`rules.life.Act`): who, when, why; append-only."""

    __tablename__ = "monitoring_event"
    __table_args__ = (
        within_pilot("delivery_id", "monitoring_delivery"),
        UniqueConstraint("pilot_id", "delivery_id", "turn"),
        CheckConstraint("turn > 0", name="turn_positive"),
        CheckConstraint(
            "act in ('begin', 'submit', 'approve', 'send_back', 'lapse', 'make', 'download', "
            "'hand_over', 'give_up')",
            name="act_known",
        ),
        CheckConstraint(
            "act not in ('send_back', 'give_up') or (note is not null and note <> '')",
            name="reason_given",
        ),
    )

    delivery_id: Mapped[int] = mapped_column(BigInteger)
    turn: Mapped[int]
    """Counts the acts of the delivery from 1."""
    act: Mapped[str] = mapped_column(String(12))
    done_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    note: Mapped[str | None] = mapped_column(String(500))
    withdrawn: Mapped[int] = mapped_column(default=0)
    """People who went out of it since: their consent was withdrawn, or the stay corrected."""
    expired: Mapped[int] = mapped_column(default=0)
    """Numbers that were kept for too long."""


class MonitoringNumber(PilotRow, Base):
    """A social security number, sealed with the key of its delivery, until that is handed over.

    The key lies among the files, outside the database: with it a number is gone for good, in
    whatever page of the database or backup its row may still be found.
    """

    __tablename__ = "monitoring_number"
    __table_args__ = (
        within_pilot("delivery_id", "monitoring_delivery"),
        # whoever is removed from the house takes the number along
        ForeignKeyConstraint(
            ["pilot_id", "person_id"], ["person.pilot_id", "person.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("pilot_id", "delivery_id", "person_id"),
        UniqueConstraint("pilot_id", "delivery_id", "mark"),
    )

    delivery_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    mark: Mapped[str] = mapped_column(String(64))
    """A keyed hash (HMAC-SHA256 with the same key): no number stands for two people."""
    fits_age: Mapped[bool | None]
    entered_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    entered_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
