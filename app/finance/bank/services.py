"""What happens at the bank: statements taken in, proposals accepted, matches taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, delete, func, insert, select

from app import audit
from app.access import Actor
from app.database import new_id, utc_now
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance import queries as finance
from app.finance.bank import queries
from app.finance.bank.models import BankEntry, BankMatch, BankPart, BankStatement
from app.finance.bank.rules import MatchRule, Proposal, certain_ones, fingerprint
from app.finance.bank.statements import BankEntry as ReadEntry
from app.finance.bank.statements import BankStatement as ReadStatement
from app.finance.models import Receipt
from app.intake.findings import Finding, Outcome, Severity
from app.pilots.queries import one_at_a_time

RECEIPT_KINDS = ("draw_down", "refund", "other")


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


def accept_certain(
    actor: Actor, draw_down_words: Sequence[str], looked_at: str | None = None
) -> list[Proposal]:
    """Accepts every certain proposal; returns them.

    `looked_at` is the fingerprint of what somebody saw before: anything else is refused.
    """
    one_at_a_time(actor.pilot_id)
    certain = certain_ones(queries.proposals(actor.pilot_id, draw_down_words))
    if looked_at is not None and looked_at != fingerprint(certain):
        raise DomainError("bank.proposals_changed")
    for proposal in certain:
        _accept(actor, proposal)
    db.session.flush()
    if certain:
        audit.record(actor, "reconcile", "pilot", actor.pilot_id)
    return certain


def accept(
    actor: Actor, draw_down_words: Sequence[str], part_id: int, booking_id: int | None
) -> None:
    """Accepts one proposal as it was shown; refused when it is no longer proposed."""
    one_at_a_time(actor.pilot_id)
    for proposal in queries.proposals(actor.pilot_id, draw_down_words):
        if (proposal.part_id, proposal.booking_id) == (part_id, booking_id):
            _accept(actor, proposal)
            db.session.flush()
            audit.record(actor, "match", "bank_part", part_id, ["booking_id"])
            return
    raise DomainError("bank.proposals_changed")


def match(actor: Actor, part_id: int, source_number: str) -> None:
    """Matches a part with a voucher by hand; the amounts must agree to the cent."""
    one_at_a_time(actor.pilot_id)
    found = queries.part_of(actor.pilot_id, part_id)
    if found is None:
        raise NotFound
    booking = finance.booking_numbered(actor.pilot_id, source_number.strip())
    if booking is None:
        raise DomainError("bank.no_such_voucher", "source_number", number=source_number.strip())
    if booking.amount_cents != -found[0].amount_cents:
        raise DomainError(
            "bank.other_amount",
            "source_number",
            voucher_cents=booking.amount_cents,
            entry_cents=found[0].amount_cents,
        )
    _check_free(actor.pilot_id, part_id, booking.id)
    _accept(actor, Proposal(part_id, booking.id, MatchRule.BY_HAND, is_certain=True))
    db.session.flush()
    audit.record(actor, "match", "bank_part", part_id, ["booking_id"])


def receive(actor: Actor, part_id: int, kind: str) -> None:
    """Takes a credit as income of that kind: draw-down, refund or other."""
    if kind not in RECEIPT_KINDS:
        raise DomainError("bank.unknown_kind", "kind")
    one_at_a_time(actor.pilot_id)
    _check_free(actor.pilot_id, part_id, None)
    _receive(actor, part_id, kind)
    db.session.flush()
    audit.record(actor, "receive", "bank_part", part_id, ["kind"])


def release(actor: Actor, part_id: int) -> None:
    """Takes a match, or a receipt, back; entry and voucher are open again."""
    match_row = db.session.scalar(
        select(BankMatch).where(BankMatch.pilot_id == actor.pilot_id, BankMatch.part_id == part_id)
    )
    receipt = db.session.scalar(
        select(Receipt).where(Receipt.pilot_id == actor.pilot_id, Receipt.bank_part_id == part_id)
    )
    if match_row is None and receipt is None:
        raise NotFound
    for row in (match_row, receipt):
        if row is not None:
            db.session.delete(row)
    db.session.flush()
    audit.record(actor, "release_match", "bank_part", part_id)


def _check_free(pilot_id: int, part_id: int, booking_id: int | None) -> None:
    taken = db.session.scalar(
        select(func.count()).where(
            BankMatch.pilot_id == pilot_id,
            (BankMatch.part_id == part_id) | (BankMatch.booking_id == booking_id),
        )
    )
    received = db.session.scalar(
        select(func.count()).where(Receipt.pilot_id == pilot_id, Receipt.bank_part_id == part_id)
    )
    if taken or received:
        raise DomainError("bank.taken")


def _accept(actor: Actor, proposal: Proposal) -> None:
    if proposal.booking_id is None:
        _receive(actor, proposal.part_id, "draw_down")
        return
    db.session.add(
        BankMatch(
            pilot_id=actor.pilot_id,
            id=new_id(),
            part_id=proposal.part_id,
            booking_id=proposal.booking_id,
            rule=proposal.rule,
            accepted_by=actor.user_id,
        )
    )


def _receive(actor: Actor, part_id: int, kind: str) -> None:
    found = queries.part_of(actor.pilot_id, part_id)
    if found is None:
        raise NotFound
    part, entry = found
    if part.amount_cents <= 0:
        raise DomainError("bank.no_credit")
    db.session.add(
        Receipt(
            pilot_id=actor.pilot_id,
            id=new_id(),
            kind=kind,
            received_on=entry.booked_on,
            payer=part.counterparty,
            reason=part.purpose[:300],
            amount_cents=part.amount_cents,
            bank_part_id=part.id,
            recorded_by=actor.user_id,
        )
    )


def check_undo(actor: Actor, import_id: int) -> None:
    """Refuses while a match or receipt builds on the import."""
    parts = _parts_of_import(actor.pilot_id, import_id)
    built = db.session.scalar(
        select(func.count()).where(
            BankMatch.pilot_id == actor.pilot_id, BankMatch.part_id.in_(parts)
        )
    )
    received = db.session.scalar(
        select(func.count()).where(
            Receipt.pilot_id == actor.pilot_id, Receipt.bank_part_id.in_(parts)
        )
    )
    if built or received:
        raise DomainError("bank.matched", count=(built or 0) + (received or 0))


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
