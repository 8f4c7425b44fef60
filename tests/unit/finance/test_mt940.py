"""MT940: what German banks write, and what the library would have read without a word."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.bank.mt940_details import read_details
from app.finance.bank.reading import read_statements
from app.finance.bank.statements import BankStatement
from app.messages import sentence
from tests.unit.finance.statement_files import IBAN, NATIONAL, Paid, Sheet, camt, mt940
from tests.unit.intake.workbooks import archive

JANUARY = Sheet(
    date(2023, 1, 1),
    date(2023, 1, 31),
    100_00,
    [
        Paid(date(2023, 1, 2), -6_50, "Bürobedarf GmbH", "B00001 Papier"),
        Paid(date(2023, 1, 31), 9_00, "Stadt", "Erstattung"),
    ],
    number=4,
)


def read(text: str, encoding: str = "utf-8") -> list[BankStatement]:
    return read_statements(text.encode(encoding))


def refusal(text: str) -> DomainError:
    with pytest.raises(DomainError) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_statement_is_read_in_whatever_encoding_the_bank_writes(encoding: str) -> None:
    (found,) = read(mt940(JANUARY), encoding)
    assert (found.iban, found.identification) == (NATIONAL, "4/1 2023-01-01/2023-01-31")
    assert (found.opening_cents, found.closing_cents, found.currency) == (100_00, 102_50, "EUR")
    first, last = found.entries
    assert (first.line, first.amount_cents, first.counterparty) == (1, -6_50, "Bürobedarf GmbH")
    assert (first.purpose, first.booked_on) == ("B00001 Papier", date(2023, 1, 2))
    assert (last.amount_cents, last.booked_on) == (9_00, date(2023, 1, 31))


@pytest.mark.parametrize(
    ("mark", "cents", "is_reversal"),
    [("C", 6_50, False), ("D", -6_50, False), ("RD", 6_50, True), ("RC", -6_50, True)],
)
def test_a_reversal_moves_money_the_other_way(mark: str, cents: int, is_reversal: bool) -> None:
    closing = f"{106 if cents > 0 else 93},50"
    text = mt940(Sheet(date(2023, 1, 1), date(2023, 1, 2), 100_00, [Paid(date(2023, 1, 2), -6_50)]))
    text = text.replace("DR6,50", f"{mark}R6,50").replace("EUR93,50", f"EUR{closing}")
    (entry,) = read(text)[0].entries
    assert (entry.amount_cents, entry.is_reversal) == (cents, is_reversal)


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        (IBAN, IBAN),
        ("DE02 1203 0000 0000 2020 51 EUR", IBAN),
        (f"BYLADEM1001/{IBAN}", IBAN),
        ("12030000/0000202051EUR", NATIONAL),
    ],
)
def test_the_account_is_an_iban_or_bank_code_and_number(account: str, expected: str) -> None:
    assert read(mt940(JANUARY, account=account))[0].iban == expected


@pytest.mark.parametrize(
    ("value", "booked", "expected"),
    [
        ("221230", "0102", date(2023, 1, 2)),
        ("230105", "1231", date(2022, 12, 31)),
        ("230105", "", date(2023, 1, 5)),
        ("230105", "    ", date(2023, 1, 5)),
    ],
)
def test_a_booking_day_without_a_year_lies_in_its_statement(
    value: str, booked: str, expected: date
) -> None:
    sheet = Sheet(date(2022, 12, 31), date(2023, 1, 31), 0, [Paid(date(2023, 1, 2), 1_00)])
    text = mt940(sheet).replace(":61:2301020102", f":61:{value}{booked}")
    assert read(text)[0].entries[0].booked_on == expected


def test_pages_and_several_statements_of_a_file_are_read_each_by_itself() -> None:
    february = Sheet(date(2023, 2, 1), date(2023, 2, 28), JANUARY.closing, number=5)
    text = mt940(JANUARY, february).replace(":60F:", ":60M:").replace(":62F:", ":62M:")
    assert [one.identification[:3] for one in read(text)] == ["4/1", "5/1"]
    headed = "{1:F01BANKDEFFXXXX0000000000}{2:O940}{4:\r\n" + mt940(JANUARY)[:-3] + "-}\r\n"
    assert len(read(headed)) == 1


def test_unnumbered_statements_of_the_same_days_are_told_apart() -> None:
    sheets = [Sheet(JANUARY.from_day, JANUARY.until_day, cents, number=0) for cents in (1, 2)]
    names = [one.identification for one in read(mt940(*sheets))]
    assert names[0].startswith("2023-01-01/2023-01-31 ")
    assert len(set(names)) == 2


def test_the_thirtieth_of_february_is_named_by_statement_and_line() -> None:
    sheet = Sheet(date(2023, 2, 1), date(2023, 3, 1), 0, [Paid(date(2023, 3, 1), -6_00)])
    error = refusal(mt940(JANUARY, sheet).replace(":61:2303010301", ":61:2302300301"))
    said = sentence(error.key, "de", error.params)
    assert "„230230“ bei Auszug STARTUMS, Zeile 16 ist nicht lesbar" in said


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ("DR6,50", "DR6,50000", "bank.amount_unreadable", None),
        ("DR6,50", "DR6.50", "bank.mt940_line", 5),
        ("DR6,50", "XR6,50", "bank.mt940_line", 5),
        ("NTRFNONREF", "", "bank.mt940_line", 5),
        (":62F:C", ":62F:X", "bank.mt940_line", 10),
        (":28C:00004/001", ":28C:vier", "bank.mt940_line", 3),
        (":25:12030000/202051", ":25:Girokonto", "bank.mt940_account", 2),
        (":25:12030000/202051\r\n", "", "bank.mt940_field_missing", 1),
        (":60F:C221231EUR100,00", ":21:X", "bank.mt940_field_missing", 1),
        (":28C:", ":60F:C221231EUR100,00\r\n:28C:", "bank.mt940_field_repeated", 5),
        ("EUR100,00", "USD100,00", "bank.not_euro", None),
        ("EUR102,50", "EUR102,51", "bank.balance_differs", None),
        ("C230131EUR", "C220131EUR", "bank.days_reversed", None),
        (":20:", "Kontoauszug\r\n:20:", "bank.mt940_line", 1),
        (":20:STARTUMS\r\n", "", "bank.mt940_line", 1),
        ("-\r\n", "-\r\nNachtrag\r\n", "bank.mt940_line", 12),
        (":62F:", ":99Z:", "bank.mt940_field_missing", 1),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_of_it_is_taken(
    old: str, new: str, key: str, line: int | None
) -> None:
    text = mt940(JANUARY)
    assert old in text
    error = refusal(text.replace(old, new, 1))
    assert (error.key, error.params.get("line")) == (key, line)


def test_what_follows_the_closing_balance_belongs_to_no_entry() -> None:
    (found,) = read(mt940(JANUARY).replace("-\r\n", ":64:C230131EUR1,00\r\n:86:Werbung\r\n-\r\n"))
    assert found.entries[-1].purpose == "Erstattung"


def test_what_the_library_cannot_read_reaches_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        refusal(mt940(JANUARY).replace("NTRFNONREF", "NTRFNONREF\r\nzwei\r\nGeheim"))
    assert "Geheim" not in caplog.text


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["166?00GUTSCHRIFT?20EREF+E-1?21SVWZ+Miete?22Mai?32Haus GmbH"],
            ("Haus GmbH", "Miete Mai", "E-1"),
        ),
        (["166?00X?20Vorab?21SVWZ+Text"], ("", "Vorab Text", None)),
        (["166?00ENTGELT?32Bank"], ("Bank", "ENTGELT", None)),
        (["166?00X?20SVWZ+Wie geht's?ok", " so?"], ("", "Wie geht's?ok so?", None)),
        (["166?00X?20eins?20zwei?60drei"], ("", "eins zwei drei", None)),
        (["166?00X?20EREF+NOTPROVIDED?21SVWZ+Y"], ("", "Y", None)),
        (["Freier Text", "in zwei Zeilen"], ("", "Freier Text in zwei Zeilen", None)),
        (
            ["166?00X?20SVWZ+ABCDEFGHIJKLMNOPQRSTUV?21WXYZ"],
            ("", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", None),
        ),
    ],
)
def test_details_are_kept_whole(lines: list[str], expected: tuple[str, str, str | None]) -> None:
    assert tuple(read_details(lines)) == expected


WORDS = st.lists(
    st.text(st.sampled_from("abcXYZ019äöüß/.,-&"), min_size=1, max_size=9), max_size=9
).map(" ".join)
DAYS = st.integers(0, 27).map(lambda number: date(2023, 2, 1 + number))
ENTRIES = st.lists(
    st.builds(
        Paid,
        booked_on=DAYS,
        cents=st.integers(-(10**9), 10**9).filter(bool),
        name=WORDS.map(lambda text: text[:50].strip(" -") or "x"),
        purpose=WORDS.map(lambda text: text or "x"),
        value_on=DAYS,
        is_reversal=st.booleans(),
    ),
    max_size=5,
)
SHEETS = st.builds(
    Sheet,
    from_day=st.just(date(2023, 2, 1)),
    until_day=st.just(date(2023, 2, 28)),
    opening=st.integers(-(10**10), 10**10),
    paid=ENTRIES,
)


@settings(max_examples=60, deadline=None)
@given(SHEETS)
def test_a_statement_says_the_same_in_both_formats(sheet: Sheet) -> None:
    (by_camt,), (by_mt940,) = read_statements(camt(sheet)), read(mt940(sheet))
    for found in (by_camt, by_mt940):
        assert (found.from_day, found.until_day) == (sheet.from_day, sheet.until_day)
        assert (found.opening_cents, found.closing_cents) == (sheet.opening, sheet.closing)
        assert [
            Paid(e.booked_on, e.amount_cents, e.counterparty, e.purpose, e.value_on, e.is_reversal)
            for e in found.entries
        ] == list(sheet.paid)


def test_a_zip_may_hold_both_formats() -> None:
    february = Sheet(date(2023, 2, 1), date(2023, 2, 28), JANUARY.closing)
    packed = archive({"a.sta": mt940(JANUARY).encode("cp1252"), "b.xml": camt(february)})
    assert [one.source for one in read_statements(packed)] == ["mt940", "camt053"]
