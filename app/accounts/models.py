"""Tables of users: accounts, their sessions, their roles in pilots."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, new_id, utc_now


class User(Base):
    """Somebody who signs in, or the command line (`is_system`), which never does."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, default=new_id, autoincrement=False
    )
    email: Mapped[str] = mapped_column(String(254), unique=True)
    display_name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    must_change_password: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_system: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(2), default="de")
    created_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class UserSession(Base):
    """A signed-in browser; the cookie holds a random token, the table only its hash."""

    __tablename__ = "user_session"
    __table_args__ = (Index("ix_user_session_user", "user_id"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    last_seen_at: Mapped[datetime] = mapped_column(Moment)


class SecondFactor(Base):
    """The secret that a user's phone makes codes from; it counts once a right code confirmed it."""

    __tablename__ = "second_factor"

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("user_account.id"), primary_key=True, autoincrement=False
    )
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    last_step: Mapped[int | None] = mapped_column(BigInteger)
    """The 30 seconds whose code was used last; neither it nor an earlier one counts again."""


class RecoveryCode(Base):
    """A code for when the phone is lost; the row goes when it is used."""

    __tablename__ = "recovery_code"

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("user_account.id"), primary_key=True, autoincrement=False
    )
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class PendingSignIn(Base):
    """A browser that has given the right password and not yet the code; it opens nothing."""

    __tablename__ = "pending_sign_in"
    __table_args__ = (Index("ix_pending_sign_in_user", "user_id"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)


class Membership(PilotRow, Base):
    """A role of a user in a pilot for a period; `until_day` is exclusive."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("until_day is null or until_day > from_day", name="days_in_order"),
        Index("ix_membership_user", "user_id", "pilot_id"),
        Index("ix_membership_pilot_user", "pilot_id", "user_id", "role"),
    )

    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    role: Mapped[str] = mapped_column(String(30))
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    granted_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
