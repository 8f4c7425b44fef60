"""What happens to imports: recorded with their counts, undone as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from app import audit
from app.access import Actor
from app.database import new_id, utc_now
from app.errors import DomainError, NotFound
from app.extensions import db
from app.intake.columns import Columns, check_assigned, own_wording
from app.intake.findings import Finding, Outcome
from app.intake.models import ColumnAssignment, Import
from app.intake.rows import fold
from app.pilots.queries import one_at_a_time

MAX_KEPT_FINDINGS = 1000


def record_import(actor: Actor, kind: str, file_name: str, file_hash: str, outcome: Outcome) -> int:
    """Notes what came in; the findings are kept without values, which could be names."""
    tally = outcome.tally
    row = Import(
        pilot_id=actor.pilot_id,
        id=new_id(),
        kind=kind,
        file_name=file_name[:200],
        file_hash=file_hash,
        read_count=tally.read,
        accepted=tally.accepted,
        rejected=tally.rejected,
        duplicates=tally.duplicates,
        unchanged=tally.unchanged,
        findings=[_kept(finding) for finding in outcome.findings[:MAX_KEPT_FINDINGS]],
        imported_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, f"import_{kind}", "import", row.id)
    return row.id


def mark_undone(actor: Actor, kind: str, import_id: int) -> Import:
    """Notes that an import is taken back; must come before its rows are removed."""
    row = db.session.get(Import, (actor.pilot_id, import_id))
    if row is None or row.kind != kind:
        raise NotFound
    if row.undone_at is not None:
        raise DomainError("intake.already_undone")
    row.undone_at, row.undone_by = utc_now(), actor.user_id
    db.session.flush()
    audit.record(actor, "undo_import", "import", row.id)
    return row


def assign_columns(
    actor: Actor, kind: str, columns: Columns, chosen: Mapping[str, str | None]
) -> None:
    """Remembers under which heads the pilot's files of a kind have our columns; None: not at all.

    What was remembered before is replaced. A head that is the column's own name is not kept.
    """
    check_assigned(columns, chosen)
    one_at_a_time(actor.pilot_id)
    db.session.execute(
        delete(ColumnAssignment).where(
            ColumnAssignment.pilot_id == actor.pilot_id, ColumnAssignment.kind == kind
        )
    )
    for name in columns.names:
        head = chosen.get(name)
        if not own_wording(name, head):
            db.session.add(
                ColumnAssignment(
                    pilot_id=actor.pilot_id,
                    id=new_id(),
                    kind=kind,
                    column=name,
                    head=fold(head) if head else None,
                    assigned_by=actor.user_id,
                )
            )
    db.session.flush()
    audit.record(actor, "assign_columns", "import", None, [kind])


def _kept(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "sheet": finding.sheet,
        "line": finding.line,
        "cell": finding.cell,
        "column": finding.column,
        "params": {key: _kept_value(value) for key, value in finding.params},
    }


def _kept_value(value: object) -> object:
    """Numbers stay numbers: cents and counts are written out only where they are read."""
    if isinstance(value, tuple):
        return [str(part)[:80] for part in value]
    return value if isinstance(value, int) else str(value)[:80]
