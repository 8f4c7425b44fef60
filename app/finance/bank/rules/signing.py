"""What an account and the books show at a month's end, and what lies between them; pure.

Everything in cents and bank signs: what goes out is negative, in the books too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.errors import DomainError
from app.periods import days_in_month


class DifferenceKind(StrEnum):
    """Why bank and books differ at a month's end."""

    ENTRY_OPEN = "entry_open"
    NOT_AT_BANK = "not_at_bank"
    TIMING = "timing"


class Side(StrEnum):
    """What of the books an amount at the bank stands for."""

    VOUCHER = "voucher"
    RECEIPT = "receipt"
    REPAYMENT = "repayment"
    ACT = "act"


@dataclass(frozen=True)
class AtBank:
    """A part of an entry: all of it, what is open of it, and what of it was booked as a rest."""

    part_id: int
    booked_on: date
    cents: int
    open_cents: int
    rest_cents: int


@dataclass(frozen=True)
class Link:
    """So much of a part stands for a row of the books with a day of its own."""

    part_id: int
    booked_on: date
    side: Side
    row_id: int
    day: date
    cents: int


@dataclass(frozen=True)
class Alone:
    """So much of a row of the books has no part of an entry."""

    side: Side
    row_id: int
    day: date
    cents: int


@dataclass(frozen=True)
class SetOff:
    """A side of what cancels out in an act: a part, or a voucher (`is_part` tells)."""

    act_id: int
    is_part: bool
    day: date
    cents: int


@dataclass(frozen=True)
class Facts:
    """All that is known of an account at the bank and of what the books hold against it."""

    parts: Sequence[AtBank]
    links: Sequence[Link]
    alone: Sequence[Alone]
    set_offs: Sequence[SetOff]


@dataclass(frozen=True)
class Difference:
    """An amount by which bank and books differ, and the rows it comes from.

    Positive: the bank holds more than the books say.
    """

    kind: DifferenceKind
    cents: int
    day: date
    part_id: int | None = None
    side: Side | None = None
    row_id: int | None = None


@dataclass(frozen=True)
class Balance:
    """Bank and books of an account at the end of a day, from the first day of its statements."""

    opening_cents: int
    first: date
    last: date
    bank_cents: int
    receipts_cents: int
    payments_cents: int
    repayments_cents: int
    rests_cents: int
    differences: tuple[Difference, ...]

    @property
    def books_cents(self) -> int:
        """What the account should hold by the books."""
        moved = self.receipts_cents + self.payments_cents + self.repayments_cents
        return self.opening_cents + moved + self.rests_cents

    @property
    def difference_cents(self) -> int:
        """How much more the bank holds than the books say."""
        return self.bank_cents - self.books_cents

    @property
    def unexplained_cents(self) -> int:
        """What the listed differences do not explain; 0 in a sound account."""
        return self.difference_cents - sum(each.cents for each in self.differences)


def balance(facts: Facts, opening_cents: int, bank_cents: int, first: date, last: date) -> Balance:
    """Bank and books of an account from its first day to the last, both included."""
    moved: dict[Side, int] = defaultdict(int)
    for link in facts.links:
        if first <= link.day <= last:
            moved[link.side] += link.cents
    for alone in facts.alone:
        if first <= alone.day <= last:
            moved[alone.side] += alone.cents
    for each in facts.set_offs:
        if not each.is_part and first <= each.day <= last:
            moved[Side.VOUCHER] += each.cents
    return Balance(
        opening_cents,
        first,
        last,
        bank_cents,
        receipts_cents=moved[Side.RECEIPT],
        payments_cents=moved[Side.VOUCHER],
        repayments_cents=moved[Side.REPAYMENT],
        rests_cents=sum(part.rest_cents for part in facts.parts if first <= part.booked_on <= last),
        differences=tuple(differences(facts, first, last)),
    )


def differences(facts: Facts, first: date, last: date) -> list[Difference]:
    """Every amount by which bank and books differ over the days, in the order of the days."""
    found = [
        *_open_entries(facts.parts, first, last),
        *_not_at_bank(facts.alone, first, last),
        *_in_another_period(facts.links, first, last),
        *_cancelling_later(facts.set_offs, first, last),
    ]
    return sorted(found, key=lambda each: (each.day, each.part_id or 0, each.row_id or 0))


def _open_entries(parts: Iterable[AtBank], first: date, last: date) -> Iterable[Difference]:
    for part in parts:
        if part.open_cents and first <= part.booked_on <= last:
            yield Difference(
                DifferenceKind.ENTRY_OPEN, part.open_cents, part.booked_on, part.part_id
            )


def _not_at_bank(rows: Iterable[Alone], first: date, last: date) -> Iterable[Difference]:
    for row in rows:
        if row.cents and first <= row.day <= last:
            yield Difference(
                DifferenceKind.NOT_AT_BANK, -row.cents, row.day, side=row.side, row_id=row.row_id
            )


