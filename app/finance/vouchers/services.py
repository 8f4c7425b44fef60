"""Imports of vouchers approved as a batch by a second person. Services flush, never commit."""

from __future__ import annotations

from app import audit
from app.access import Actor, Permission
from app.database import new_id
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance.models import VoucherBatchApproval
from app.finance.vouchers import queries
from app.pilots.queries import one_at_a_time


def approve_batch(actor: Actor, import_id: int) -> None:
    """Approves an import of vouchers as a whole; whoever imported it does not."""
    one_at_a_time(actor.pilot_id)
    if not actor.may(Permission.APPROVE):
        raise DomainError("house.not_allowed")
    if queries.batch_approval(actor.pilot_id, import_id) is not None:
        raise DomainError("voucher.batch_approved")
    waiting = next(
        (one for one in queries.unapproved_imports(actor.pilot_id) if one.id == import_id), None
    )
    if waiting is None:
        raise NotFound
    if waiting.imported_by == actor.user_id:
        raise DomainError("voucher.batch_four_eyes")
    db.session.add(
        VoucherBatchApproval(
            pilot_id=actor.pilot_id,
            id=new_id(),
            import_id=import_id,
            imported_by=waiting.imported_by,
            approved_by=actor.user_id,
        )
    )
    db.session.flush()
    audit.record(actor, "approve_batch", "import", import_id)
