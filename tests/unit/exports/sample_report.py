"""A small whole report for the tests of its papers, and how they read a paper back."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf

from exports.report import Chapter, Chart, Head, Report, Series, Signature, Table
from exports.statement_lines import (
    PositionLine,
    ReceiptLine,
    StatementYear,
    VoucherLine,
    statement_totals,
)

ADDRESS = "https://pilotbuch.example/p/gecko/figures/"


def _voucher(number: int, position: str, cents: int) -> VoucherLine:
    return VoucherLine(
        number=number,
        paid_on=date(2023, 1 + number % 12, 5),
        payee="Praxis Dr. Übermuth & Söhne",
        reason="Honorar <12 Stunden>",
        position=position,
        amount_cents=cents,
        source_number=f"SAP-{number:05d}",
    )


def _position(code: str, label: str, before: int, spent: int) -> PositionLine:
    return PositionLine(
        code=code,
        label=label,
        planned_total_cents=45_678_901,
        planned_year_cents=9_000_000,
        spent_before_cents=before,
        spent_year_cents=spent,
    )


STATEMENT = StatementYear(
    pilot_title="Gecko",
    carrier="Jobcenter Uckermark",
    notice="661R0025",
    notice_date=date(2021, 6, 10),
    grant_cents=203_138_790,
    year=2023,
    period_from=date(2021, 11, 1),
    period_until=date(2026, 10, 31),
    made_on=date(2024, 2, 1),
    positions=[
        _position("0811", "Beschäftigungsentgelte", 1_234_567, 8_765_432 - 1_050),
        _position("0812", "Honorare", 0, 99_999),
        _position("0850", "Inventar", 0, 0),
    ],
    receipts=[
        ReceiptLine(
            day=date(2023, 3, 1), payer="Bund", reason="1. Abruf", kind="draw_down",
            amount_cents=12_000_003,
        ),
        ReceiptLine(
            day=date(2023, 9, 1), payer="Bund", reason="Zu viel", kind="refund",
            amount_cents=-4_321,
        ),
    ],
    vouchers=[
        _voucher(1, "0811", 8_765_432),
        _voucher(2, "0811", -1_050),
        _voucher(3, "0812", 99_999),
    ],
    cash_opening_cents=17,
    bank_balance_cents=3_000_000,
)  # fmt: skip

ADMISSIONS = Table(
    key="admissions",
    title="Aufnahmen gegen Plan",
    heads=[
        Head(label="Quartal"),
        Head(label="Plan", kind="number", is_summed=True),
        Head(label="Ist", kind="number", is_summed=True),
        Head(label="Anteil", kind="share"),
        Head(label="Stand", kind="day"),
    ],
    rows=[
        ("I", 12, 9, 0.75, date(2023, 3, 31)),
        ("II", 12, "weniger als 3", None, None),
        ("III", 1_200, 1_234, 1.02833, date(2023, 9, 30)),
    ],
    total="Summe",
    note="Gezählt nach dem Tag der Aufnahme.",
    addresses={(0, 2): f"{ADDRESS}admissions?q=1&x=2", (3, 2): f"{ADDRESS}admissions"},
)
COURSE = Chart(
    key="course",
    title="Aufnahmen kumuliert",
    kind="lines",
    ticks=["I", "II", "III"],
    series=[
        Series(name="Plan", values=[12, 24, 36], is_plan=True),
        Series(name="Ist", values=[9, 19.5, None]),
    ],
    unit="Personen",
    alternative="Linien: Plan 36, erreicht 19,5.",
)
TEXT = "Erste Zeile\nzweite Zeile\n\nNeuer Absatz."
REPORT = Report(
    kind="interim",
    language="de",
    title="Zwischennachweis 2023",
    subtitle="Zahlenmäßiger Nachweis und Sachbericht",
    pilot_title="Gecko",
    carrier="Jobcenter Uckermark",
    funder="Bundesministerium",
    notice="661R0025",
    first=date(2023, 1, 1),
    last=date(2023, 12, 31),
    made_on=date(2024, 2, 1),
    facts=[("Nebenbestimmungen", "ANBest-P")],
    statement=STATEMENT,
    further=[
        Table(
            key="stock",
            title="Bestandsliste",
            heads=[Head(label="Gegenstand"), Head(label="Wert", kind="money", is_summed=True)],
            rows=[],
            total="Summe",
        )
    ],
    chapters=[
        Chapter(
            key="course", heading="Teilnehmende", text=TEXT, tables=[ADMISSIONS], charts=[COURSE]
        ),
        Chapter(key="goals", heading="Ziele", text=""),
    ],
    signatures=[Signature(label="Erstellt", name="Anna Amt", on=date(2024, 2, 1))],
    addresses={"spent:0811": f"{ADDRESS}spent:0811", "cash_closing": f"{ADDRESS}cash"},
)


def with_text(text: str, **changes: Any) -> Report:
    """The report with one chapter that has this text."""
    return replace(REPORT, chapters=[Chapter(key="x", heading="Kapitel", text=text)], **changes)


def totals() -> Any:
    """What every paper has to say to the cent."""
    return statement_totals(STATEMENT)


def pdf_text(path: Path) -> str:
    """All pages as text, every run of spaces and line ends as one space."""
    return plain(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages))


def plain(text: str) -> str:
    """The text with simple spaces between its words."""
    return re.sub(r"\s+", " ", text)
