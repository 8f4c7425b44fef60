"""A product-limit curve of which no step shows a single person. Pure.

The estimate itself is exact, to the day (`app.survival`). What is shown of it are points at whole
months, between which nobody or at least k people ended, and nobody or at least k were lost sight
of; it ends before fewer than k are under observation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor

from app.disclosure import FEWEST
from app.participants.dwell.rules import DAYS_IN_MONTH, Observed, mark_day
from app.survival import Curve, incidence_along, product_limit, restricted_mean

REST = "rest"
"""Causes of fewer than k people together."""
_SLACK = 1e-9


@dataclass(frozen=True)
class Part:
    """An interval (after `start`, up to `end`] in whole months, and the share behind it.

    `at_risk` at its beginning; `ended` and `open` (censored) in it.
    """

    start: int
    end: int
    at_risk: int
    ended: int
    open: int
    survival: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Guarded:
    """What may be shown of a curve; `people` is how many it begins with, `last` its last month.

    `seen` are the observations cut at the last month, `curve` their exact estimate.
    """

    parts: Sequence[Part]
    people: int
    last: int
    beyond: int
    seen: Sequence[Observed]
    curve: Curve

    @property
    def ended(self) -> int:
        """How many ended up to the last month."""
        return sum(part.ended for part in self.parts)

    @property
    def median(self) -> int | None:
        """The first whole month after which at most half are left; None while more than half are.

        The exact day would be that of one person.
        """
        months = range(1, self.last + 1)
        return next(
            (at for at in months if self.curve.survival(mark_day(at)) <= 0.5 + _SLACK), None
        )

    def mean(self, horizon: int) -> tuple[float, int]:
        """The restricted mean in months, and its horizon: the one asked, or the last month."""
        months = min(horizon, self.last)
        return restricted_mean(self.curve, mark_day(months)) / DAYS_IN_MONTH, months

    def survival(self, month: int) -> float | None:
        """The share at the last point shown up to a month; None behind the end."""
        if month > self.last:
            return None
        return next((part.survival for part in reversed(self.parts) if part.end <= month), 1.0)


def month_of(days: float) -> int:
    """The month of dwell in which a day lies: 1 up to the day on which a month is over."""
    return max(1, floor((days - 1) / DAYS_IN_MONTH) + 1)


def guarded(observed: Sequence[Observed], k: int = FEWEST) -> Guarded | None:
    """The curve as it may be shown; None where nothing of it may be."""
    months = [(month_of(one.days), one.cause is not None) for one in observed]
    longest = max((month for month, _ended in months), default=0)
    for last in (_last([month for month, _ended in months], k), longest):
        bounds = _bounds(months, last, k)
        if bounds:
            return _guarded(observed, months, last, bounds)
    return None


def _guarded(
    observed: Sequence[Observed], months: Sequence[tuple[int, bool]], last: int, bounds: list[int]
) -> Guarded:
    seen = [
        one if month_of(one.days) <= last else Observed(mark_day(last), None) for one in observed
    ]
    curve = product_limit([one.days for one in seen], [one.cause is not None for one in seen])
    parts = []
    start = 0
    for end in bounds:
        inside = [ended for month, ended in months if start < month <= end]
        step = curve.step(mark_day(end))
        parts.append(
            Part(
                start,
                end,
                sum(month > start for month, _ended in months),
                sum(inside),
                len(inside) - sum(inside),
                step.survival if step else 1.0,
                step.lower if step else None,
                step.upper if step else None,
            )
        )
        start = end
    beyond = sum(month > last for month, _ended in months)
    return Guarded(parts, len(observed), last, beyond, seen, curve)


def _fits(count: int, k: int) -> bool:
    return count == 0 or count >= k


def _last(months: Sequence[int], k: int) -> int:
    """The last month behind which k or more go on; 0 for none."""
    ordered = sorted(months, reverse=True)
    return ordered[k - 1] - 1 if len(ordered) >= k else 0


def _bounds(months: Sequence[tuple[int, bool]], last: int, k: int) -> list[int]:
    """The ends of the intervals: as many as fit; what is left over joins the interval before."""
    if last < 1:
        return []
    counts = {month: [0, 0] for month in range(1, last + 1)}
    for month, ended in months:
        if month <= last:
            counts[month][ended] += 1
    found: list[int] = []
    sums = [[0, 0]]
    for month, (went_on, left) in counts.items():
        sums[-1][0] += went_on
        sums[-1][1] += left
        if any(sums[-1]) and all(_fits(count, k) for count in sums[-1]):
            found.append(month)
            sums.append([0, 0])
    rest = sums.pop()
    while not all(_fits(count, k) for count in rest):
        if not found:
            return []
        found.pop()
        before = sums.pop()
        rest = [rest[0] + before[0], rest[1] + before[1]]
    if not found or found[-1] < last:
        found.append(last)
    return found


@dataclass(frozen=True)
class Caused:
    """Cumulative incidence by cause at the ends of the parts of a guarded curve.

    `totals` count what ended by each cause. A course grows only where at least k more have ended by
    its cause since it last grew; what is left over at the end is told with its last step.
    """

    causes: Sequence[str]
    totals: Mapping[str, int]
    shares: Mapping[str, Sequence[float]]


def by_cause(found: Guarded, together: Collection[str] = (), k: int = FEWEST) -> Caused:
    """The shares ended by each cause; causes under k, and those of `together`, are the rest."""
    counts = Counter(one.cause for one in found.seen if one.cause is not None)
    rest = _rest(counts, together, k)
    causes = [REST if one.cause in rest else one.cause for one in found.seen]
    days = [one.days for one in found.seen]
    incidence = incidence_along(found.curve, days, causes)
    order = sorted(set(incidence.causes) - {REST}, key=lambda cause: (-counts[cause], cause))
    order += [REST] if rest else []
    totals = {cause: causes.count(cause) for cause in order}
    shares = {}
    for cause in order:
        months = [month_of(day) for day, one in zip(days, causes, strict=True) if one == cause]
        grown = _grown([part.end for part in found.parts], months, k)
        shares[cause] = [incidence.share(cause, mark_day(end)) if end else 0.0 for end in grown]
    return Caused(order, totals, shares)


def _rest(counts: Mapping[str, int], together: Collection[str], k: int) -> set[str]:
    """The causes under k, and the next smallest ones until together they are k or more."""
    rest = {cause for cause, count in counts.items() if count < k or cause in together}
    for cause in sorted(counts, key=lambda cause: (counts[cause], cause)):
        if not rest or (len(rest) > 1 and sum(counts[one] for one in rest) >= k):
            break
        rest.add(cause)
    return rest


def rare_in_any(samples: Iterable[Sequence[Observed]], k: int = FEWEST) -> set[str]:
    """The causes that fewer than k, but somebody, have in one of several samples.

    Shown for one sample and for all together they would be told of the others by subtraction.
    """
    rare: set[str] = set()
    for sample in samples:
        counts = Counter(one.cause for one in sample if one.cause is not None)
        rare |= {cause for cause, count in counts.items() if count < k}
    return rare


def _grown(ends: Sequence[int], months: Sequence[int], k: int) -> list[int]:
    """For each end the month up to which the course is told; 0 before it first grows."""
    told: dict[int, int] = {}
    waiting, last = 0, 0
    for start, end in zip([0, *ends], ends, strict=False):
        waiting += sum(start < month <= end for month in months)
        if waiting >= k:
            told[end], waiting, last = end, 0, end
    if waiting and last:
        told[last] = ends[-1]
    found, at = [], 0
    for end in ends:
        at = told.get(end, at)
        found.append(at)
    return found
