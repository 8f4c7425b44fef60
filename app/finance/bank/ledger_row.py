"""One entry of a ledger's extract, read carefully: every doubt becomes a finding."""

from __future__ import annotations

from functools import partial

from app.finance.bank.statements import MAX_COUNTERPARTY, MAX_PURPOSE, BankEntry, BankPart
from app.intake.row_reader import RowReader
from app.intake.rows import fold
from app.intake.values import parse_cents, parse_day

COST_CENTRE, DAY, NUMBER, TEXT = "Kostenstelle", "Buchungstag", "Belegnummer", "Text"
PARTNER, DEBIT, CREDIT = "Geschäftspartner", "Soll", "Haben"
AMOUNT, SIDE = "Betrag", "S/H"
HEADERS = (COST_CENTRE, DAY, NUMBER, TEXT, PARTNER, DEBIT, CREDIT, AMOUNT, SIDE)
NECESSARY = (COST_CENTRE, DAY, TEXT)
"""Amounts stand in Soll and Haben or in Betrag: either will do."""
PRIVATE = frozenset({TEXT, PARTNER, NUMBER})
"""Columns that may name people: never repeated in a finding."""

MAX_NUMBER = 60
_SIDES = {"s": -1, "soll": -1, "h": 1, "haben": 1}


def read_row(reader: RowReader, sign: int) -> BankEntry | None:
    """The entry; None where a finding keeps it out, or where no money moved.

    `sign` is what a positive Betrag means for the account: -1 paid out, 1 received.
    """
    booked_on = reader.take(DAY, parse_day, required=True)
    number = reader.text(NUMBER, MAX_NUMBER) or ""
    text = reader.text(TEXT, MAX_PURPOSE - MAX_NUMBER) or ""
    partner = reader.text(PARTNER, MAX_COUNTERPARTY) or ""
    cents = read_amount(reader, sign)
    if reader.failed or booked_on is None or not cents:
        return None
    purpose = " ".join(f"{number} {text}".split())
    return BankEntry(
        line=reader.line,
        # A voucher's number may stand on several entries.
        reference="",
        booked_on=booked_on,
        value_on=booked_on,
        amount_cents=cents,
        status="BOOK",
        is_reversal=_takes_back(reader),
        counterparty=partner,
        purpose=purpose,
        parts=(BankPart(cents, partner, purpose, None),),
    )


def read_amount(reader: RowReader, sign: int) -> int | None:
    """Cents as a bank would sign them: Soll is paid out, Haben received, a minus takes it back.

    None with a finding where there is no amount, or more than one.
    """
    debit, credit = reader.take(DEBIT, parse_cents), reader.take(CREDIT, parse_cents)
    amount = reader.take(AMOUNT, parse_cents)
    if reader.refused(DEBIT) or reader.refused(CREDIT) or reader.refused(AMOUNT):
        return None
    if debit and credit:
        reader.error(CREDIT, "bank.ledger_two_sides")
        return None
    if debit is not None or credit is not None:
        return (credit or 0) - (debit or 0)
    if amount is None:
        present = next((head for head in (AMOUNT, DEBIT, CREDIT) if reader.column(head)), None)
        reader.error(present, "intake.required")
        return None
    return amount * _side(reader, sign)


def _side(reader: RowReader, sign: int) -> int:
    word = reader.value(SIDE)
    if word is None or not fold(str(word)):
        return sign
    found = _SIDES.get(fold(str(word)))
    if found is None:
        reader.error(SIDE, "bank.ledger_side")
    return found or sign


def _takes_back(reader: RowReader) -> bool:
    """A negative amount in Soll or Haben takes back what stood there."""
    sides = (reader.take(head, partial(parse_cents)) for head in (DEBIT, CREDIT))
    return any(cents is not None and cents < 0 for cents in sides)
