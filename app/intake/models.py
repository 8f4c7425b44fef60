"""Tables of imports: what came in, whether it was taken back, and remembered columns."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now


class Import(PilotRow, Base):
    """One file taken in; its rows carry this id, so that it can be undone as a whole."""

    __tablename__ = "import_batch"
    __table_args__ = (
        CheckConstraint(
            "read_count = accepted + rejected + duplicates + unchanged", name="counts_add_up"
        ),
        Index("ix_import_batch_imported_at", "pilot_id", "imported_at"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(200))
    file_hash: Mapped[str] = mapped_column(String(64))
    read_count: Mapped[int]
    accepted: Mapped[int]
    rejected: Mapped[int]
    duplicates: Mapped[int]
    unchanged: Mapped[int]
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Codes, lines, columns and cells; no values, since a value could be a name."""
    imported_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    imported_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    undone_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    undone_at: Mapped[datetime | None] = mapped_column(Moment)


class ColumnAssignment(PilotRow, Base):
    """Under which head one of our columns stands in this pilot's files, as somebody said."""

    __tablename__ = "column_assignment"
    __table_args__ = (UniqueConstraint("pilot_id", "kind", "column_name"),)

    kind: Mapped[str] = mapped_column(String(20))
    column: Mapped[str] = mapped_column("column_name", String(60))
    head: Mapped[str | None] = mapped_column(String(120))
    """The head as the file writes it, folded (`app.intake.rows.fold`); None: the files lack it."""
    assigned_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    assigned_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
