"""Reads of stored files; each starts from a pilot and a record."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.queries import names_in
from app.documents import store
from app.documents.models import Document, DocumentContent
from app.errors import NotFound
from app.extensions import db


@dataclass(frozen=True)
class DocumentRow:
    """A document as its record shows it; `removed_at` is None while it is kept."""

    id: int
    file_name: str
    media_type: str
    size_bytes: int
    sha256: str
    added_by: str
    added_at: datetime
    removed_by: str
    removed_at: datetime | None
    removed_reason: str


def documents_of(pilot_id: int, kind: str, record_id: int) -> Sequence[DocumentRow]:
    """The documents of a record in the order they came, those removed too."""
    return documents_of_all(pilot_id, kind, [record_id])[record_id]


def documents_of_all(
    pilot_id: int, kind: str, record_ids: Collection[int]
) -> Mapping[int, Sequence[DocumentRow]]:
    """The same of several records, by their ids; two statements however many they are."""
    rows = db.session.scalars(
        select(Document)
        .where(
            Document.pilot_id == pilot_id,
            Document.kind == kind,
            Document.record_id.in_(record_ids),
        )
        .order_by(Document.id)
    ).all()
    names = names_in(pilot_id) if rows else {}
    found: dict[int, list[DocumentRow]] = {record_id: [] for record_id in record_ids}
    for row in rows:
        found[row.record_id].append(_shown(row, names))
    return found


def _shown(row: Document, names: Mapping[int, str]) -> DocumentRow:
    return DocumentRow(
        row.id,
        name_of(row),
        row.media_type,
        row.size_bytes,
        row.sha256,
        names.get(row.added_by, "–"),
        row.added_at,
        names.get(row.removed_by or 0, "–"),
        row.removed_at,
        _opened(row, row.removed_reason_sealed, "removed_reason"),
    )


def document(pilot_id: int, kind: str, record_id: int, document_id: int) -> Document:
    """A document that is kept with exactly this record; NotFound for any other."""
    row = db.session.get(Document, (pilot_id, document_id))
    if row is None or (row.kind, row.record_id, row.removal) != (kind, record_id, 0):
        raise NotFound
    return row


def name_of(row: Document) -> str:
    """The name under which a document is kept."""
    return _opened(row, row.file_name_sealed, "file_name")


def content_of(row: Document) -> bytes:
    """What is in a document; the caller has recorded the reading before."""
    kept = db.session.get_one(DocumentContent, (row.pilot_id, row.id))
    return store.unseal(kept.sealed, row.pilot_id, row.id, "content")


def _opened(row: Document, sealed: bytes | None, column: str) -> str:
    return store.unseal(sealed, row.pilot_id, row.id, column).decode() if sealed else ""
