"""The journal as a file for plain-text accounting: hledger and beancount.

Texts from the books cannot break the format: whatever has a meaning there is taken out or
quoted. Amounts are written from whole cents, so that nothing is rounded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from unicodedata import category

CURRENCY: Final = "EUR"
NOTHING: Final = "–"


@dataclass(frozen=True)
class JournalAccount:
    """An account by its path, root first (Assets, Liabilities, Equity, Income, Expenses)."""

    path: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class JournalPosting:
    """One side of an entry; a debit is above 0."""

    path: tuple[str, ...]
    cents: int


@dataclass(frozen=True)
class JournalEntry:
    """An entry whose postings add up to 0; `month` is that of the books."""

    day: date
    month: date
    code: str
    payee: str
    reason: str
    postings: tuple[JournalPosting, ...]


@dataclass(frozen=True)
class Journal:
    """A whole journal; `notes` stand at its head."""

    title: str
    notes: tuple[str, ...]
    accounts: tuple[JournalAccount, ...]
    entries: tuple[JournalEntry, ...]


def hledger_file(journal: Journal) -> bytes:
    """The journal as hledger reads it: head, commodity, accounts, entries with code and month."""
    names = account_names(account.path for account in journal.accounts)
    lines = [f"; {_comment(text)}" for text in (journal.title, *journal.notes)]
    lines += ["", "decimal-mark .", f"commodity 1000.00 {CURRENCY}", ""]
    lines += [
        f"account {names[account.path]}  ; {_comment(account.note)}" for account in journal.accounts
    ]
    for entry in journal.entries:
        payee, reason = _described(entry.payee), _described(entry.reason)
        lines += [
            "",
            f"{entry.day:%Y-%m-%d} * ({_code(entry.code)}) {payee} | {reason}",
            f"    ; month:{entry.month:%Y-%m}",
            *(f"    {names[p.path]}  {_amount(p.cents)}" for p in entry.postings),
        ]
    return _encoded(lines)


def beancount_file(journal: Journal) -> bytes:
    """The journal as beancount reads it; accounts open on the day of the first entry."""
    names = account_names(account.path for account in journal.accounts)
    lines = [f"; {_plain(text)}" for text in (journal.title, *journal.notes)]
    lines += ["", f"option {_quoted('title')} {_quoted(journal.title)}"]
    lines += [f"option {_quoted('operating_currency')} {_quoted(CURRENCY)}", ""]
    if journal.entries:
        first = min(entry.day for entry in journal.entries)
        lines.append(f"{first:%Y-%m-%d} commodity {CURRENCY}")
        lines += [
            f"{first:%Y-%m-%d} open {names[account.path]} {CURRENCY} ; {_plain(account.note)}"
            for account in journal.accounts
        ]
    for entry in journal.entries:
        lines += [
            "",
            f"{entry.day:%Y-%m-%d} * {_quoted(entry.payee)} {_quoted(entry.reason)}",
            f"  number: {_quoted(entry.code)}",
            f"  month: {_quoted(f'{entry.month:%Y-%m}')}",
            *(f"  {names[p.path]}  {_amount(p.cents)}" for p in entry.postings),
        ]
    return _encoded(lines)


def account_names(paths: Iterable[tuple[str, ...]]) -> Mapping[tuple[str, ...], str]:
    """A name for every path that both programs read; different paths never share one."""
    names: dict[tuple[str, ...], str] = {}
    for path in paths:
        if path in names:
            continue
        name, taken = ":".join(map(_component, path)), set(names.values())
        further = 2
        while name in taken:
            name, further = f"{':'.join(map(_component, path))}-{further}", further + 1
        names[path] = name
    return names


def _component(text: str) -> str:
    """Letters, digits and hyphens of ASCII, a capital or a digit first."""
    kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in text).strip("-")
    return f"{kept[0].upper()}{kept[1:]}" if kept else "X"


def _plain(text: str) -> str:
    """One line without control signs, single spaces only; a dash for nothing."""
    kept = "".join(sign if sign.isspace() or category(sign)[0] != "C" else " " for sign in text)
    return " ".join(kept.split()) or NOTHING


def _described(text: str) -> str:
    """A text of hledger's description: no comment begins in it, no second bar divides it."""
    return _plain(text.replace(";", ",").replace("|", "/"))


def _code(text: str) -> str:
    """A code of hledger, which stands in brackets of its own."""
    return _plain(text.translate(_WITHOUT_BRACKETS))


_WITHOUT_BRACKETS: Final = str.maketrans({"(": " ", ")": " ", ";": ","})


def _comment(text: str) -> str:
    """A comment of hledger, in which "word:" would be a tag and "[…]" a date."""
    return _plain(text.replace(":", " –").translate(str.maketrans("[]", "()")))


def _quoted(text: str) -> str:
    """A string of beancount."""
    escaped = _plain(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _amount(cents: int) -> str:
    """Whole cents as an amount with two decimals, a point between: -1234.50 EUR."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d} {CURRENCY}"


def _encoded(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
