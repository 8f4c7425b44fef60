"""What will be spent until the end: actual, committed, expected, at completion. Pure; cents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import TypeVar

from app.money import share
from app.periods import add_months, month_starts, whole_months
from app.pilots.preset import Notice

TREND_MONTHS = 12
"""A trend is the mean of so many months before the day's own, or of all there are."""
UNSPENT_PERCENT = 2
"""From which share of a year's money left over it is said: sooner it may be chance."""

ByMonth = Mapping[tuple[str, date], int]
"""Cents by position and first day of the month."""


class Method(StrEnum):
    """How the rest of a position is estimated beside what is committed and entered."""

    STAFF = "staff"
    """The planned costs of the posts."""
    TREND = "trend"
    """As much in each month as in the mean of the last twelve."""
    PLAN = "plan"
    """What the year's plan still has, spread over its months to come."""
    KNOWN = "known"
    """Nothing but what is committed or entered."""


@dataclass(frozen=True)
class Books:
    """What is known on a day, in cents; the day's own month counts as not over."""

    on: date
    notice: Notice
    planned: Mapping[tuple[str, int], int]
    paid: ByMonth
    committed: ByMonth
    entered: ByMonth
    staff: Mapping[tuple[str, int], int]
    """Planned costs of the posts in the months to come, by position and year."""


@dataclass(frozen=True)
class YearLine:
    """A position, or all of them, in a calendar year."""

    planned_cents: int
    paid_cents: int
    committed_cents: int
    entered_cents: int
    further_cents: int
    """What the method expects beyond what is committed and entered."""

    @property
    def estimate_cents(self) -> int:
        """The estimate at the end of the year: paid, committed, entered, further expected."""
        return self.paid_cents + self.committed_cents + self.entered_cents + self.further_cents

    @property
    def left_cents(self) -> int:
        """What of the plan will be left; negative: what will be missing."""
        return self.planned_cents - self.estimate_cents

    def __add__(self, other: YearLine) -> YearLine:
        return YearLine(*(getattr(self, name) + getattr(other, name) for name in _PARTS))


