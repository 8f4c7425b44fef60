"""Tables of the funder's own workbooks: a form, and its editions with their mapping."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class FunderForm(PilotRow, Base):
    """A form that the funder wants filled in; put away when it is no longer asked for."""

    __tablename__ = "funder_form"
    __table_args__ = (UniqueConstraint("pilot_id", "title"),)

    title: Mapped[str] = mapped_column(String(120))
    retired_at: Mapped[datetime | None] = mapped_column(Moment)


class FunderFormEdition(PilotRow, Base):
    """An empty form with the places of its figures: append-only, the highest number counts."""

    __tablename__ = "funder_form_edition"
    __table_args__ = (
        within_pilot("form_id", "funder_form"),
        UniqueConstraint("pilot_id", "form_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    form_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    places: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Sheet, cell, key and labels of every place, as `exports.form_places.Place` has them."""
    made_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    made_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
