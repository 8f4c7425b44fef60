"""Tables of the pilot itself: its configuration, posts, and who holds them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, new_id, utc_now, within_pilot


class Pilot(Base):
    """A funded pilot. Its programme stands in `configuration`, JSON shaped like the preset."""

    __tablename__ = "pilot"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, default=new_id, autoincrement=False
    )
    key: Mapped[str] = mapped_column(String(40), unique=True)
    configuration: Mapped[str] = mapped_column(Text)
    training_day: Mapped[date | None]
    """The fixed day of account of a demonstration; a real pilot has none and uses today."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class Post(PilotRow, Base):
    """A funded post; lists name posts, users hold them for periods."""

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("pilot_id", "key"),
        UniqueConstraint("pilot_id", "title"),
        CheckConstraint("fte_percent between 1 and 1000", name="fte_in_bounds"),
    )

    key: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(120))
    fte_percent: Mapped[int]
    carries_cases: Mapped[bool]


class PostHolding(PilotRow, Base):
    """A user holds a post from a day up to, not including, another."""

    __tablename__ = "post_holding"
    __table_args__ = (
        within_pilot("post_id", "post"),
        CheckConstraint("until_day is null or until_day > from_day", name="days_in_order"),
        Index("ix_post_holding_post", "pilot_id", "post_id"),
        Index("ix_post_holding_user", "user_id"),
    )

    post_id: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    is_deputy: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Stands in for whoever holds the post (Vertretung)."""


class PostShare(PilotRow, Base):
    """The full-time share of a post in percent from a day on; before the first the post's own.

    0 is a post that is not filled.
    """

    __tablename__ = "post_share"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("post_id", "post"),
        UniqueConstraint("pilot_id", "post_id", "from_day"),
        CheckConstraint("fte_percent between 0 and 1000", name="fte_in_bounds"),
    )

    post_id: Mapped[int] = mapped_column(BigInteger)
    from_day: Mapped[date]
    fte_percent: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PostAbsence(PilotRow, Base):
    """Days on which nobody works on a post: [from_day, until_day). The reason is not kept."""

    __tablename__ = "post_absence"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("post_id", "post"),
        CheckConstraint("until_day is null or until_day > from_day", name="days_in_order"),
        Index("ix_post_absence_post", "pilot_id", "post_id", "from_day"),
    )

    post_id: Mapped[int] = mapped_column(BigInteger)
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class RuleSetChoice(PilotRow, Base):
    """Which auxiliary conditions bind the pilot from a day on (append-only); the latest counts.

    Before the first choice the rule set of the preset binds. `own_values` is JSON: what the notice
    sets otherwise than the shipped rule set (see `app.pilots.rule_set.OwnValue`).
    """

    __tablename__ = "rule_set_choice"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reason_given"),
        Index("ix_rule_set_choice_valid_from", "pilot_id", "valid_from", "id"),
    )

    key: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date]
    own_values: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(300))
    chosen_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    chosen_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