_PARTS = ("planned_cents", "paid_cents", "committed_cents", "entered_cents", "further_cents")
NOTHING = YearLine(0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Outlook:
    """A position until the end: by year, together, and month by month to come."""

    position: str
    method: Method
    years: Mapping[int, YearLine]
    to_come: Mapping[date, int]
    broken_in: date | None
    """The month in which its plan over all years is used up and exceeded."""

    @property
    def whole(self) -> YearLine:
        """All years together."""
        return sum(self.years.values(), NOTHING)


def months_to_come(notice: Notice, on: date) -> list[date]:
    """The months from the day's own to the last of the period; none once it is over."""
    return list(month_starts(max(on, notice.starts_on), notice.ends_on))


def outlook(books: Books, methods: Mapping[str, Method], positions: Sequence[str]) -> list[Outlook]:
    """Every position until the end of the period; positions without a method follow the plan.

    Where nothing is planned for the posts of a position, the trend stands in for the staff. What
    is committed or entered is certain enough to count in full; the method adds only what it
    expects beyond. What should have been paid before the day counts in the day's own month, and
    what is expected after the period in its last.
    """
    ahead = _by_year(months_to_come(books.notice, books.on))
    return [_of_position(books, one, ahead) for one in _known(books, methods, positions)]


def at_completion(
    books: Books, methods: Mapping[str, Method], positions: Sequence[str]
) -> dict[str, int]:
    """The estimate at completion of every position: that of `outlook`, without its months."""
    ahead = _by_year(months_to_come(books.notice, books.on))
    return {
        one.position: sum(line.estimate_cents for line in _years(books, one, ahead).values())
        for one in _known(books, methods, positions)
    }


_ByYear = Mapping[int, Sequence[date]]
"""Months to come by their year."""
_At = TypeVar("_At", date, int)


def _by_year(months: Sequence[date]) -> _ByYear:
    found: dict[int, list[date]] = {}
    for month in months:
        found.setdefault(month.year, []).append(month)
    return found


@dataclass(frozen=True)
class _Known:
    """What the books know of a position; what is committed and entered by the months to come."""

    position: str
    method: Method
    planned: Mapping[int, int]
    paid: Mapping[date, int]
    committed: Mapping[date, int]
    entered: Mapping[date, int]

    @property
    def certain(self) -> Mapping[date, int]:
        """Committed or entered."""
        return Counter(self.committed) + Counter(self.entered)


def _known(
    books: Books, methods: Mapping[str, Method], positions: Sequence[str]
) -> Iterator[_Known]:
    """The positions of the programme, then others that the books name."""
    months = months_to_come(books.notice, books.on)
    planned, paid = _by_position(books.planned), _by_position(books.paid)
    committed, entered = _by_position(books.committed), _by_position(books.entered)
    named = {*planned, *paid, *committed, *entered}
    for position in (*positions, *sorted(named.difference(positions))):
        yield _Known(
            position,
            _usable(methods.get(position, Method.PLAN), position, books),
            planned.get(position, {}),
            paid.get(position, {}),
            _within(committed.get(position, {}), months),
            _within(entered.get(position, {}), months),
        )


def _by_position(amounts: Mapping[tuple[str, _At], int]) -> dict[str, dict[_At, int]]:
    found: dict[str, dict[_At, int]] = {}
    for (position, at), cents in amounts.items():
        found.setdefault(position, {})[at] = cents
    return found


def _usable(method: Method, position: str, books: Books) -> Method:
    is_planned = any(code == position for code, _year in books.staff)
    return Method.TREND if method is Method.STAFF and not is_planned else method


def _of_position(books: Books, known: _Known, ahead: _ByYear) -> Outlook:
    years, certain = _years(books, known, ahead), known.certain
    to_come: dict[date, int] = {}
    for year, months in ahead.items():
        further = years[year].further_cents
        for place, month in enumerate(months):
            part = share(further, place + 1, len(months)) - share(further, place, len(months))
            to_come[month] = certain.get(month, 0) + part
    broken_in = _broken_in(sum(known.planned.values()), known.paid, to_come)
    return Outlook(known.position, known.method, years, to_come, broken_in)


def _years(books: Books, known: _Known, ahead: _ByYear) -> dict[int, YearLine]:
    """The years of the period, and others in which something is planned or paid."""
    spent, certain = _sums(known.paid), _sums(known.certain)
    committed, entered = _sums(known.committed), _sums(known.entered)
    trend = _trend(known.paid, books) if known.method is Method.TREND and ahead else 0
    period = range(books.notice.starts_on.year, books.notice.ends_on.year + 1)
    years: dict[int, YearLine] = {}
    for year in sorted({*period, *known.planned, *spent}):
        months = ahead.get(year, ())
        expected = _expected(books, known, year, months, spent[year], trend)
        years[year] = YearLine(
            known.planned.get(year, 0),
            spent[year],
            committed[year],
            entered[year],
            max(0, expected - certain[year]) if months else 0,
        )
    return years


def _sums(by_month: Mapping[date, int]) -> Counter[int]:
    """By year."""
    found: Counter[int] = Counter()
    for month, cents in by_month.items():
        found[month.year] += cents
    return found


def _within(amounts: Mapping[date, int], months: Sequence[date]) -> dict[date, int]:
    """Amounts by month to come: overdue ones in the first, those after the period in the last."""
    found: dict[date, int] = {}
    for month, cents in amounts.items() if months else ():
        at = min(max(month, months[0]), months[-1])
        found[at] = found.get(at, 0) + cents
    return found


def _expected(
    books: Books, known: _Known, year: int, ahead: Sequence[date], spent: int, trend: int
) -> int:
    """What the method expects for the months of a year that are to come; `trend` is per month."""
    if not ahead or known.method is Method.KNOWN:
        return 0
    if known.method is Method.STAFF:
        return books.staff.get((known.position, year), 0)
    if known.method is Method.PLAN:
        return max(0, known.planned.get(year, 0) - spent)
    this_month = books.on.replace(day=1)
    # What the running month has paid already is part of it.
    paid_already = known.paid.get(this_month, 0) if this_month in ahead else 0
    return max(0, trend * len(ahead) - paid_already)


def _trend(paid: Mapping[date, int], books: Books) -> int:
    """The mean of the last months that are over, rounded half up; reversals subtract."""
    this_month = books.on.replace(day=1)
    first = max(add_months(this_month, -TREND_MONTHS), books.notice.starts_on.replace(day=1))
    months = whole_months(first, this_month)
    if months <= 0:
        return 0
    spent = sum(cents for month, cents in paid.items() if first <= month < this_month)
    return max(0, share(spent, 1, months))


def _broken_in(planned: int, paid: Mapping[date, int], to_come: Mapping[date, int]) -> date | None:
    by_month: Counter[date] = Counter(paid)
    by_month.update(to_come)
    total = 0
    for month in sorted(by_month):
        total += by_month[month]
        if total > planned:
            return month
    return None


def by_year(found: Sequence[Outlook]) -> dict[int, YearLine]:
    """All positions together, by year."""
    years: dict[int, YearLine] = {}
    for one in found:
        for year, line in one.years.items():
            years[year] = years.get(year, NOTHING) + line
    return dict(sorted(years.items()))


def unspent_years(years: Mapping[int, YearLine], on: date) -> list[tuple[int, YearLine]]:
    """The years, from the day's own on, of which at least UNSPENT_PERCENT will be left over.

    The last year is left out: what is left then cannot be moved to a later one.
    """
    return [
        (year, line)
        for year, line in years.items()
        if on.year <= year < max(years)
        and line.left_cents * 100 >= line.planned_cents * UNSPENT_PERCENT
        and line.left_cents > 0
    ]


@dataclass(frozen=True)
class Point:
    """The sums up to the end of a month; `actual` where the month is over or running."""

    month: date
    actual_cents: int | None
    expected_cents: int | None
    planned_cents: int
    linear_cents: int


def burn(books: Books, found: Sequence[Outlook]) -> list[Point]:
    """Spent and expected against the plan by years and a straight line, month by month.

    The expected course begins with what is spent by the day.
    """
    months = list(month_starts(books.notice.starts_on, books.notice.ends_on))
    planned = planned_by_month(books.notice, _planned_by_year(books))
    grant = planned[-1] if planned else 0
    this_month = books.on.replace(day=1)
    paid: Counter[date] = Counter()
    for (_position, month), cents in books.paid.items():
        paid[min(max(month, months[0]), months[-1])] += cents
    to_come: Counter[date] = Counter()
    for one in found:
        to_come.update(one.to_come)
    actual = list(accumulate(paid[month] for month in months))
    expected = list(accumulate(paid[month] + to_come[month] for month in months))
    return [
        Point(
            month,
            actual[place] if month <= this_month else None,
            expected[place] if month >= this_month else None,
            planned[place],
            share(grant, place + 1, len(months)),
        )
        for place, month in enumerate(months)
    ]


def _planned_by_year(books: Books) -> dict[int, int]:
    years: Counter[int] = Counter()
    for (_position, year), cents in books.planned.items():
        years[year] += cents
    return years


def planned_by_month(notice: Notice, by_year: Mapping[int, int]) -> list[int]:
    """Planned cents cumulated to the end of each month: a year's money spread over its months."""
    months = Counter(first.year for first in month_starts(notice.starts_on, notice.ends_on))
    total, cumulated = 0, []
    for year, count in months.items():
        planned = by_year.get(year, 0)
        cumulated += [total + share(planned, place, count) for place in range(1, count + 1)]
        total += planned
    return cumulated
