"""The list of vouchers: the sample, the quick and the careful reader, reversals."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.voucher_file import VoucherFile, read_vouchers
from app.finance.voucher_row import HEADERS, read_voucher
from app.intake.delimited import read_delimited
from app.intake.findings import Severity
from app.intake.row_reader import RowReader
from app.intake.values import numbered_codes
from tests.unit.intake.workbooks import SAMPLES, workbook

POSITIONS = ["0812", "0822", "0831", "0835", "0843", "0844", "0850"]
GOOD = ["B00001", "01.02.2023", "05.02.2023", "Druckerei", "RG 1", "0844", "22,24"]


def line(**changes: str) -> list[str]:
    names = ("number", "invoiced", "paid", "payee", "reason", "position", "amount")
    return [changes.get(name, value) for name, value in zip(names, GOOD, strict=True)]


def text(*rows: list[str]) -> bytes:
    return "\r\n".join(";".join(row) for row in [list(HEADERS), *rows]).encode("cp1252")


def read(*rows: list[str]) -> VoucherFile:
    result = read_vouchers(text(*rows), POSITIONS)
    assert result.outcome.tally.adds_up
    return result


def codes(result: VoucherFile, severity: Severity) -> list[tuple[str, int | None]]:
    return [(found.code, found.line) for found in result.outcome.of(severity)]


def test_the_sample_gives_540_vouchers_and_the_total_of_each_position() -> None:
    result = read_vouchers((SAMPLES / "belegliste.csv").read_bytes(), POSITIONS)
    counts = result.outcome.tally
    assert (counts.read, counts.accepted, counts.rejected, counts.duplicates) == (541, 540, 0, 1)
    assert result.outcome.is_clean
    totals: Counter[str] = Counter()
    for row in result.rows:
        totals[row.position] += row.amount_cents
    assert totals == {
        "0812": 84641011,
        "0822": 1296079,
        "0831": 1723276,
        "0835": 16611457,
        "0843": 3392925,
        "0844": 1165204,
        "0850": 1823907,
    }
    assert sum(totals.values()) == 110653859
    assert [(row.source_number, row.reverses) for row in result.rows if row.reverses] == [
        ("B00545", "B00022")
    ]
    assert [(f.code, f.line, f.params) for f in result.outcome.findings] == [
        ("intake.duplicate_of_line", 542, (("first_line", 7),))
    ]


def test_the_same_list_as_a_workbook_reads_the_same() -> None:
    sample = (SAMPLES / "belegliste.csv").read_bytes()
    sheet = read_delimited(sample, HEADERS)
    rows = [list(row.values) for row in sheet.rows]
    for row in rows:
        row[6] = float(str(row[6]).replace(".", "").replace(",", "."))
    as_sheet = read_vouchers(workbook([HEADERS, *rows]), POSITIONS)
    as_text = read_vouchers(sample, POSITIONS)
    assert as_sheet.rows == as_text.rows
    assert as_sheet.outcome.findings[0].cell == "A542"


@pytest.mark.parametrize(
    ("changes", "code", "column"),
    [
        ({"number": ""}, "intake.required", "Beleg-Nr."),
        ({"paid": ""}, "intake.required", "Zahlungsdatum"),
        ({"invoiced": "30.02.2023"}, "intake.no_such_day", "Rechnungsdatum"),
        ({"payee": " "}, "intake.required", "Empfänger/Einzahler"),
        ({"position": "0899"}, "intake.unknown_code", "Position"),
        ({"amount": "0,00"}, "voucher.amount_zero", "Betrag EUR"),
        ({"amount": "1.23,4"}, "intake.not_amount", "Betrag EUR"),
        ({"amount": "12,34567"}, "intake.not_amount", "Betrag EUR"),
        ({"amount": "9" * 18 + ",00"}, "intake.not_amount", "Betrag EUR"),
        ({"reason": "x" * 301}, "intake.text_too_long", "Verwendungszweck"),
    ],
)
def test_what_cannot_be_keeps_the_voucher_out(
    changes: dict[str, str], code: str, column: str
) -> None:
    result = read(line(**changes), line(number="B2"))
    assert [(f.code, f.line, f.column) for f in result.outcome.findings] == [(code, 2, column)]
    assert (result.outcome.tally.accepted, result.outcome.tally.rejected) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"paid": "31.01.2023"}, "voucher.paid_before_invoice"),
        ({"reason": ""}, "voucher.reason_missing"),
        ({"payee": "=1+1"}, "intake.formula_text"),
    ],
)
def test_what_is_odd_is_taken_with_a_warning(changes: dict[str, str], code: str) -> None:
    result = read(line(**changes))
    assert codes(result, Severity.WARNING) == [(code, 2)]
    assert result.outcome.tally.accepted == 1


def test_a_payee_is_never_repeated_in_a_finding() -> None:
    assert read(line(payee="=Muster")).outcome.findings[0].value is None


def test_the_same_number_with_other_content_names_both_lines() -> None:
    result = read(line(), line(amount="22,25"), line())
    assert codes(result, Severity.ERROR) == [("voucher.number_with_other_content", 3)]
    assert dict(result.outcome.findings[0].params) == {"first_line": 2}
    assert codes(result, Severity.WARNING) == [("intake.duplicate_of_line", 4)]


def test_a_position_that_lost_its_zero_is_found() -> None:
    assert read(line(position="844")).rows[0].position == "0844"


def test_a_ragged_line_counts_as_rejected() -> None:
    result = read(line(), ["B2", "zu kurz"])
    assert codes(result, Severity.ERROR) == [("intake.ragged_row", 3)]
    assert (result.outcome.tally.read, result.outcome.tally.rejected) == (2, 1)


@pytest.mark.parametrize(
    "reason",
    ["STORNO zu Beleg 1", "Storno B00001", "storno von Beleg-Nr. 00001", "Storno Beleg B1 (RG 7)"],
)
def test_a_reversal_finds_its_voucher_whatever_the_zeros(reason: str) -> None:
    result = read(line(), line(number="B00002", amount="-22,24", reason=reason))
    assert result.rows[1].reverses == "B00001"
    assert not result.outcome.findings


@pytest.mark.parametrize(
    ("reason", "amount", "code"),
    [
        ("STORNO zu Beleg 9", "-22,24", "voucher.reversed_not_found"),
        ("STORNO zu Beleg 2", "-22,24", "voucher.reversed_not_found"),
        ("STORNO zu Beleg X1", "-22,24", "voucher.reversed_not_found"),
        ("STORNO zu Beleg 1", "-22,23", "voucher.reversal_amount_differs"),
    ],
)
def test_an_unclear_reversal_is_taken_on_its_own_with_a_warning(
    reason: str, amount: str, code: str
) -> None:
    result = read(line(), line(number="B00002", amount=amount, reason=reason))
    assert codes(result, Severity.WARNING) == [(code, 3)]
    assert [row.reverses for row in result.rows] == [None, None]


def test_a_voucher_is_reversed_once() -> None:
    storno = {"amount": "-22,24", "reason": "STORNO zu Beleg 1"}
    result = read(line(), line(number="B2", **storno), line(number="B3", **storno))
    assert [row.reverses for row in result.rows] == [None, "B00001", None]
    assert codes(result, Severity.WARNING) == [("voucher.reversed_twice", 4)]


def test_a_reversal_may_name_a_voucher_that_came_earlier() -> None:
    data = text(line(number="B00031", amount="-22,24", reason="STORNO zu Beleg 22"))
    result = read_vouchers(data, POSITIONS, known_numbers=["B00022"])
    assert result.rows[0].reverses == "B00022"


def test_a_list_with_another_delimiter_is_refused() -> None:
    with pytest.raises(DomainError, match=r"intake\.header_not_found"):
        read_vouchers(text(line()).replace(b";", b"|"), POSITIONS)


WORDS = st.text(st.sampled_from("aÄ1=+@- .,\t\u202e\u2028\x9f€"), max_size=6)
SOME_DAYS = st.sampled_from(["01.02.2023", "31.01.2023", " 1.2.2023", "2023-02-01", "x", ""])
AMOUNTS = st.one_of(
    st.integers(-(10**7), 10**7).map(lambda c: f"{c / 100:.2f}".replace(".", ",")),
    st.sampled_from(["1.234,56", "-1.234,56", "1234,5", "0,00", "-0,00", " 1,00", "1,00 €", "1.2"]),
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["B1", "B 2", " B3", "Ä4", "", "=5"]),
            *(SOME_DAYS, SOME_DAYS),
            *(WORDS, WORDS),
            st.sampled_from(["0844", " 0844", "844", "9", ""]),
            AMOUNTS,
        ).map(list),
        max_size=4,
    )
)
def test_the_quick_way_never_says_anything_but_the_careful_one(rows: list[list[str]]) -> None:
    data = "\n".join(";".join(row) for row in [list(HEADERS), *rows]).encode()
    careful = {}
    sheet = read_delimited(data, HEADERS)
    for row in sheet.rows:
        reader = RowReader(sheet, row)
        voucher = read_voucher(reader, numbered_codes(POSITIONS))
        if voucher is not None:
            careful[voucher.line] = voucher
    result = read_vouchers(data, POSITIONS)
    assert result.outcome.tally.adds_up
    assert all(row == careful[row.line] for row in result.rows)
    numbers = {voucher.source_number for voucher in careful.values()}
    assert {row.source_number for row in result.rows} == numbers


def test_days_and_cents_arrive_as_written() -> None:
    row = read(line(amount="-1.234.567,89")).rows[0]
    assert (row.invoiced_on, row.paid_on) == (date(2023, 2, 1), date(2023, 2, 5))
    assert row.amount_cents == -123456789
