"""One row of the list of vouchers, read carefully: every doubt becomes a finding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from app.intake.row_reader import RowReader
from app.intake.values import parse_cents, parse_code, parse_day

NUMBER, INVOICED, PAID = "Beleg-Nr.", "Rechnungsdatum", "Zahlungsdatum"
PAYEE, REASON, POSITION = "Empfänger/Einzahler", "Verwendungszweck", "Position"
AMOUNT = "Betrag EUR"
HEADERS = (NUMBER, INVOICED, PAID, PAYEE, REASON, POSITION, AMOUNT)
PRIVATE = frozenset({PAYEE, REASON})
"""Columns that may name people: never repeated in a finding."""

MAX_NUMBER, MAX_PAYEE, MAX_REASON = 40, 200, 300


class ListedVoucher(NamedTuple):
    """A paid voucher as listed; a reversal is negative and may name the number it reverses."""

    line: int
    source_number: str
    invoiced_on: date
    paid_on: date
    payee: str
    reason: str
    position: str
    amount_cents: int
    reverses: str | None = None


def read_voucher(reader: RowReader, codes: Mapping[str, str]) -> ListedVoucher | None:
    """The voucher, or None where a finding keeps it out; `codes` from `numbered_codes`."""
    number = reader.text(NUMBER, MAX_NUMBER, required=True)
    invoiced_on = reader.take(INVOICED, parse_day, required=True)
    paid_on = reader.take(PAID, parse_day, required=True)
    payee = reader.text(PAYEE, MAX_PAYEE, required=True)
    reason = reader.text(REASON, MAX_REASON)
    position = reader.take(POSITION, partial(parse_code, codes=codes), required=True)
    cents = reader.take(AMOUNT, parse_cents, required=True)
    if reason is None and not reader.refused(REASON):
        reader.warn(REASON, "voucher.reason_missing")
    if cents == 0:
        reader.error(AMOUNT, "voucher.amount_zero")
    if invoiced_on and paid_on and paid_on < invoiced_on:
        reader.warn(PAID, "voucher.paid_before_invoice")
    if reader.failed or not (number and invoiced_on and paid_on and payee and position and cents):
        return None
    return ListedVoucher(
        reader.line, number, invoiced_on, paid_on, payee, reason or "", position, cents
    )
