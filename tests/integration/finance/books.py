"""Small books: vouchers, statements and commitments, made through the ordinary services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.access import Actor
from app.finance import queries
from app.finance.bank import queries as bank_queries
from app.finance.bank.services import statements as bank
from app.finance.bank.statements import BankEntry, BankPart, BankStatement
from app.finance.commitments.queries import commitment
from app.finance.commitments.rules import Procedure, ShareFacts
from app.finance.commitments.services import awards, life
from app.finance.commitments.services import entry as commitments
from app.finance.commitments.services.awards import AwardFacts
from app.finance.commitments.services.entry import Draft, Invoice
from app.finance.commitments.services.payment import Payment, pay
from app.finance.models import Booking
from app.finance.services import vouchers
from app.finance.voucher_row import ListedVoucher
from app.intake.findings import Outcome, Tally
from app.intake.services import record_import
from tests.factories import DAY, actor_as

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


def share(cents: int = 120_00, position: str = "0844", **changes: object) -> ShareFacts:
    """A line of a commitment."""
    values: dict[str, object] = {"expected_on": date(2024, 9, 30), **changes}
    return ShareFacts(position, amount_cents=cents, **values)  # type: ignore[arg-type]


def draft(*shares: ShareFacts, **changes: object) -> Draft:
    """What money is to be bound for."""
    values: dict[str, object] = {"payee": "Institut e. V.", "reason": "Zwischenbericht", **changes}
    return Draft(shares=shares or (share(),), **values)  # type: ignore[arg-type]


def intent(cents: int = 120_00, position: str = "0844") -> Draft:
    """A commitment of one line."""
    return draft(share(cents, position))


def reserved(actor: Actor, cents: int = 120_00, position: str = "0844") -> int:
    """A commitment just entered."""
    return commitments.reserve(actor, intent(cents, position))


def version_of(actor: Actor, number: int) -> int:
    """The version of a commitment now."""
    return commitment(actor.pilot_id, number).version


def invoiced(actor: Actor, of: Draft | None = None, number: str | None = "RE-1") -> int:
    """A commitment whose invoice is to be checked."""
    return commitments.enter_invoice(actor, of or draft(), Invoice(DAY, number, True), DAY)


def checked(actor: Actor, of: Draft | None = None, number: str | None = "RE-1") -> int:
    """A commitment whose invoice waits for approval."""
    made = invoiced(actor, of, number)
    life.check(actor, made, version_of(actor, made), DAY)
    return made


def approved(of: Draft | None = None, number: str | None = "RE-1") -> int:
    """A commitment ready to be paid, through two people."""
    made = checked(actor_as("finance"), of, number)
    approver = actor_as("approver")
    life.approve(approver, made, version_of(approver, made), DAY)
    return made


def paid(
    number: int,
    source_number: str = "R-1",
    gross_by_line: dict[int, int] | None = None,
    is_final: bool = True,
    paid_on: date = DAY,
) -> None:
    """Books a payment of a commitment as finance does."""
    finance = actor_as("finance")
    payment = Payment(source_number, paid_on, gross_by_line, is_final)
    pay(finance, number, payment, version_of(finance, number), DAY)


def awarded(actor: Actor) -> int:
    """The record of an award."""
    facts = AwardFacts(
        "Begleitforschung",
        Procedure.NEGOTIATED,
        3,
        date(2022, 3, 1),
        "Institut e. V.",
        50_000_00,
        "Bestes Konzept",
    )
    return awards.record_award(actor, facts, DAY)
