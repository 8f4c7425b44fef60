"""What may be asked from the funder today (ANBest-P 1.4), line by line. Pure; cents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.periods import add_months, days_in_month


@dataclass(frozen=True)
class Window:
    """The day on which the money is expected, and the last day for which it may be asked."""

    payout_on: date
    last: date


def window(on: date, payout_days: int, use_days: int) -> Window:
    """Payout so many days after the request; payments due up to `use_days` after it count."""
    payout_on = on + timedelta(days=payout_days)
    return Window(payout_on, payout_on + timedelta(days=use_days))


@dataclass(frozen=True)
class Due:
    """A payment that is still to be made; `number` is that of its commitment, none for staff."""

    due_on: date
    position: str
    amount_cents: int
    what: str = ""
    number: int | None = None


def payrolls(after: date, until: date) -> list[date]:
    """The payroll days of a time, (after, until]: the last day of each month."""
    ends = []
    month = after.replace(day=1)
    while (day := month.replace(day=days_in_month(month.year, month.month))) <= until:
        if day > after:
            ends.append(day)
        month = add_months(month, 1)
    return ends


def staff_due(
    planned: Mapping[date, Mapping[str, int]], paid_this_month: Mapping[str, int], on: date
) -> list[Due]:
    """Planned staff costs by payroll day; of the running month what has not been paid yet.

    Whatever was paid from a position since the first of the month counts as its payroll: the plan
    of the month is not asked a second time.
    """
    found = []
    for day, by_position in sorted(planned.items()):
        for position, cents in sorted(by_position.items()):
            is_running = (day.year, day.month) == (on.year, on.month)
            paid = paid_this_month.get(position, 0) if is_running else 0
            if cents > max(0, paid):
                found.append(Due(day, position, cents - max(0, paid)))
    return found


def due_until(payments: Iterable[Due], last: date) -> list[Due]:
    """Payments due up to and with a day, overdue ones too, in time order."""
    found = [payment for payment in payments if payment.due_on <= last]
    return sorted(found, key=lambda one: (one.due_on, one.number or 0, one.position))


class Limit(StrEnum):
    """What keeps the amount from being higher."""

    NEED = "need"
    GRANT = "grant"
    ALLOTMENT = "allotment"


@dataclass(frozen=True)
class Demand:
    """The figures of what may be asked; `allotted_cents` None: the year has no plan or no bound.

    `drawn` is what came from the funder less what went back unspent; `under_way` was asked and has
    not come.
    """

    window: Window
    due: Sequence[Due]
    received_cents: int
    spent_cents: int
    repaid_cents: int
    under_way_cents: int
    grant_cents: int
    drawn_cents: int
    allotted_cents: int | None
    drawn_in_year_cents: int

    @property
    def due_before_cents(self) -> int:
        """Due before the money comes, overdue payments too: the carrier advances them."""
        return sum(d.amount_cents for d in self.due if d.due_on < self.window.payout_on)

    @property
    def due_within_cents(self) -> int:
        """Due in the weeks after the money has come."""
        return sum(d.amount_cents for d in self.due if d.due_on >= self.window.payout_on)

    @property
    def cash_cents(self) -> int:
        """What is unspent; below 0 the carrier has advanced it."""
        return self.received_cents - self.spent_cents - self.repaid_cents

    @property
    def need_cents(self) -> int:
        """Payments due less what is there and what is on its way; below 0 there is too much."""
        due = self.due_before_cents + self.due_within_cents
        return due - self.cash_cents - self.under_way_cents

    @property
    def grant_left_cents(self) -> int:
        """Of the grant not drawn and not asked for yet."""
        return self.grant_cents - self.drawn_cents - self.under_way_cents

    @property
    def allotment_left_cents(self) -> int | None:
        """Of the year's allotment not drawn and not asked for yet."""
        if self.allotted_cents is None:
            return None
        return self.allotted_cents - self.drawn_in_year_cents - self.under_way_cents

    @property
    def allowed_cents(self) -> int:
        """What may be asked today, 0 or more."""
        return max(0, min(self._bounds().values()))

    @property
    def limit(self) -> Limit:
        """Which bound is the lowest; the need where several are."""
        bounds = self._bounds()
        return min(bounds, key=lambda limit: bounds[limit])

    def _bounds(self) -> dict[Limit, int]:
        bounds = {Limit.NEED: self.need_cents, Limit.GRANT: self.grant_left_cents}
        if self.allotment_left_cents is not None:
            bounds[Limit.ALLOTMENT] = self.allotment_left_cents
        return bounds

    @property
    def due_by_position(self) -> dict[str, int]:
        """The payments due by position: what the amount is divided by."""
        found: dict[str, int] = {}
        for payment in self.due:
            found[payment.position] = found.get(payment.position, 0) + payment.amount_cents
        return found
