"""The journal as a file: nothing in a text breaks it, hledger reads what we wrote."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.journal import (
    Journal,
    JournalAccount,
    JournalEntry,
    JournalPosting,
    account_names,
    beancount_file,
    hledger_file,
)
from tests.hledger import balances, hledger

BANK = ("Assets", "Bank")
HOSTILE = (
    "a; b",
    'Firma "Ü" \\ Söhne',
    "! pending",
    "* (x) y",
    "date:2020-99-99, [2020-99-99]",
    "zwei  Leerzeichen",
    "Zeile\n2020-01-01 * Fremd\n    Assets:Bank  1 EUR",
    "\r\n\x00\x1b[31m\x85\u2028\u202e",
    "a | b | c",
    "(code) = 2021-01-01",
    ";",
    "",
    "\ud800",
    "=TN 1",
    'x"\n  Assets:Bank 1 EUR',
    "%#@~ {1 EUR} @@ 3 USD",
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
details = st.lists(st.sampled_from(["0812", "0844", "reha-1", "Reha 1", "ü", "ALL"]), max_size=2)


def entry(payee: str, reason: str, detail: list[str], cents: int, code: str = "1") -> JournalEntry:
    """An expense paid from the bank."""
    spent = ("Expenses", *detail)
    postings = (JournalPosting(spent, cents), JournalPosting(BANK, -cents))
    return JournalEntry(date(2023, 5, 1), date(2023, 6, 1), code, payee, reason, postings)


def journal(*entries: JournalEntry) -> Journal:
    """A journal with the accounts that its entries touch."""
    paths = sorted({posting.path for one in entries for posting in one.postings})
    notes = ("Konto: type:X [2020-99-99]; \n x",)
    accounts = tuple(JournalAccount(path, notes[0]) for path in paths)
    return Journal("Vorhaben: date:2020-99-99", notes, accounts, entries)


def test_a_file_of_hledger_has_head_accounts_and_entries() -> None:
    found = hledger_file(journal(entry("Büro; GmbH", "Papier", ["0831", "reha-1"], 123_45)))
    assert found.decode().splitlines() == [
        "; Vorhaben – date –2020-99-99",
        "; Konto – type –X (2020-99-99); x",
        "",
        "decimal-mark .",
        "commodity 1000.00 EUR",
        "",
        "account Assets:Bank  ; Konto – type –X (2020-99-99); x",
        "account Expenses:0831:Reha-1  ; Konto – type –X (2020-99-99); x",
        "",
        "2023-05-01 * (1) Büro, GmbH | Papier",
        "    ; month:2023-06",
        "    Expenses:0831:Reha-1  123.45 EUR",
        "    Assets:Bank  -123.45 EUR",
    ]


@pytest.mark.parametrize(("cents", "shown"), [(5, "0.05"), (-5, "-0.05"), (-100, "-1.00")])
def test_amounts_have_two_decimals(cents: int, shown: str) -> None:
    assert f"Expenses  {shown} EUR" in hledger_file(journal(entry("x", "y", [], cents))).decode()


@settings(max_examples=40)
@given(st.lists(st.lists(texts, min_size=1, max_size=3).map(tuple), max_size=8))
def test_different_accounts_never_share_a_name(paths: list[tuple[str, ...]]) -> None:
    names = account_names(paths)
    assert len(set(names.values())) == len(set(paths))
    for name in names.values():
        assert re.fullmatch(r"[A-Z0-9][A-Za-z0-9-]*(:[A-Z0-9][A-Za-z0-9-]*)*", name, re.ASCII)


books = st.lists(
    st.builds(entry, texts, texts, details, st.integers(-(10**9), 10**9).filter(bool), texts),
    min_size=1,
    max_size=6,
)


@settings(max_examples=10, deadline=None)
@given(st.lists(books, min_size=20, max_size=20))
def test_two_hundred_books_with_hostile_texts_are_read_and_balance(
    drawn: list[list[JournalEntry]],
) -> None:
    with TemporaryDirectory() as folder:
        files = []
        expected: Counter[str] = Counter()
        for place, entries in enumerate(drawn):
            # each book has a year of its own, so that one call can tell them apart
            dated = [one_in(each, 2000 + place) for each in entries]
            found = journal(*dated)
            files.append(Path(folder) / f"{place}.journal")
            files[-1].write_bytes(hledger_file(found))
            names = account_names(account.path for account in found.accounts)
            for posting in (posting for one in dated for posting in one.postings):
                expected[names[posting.path]] += posting.cents
        hledger(files, "check", "--strict")
        assert balances(files) == {**expected, "total": 0}
        read = json.loads(hledger(files, "print", "-O", "json"))
    assert Counter(one["tdate"] for one in read) == {
        f"{2000 + place}-05-01": len(entries) for place, entries in enumerate(drawn)
    }
    assert all(one["tdescription"].count("|") == 1 for one in read)
    assert all(len(one["tpostings"]) == 2 and not one["tdate2"] for one in read)


def one_in(entry: JournalEntry, year: int) -> JournalEntry:
    """The entry in another year."""
    return JournalEntry(date(year, 5, 1), entry.month, *list(vars(entry).values())[2:])


BEANCOUNT_STRING = r'"(?:[^"\\\n]|\\["\\])*"'
BEANCOUNT_ACCOUNT = r"(?:Assets|Income|Expenses)(?::[A-Z0-9][A-Za-z0-9-]*)*"
BEANCOUNT_LINE = re.compile(
    "|".join(
        (
            r"; .*",
            rf"option {BEANCOUNT_STRING} {BEANCOUNT_STRING}",
            r"\d{4}-\d\d-\d\d commodity EUR",
            rf"\d{{4}}-\d\d-\d\d open {BEANCOUNT_ACCOUNT} EUR ; .*",
            rf"\d{{4}}-\d\d-\d\d \* {BEANCOUNT_STRING} {BEANCOUNT_STRING}",
            rf"  (?:number|month): {BEANCOUNT_STRING}",
            rf"  {BEANCOUNT_ACCOUNT}  -?\d+\.\d\d EUR",
            r"",
        )
    )
)


@given(books)
def test_every_line_of_a_file_of_beancount_is_one_of_its_kinds(entries: list[JournalEntry]) -> None:
    text = beancount_file(journal(*entries)).decode()
    assert text.endswith("EUR\n")
    lines = text.removesuffix("\n").split("\n")
    assert [line for line in lines if not BEANCOUNT_LINE.fullmatch(line)] == []
    assert sum(" * " in line and line.startswith("2023") for line in lines) == len(entries)
    assert sum(line.startswith("  Assets:Bank") for line in lines) == len(entries)


def test_a_journal_without_entries_is_a_file_too() -> None:
    assert hledger_file(journal()).decode().endswith("commodity 1000.00 EUR\n\n")
    assert "open" not in beancount_file(journal()).decode()
