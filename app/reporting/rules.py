"""What was planned by when, what needs attention, which years a statement can be made for. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import Any

from app.disclosure import at_least
from app.finance.funder_rules.rules.findings import Finding, Verdict
from app.milestones.duties.rules import Duty, DutyState
from app.milestones.rules import Standing, State
from app.periods import add_months, day_after, days_in_month, month_starts
from app.pilots.preset import Notice, Preset

DUTY_DAYS = 60
"""Reports due within these days ask for attention on the overview."""


def last_full_entry(preset: Preset) -> date:
    """The last day of entry that allows the planned mean dwell before the funding ends."""
    months = preset.target.planned_mean_dwell_months
    return max(preset.notice.starts_on, add_months(day_after(preset.notice.ends_on), -months))


def planned_admissions(preset: Preset, on: date) -> float:
    """The plan taken as linear: the target spread evenly from the start to the last full entry."""
    return planned_course(preset, [on])[0]


def planned_course(preset: Preset, days: Sequence[date]) -> list[float]:
    """The same on each of some days."""
    starts_on, last = preset.notice.starts_on, last_full_entry(preset)
    span, target = (last - starts_on).days + 1, preset.target.participants
    return [target * min(max((on - starts_on).days + 1, 0), span) / span for on in days]


@lru_cache(maxsize=64)
def month_ends(notice: Notice, on: date | None = None) -> tuple[date, ...]:
    """The last days of the months of the funding period; up to the day, which ends them."""
    last = notice.ends_on if on is None else min(on, notice.ends_on)
    return tuple(
        min(first.replace(day=days_in_month(first.year, first.month)), last)
        for first in month_starts(notice.starts_on, last)
    )


def elapsed(notice: Notice, on: date) -> float:
    """The share of the funding period that has passed at the end of the day, from 0 to 1."""
    days = (notice.ends_on - notice.starts_on).days + 1
    return min(max((on - notice.starts_on).days + 1, 0), days) / days


def cumulated(by_month: Mapping[date, int], ends: Sequence[date]) -> list[int]:
    """Sums up to each of the days from amounts by the first day of their month."""
    months = sorted(by_month)
    sums = [0, *accumulate(by_month[first] for first in months)]
    return [sums[bisect_right(months, end)] for end in ends]


def guarded_course(
    admitted: Sequence[int], in_care: Sequence[int], k: int
) -> list[tuple[int | None, int | None]]:
    """Admitted and in care at each of some days, without counts from 1 to k − 1.

    The admitted are those in care and those who have left: where one of them is small, the
    admitted stay hidden.
    """
    return [
        (
            None if None in [at_least(one, k) for one in (came, there, came - there)] else came,
            at_least(there, k),
        )
        for came, there in zip(admitted, in_care, strict=True)
    ]


class Kind(StrEnum):
    """What can need attention."""

    EMERGENCY = "emergency"
    OVERLOADED = "overloaded"
    UNEXPLAINED = "unexplained"
    TOO_LONG = "too_long"
    RULE = "rule"
    BANK = "bank"
    MILESTONE = "milestone"
    DUTY = "duty"


@dataclass(frozen=True)
class Concern:
    """Something that needs attention; `subject` is what it is about, `is_grave` what is broken."""

    kind: Kind
    is_grave: bool
    count: int
    subject: Any = None


def post_concerns(loads: Sequence[tuple[str, int, int]]) -> Iterator[Concern]:
    """Posts with more cases than places; each load is title, cases, places."""
    for title, cases, places in loads:
        if cases > places:
            yield Concern(Kind.OVERLOADED, False, cases - places, (title, cases, places))


def finding_concerns(findings: Sequence[Finding]) -> Iterator[Concern]:
    """Rules of the funder that are broken, or kept only provisionally."""
    for finding in findings:
        if finding.verdict in {Verdict.BROKEN, Verdict.PROVISIONAL}:
            yield Concern(Kind.RULE, finding.verdict is Verdict.BROKEN, 1, finding)


def milestone_concerns(rows: Sequence[tuple[object, Standing]]) -> Iterator[Concern]:
    """Milestones that are overdue, or expected later than planned; days late as the count."""
    for row, standing in rows:
        if standing.state in {State.OVERDUE, State.SLIPPING}:
            yield Concern(Kind.MILESTONE, standing.state is State.OVERDUE, standing.days, row)


def duty_concerns(duties: Sequence[Duty]) -> Iterator[Concern]:
    """Reports that are overdue or fall due within DUTY_DAYS; days late or left as the count.

    What was met asks for nothing, nor does what nobody has to see to.
    """
    for duty in duties:
        if duty.is_demanded and duty.days <= DUTY_DAYS:
            yield Concern(Kind.DUTY, duty.state is DutyState.OVERDUE, abs(duty.days), duty)


def counted(kind: Kind, count: int) -> Iterator[Concern]:
    """One concern for a count above 0."""
    if count > 0:
        yield Concern(kind, False, count)


def gravest_first(concerns: Sequence[Concern]) -> list[Concern]:
    """What is broken or overdue before the rest; otherwise as given."""
    return sorted(concerns, key=lambda concern: not concern.is_grave)


def statement_years(notice: Notice, on: date) -> list[int]:
    """The calendar years of the funding period that have begun on the day."""
    if on < notice.starts_on:
        return []
    return list(range(notice.starts_on.year, min(on.year, notice.ends_on.year) + 1))


def statement_days(year: int, on: date) -> tuple[date, date]:
    """The first and last day a statement covers: the year, an unfinished one up to the day."""
    return date(year, 1, 1), min(date(year, 12, 31), on)


def latest_complete(years: Sequence[int], on: date) -> int | None:
    """The last year that lies behind the day; the running one where none does."""
    complete = [year for year in years if date(year, 12, 31) < on]
    return next(reversed(complete or list(years)), None)


@dataclass(frozen=True)
class CashGap:
    """Why the bank's balance differs from the cash position of the books, in cents.

    `opening`: they differed before; `unmatched`: entries of the year without voucher or receipt;
    `unpaid`: vouchers of the year without an entry (they stand in the books only); `timing`: paid
    in one year, at the bank in another; `rests`: booked with a reason, such as fees; `beside`:
    paid without being expenditure of the grant (borne by the carrier, input tax, repayments);
    `rest`: what these do not explain.
    """

    difference: int
    opening: int
    unmatched: int
    unpaid: int
    timing: int = 0
    rests: int = 0
    beside: int = 0

    @property
    def rest(self) -> int:
        """What stays unexplained."""
        explained = self.opening + self.unmatched + self.unpaid + self.timing
        return self.difference - explained - self.rests - self.beside
