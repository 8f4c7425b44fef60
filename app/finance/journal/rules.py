"""The books in double entry: every booking with its counterpart, derived and never stored.

Pure; cents; a debit (Soll) is above 0, a credit (Haben) below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from app.finance.journal.lines import BookedLine, LineSum, Movement


class Kind(StrEnum):
    """What an account holds, in the order of the list of balances."""

    BANK = "bank"
    COST_CENTRE = "cost_centre"
    INPUT_TAX = "input_tax"
    CARRIER = "carrier"
    GRANT = "grant"
    REPAID = "repaid"
    REFUND = "refund"
    OTHER_INCOME = "other_income"
    EXPENSE = "expense"


ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Account:
    """An account of the journal; `detail` divides it, an expense by position and post."""

    kind: Kind
    detail: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """How addresses name it: "expense:0812:reha-1"."""
        return ":".join((self.kind, *self.detail))

    @property
    def place(self) -> tuple[int, tuple[str, ...]]:
        """Where it stands in a list of accounts."""
        return ORDER[self.kind], self.detail


INPUT_TAX = Account(Kind.INPUT_TAX)
CARRIER_VOUCHERS = Account(Kind.CARRIER, ("vouchers",))
COUNTERPARTS: Mapping[str, Account] = {
    "draw_down": Account(Kind.GRANT),
    "refund": Account(Kind.REFUND),
    "other": Account(Kind.OTHER_INCOME),
    "unspent": Account(Kind.REPAID),
    "disallowed": Account(Kind.REPAID),
    "interest": Account(Kind.CARRIER, ("interest",)),
    "rest": Account(Kind.CARRIER, ("rests",)),
}
"""The other side of money that is no voucher. What the grant does not pay, the carrier owes."""


def counterpart(kind: str) -> Account:
    """The account of a kind of movement; a kind not named here is other income of its own."""
    return COUNTERPARTS.get(kind) or Account(Kind.OTHER_INCOME, (kind,))


def money_account(source: str) -> Account:
    """Where the money lies: the pilot's own account, or the cost centre of the ledger."""
    return Account(Kind.COST_CENTRE if source == "cost_centre" else Kind.BANK)


@dataclass(frozen=True)
class Posting:
    """One side of an entry."""

    account: Account
    cents: int


@dataclass(frozen=True)
class Entry:
    """An entry whose postings add up to 0; its number runs within the month of the books."""

    month: date
    number: int
    day: date
    payee: str
    reason: str
    source_number: str | None
    kind: str
    postings: tuple[Posting, ...]

    @property
    def code(self) -> str:
        """Month and running number: "2023-05/7"."""
        return f"{self.month:%Y-%m}/{self.number}"

    def touches(self, account: Account) -> bool:
        """Whether a posting of the entry stands in the account."""
        return any(posting.account == account for posting in self.postings)


def line_postings(line: BookedLine | LineSum) -> list[Posting]:
    """Expenditure and the input tax got back; what is not eligible, the carrier owes the pilot."""
    spent = CARRIER_VOUCHERS
    if line.is_eligible:
        spent = Account(Kind.EXPENSE, tuple(filter(None, (line.position, line.post_key))))
    found = (Posting(spent, line.amount_cents), Posting(INPUT_TAX, line.deductible_cents))
    return [posting for posting in found if posting.cents]


def voucher_postings(lines: Iterable[BookedLine | LineSum], money: Account) -> tuple[Posting, ...]:
    """Both sides of a voucher: its lines, and what was paid for all of them.

    The lines of a reversal are negative, so its entry is the mirror of the one it takes back.
    """
    found = [posting for line in lines for posting in line_postings(line)]
    paid = sum(posting.cents for posting in found)
    return (*found, Posting(money, -paid)) if paid else tuple(found)


def movement_postings(kind: str, amount_cents: int, money: Account) -> tuple[Posting, ...]:
    """Both sides of money in or out that is no voucher."""
    return Posting(money, amount_cents), Posting(counterpart(kind), -amount_cents)


def entries(
    lines: Sequence[BookedLine], movements: Sequence[Movement], money: Account
) -> list[Entry]:
    """The journal by month, in each by day, vouchers first; numbered within the month."""
    drafts = [_of_voucher(list(found), money) for _key, found in _by_voucher(lines)]
    drafts += [_of_movement(movement, money) for movement in movements]
    drafts.sort(key=lambda draft: (draft[0], draft[1]))
    found: list[Entry] = []
    for month, numbered in groupby(drafts, key=lambda draft: draft[0]):
        found += [
            Entry(month, number, *facts)
            for number, (_month, _place, facts) in enumerate(numbered, start=1)
        ]
    return found


_Facts = tuple[date, str, str, str | None, str, tuple[Posting, ...]]
_Draft = tuple[date, tuple[date, int, int, int], _Facts]


def _by_voucher(lines: Sequence[BookedLine]) -> Iterable[tuple[object, Iterable[BookedLine]]]:
    def key(line: BookedLine) -> tuple[int, int]:
        return line.voucher_year, line.voucher_number

    return groupby(sorted(lines, key=lambda line: (*key(line), line.line)), key=key)


def _of_voucher(lines: Sequence[BookedLine], money: Account) -> _Draft:
    first = lines[0]
    kind = "voucher" if first.reverses_id is None else "reversal"
    postings = voucher_postings(lines, money)
    facts = (first.paid_on, first.paid_to, first.reason, first.source_number, kind, postings)
    return first.month, (first.paid_on, 0, first.voucher_year, first.voucher_number), facts


def _of_movement(one: Movement, money: Account) -> _Draft:
    postings = movement_postings(one.kind, one.amount_cents, money)
    facts = (one.day, one.payee, one.reason, None, one.kind, postings)
    return one.day.replace(day=1), (one.day, 1, 0, one.id), facts


@dataclass(frozen=True)
class AccountSum:
    """A line of the list of balances (Summen- und Saldenliste)."""

    account: Account
    opening_cents: int
    debit_cents: int
    credit_cents: int

    @property
    def closing_cents(self) -> int:
        """The balance at the end: above 0 in debit, below in credit."""
        return self.opening_cents + self.debit_cents - self.credit_cents


def balances(postings: Iterable[Posting]) -> dict[Account, int]:
    """The postings added up by account."""
    found: dict[Account, int] = {}
    for posting in postings:
        found[posting.account] = found.get(posting.account, 0) + posting.cents
    return found


def trial_balance(opening: Mapping[Account, int], shown: Iterable[Entry]) -> list[AccountSum]:
    """Opening balance, both turnovers and closing balance of every account that has any of them.

    Openings and closings each add up to 0, debits to the same as credits.
    """
    postings = [posting for entry in shown for posting in entry.postings]
    debited = balances(posting for posting in postings if posting.cents > 0)
    credited = balances(posting for posting in postings if posting.cents < 0)
    accounts = {account for account, cents in opening.items() if cents} | {*debited, *credited}
    return [
        AccountSum(each, opening.get(each, 0), debited.get(each, 0), -credited.get(each, 0))
        for each in sorted(accounts, key=lambda account: account.place)
    ]


def total(sums: Iterable[AccountSum]) -> tuple[int, int, int, int]:
    """The sums below the list: opening, debit, credit, closing."""
    rows = list(sums)
    return (
        sum(row.opening_cents for row in rows),
        sum(row.debit_cents for row in rows),
        sum(row.credit_cents for row in rows),
        sum(row.closing_cents for row in rows),
    )
