"""Tables of questionnaires: what was asked in which wave, the answers, crises."""

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
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class Questionnaire(PilotRow, Base):
    """An instrument in a wave for a participation: answered on a day, or missing for a reason."""

    __tablename__ = "questionnaire"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        UniqueConstraint("pilot_id", "participation_id", "instrument", "wave"),
        CheckConstraint("(answered_on is null) <> (missing is null)", name="answered_or_missing"),
        Index("ix_questionnaire_wave", "pilot_id", "instrument", "wave"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    instrument: Mapped[str] = mapped_column(String(20))
    wave: Mapped[str] = mapped_column(String(10))
    answered_on: Mapped[date | None]
    missing: Mapped[str | None] = mapped_column(String(20))
    score: Mapped[int | None]
    """The instrument's score times its scale (see the instrument); None where items are missing."""
    mode: Mapped[str | None] = mapped_column(String(20))
    from_paper: Mapped[bool] = mapped_column(default=False)
    """Entered later from paper: the moment of recording is not the day of answering."""
    language: Mapped[str | None] = mapped_column(String(2))
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class QuestionnaireAnswer(PilotRow, Base):
    """The answer to one item; None where the person left it out."""

    __tablename__ = "questionnaire_answer"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("questionnaire_id", "questionnaire"),
        UniqueConstraint("pilot_id", "questionnaire_id", "item"),
    )

    questionnaire_id: Mapped[int] = mapped_column(BigInteger)
    item: Mapped[int]
    value: Mapped[int | None]


class CrisisProcedure(PilotRow, Base):
    """What is to be done at once in a crisis, and within how many hours it must be confirmed."""

    __tablename__ = "crisis_procedure"
    __table_args__ = (
        CheckConstraint("confirm_hours between 1 and 168", name="hours_in_bounds"),
        Index("ix_crisis_procedure_from", "pilot_id", "recorded_at"),
    )

    text: Mapped[str] = mapped_column(String(4000))
    confirm_hours: Mapped[int]
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class Crisis(PilotRow, Base):
    """An answer that opened the crisis procedure, and who confirmed having acted, and when."""

    __tablename__ = "crisis"
    __table_args__ = (
        within_pilot("participation_id", "participation"),
        within_pilot("questionnaire_id", "questionnaire"),
        UniqueConstraint("pilot_id", "questionnaire_id"),
        Index("ix_crisis_open", "pilot_id", "confirmed_at", "raised_at"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    questionnaire_id: Mapped[int] = mapped_column(BigInteger)
    raised_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    due_at: Mapped[datetime] = mapped_column(Moment)
    """Unconfirmed at this moment it goes on to deputy and coordinator."""
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    confirmed_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    measures_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
