"""What the rules look at: the books of a day, gathered in one place. Pure; amounts in cents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.finance.grants.uses import Key, Movement
from app.finance.rules import BudgetLine


@dataclass(frozen=True)
class VoucherFact:
    """A line of a voucher, or a whole one, that stands: neither reversed nor a reversal.

    `net_cents` is without value added tax, None where nobody has noted the tax.
    """

    number: str
    position: str
    payee: str
    invoiced_on: date
    paid_on: date
    gross_cents: int
    net_cents: int | None = None
    invoice_number: str | None = None
    participant_number: int | None = None
    post_key: str | None = None


@dataclass(frozen=True)
class Facts:
    """The books on a day, as far as the rules ask; the period includes its last day.

    `years` are the plan and the payments by calendar year, `estimates` the positions at completion
    as far as the forecast says more than the books.
    """

    on: date
    starts_on: date
    ends_on: date
    granted_cents: int
    lines: Sequence[BudgetLine]
    final_due_on: date | None = None
    """The last day for the final statement, where one is asked."""
    estimates: Mapping[str, int] = field(default_factory=dict)
    committed_by_year: Mapping[int, int] = field(default_factory=dict)
    received: Sequence[Movement] = ()
    without_term: frozenset[Key] = frozenset()
    """Of what was received, the money that need not be used within a time: no draw-downs."""
    spent: Sequence[Movement] = ()
    outside: Sequence[VoucherFact] = ()
    """Eligible lines paid before or after the period."""
    items: Sequence[VoucherFact] = ()
    """Lines of positions for items."""
    inventoried: frozenset[str] = frozenset()
    """Numbers of vouchers that an item of the inventory names."""
    alike: Sequence[VoucherFact] = ()
    """Vouchers that share the number of an invoice, or its day and amount, with another one."""
    mark: str = ""
    without_mark: Sequence[VoucherFact] = ()
    unlooked: int = 0
    """Vouchers on which nobody has looked for the mark."""
    contracts: Sequence[VoucherFact] = ()
    awarded: frozenset[str] = frozenset()
    """Numbers of vouchers whose contract has a record of its award."""
    paid_later_by_year: Mapping[int, int] = field(default_factory=dict)
    """What is taken as paid although it is not yet, by year (see `orders`)."""

    @property
    def is_completed(self) -> bool:
        """Whether the period is over: only then is money saved that was not spent."""
        return self.on > self.ends_on

    @property
    def planned_cents(self) -> int:
        """The sum of the plan in force."""
        return sum(line.planned_cents for line in self.lines)

    @property
    def spent_cents(self) -> int:
        """All that is paid."""
        return sum(line.paid_cents for line in self.lines)

    def at_completion(self, line: BudgetLine) -> int:
        """What a position will have cost: never less than is paid and bound already."""
        if self.is_completed:
            return line.paid_cents
        bound = line.paid_cents + line.committed_cents
        return max(bound, self.estimates.get(line.position, 0))

    def years(self) -> dict[int, tuple[int, int]]:
        """Planned and paid by calendar year."""
        found: dict[int, tuple[int, int]] = {}
        for line in self.lines:
            for year, (planned, paid) in line.years.items():
                before = found.get(year, (0, 0))
                found[year] = (before[0] + planned, before[1] + paid)
        for year, cents in self.paid_later_by_year.items():
            planned, paid = found.get(year, (0, 0))
            found[year] = (planned, paid + cents)
        return found
