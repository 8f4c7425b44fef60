"""Tables of participants: the person, each participation, its stages, care and consents."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class Person(PilotRow, Base):
    """A human being by number; whoever returns is the same person. The name lives in `identity`."""

    __tablename__ = "person"

    import_id: Mapped[int | None] = mapped_column(BigInteger)


class Participation(PilotRow, Base):
    """One stay of a person in the pilot, from admission (Aufnahme) to exit (Austritt)."""

    __tablename__ = "participation"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("person_id", "person"),
        UniqueConstraint("pilot_id", "number"),
        CheckConstraint("exited_on is null or exited_on >= admitted_on", name="exit_after_entry"),
        CheckConstraint("children is null or children between 0 and 20", name="children_in_bounds"),
        CheckConstraint(
            "age_at_entry is null or age_at_entry between 0 and 120", name="age_in_bounds"
        ),
        CheckConstraint("number > 0", name="number_positive"),
        Index("ix_participation_person", "pilot_id", "person_id", "admitted_on"),
        Index("ix_participation_stay", "pilot_id", "admitted_on", "exited_on", "number", "id"),
        Index("ix_participation_exception", "pilot_id", "against_criteria", "admitted_on"),
    )

    person_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int]
    """Running number in the pilot: how everybody else names the person."""
    referred_on: Mapped[date | None]
    admitted_on: Mapped[date]
    exited_on: Mapped[date | None]
    exit_reason: Mapped[str | None] = mapped_column(String(30))
    outcome: Mapped[str | None] = mapped_column(String(30))
    age_at_entry: Mapped[int | None]
    sex: Mapped[str | None] = mapped_column(String(20))
    school: Mapped[str | None] = mapped_column(String(30))
    vocational: Mapped[str | None] = mapped_column(String(30))
    children: Mapped[int | None]
    health_restriction: Mapped[bool | None]
    addiction: Mapped[bool | None]
    against_criteria: Mapped[bool] = mapped_column(default=False)
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    remark_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    import_id: Mapped[int | None] = mapped_column(BigInteger)
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class StageEvent(PilotRow, Base):
    """A move into a stage on a day; a wrong one is reversed by naming it, never erased."""

    __tablename__ = "stage_event"
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        within_pilot("reverses_id", "stage_event"),
        UniqueConstraint("pilot_id", "reverses_id"),
        CheckConstraint("stage > 0", name="stage_positive"),
        # With all that the stage on a day needs, so that nothing but the index is read for it.
        Index(
            "ix_stage_event_participation",
            "pilot_id",
            "participation_id",
            "entered_on",
            "id",
            "stage",
            "reverses_id",
        ),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    stage: Mapped[int]
    entered_on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(String(500))
    reverses_id: Mapped[int | None] = mapped_column(BigInteger)
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class Care(PilotRow, Base):
    """In whose care a participation is: a post, from a day up to, not including, another."""

    __tablename__ = "care"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        within_pilot("post_id", "post"),
        UniqueConstraint("pilot_id", "participation_id", "from_day"),
        CheckConstraint("until_day is null or until_day >= from_day", name="days_in_order"),
        Index("ix_care_post", "pilot_id", "post_id", "from_day"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    post_id: Mapped[int] = mapped_column(BigInteger)
    from_day: Mapped[date]
    until_day: Mapped[date | None]


class Consent(PilotRow, Base):
    """Consent of a participation to one purpose; withdrawn from a day on, never deleted."""

    __tablename__ = "consent"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        CheckConstraint("withdrawn_on is null or withdrawn_on >= given_on", name="days_in_order"),
        UniqueConstraint("pilot_id", "participation_id", "purpose", "given_on"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    purpose: Mapped[str] = mapped_column(String(30))
    form: Mapped[str] = mapped_column(String(20))
    recipient: Mapped[str | None] = mapped_column(String(120))
    """Who may receive the data, as the signed text says."""
    text_version: Mapped[str | None] = mapped_column(String(20))
    document_reference: Mapped[str | None] = mapped_column(String(120))
    signed_by: Mapped[str] = mapped_column(
        String(20), default="person", server_default=text("'person'")
    )
    representative_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    given_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CriterionAnswer(PilotRow, Base):
    """How a criterion of admission was answered on the day of entry; figures stay out of it."""

    __tablename__ = "criterion_answer"
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        UniqueConstraint("pilot_id", "participation_id", "criterion"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    criterion: Mapped[str] = mapped_column(String(40))
    answer: Mapped[str] = mapped_column(String(20))
