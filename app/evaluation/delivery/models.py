"""Table of a delivery instance: which packages it has taken."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class DeliveredPackage(PilotRow, Base):
    """A package that was taken; append-only. An older one of the same pilot is refused after it."""

    __tablename__ = "delivered_package"
    __table_args__ = (
        within_pilot("release_id", "release"),
        UniqueConstraint("pilot_id", "digest"),
        CheckConstraint("closed >= 0", name="closed_counted"),
    )

    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the package as it came."""
    issued_at: Mapped[datetime] = mapped_column(Moment)
    """When the main instance made it."""
    release_id: Mapped[int | None] = mapped_column(BigInteger)
    """None for a package that only closes releases."""
    closed: Mapped[int]
    """How many releases it closed here."""
    taken_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
