"""Statements to the funder: composed from the books, written whole, recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app import audit
from app.access import Actor
from app.errors import DomainError
from app.pilots.preset import Position
from app.pilots.queries import PilotInForce
from app.reporting.books import Books, IncomeLine, books_of

if TYPE_CHECKING:
    from app.finance.models import Booking
    from exports.statement import (
        PositionLine,
        ReceiptKind,
        ReceiptLine,
        StatementTotals,
        StatementYear,
        VoucherLine,
    )

RECEIPT_KINDS: Mapping[str, ReceiptKind] = {
    "draw_down": "draw_down",
    "refund": "refund",
    "other": "other",
}
Language = Literal["de", "en"]


def file_name(pilot: PilotInForce, year: int) -> str:
    """What the workbook of a year is called, in every language."""
    return f"{pilot.key}_statement_{year}.xlsx"


def announce_statement(actor: Actor, pilot: PilotInForce, year: int) -> None:
    """Records that a statement is about to be written, before it is, so that none is missing."""
    books_of(actor.pilot_id, pilot.preset.notice, year, pilot.day)
    audit.record(actor, "export_statement", "statement", year, ["year"])


def write_statement(
    actor: Actor, pilot: PilotInForce, year: int, target: Path, language: Language
) -> StatementTotals:
    """Writes the statement of a calendar year as XLSX; its totals in cents.

    Reads only, so it holds no lock while it writes. Refuses years outside the funding period and
    books that contradict themselves.
    """
    from exports.statement import StatementRefused, write_statement_workbook
    from exports.text import TextRefused

    statement = statement_year(actor, pilot, year, language)
    try:
        return write_statement_workbook(target, statement, language)
    except StatementRefused as error:
        raise DomainError("statement.contradiction", year=year, detail=str(error)) from error
    except TextRefused as error:
        raise DomainError("statement.text_refused", year=year) from error


def statement_year(
    actor: Actor, pilot: PilotInForce, year: int, language: Language
) -> StatementYear:
    """The books of a year in the structure of the plan in force."""
    from exports.statement import StatementYear

    preset = pilot.preset
    books = books_of(actor.pilot_id, preset.notice, year, pilot.day)
    return StatementYear(
        pilot_title=preset.title_en if language == "en" else preset.title,
        carrier=preset.carrier,
        notice=preset.notice.reference,
        notice_date=preset.notice.issued_on,
        grant_cents=preset.notice.grant_cents,
        year=year,
        period_from=preset.notice.starts_on,
        period_until=preset.notice.ends_on,
        made_on=pilot.day,
        positions=[position_line(books, position, language) for position in preset.positions],
        receipts=receipt_lines(books.receipts, preset.carrier),
        vouchers=voucher_lines(books.bookings, [position.code for position in preset.positions]),
        cash_opening_cents=books.opening_cents,
        bank_balance_cents=books.bank.closing_cents,
    )


def position_line(books: Books, position: Position, language: Language) -> PositionLine:
    """A position of the plan with what was spent in the year and before."""
    from exports.statement import PositionLine

    plan, code = books.plan.amounts, position.code
    paid = {year: cents for (paid_for, year), cents in books.paid.items() if paid_for == code}
    return PositionLine(
        code=code,
        label=position.title_en if language == "en" else position.title_de,
        planned_total_cents=sum(cents for (planned, _y), cents in plan.items() if planned == code),
        planned_year_cents=plan.get((code, books.year), 0),
        spent_before_cents=sum(cents for year, cents in paid.items() if year < books.year),
        spent_year_cents=paid.get(books.year, 0),
    )


def receipt_lines(receipts: Sequence[IncomeLine], carrier: str) -> list[ReceiptLine]:
    """What came in and went back; what has no payer comes from the carrier."""
    from exports.statement import ReceiptLine

    return [
        ReceiptLine(
            day=receipt.day,
            payer=receipt.payer or carrier,
            reason=receipt.reason,
            kind=RECEIPT_KINDS.get(receipt.kind, "other"),
            amount_cents=receipt.amount_cents,
        )
        for receipt in receipts
    ]


def voucher_lines(bookings: Sequence[Booking], positions: Sequence[str]) -> list[VoucherLine]:
    """By position and in time order, numbered as they follow; a reversal is a row of its own."""
    from exports.statement import VoucherLine

    place = {code: at for at, code in enumerate(positions)}
    ordered = sorted(
        bookings,
        key=lambda row: (place.get(row.position, len(place)), row.paid_on, row.voucher_number),
    )
    return [
        VoucherLine(
            number=number,
            paid_on=row.paid_on,
            payee=row.payee,
            reason=row.reason,
            position=row.position,
            amount_cents=row.amount_cents,
            source_number=row.source_number,
        )
        for number, row in enumerate(ordered, start=1)
    ]
