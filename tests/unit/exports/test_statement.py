"""The funder statement: its totals, its formulas, and what LibreOffice calculates from them."""

from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.statement import (
    PositionLine,
    ReceiptLine,
    StatementRefused,
    StatementYear,
    VoucherLine,
    statement_totals,
    write_statement_workbook,
)
from tests.unit.exports.reading import cells, recalculated


def position(code, spent_year, *, before=0, total=10_000_000, year=3_000_000):
    return PositionLine(
        code=code,
        label=f"Ausgaben {code}",
        planned_total_cents=total,
        planned_year_cents=year,
        spent_before_cents=before,
        spent_year_cents=spent_year,
    )


def voucher(number, code, cents, *, day=date(2023, 5, 5), payee="Praxis Dr. Ü"):
    return VoucherLine(
        number=number,
        paid_on=day,
        payee=payee,
        reason="Honorar",
        position=code,
        amount_cents=cents,
        source_number=f"00{number}",
    )


def receipt(kind, cents, *, day=date(2023, 2, 1)):
    return ReceiptLine(day=day, payer="Bund", reason="Rate", kind=kind, amount_cents=cents)


# The positions 1.1 and 1.10 are one number to a spreadsheet, and 0850 has no voucher.
YEAR = StatementYear(
    pilot_title="Gecko",
    carrier="Jobcenter Uckermark",
    notice="=661R0025",
    notice_date=date(2021, 6, 10),
    grant_cents=203_138_790,
    year=2023,
    period_from=date(2021, 11, 1),
    period_until=date(2026, 10, 31),
    made_on=date(2024, 2, 1),
    positions=[
        position("1.1", 98_749, before=1),
        position("1.10", -7),
        position("0850", 0),
    ],
    receipts=[
        receipt("draw_down", 100_010, day=date(2023, 9, 1)),
        receipt("refund", -10),
        receipt("draw_down", 20),
    ],
    vouchers=[
        voucher(2, "1.1", -1_250, payee='=HYPERLINK("http://x")'),
        voucher(1, "1.1", 99_999, day=date(2023, 1, 5), payee="-Minus"),
        voucher(3, "1.10", -7),
    ],
    cash_opening_cents=5,
    bank_balance_cents=1_300,
)


def cents(value):
    """A cell's number as whole cents; it must be one to a millionth."""
    exact = Decimal(str(value)) * 100
    rounded = exact.quantize(Decimal(1), ROUND_HALF_UP)
    assert abs(exact - rounded) < Decimal("0.000001")
    return int(rounded)


@pytest.fixture
def written(tmp_path):
    target = tmp_path / "statement.xlsx"
    write_statement_workbook(target, YEAR)
    return target


def labelled(rows, label, column=2):
    return next(row[column] for row in rows if row[0] == label)


def test_totals_are_sums_in_whole_cents():
    totals = statement_totals(YEAR)
    assert totals.spent_year_cents == 98_742
    assert totals.spent_cumulated_cents == 98_743
    assert totals.remaining_cents == 30_000_000 - 98_743
    assert totals.income_by_kind_cents == {"draw_down": 100_030, "refund": -10, "other": 0}
    assert totals.income_cents == 100_020
    assert totals.cash_cents == 5 + 100_020 - 98_742
    assert totals.bank_difference_cents == 1_300 - 1_283


def test_formulas_carry_our_values_for_programs_that_do_not_calculate(written):
    rows = cells(written)["Nachweis"]
    assert cents(labelled(rows, "Summe der Einnahmen")) == 100_020
    assert cents(labelled(rows, "Bestand am 31.12.2023")) == 1_283
    assert [cents(value) for value in next(row for row in rows if row[0] == "1.1")[2:]] == [
        10_000_000,
        3_000_000,
        1,
        98_749,
        98_750,
        9_901_250,
    ]


def test_every_total_is_a_live_formula(written):
    sheets = cells(written, values=False)
    cover = sheets["Nachweis"]
    assert labelled(cover, "1.1", 5).startswith("='Belegliste'!E")
    assert labelled(cover, "Mittelabruf").startswith("=ROUND(SUMIFS('Einnahmen'!")
    assert labelled(cover, "Summe der Ausgaben", 5).startswith("=ROUND(SUM(F")
    assert labelled(cover, "Bestand am 31.12.2023").startswith("=ROUND(C")
    assert sheets["Belegliste"][-1][4].startswith("=ROUND(E")


def test_vouchers_stand_by_position_and_in_time_order(written):
    rows = cells(written)["Belegliste"]
    assert rows[0] == (
        "Lfd. Nr.",
        "Tag der Zahlung",
        "Empfänger",
        "Grund der Zahlung",
        "Betrag",
        "Position",
        "Belegnummer der Quelle",
    )
    assert [row[0] for row in rows[1:]] == [1, 2, None, 3, None, None, None, None]
    assert rows[1][1:] == (datetime(2023, 1, 5), "-Minus", "Honorar", 999.99, "1.1", "001")
    assert rows[2][4] == -12.5
    assert rows[3][3:5] == ("Summe 1.1 Ausgaben 1.1", 987.49)
    assert rows[6][3] == "keine Belege"
    assert cents(rows[-1][4]) == 98_742


