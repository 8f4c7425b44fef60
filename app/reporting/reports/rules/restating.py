"""Why a filed figure would be told otherwise today: which of the rows since then it rests on.

Pure; cents. A restatement (Berichtigung) leaves what was filed as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.reporting.figures.rules import (
    Scope,
    Source,
    Stayed,
    declared,
    name_of,
    part_of,
    stays_behind,
)


class Row(StrEnum):
    """What kind of row was recorded or changed since filing."""

    BOOKING = "booking"
    RECEIPT = "receipt"
    REPAYMENT = "repayment"
    PLAN = "plan"
    STAY = "stay"
    MILESTONE = "milestone"


@dataclass(frozen=True)
class Cause:
    """A row recorded or changed since filing, about a day up to the end of the filed scope.

    `part`: the position of a booking, the kind of a receipt; `number`: how people call it;
    `is_counted` False: expenditure that the carrier bears itself, interest that is none of the
    grant. `recorded_at` is None where only the change is known, not its moment.
    """

    row: Row
    id: int
    on: date | None
    number: str
    text: str
    cents: int | None = None
    part: str = ""
    is_counted: bool = True
    recorded_at: datetime | None = None


_MONEY_OF = {
    "spent_before": "before",
    "spent": "here",
    "vouchers": "here",
    "carrier": "here",
    "income": "here",
    "cash_opening": "before",
}
"""Which days a figure of money counts; the others all up to the last one."""


def causes_of(key: str, scope: Scope, rows: Iterable[Cause]) -> list[Cause]:
    """Those of the rows of money and milestones that a figure rests on, in time order."""
    return sorted(
        (one for one in rows if _counts(key, scope, one)),
        key=lambda one: (one.on or date.min, one.id),
    )


def _counts(key: str, scope: Scope, one: Cause) -> bool:
    source, name = declared(key).source, name_of(key)
    if one.row is Row.MILESTONE:
        return source is Source.MILESTONES
    if one.row is Row.PLAN:
        return source is Source.PLAN or name == "remaining"
    if one.row is Row.STAY or one.on is None or not _in_days(name, scope, one.on):
        return False
    part = part_of(key)
    if one.row is Row.BOOKING:
        is_right = one.is_counted is not (name == "carrier")
        of_source = source in {Source.BOOKINGS, Source.CASH}
        return of_source and is_right and part in {"", one.part}
    of_source = source in {Source.RECEIPTS, Source.CASH}
    return of_source and one.is_counted and part in {"", one.part}


def _in_days(name: str, scope: Scope, on: date) -> bool:
    days = _MONEY_OF.get(name)
    if days == "before":
        return on < scope.first
    return on <= scope.last and (days != "here" or scope.holds(on))


def changed_stays(
    key: str, then: Sequence[Stayed], now: Sequence[Stayed], scope: Scope
) -> list[Stayed]:
    """The stays that a figure of people counts now and did not then, or the other way round.

    For means of days also those whose days changed.
    """
    before = {one.number: one for one in stays_behind(key, then, scope)}
    after = {one.number: one for one in stays_behind(key, now, scope)}
    is_mean = name_of(key).startswith("dwell_")
    return [
        after.get(number) or before[number]
        for number in sorted({*before, *after})
        if number not in before
        or number not in after
        or (is_mean and _days(before[number]) != _days(after[number]))
    ]


def _days(stay: Stayed) -> tuple[date, date | None]:
    return stay.admitted_on, stay.exited_on


@dataclass(frozen=True)
class Restated:
    """A filed figure that would be told otherwise by what we know today, and why."""

    key: str
    filed: int | None
    now: int | None
    causes: Sequence[Cause]

    @property
    def change(self) -> int | None:
        """How much more it is now; None where one of the two was not told."""
        return None if self.filed is None or self.now is None else self.now - self.filed
