"""Bank statements: the sample, the versions, and files that must not be believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.bank.reading import read_statements
from app.finance.bank.statements import (
    MAX_ENTRIES,
    MAX_STATEMENTS,
    BankEntry,
    BankStatement,
    check_size,
)
from tests.unit.intake.workbooks import SAMPLES, archive

IBAN = "DE02120300000000202051"


def money(cents: int) -> str:
    return f'<Amt Ccy="EUR">{cents // 100}.{cents % 100:02}</Amt>'


def balance(code: str, cents: int, day: str = "2023-01-01") -> str:
    direction = "CRDT" if cents >= 0 else "DBIT"
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{money(abs(cents))}"
        f"<CdtDbtInd>{direction}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def entry(
    cents: int,
    details: str = "",
    *,
    status: str = "<Cd>BOOK</Cd>",
    reference: str = "R1",
    extra: str = "",
) -> str:
    direction = "CRDT" if cents >= 0 else "DBIT"
    return (
        f"<Ntry><NtryRef>1</NtryRef>{money(abs(cents))}<CdtDbtInd>{direction}</CdtDbtInd>{extra}"
        f"<Sts>{status}</Sts><BookgDt><DtTm>2023-01-05T10:00:00+01:00</DtTm></BookgDt>"
        f"<AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls>{details}</NtryDtls></Ntry>"
    )


def detail(amount: str, payee: str = "Firma", text: str = "B00001 RG") -> str:
    return (
        f"<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{amount}"
        f"<RltdPties><Dbtr><Nm>Wir</Nm></Dbtr><Cdtr><Nm>{payee}</Nm></Cdtr></RltdPties>"
        f"<RmtInf><Ustrd>{text}</Ustrd><Ustrd>weiter</Ustrd></RmtInf></TxDtls>"
    )


def statement(*entries: str, opening: int = 100_00, closing: int | None = None) -> str:
    return (
        f"<Stmt><Id>S1</Id><Acct><Id><IBAN>{IBAN}</IBAN></Id></Acct>"
        + balance("OPBD", opening)
        + (balance("CLBD", closing, "2023-12-31") if closing is not None else "")
        + "".join(entries)
        + "</Stmt>"
    )


def document(*statements: str, version: str = "08", head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">'
        f"<BkToCstmrStmt><GrpHdr/>{''.join(statements)}</BkToCstmrStmt></Document>"
    ).encode()


def one_entry(*args: str) -> BankEntry:
    cents = 100_00 - 10_00
    (read,) = read_statements(document(statement(*args, closing=cents)))[0].entries
    return read


def refusal(data: bytes) -> DomainError:
    with pytest.raises(DomainError) as caught:
        read_statements(data)
    return caught.value


def test_the_sample_comes_out_to_the_cent_with_its_batches() -> None:
    (read,) = read_statements((SAMPLES / "kontoauszug.camt053.xml").read_bytes())
    assert (read.iban, read.identification, read.sequence) == (IBAN, "2023-1", 1)
    assert (read.from_day, read.until_day) == (date(2023, 1, 1), date(2023, 12, 31))
    assert (read.opening_cents, read.closing_cents, read.currency) == (6000000, 2350819, "EUR")
    assert len(read.entries) == 207
    assert [len(e.parts) for e in read.entries if len(e.parts) != 1] == [2, 2, 2, 2]
    batch = read.entries[11]
    assert batch.amount_cents == -1716789
    assert [part.amount_cents for part in batch.parts] == [-870431, -846358]
    assert batch.parts[1].purpose.startswith("B00240 ")
    assert batch.parts[1].end_to_end == "E11-1"
    assert read.entries[0].counterparty == "Druckerei Groß & Söhne"
    assert len({e.reference for e in read.entries}) == 207
    assert sum("Mittelabruf" in e.purpose for e in read.entries) == 4


@pytest.mark.parametrize("version", [f"{number:02}" for number in range(2, 14)])
def test_old_and_new_spellings_of_an_entry_read_the_same(version: str) -> None:
    old = entry(
        -1000, detail("<AmtDtls><TxAmt>" + money(1000) + "</TxAmt></AmtDtls>"), status="BOOK"
    )
    new = entry(
        -1000, detail(money(1000)).replace("Cdtr><Nm>Firma</Nm>", "Cdtr><Pty><Nm>Firma</Nm></Pty>")
    )
    for written in (old, new):
        data = document(statement(written, closing=90_00), version=version)
        read = read_statements(data)[0].entries[0]
        assert (read.amount_cents, read.counterparty) == (-1000, "Firma")
        assert read.purpose == "B00001 RG weiter"
        assert (read.booked_on, read.value_on) == (date(2023, 1, 5), date(2023, 1, 5))
        assert (read.reference, read.parts[0].end_to_end) == ("R1", None)


@pytest.mark.parametrize("version", ["01", "14", "8"])
def test_other_versions_and_other_messages_are_refused(version: str) -> None:
    data = document(statement(closing=100_00), version=version)
    assert refusal(data).key == "bank.not_camt053"
    other = refusal(document(statement(closing=100_00)).replace(b"camt.053", b"camt.052"))
    assert other.params == {"found": "camt.052.001.08"}
    assert refusal(b"<html><body/></html>").key == "bank.not_camt053"


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(-(10**10), 10**10), max_size=6))
def test_opening_and_entries_give_the_closing_balance(opening: int, amounts: list[int]) -> None:
    entries = [entry(cents, reference=f"R{at}") for at, cents in enumerate(amounts)]
    closing = opening + sum(amounts)
    data = document(statement(*entries, opening=opening, closing=closing))
    assert [e.amount_cents for e in read_statements(data)[0].entries] == amounts
    wrong = refusal(document(statement(*entries, opening=opening, closing=closing + 1)))
    assert (wrong.key, str(wrong.params["difference"])) == ("bank.balance_differs", "0.01")


def test_the_parts_of_a_batch_must_add_up() -> None:
    parts = detail(money(600), "A") + detail(money(400), "B")
    read = one_entry(entry(-1000, parts))
    assert [(part.amount_cents, part.counterparty) for part in read.parts] == [
        (-600, "A"),
        (-400, "B"),
    ]
    assert read.counterparty == ""
    data = document(statement(entry(-1000, parts.replace("6.00", "6.01")), closing=90_00))
    assert refusal(data).key == "bank.batch_differs"


def test_a_reversal_keeps_its_direction_and_its_party() -> None:
    written = entry(1000, detail(money(1000)), extra="<RvslInd>true</RvslInd>")
    read = read_statements(document(statement(written, closing=110_00)))[0].entries[0]
    assert (read.amount_cents, read.is_reversal, read.counterparty) == (1000, True, "Firma")


def test_pending_entries_are_left_out_with_a_note() -> None:
    entries = [entry(-500, status="PDNG"), entry(-1000)]
    (read,) = read_statements(document(statement(*entries, closing=90_00)))
    assert [e.line for e in read.entries] == [2]
    assert [(f.code, f.line) for f in read.findings] == [("bank.entry_pending", 1)]


def test_references_are_the_banks_own_even_where_it_repeats_them() -> None:
    entries = [entry(-100), entry(-100), entry(-100, reference="NONREF"), entry(-100, reference="")]
    (read,) = read_statements(document(statement(*entries, closing=96_00)))
    assert [e.reference for e in read.entries] == ["R1", "R1", "", ""]


def sums(group: str, number: str = "1", total: str = "10.00") -> str:
    return (
        f"<TxsSummry><{group}><NbOfNtries>{number}</NbOfNtries><Sum>{total}</Sum></{group}>"
        "</TxsSummry>"
    )


@pytest.mark.parametrize(
    ("stated", "key"),
    [
        (sums("TtlNtries"), None),
        (sums("TtlDbtNtries"), None),
        (sums("TtlCdtNtries", "0", "0"), None),
        (sums("TtlNtries", "2"), "bank.number_differs"),
        (sums("TtlNtries", "eins"), "bank.number_differs"),
        (sums("TtlDbtNtries", total="10.01"), "bank.sum_differs"),
        (sums("TtlCdtNtries", "1"), "bank.number_differs"),
        (sums("TtlNtries", total="viel"), "bank.amount_unreadable"),
    ],
)
def test_control_sums_are_believed_only_if_they_come_out(stated: str, key: str | None) -> None:
    data = document(statement(stated, entry(-1000), closing=90_00))
    if key is None:
        assert len(read_statements(data)[0].entries) == 1
    else:
        assert refusal(data).key == key


def test_the_closing_of_the_day_before_will_do_as_opening() -> None:
    data = document(statement(entry(-1000), closing=90_00)).replace(b"OPBD", b"PRCD")
    assert read_statements(data)[0].from_day == date(2023, 1, 2)


def test_pages_of_a_statement_differ_by_their_number() -> None:
    page = statement(closing=100_00).replace("</Id><Acct>", "</Id>{}<Acct>")
    pages = [page.format(f"<StmtPgntn><PgNb>{number}</PgNb></StmtPgntn>") for number in (1, 2)]
    names = [one.identification for one in read_statements(document(*pages))]
    assert names == ["S1", "S1/2"]


def test_an_iban_counts_wherever_it_stands_if_its_check_digits_are_right() -> None:
    data = document(statement(closing=100_00)).decode()
    other = data.replace(f"<IBAN>{IBAN}</IBAN>", f"<Othr><Id>{IBAN}</Id></Othr>")
    assert read_statements(other.encode())[0].iban == IBAN
    assert refusal(data.replace("DE02", "DE03").encode()).key == "bank.iban_missing"


def test_a_batch_without_amounts_stays_in_one_piece() -> None:
    read = one_entry(entry(-1000, detail("", "A", "B1") + detail("", "B", "B2")))
    assert [(part.amount_cents, part.purpose) for part in read.parts] == [
        (-1000, "B1 weiter / B2 weiter")
    ]
    half = entry(-1000, detail(money(600), "A") + detail("", "B"))
    assert refusal(document(statement(half, closing=90_00))).key == "bank.amount_unreadable"


def test_parts_in_a_foreign_currency_count_by_their_amount_in_euros() -> None:
    abroad = '<Amt Ccy="SEK">99.00</Amt><AmtDtls><TxAmt>' + money(600) + "</TxAmt></AmtDtls>"
    read = one_entry(entry(-1000, detail(abroad, "A") + detail(money(400), "B")))
    assert [part.amount_cents for part in read.parts] == [-600, -400]
    only = entry(-1000, detail('<Amt Ccy="SEK">6.00</Amt>') + detail(money(400)))
    assert refusal(document(statement(only, closing=90_00))).key == "bank.not_euro"


@pytest.mark.parametrize(
    "amount", ["1.005", "1.00001", "1,00", "-1.00", "1e3", "NaN", "", "٣.00", "9" * 14]
)
def test_an_unreadable_amount_is_named_by_its_entry(amount: str) -> None:
    written = entry(-1000).replace("10.00", amount)
    error = refusal(document(statement(written, closing=90_00)))
    assert (error.key, error.params["place"]) == ("bank.amount_unreadable", "S1, 1")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("<Id>S1</Id>", "", "bank.identification_missing"),
        (IBAN, "123", "bank.iban_missing"),
        ("OPBD", "ITAV", "bank.balance_missing"),
        ('Ccy="EUR">10.00', 'Ccy="USD">10.00', "bank.not_euro"),
        ("</Acct>", "<Ccy>CHF</Ccy></Acct>", "bank.not_euro"),
        ("2023-01-05", "2023-02-30", "bank.day_unreadable"),
        ("<CdtDbtInd>DBIT", "<CdtDbtInd>?", "bank.direction_unreadable"),
        ("<Stmt>", "<Other>", "intake.file_damaged"),
    ],
)
def test_a_statement_that_lacks_something_says_what(old: str, new: str, key: str) -> None:
    data = document(statement(entry(-1000), closing=90_00)).decode()
    assert old in data
    assert refusal(data.replace(old, new).encode()).key == key


def test_a_file_may_not_hold_any_number_of_statements_and_entries() -> None:
    (read,) = read_statements(document(statement(entry(-1000), closing=90_00)))
    for key, found in (
        ("bank.too_many_statements", [replace(read, entries=())] * (MAX_STATEMENTS + 1)),
        ("bank.too_many_entries", [replace(read, entries=read.entries * (MAX_ENTRIES + 1))]),
    ):
        with pytest.raises(DomainError) as caught:
            check_size(found)
        assert caught.value.key == key


def test_no_statement_is_no_success() -> None:
    assert refusal(document()).key == "bank.no_statement"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        "<!DOCTYPE x>",
    ],
)
def test_a_document_type_is_refused_unread(head: str) -> None:
    data = document(statement(closing=100_00), head=head)
    assert refusal(data).key == "intake.xml_forbidden"


def test_a_zip_gives_all_statements_and_is_checked_like_any_file() -> None:
    first = document(statement(closing=100_00))
    second = document(statement(closing=100_00).replace("S1", "S2"))
    packed = archive({"b.xml": second, "a.xml": first, "__MACOSX/a.xml": b"x"})
    read: list[BankStatement] = read_statements(packed)
    assert [one.identification for one in read] == ["S1", "S2"]
    assert refusal(archive({"a.xml": b"\0" * 10**7})).key == "intake.file_bomb"
    assert refusal(archive({"a.zip": packed})).key == "intake.wrong_kind"
    assert refusal(archive({"a.xml": first, "b.txt": b"x"})).key == "intake.wrong_kind"
    assert refusal(archive({})).key == "bank.no_statement"


def test_empty_cut_and_foreign_files_are_refused() -> None:
    whole = document(statement(closing=100_00))
    assert refusal(b"").key == "intake.file_empty"
    assert refusal(whole[:-20]).key == "intake.file_damaged"
    assert refusal(b"a;b;c").key == "intake.wrong_kind"
