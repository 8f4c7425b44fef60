"""Small books: vouchers, statements and commitments, made through the ordinary services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.access import Actor
from app.finance import queries
from app.finance.bank import queries as bank_queries
from app.finance.bank.services import statements as bank
from app.finance.bank.statements import BankEntry, BankPart, BankStatement
from app.finance.models import Booking
from app.finance.services import commitments, vouchers
from app.finance.services.commitments import Intent
from app.finance.voucher_row import ListedVoucher
from app.intake.findings import Outcome, Tally
from app.intake.services import record_import

PAID = date(2023, 5, 10)
WORDS = ("Mittelabruf",)
IBAN = "DE02120300000000202051"


def listed(
    number: str,
    cents: int = 500_00,
    paid_on: date = PAID,
    position: str = "0831",
    reverses: str | None = None,
) -> ListedVoucher:
    """A row of a list of vouchers."""
    return ListedVoucher(
        2, number, paid_on, paid_on, "Bürobedarf GmbH", "Papier", position, cents, reverses
    )


def book(actor: Actor, *rows: ListedVoucher) -> int:
    """Takes vouchers in; returns the number of the import."""
    count = len(rows)
    outcome = Outcome(Tally(read=count, accepted=count))
    import_id = record_import(actor, "vouchers", "belege.csv", "0" * 64, outcome)
    vouchers.write(actor, rows, import_id)
    return import_id


def voucher(actor: Actor, number: str) -> Booking:
    """A booked voucher by its number."""
    found = queries.booking_numbered(actor.pilot_id, number)
    assert found is not None
    return found


def entry(reference: str, *parts: tuple[int, str], booked_on: date = PAID) -> BankEntry:
    """An entry with its parts as (cents, purpose)."""
    found = tuple(BankPart(cents, "Bürobedarf GmbH", purpose, None) for cents, purpose in parts)
    total = sum(one.amount_cents for one in found)
    purpose = found[0].purpose if len(found) == 1 else "Sammler"
    return BankEntry(
        1, reference, booked_on, booked_on, total, "BOOK", False, "Bürobedarf GmbH", purpose, found
    )


def receive_statement(actor: Actor, *entries: BankEntry) -> int:
    """Takes a statement in; returns the number of the import."""
    total = sum(one.amount_cents for one in entries)
    days = [one.booked_on for one in entries]
    statement = BankStatement(
        IBAN, f"S-{entries[0].reference}", 1, min(days), max(days), 0, total, "EUR", entries
    )
    taken = bank.compare(actor, [statement])
    import_id = record_import(actor, "bank", "auszug.xml", "0" * 64, taken.outcome)
    bank.write(actor, taken, import_id)
    return import_id


def part_ids(actor: Actor) -> Sequence[int]:
    """The open parts in the order of the bank."""
    return [part.id for part in bank_queries.open_parts(actor.pilot_id)]


def intent(cents: int = 120_00, position: str = "0835") -> Intent:
    """What money is to be bound for."""
    return Intent(position, cents, "Institut e. V.", "Zwischenbericht", date(2024, 9, 30))


def reserved(actor: Actor, cents: int = 120_00) -> int:
    """A commitment just entered."""
    return commitments.reserve(actor, intent(cents))
