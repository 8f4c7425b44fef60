"""Tables of releases: what was frozen for whom, its files, who is in it, who fetched it."""

from __future__ import annotations

from datetime import date, datetime
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

from app.database import Base, Moment, PilotRow, utc_now, within_pilot


class Release(PilotRow, Base):
    """A frozen answer to a question, for one recipient; prepared by one person, approved by
    another. Its files lie sealed outside the database.

    Releases made before two people were asked for have no `approved_by`.
    """

    __tablename__ = "release"
    __table_args__ = (
        within_pilot("recipient_id", "recipient"),
        within_pilot("previous_id", "release"),
        UniqueConstraint("pilot_id", "number"),
        CheckConstraint("kind in ('research', 'publication')", name="kind_known"),
        CheckConstraint("approved_by is null or approved_by <> prepared_by", name="two_people"),
        CheckConstraint("approved_at is null or discarded_at is null", name="one_end"),
        CheckConstraint("withdrawn_at is null or approved_at is not null", name="approved_first"),
        CheckConstraint(
            "kind = 'research' or approved_at is null or exception is not null "
            "or (k_reached >= k_asked and l_reached >= l_asked)",
            name="safe_or_excepted",
        ),
        Index("ix_release_recipient", "pilot_id", "recipient_id", "number"),
    )

    recipient_id: Mapped[int] = mapped_column(BigInteger)
    previous_id: Mapped[int | None] = mapped_column(BigInteger)
    """The release to the same recipient that this one is compared with."""
    number: Mapped[int]
    """Counts the releases of the pilot from 1."""
    kind: Mapped[str] = mapped_column(String(12))
    day: Mapped[date]
    question: Mapped[dict[str, Any]] = mapped_column(JSON)
    persons: Mapped[int]
    left_out: Mapped[int]
    """People without consent to evaluation in force on the day of release."""
    row_counts: Mapped[dict[str, int]] = mapped_column(JSON)
    content_hash: Mapped[str] = mapped_column(String(64))
    codebook_hash: Mapped[str] = mapped_column(String(64))
    k_reached: Mapped[int | None]
    """People in the smallest group of equal quasi-identifiers; None where nobody measured."""
    l_reached: Mapped[int | None]
    """Different sensitive values in the poorest of these groups."""
    k_asked: Mapped[int]
    l_asked: Mapped[int]
    exception: Mapped[str | None] = mapped_column(String(500))
    """Why a publication leaves the house although it misses its k or l."""
    difference: Mapped[dict[str, Any]] = mapped_column(JSON)
    quality: Mapped[dict[str, Any]] = mapped_column(JSON)
    chain_sequence: Mapped[int] = mapped_column(BigInteger)
    chain_hash: Mapped[str] = mapped_column(String(64))
    stem: Mapped[str] = mapped_column(String(120))
    """How the names of its files begin."""
    note: Mapped[str | None] = mapped_column(String(300))
    prepared_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    prepared_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    approved_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    discarded_at: Mapped[datetime | None] = mapped_column(Moment)
    discarded_for: Mapped[str | None] = mapped_column(String(500))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    cleared_at: Mapped[datetime | None] = mapped_column(Moment)
    """When its files were removed; hashes and counts stay."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ReleaseFile(PilotRow, Base):
    """A file of a release, by its format; the hash is that of the bytes handed out.

    Nobody noted size and hash of files made before there were several formats.
    """

    __tablename__ = "release_file"
    __table_args__ = (
        within_pilot("release_id", "release"),
        UniqueConstraint("pilot_id", "release_id", "format"),
    )

    release_id: Mapped[int] = mapped_column(BigInteger)
    format: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(160))
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(String(64))


class ReleaseMember(PilotRow, Base):
    """A person in a release, so that a withdrawn consent locks it; which consents it rests on."""

    __tablename__ = "release_member"
    __table_args__ = (
        within_pilot("release_id", "release"),
        within_pilot("person_id", "person"),
        UniqueConstraint("pilot_id", "release_id", "person_id"),
        Index("ix_release_member_person", "pilot_id", "person_id"),
    )

    release_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    has_health: Mapped[bool]
    has_follow_up: Mapped[bool]


class ReleaseDownload(PilotRow, Base):
    """Who fetched which file, and what for; append-only. `token_id`: by a program of theirs."""

    __tablename__ = "release_download"
    __table_args__ = (
        within_pilot("release_id", "release"),
        within_pilot("token_id", "access_token"),
        Index("ix_release_download_release", "pilot_id", "release_id"),
    )

    release_id: Mapped[int] = mapped_column(BigInteger)
    format: Mapped[str] = mapped_column(String(12))
    user_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    token_id: Mapped[int | None] = mapped_column(BigInteger)
    purpose: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class DeletionNotice(PilotRow, Base):
    """A recipient was asked to delete a locked release; then whether and when it confirmed."""

    __tablename__ = "deletion_notice"
    __table_args__ = (
        within_pilot("release_id", "release"),
        UniqueConstraint("pilot_id", "release_id"),
        CheckConstraint("way in ('letter', 'mail', 'other')", name="way_known"),
        CheckConstraint("confirmed_on is null or confirmed_on >= sent_on", name="days_in_order"),
        CheckConstraint(
            "(confirmed_on is null) = (confirmed_by is null)", name="confirmation_whole"
        ),
    )

    release_id: Mapped[int] = mapped_column(BigInteger)
    sent_on: Mapped[date]
    way: Mapped[str] = mapped_column(String(10))
    sent_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    reference: Mapped[str | None] = mapped_column(String(200))
    """Where the confirmation is kept."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
