"""Who did, changed, read and exported what: append-only, chained by hashes per pilot.

Entries hold ids and field names, never values. Chain 0 is the house itself (accounts).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import BigInteger, Index, String, Table, bindparam, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.access import Actor
from app.database import Base, Moment, utc_now
from app.extensions import db

HOUSE = 0
GENESIS = "0" * 64


class AuditEntry(Base):
    """One recorded act; a trigger of the database refuses change and removal."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_subject", "pilot_id", "subject", "subject_id"),)

    pilot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    fields: Mapped[str] = mapped_column(String(500))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The end of each chain; locked while an entry is added, so that chains never fork."""

    __tablename__ = "audit_head"

    pilot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))


_ENTRIES = cast(Table, AuditEntry.__table__)
_HEADS = cast(Table, AuditHead.__table__)
_HEAD = (
    select(_HEADS.c.sequence, _HEADS.c.hash)
    .where(_HEADS.c.pilot_id == bindparam("pilot"))
    .with_for_update()
)
_ADD = insert(_ENTRIES)
_MOVE_HEAD = update(_HEADS).where(_HEADS.c.pilot_id == bindparam("pilot"))


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold."""

    pilot_id: int
    sequence: int


def open_chain(pilot_id: int) -> None:
    """Begins the chain of a pilot."""
    db.session.add(AuditHead(pilot_id=pilot_id, sequence=0, hash=GENESIS))
    db.session.flush()


def head_of(pilot_id: int) -> AuditHead:
    """The end of a pilot's chain as this transaction sees it."""
    return db.session.get_one(AuditHead, pilot_id, populate_existing=True)


def record(
    actor: Actor,
    action: str,
    subject: str,
    subject_id: int | None = None,
    fields: Sequence[str] = (),
) -> None:
    """Adds an entry to the chain of the actor's pilot (pilot 0: the house)."""
    _append(actor.pilot_id, actor.user_id or None, action, subject, subject_id, fields)


def _append(
    pilot_id: int,
    user_id: int | None,
    action: str,
    subject: str,
    subject_id: int | None,
    fields: Sequence[str],
) -> None:
    connection = db.session.connection()
    head = connection.execute(_HEAD, {"pilot": pilot_id}).one()
    db.session.flush()
    said: dict[str, Any] = {
        "pilot_id": pilot_id,
        "sequence": head.sequence + 1,
        "at": utc_now(),
        "user_id": user_id,
        "action": action,
        "subject": subject,
        "subject_id": subject_id,
        "fields": ",".join(fields)[:500],
        "previous_hash": head.hash,
    }
    said["hash"] = hash_of(said)
    connection.execute(_ADD, said)
    connection.execute(
        _MOVE_HEAD, {"pilot": pilot_id, "sequence": said["sequence"], "hash": said["hash"]}
    )


def hash_of(said: Mapping[str, Any]) -> str:
    """SHA-256 over the entry before and all that this one says, in a fixed order."""
    ordered = [
        said["previous_hash"],
        said["pilot_id"],
        said["sequence"],
        said["at"].isoformat(timespec="microseconds"),
        said["user_id"],
        said["action"],
        said["subject"],
        said["subject_id"],
        said["fields"],
    ]
    return hashlib.sha256(json.dumps(ordered, ensure_ascii=True).encode()).hexdigest()


def entry_hash(entry: AuditEntry) -> str:
    """What the hash of a stored entry must be."""
    return hash_of({column.name: getattr(entry, column.name) for column in _ENTRIES.columns})


def first_break(entries: Iterable[AuditEntry], head: AuditHead) -> Break | None:
    """The first place where the chain does not hold, or None for a sound chain."""
    previous, sequence = GENESIS, 0
    for entry in entries:
        sequence += 1
        sound = entry.sequence == sequence and entry.previous_hash == previous
        if not sound or entry_hash(entry) != entry.hash:
            return Break(head.pilot_id, sequence)
        previous = entry.hash
    if (sequence, previous) != (head.sequence, head.hash):
        return Break(head.pilot_id, sequence)
    return None


def check_chain(pilot_id: int) -> Break | None:
    """Recomputes the chain of a pilot from the database."""
    head = db.session.get_one(AuditHead, pilot_id)
    entries = db.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.pilot_id == pilot_id)
        .order_by(AuditEntry.sequence)
        .execution_options(yield_per=1000)
    )
    return first_break(entries, head)
