"""Files kept with a record, and removed with a reason. Services flush, never commit."""

from __future__ import annotations

import hashlib

from sqlalchemy import delete, select

from app import audit
from app.access import Actor
from app.database import new_id, utc_now
from app.documents import queries, store
from app.documents.models import Document, DocumentContent
from app.documents.rules import check_removal, media_type_of, safe_name
from app.errors import DomainError
from app.extensions import db
from app.pilots.queries import one_at_a_time


def attach(actor: Actor, kind: str, record_id: int, file_name: str, data: bytes) -> int:
    """Keeps a file with a record of that kind; returns the id of the document.

    The caller has seen to it that the record is there. The same file twice is refused.
    """
    media_type = media_type_of(data, store.limit_bytes())
    one_at_a_time(actor.pilot_id)
    digest = hashlib.sha256(data).hexdigest()
    if _is_kept(actor.pilot_id, kind, record_id, digest):
        raise DomainError("document.there_already", "file")
    document_id, pilot_id = new_id(), actor.pilot_id
    name = safe_name(file_name, media_type)
    db.session.add(
        Document(
            pilot_id=pilot_id,
            id=document_id,
            kind=kind,
            record_id=record_id,
            file_name_sealed=store.seal(name.encode(), pilot_id, document_id, "file_name"),
            media_type=media_type,
            size_bytes=len(data),
            sha256=digest,
            added_by=actor.user_id,
        )
    )
    db.session.flush()
    sealed = store.seal(data, pilot_id, document_id, "content")
    db.session.add(DocumentContent(pilot_id=pilot_id, document_id=document_id, sealed=sealed))
    db.session.flush()
    audit.record(actor, "attach_document", kind, record_id)
    return document_id


def _is_kept(pilot_id: int, kind: str, record_id: int, digest: str) -> bool:
    same = (
        Document.pilot_id == pilot_id,
        Document.kind == kind,
        Document.record_id == record_id,
        Document.sha256 == digest,
        Document.removal == 0,
    )
    return db.session.scalar(select(Document.id).where(*same)) is not None


def remove(
    actor: Actor, kind: str, record_id: int, document_id: int, reason: str, is_fixed: bool
) -> None:
    """Removes the content for good and keeps who did it, when and why.

    `is_fixed`: the record is approved, so that its documents stay and further ones may only come.
    """
    row = queries.document(actor.pilot_id, kind, record_id, document_id)
    check_removal(is_fixed, reason)
    text = reason.strip().encode()
    row.removed_reason_sealed = store.seal(text, actor.pilot_id, row.id, "removed_reason")
    row.removal, row.removed_by, row.removed_at = row.id, actor.user_id, utc_now()
    db.session.flush()
    db.session.execute(
        delete(DocumentContent).where(
            DocumentContent.pilot_id == actor.pilot_id, DocumentContent.document_id == row.id
        )
    )
    audit.record(actor, "remove_document", kind, record_id)


def note_reading(actor: Actor, kind: str, record_id: int) -> None:
    """Records that a document of a record is read, which may name people; comes before it is."""
    audit.record(actor, "read_document", kind, record_id)
