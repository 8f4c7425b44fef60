"""The payroll export: what is read, and what is refused by line."""

from __future__ import annotations

from datetime import date

import pytest

from app.finance.staff.payroll_file import PayrollFile, read_payroll

HEAD = "Abrechnungsmonat;Name;Stelle;Lohnart;Gesamtkosten EUR\n"
POSTS = {"SB med. Reha 1": 1, "Projektkoordination": 2}


def read(*rows: str) -> PayrollFile:
    return read_payroll((HEAD + "\n".join(rows)).encode("cp1252"), POSTS)


@pytest.mark.parametrize("month", ["03/2023", "3.2023", "2023-03", "31.03.2023"])
def test_a_month_is_known_in_the_ways_it_is_written(month: str) -> None:
    (row,) = read(f"{month};Müller;SB med. Reha 1;Entgelt;5.432,10").rows
    assert (row.post_id, row.month, row.amount_cents) == (1, date(2023, 3, 1), 5_432_10)


def test_names_are_not_read_and_never_repeated() -> None:
    found = read("13/2023;Müller;SB med. Reha 1;Entgelt;1,00", "03/2023;Huber;Müller;Entgelt;1,00")
    assert (found.rows, found.outcome.tally.rejected) == ([], 2)
    assert not any("Müller" in str(vars(one)) for one in found.outcome.findings)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("03/2023;;Bauhof;Entgelt;1,00", "staff.not_our_post"),
        ("03/2023;;SB med. Reha 1;Zulage;1,00", "staff.unknown_kind"),
        ("03/2023;;SB med. Reha 1;Entgelt;-1,00", "staff.only_corrections_negative"),
        ("03/2023;;SB med. Reha 1;Entgelt;1,00000", "intake.not_amount"),
    ],
)
def test_what_cannot_be_is_named_by_line(row: str, code: str) -> None:
    found = read(row)
    assert [(one.line, one.code) for one in found.outcome.findings] == [(2, code)]
    assert found.rows == []


def test_the_same_row_twice_counts_once_and_another_amount_is_an_error() -> None:
    row = "03/2023;;Projektkoordination;Jahressonderzahlung;4.000,00"
    found = read(row, row, row.replace("4.000", "5.000"))
    assert len(found.rows) == 1
    assert found.outcome.tally.duplicates == 1
    assert found.outcome.tally.rejected == 1
