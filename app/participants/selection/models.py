"""Tables of the selection: candidates and how the criteria looked at their referral."""

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


class Candidate(PilotRow, Base):
    """Somebody referred: open until admitted, declined, refused or never appeared.

    The person's name lives in `identity`. Who was not admitted is erased after the pilot's period:
    person and sealed texts go, the state and the month of the referral stay for counting.
    """

    __tablename__ = "candidate"
    __versioned__: dict[str, object] = {"exclude": ["reason_sealed", "decision_sealed"]}
    __table_args__ = (
        within_pilot("person_id", "person"),
        within_pilot("participation_id", "participation"),
        within_pilot("partner_id", "partner"),
        within_pilot("post_id", "post"),
        UniqueConstraint("pilot_id", "number"),
        UniqueConstraint("pilot_id", "participation_id"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("children is null or children between 0 and 20", name="children_in_bounds"),
        CheckConstraint("decided_on is null or decided_on >= referred_on", name="days_in_order"),
        CheckConstraint("(state = 'open') = (decided_on is null)", name="decided_with_a_day"),
        Index("ix_candidate_state", "pilot_id", "state", "referred_on"),
        Index("ix_candidate_person", "pilot_id", "person_id"),
    )

    number: Mapped[int]
    """Running number of the referral in the pilot."""
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    referred_on: Mapped[date]
    referrer: Mapped[str] = mapped_column(String(30))
    partner_id: Mapped[int | None] = mapped_column(BigInteger)
    talk_on: Mapped[date | None]
    """The day agreed for the first talk."""
    post_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(20), default="open")
    decided_on: Mapped[date | None]
    decision_reason: Mapped[str | None] = mapped_column(String(30))
    participation_id: Mapped[int | None] = mapped_column(BigInteger)
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    decision_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    sex: Mapped[str | None] = mapped_column(String(20))
    school: Mapped[str | None] = mapped_column(String(30))
    vocational: Mapped[str | None] = mapped_column(String(30))
    children: Mapped[int | None]
    health_restriction: Mapped[bool | None]
    addiction: Mapped[bool | None]
    erased_on: Mapped[date | None]
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CandidateAnswer(PilotRow, Base):
    """What a candidate stated about a criterion that nothing else tells (kind `stated`)."""

    __tablename__ = "candidate_answer"
    __table_args__ = (
        within_pilot("candidate_id", "candidate"),
        UniqueConstraint("pilot_id", "candidate_id", "criterion"),
    )

    candidate_id: Mapped[int] = mapped_column(BigInteger)
    criterion: Mapped[str] = mapped_column(String(40))
    holds: Mapped[bool]
