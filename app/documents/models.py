"""Tables of stored files: what is known of a document, and apart from it the sealed content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class Document(PilotRow, Base):
    """A file kept with a record, which `kind` and `record_id` name (no foreign key: many tables).

    Its name and the reason of a removal may hold names of people: sealed.
    """

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("pilot_id", "kind", "record_id", "sha256", "removal"),
        CheckConstraint("size_bytes > 0", name="size_positive"),
        CheckConstraint(
            "(removal = 0) = (removed_at is null) and (removal = 0) = (removed_by is null) "
            "and (removal = 0) = (removed_reason_sealed is null)",
            name="removal_whole",
        ),
    )

    kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int] = mapped_column(BigInteger)
    file_name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    media_type: Mapped[str] = mapped_column(String(40))
    size_bytes: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    added_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    added_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    removal: Mapped[int] = mapped_column(BigInteger, default=0)
    """0 while it is kept, then its own id: one copy of a file per record, removed ones apart."""
    removed_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    removed_reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class DocumentContent(Base):
    """The sealed content of a document; gone once the document is removed."""

    __tablename__ = "document_content"
    __table_args__ = (within_pilot("document_id", "document"),)

    pilot_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("pilot.id"), primary_key=True, autoincrement=False
    )
    document_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