def test_receipts_stand_in_time_order(written):
    rows = cells(written)["Einnahmen"]
    days = [row[1] for row in rows[1:-1]]
    assert days == sorted(days)
    assert [row[4] for row in rows[1:-1]] == [
        "Erstattung oder Rückzahlung",
        "Mittelabruf",
        "Mittelabruf",
    ]


def test_a_payee_that_looks_like_a_formula_is_text(written):
    sheet = openpyxl.load_workbook(written)["Belegliste"]
    assert (sheet["C3"].value, sheet["C3"].data_type) == ('=HYPERLINK("http://x")', "s")
    assert sheet["C3"].quotePrefix
    assert openpyxl.load_workbook(written)["Nachweis"]["B4"].data_type == "s"


def test_dates_money_and_paper_are_set_up(written):
    sheet = openpyxl.load_workbook(written)["Belegliste"]
    assert (sheet["B2"].is_date, sheet["B2"].number_format) == (True, "DD.MM.YYYY")
    assert sheet["E2"].number_format == '#,##0.00 "€"'
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "A2"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_what_is_not_known_is_said_and_not_calculated(tmp_path):
    target = tmp_path / "statement.xlsx"
    unknown = replace(YEAR, cash_opening_cents=None, bank_balance_cents=None)
    totals = write_statement_workbook(target, unknown)
    rows = cells(target)["Nachweis"]
    assert (totals.cash_cents, totals.bank_difference_cents) == (None, None)
    assert labelled(rows, "Bestand am 01.01.2023") == "nicht erfasst"
    assert labelled(rows, "Bestand am 31.12.2023") == "nicht berechenbar"
    assert labelled(rows, "Differenz zum Kontostand") == "nicht berechenbar"


def test_a_year_without_any_payment_can_be_stated(tmp_path):
    empty = replace(YEAR, positions=[position("0850", 0)], receipts=[], vouchers=[])
    totals = write_statement_workbook(tmp_path / "statement.xlsx", empty)
    assert (totals.income_cents, totals.spent_year_cents, totals.cash_cents) == (0, 0, 5)


def test_the_statement_speaks_english_too(tmp_path):
    target = tmp_path / "statement.xlsx"
    write_statement_workbook(target, YEAR, "en")
    sheets = cells(target)
    assert list(sheets) == ["Statement", "Receipts", "Vouchers", "Check"]
    assert cents(labelled(sheets["Statement"], "Total income")) == 100_020


@pytest.mark.parametrize(
    "changes",
    [
        {"positions": [position("1.1", 98_749), position("1.10", -8), position("0850", 0)]},
        {"positions": [position("1.1", 98_749)]},
        {"positions": [*YEAR.positions, position("0850", 0)]},
    ],
)
def test_figures_that_contradict_each_other_are_refused(tmp_path, changes):
    with pytest.raises(StatementRefused):
        write_statement_workbook(tmp_path / "statement.xlsx", replace(YEAR, **changes))
    assert list(tmp_path.iterdir()) == []


def test_a_text_too_long_for_a_cell_is_refused_not_cut(tmp_path):
    long = replace(YEAR, carrier="x" * 32_768)
    with pytest.raises(ValueError, match="longer than"):
        write_statement_workbook(tmp_path / "statement.xlsx", long)
    assert list(tmp_path.iterdir()) == []


AMOUNTS = st.integers(-(10**9), 10**9)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.lists(AMOUNTS, max_size=8), min_size=1, max_size=4),
    st.lists(AMOUNTS, max_size=5),
    AMOUNTS,
)
def test_the_stored_values_equal_sums_of_the_listed_amounts(spent, received, opening):
    groups = {f"08{number}": amounts for number, amounts in enumerate(spent)}
    numbered = enumerate((code, one) for code, amounts in groups.items() for one in amounts)
    year = replace(
        YEAR,
        positions=[position(code, sum(amounts)) for code, amounts in groups.items()],
        vouchers=[voucher(number, code, one) for number, (code, one) in numbered],
        receipts=[receipt("other", one) for one in received],
        cash_opening_cents=opening,
    )
    with TemporaryDirectory() as folder:
        target = Path(folder) / "statement.xlsx"
        write_statement_workbook(target, year)
        sheets = cells(target)
    listed = [cents(row[4]) for row in sheets["Belegliste"][1:] if row[0] is not None]
    income = [cents(row[5]) for row in sheets["Einnahmen"][1:] if row[0] is not None]
    assert sorted(listed) == sorted(one for amounts in spent for one in amounts)
    assert income == received
    assert cents(labelled(sheets["Nachweis"], "Summe der Ausgaben", 5)) == sum(listed)
    closing = labelled(sheets["Nachweis"], "Bestand am 31.12.2023")
    assert cents(closing) == opening + sum(income) - sum(listed)


def test_libreoffice_calculates_every_formula_to_our_cent(written, tmp_path):
    theirs = cells(recalculated(written, tmp_path))
    ours = cells(written)
    compared = 0
    for sheet in openpyxl.load_workbook(written).worksheets:
        for at, row in enumerate(sheet.iter_rows()):
            for column, cell in enumerate(row):
                if cell.data_type == "f":
                    stored, calculated = (x[sheet.title][at][column] for x in (ours, theirs))
                    assert cents(calculated) == cents(stored)
                    compared += 1
    assert compared > 40
    assert cents(theirs["Belegliste"][-1][4]) == 98_742
    assert theirs["Belegliste"][2][2] == '=HYPERLINK("http://x")'
    assert theirs["Prüfung"][-3][3] == 0