def _in_another_period(links: Iterable[Link], first: date, last: date) -> Iterable[Difference]:
    """Paid in the period and at the bank outside it, or the other way round."""
    for link in links:
        is_at_bank, is_booked = first <= link.booked_on <= last, first <= link.day <= last
        if is_at_bank != is_booked:
            cents = link.cents if is_at_bank else -link.cents
            day = link.booked_on if is_at_bank else link.day
            yield Difference(
                DifferenceKind.TIMING, cents, day, link.part_id, link.side, link.row_id
            )


def _cancelling_later(sides: Iterable[SetOff], first: date, last: date) -> Iterable[Difference]:
    """What cancels out, but with one side outside the period."""
    left: dict[int, int] = defaultdict(int)
    days: dict[int, date] = {}
    for each in sides:
        if first <= each.day <= last:
            left[each.act_id] += each.cents if each.is_part else -each.cents
            days[each.act_id] = max(each.day, days.get(each.act_id, each.day))
    for act_id, cents in left.items():
        if cents:
            yield Difference(
                DifferenceKind.TIMING, cents, days[act_id], side=Side.ACT, row_id=act_id
            )


@dataclass(frozen=True)
class Sheet:
    """A statement of account as the chain sees it; `until_day` is included."""

    from_day: date
    until_day: date
    opening_cents: int
    closing_cents: int


@dataclass(frozen=True)
class Chain:
    """Statements of an account one after the other: `breaks` are the first days behind a gap."""

    first: date
    opening_cents: int
    until: date
    breaks: tuple[date, ...]

    def check(self, last: date) -> None:
        """Refuses a day that the statements do not reach, or before which one is missing."""
        broken = next((day for day in self.breaks if day <= last), None)
        if broken is not None:
            raise DomainError("signing.gap", day=broken)
        if self.until < last:
            raise DomainError("signing.statement_missing", day=self.until)


def chain(sheets: Sequence[Sheet], booked: Mapping[date, int]) -> Chain:
    """The chain of an account's statements, at least one; `booked` holds its entries by day.

    A statement follows when it opens with the closing balance of the one before, or, where
    statements overlap, with the balance that the entries give for the evening before.
    """
    ordered = sorted(sheets, key=lambda sheet: (sheet.from_day, sheet.until_day))
    opening, before = ordered[0], ordered[0]

    def running(day: date) -> int:
        earlier = (cents for on, cents in booked.items() if opening.from_day <= on < day)
        return opening.opening_cents + sum(earlier)

    breaks = []
    for sheet in ordered[1:]:
        follows = sheet.opening_cents == before.closing_cents
        if not follows and sheet.opening_cents != running(sheet.from_day):
            breaks.append(sheet.from_day)
        if sheet.until_day >= before.until_day:
            before = sheet
    return Chain(opening.from_day, opening.opening_cents, before.until_day, tuple(breaks))


def month_end(month: date) -> date:
    """The last day of the month of a day."""
    return month.replace(day=days_in_month(month.year, month.month))


def bank_balance(sheets: Sequence[Sheet], booked: Mapping[date, int], last: date) -> int:
    """The balance at the end of a day that the chain reaches: from the nearest statement.

    From the closing balance of the last statement that has ended, and the entries since.
    """
    ended = [sheet for sheet in sheets if sheet.until_day <= last]
    if not ended:
        sheet = min(sheets, key=lambda each: (each.from_day, each.until_day))
        base, since = sheet.opening_cents, None
    else:
        sheet = max(ended, key=lambda each: (each.until_day, each.from_day))
        base, since = sheet.closing_cents, sheet.until_day
    return base + sum(
        cents for day, cents in booked.items() if day <= last and (since is None or day > since)
    )


@dataclass(frozen=True)
class Signed:
    """A sign-off that stands: the account, the last day of its month, when it was prepared."""

    iban: str
    last: date
    prepared_at: datetime


@dataclass(frozen=True)
class Touched:
    """An act at one account (None: vouchers only), and the first day that it touches."""

    iban: str | None
    first_day: date
    done_at: datetime


def locked_by(touched: Iterable[Touched], signed: Sequence[Signed]) -> Signed | None:
    """The sign-off that an act is part of, and that keeps it from being undone."""
    return next(
        (
            one
            for each in touched
            for one in signed
            if each.iban in (None, one.iban)
            and each.first_day <= one.last
            and each.done_at <= one.prepared_at
        ),
        None,
    )


class MonthState(StrEnum):
    """How far the reconciliation of a month is."""

    MISSING = "missing"
    GAP = "gap"
    OPEN = "open"
    PREPARED = "prepared"
    SIGNED = "signed"


def month_state(found: Chain, last: date, is_prepared: bool, is_signed: bool) -> MonthState:
    """The state of the month that ends on a day."""
    if is_signed:
        return MonthState.SIGNED
    if any(day <= last for day in found.breaks):
        return MonthState.GAP
    if found.until < last:
        return MonthState.MISSING
    return MonthState.PREPARED if is_prepared else MonthState.OPEN
