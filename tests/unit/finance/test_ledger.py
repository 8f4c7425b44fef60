"""The extract of a cost centre: the pilot's entries and nothing of anybody else's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.bank.ledger import kept_of, read_ledger
from app.finance.bank.reading import read_bank_file
from app.finance.bank.statements import BankFile
from app.intake.rows import KnownHeads
from app.pilots.preset import BankSettings
from tests.unit.finance.statement_files import Sheet, camt, mt940

OURS = BankSettings(source="cost_centre", cost_centres=("4711", "4712"))
HEAD = "Kostenstelle;Buchungstag;Belegnummer;Text;Geschäftspartner;Soll;Haben"
OPENING = "4711;01.01.2023;;Anfangsbestand;;;1.000,00"
PAPER = "4711;10.01.2023;B00001;Papier;Bürobedarf GmbH;12,50;"
GRANT = "4711;12.01.2023;;Mittelabruf;Bundeskasse;;500,00"
CLOSING = "4711;31.01.2023;;Endbestand;;;1.487,50"
OTHERS = "9900;11.01.2023;X1;Pflegegeld Frau Geheim;Erika Geheim;99,00;"


def extract(*lines: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *lines, ""]).encode("cp1252")


def read(*lines: str, head: str = HEAD, settings: BankSettings = OURS) -> BankFile:
    return read_ledger(extract(*lines, head=head), settings)


def amounts(found: BankFile) -> list[int]:
    return [entry.amount_cents for one in found.statements for entry in one.entries]


def codes(found: BankFile) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.line) for finding in found.outcome.findings]


def test_debit_is_paid_out_and_credit_received() -> None:
    found = read(OPENING, PAPER, GRANT, CLOSING)
    (one,) = found.statements
    assert (one.iban, one.source, one.is_computed) == ("4711", "ledger", False)
    assert (one.from_day, one.until_day) == (date(2023, 1, 1), date(2023, 1, 31))
    assert (one.opening_cents, one.closing_cents) == (1000_00, 1487_50)
    assert amounts(found) == [-12_50, 500_00]
    paper = one.entries[0]
    assert (paper.purpose, paper.counterparty) == ("B00001 Papier", "Bürobedarf GmbH")
    assert paper.booked_on == date(2023, 1, 10)
    assert found.outcome.is_clean


def test_balances_that_do_not_come_out_keep_the_statement_out() -> None:
    found = read(OPENING, PAPER, CLOSING)
    assert found.statements == []
    assert codes(found) == [("bank.balance_differs", None)]
    assert (found.outcome.tally.read, found.outcome.tally.rejected) == (1, 1)
    twice = read(OPENING, OPENING, PAPER)
    assert codes(twice) == [("bank.ledger_balances", None)]


@pytest.mark.parametrize(
    ("lines", "opening", "closing", "lacks"),
    [
        ((PAPER,), 0, -12_50, True),
        ((OPENING, PAPER), 1000_00, 987_50, False),
        ((PAPER, CLOSING), 1500_00, 1487_50, False),
    ],
)
def test_a_balance_that_is_not_stated_is_computed_and_marked(
    lines: tuple[str, ...], opening: int, closing: int, lacks: bool
) -> None:
    (one,) = read(*lines).statements
    assert (one.opening_cents, one.closing_cents) == (opening, closing)
    assert (one.is_computed, one.lacks_balance) == (True, lacks)


@pytest.mark.parametrize(
    ("sign", "side", "amount", "cents"),
    [
        ("costs", "", "12,50", -12_50),
        ("costs", "", "-12,50", 12_50),
        ("cash", "", "12,50", 12_50),
        ("costs", "S", "12,50", -12_50),
        ("costs", "H", "12,50", 12_50),
        ("costs", "Soll", "-12,50", 12_50),
    ],
)
def test_one_column_of_amounts_means_what_the_programme_or_its_side_says(
    sign: str, side: str, amount: str, cents: int
) -> None:
    head = "Kostenstelle;Buchungstag;Text;Betrag;S/H"
    line = f"4711;10.01.2023;Papier;{amount};{side}"
    settings = BankSettings(source="cost_centre", cost_centres=("4711",), ledger_sign=sign)
    assert amounts(read(line, head=head, settings=settings)) == [cents]


def test_a_minus_in_debit_or_credit_takes_back_what_stood_there() -> None:
    found = read(PAPER, PAPER.replace("12,50", "-12,50"))
    assert amounts(found) == [-12_50, 12_50]
    assert [entry.is_reversal for entry in found.statements[0].entries] == [False, True]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (PAPER.replace("10.01.2023", "30.02.2023"), "intake.no_such_day"),
        (PAPER.replace("10.01.2023", ""), "intake.required"),
        (PAPER.replace("12,50", "12,50000"), "intake.not_amount"),
        (PAPER.replace("12,50;", "12,50;1,00"), "bank.ledger_two_sides"),
        (PAPER.replace("12,50;", ";"), "intake.required"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_nothing_of_its_statement_is_taken(
    line: str, code: str
) -> None:
    found = read(GRANT, line, GRANT.replace("4711", "4712"))
    assert (code, 3) in codes(found)
    assert [one.iban for one in found.statements] == ["4712"]
    assert (found.outcome.tally.read, found.outcome.tally.rejected) == (2, 2)


def test_a_row_that_cannot_be_cut_into_columns_keeps_every_statement_out() -> None:
    found = read(PAPER, PAPER + ";x", GRANT.replace("4711", "4712"))
    assert found.statements == []
    assert codes(found) == [("intake.ragged_row", 3)]
    assert (found.outcome.tally.read, found.outcome.tally.rejected) == (3, 3)


def test_a_formula_stays_text_and_an_entry_of_nothing_is_left_out() -> None:
    found = read(PAPER.replace("Papier", "=SUMME(A1)"), PAPER.replace("12,50", "0,00"))
    assert codes(found) == [("intake.formula_text", 2), ("bank.ledger_zero", 3)]
    assert found.statements[0].entries[0].purpose == "B00001 =SUMME(A1)"


def test_others_are_counted_and_nothing_of_them_is_kept() -> None:
    broken = OTHERS.replace("99,00", "viel").replace("11.01.2023", "11.01.23")
    data = extract(OTHERS, PAPER, broken, "Summe;;;;;1.234,00;", "9900;12.01.2023;zu;kurz")
    found = read_ledger(data, OURS)
    assert amounts(found) == [-12_50]
    (note,) = found.outcome.findings
    assert (note.code, note.params, note.value) == (
        "bank.other_cost_centres",
        (("count", 3),),
        None,
    )
    kept = kept_of(data, OURS).decode()
    assert "Geheim" not in kept
    assert "9900" not in kept
    assert kept.splitlines()[1] == "*;;;;;;"
    assert kept.splitlines()[2] == PAPER


def test_before_the_columns_are_known_a_row_is_ours_by_any_of_its_cells() -> None:
    head = HEAD.replace("Kostenstelle", "KSt").replace("Text", "Vorgang")
    data = extract(OTHERS, PAPER, head=head)
    with pytest.raises(DomainError) as caught:
        read_ledger(data, OURS)
    assert caught.value.key == "intake.header_missing"
    kept = kept_of(data, OURS)
    assert b"Geheim" not in kept
    known = KnownHeads({"kst": "Kostenstelle", "vorgang": "Text"})
    assert amounts(read_ledger(kept, OURS, known)) == [-12_50]


CELLS = st.text(st.sampled_from('4711;"\n ,.a'), max_size=6)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=7), max_size=6))
def test_taking_others_out_twice_changes_nothing_more(rows: list[list[str]]) -> None:
    quoted = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    once = kept_of(extract(*quoted), OURS)
    assert kept_of(once, OURS) == once


@pytest.mark.parametrize("lost", ["Soll", "Kostenstelle"])
def test_without_a_necessary_column_a_person_is_asked(lost: str) -> None:
    head = (
        HEAD.replace(lost, "a").replace("Haben", "b") if lost == "Soll" else HEAD.replace(lost, "a")
    )
    with pytest.raises(DomainError) as caught:
        read(PAPER, head=head)
    assert caught.value.key == "intake.header_missing"


def test_each_way_of_seeing_payments_refuses_the_files_of_the_other() -> None:
    sheet = Sheet(date(2023, 1, 1), date(2023, 1, 2), 0)
    for data in (camt(sheet), mt940(sheet).encode()):
        with pytest.raises(DomainError) as caught:
            read_bank_file(data, OURS)
        assert caught.value.key == "bank.ledger_expected"
        assert read_bank_file(data, BankSettings()).statements
    with pytest.raises(DomainError) as caught:
        read_bank_file(extract(PAPER), BankSettings())
    assert caught.value.key == "bank.ledger_not_expected"
    with pytest.raises(DomainError) as caught:
        read_bank_file(extract(PAPER), BankSettings(source="cost_centre"))
    assert caught.value.key == "bank.no_cost_centres"
