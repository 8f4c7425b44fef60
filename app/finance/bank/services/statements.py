"""Statements of account taken in: new entries only, and taken back as a whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, delete, func, insert, select

from app.access import Actor
from app.database import new_id, utc_now
from app.errors import DomainError
from app.extensions import db
from app.finance.bank import queries
from app.finance.bank.models import BankEntry, BankPart, BankStatement
from app.finance.bank.statements import BankEntry as ReadEntry
from app.finance.bank.statements import BankStatement as ReadStatement
from app.intake.findings import Finding, Outcome, Severity


@dataclass
class StatementsToTake:
    """What of the file is new: statements with their new entries."""

    outcome: Outcome = field(default_factory=Outcome)
    new: list[tuple[ReadStatement, list[ReadEntry]]] = field(default_factory=list)


def compare(actor: Actor, statements: Sequence[ReadStatement]) -> StatementsToTake:
    """New entries against those known; the same reference with other content is an error."""
    result = StatementsToTake()
    known = _known_entries(actor.pilot_id, {statement.iban for statement in statements})
    in_file: set[tuple[str, str]] = set()
    for statement in statements:
        result.outcome.findings.extend(statement.findings)
        _note_gap(actor.pilot_id, statement, result.outcome)
        fresh = []
        for entry in statement.entries:
            result.outcome.tally.read += 1
            key = (statement.iban, entry.reference)
            if _is_new(key, entry, known, in_file, result.outcome):
                known[key] = _content(entry)
                in_file.add(key)
                fresh.append(entry)
        if fresh and _is_known(actor.pilot_id, statement):
            raise DomainError("bank.statement_changed", identification=statement.identification)
        result.new.append((statement, fresh))
    return result


def _is_known(pilot_id: int, statement: ReadStatement) -> bool:
    found = db.session.scalar(
        select(func.count()).where(
            BankStatement.pilot_id == pilot_id,
            BankStatement.iban == statement.iban,
            BankStatement.identification == statement.identification,
        )
    )
    return bool(found)


def _content(entry: ReadEntry) -> tuple[object, ...]:
    return (entry.booked_on, entry.amount_cents)


def _is_new(
    key: tuple[str, str],
    entry: ReadEntry,
    known: Mapping[tuple[str, str], tuple[object, ...]],
    in_file: Collection[tuple[str, str]],
    outcome: Outcome,
) -> bool:
    tally = outcome.tally
    found = known.get(key)
    if found is None:
        tally.accepted += 1
        return True
    if found == _content(entry) and key in in_file:
        tally.duplicates += 1
    elif found == _content(entry):
        tally.unchanged += 1
    else:
        tally.rejected += 1
        outcome.findings.append(
            Finding(
                "bank.other_content",
                Severity.ERROR,
                line=entry.line,
                params=(("reference", entry.reference),),
            )
        )
    return False


def _known_entries(
    pilot_id: int, ibans: Collection[str]
) -> dict[tuple[str, str], tuple[object, ...]]:
    rows = db.session.execute(
        select(
            BankEntry.iban, BankEntry.reference, BankEntry.booked_on, BankEntry.amount_cents
        ).where(BankEntry.pilot_id == pilot_id, BankEntry.iban.in_(ibans))
    )
    return {(iban, reference): tuple(content) for iban, reference, *content in rows}


def _note_gap(pilot_id: int, statement: ReadStatement, outcome: Outcome) -> None:
    """The chain to the statement before: its closing is this one's opening, or it is said."""
    before = db.session.scalar(
        select(BankStatement)
        .where(
            BankStatement.pilot_id == pilot_id,
            BankStatement.iban == statement.iban,
            BankStatement.until_day < statement.from_day,
        )
        .order_by(BankStatement.until_day.desc())
        .limit(1)
    )
    if before is not None and before.closing_cents != statement.opening_cents:
        outcome.findings.append(
            Finding(
                "bank.gap",
                Severity.WARNING,
                params=(
                    ("closing_cents", before.closing_cents),
                    ("opening_cents", statement.opening_cents),
                ),
            )
        )


