"""What a bank statement says, whatever its format: plain values in cents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from app.errors import DomainError
from app.intake.findings import Finding, Outcome
from app.money import euros

MAX_IDENTIFICATION = 70
MAX_COUNTERPARTY = 200
MAX_PURPOSE = 500
MAX_REFERENCE = 60
MAX_ENTRIES = 100_000
MAX_STATEMENTS = 2_000
NOT_GIVEN = frozenset({"", "NOTPROVIDED", "NONREF", "NONE"})
"""What banks write where a payment has no reference."""


class Source(StrEnum):
    """The format that a statement came in."""

    CAMT = "camt053"
    MT940 = "mt940"
    LEDGER = "ledger"


@dataclass(frozen=True)
class BankPart:
    """One payment within an entry; parts of an entry add up to it."""

    amount_cents: int
    counterparty: str
    purpose: str
    end_to_end: str | None


@dataclass(frozen=True)
class BankEntry:
    """A booked entry, payments out negative; `line` counts the statement's entries from 1.

    `reference` is what the bank calls it: empty where it gives none, and some banks repeat theirs.
    Most entries have one part, batches several.
    """

    line: int
    reference: str
    booked_on: date
    value_on: date
    amount_cents: int
    status: str
    is_reversal: bool
    counterparty: str
    purpose: str
    parts: tuple[BankPart, ...]


@dataclass(frozen=True)
class BankStatement:
    """A statement of an account in euros whose opening and entries give its closing balance.

    `until_day` is included; `findings` holds notes, such as entries still pending and left out.
    `iban` may also be "bank code/account number" or a cost centre. With `is_computed` the file
    does not state both balances; with `lacks_balance` neither, and the opening is what the entries
    known before give.
    """

    iban: str
    identification: str
    sequence: int | None
    from_day: date
    until_day: date
    opening_cents: int
    closing_cents: int
    currency: str
    entries: tuple[BankEntry, ...]
    findings: tuple[Finding, ...] = ()
    source: Source = Source.CAMT
    is_computed: bool = False
    lacks_balance: bool = False


@dataclass
class BankFile:
    """The statements of a file; `outcome` counts and names what kept further ones out."""

    statements: list[BankStatement]
    outcome: Outcome = field(default_factory=Outcome)


def check_size(statements: list[BankStatement]) -> list[BankStatement]:
    """The statements; DomainError for more of them, or of entries, than one file may hold."""
    if len(statements) > MAX_STATEMENTS:
        raise DomainError("bank.too_many_statements", limit=MAX_STATEMENTS)
    if sum(len(one.entries) for one in statements) > MAX_ENTRIES:
        raise DomainError("bank.too_many_entries", limit=MAX_ENTRIES)
    return statements


def first_day(opening_day: date, until_day: date, entries: Sequence[BankEntry]) -> date:
    """The first day of a statement whose opening balance bears the day of the closing before.

    That is the day after; a bank that dates it the first day itself shows this by its entries.
    """
    is_first = opening_day >= until_day or any(one.booked_on <= opening_day for one in entries)
    return opening_day if is_first else opening_day + timedelta(days=1)


def check_balances(
    name: str, days: tuple[date, date], balances: tuple[int, int], entries: Sequence[BankEntry]
) -> None:
    """Opening + entries = closing, and the days run forward; DomainError with the figures."""
    if days[0] > days[1]:
        raise DomainError("bank.days_reversed", statement=name, first=days[0], last=days[1])
    opening, closing = balances
    total = opening + sum(entry.amount_cents for entry in entries)
    if total != closing:
        raise DomainError(
            "bank.balance_differs",
            statement=name,
            computed=euros(total),
            closing=euros(closing),
            difference=euros(closing - total),
        )
