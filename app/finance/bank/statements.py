"""What a bank statement says, whatever its format: plain values in cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.intake.findings import Finding


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

    `reference` is unlike all others of the statement. Most entries have one part, batches several.
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