def write(actor: Actor, taken: StatementsToTake, import_id: int) -> None:
    """Statements and entries in bulk; a statement without new entries leaves nothing."""
    at = utc_now()
    for statement, fresh in taken.new:
        is_known = _is_known(actor.pilot_id, statement)
        if is_known and not fresh:
            continue
        if is_known:
            raise DomainError("bank.statement_changed", identification=statement.identification)
        row = BankStatement(
            pilot_id=actor.pilot_id,
            id=new_id(),
            iban=statement.iban,
            identification=statement.identification,
            from_day=statement.from_day,
            until_day=statement.until_day,
            opening_cents=statement.opening_cents,
            closing_cents=statement.closing_cents,
            import_id=import_id,
            recorded_at=at,
        )
        db.session.add(row)
        db.session.flush()
        _write_entries(actor.pilot_id, row.id, statement.iban, fresh)


def _write_entries(pilot_id: int, statement_id: int, iban: str, fresh: Sequence[ReadEntry]) -> None:
    at = utc_now()
    entries: list[dict[str, object]] = []
    parts: list[dict[str, object]] = []
    for entry in fresh:
        entry_id = new_id()
        entries.append(
            {
                "pilot_id": pilot_id,
                "id": entry_id,
                "statement_id": statement_id,
                "iban": iban,
                "reference": entry.reference,
                "booked_on": entry.booked_on,
                "amount_cents": entry.amount_cents,
                "counterparty": entry.counterparty,
                "purpose": entry.purpose,
                "recorded_at": at,
            }
        )
        parts.extend(
            {
                "pilot_id": pilot_id,
                "id": new_id(),
                "entry_id": entry_id,
                "line": line,
                "amount_cents": part.amount_cents,
                "counterparty": part.counterparty,
                "purpose": part.purpose,
            }
            for line, part in enumerate(entry.parts, start=1)
        )
    if entries:
        db.session.execute(insert(BankEntry), entries)
        db.session.execute(insert(BankPart), parts)


def check_undo(actor: Actor, import_id: int) -> None:
    """Refuses while anything settled builds on the import."""
    parts = _parts_of_import(actor.pilot_id, import_id)
    count = queries.settled_of_parts(actor.pilot_id, parts)
    if count:
        raise DomainError("bank.matched", count=count)


def undo(actor: Actor, import_id: int) -> None:
    """Removes the statements of an import that has been marked as undone."""
    pilot_id = actor.pilot_id
    statements = select(BankStatement.id).where(
        BankStatement.pilot_id == pilot_id, BankStatement.import_id == import_id
    )
    entries = select(BankEntry.id).where(
        BankEntry.pilot_id == pilot_id, BankEntry.statement_id.in_(statements)
    )
    db.session.execute(
        delete(BankPart).where(BankPart.pilot_id == pilot_id, BankPart.entry_id.in_(entries))
    )
    db.session.execute(
        delete(BankEntry).where(
            BankEntry.pilot_id == pilot_id, BankEntry.statement_id.in_(statements)
        )
    )
    db.session.execute(
        delete(BankStatement).where(
            BankStatement.pilot_id == pilot_id, BankStatement.import_id == import_id
        )
    )


def _parts_of_import(pilot_id: int, import_id: int) -> Select[int]:
    return (
        select(BankPart.id)
        .join(
            BankEntry,
            (BankEntry.pilot_id == BankPart.pilot_id) & (BankEntry.id == BankPart.entry_id),
        )
        .join(
            BankStatement,
            (BankStatement.pilot_id == BankEntry.pilot_id)
            & (BankStatement.id == BankEntry.statement_id),
        )
        .where(BankStatement.pilot_id == pilot_id, BankStatement.import_id == import_id)
    )
